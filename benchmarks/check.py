"""How often the rules of `cchc check` are right, on the labelled set; and how fast they are.

    python benchmarks/check.py [--write]

Prints precision and recall by rule, and what was missed or wrongly flagged. With `--write` the
table in docs/RULES.md is renewed.
"""

from __future__ import annotations

import re
import sys
import time
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from cchc_tui.domain.facts import load_facts
from cchc_tui.domain.paths import packaged
from cchc_tui.review.catalogue import REGISTRY
from cchc_tui.review.checker import Checker
from cchc_tui.review.examples import document_of

ROOT = Path(__file__).parents[1]
LABELLED = ROOT / "tests" / "review" / "labelled"
RULES = ROOT / "docs" / "RULES.md"
MARKS = ("<!-- bảng đo: bắt đầu -->", "<!-- bảng đo: hết -->")


@dataclass(frozen=True)
class Case:
    """A text, the code it must be flagged with (empty: none), and codes that may come beside."""

    code: str
    text: str
    faulty: bool
    also: tuple[str, ...] = ()


@dataclass
class Score:
    """Counts for one rule."""

    right: int = 0
    missed: int = 0
    wrong: int = 0
    cases: int = 0

    @property
    def recall(self) -> float:
        """Share of the true faults that were found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def precision(self) -> float:
        """Share of what was flagged that is a fault."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0


@dataclass
class Result:
    """Scores by code, and the cases that went wrong."""

    scores: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    misses: list[Case] = field(default_factory=list)
    alarms: list[tuple[str, Case]] = field(default_factory=list)

    def group(self, codes: tuple[str, ...]) -> Score:
        """The scores of whole groups together."""
        total = Score()
        for code, score in self.scores.items():
            if code.startswith(codes):
                total.right += score.right
                total.missed += score.missed
                total.wrong += score.wrong
                total.cases += score.cases
        return total


def cases() -> list[Case]:
    """The labelled set: every file of it."""
    found = []
    for path in sorted(LABELLED.glob("*.toml")):
        for rule in tomllib.loads(path.read_text(encoding="utf-8"))["rule"]:
            also = tuple(rule.get("also", ()))
            found += [Case(rule["code"], text, True, also) for text in rule["faults"]]
            found += [Case(rule["code"], text, False) for text in rule["near"]]
    return found


def measure() -> Result:
    """Run every rule over every case."""
    checker = Checker(load_facts([packaged("prompts/facts")]))
    result = Result()
    for case in cases():
        codes = {finding.code for finding in checker.check(document_of(case.text))}
        score = result.scores[case.code]
        score.cases += 1
        if case.faulty:
            if case.code in codes:
                score.right += 1
            else:
                score.missed += 1
                result.misses.append(case)
        for code in codes - ({case.code, *case.also} if case.faulty else set()):
            result.scores[code].wrong += 1
            result.alarms.append((code, case))
    return result


def table(result: Result) -> str:
    """The scores as a Markdown table, rules with cases only."""
    lines = ["| Mã | Quy tắc | Mức độ | Ca thử | Tìm thấy | Đúng |", "|---|---|---|---|---|---|"]
    for rule in REGISTRY:
        score = result.scores.get(rule.code)
        if score is None or not score.cases:
            continue
        lines.append(
            f"| {rule.code} | {rule.name} | {rule.severity.label} | {score.cases} |"
            f" {_percent(score.recall)} | {_percent(score.precision)} |"
        )
    whole = result.group(("SL", "VD", "CT", "TT", "CH", "KT"))
    lines.append(
        f"| | **Tất cả** | | **{whole.cases}** | **{_percent(whole.recall)}** |"
        f" **{_percent(whole.precision)}** |"
    )
    return "\n".join(lines)


def _percent(share: float) -> str:
    return f"{share * 100:.0f}%"


def _speed() -> str:
    """Time of a first check and of a recheck of a report of about 35 pages."""
    from check_report import long_report

    checker = Checker(load_facts([packaged("prompts/facts")]))
    first, changed = long_report("2.027"), long_report("2.028")
    begun = time.perf_counter()
    checker.check(first)
    middle = time.perf_counter()
    checker.check(changed)
    ended = time.perf_counter()
    once, again = 1000 * (middle - begun), 1000 * (ended - middle)
    return f"35 trang: lần đầu {once:.0f} ms, soát lại {again:.0f} ms"


def main() -> int:
    """Print, and renew the table where asked."""
    result = measure()
    text = table(result)
    print(text)
    for case in result.misses:
        print(f"SÓT  {case.code}: {case.text!r}")
    for code, case in result.alarms:
        print(f"NHẦM {code} (ca của {case.code}): {case.text!r}")
    print(_speed())
    if "--write" in sys.argv:
        said = RULES.read_text(encoding="utf-8")
        start, end = MARKS
        new = re.sub(
            f"{re.escape(start)}.*{re.escape(end)}",
            lambda _: f"{start}\n{text}\n{end}",
            said,
            flags=re.DOTALL,
        )
        RULES.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
