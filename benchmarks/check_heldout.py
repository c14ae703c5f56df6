"""Precision and recall by group on the held-out set: texts written before reading the rules.

    python benchmarks/check_heldout.py

Measures the set written before the rules were read, which they were then made better with, the
one written after that, and four sets of whole reports written later still by ones who never read
the rules.

A passage is judged by the groups of what is found in it. A whole report is judged line by line:
a fault is found if something of its group is found on its line, or on one of the other lines that
disagree with it where no fault of the group is labelled, and every other finding is wrong.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from check import Score

from cchc_tui.domain.facts import load_facts
from cchc_tui.domain.paths import packaged
from cchc_tui.review.checker import Checker
from cchc_tui.review.examples import document_of
from cchc_tui.review.findings import Finding, Severity
from cchc_tui.services.checking import check_file

SETS = Path(__file__).parents[1] / "tests" / "review"
HELD_OUT, AFTER, THIRD = SETS / "heldout", SETS / "heldout_after", SETS / "heldout3"
FOURTH, FIFTH, SIXTH = SETS / "heldout4", SETS / "heldout5", SETS / "heldout6"
GROUPS = {
    "SL": "Số liệu",
    "VD": "Viện dẫn",
    "CT": "Cấu trúc",
    "TT": "Thể thức",
    "CH": "Chính tả và trình bày",
    "KT": "Kỳ trước",
}


@dataclass(frozen=True)
class Fault:
    """One true fault.

    Attributes:
        groups: What may report it; the first is the one it counts for.
        what: The fault, in words.
        also: Other lines of the report where it may as well be reported.
    """

    groups: tuple[str, ...]
    what: str
    also: tuple[int, ...] = ()


@dataclass
class Outcome:
    """What came out: scores by group, and the places to look at."""

    scores: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    errors: int = 0
    pages: int = 0

    def score(self, *groups: str) -> Score:
        """The scores of these groups together; of all without any."""
        total = Score()
        for group in groups or tuple(self.scores):
            one = self.scores[group]
            total.right += one.right
            total.missed += one.missed
            total.wrong += one.wrong
            total.cases += one.cases
        return total

    def judge(self, faults: list[Fault], findings: list[Finding], where: str) -> None:
        """Set what was found at one place against what is wrong there."""
        groups = {finding.code[:2] for finding in findings}
        for fault in faults:
            self.count(fault, bool(groups & set(fault.groups)), where)
        self.accuse(findings, {group for fault in faults for group in fault.groups}, where)

    def count(self, fault: Fault, found: bool, where: str) -> None:
        """One fault, found or missed."""
        score = self.scores[fault.groups[0]]
        score.cases += 1
        score.right += found
        score.missed += not found
        if not found:
            self.missed.append(f"{fault.groups[0]} {where}: {fault.what}")

    def accuse(self, findings: list[Finding], expected: set[str], where: str) -> None:
        """Findings of a group that has no fault here are wrong."""
        for finding in findings:
            if finding.code[:2] not in expected:
                self.scores[finding.code[:2]].wrong += 1
                self.errors += finding.severity is Severity.ERROR
                said = f"{finding.severity} {where}: {finding.message} “{finding.quote}”"
                self.wrong.append(f"{finding.code} {said}")


def measure(folder: Path = HELD_OUT) -> Outcome:
    """Run every rule over a held-out set."""
    checker = Checker(load_facts([packaged("prompts/facts")]))
    outcome = Outcome()
    for group, faulty, text in passages(folder):
        faults = [Fault(group, text)] if faulty else []
        if not faulty:
            outcome.scores[group[0]].cases += 1
        outcome.judge(faults, list(checker.check(document_of(text))), repr(text[:70]))
    for path in sorted((folder / "reports").glob("*.toml")):
        _judge_report(path, checker, outcome)
    return outcome


def passages(folder: Path = HELD_OUT) -> Iterator[tuple[tuple[str, ...], bool, str]]:
    """The groups, whether it has a fault, and the text of every passage."""
    for path in sorted(folder.glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["group"]:
            groups = (entry["code"], *entry.get("or", ()))
            yield from ((groups, True, text) for text in entry["faults"])
            yield from ((groups, False, text) for text in entry["near"])


def _judge_report(path: Path, checker: Checker, outcome: Outcome) -> None:
    said = tomllib.loads(path.read_text(encoding="utf-8"))
    report = path.with_suffix(".txt")
    faults = _faults(said["faults"], report.read_text(encoding="utf-8").splitlines())
    findings: dict[int, list[Finding]] = defaultdict(list)
    for finding in check_file(report, checker).findings:
        findings[finding.place.line].append(finding)
    allowed: dict[int, set[str]] = defaultdict(set)
    for line, there in faults.items():
        for fault in there:
            allowed[line] |= set(fault.groups)
            for other in fault.also:
                allowed[other] |= set(fault.groups)
    for line, there in faults.items():
        for fault in there:
            places = [line, *(at for at in fault.also if not _own(faults.get(at, []), fault))]
            groups = {finding.code[:2] for at in places for finding in findings.get(at, ())}
            outcome.count(fault, bool(groups & set(fault.groups)), f"{path.stem}:{line}")
    for line, made in sorted(findings.items()):
        outcome.accuse(made, allowed.get(line, set()), f"{path.stem}:{line}")
    for near in said.get("near", ()):
        outcome.scores[near["group"]].cases += 1
    outcome.pages += said["pages"]


def _faults(entries: list[dict[str, Any]], lines: list[str]) -> defaultdict[int, list[Fault]]:
    """The labelled faults by line; one without a line is on the first that has its words."""
    faults: defaultdict[int, list[Fault]] = defaultdict(list)
    for entry in entries:
        first = next(number for number, line in enumerate(lines, 1) if entry["at"] in line)
        groups = (entry["group"], *entry.get("or", ()))
        what = f"{entry['at']}: {entry['what']}"
        fault = Fault(groups, what, tuple(entry.get("also", ())))
        faults[entry.get("line", first)].append(fault)
    return faults


def _own(there: list[Fault], fault: Fault) -> bool:
    """Whether a place has a fault of its own that a finding there speaks of."""
    return any(set(one.groups) & set(fault.groups) for one in there)


def table(outcome: Outcome) -> str:
    """The scores by group as a Markdown table."""
    lines = ["| Nhóm | Ca thử | Tìm thấy | Đúng |", "|---|---|---|---|"]
    for code, name in GROUPS.items():
        if code in outcome.scores:
            lines.append(_row(name, outcome.scores[code]))
    lines.append(_row("**Tất cả**", outcome.score()))
    return "\n".join(lines)


def _row(name: str, score: Score) -> str:
    return f"| {name} | {score.cases} | {score.recall * 100:.0f}% | {score.precision * 100:.0f}% |"


def main() -> int:
    """Print the tables and every miss and false alarm."""
    for folder in (HELD_OUT, AFTER, THIRD, FOURTH, FIFTH, SIXTH):
        outcome = measure(folder)
        print(f"{folder.name}\n{table(outcome)}")
        print(f"Lỗi báo nhầm: {outcome.errors}; báo cáo trọn vẹn: {outcome.pages} trang")
        for said in outcome.missed:
            print(f"SÓT  {said}")
        for said in outcome.wrong:
            print(f"NHẦM {said}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
