"""The assistant line: what an officer means by a few words typed without tone marks.

Every thing that can be found is an entry of folded words. A query is split into words; each
is matched with the words of an entry (whole, as a beginning, as initials of neighbouring
words, or nearly), weighed by how rare it is among all entries, and an entry is found when
most of the query's weight is matched. Words that say what is wanted (`den`, `xuat`, `mau
cau`, `ky truoc`) lift entries of that sort and then count for nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

from cchc_tui.domain.text import fold
from cchc_tui.interview.answers import summarise

if TYPE_CHECKING:
    from cchc_tui.interview.interview import Interview
    from cchc_tui.services.earlier import EarlierDrafts
    from cchc_tui.services.workspace import Workspace

ENOUGH = 0.62
"""Share of a query's weight that must be matched."""
LIFT = 0.35
"""Added to the score of the sort that the query asks for."""


class Sort(StrEnum):
    """What was found."""

    ACTION = "action"
    SECTION = "section"
    QUESTION = "question"
    EARLIER = "earlier"
    PHRASE = "phrase"
    DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class ActionEntry:
    """Something a face can do: its id, what a list calls it, other words for it."""

    id: str
    title: str
    keywords: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found.

    Attributes:
        sort: What it is.
        id: Of the action, section (in the kind), question, phrase or draft.
        title: What to show.
        detail: Beside it: section, period and value, state; may be empty.
        score: Only its order means something.
        text: What to insert or show in full: the filled phrase, the earlier answer.
    """

    sort: Sort
    id: str
    title: str
    detail: str = ""
    score: float = 0.0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that can be found, with its words folded."""

    found: Found
    words: tuple[str, ...]
    extra: frozenset[str] = field(default_factory=frozenset)
    initials: str = ""

    @classmethod
    def of(cls, found: Found, keywords: str = "") -> Entry:
        """An entry whose title counts in full and whose keywords count a little less."""
        words = split(found.title)
        return cls(found, words, frozenset(split(keywords)), "".join(word[0] for word in words))


_HINTS: tuple[tuple[str, Sort], ...] = (
    ("ky truoc", Sort.EARLIER),
    ("quy truoc", Sort.EARLIER),
    ("nam truoc", Sort.EARLIER),
    ("nam ngoai", Sort.EARLIER),
    ("cung ky", Sort.EARLIER),
    ("thang truoc", Sort.EARLIER),
    ("mau cau", Sort.PHRASE),
    ("cau mau", Sort.PHRASE),
    ("den muc", Sort.SECTION),
    ("toi muc", Sort.SECTION),
    ("den", Sort.SECTION),
    ("toi", Sort.SECTION),
    ("muc", Sort.SECTION),
    ("cau hoi", Sort.QUESTION),
    ("hoi", Sort.QUESTION),
    ("ban nhap", Sort.DRAFT),
    ("mo", Sort.DRAFT),
)
"""Words that say what sort of thing is wanted, longer ones first."""


def split(text: str) -> tuple[str, ...]:
    """Folded words and figures of a text."""
    return tuple(re.findall(r"[a-z0-9]+", fold(text)))


def look_up(
    workspace: Workspace,
    words: str,
    draft_id: str,
    actions: Sequence[ActionEntry],
    limit: int,
) -> list[Found]:
    """See `Workspace.look_up`."""
    query = split(words[:200])
    entries = [Entry.of(Found(Sort.ACTION, one.id, one.title), one.keywords) for one in actions]
    entries += workspace.drafting.lookup_entries(draft_id) if draft_id else _drafts(workspace)
    if not query:
        return [entry.found for entry in entries if entry.found.sort is Sort.ACTION][:limit]
    found = rank(query, entries)
    if draft_id:
        found += _phrases(workspace, words, draft_id)
    found.sort(key=lambda one: -one.score)
    return found[:limit]


def entries_of(interview: Interview, earlier: EarlierDrafts) -> list[Entry]:
    """The sections, questions and figures of earlier periods of an open draft."""
    found = [
        Entry.of(
            Found(Sort.SECTION, view.id, f"{view.number} {view.title}".strip(), "mục"),
            view.id.replace(".", " "),
        )
        for view in interview.sections()
    ]
    titles = {view.id: f"{view.number} {view.title}".strip() for view in interview.sections()}
    for question in interview.questions():
        section = titles.get(interview.section_of(question.id), "")
        now = summarise(question, interview.answer(question.id))
        found.append(
            Entry.of(
                Found(Sort.QUESTION, question.id, question.ask, section, text=now),
                f"{question.label} {question.unit} {question.id.replace('_', ' ')}",
            )
        )
        before = earlier.last(question.id)
        if before is not None and before.answer.given:
            text = summarise(question, before.answer)
            found.append(
                Entry.of(
                    Found(
                        Sort.EARLIER,
                        question.id,
                        f"{question.name}: {text}",
                        before.period.short_name,
                        text=text,
                    ),
                    f"{question.ask} {before.period.name} ky truoc so lieu cu",
                )
            )
    return found


