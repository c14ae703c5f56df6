"""How a problem, a waiver and a correction are told. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cchc_tui.services import checking
from cchc_tui.services.errors import WorkError
from cchc_tui.services.problems import Problem
from cchc_tui.services.session import Session
from cchc_tui.store.records import Waiver

COUNTED = (
    ("refused", "chỗ chưa hiểu"),
    ("error", "lỗi"),
    ("warning", "cảnh báo"),
    ("hint", "gợi ý"),
    ("stale", "chỗ kỳ trước"),
    ("missing", "câu chưa trả lời"),
)
AROUND = 40
"""Characters shown on both sides of what is corrected."""
MOST = 300
"""Characters of a quote that are shown."""


def summary(problems: Sequence[Problem]) -> str:
    """`2 lỗi · 3 cảnh báo`; empty where there is nothing."""
    counts = Counter(problem.kind for problem in problems)
    return " · ".join(f"{counts[kind]} {name}" for kind, name in COUNTED if counts[kind])


def described(problem: Problem, session: Session, *, examples: bool = False) -> str:
    """A problem in full: what, where, the words, what should stand there, why, by which source.

    Args:
        problem: The problem.
        session: Its draft.
        examples: Also what its rule flags and what it does not.
    """
    parts = [f"{problem.name} ({problem.place})" if problem.place else problem.name]
    parts.append(problem.message)
    if problem.quote:
        quote = problem.quote if len(problem.quote) <= MOST else problem.quote[:MOST] + "…"
        parts.append(f"Ở chỗ: “{quote}”")
    if problem.expected and problem.expected not in problem.message:
        parts.append(f"Nên là: {problem.expected}")
    parts += _reasons(problem, session, examples)
    return "\n".join(filter(None, parts))


def _reasons(problem: Problem, session: Session, examples: bool) -> list[str]:
    checks = session.interview.plan.checks
    basis = next((check.basis for check in checks if check.id == problem.code), None)
    if basis is not None:
        return [f"Căn cứ: {basis}"] if basis else []
    if not problem.code:
        return []
    try:
        rule = checking.rule_named(problem.code)
    except WorkError:
        return []
    parts = [f"{rule.code} · {rule.name}: {rule.why}", f"Căn cứ: {rule.source}"]
    if examples:
        for title, shown in (("Báo:", rule.flags), ("Không báo:", rule.passes)):
            parts += [title, *(f"- {one.strip()[:MOST]}" for one in shown)] if shown else []
    return parts


def waiver_described(waiver: Waiver) -> str:
    """What was let stand, why, by whom and when."""
    at = waiver.at[:10].split("-")
    return (
        f"{waiver.message}\nLý do bỏ qua: {waiver.reason}\n"
        f"{waiver.author}, ngày {'/'.join(reversed(at))}. Bấm phím Bỏ qua lần nữa để soát lại."
    )


def before_and_after(problem: Problem, session: Session) -> str:
    """The words around a correction, as they stand and as they would."""
    text = session.review.field(problem.question, problem.cell)
    at = session.review.position(problem)
    if at < 0 or problem.fix is None:
        return f"Trước: {problem.words}\nSau: {problem.fix}"
    end = at + len(problem.words)
    left = ("…" if at > AROUND else "") + text[max(at - AROUND, 0) : at]
    right = text[end : end + AROUND] + ("…" if len(text) > end + AROUND else "")
    lines = [f"{left}[{words}]{right}" for words in (problem.words, problem.fix)]
    return f"Trước: {' '.join(lines[0].split())}\n\nSau: {' '.join(lines[1].split())}"
