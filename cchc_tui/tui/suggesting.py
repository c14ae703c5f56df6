"""Phrases under the field: found as one types, put in with their gaps as stops."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cchc_tui.interview.kinds import Question
from cchc_tui.services.session import Session
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.suggestion_list import Suggestion

if TYPE_CHECKING:
    from cchc_tui.services import suggestions

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

    def offer(self, question: Question, before_cursor: str) -> Sequence[Suggestion]:
        """Phrases for the text before the cursor, best first."""
        from cchc_tui.phrases.query import suggestion_query

        query = suggestion_query(before_cursor)
        if len(query.strip()) < 2:
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
        return [_shown(one) for one in self._offered]

    def insert(self, index: int, editor: AnswerEditor) -> None:
        """Put an offered phrase in the place of the letters that found it."""
        chosen = self._offered[index]
        editor.insert_phrase(
            chosen.filled.text,
            [(stop.start, stop.end) for stop in chosen.filled.stops],
            replace_before=self._replaces,
        )
        self._used(chosen.hit.phrase.id)

    def insert_phrase(self, phrase: str, text: str, editor: AnswerEditor) -> None:
        """Put a phrase chosen elsewhere at the cursor."""
        editor.insert_phrase(text)
        self._used(phrase)

    def _used(self, phrase: str) -> None:
        session = self._session
        session.workspace.phrase_used(session.draft, session.current, phrase)


def _shown(one: suggestions.Suggestion) -> Suggestion:
    note = one.hit.phrase.superseded_by and "đã thay"
    return Suggestion(one.hit.phrase.text, one.hit.spans, note or "")
