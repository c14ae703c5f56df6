"""Finds phrases by what an officer types."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cchc_tui.domain.paths import Layer
from cchc_tui.domain.problems import Problem
from cchc_tui.domain.text import fold, fold_with_map
from cchc_tui.phrases.bank import Phrase, read_folder
from cchc_tui.phrases.usage import Usage


@dataclass(frozen=True, slots=True)
class Hit:
    """One phrase found.

    Attributes:
        phrase: The phrase.
        score: How good the match is; only its order means something.
        spans: Matched stretches (start, end) of `phrase.text`.
        expired: Whether it may not be used today (out of its dates or superseded).
    """

    phrase: Phrase
    score: float
    spans: tuple[tuple[int, int], ...] = ()
    expired: bool = False


class PhraseBank:
    """A bank of phrases open for searching."""

    def __init__(self, phrases: dict[str, Phrase], problems: Sequence[Problem] = ()) -> None:
        self._phrases = phrases
        self.problems = tuple(problems)
        self._folded = [(fold(phrase.text), phrase) for phrase in phrases.values()]

    @classmethod
    def open(
        cls,
        sources: Sequence[Layer],
        cache_dir: Path,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> PhraseBank:
        """Opens a bank."""
        problems: list[Problem] = []
        found: dict[str, Phrase] = {}
        for layer in sources:
            found.update((phrase.id, phrase) for phrase in read_folder(layer, problems))
        return cls({k: p for k, p in found.items() if not p.hidden}, problems)

    @property
    def count(self) -> int:
        """How many phrases there are."""
        return len(self._phrases)

    def get(self, phrase_id: str) -> Phrase | None:
        """The phrase with that id."""
        return self._phrases.get(phrase_id)

    def by_section(self, section: str) -> list[Phrase]:
        """Phrases offered first in a section."""
        return [phrase for phrase in self._phrases.values() if section in phrase.sections]

    def search(
        self,
        query: str,
        *,
        section: str = "",
        limit: int = 8,
        today: date,
        usage: Usage | None = None,
    ) -> list[Hit]:
        """Phrases that fit what was typed, best first."""
        from rapidfuzz import fuzz

        wanted = fold(query).strip()[-64:]
        if sum(map(str.isalnum, wanted)) < 2:
            return []
        hits = []
        for folded, phrase in self._folded:
            score = fuzz.partial_ratio(wanted, folded, score_cutoff=60)
            if score:
                old = not phrase.in_force(today)
                score += 5 * (section in phrase.sections) - 30 * old
                at = folded.find(wanted)
                spans = ()
                if at >= 0:
                    origin = fold_with_map(phrase.text)[1]
                    spans = ((origin[at], origin[at + len(wanted) - 1] + 1),)
                hits.append(Hit(phrase, score, spans, old))
        return sorted(hits, key=lambda hit: -hit.score)[:limit]


def suggestion_query(text_before_cursor: str) -> str:
    """The part of the text before the cursor that suggestions should fit."""
    return text_before_cursor[-200:].rsplit("\n", 1)[-1].rsplit(". ", 1)[-1].strip()
