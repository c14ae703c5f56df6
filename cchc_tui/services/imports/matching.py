"""Old headings matched to the sections of a kind, whatever their numbers, order and wording."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cchc_tui.domain.text import fold
from cchc_tui.interview.free import UNWORDED
from cchc_tui.interview.kinds import Kind, Library, SectionNode
from cchc_tui.interview.plan import plan_of
from cchc_tui.services.imports.segments import Segment
from cchc_tui.services.imports.words import written_out

SURE, LIKELY = 0.76, 0.62
"""From here a match needs no look; from here on it is made at all."""
_EMPTY = frozenset((
    "ve", "va", "cac", "cua", "tai", "viec", "cong", "tac", "tinh", "hinh", "trien",
    "khai", "thuc", "hien", "ket", "qua", "nhung", "tren", "dia", "ban", "theo", "quy",
    "dinh", "doi", "voi", "trong", "co", "quan", "don", "vi", "ky", "nam", "thang", "dau",
    "cuoi",
))  # fmt: skip
_REMEMBERED = 16_384
"""The same headings are compared with the like titles of every kind."""
_SLOT = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


@dataclass(frozen=True, slots=True)
class Match:
    """A segment and the section it belongs to.

    Attributes:
        segment: What was read.
        node: The section of the kind.
        score: How like their headings are, 0 to 1; 0 where it only follows its neighbour.
    """

    segment: Segment
    node: SectionNode
    score: float


@dataclass(frozen=True, slots=True)
class _Place:
    node: SectionNode
    titles: tuple[str, ...]


def plain_words(text: str) -> str:
    """A heading for comparing: folded, short forms written out, what is in brackets left out."""
    bare = re.sub(r"\(.*?\)", " ", _SLOT.sub(" ", text))
    words = re.findall(r"[a-z]+|(?<=[a-z])[0-9]+", fold(bare))
    return " ".join(part for word in words for part in written_out(word))


def match_segments(segments: Sequence[Segment], library: Library, kind: Kind) -> list[Match]:
    """Every segment with its section; one that has none of its own goes with the one before.

    Args:
        segments: In order, the first being what stands before the first heading.
        library: For what else sections are called.
        kind: Whose sections they are matched to.
    """
    places = list(_places(library, kind))
    taken = _assigned(segments, places, plan_of(library, kind).parents)
    first = next((n for n in kind.sections if n.use not in UNWORDED), kind.sections[0])
    here = first
    found = []
    for at, segment in enumerate(segments):
        node, score = taken.get(at, (None, 0.0))
        if node is None and segment.annex and segment.level == 1:
            here = _last_of_body(kind)
        here = node or here
        found.append(Match(segment, here, score if node else 0.0))
    return found


def fitness(segments: Sequence[Segment], library: Library, kind: Kind) -> float:
    """How well a kind fits: how much of the old headings it has, and they of its own."""
    places = list(_places(library, kind, lent=False))
    headed = [one for one in segments if one.heading]
    if not headed or not places:
        return 0.0
    taken = _assigned(segments, places, plan_of(library, kind).parents)
    total = sum(score for _, score in taken.values())
    return total / len(headed) * 0.7 + total / max(len(places), len(headed)) * 0.3


def _last_of_body(kind: Kind) -> SectionNode:
    """Where an unknown annex is kept: with the last section before the annexes."""
    body = [n for n in kind.sections if not n.annex and n.use not in UNWORDED]
    return body[-1]


def _places(library: Library, kind: Kind, *, lent: bool = True) -> Iterator[_Place]:
    """Sections with a heading, under every name they go by, their own first.

    `lent`: also under the names that other kinds give to a heading without wording of its own;
    they tell the kinds less from one another.
    """
    others: dict[str, list[str]] = {}
    for other in library.kinds.values():
        for node in other.sections:
            if node.heading and (node.use or lent):
                others.setdefault(node.use or node.id, []).append(node.heading)
    for node in kind.sections:
        if not node.heading:
            continue
        section = library.sections.get(node.use)
        names = [node.heading, *([section.title] if section else [])]
        names += others.get(node.use or node.id, ())
        titles = [title for name in names if (title := plain_words(name))]
        yield _Place(node, tuple(dict.fromkeys(titles)))


@lru_cache(maxsize=_REMEMBERED)
def likeness(heading: str, title: str) -> float:
    """How like two headings are, 0 to 1, by their telling words first."""
    from rapidfuzz import fuzz

    whole = fuzz.token_sort_ratio(heading, title) / 100
    one, other = (telling_words(text) for text in (heading, title))
    if not one or not other:
        return whole
    common = len(one & other)
    share = 2 * common / (len(one) + len(other))
    inside = common / min(len(one), len(other)) if min(len(one), len(other)) > 1 else 0.0
    return max(whole, 0.45 * whole + 0.55 * share, 0.35 * whole + 0.5 * inside)


@lru_cache(maxsize=_REMEMBERED)
def telling_words(text: str) -> frozenset[str]:
    """Plain words without those that headings share."""
    return frozenset(text.split()) - _EMPTY


_Taken = dict[int, tuple[SectionNode, float]]


def _assigned(
    segments: Sequence[Segment], places: Sequence[_Place], parents: dict[str, tuple[str, ...]]
) -> _Taken:
    """The best section of each heading, each section once; upper headings choose first."""
    taken: _Taken = {}
    used: set[str] = set()
    above = _above(segments)
    levels = sorted({one.level for one in segments if one.heading})
    for level in levels:
        pairs = sorted(_pairs(segments, places, parents, taken, above, level), reverse=True)
        for score, _, at, number in pairs:
            node = places[number].node
            if at not in taken and node.id not in used and score >= LIKELY:
                taken[at] = (node, min(score, 1.0))
                used.add(node.id)
    return taken


def _pairs(
    segments: Sequence[Segment],
    places: Sequence[_Place],
    parents: dict[str, tuple[str, ...]],
    taken: _Taken,
    above: Sequence[int],
    level: int,
) -> Iterator[tuple[float, float, int, int]]:
    for at, segment in enumerate(segments):
        if segment.level != level or not segment.heading:
            continue
        heading = plain_words(segment.heading)
        parent = taken.get(above[at])
        for number, place in enumerate(places):
            if place.node.annex is not bool(segment.annex):
                continue
            own = max(
                likeness(heading, title) * (1.0 if first else 0.97)
                for title, first in zip(place.titles, (True, *[False] * 99), strict=False)
            )
            if own < LIKELY:
                continue
            score = own + _family(parent, place.node, parents)
            score += 0.03 if place.node.level == segment.level else 0.0
            distance = abs(at / len(segments) - number / len(places))
            yield score - 0.05 * distance, -distance, at, number


def _family(
    parent: tuple[SectionNode, float] | None, node: SectionNode, parents: dict[str, tuple[str, ...]]
) -> float:
    """Better under the section of the heading above, worse under another."""
    if parent is None:
        return 0.0
    return 0.1 if parent[0].id in parents[node.id] else -0.08


def _above(segments: Sequence[Segment]) -> list[int]:
    """Index of the heading above each segment; -1 where there is none."""
    trail: list[int] = []
    found = []
    for at, segment in enumerate(segments):
        trail = [one for one in trail if segments[one].level < segment.level]
        found.append(trail[-1] if trail else -1)
        if segment.heading:
            trail.append(at)
    return found
