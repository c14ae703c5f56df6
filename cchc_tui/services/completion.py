"""What a draft's officer is likely to type next: from this draft, the earlier ones, the bank."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from cchc_tui.domain.citations import Citation
from cchc_tui.domain.document_types import kind_of
from cchc_tui.domain.paths import layers, packaged
from cchc_tui.domain.problems import Problem
from cchc_tui.domain.text import fold
from cchc_tui.domain.values import Prose, Records
from cchc_tui.interview.answers import Answer
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.phrases.completion import GAIN, Completer, Completion, fits
from cchc_tui.phrases.completion_documents import Documents
from cchc_tui.phrases.completion_terms import load_terms, short_forms
from cchc_tui.phrases.completion_texts import LiveText, SortedText, Text, runs_of
from cchc_tui.phrases.words import load_abbreviations
from cchc_tui.services.open_draft import OpenDraft
from cchc_tui.services.workspace import Workspace

OWN, EARLIER, COMMON = 3, 2, 1
"""What a place counts in this draft, in an earlier one or a list of terms, in the bank."""
MOST_PHRASES = 3000
"""Phrases of a bank that are read: the wording of more is no other."""

FIELD = 20_000
"""Characters before the cursor that the present field is completed from."""

_JINJA = re.compile(r"\{\{.*?\}\}|\{[%#].*?[%#]\}", re.DOTALL)
_SAID = re.compile(r".*[\n.,;:]", re.DOTALL)


class DraftCompletion:
    """Completes what is typed into an open draft.

    Args:
        draft: The draft.
    """

    def __init__(self, draft: OpenDraft) -> None:
        self._draft = draft
        self._common: tuple[tuple[Text, int], ...] | None = None
        self._short: dict[str, tuple[str, ...]] = {}
        self._columns: dict[tuple[str, str], tuple[str, ...]] = {}
        self._later: tuple[str, ...] = ()
        self._read: dict[str, tuple[Answer, tuple[str, ...], tuple[str, ...]]] = {}
        self._seen: object = None
        self._own = LiveText()
        self._documents = Documents()
        self._here = ("", LiveText())

    # What does not change

    @property
    def is_ready(self) -> bool:
        """Whether `prepare` has been run."""
        return self._common is not None

    def prepare(self) -> None:
        """Read the bank and the earlier drafts; for another thread than the keys'."""
        work = self._draft.workspace
        own = (layer.path for layer in layers(work.places, "phrasebank"))
        folders = dict.fromkeys([packaged("phrasebank"), *own])
        told: list[Problem] = []  # where the bank is looked after
        terms = load_terms(folders, told)
        self._short = short_forms(load_abbreviations(folders, told).meanings, terms)
        earlier = list(self._earlier_answers())
        texts = [text for question, answer in earlier for text in _texts(question, answer)]
        self._columns = _columns(earlier)
        self._later = (
            *(one for question, answer in earlier for one in _documents(answer)),
            *(f"{kind_of(one.new)} số {one.new}" for one in work.facts.replacements.values()),
        )
        self._common = (
            (SortedText(texts), EARLIER),
            (SortedText(terms), EARLIER),
            (SortedText(_wordings(work)), COMMON),
        )
        self._seen = None

    def _earlier_answers(self) -> Iterator[tuple[Question, Answer]]:
        """The latest earlier answer to each question of words."""
        work, draft = self._draft.workspace, self._draft.draft
        for question in self._draft.interview.questions():
            if question.type in _WORDED and (found := work.earlier(draft, question.id)):
                yield question, found[0].answer

    # What is typed

    def complete(
        self, before: str, *, field: str = "", column: str = "", above: Sequence[str] = ()
    ) -> Completion | None:
        """How the text of the present question may go on.

        Args:
            before: The line up to the cursor.
            field: The whole field up to the cursor.
            column: Id of the column, in a table.
            above: What stands above in that column, from the top.

        Returns:
            One proposal, or None.
        """
        if self._common is None:
            return None
        self._look_again()
        question = self._draft.question
        values = (*self._columns.get((question.id, column), ()), *above)
        return (
            _of_column(before, values)
            or self._documents.complete(before, citing=question.type is QuestionType.CITATIONS)
            or self._completer(field or before).complete(before)
        )

    def _completer(self, field: str) -> Completer:
        said = _SAID.match(field[-FIELD:])
        begun = said[0] if said else ""
        if begun != self._here[0]:
            self._here = begun, LiveText(runs_of(begun))
        texts = ((self._here[1], OWN), (self._own, OWN), *(self._common or ()))
        return Completer(texts, self._short)

    def _look_again(self) -> None:
        """Take in what was answered since the last time."""
        interview = self._draft.interview
        if self._seen is interview:
            return
        self._seen = interview
        for name, answer in interview.answers.items():
            if name not in self._read or self._read[name][0] is not answer:
                texts = _texts(interview.question(name), answer)
                runs = tuple(run for text in texts for run in runs_of(text))
                self._read[name] = answer, runs, tuple(_documents(answer))
        kept = [self._read[name] for name in interview.answers]
        agency = [run for text in self._agency() for run in runs_of(text)]
        self._own = LiveText([*agency, *(run for _, runs, _ in kept for run in runs)])
        cited = [one for _, _, documents in reversed(kept) for one in documents]
        self._documents = Documents([*cited, *self._later])

    def _agency(self) -> Iterator[str]:
        agency = self._draft.interview.agency
        yield from (agency.name, agency.full_name, agency.superior, agency.area)
        yield from (agency.signer.head, agency.signer.title, *agency.recipients)


