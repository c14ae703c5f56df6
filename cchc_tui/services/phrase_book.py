"""Everything the screens of the phrase book need: browsing, use, own phrases, slots, harvest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.domain.paths import layers
from cchc_tui.phrases.own import OwnPhrases, OwnProblem
from cchc_tui.phrases.phrase import Phrase
from cchc_tui.phrases.search import Hit, PhraseBank
from cchc_tui.phrases.slots import Slot, parse_slots
from cchc_tui.services.errors import WorkError
from cchc_tui.services.phrase_uses import UsedAt, where_used

if TYPE_CHECKING:
    from cchc_tui.phrases.generalise import Generalised
    from cchc_tui.phrases.harvest import Proposal
    from cchc_tui.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Entry:
    """A phrase as the book shows it.

    Attributes:
        phrase: The phrase; `phrase.layer` is "packaged", "agency" or "own".
        expired: May not be used today.
        weight: How much it was used lately; only its order means something.
        editable: Written by the app for this officer: can be edited and deleted in place. One
            that cannot may be overridden (`edit_own`) or hidden, unless `by_hand`.
        by_hand: Stands in a file of the own layer that the officer writes by hand.
        overrides: Takes the place of a phrase of another layer.
    """

    phrase: Phrase
    expired: bool
    weight: float
    editable: bool
    by_hand: bool
    overrides: bool


class PhraseBook:
    """The phrases of all layers, and the officer's own to change.

    Args:
        workspace: Whose places, drafts and habits.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._work = workspace
        self._layers = layers(workspace.places, "phrasebank")
        self.own = OwnPhrases(self._layers[-1].path)

    # Looking

    @property
    def bank(self) -> PhraseBank:
        """The open bank, as the files were when it was opened or last changed from here."""
        return self._work.suggestions.bank

    def sections(self) -> list[tuple[str, str]]:
        """Id and title of every library section, and first the empty one: `Dùng chung`."""
        titles = [(one.id, one.title) for one in self._work.library.sections.values()]
        return [("", "Dùng chung"), *titles]

    def browse(self, section: str) -> list[Entry]:
        """The phrases of a section, most used first; of the empty one those of no section."""
        found = [self._entry(one) for one in self.bank.by_section(section)]
        found.sort(key=lambda one: (one.expired, -one.weight))
        return found

    def search(self, words: str, *, section: str = "", limit: int = 50) -> list[Hit]:
        """Phrases that fit a few words, best first; `entry` tells the rest of one."""
        return self.bank.search(
            words,
            section=section,
            limit=limit,
            today=self._work.today(),
            usage=self._work.suggestions.usage,
        )

    def entry(self, phrase_id: str) -> Entry | None:
        """One phrase as the book shows it; None if there is none."""
        phrase = self.bank.get(phrase_id)
        return self._entry(phrase) if phrase else None

    def hidden(self) -> list[Phrase]:
        """The phrases the officer has hidden, as the other layers have them.

        Raises:
            DataError: Mistakes in the file of own phrases.
        """
        found = (self._below.get(one) or Phrase(one, "", hidden=True) for one in self.own.hidden())
        return list(found)

    def where_used(self, phrase_id: str) -> list[UsedAt]:
        """Where a phrase was inserted, latest first."""
        return where_used(self._work, phrase_id)

    # Own phrases

    def propose_own(self, text: str, draft_id: str = "") -> Generalised:
        """A selected sentence as a phrase, its figures, dates and names as slots.

        Args:
            text: What was selected.
            draft_id: The draft it was selected in: what that knows gets its names.
        """
        from cchc_tui.phrases.generalise import generalise

        return generalise(text, known=self._known(draft_id))

    def save_own(
        self, text: str, sections: Sequence[str] = (), keywords: Sequence[str] = ()
    ) -> Phrase:
        """Save a new own phrase; it can be found at once.

        Raises:
            WorkError: The wording is wrong, or the file cannot be written.
            DataError: Mistakes in the file of own phrases.
        """
        with self._changing():
            return self.own.add(text, sections, keywords, self._is_taken)

    def edit_own(self, phrase: Phrase) -> Phrase:
        """Save a phrase under its id: an own one anew, one of another layer overridden.

        Raises:
            WorkError: The wording is wrong, it stands in a file written by hand, or the file
                cannot be written.
            DataError: Mistakes in the file of own phrases.
        """
        with self._changing():
            return self.own.put(phrase)

    def delete_own(self, phrase_id: str) -> bool:
        """Delete an own phrase or an override; what it overrode is back.

        Returns:
            Whether there was one.

        Raises:
            WorkError: It stands in a file written by hand, or the file cannot be written.
            DataError: Mistakes in the file of own phrases.
        """
        with self._changing():
            return self.own.delete(phrase_id)

    def hide(self, phrase_id: str) -> None:
        """Take a phrase of another layer out of sight; an own one is to be deleted.

        Raises:
            WorkError: There is no such phrase in another layer, it stands in a file written by
                hand, or the file cannot be written.
            DataError: Mistakes in the file of own phrases.
        """
        if self._below.get(phrase_id) is None:
            raise WorkError("Chỉ ẩn được mẫu câu có sẵn hoặc của cơ quan; mẫu câu riêng thì xóa.")
        with self._changing():
            self.own.hide(phrase_id)

    def unhide(self, phrase_id: str) -> bool:
        """Bring a hidden phrase back; whether it was hidden. Raises as `delete_own`."""
        return phrase_id in self.own.hidden() and self.delete_own(phrase_id)

    # Slots

    def slots(self, text: str) -> tuple[Slot, ...]:
        """The slots of a wording, for the form in which they are corrected."""
        return parse_slots(text)

    def wording_problem(self, text: str) -> str:
        """What is wrong with a wording, to be shown while it is edited; empty if nothing."""
        from cchc_tui.phrases.own import wording_problem

        return wording_problem(text)

    def last_value(self, slot: str) -> str:
        """What this officer last typed into a slot of that name; empty if never."""
        return self._work.suggestions.usage.last_value(slot)

    def remember_value(self, slot: str, type_: str, value: str) -> None:
        """Keep what was typed into a slot, if it is of the slot's type."""
        if value.strip() and not self.check_slot(type_, value):
            self._work.suggestions.usage.remember_value(slot, value.strip())

    def check_slot(self, type_: str, text: str, choices: Sequence[str] = ()) -> str:
        """What is wrong with the text of a slot; empty if nothing, or if it is empty."""
        from cchc_tui.phrases.slot_values import check_slot

        return check_slot(type_, text, choices)

    # Harvest

    def harvest(
        self,
        paths: Sequence[Path],
        *,
        minimum: int = 2,
        on_file: Callable[[int, int, Path], None] = lambda done, total, path: None,
    ) -> list[Proposal]:
        """Phrases proposed from old reports; those the bank has already are left out.

        Args:
            paths: .docx, .txt or .md files.
            minimum: How often a sentence must stand in them.
            on_file: Told before each file: how many are done, of how many, and which is next.

        Raises:
            WorkError: A file cannot be read; names it.
            DataError: Mistakes in the files of sections.
        """
        from cchc_tui.services.harvesting import harvest_files

        return harvest_files(self._work, self.bank, paths, minimum, on_file)

    def save_proposals(self, proposals: Sequence[Proposal]) -> list[Phrase]:
        """Save the ticked proposals as own phrases, all or none.

        Raises:
            WorkError: A wording is wrong or there already, or the file cannot be written.
            DataError: Mistakes in the file of own phrases.
        """
        phrases = [Phrase("", one.text, (one.section,) if one.section else ()) for one in proposals]
        with self._changing():
            return self.own.add_all(phrases, self._is_taken)

    # Within

    @cached_property
    def _below(self) -> PhraseBank:
        """The bank without the officer's own layer."""
        return PhraseBank.open(self._layers[:-1], self._work.places.cache)

    def _entry(self, phrase: Phrase) -> Entry:
        weights = self._work.suggestions.usage.weights(self._work.today())
        own = phrase.layer == "own"
        by_hand = own and Path(phrase.file) != self.own.path
        return Entry(
            phrase,
            expired=not phrase.in_force(self._work.today()),
            weight=weights.get(phrase.id, 0.0),
            editable=own and not by_hand,
            by_hand=by_hand,
            overrides=own and self._below.get(phrase.id) is not None,
        )

    def _is_taken(self, phrase_id: str) -> bool:
        return self._below.get(phrase_id) is not None

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Failures as words for the officer; afterwards the search sees the change."""
        try:
            yield
        except OwnProblem as problem:
            raise WorkError(str(problem)) from None
        except OSError as error:
            where = f"{self.own.path} ({error.strerror})"
            raise WorkError(f"Chưa ghi được mẫu câu riêng vào {where}.") from error
        finally:
            self._work.suggestions.refresh()

    def _known(self, draft_id: str) -> Mapping[str, str]:
        return self._work.drafting.known_slots(draft_id) if draft_id else {}
