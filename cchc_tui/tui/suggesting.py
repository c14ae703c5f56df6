"""Phrases under the field: found as one types, put in with their gaps as stops."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from cchc_tui.interview.kinds import Question
from cchc_tui.phrases.slots import TabStop
from cchc_tui.services.session import Session
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.slot_line import SlotHint
from cchc_tui.tui.widgets.suggestion_list import Suggestion

if TYPE_CHECKING:
    from cchc_tui.phrases.phrase import Phrase
    from cchc_tui.services import suggestions
    from cchc_tui.services.phrase_book import PhraseBook

LIMIT = 8


class Suggesting:
    """Suggestions for one session.

    Args:
        session: Knows the draft, the question and the bank.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._offered: list[suggestions.Suggestion] = []
        self._replaces = 0
        self._lasts: dict[str, str] = {}

    @cached_property
    def book(self) -> PhraseBook:
        """The phrases of all layers, and the officer's own to change."""
        from cchc_tui.services.phrase_book import PhraseBook

        return PhraseBook(self._session.workspace)

    def offer(self, question: Question, before_cursor: str) -> Sequence[Suggestion]:
        """Phrases for the text before the cursor, best first."""
        from cchc_tui.phrases.query import suggestion_query

        query = suggestion_query(before_cursor)
        if len(query.strip()) < 2 or not self._session.workspace.suggestions.is_ready:
            self._offered = []
            return ()
        begins = before_cursor[: len(before_cursor) - len(query)].strip(" -+*")
        self._replaces = len(query)
        self._offered = self._session.workspace.suggest(
            self._session.draft,
            query,
            section=question.section,
            limit=LIMIT,
            capital=not begins or begins.endswith((".", "!", "?")),
        )
        return [self._shown(one) for one in self._offered]

    def _shown(self, one: suggestions.Suggestion) -> Suggestion:
        phrase = one.hit.phrase
        full, newer = one.filled.text, self._newer(phrase) if one.hit.expired else None
        if newer is not None:
            full = f"{full}\nNay dùng: {newer.text}"
        note = "đã thay" if newer else "hết hiệu lực" if one.hit.expired else ""
        spans = one.filled.spans(one.hit.spans)
        return Suggestion(one.filled.text, spans, note or _origin(phrase), full)

    def _newer(self, phrase: Phrase) -> Phrase | None:
        bank = self._session.workspace.suggestions.bank
        return bank.get(phrase.superseded_by) if phrase.superseded_by else None

    def insert(self, index: int, editor: AnswerEditor) -> None:
        """Put an offered phrase in the place of the letters that found it."""
        chosen = self._offered[index]
        filled = chosen.filled
        editor.insert_phrase(filled.text, filled.stops, replace_before=self._replaces)
        self._used(chosen.hit.phrase.id)

    def insert_phrase(self, phrase: str, text: str, editor: AnswerEditor) -> None:
        """Put a phrase chosen elsewhere at the cursor.

        Args:
            phrase: Its id.
            text: What to insert where the phrase is gone meanwhile.
            editor: Where it goes.
        """
        from cchc_tui.phrases.slots import fill

        found = self._session.workspace.suggestions.bank.get(phrase)
        if found is None:
            editor.insert_phrase(text)
            return
        known = self._session.workspace.drafting.known_slots(self._session.draft)
        before = editor.text_before_cursor.strip(" -+*")
        filled = fill(found.text, known, capital=not before or before.endswith((".", "!", "?")))
        editor.insert_phrase(filled.text, filled.stops)
        self._used(phrase)

    def _used(self, phrase: str) -> None:
        session = self._session
        session.workspace.phrase_used(session.draft, session.current, phrase)

    # The open places of what was inserted

    def hint(self, stop: TabStop, text: str, place: tuple[int, int]) -> SlotHint:
        """What to say of an open place.

        Args:
            stop: The place.
            text: What stands in it.
            place: Its number, from 1, and how many there are.
        """
        untouched = text == f"{{{stop.name}}}"
        problem = "" if untouched else self.book.check_slot(stop.type, text, stop.choices)
        if stop.name not in self._lasts:
            self._lasts[stop.name] = self.book.last_value(stop.name)
        asked = self._session.workspace.library.questions.get(stop.name)
        name = asked.name if asked else f"{{{stop.name}}}"
        last = "" if stop.type == "choice" else self._lasts[stop.name]
        return SlotHint(name, stop.type, *place, untouched, problem, last)

    def remember(self, stop: TabStop, text: str) -> None:
        """Keep what was put into an open place, to be offered the next time."""
        if text.strip() and text != f"{{{stop.name}}}" and stop.type != "choice":
            self.book.remember_value(stop.name, stop.type, text)
            self._lasts.pop(stop.name, None)


def _origin(phrase: Phrase) -> str:
    return "của bạn" if phrase.layer == "own" else ""
