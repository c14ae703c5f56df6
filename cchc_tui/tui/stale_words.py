"""What is said under a field about the places in it that come from the last period. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cchc_tui.domain.dates import format_short
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.interview.spots import StaleSpot

SIGN = "*"
"""Stands wherever something of the last period waits to be looked at."""
_DROPPED = {
    QuestionType.PROSE: "bỏ câu",
    QuestionType.TEXT: "bỏ câu",
    QuestionType.CITATIONS: "bỏ văn bản",
    QuestionType.TABLE: "bỏ dòng",
}
PARTED = tuple(_DROPPED)
"""Types whose answers have parts, each with places of its own."""
EARLY = " (trước kỳ này)"
NAMED = 3
"""Most days that a message names one by one."""
_CHOICES = (QuestionType.CHOICE, QuestionType.YES_NO)


@dataclass(frozen=True, slots=True)
class StaleKeys:
    """Names of the keys as the officer has them: `Ctrl+N`."""

    next: str
    confirm: str
    drop: str
    accept: str


@dataclass(frozen=True, slots=True)
class StaleWords:
    """Two lines: what stands at the cursor, and what can be done with it.

    Attributes:
        left: What it is.
        right: How many the answer still has.
        hints: Keys, most needed first; those that do not fit are left out.
    """

    left: str = ""
    right: str = ""
    hints: tuple[str, ...] = ()


def stale_words(
    question: Question,
    spots: Sequence[StaleSpot],
    spot: StaleSpot | None,
    proposal: str,
    keys: StaleKeys,
    *,
    early: bool = False,
) -> StaleWords:
    """What the lines under a field say.

    Args:
        question: What is asked.
        spots: Stale places left in the answer, in order.
        spot: The one at the cursor.
        proposal: What one key puts there; may be empty.
        keys: What the keys are called.
        early: Whether a day there lies before the period of the report.
    """
    if not spots:
        return StaleWords(
            "Câu này không còn chỗ nào của kỳ trước.", hints=(f"{keys.next} đến chỗ kế",)
        )
    if spot is None:
        return StaleWords(
            f"{SIGN} Câu này còn {len(spots)} chỗ của kỳ trước.",
            hints=(f"{keys.next} đến chỗ kế",),
        )
    old = " ".join(spot.old_text.split()) + (EARLY if early else "")
    offer = _offer(proposal, keys)
    place = f"còn {len(spots)} chỗ" if len(spots) > 1 else ""
    return StaleWords(f"{SIGN} Kỳ trước: {old}{offer}", place, _hints(question, keys))


def anew_words(question: Question, spot: StaleSpot, keys: StaleKeys) -> StaleWords:
    """What the lines say of an empty question to which the last period had an answer.

    Args:
        question: What is asked.
        spot: The old answer.
        keys: What the keys are called.
    """
    keep, dropped = f"{keys.confirm} lấy lại", f"{keys.drop} không còn"
    if question.type in PARTED:
        said = f"{SIGN} Kỳ trước có trả lời, kỳ này còn trống."
        return StaleWords(said, "", ("Gõ mới", f"{keep} cả", dropped))
    old = " ".join(spot.old_text.split())
    left = f"{SIGN} Kỳ trước: {old}{_offer(spot.proposed, keys)}"
    return StaleWords(left, "kỳ này còn trống", ("Gõ mới", keep, dropped))


def kept_early(days: Sequence[date], begins: date) -> str:
    """What is said once days before the period of the report were confirmed.

    Args:
        days: One at least.
        begins: First day of the period or of its data.
    """
    named = ", ".join(format_short(day) for day in days[:NAMED])
    more = f" và {len(days) - NAMED} ngày khác" if len(days) > NAMED else ""
    return f"Đã giữ ngày {named}{more}: trước kỳ này (từ ngày {format_short(begins)})."


def _offer(proposal: str, keys: StaleKeys) -> str:
    return f" → {keys.accept} nhận: {proposal}" if proposal else ""


def _hints(question: Question, keys: StaleKeys) -> tuple[str, ...]:
    """What can be done at a place; Enter never confirms but where it takes an option."""
    keep = f"{keys.confirm} giữ nguyên"
    dropped = _DROPPED.get(question.type, "bỏ trống")
    if question.type in _CHOICES and not question.open_choice:
        return ("Enter hoặc số để chọn", keep, "PgDn để sau", f"{keys.drop} bỏ trống")
    if question.type is QuestionType.TABLE:
        keep = f"{keys.confirm} giữ cả dòng"
        if question.row_labels:
            dropped = "bỏ trống ô"
        return ("Gõ đè", keep, f"{keys.drop} {dropped}", "Enter ô kế, để sau")
    if question.type in _DROPPED:
        return ("Gõ đè để thay", keep, f"{keys.drop} {dropped}", "Enter để sau")
    return ("Gõ đè để thay", keep, "Enter để sau", f"{keys.drop} {dropped}")
