"""What became of an old report, as the officer is told of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cchc_tui.domain.agencies import Agency
from cchc_tui.interview.answer import Answer
from cchc_tui.services.imports.facts import SURE

MOST_NAMED = 5
"""Unsure readings named one by one."""


@dataclass(frozen=True, slots=True)
class Understood:
    """One fact read: its question, as shown, and how sure that is, 0 to 1."""

    question: str
    label: str
    shown: str
    confidence: float


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    """An old heading and the section it went to; an empty section: kept with the one before."""

    heading: str
    section: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of an old report.

    Attributes:
        id: Of the draft; empty where none was made.
        kind: Its kind.
        kind_confidence: How well the kind fits, 0 to 1.
        agency: Its agency.
        period: Code of its period.
        period_name: Name of a free period; else empty.
        matched: Every heading and where it went.
        facts: Every figure, date, citation and table read.
        free: Passages and table rows kept word for word, by question.
        notes: What the officer should know or look at, one Vietnamese sentence each.
        answers: All of it as answers.
        new_agency: The agency, where it is not known yet; kept with the draft.
    """

    id: str
    kind: str
    kind_confidence: float
    agency: str
    period: str
    period_name: str
    matched: tuple[HeadingMatch, ...]
    facts: tuple[Understood, ...]
    free: Mapping[str, int]
    notes: tuple[str, ...]
    answers: Mapping[str, Answer]
    new_agency: Agency | None = None

    def account(self) -> str:
        """The result in a few lines for the officer."""
        own = sum(1 for one in self.matched if one.section)
        sure = sum(1 for one in self.facts if one.confidence >= SURE)
        kept = sum(self.free.values())
        lines = [
            f"Loại báo cáo: {self.kind} (khớp {self.kind_confidence:.0%}).",
            f"Cơ quan: {self.agency}; kỳ: {self.period_name or self.period}.",
            f"Đề mục: {own}/{len(self.matched)} khớp với mục của loại báo cáo.",
            f"Câu trả lời đọc được: {len(self.facts)}, trong đó {sure} chắc chắn.",
            f"Giữ nguyên văn: {kept} đoạn.",
        ]
        unsure = [one for one in self.facts if one.confidence < SURE]
        if unsure:
            named = "; ".join(f"{one.label}: {one.shown}" for one in unsure[:MOST_NAMED])
            more = f"; và {len(unsure) - MOST_NAMED} chỗ khác" if len(unsure) > MOST_NAMED else ""
            lines.append(f"Cần đối chiếu với văn bản cũ: {named}{more}.")
        return "\n".join([*lines, *(f"- {note}" for note in self.notes)])
