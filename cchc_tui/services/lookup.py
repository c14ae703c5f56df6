"""The assistant line: what an officer means by a few words of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_tui.domain.text import fold
from cchc_tui.interview.answers import summarise
from cchc_tui.services.lookup_index import Entry, Found, Index, Sort, split

if TYPE_CHECKING:
    from cchc_tui.interview.interview import Interview
    from cchc_tui.services.earlier import EarlierDrafts
    from cchc_tui.services.workspace import Workspace

__all__ = ["ActionEntry", "Found", "Sort", "look_up"]


@dataclass(frozen=True, slots=True)
class ActionEntry:
    """Something a face can do: its id, what a list calls it, other words for it."""

    id: str
    title: str
    keywords: str = ""


def look_up(
    workspace: Workspace,
    words: str,
    draft_id: str,
    actions: Sequence[ActionEntry],
    limit: int,
) -> list[Found]:
    """See `Workspace.look_up`."""
    query = split(words[:200])
    doable = [Found(Sort.ACTION, one.id, one.title) for one in actions]
    if not query:
        return doable[:limit]
    if draft_id:
        found = workspace.drafting.lookup_index(draft_id, tuple(actions)).rank(query)
        found += _phrases(workspace, words, draft_id)
    else:
        found = Index([*action_entries(actions), *_drafts(workspace)]).rank(query)
    found.sort(key=lambda one: -one.score)
    return found[:limit]


def action_entries(actions: Sequence[ActionEntry]) -> list[Entry]:
    """What a face can do."""
    return [Entry.of(Found(Sort.ACTION, one.id, one.title), one.keywords) for one in actions]


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
                    f"{question.ask} {before.period.name} ky truoc",
                )
            )
    return found


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
