"""What a replay prints: keys beside characters, by use, and beside what an editor would need."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from replay_keys import Tally, Use, report_downs, report_length, report_lines

NAMES = {
    Use.FACT: "facts",
    Use.PROSE: "prose",
    Use.MOVING: "moving",
    Use.TAKING: "taking",
    Use.MENDING: "mending",
}


@dataclass(frozen=True)
class Drafted:
    """One report drafted.

    Attributes:
        name: Of the report.
        tally: Keys pressed.
        text: The report that came of it.
        wanted: The report that was meant.
        copied: Keys that copying the last report in an editor and changing it would take; 0
            where there is no last report.
    """

    name: str
    tally: Tally
    text: str
    wanted: str
    copied: int = 0

    @property
    def length(self) -> int:
        """Keys that the report takes in a plain editor."""
        return report_length(self.text)

    @property
    def saved(self) -> float:
        """The share of keys saved."""
        return 1 - self.tally.total / self.length

    @property
    def saved_downs(self) -> float:
        """The same in key-downs of a Telex keyboard."""
        return 1 - self.tally.downs / report_downs(self.text)

    @property
    def same(self) -> float:
        """Share of the words that are those meant, in their order."""
        return alike(words_of(self.text), words_of(self.wanted))


def words_of(text: str) -> list[str]:
    """The words of a report, as they stand."""
    return " ".join(report_lines(text)).split()


def alike(one: Sequence[str], other: Sequence[str]) -> float:
    """Twice the words in common, in their order, over all words of both."""
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def copy_edit_keys(old: str, new: str) -> int:
    """Keys that turn a copy of the old report into the new one in a plain editor.

    At the least: one key to come to each place, one for each word or line deleted there, and
    each character typed.
    """
    before, after = words_of(old), words_of(new)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    keys = 0
    for sort, i1, i2, j1, j2 in matcher.get_opcodes():
        if sort != "equal":
            keys += 1 + (i2 - i1) + sum(len(word) + 1 for word in after[j1:j2]) - (j2 > j1)
    return keys


def show(title: str, drafted: Sequence[Drafted], target: float) -> None:
    """Print one line for each report and one for all."""
    print(f"\n{title}")
    heads = ["chars", "keys", "saved", "Telex", *NAMES.values(), "same words", "copy-edit"]
    print(f"{'':10}" + "".join(f"{head:>11}" for head in heads))
    for one in drafted:
        _line(one.name, [one])
    if len(drafted) > 1:
        _line("all", drafted)
    total = sum(one.tally.total for one in drafted) / sum(one.length for one in drafted)
    verdict = "reached" if 1 - total >= target else "missed"
    print(f"target: at least {target:.0%} of the keys saved: {verdict}")


def _line(name: str, drafted: Sequence[Drafted]) -> None:
    length = sum(one.length for one in drafted)
    keys = sum(one.tally.total for one in drafted)
    downs = sum(one.tally.downs for one in drafted)
    all_downs = sum(report_downs(one.text) for one in drafted)
    same = sum(one.same * one.length for one in drafted) / length
    copied = sum(one.copied for one in drafted)
    cells = [f"{length}", f"{keys}", f"{1 - keys / length:.1%}", f"{1 - downs / all_downs:.1%}"]
    cells += [f"{sum(one.tally.keys[use] for one in drafted)}" for use in NAMES]
    cells += [f"{same:.2%}", f"{copied}" if copied else "-"]
    print(f"{name:10}" + "".join(f"{cell:>11}" for cell in cells))