_WORDED = (
    QuestionType.TEXT,
    QuestionType.PROSE,
    QuestionType.CITATIONS,
    QuestionType.TABLE,
)


def _texts(question: Question, answer: Answer) -> Iterator[str]:
    """What an answer says in words."""
    value = answer.value
    if isinstance(value, str):
        yield value
    elif isinstance(value, Prose):
        yield value.text
    elif isinstance(value, tuple):
        yield from (one.full() for one in value if isinstance(one, Citation))
    elif isinstance(value, Records):
        for row in value.rows:
            yield row.label
            yield from (text for text in row.cells.values() if isinstance(text, str))


def _documents(answer: Answer) -> Iterator[str]:
    """The documents that an answer names, those with a number."""
    if isinstance(answer.value, tuple):
        yield from (one.full() for one in answer.value if isinstance(one, Citation) and one.number)


def _columns(
    answers: Iterable[tuple[Question, Answer]],
) -> dict[tuple[str, str], tuple[str, ...]]:
    """What stood in each column of words, without what may have changed: figures, dates."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for question, answer in answers:
        rows = answer.value.rows if isinstance(answer.value, Records) else ()
        for column in question.columns:
            cells = (row.cells.get(column.id) for row in rows)
            words = (one for one in cells if isinstance(one, str))
            found[question.id, column.id] = tuple(
                one for one in words if not any(map(str.isdigit, one))
            )
    return found


def _of_column(before: str, values: Sequence[str]) -> Completion | None:
    """A value of the same column that begins like this, the nearest one above first."""
    if not before.strip():
        return None
    for value in reversed(values):
        head, rest = value[: len(before)], value[len(before) :]
        if len(rest) >= GAIN and fold(head) == fold(before) and fits(before, head):
            return Completion(rest) if head == before else Completion(value, len(before))
    return None


def _wordings(work: Workspace) -> Iterator[str]:
    """The sentences of the phrase bank, the officer's own first, and of the templates."""
    from cchc_tui.phrases.search import PhraseBank

    bank = PhraseBank.open(layers(work.places, "phrasebank"), work.places.cache)
    sections = ("", *work.library.sections)
    phrases = (phrase.text for section in sections for phrase in bank.by_section(section))
    yield from islice(phrases, MOST_PHRASES)
    yield from (_JINJA.sub("{}", source) for source in work.library.templates.values())
