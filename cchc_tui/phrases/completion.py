"""Continues what is being typed: the rest of a word, of a term, of a name used before.

The words before the cursor are looked for in the texts at hand, the longest run of them first;
what follows there, and how surely, decides what is offered: one proposal, or none.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cchc_tui.domain.text import fold
from cchc_tui.phrases.completion_texts import KEPT, Text

CONTEXT = 4
"""Words before the cursor's own that are looked at, at most."""
LONGEST = 12
"""Words of one proposal, at most: what is longer is not read at a glance."""
GAIN = 3
"""Characters that a proposal must add: one key takes it, and looking at it costs too."""
SURE = 0.6
"""Share that a further word must have of the places that agree so far."""

_ONSETS = frozenset(("ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr"))
"""Letters that begin words: whoever types them is not abbreviating."""
_ABBREVIATED = re.compile(r"(?:^|[\s(“\"])([^\W\d_]{2,9})$")
_MARKS = ' -–+*“"('


@dataclass(frozen=True, slots=True)
class Completion:
    """What one key puts in.

    Attributes:
        text: What is put in.
        replaces: How many characters before the cursor it takes the place of; 0: it goes on.
    """

    text: str
    replaces: int = 0

    def cut(self, room: int) -> Completion | None:
        """As many whole words of it as `room` characters take; None if that gains nothing."""
        if len(self.text) <= room:
            return self
        text = self.text[: max(room, 0) + 1].rpartition(" ")[0]
        return Completion(text, self.replaces) if len(text) - self.replaces >= GAIN else None

    def step(self) -> Completion:
        """A piece of it: the rest of a word, or the next one; of a document up to its number."""
        head = re.match(r"\D*\d\S*" if self.replaces else r"\s*\S+", self.text)
        head = head or re.match(r"\s*\S+", self.text)
        return Completion(head[0] if head else self.text, self.replaces)


class Completer:
    """Offers what the texts at hand go on with.

    Args:
        texts: With how much one place of each of them counts.
        short: What abbreviations stand for, by their folded letters.
    """

    def __init__(
        self, texts: Sequence[tuple[Text, int]], short: Mapping[str, Sequence[str]]
    ) -> None:
        self._texts = texts
        self._short = short

    def complete(self, before: str) -> Completion | None:
        """What the text before the cursor would go on with.

        Args:
            before: The line up to the cursor, composed (NFC).

        Returns:
            The proposal; None where nothing is likely enough or gains enough.
        """
        line = before[-KEPT:].lstrip()
        if not line or len(fold(line)) != len(line):
            return None
        return self._written_out(line) or self._continued(line)

    def _written_out(self, line: str) -> Completion | None:
        """What an abbreviation in small letters stands for; one in capitals is meant so."""
        word = _ABBREVIATED.search(line)
        if word is None or (word[1].isupper() or (folded := fold(word[1])) in _ONSETS):
            return None
        longs = self._short.get(folded, ())
        if not longs:
            return None
        best = longs[0] if len(longs) == 1 else max(longs, key=self._count)
        if word[1][0].isupper() or not line[: word.start(1)].strip(_MARKS):
            best = best[:1].upper() + best[1:]
        return Completion(best, len(word[1])) if len(best) - len(word[1]) >= GAIN else None

    def _count(self, words: str) -> int:
        pattern = f" {fold(words)}"
        return sum(weight for text, weight in self._texts for _ in text.places(pattern))

    def _continued(self, line: str) -> Completion | None:
        words = " ".join(line.split()).split(" ") + [""] * line[-1].isspace()
        for context in range(min(CONTEXT, len(words) - 1), -1, -1):
            written = " ".join(words[-context - 1 :])
            need, share = _likely(context, len(words[-1]))
            if not need or any(map(str.isdigit, written)):
                continue
            found = self._follow(written, need, share)
            if found:
                return _made(found, written)
        return None

    def _follow(self, written: str, need: int, share: float) -> str:
        """The last words of a line with what is likely to follow, as texts write it."""
        pattern = f" {fold(written)}"
        runs = [
            (run, weight)
            for text, weight in self._texts
            for run in text.places(pattern)
            if fits(written, run[1 : len(pattern)])
        ]
        same = [one for one in runs if one[0][1 : len(pattern)].lower() == written.lower()]
        if sum(weight for _, weight in same) >= need:
            runs = same
        elif sum(weight for _, weight in runs) < need:
            return ""
        end = _agreed(runs, len(pattern), need, share)
        return end and end[1:]


def _likely(context: int, letters: int) -> tuple[int, float]:
    """How much must speak for a word, and in which share of the places; 0: it is not looked for.

    Args:
        context: Words before it that agree.
        letters: Letters of it that are typed.
    """
    if not letters:
        return (0, 1.0) if not context else (4, 0.7) if context < 2 else (3, 0.5)
    if letters == 1:
        return (3, 0.5) if context else (0, 1.0)
    return (2, 0.3) if context else (3, 0.3)


def _agreed(runs: Sequence[tuple[str, int]], end: int, need: int, share: float) -> str:
    """The longest run of words from `end` on in which enough of the places agree."""
    total = sum(weight for _, weight in runs)
    said = ""
    for _ in range(LONGEST):
        nexts = [_next_word(run, end) for run, _ in runs]
        heads: Counter[str] = Counter()
        for head, (_, weight) in zip(nexts, runs, strict=True):
            heads[head] += weight
        best, count = heads.most_common(1)[0]
        if not best or count < need or count < total * (SURE if said else share):
            break
        runs = [run for run, head in zip(runs, nexts, strict=True) if head == best]
        total, end = count, end + len(best)
        said = runs[0][0][:end]
    return said


def _next_word(run: str, end: int) -> str:
    """The rest of the word at an index, or the next word where it ends there; "" at the end."""
    stop = run.find(" ", end + 1)
    return run[end:] if stop < 0 else run[end:stop]


def _made(found: str, written: str) -> Completion | None:
    """Go on from what is typed; words typed without their marks are put right."""
    rest = found[len(written) :].rstrip(",")
    if len(rest) < GAIN:
        return None
    typed, meant = written.split(" "), found[: len(written)].split(" ")
    wrong = [at for at, one in enumerate(typed) if one.lower() != meant[at].lower()]
    if not wrong:
        return Completion(rest)
    kept = (_with_case(one, other) for one, other in zip(typed, meant, strict=True))
    words = list(kept)[wrong[0] :]
    return Completion(" ".join(words) + rest, len(" ".join(typed[wrong[0] :])))


def _with_case(typed: str, meant: str) -> str:
    """A word with its marks, the first letter as large as it was typed."""
    return meant[:1].upper() + meant[1:] if typed[:1].isupper() else meant


def fits(typed: str, written: str) -> bool:
    """Whether typed letters are those written, or the same without some of their marks."""
    pairs = zip(typed, written, strict=False)
    return written.startswith(typed) or (
        len(typed) == len(written)
        and all(one == other or one in _plainer(other) for one, other in pairs)
    )


@lru_cache(maxsize=1024)
def _plainer(letter: str) -> frozenset[str]:
    """What may be typed for a letter: itself in either case, with any of its marks left out."""
    found = set()
    for one in (letter.lower(), letter.upper()):
        base, *marks = list(unicodedata.normalize("NFD", one))
        for some in range(1 << min(len(marks), 3)):
            kept = "".join(mark for at, mark in enumerate(marks) if some >> at & 1)
            found.add(unicodedata.normalize("NFC", base + kept))
    plain = {"đ": "d", "Đ": "D"}
    return frozenset(found | {plain[one] for one in found if one in plain})
