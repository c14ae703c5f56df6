"""Figures and dates as they stand in passages, with the words around each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from cchc_tui.domain.numbers import APPROXIMATIONS
from cchc_tui.services.imports.words import SLOT, folded_alike, plain, without_soft_commas

REACH = 24
"""Words kept on either side."""
_HERE = "@"
_BREAKS = frozenset((SLOT, ",", "(", ")"))
_MONEY = re.compile(r"(?:đồng|tỷ|tỉ|triệu)\Z")
DAY = (
    r"[0-3]?\d\s*[/-]\s*[01]?\d\s*[/-]\s*\d{4}"
    r"|ngày\s+[0-3]?\d\s+tháng\s+[01]?\d\s+năm\s+\d{4}"
)
_APPROX = "|".join(APPROXIMATIONS)
_FIGURE = (
    rf"(?:(?:{_APPROX})\s+)?\d+(?:[.,]\d+)*"
    r"(?:\s*%|\s+(?:nghìn |ngàn )?(?:tỷ|tỉ|triệu|nghìn|ngàn)(?: đồng)?\b|\s+đồng\b)?"
)
_CODE = (
    r"\d+[a-zđ]?(?:/\d{4})?/[A-ZĐ][\wĐ&-]*|\d+-[A-ZĐ]\w*/[A-ZĐ]\w*"
    r"|\d{1,4}(?:/\d{4})?\s*[-–]\s*\d{1,4}(?:/\d{4})?|[IVX]+/\d{4}|\d{1,2}:\d\d(?!\d)|\d{1,2}/\d{4}(?!\d)"
)
_TOKEN = re.compile(
    rf"(?P<day>{DAY})|(?P<code>{_CODE})|(?P<figure>(?<![\w]){_FIGURE})|(?P<word>[^\W\d_]+|\d+)"
    r"|(?P<mark>[%/;:.,()])",
    re.IGNORECASE,
)
_REFERENCES = frozenset((
    "dieu", "khoan", "diem", "muc", "so", "nam", "thang", "quy", "lan", "thu", "giai",
    "doan", "ngay", "khoa", "dot", "khoi", "iso", "an",
))  # fmt: skip
_PAIRS = frozenset((("muc", "do"), ("he", "thong"), ("phu", "luc"), ("phong", "so")))
_OFFICE = "so."
"""Stands for `sở` while references are looked for: folded it is `số`."""
_TIMES = frozenset(("thang", "nam", "quy", "tuoi", "ngay", "gio", "phut", "tuan"))
"""What counts time: `6 tháng đầu năm` says when, not how much."""


@dataclass(frozen=True, slots=True)
class Side:
    """Words on one side of a figure, nearest first.

    Attributes:
        places: Where each word stands, counted from the figure.
        clauses: Number of the clause, counted from the figure, that each word stands in.
        clause: The words up to the next figure, comma or bracket.
    """

    places: Mapping[str, list[int]]
    clauses: tuple[int, ...]
    clause: tuple[str, ...]

    @classmethod
    def of(cls, words: Sequence[str]) -> Side:
        """The side that these words are."""
        places: dict[str, list[int]] = {}
        clauses = clauses_of(words)
        for at, word in enumerate(words):
            places.setdefault(word, []).append(at)
        return cls(places, clauses, tuple(words[: sum(1 for one in clauses if not one)]))


def clauses_of(words: Sequence[str]) -> tuple[int, ...]:
    """Number of the clause, counted from the figure, that each word stands in."""
    found, clause = [], 0
    for word in words:
        clause += word in _BREAKS
        found.append(clause)
    return tuple(found)


@dataclass(frozen=True, eq=False)
class Mention:
    """A figure or date with the words around it, nearest first.

    Attributes:
        passage: Number of the passage it stands in.
        start: First character in the passage.
        end: Character after the last one.
        text: As written.
        is_date: A date rather than a figure.
        left: Words before it, within its sentence, other figures as `#`.
        right: Words after it.
    """

    passage: int
    start: int
    end: int
    text: str
    is_date: bool
    left: tuple[str, ...]
    right: tuple[str, ...]

    @cached_property
    def left_side(self) -> Side:
        """Words before it as they are weighed."""
        return Side.of(self.left)

    @cached_property
    def right_side(self) -> Side:
        """Words after it as they are weighed."""
        return Side.of(self.right)

    @cached_property
    def near(self) -> frozenset[str]:
        """Words between it and the next figures, commas or brackets."""
        return frozenset((*self.left_side.clause, *self.right_side.clause))

    @cached_property
    def far(self) -> frozenset[str]:
        """All words kept."""
        return frozenset((*self.left, *self.right))

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Words next to one another nearby, in the order of the text."""
        left = self.left_side.clause[::-1]
        return frozenset((*pairwise(left), *pairwise(self.right_side.clause)))

    @cached_property
    def is_percent(self) -> bool:
        """Whether it is a share of a hundred."""
        return self.text.endswith("%") or self.right[:2] == ("phan", "tram")

    @cached_property
    def is_money(self) -> bool:
        """Whether it is a sum of money."""
        return bool(_MONEY.search(self.text))

    @property
    def part(self) -> bool:
        """Whether it is the first of `33/38`."""
        return self.right[:2] == ("/", SLOT)

    @property
    def whole(self) -> bool:
        """Whether it is the second of `33/38`."""
        return self.left[:2] == ("/", SLOT)


def mentions_in(passages: Sequence[str]) -> list[Mention]:
    """Every figure and date of the passages; numbers of documents and references left out."""
    return [mention for at, text in enumerate(passages) for mention in _mentions(at, text)]


def _mentions(passage: int, text: str) -> Iterator[Mention]:
    tokens = list(_TOKEN.finditer(text))
    folded = folded_alike(text)
    words = [_word(token, folded) for token in tokens]
    plainly = ["so" if word == _OFFICE else word for word in words]
    for at, token in enumerate(tokens):
        if not (token["day"] or token["figure"]):
            continue
        if token["figure"] and _is_reference(words, at, token[0]):
            continue
        before, after = plainly[max(at - REACH, 0) : at], plainly[at + 1 : at + 1 + REACH]
        around = without_soft_commas([*plain(before), _HERE, *plain(after)])
        here = around.index(_HERE)
        left, right = around[:here][::-1], around[here + 1 :]
        yield Mention(
            passage,
            token.start(),
            token.end(),
            token[0],
            bool(token["day"]),
            tuple(_until_stop(left)),
            tuple(_until_stop(right)),
        )


def _word(token: re.Match[str], folded: str) -> str:
    """A token folded; an office is no number: `cấp Sở 05 trường hợp`."""
    if token["day"] or token["figure"] or token["code"]:
        return SLOT
    word = folded[token.start() : token.end()]
    return _OFFICE if word == "so" and token[0].lower() == "sở" else word


def _is_reference(words: Sequence[str], at: int, text: str) -> bool:
    """Whether a figure is a name or a time: `khoản 2`, `Chi nhánh số 03`, `6 tháng đầu năm`."""
    if not text.endswith("%") and at + 1 < len(words) and words[at + 1] in _TIMES:
        return True
    before = words[max(at - 2, 0) : at]
    if not before:
        return False
    if before[-1] == "so":
        return before[-2:-1] != ["tong"] and before[-2:-1] != ["ho"]
    return before[-1] in _REFERENCES or tuple(before) in _PAIRS


def _until_stop(words: Iterable[str]) -> Iterator[str]:
    for count, word in enumerate(words):
        if word in (".", ";") or count >= REACH:
            return
        yield word
