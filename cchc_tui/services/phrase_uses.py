"""Where a phrase was put in, with the names of the drafts and questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from cchc_tui.services.cards import make_card
from cchc_tui.services.errors import WorkError

if TYPE_CHECKING:
    from cchc_tui.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class UsedAt:
    """One insertion of a phrase.

    Attributes:
        day: When.
        author: By whom.
        draft: Id of the draft; empty if not known.
        draft_name: What the list of drafts calls it; its id where it is gone.
        question: Id of the question.
        question_name: What it is called; its id where it is gone.
    """

    day: date
    author: str
    draft: str
    draft_name: str
    question: str
    question_name: str


def where_used(workspace: Workspace, phrase_id: str) -> list[UsedAt]:
    """Where a phrase was inserted, latest first."""
    names: dict[str, str] = {}
    questions = workspace.library.questions
    found = []
    for use in workspace.suggestions.usage.uses(phrase_id):
        if use.draft not in names:
            names[use.draft] = _draft_name(workspace, use.draft)
        asked = questions.get(use.question)
        name = asked.name if asked else use.question
        found.append(UsedAt(use.day, use.author, use.draft, names[use.draft], use.question, name))
    return found


def _draft_name(workspace: Workspace, draft_id: str) -> str:
    try:
        return make_card(workspace, workspace.draft(draft_id)).name
    except WorkError:
        return draft_id
