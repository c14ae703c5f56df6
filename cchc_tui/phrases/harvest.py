"""Proposes phrases from old reports: sentences that come back, within one or from one to the next.

1. Each report's sentences are generalised with what is known of that report (agency, period),
   so that `Sở Tư pháp` of one and `Sở Nội vụ` of another are the same slot. What holds names
   or phone numbers is left out here and goes no further.
2. Sentences are compared by their folded words with every slot as one sign. Equal ones form a
   group; groups at least `ALIKE` alike are joined. To find those without comparing all with
   all, a group is compared only with groups that share one of its rarest words.
3. Of a group the commonest wording is proposed. What never changed from file to file (a legal
   basis, 100%) is written out again instead of being asked for; where the variants differ in
   one word (`tăng`, `giảm`), that word becomes a choice.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cchc_tui.domain.text import fold
from cchc_tui.phrases.generalise import FoundSlot, Generalised, generalise
from cchc_tui.phrases.sections import SectionFinder, Titles
from cchc_tui.phrases.sentences import split_sentences
from cchc_tui.phrases.slots import PIECE

ALIKE = 90.0
"""Sentences this alike (rapidfuzz `ratio`, of 100) are variants of one."""

MIN_WORDS, MAX_LETTERS = 5, 700
"""Fewer own words say too little to be looked for; longer sentences are not formulas."""

MIN_SHARE = 0.4
"""A wording that is mostly slots helps nobody: at least this share must be words."""

RAREST = 4
"""Words by which a group is looked up: alike sentences share nine letters of ten, so surely one
of these."""

EXAMPLES = 3
MOST_CHOICES = 5
SLOT_SIGN = "_"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph or list item of a report.

    Attributes:
        text: What it says.
        headings: What it stands under, outermost first.
        section: Its library section where that is known without headings.
    """

    text: str
    headings: tuple[str, ...] = ()
    section: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """An old report.

    Attributes:
        name: What to call it: its file name.
        passages: Its text, without headings and tables.
        known: Slot values true of it: agency, area, period.
    """

    name: str
    passages: tuple[Passage, ...]
    known: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A phrase found in reports.

    Attributes:
        text: Its wording with slots.
        section: The library section it belongs to; empty if none was recognised.
        count: How often it stands there.
        files: In which reports, in the order given.
        examples: Up to three different sentences as they stood there.
        slots: Of the wording.
    """

    text: str
    section: str
    count: int
    files: tuple[str, ...]
    examples: tuple[str, ...]
    slots: tuple[FoundSlot, ...] = ()


@dataclass(slots=True)
class _Sentence:
    """One sentence where it stood."""

    file: str
    text: str
    made: Generalised
    passage: Passage


@dataclass(slots=True)
class _Group:
    """Sentences that say the same; `keys` are their wordings as compared."""

    key: str
    words: frozenset[str]
    members: list[tuple[str, _Sentence]] = field(default_factory=list)


def harvest(
    reports: Iterable[Report],
    *,
    sections: Mapping[str, Titles] | None = None,
    spelled: Callable[[str], str] = str,
    is_known: Callable[[str], bool] = lambda wording: False,
    minimum: int = 2,
) -> list[Proposal]:
    """Sentences that recur, as phrases, by section and then most often used first.

    Args:
        reports: Read one after the other; an iterator may read files as it goes.
        sections: What each library section is called, by its id.
        spelled: Writes abbreviations in headings out.
        is_known: Whether the bank has a wording already.
        minimum: How often a sentence must stand in the reports, at least 1.
    """
    finder = SectionFinder(sections or {}, spelled)
    sentences = [one for report in reports for one in _sentences(report)]
    found = []
    for group in _joined(_grouped(sentences)):
        if len(group.members) >= minimum:
            proposal = _proposal(group, finder)
            if not is_known(proposal.text):
                found.append(proposal)
    order = {section: number for number, section in enumerate(sections or {})}
    found.sort(
        key=lambda one: (order.get(one.section, len(order)), -len(one.files), -one.count, one.text)
    )
    return found


def wording_key(text: str) -> str:
    """A wording as it is compared: folded words, every slot as one sign."""
    return " ".join(re.findall(rf"[a-z0-9%]+|{SLOT_SIGN}", fold(PIECE.sub(_sign, text))))


def same_wording(one: str, other: str) -> bool:
    """Whether two wordings are variants of one phrase."""
    from rapidfuzz import fuzz

    return fuzz.ratio(wording_key(one), wording_key(other), score_cutoff=ALIKE) > 0


def _sign(found: re.Match[str]) -> str:
    return f" {SLOT_SIGN} " if found["name"] else found[0][0]


def _sentences(report: Report) -> Iterator[_Sentence]:
    for passage in report.passages:
        for text in split_sentences(passage.text):
            if len(text) > MAX_LETTERS or not (text[0].isupper() or text[0].isdigit()):
                continue  # the rest of a sentence that a page break cut
            made = generalise(text, known=report.known)
            if not made.private and _says_enough(made.text):
                yield _Sentence(report.name, text, made, passage)


def _says_enough(wording: str) -> bool:
    words = wording_key(wording).split()
    own = [word for word in words if word.isalpha() and word != SLOT_SIGN]
    bare = PIECE.sub("", wording)
    loud = sum(char.isupper() for char in bare) > sum(char.islower() for char in bare)
    return len(own) >= MIN_WORDS and len(own) >= MIN_SHARE * len(words) and not loud


def _grouped(sentences: Sequence[_Sentence]) -> list[_Group]:
    """Sentences with equal wording together, in the order they were first met."""
    groups: dict[str, _Group] = {}
    for one in sentences:
        key = wording_key(one.made.text)
        if key not in groups:
            groups[key] = _Group(key, frozenset(key.split()))
        groups[key].members.append((key, one))
    return list(groups.values())


def _joined(groups: list[_Group]) -> list[_Group]:
    """Groups that are alike joined, each to the commonest one it is like."""
    from rapidfuzz import fuzz, process

    spread = Counter(word for group in groups for word in group.words)
    heads: list[_Group] = []
    shelves: dict[str, list[int]] = defaultdict(list)
    for group in sorted(groups, key=lambda one: -len(one.members)):
        near = {number for word in _rarest(group, spread) for number in shelves[word]}
        best = process.extractOne(
            group.key,
            {number: heads[number].key for number in sorted(near)},
            scorer=fuzz.ratio,
            score_cutoff=ALIKE,
        )
        if best is not None:
            heads[best[2]].members += group.members
            continue
        for word in group.words:
            shelves[word].append(len(heads))
        heads.append(group)
    return heads


def _rarest(group: _Group, spread: Mapping[str, int]) -> list[str]:
    words = (word for word in group.words if spread[word] > 1)
    return sorted(words, key=lambda word: (spread[word], word))[:RAREST]


def _proposal(group: _Group, finder: SectionFinder) -> Proposal:
    members = [one for _, one in group.members]
    alike = [one for key, one in group.members if key == group.key]
    made = _with_choice(_settled(alike), [one.made.text for one in members])
    places = Counter(
        one.passage.section or finder.find(one.passage.headings, one.text) for one in members
    )
    places.pop("", None)
    return Proposal(
        made.text,
        places.most_common(1)[0][0] if places else "",
        len(members),
        tuple(dict.fromkeys(one.file for one in members)),
        tuple(dict.fromkeys(one.text for one in members))[:EXAMPLES],
        made.slots,
    )


def _settled(alike: Sequence[_Sentence]) -> Generalised:
    """The latest wording; what was the same in several files is written out again."""
    made = alike[-1].made
    if len({one.file for one in alike}) < 2:
        return made
    for number, slot in enumerate(alike[-1].made.slots):
        values = {one.made.slots[number].value for one in alike if number < len(one.made.slots)}
        fixed = slot.type == "citation" or (slot.type == "percent" and slot.value == "100%")
        if fixed and len(values) == 1:
            made = made.kept(slot.name)
    return made


def _with_choice(made: Generalised, wordings: Sequence[str]) -> Generalised:
    """The wording with a choice where its variants differ in one word, always the same one."""
    words = made.text.split()
    options: dict[int, list[str]] = {}
    for other in wordings:
        others = other.split()
        if len(others) == len(words):
            differs = [at for at, word in enumerate(others) if word != words[at]]
            if len(differs) == 1:
                options.setdefault(differs[0], [words[differs[0]]]).append(others[differs[0]])
    if len(options) != 1:
        return made
    at, written = next(iter(options.items()))
    choices = tuple(dict.fromkeys(written))
    if not all(word.isalpha() for word in choices) or len(choices) > MOST_CHOICES:
        return made
    if len({fold(word) for word in choices}) < len(choices):
        return made
    return made.choosing(len(" ".join(words[:at])) + bool(at), choices)
