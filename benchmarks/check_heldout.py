"""Precision and recall by group on the held-out set: texts written before reading the rules.

    python benchmarks/check_heldout.py

Measures the set written before the rules were read, which they were then made better with, and
the one written after that.

A passage is judged by the groups of what is found in it. A whole report is judged line by line:
a fault is found if something of its group is found on its line, and every other finding is wrong.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from check import Score

from cchc_tui.domain.facts import load_facts
from cchc_tui.domain.paths import packaged
from cchc_tui.review.checker import Checker
from cchc_tui.review.examples import document_of
from cchc_tui.review.findings import Finding, Severity
from cchc_tui.services.checking import check_file

SETS = Path(__file__).parents[1] / "tests" / "review"
HELD_OUT, AFTER = SETS / "heldout", SETS / "heldout_after"
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
    """

    groups: tuple[str, ...]
    what: str


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
            score = self.scores[fault.groups[0]]
            score.cases += 1
            if groups & set(fault.groups):
                score.right += 1
            else:
                score.missed += 1
                self.missed.append(f"{fault.groups[0]} {where}: {fault.what}")
        expected = {group for fault in faults for group in fault.groups}
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
    lines = report.read_text(encoding="utf-8").splitlines()
    faults: dict[int, list[Fault]] = defaultdict(list)
    for entry in said["faults"]:
        at = next(number for number, line in enumerate(lines, 1) if entry["at"] in line)
        groups = (entry["group"], *entry.get("or", ()))
        faults[at].append(Fault(groups, f"{entry['at']}: {entry['what']}"))
    findings: dict[int, list[Finding]] = defaultdict(list)
    for finding in check_file(report, checker).findings:
        findings[finding.place.line].append(finding)
    for line in sorted({*faults, *findings}):
        outcome.judge(faults[line], findings[line], f"{path.stem}:{line}")
    outcome.pages += said["pages"]


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
    for folder in (HELD_OUT, AFTER):
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
