"""Phrases for what is being typed, their known slots filled from the draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from time import monotonic

from cchc_tui.domain.paths import Places, layers
from cchc_tui.phrases.search import Hit, PhraseBank
from cchc_tui.phrases.slots import FilledPhrase, fill
from cchc_tui.phrases.usage import Usage

QUICK_BYTES = 1_000_000
"""Files of a bank so large or smaller are indexed within a key; larger ones need a while."""


LOOK_AGAIN = 2.0
"""Seconds between looks at the files of a bank."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A phrase on offer.

    Attributes:
        hit: The phrase as found, with the matched stretches of its wording.
        filled: Its text with known slots filled, and the gaps to visit.
    """

    hit: Hit
    filled: FilledPhrase


class Suggestions:
    """The phrase bank of all layers with the officer's own habits.

    Args:
        places: Where the layers and the usage record are.
        author: Whose habits count.
    """

    def __init__(self, places: Places, author: str) -> None:
        self._places = places
        self.usage = Usage(places.data / "phrases.db", author)
        self._prepared = False
        self._looked = 0.0

    @cached_property
    def bank(self) -> PhraseBank:
        """The open bank; the first call reads or builds its index."""
        return PhraseBank.open(layers(self._places, "phrasebank"), self._places.cache)

    @cached_property
    def is_large(self) -> bool:
        """Whether the bank is too large to be indexed within a key."""
        files = (
            file
            for layer in layers(self._places, "phrasebank")
            for file in layer.path.glob("*.toml")
        )
        return sum(file.stat().st_size for file in files) > QUICK_BYTES

    @property
    def is_ready(self) -> bool:
        """Whether a search answers at once."""
        return "bank" in self.__dict__ or self._prepared or not self.is_large

    def prepare(self, on_progress: Callable[[int, int], None] | None = None) -> None:
        """Bring the index of the files on disk up to date; for another thread than the keys'.

        Args:
            on_progress: Called with (done, total) while an index is built.
        """
        PhraseBank.open(layers(self._places, "phrasebank"), self._places.cache, on_progress)
        self._prepared = True

    def _notice_changes(self) -> None:
        """See phrases that another session, or an editor, has written since."""
        if monotonic() - self._looked < LOOK_AGAIN:
            return
        self._looked = monotonic()
        if "bank" in self.__dict__ and not self.is_large and not self.bank.is_current():
            self.refresh()

    def refresh(self) -> None:
        """Let the next search see the files as they are now."""
        self.__dict__.pop("bank", None)

    def search(
        self,
        query: str,
        known: Mapping[str, str],
        *,
        section: str,
        limit: int,
        today: date,
        capital: bool = False,
    ) -> list[Suggestion]:
        """Phrases that fit what was typed, best first; those of the section before others.

        Args:
            query: What was typed, with or without tone marks.
            known: Values of slots by name.
            section: Library section of the question; may be empty.
            limit: How many at most.
            today: Decides which phrases are still in force.
            capital: The phrase will begin a sentence.
        """
        self._notice_changes()
        hits = self.bank.search(
            query, section=section, limit=limit, today=today, usage=self.usage, known=known
        )
        return [Suggestion(hit, fill(hit.phrase.text, known, capital=capital)) for hit in hits]

    def of_section(
        self, section: str, known: Mapping[str, str], *, today: date, limit: int = 50
    ) -> list[Suggestion]:
        """Phrases in force that belong to a section, most used first, for browsing."""
        weights = self.usage.weights(today)
        phrases = [one for one in self.bank.by_section(section) if one.in_force(today)]
        phrases.sort(key=lambda one: -weights.get(one.id, 0.0))
        return [Suggestion(Hit(one, 0.0), fill(one.text, known)) for one in phrases[:limit]]
