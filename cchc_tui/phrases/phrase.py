"""What a phrase is, and how one table of a bank file becomes one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cchc_tui.domain.problems import Problem, locate_key
from cchc_tui.domain.text import clean_line, clean_text, nearest
from cchc_tui.phrases.slots import SLOT_TYPES, slot_mistakes

PHRASE_KEYS = (
    "id",
    "text",
    "sections",
    "keywords",
    "valid_from",
    "valid_to",
    "superseded_by",
    "basis",
    "hidden",
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One standard wording.

    Attributes:
        id: Unique in its layer; a later layer replaces the phrase with the same id.
        text: Wording with slots (see `slots`), NFC.
        sections: Library sections where it is offered first; empty means everywhere.
        keywords: Further words that find it.
        valid_from: First day it may be used; None where open.
        valid_to: Last day it may be used; None where open.
        superseded_by: Id of the phrase to use instead.
        basis: Document that decides the wording.
        layer: Name of the layer it comes from.
        hidden: Takes the phrase with this id out of the bank.
        file: The file it stands in.
    """

    id: str
    text: str
    sections: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    superseded_by: str = ""
    basis: str = ""
    layer: str = ""
    hidden: bool = False
    file: str = ""

    def in_force(self, today: date) -> bool:
        """Whether the wording may be used on that day: within its dates, not superseded."""
        return (
            not self.superseded_by
            and (self.valid_from is None or self.valid_from <= today)
            and (self.valid_to is None or today <= self.valid_to)
        )


@dataclass(frozen=True, slots=True)
class TableReader:
    """Reads one phrase table, knowing where it stands for the sake of messages.

    Attributes:
        path: The file.
        layer: Its layer.
        source: The piece of the file that was parsed.
        line: Lines before the piece.
        index: Which `[[phrase]]` of the piece it is.
        problems: Where mistakes are added.
    """

    path: Path
    layer: str
    source: str
    line: int
    index: int
    problems: list[Problem]

    def phrase(self, item: Any) -> Phrase | None:
        """The phrase; None where it has no id or no text."""
        if not isinstance(item, dict):
            self._wrong("phrase", "phải là một bảng [[phrase]]")
            return None
        for key in item:
            near = None if key in PHRASE_KEYS else nearest(key, PHRASE_KEYS)
            if near:
                self._wrong(key, "không có khóa này.", near)
        hidden = self._flag(item)
        name = clean_line(self._text(item, "id"))
        text = clean_text(self._text(item, "text")).strip()
        if not name or not (text or hidden):
            key = "id" if not name else "text"
            self._wrong(key, f"câu mẫu thiếu “{key}”; câu này bị bỏ qua")
            return None
        for message, about in slot_mistakes(text):
            self._wrong("text", message, (nearest(about, SLOT_TYPES) or "") if about else "")
        start, end = self._day(item, "valid_from"), self._day(item, "valid_to")
        if start and end and end < start:
            self._wrong("valid_to", "ngày hết hiệu lực đứng trước ngày có hiệu lực")
        return Phrase(
            name,
            text,
            self._list(item, "sections"),
            self._list(item, "keywords"),
            start,
            end,
            clean_line(self._text(item, "superseded_by")),
            clean_line(self._text(item, "basis")),
            self.layer,
            hidden,
            str(self.path),
        )

    def _wrong(self, key: str, message: str, near: str = "") -> None:
        at = locate_key(self.source, "phrase", self.index, key)
        self.problems.append(Problem(str(self.path), self.line + at, key, message, near))

    def _text(self, item: Mapping[str, Any], key: str) -> str:
        value = item.get(key, "")
        if isinstance(value, str):
            return value
        self._wrong(key, "phải là chữ đặt trong dấu ngoặc kép")
        return ""

    def _flag(self, item: Mapping[str, Any]) -> bool:
        value = item.get("hidden", False)
        if not isinstance(value, bool):
            self._wrong("hidden", "phải là true hoặc false")
        return value is True

    def _list(self, item: Mapping[str, Any], key: str) -> tuple[str, ...]:
        value = item.get(key, [])
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not all(isinstance(part, str) for part in values):
            self._wrong(key, 'phải là danh sách chữ, dạng ["a", "b"]')
            return ()
        return tuple(part for part in map(clean_line, values) if part)

    def _day(self, item: Mapping[str, Any], key: str) -> date | None:
        value = item.get(key)
        if isinstance(value, str) and value:
            try:
                return date.fromisoformat(value)
            except ValueError:
                pass
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        if value not in (None, ""):
            self._wrong(key, "phải là ngày dạng 2025-07-01, không có ngoặc kép")
        return None