def rank(query: Sequence[str], entries: Sequence[Entry]) -> list[Found]:
    """Entries that match, best first."""
    best: dict[tuple[Sort, str], Found] = {}
    for wanted, meant in _readings(query):
        weights = _rarity(wanted, entries)
        for entry in entries:
            lift = LIFT if entry.found.sort is meant else 0.0
            score = score_of(wanted, entry, weights)
            if score < ENOUGH:
                continue
            key = (entry.found.sort, entry.found.id)
            if key not in best or best[key].score < score + lift:
                best[key] = _scored(entry.found, score + lift)
    return sorted(best.values(), key=lambda one: -one.score)


def score_of(query: Sequence[str], entry: Entry, weights: Mapping[str, float]) -> float:
    """How well an entry matches: 0 to about 1.3.

    The matched share of the query's weight, plus a little for words that stand side by side
    as asked, for a title that begins as asked, and for a title that says little else.
    """
    matched = [_match(word, entry) for word in query]
    total = sum(weights[word] for word in query)
    share = sum(weights[word] * best for word, best in zip(query, matched, strict=True)) / total
    if share < ENOUGH:
        return share
    pairs = set(pairwise(entry.words))
    asked = list(pairwise(query))
    beside = sum(pair in pairs for pair in asked) / len(asked) if asked else 0.0
    starts = entry.words[:1] == tuple(query[:1])
    brief = min(1.0, len(query) / max(1, len(entry.words)))
    return share + 0.15 * beside + 0.05 * starts + 0.1 * brief


def _match(word: str, entry: Entry) -> float:
    """How well one word of the query is in an entry: 1 whole, less otherwise."""
    best = _among(word, entry.words)
    if best < 1.0 and entry.extra:
        best = max(best, 0.9 * _among(word, entry.extra))
    if best < 0.9 and len(word) >= 2 and word in entry.initials:
        best = 0.9
    if best == 0.0 and len(word) >= 4:
        best = _nearly(word, (*entry.words, *entry.extra))
    return best


def _among(word: str, words: Iterable[str]) -> float:
    best = 0.0
    for one in words:
        if one == word:
            return 1.0
        if one.startswith(word):
            best = max(best, 0.6 + 0.35 * len(word) / len(one))
    return best


def _nearly(word: str, words: Iterable[str]) -> float:
    """A slip of one letter in a word of four and more."""
    from rapidfuzz.distance import DamerauLevenshtein

    for one in words:
        if abs(len(one) - len(word)) <= 1 and DamerauLevenshtein.distance(word, one) == 1:
            return 0.6
    return 0.0


def _rarity(query: Sequence[str], entries: Sequence[Entry]) -> dict[str, float]:
    """Weight of each word of the query: the rarer among the entries, the more it tells."""
    count = len(entries) + 1
    weights = {}
    for word in query:
        having = sum(
            any(one.startswith(word) for one in entry.words) or word in entry.extra
            for entry in entries
        )
        weights[word] = 0.3 + math.log(count / (having + 1)) / math.log(count + 1)
    return weights


def _readings(query: Sequence[str]) -> Iterator[tuple[Sequence[str], Sort | None]]:
    """The query as it stands, and without each word that says what sort is wanted."""
    yield query, None
    text = " ".join(query)
    for words, sort in _HINTS:
        found = re.search(rf"(?:^|\s){words}(?:\s|$)", text)
        if found:
            rest = (text[: found.start()] + " " + text[found.end() :]).split()
            if rest:
                yield rest, sort


def _scored(found: Found, score: float) -> Found:
    return Found(found.sort, found.id, found.title, found.detail, score, found.text)


def _drafts(workspace: Workspace) -> list[Entry]:
    return [
        Entry.of(
            Found(Sort.DRAFT, card.info.id, card.name, f"{card.agency_name}, {card.changed}"),
            f"{card.kind_title} {card.agency_name} {card.period_name} {card.info.id}",
        )
        for card in workspace.drafts()
    ]


def _phrases(workspace: Workspace, words: str, draft_id: str) -> list[Found]:
    """Phrases of the bank; below what matches as well by name, unless phrases were asked for."""
    text = re.sub(r"\b(mau cau|cau mau)\b", " ", fold(words)).strip()
    asked = text != fold(words).strip()
    found = []
    for place, one in enumerate(workspace.suggest(draft_id, text or words, limit=6)):
        score = (1.2 if asked else 0.75) - place * 0.02
        found.append(
            Found(
                Sort.PHRASE, one.hit.phrase.id, one.filled.text, "mẫu câu", score, one.filled.text
            )
        )
    return found
