"""What the phrase book says of a phrase, in words. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cchc_tui.domain.dates import PartialDate, format_short
from cchc_tui.phrases.phrase import Phrase
from cchc_tui.services.phrase_book import Entry
from cchc_tui.services.phrase_uses import UsedAt

ORIGINS = {"packaged": "có sẵn", "agency": "của cơ quan", "own": "của bạn"}


def details_of(
    entry: Entry, titles: Mapping[str, str], uses: Sequence[UsedAt], newer: Phrase | None
) -> str:
    """Everything but its wording: origin, section, basis, validity, use; a line each.

    Args:
        entry: The phrase.
        titles: Titles of sections by id.
        uses: Where it was used, latest first.
        newer: The phrase to use instead, if there is one.
    """
    phrase = entry.phrase
    origin = f"Mẫu câu {ORIGINS.get(phrase.layer, 'đã ẩn')}"
    if entry.overrides:
        origin += ", thay cho bản có sẵn"
    sections = "; ".join(titles.get(one, one) for one in phrase.sections) or "dùng chung"
    legal = [f"Căn cứ: {phrase.basis}" if phrase.basis else "", _validity(entry)]
    lines = [
        f"{origin} · {sections}",
        ". ".join(part for part in legal if part),
        f"Nay dùng: {newer.text}" if newer else "",
        f"Đã dùng {len(uses)} lần; gần nhất {_use(uses[0])}" if uses else "Chưa dùng lần nào.",
    ]
    return "\n".join(line for line in lines if line)


def _validity(entry: Entry) -> str:
    start, end = entry.phrase.valid_from, entry.phrase.valid_to
    days = [
        f"{word} {format_short(PartialDate(day.year, day.month, day.day))}"
        for word, day in (("từ", start), ("đến hết", end))
        if day is not None
    ]
    text = f"Dùng {' '.join(days)}" if days else ""
    expired = "Hết hiệu lực" if entry.expired else ""
    return "; ".join(part for part in (expired, text) if part)


def usage_lines(uses: Sequence[UsedAt]) -> list[str]:
    """Where a phrase was used, a line each."""
    return [f"- {_use(use)} ({use.author})" if use.author else f"- {_use(use)}" for use in uses]


def _use(use: UsedAt) -> str:
    day = format_short(PartialDate(use.day.year, use.day.month, use.day.day))
    where = [part for part in (use.draft_name, use.question_name) if part]
    return ", ".join([day, *where])
