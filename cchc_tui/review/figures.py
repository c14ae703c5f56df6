"""Reads the figures of a passage, and which of them are parts of which.

How it reads, in four steps.

1. **Numbers that are not figures** (dates, numbers of documents, ordinals, versions) are blanked
   out by `masks`, so what is left with digits is a figure: a count (`1.983`), a ratio (`33/33`),
   a percent (`5,58%`) or an amount of money (`23,6 tỷ đồng`). "hơn", "khoảng", "gần" before it
   make it approximate, and no rule computes with it.
2. **Segments.** The text is cut at commas, semicolons, brackets and ends of sentences, and at
   "và", "còn" between two figures. The words of a segment around a figure are its label
   (`hồ sơ trực tuyến là 8.252`: "ho so truc tuyen la"), and the noun after it says what is
   counted. A colon joins a label to the figure right after it (`trực tuyến: 73`).
3. **Openers.** "trong đó", "gồm", "bao gồm", "cụ thể", "chia ra" and brackets announce parts. The
   whole is the figure before the opener that counts the same thing as the first part, else the
   nearest one. An opener at the start of a sentence ("Trong đó:", "Cụ thể như sau:") belongs to
   the sentence before.
4. **Parts.** From the opener to the end of the sentence (or the bracket) each segment gives one
   part: its first figure that can be added to the whole (`nouns.can_add`). Figures in inner
   brackets belong to an inner group. Percents and ratios are never parts.

The result is a `Statement`: figures in order, groups of a whole and its parts, nothing judged.
What follows from it is said by the rules: a sum that is announced as complete, a rate beside its
numerator, a share of its whole.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from cchc_tui.review.amounts import Figure, Form, Statement, amount
from cchc_tui.review.groups import groups_of
from cchc_tui.review.masks import masked
from cchc_tui.review.nouns import noun_at, noun_before
from cchc_tui.review.passages import LOWER

_AMOUNT = r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)?"
_FIGURE = re.compile(
    # After a slash a figure of its own begins where a noun stands before: "1.540 hồ sơ/1.800".
    rf"(?<![\w.,-])(?<![0-9_ ]/)(?<!^/)(?P<value>{_AMOUNT})(?![0-9])"
    rf"(?:\s*/\s*(?P<whole>{_AMOUNT})(?![\w/]))?"
    r"(?P<percent>\s*(?:%|phan tram\b))?(?P<money>\s*(?:nghin ty|ty|trieu|nghin)?\s*dong\b)?"
)
_APPROX = re.compile(
    r"(?<!\w)(?:hơn|trên|khoảng|gần|tối thiểu|tối đa|dưới|ít nhất|xấp xỉ|từ|đến)\s*$", re.IGNORECASE
)
"""With its tone marks: without them `giải ngân` ends in `gần` and `điện tử` in `từ`."""
_SENTENCE = re.compile(
    rf"(?<![0-9])[.!?](?=\s+[^\s{LOWER}]|\s*$)|(?<=[0-9])\.(?=\s+[^\s{LOWER}]|\s*$)|\n"
)
_BREAK = re.compile(r"[,;()\n]|(?<=\s)(?:va|con|cung)(?=\s)")


@lru_cache(maxsize=4096)
def read_figures(text: str) -> Statement:
    """The figures of a passage and their groups."""
    plain = masked(text)
    if not re.search(r"[0-9]", plain):
        return Statement(text, plain)
    ends = _sentences(text, plain)
    figures = _named_by_repetition(_figures(text, plain, ends))
    return Statement(text, plain, figures, groups_of(plain, figures, ends))


def _sentences(text: str, plain: str) -> list[int]:
    """Where sentences end: one past their last character."""
    ends = [found.end() for found in _SENTENCE.finditer(_cased(text, plain))]
    return [*ends, len(plain)] if not ends or ends[-1] < len(plain) else ends


def _cased(text: str, plain: str) -> str:
    """The text without the numbers that are not figures, but with its capitals."""
    for found in re.finditer("_+", plain):
        text = text[: found.start()] + found[0] + text[found.end() :]
    return text


def _figures(text: str, plain: str, ends: list[int]) -> tuple[Figure, ...]:
    matches = list(_FIGURE.finditer(plain))
    cuts = _cuts(plain, matches, ends)
    figures = []
    for at, found in enumerate(matches):
        low = max([cut for cut in cuts if cut <= found.start()], default=0)
        high = min([cut for cut in cuts if cut >= found.end()], default=len(plain))
        if at and matches[at - 1].end() > low:
            low = matches[at - 1].end()
        if at + 1 < len(matches) and matches[at + 1].start() < high:
            high = matches[at + 1].start()
        figures.append(_figure(found, text, plain, (low, high), ends, cuts))
    return tuple(figures)


_NO_NOUN = frozenset(
    """
    duoc da va o tai trong la thuoc cua voi theo so chiem dat den ty trieu nghin dong diem phan
    tren co con cung tang giam do cho thi ke nay nam thang quy gio phut bang tong moi cac nhung
    """.split()  # noqa: SIM905 - a list of words reads best as words
)


_WORD = re.compile("[a-z]+")


def _named_by_repetition(figures: tuple[Figure, ...]) -> tuple[Figure, ...]:
    """Figures with the noun that the list of nouns lacks, where two of them are followed by it."""
    leads = [tuple(_WORD.findall(f.after)[:2]) if not f.noun else () for f in figures]
    seen = Counter(lead for lead in leads if lead and lead[0] not in _NO_NOUN)
    if not any(count > 1 for count in seen.values()):
        return figures
    named = []
    for figure, lead in zip(figures, leads, strict=True):
        if lead and seen[lead] > 1 and figure.form in (Form.COUNT, Form.RATIO):
            noun = " ".join(lead)
            named.append(replace(figure, noun=noun, counted=noun))
        else:
            named.append(figure)
    return tuple(named)


def _figure(
    found: re.Match[str],
    text: str,
    plain: str,
    span: tuple[int, int],
    ends: list[int],
    cuts: list[int],
) -> Figure:
    low, high = span
    percent = bool(found["percent"])
    value, places = amount(found["value"], percent=percent)
    whole = amount(found["whole"])[0] if found["whole"] else None
    after = plain[found.end() : high].lstrip("_ ,.;:()")
    form = Form.COUNT
    if percent:
        form = Form.PERCENT
    elif found["money"]:
        form = Form.MONEY
    elif whole is not None:
        form = Form.RATIO
    elif re.match(r"\s*(?:ty|trieu)\b", plain[found.end() :]):
        form = Form.MONEY
    scale = _scale(plain[found.end("value") :]) if form is Form.MONEY else Decimal(1)
    # "Kết quả: Sở tiếp nhận 15.613": a colon that is not right before the figure opens anew.
    before = plain[low : found.start()].strip(" ,;:()").rpartition(":")[2].strip()
    noun = noun_at(after)
    return Figure(
        value=value,
        start=found.start(),
        end=found.end(),
        form=form,
        whole=whole,
        places=places,
        scale=scale,
        approx=_approximate(text, plain, found.start(), noun),
        noun=noun,
        counted=noun or noun_before(before) or _counted_earlier(plain, found.start(), ends),
        before=before,
        after=after,
        sentence=sum(1 for end in ends if end <= found.start()),
        segment=sum(1 for cut in cuts if cut <= found.start()),
        depth=plain[: found.start()].count("(") - plain[: found.start()].count(")"),
    )


_TOTAL_OF = re.compile(r"\b(?:tong so|so luong)\b[^0-9]*$")


def _counted_earlier(plain: str, at: int, ends: list[int]) -> str:
    """The noun of "Tổng số thủ tục hành chính (TTHC) thuộc thẩm quyền là": no figure between."""
    start = max((end for end in ends if end <= at), default=0)
    said = _TOTAL_OF.search(plain[max(start, at - 120) : at])
    return noun_before(said[0]) if said else ""


def _approximate(text: str, plain: str, at: int, noun: str) -> bool:
    """Whether the words before a figure make it a guess; "12 trên 15 thôn" is a share."""
    said = _APPROX.search(text[max(0, at - 16) : at])
    if said is None or said[0].strip().casefold() != "trên":
        return said is not None
    part = re.search(r"[0-9]((?: [a-z]+){0,6}) $", plain[: at - len(said[0])].rstrip() + " ")
    return part is None or noun_at(part[1]) not in ("", noun) or bool(_LEADS.search(part[1]))


_LEADS = re.compile(r" (?:cho|voi|co|duoc|la|thu hut|huy dong|toi|gom)$")
"""Words after which "trên" means more than."""


def _scale(after: str) -> Decimal:
    """Đồng in one unit of money, from the words after the figure."""
    unit = re.match(r"\s*(nghin ty|ty|trieu|nghin)\b", after)
    scales = {"nghin ty": 12, "ty": 9, "trieu": 6, "nghin": 3}
    return Decimal(10) ** scales[unit[1]] if unit else Decimal(1)


def _cuts(plain: str, matches: list[re.Match[str]], ends: list[int]) -> list[int]:
    """Where segments start."""
    inside = [(found.start(), found.end()) for found in matches]
    cuts = set(ends)
    for found in _BREAK.finditer(plain):
        if any(low <= found.start() < high for low, high in inside):
            continue
        if found[0] in ("va", "con", "cung"):
            # "trực tiếp và qua bưu chính: 508" is one label; "38 … và 40 …" are two figures.
            before = plain[max(cuts | {0}, key=lambda cut: cut if cut <= found.start() else -1) :]
            before = before[: found.start() - (len(plain) - len(before))]
            after = re.split(r"[,;.()]", plain[found.end() :], maxsplit=1)[0]
            if not (re.search(r"[0-9]", before) and re.search(r"[0-9]", after)):
                continue
        cuts.add(found.end())
    return sorted(cuts)
