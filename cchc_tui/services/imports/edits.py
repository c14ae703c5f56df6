"""What became of printed answers in a text that was edited since.

The words that a section printed, each with the question whose answer it was, are laid beside the
words that stand there now. What stands between the same two neighbours is what the question says
now; where the words around it were changed too, nothing can be told of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from cchc_tui.document.blocks import (
    Block,
    Footnote,
    GapMark,
    Inline,
    ItemList,
    ListItem,
    Paragraph,
    Table,
    Text,
    gap_text,
    inlines_of,
)
from cchc_tui.domain.citations import Citation
from cchc_tui.domain.kept_reading import has_form
from cchc_tui.domain.values import Prose
from cchc_tui.interview.answer import AmbiguousAnswer, AnswerProblem, Value
from cchc_tui.interview.free import is_free
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.interview.typed import parse_answer
from cchc_tui.services.imports.citing import citations_in
from cchc_tui.services.imports.segments import Passage

_WORD = re.compile(r"\w+(?:[.,/:–-]\w+)*%?|[^\w\s]")
_LISTED = re.compile(r"^\s*[-+*] ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark: where it stands, and whose answer it prints, if any."""

    text: str
    line: int
    start: int
    end: int
    question: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """An answer as a text has it now.

    Attributes:
        question: Its question.
        lines: What stands in its place now, with list marks.
        same: Whether that is what was printed.
        told: Whether anything can be told of it.
    """

    question: str
    lines: tuple[str, ...]
    same: bool
    told: bool = True


def words_printed(blocks: Iterable[Block]) -> list[Word]:
    """The words of paragraphs, lists and captions that we printed; tables are left out."""
    return [word for at, line in enumerate(_lines(blocks)) for word in _owned(line, at)]


def words_read(passages: Iterable[Passage]) -> list[Word]:
    """The words of passages of a file."""
    return [
        Word(found[0], at, found.start(), found.end())
        for at, passage in enumerate(passages)
        for found in _WORD.finditer(passage.text)
    ]


def _lines(blocks: Iterable[Block]) -> Iterator[Sequence[Inline]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.inlines
        elif isinstance(block, ItemList):
            for item in block.items:
                yield from _items(item)
        elif isinstance(block, Table) and block.caption:
            yield (Text(block.caption, question=free_text_of(block)),)


def free_text_of(table: Table) -> str:
    """The free text that a table stands in; empty for the tables of questions."""
    names = (one.question for one in inlines_of(table) if isinstance(one, Text))
    return next((name for name in names if is_free(name)), "")


def _items(item: ListItem) -> Iterator[Sequence[Inline]]:
    yield item.inlines
    for child in item.items:
        yield from _items(child)


def _owned(line: Sequence[Inline], at: int) -> Iterator[Word]:
    pieces = list(_pieces(line))
    text = "".join(piece for piece, _ in pieces)
    owners = [owner for piece, owner in pieces for _ in piece]
    for found in _WORD.finditer(text):
        yield Word(found[0], at, found.start(), found.end(), owners[found.start()])


def _pieces(line: Sequence[Inline]) -> Iterator[tuple[str, str]]:
    for inline in line:
        if isinstance(inline, GapMark):
            yield gap_text(inline), inline.question
        elif isinstance(inline, Footnote):
            note = [(one.text, one.question) for one in inline.inlines]
            # A note of free text is a part of that answer, brackets and all.
            around = note[0][1] if note and is_free(note[0][1]) else ""
            yield " (", around
            yield from ((text.rstrip(". "), owner) for text, owner in note)
            yield ")", around
        else:
            yield inline.text, inline.question


def answers_now(
    printed: Sequence[Word], read: Sequence[Word], passages: Sequence[Passage]
) -> Iterator[Printed]:
    """Every printed answer as it stands now, in order; one printed twice comes twice.

    Args:
        printed: Words of a section as printed.
        read: Words that stand there now.
        passages: What they stand in.
    """
    matcher = SequenceMatcher(
        None, [one.text for one in printed], [one.text for one in read], autojunk=False
    )
    at = {-1: -1, len(printed): len(read)}
    for first, second, size in matcher.get_matching_blocks():
        at.update((first + step, second + step) for step in range(size))
    start = 0
    for question, run in groupby(printed, key=lambda one: one.question):
        words = [one.text for one in run]
        end = start + len(words)
        if question:
            before, after = at.get(start - 1), at.get(end)
            if before is None or after is None or after <= before:
                kept = all(here in at for here in range(start, end))
                yield Printed(question, (), same=kept, told=False)
            else:
                now = read[before + 1 : after]
                same = [one.text for one in now] == words
                yield Printed(question, tuple(_text(now, passages)), same)
        start = end


def _text(words: Sequence[Word], passages: Sequence[Passage]) -> Iterator[str]:
    for line, run in groupby(words, key=lambda one: one.line):
        here = list(run)
        text = passages[line].text[here[0].start : here[-1].end]
        yield passages[line].mark + text if here[0].start == 0 else text


def value_now(question: Question, old: Value | None, lines: Sequence[str]) -> Value | None:
    """What a question is answered with lines that were typed into a report; None: not told.

    Args:
        question: The question.
        old: What it was answered with before; None where it was open.
        lines: What stands in its place.
    """
    if question.type is QuestionType.PROSE:
        if is_free(question.id) and isinstance(old, Prose) and has_form(old.text):
            return None  # Lines alone do not tell its tables and notes.
        return _prose(old, lines)
    if question.type is QuestionType.TABLE or len(lines) != 1 or question.computed:
        return None
    text = lines[0].strip(" ;")
    if question.type is QuestionType.CITATIONS:
        return _documents(old, text)
    try:
        return parse_answer(question, text)
    except AmbiguousAnswer as unclear:
        return unclear.readings[0]
    except AnswerProblem:
        return None


def _prose(old: Value | None, lines: Sequence[str]) -> Prose | None:
    """Lines as typed: with list marks only where they are the officer's own."""
    own = not isinstance(old, Prose) or _LISTED.search(old.text)
    typed = lines if own else [_LISTED.sub("", line) for line in lines]
    return Prose("\n".join(typed)) if typed else None


def _documents(old: Value | None, text: str) -> tuple[Citation, ...] | None:
    """The documents of a text; one known before keeps what is not printed of it here."""
    known = {one.number: one for one in old if one.number} if isinstance(old, tuple) else {}
    found = tuple(known.get(one.citation.number, one.citation) for one in citations_in([text]))
    return found or None
