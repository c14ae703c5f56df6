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
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from cchc_tui.review.masks import masked
from cchc_tui.review.nouns import can_add, noun_at


class Form(StrEnum):
    """What kind of figure."""

    COUNT = "count"
    RATIO = "ratio"
    PERCENT = "percent"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Attributes:
        value: Its value; of a ratio the numerator.
        whole: The denominator of a ratio; None else.
        form: Which kind.
        start: First character in the passage.
        end: One past the last.
        places: Decimal places as printed.
        approx: Said to be approximate.
        noun: What is counted, folded; empty if not known.
        before: Folded words of its segment before it.
        after: Folded words of its segment after it.
        sentence: Ordinal of its sentence.
        segment: Ordinal of its segment in the passage.
        depth: How many brackets it stands in.
    """

    value: Decimal
    start: int
    end: int
    form: Form = Form.COUNT
    whole: Decimal | None = None
    places: int = 0
    approx: bool = False
    noun: str = ""
    before: str = ""
    after: str = ""
    sentence: int = 0
    segment: int = 0
    depth: int = 0

    @property
    def label(self) -> str:
        """Folded words of its segment."""
        return f"{self.before} {self.after}"


@dataclass(frozen=True, slots=True)
class Group:
    """A whole and the parts that were announced for it.

    Attributes:
        whole: Index of the figure, in the statement.
        parts: Indexes of its parts, in order.
        opener: The word that announced them; `(` for brackets.
        bare: Segments that gave no part: where there are any, the list may be incomplete.
        start: Where the opener stands in the text.
        end: Where the list ends.
    """

    whole: int
    parts: tuple[int, ...]
    opener: str
    bare: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """The figures of a passage and how they belong together."""

    text: str
    plain: str
    figures: tuple[Figure, ...] = ()
    groups: tuple[Group, ...] = ()

    def between(self, first: Figure, second: Figure) -> str:
        """Folded text between two figures."""
        return self.plain[first.end : second.start]


_AMOUNT = r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?|[0-9]+(?:[.,][0-9]+)?"
_FIGURE = re.compile(
    rf"(?<![\w.,/-])(?P<value>{_AMOUNT})(?![0-9])(?:\s*/\s*(?P<whole>{_AMOUNT})(?![\w/]))?"
    r"(?P<percent>\s*(?:%|phan tram\b))?(?P<money>\s*(?:nghin ty|ty|trieu|nghin)?\s*dong\b)?"
)
_APPROX = re.compile(
    r"(?:hon|tren|khoang|gan|toi thieu|toi da|duoi|it nhat|xap xi|tu|den|bang hoac hon)\s*$"
)
_OPENER = re.compile(r"\((?!\s*\))|\b(?:trong do|bao gom|gom|cu the|chia ra|chi tiet)\b")
_OPENERS = 80
"""Openers of one passage that are looked at; no paragraph of a report has a tenth of them."""
_SENTENCE = re.compile(
    r"(?<![0-9])[.!?](?=\s+[^\sa-zà-ỹ]|\s*$)|(?<=[0-9])\.(?=\s+[^\sa-zà-ỹ]|\s*$)|\n"
)
_BREAK = re.compile(r"[,;()\n]|(?<=\s)(?:va|con|cung)(?=\s)")


def amount(text: str, *, percent: bool = False) -> tuple[Decimal, int]:
    """The value and the decimal places of a printed number.

    A point before exactly three figures parts thousands, but not in a percent: none is above
    a thousand, and officers do write `98.134`.
    """
    if "," in text:
        whole, _, rest = text.partition(",")
        if len(rest) == 3 and "." not in whole and not percent and whole != "0":
            return Decimal(whole + rest), 0  # 1,234: thousands parted in the English way
        return Decimal(f"{whole.replace('.', '')}.{rest}"), len(rest)
    if "." in text and (percent or not re.fullmatch(r"[0-9]{1,3}(?:\.[0-9]{3})+", text)):
        return Decimal(text) if text.count(".") == 1 else Decimal(text.replace(".", "")), len(
            text.rpartition(".")[2]
        )
    return Decimal(text.replace(".", "")), 0


@lru_cache(maxsize=4096)
def read_figures(text: str) -> Statement:
    """The figures of a passage and their groups."""
    plain = masked(text)
    if not re.search(r"[0-9]", plain):
        return Statement(text, plain)
    figures = _figures(text, plain)
    return Statement(text, plain, figures, _groups(text, plain, figures))


def _sentences(text: str, plain: str) -> list[int]:
    """Where sentences end: one past their last character."""
    ends = [found.end() for found in _SENTENCE.finditer(_cased(text, plain))]
    return [*ends, len(plain)] if not ends or ends[-1] < len(plain) else ends


def _cased(text: str, plain: str) -> str:
    """The text without the numbers that are not figures, but with its capitals."""
    for found in re.finditer("_+", plain):
        text = text[: found.start()] + found[0] + text[found.end() :]
    return text


def _figures(text: str, plain: str) -> tuple[Figure, ...]:
    ends = _sentences(text, plain)
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
        figures.append(_figure(found, plain, low, high, ends, cuts))
    return tuple(figures)


def _figure(
    found: re.Match[str], plain: str, low: int, high: int, ends: list[int], cuts: list[int]
) -> Figure:
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
    # "Kết quả: Sở tiếp nhận 15.613": a colon that is not right before the figure opens anew.
    before = plain[low : found.start()].strip(" ,;:()").rpartition(":")[2].strip()
    return Figure(
        value=value,
        start=found.start(),
        end=found.end(),
        form=form,
        whole=whole,
        places=places,
        approx=bool(_APPROX.search(plain[max(0, found.start() - 16) : found.start()])),
        noun=noun_at(after),
        before=before,
        after=after,
        sentence=sum(1 for end in ends if end <= found.start()),
        segment=sum(1 for cut in cuts if cut <= found.start()),
        depth=plain[: found.start()].count("(") - plain[: found.start()].count(")"),
    )


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


def _groups(text: str, plain: str, figures: tuple[Figure, ...]) -> tuple[Group, ...]:
    ends = _sentences(text, plain)
    openers = [found for found in _OPENER.finditer(plain) if not _merged(plain, found)][:_OPENERS]
    regions: list[tuple[re.Match[str], int, int]] = []
    for found in openers:
        low, high = _region(plain, found, ends)
        if found[0] != "(" and any(a <= found.start() < b for _, a, b in regions):
            # A list within a list ends with its item.
            high = min(high, *(at for at in (plain.find(";", low), high) if at >= 0))
        regions.append((found, low, high))
    groups = []
    for at, (found, low, high) in enumerate(regions):
        inner = [(a, b) for f, a, b in regions[at + 1 :] if low < a and b <= high and f.start() < a]
        group = _group(plain, figures, found, (low, high), inner, ends)
        if group is not None:
            groups.append(group)
    return tuple(groups)


def _merged(plain: str, found: re.Match[str]) -> bool:
    """Whether another opener before it says the same: "(gồm", "trong đó gồm", "cụ thể gồm"."""
    before = plain[max(0, found.start() - 14) : found.start()]
    return bool(re.search(r"(?:\(|trong do|cu the|bao)[\s:,]*(?:bao|co)?[\s:]*$", before))


def _region(plain: str, found: re.Match[str], ends: list[int]) -> tuple[int, int]:
    """Where the parts of an opener are looked for."""
    low = found.end()
    if found[0] == "(":
        depth = 1
        for at in range(low, len(plain)):
            depth += {"(": 1, ")": -1}.get(plain[at], 0)
            if depth == 0:
                return low, at
        return low, len(plain)
    high = min(end for end in [*ends, len(plain)] if end >= low)
    depth = 0
    for at in range(low, high):
        depth += {"(": 1, ")": -1}.get(plain[at], 0)
        if depth < 0:
            return low, at
    return low, high


def _group(
    plain: str,
    figures: tuple[Figure, ...],
    found: re.Match[str],
    region: tuple[int, int],
    inner: list[tuple[int, int]],
    ends: list[int],
) -> Group | None:
    low, high = region
    depth = plain[:low].count("(") - plain[:low].count(")")
    inside = [
        at
        for at, figure in enumerate(figures)
        if low <= figure.start < high
        and figure.depth == depth
        and figure.form in (Form.COUNT, Form.MONEY)
        and not any(a <= figure.start < b for a, b in inner)
    ]
    if not inside:
        return None
    whole = _whole(plain, figures, found.start(), figures[inside[0]], ends, found[0])
    if whole is None:
        return None
    by_segment: dict[int, list[int]] = {}
    for at in inside:
        by_segment.setdefault(figures[at].segment, []).append(at)
    noun = figures[whole].noun
    parts = []
    for members in by_segment.values():
        fitting = [at for at in members if can_add(noun, figures[at].noun)]
        same = [at for at in fitting if figures[at].noun == noun]
        chosen = (same or fitting or members)[0]
        parts.append(chosen)
    inner_text = plain[low:high]
    for a, b in inner:
        inner_text = inner_text.replace(plain[a:b], "")
    segments = [s for s in re.split(r"[,;]|\s(?:va|con)\s", inner_text) if s.strip(" :.()")]
    bare = sum(1 for segment in segments if not re.search(r"[0-9]", segment))
    opener = found[0]
    listed = re.match(r"\s*(?:co\s+)?(bao gom|gom)", plain[low:high])
    named = re.match(r"\s*(trong do|bao gom|gom|cu the)", plain[low:high])
    if said := (named if opener == "(" else None) or listed:
        opener = said[1]
    return Group(whole, tuple(parts), opener, bare, found.start(), high)


def _whole(
    plain: str,
    figures: tuple[Figure, ...],
    at: int,
    part: Figure,
    ends: list[int],
    opener: str,
) -> int | None:
    """Index of the figure that the opener at this place announces parts of."""
    sentence = sum(1 for end in ends if end <= at)
    start = ends[sentence - 1] if sentence else 0
    if not plain[start:at].strip(" _-+*:;,."):
        sentence -= 1  # the opener starts its sentence: the whole was said in the one before
    before = [
        index
        for index, figure in enumerate(figures)
        if figure.end <= at
        and figure.sentence == sentence
        and figure.form in (Form.COUNT, Form.MONEY)
    ]
    if not before:
        return None
    nearest = before[-1]
    if opener == "(":
        rest = plain[figures[nearest].end : at]
        later = any(f.start >= figures[nearest].end and f.end <= at for f in figures)
        return None if later or re.search(r"[;.]", rest) else nearest
    depth = plain[:at].count("(") - plain[:at].count(")")
    level = [index for index in before if figures[index].depth <= depth]
    same = [index for index in level if part.noun and figures[index].noun == part.noun]
    if same:
        return same[-1]
    totals = [index for index in level if re.search(r"\btong (?:so|cong)\b", figures[index].before)]
    if totals:
        return totals[-1]
    fitting = [index for index in level if can_add(figures[index].noun, part.noun)]
    return (fitting or level or [nearest])[-1]
