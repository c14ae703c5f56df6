"""What is to change from one period to the next: a stated set of facts, in a file for each report.

`[facts]` gives each figure, date and document number that changes its new value; what is not
named stays. `[names]` are the names of periods that a rule moves on. `drop` are sentences that
go, by words in them, `[[append]]` a paragraph that is new, `[answers]` what is asked anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any

import tomli
from replay_desk import VIETNAM

from cchc_tui.domain.dates import parse_date

CHANGES = Path(__file__).parent / "replay_changes"
TOKEN = re.compile(
    r"(?<![\w:])(?<!nhánh số )(?:\d+(?:/\d{4})?/[A-ZĐ][\wĐ&.]*(?:-[\wĐ&]+)*|\d+-[A-ZĐ]\w*/\w+"
    r"|\d{1,2}/\d{1,2}/\d{4}|\d{1,3}(?:\.\d{3})+|\d+,\d+|\d+)(?![\w/])"
)
"""A fact in a text: number and symbol of a document, date, figure."""
_NUMBERED = re.compile(r"(?:[IVX]+\.|\d+\.(?:\d+\.?)*|[a-zđ]\)) ")
_STOP = re.compile(r"(?<=[.!?;]) ")


@dataclass(frozen=True)
class Append:
    """A new paragraph at the end of an answer, printed behind the line that holds `after`."""

    question: str
    after: str
    text: str


@dataclass(frozen=True)
class Change:
    """What changes in one report.

    Attributes:
        period: Code of the new period.
        day: When the new report is drafted.
        facts: New values by old ones, as printed.
        names: New names of periods by old ones, as printed.
        answers: What is asked anew, as typed.
        drop: Words of the sentences that go.
        append: New paragraphs.
    """

    period: str
    day: datetime
    facts: Mapping[str, str]
    names: Mapping[str, str]
    answers: Mapping[str, str]
    drop: tuple[str, ...]
    append: tuple[Append, ...]

    def of(self, text: str) -> str:
        """A piece of the old report as the new one has it."""
        return TOKEN.sub(lambda found: self.facts.get(found[0], found[0]), text)

    def named(self, text: str) -> str:
        """With the names of periods moved on."""
        if not self.names:
            return text
        longest = sorted(self.names, key=len, reverse=True)
        return re.sub("|".join(map(re.escape, longest)), lambda found: self.names[found[0]], text)

    def report(self, old: str) -> str:
        """The new report that is meant, made from the old one."""
        return "\n".join(line for one in old.split("\n") for line in self._lines(one))

    def _lines(self, line: str) -> list[str]:
        number = _NUMBERED.match(line)
        start = number.end() if number else 0
        kept = [part for part in _STOP.split(line) if not any(words in part for words in self.drop)]
        if line.strip() and not kept:
            return []
        if len(kept) < len(_STOP.split(line)):
            line, start = " ".join(kept), 0
        body = self.of(self.named(line[start:]))
        added = [one.text for one in self.append if one.after in line]
        return [line[:start] + body, *added]


def change_of(path: Path) -> Change:
    """What a file says."""
    told: dict[str, Any] = tomli.loads(path.read_text("utf-8"))
    day = parse_date(told["day"]).to_date()
    assert day is not None
    return Change(
        told["period"],
        datetime.combine(day, time(9), VIETNAM),
        told.get("facts", {}),
        told.get("names", {}),
        told.get("answers", {}),
        tuple(told.get("drop", ())),
        tuple(Append(**one) for one in told.get("append", ())),
    )
