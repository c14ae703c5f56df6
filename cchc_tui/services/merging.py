"""Two officers' answers to one question, side by side by sentence, and one made of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from difflib import SequenceMatcher
from enum import Enum

from cchc_tui.domain.values import AnswerState, Quantity, Records
from cchc_tui.interview.answers import UNANSWERED, Answer, parse_answer, show_answer, summarise
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.interview.stale_edits import kept_stale
from cchc_tui.phrases.sentences import whole_sentences
from cchc_tui.services.ago import ago_from_text
from cchc_tui.services.alike import versions
from cchc_tui.services.reading import as_answer
from cchc_tui.services.session import Session
from cchc_tui.store.errors import Conflict

MERGED = (QuestionType.TEXT, QuestionType.PROSE, QuestionType.CITATIONS, QuestionType.TABLE)
"""Types of question whose answers are made of sentences, lines or rows."""


ALIKE = 0.5
"""Share of words from which two sentences are taken for versions of one."""


class Keep(Enum):
    """What is kept of a place where the texts differ."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of both texts.

    Attributes:
        mine: As the officer has it; may be empty.
        theirs: As the other has it; may be empty.
        keep: What is kept; where both are the same it makes no difference.
        settled: Nobody need be asked what is kept.
    """

    mine: str
    theirs: str
    keep: Keep = Keep.MINE
    settled: bool = False

    @property
    def same(self) -> bool:
        """Whether both officers have the same here."""
        return self.mine.strip() == self.theirs.strip()

    @property
    def kept(self) -> tuple[str, ...]:
        """What goes into the one text."""
        if self.same:  # the end of a line may be known to one of them only
            return (self.mine if self.mine.endswith("\n") else self.theirs,)
        if self.keep is Keep.MINE:
            return (self.mine,)
        return (self.theirs,) if self.keep is Keep.THEIRS else (self.mine, self.theirs)


@dataclass(frozen=True, slots=True)
class Merge:
    """Two texts for one question.

    Attributes:
        name: What the question is called.
        author: Whose the other text is.
        pieces: Both texts from beginning to end.
    """

    name: str
    author: str
    pieces: tuple[Piece, ...]

    @property
    def places(self) -> list[int]:
        """Numbers of the pieces that differ and where one is to be asked."""
        pieces = enumerate(self.pieces)
        return [number for number, piece in pieces if not piece.same and not piece.settled]

    @property
    def choices(self) -> tuple[Keep, ...]:
        """What can be kept at a place."""
        return tuple(Keep)

    @property
    def text(self) -> str:
        """The one text."""
        return joined(part for piece in self.pieces for part in piece.kept)

    @property
    def records(self) -> Records | None:
        """The one table; None where it is a text."""
        return None

    def keeping(self, number: int, keep: Keep) -> Merge:
        """The same with another choice for one piece."""
        if keep not in self.choices:
            return self
        pieces = list(self.pieces)
        pieces[number] = replace(pieces[number], keep=keep)
        return replace(self, pieces=tuple(pieces))


def pieces_of(mine: str, theirs: str, base: str) -> tuple[Piece, ...]:
    """Two texts by sentence, with what is likely to be kept.

    Where only one officer changed the text that both began from, the change is kept. Where
    both did, both sentences are, so that nothing is lost unseen.
    """
    ours, others = whole_sentences(mine), whole_sentences(theirs)
    known = {sentence.strip() for sentence in whole_sentences(base)}
    matcher = SequenceMatcher(None, _bare(ours), _bare(others), autojunk=False)
    found: list[Piece] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            found += [Piece(*pair) for pair in zip(ours[i1:i2], others[j1:j2], strict=True)]
        else:
            for one, other in _paired(ours[i1:i2], others[j1:j2]):
                found.append(Piece(one, other, _likely(one, other, known)))
    return tuple(found)


def _bare(sentences: Sequence[str]) -> list[str]:
    return [sentence.strip() for sentence in sentences]


def _paired(ours: Sequence[str], others: Sequence[str]) -> list[tuple[str, str]]:
    """Versions of one sentence beside each other, and what is between them likewise."""
    pairs: list[tuple[str, str]] = []
    i = j = 0
    for one, other in [*versions(ours, others, _likeness), (len(ours), len(others))]:
        if i < one or j < other:
            pairs.append(("".join(ours[i:one]), "".join(others[j:other])))
        if one < len(ours):
            pairs.append((ours[one], others[other]))
        i, j = one + 1, other + 1
    return pairs


def _likeness(one: str, other: str) -> float:
    found = SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()
    return found if found >= ALIKE else 0.0


def _likely(mine: str, theirs: str, known: set[str]) -> Keep:
    mine_is_old = all(sentence in known for sentence in _bare(whole_sentences(mine)))
    theirs_is_old = all(sentence in known for sentence in _bare(whole_sentences(theirs)))
    if mine_is_old == theirs_is_old:
        # Both are old where each has taken out what the other left.
        return Keep.MINE if not mine else Keep.THEIRS if not theirs else Keep.BOTH
    return Keep.THEIRS if mine_is_old else Keep.MINE


def joined(parts: Iterator[str]) -> str:
    """Parts as one text: a blank where two sentences would touch, none where a line begins."""
    text = ""
    for part in filter(None, parts):
        if not text or text.endswith("\n"):
            part = part.lstrip(" ")
        elif not text[-1].isspace() and not part[0].isspace():
            text += " "
        text += part
    return text.rstrip()


def merge_of(session: Session, conflict: Conflict) -> Merge | None:
    """Both answers to be put together; None where that is no question of parts."""
    from cchc_tui.services.merging_tables import merge_tables

    asked = session.interview.question(conflict.current.question)
    mine, theirs = session.mine(conflict), as_answer(asked, conflict.current)
    states = {mine.state, theirs.state}
    if asked.type not in MERGED or states != {AnswerState.ANSWERED}:
        return None
    base, author = _common(session, asked), conflict.current.author
    if isinstance(mine.value, Records) and isinstance(theirs.value, Records):
        old = base.value if isinstance(base.value, Records) else Records()
        return merge_tables(asked, author, mine.value, theirs.value, old)
    shown = (show_answer(asked, answer) for answer in (mine, theirs, base))
    return Merge(asked.name, author, pieces_of(*shown))


def _common(session: Session, asked: Question) -> Answer:
    """The answer from which both officers began."""
    if session.is_pending(asked.id):
        seen = session.text(asked.id).base
    else:
        seen = session.interview.typed(asked.id).revision
    history = session.workspace.history(session.draft, asked.id)
    found = (as_answer(asked, one) for one in history if one.revision == seen)
    return next(found, UNANSWERED)


def settle(session: Session, conflict: Conflict, merge: Merge) -> None:
    """Make what was put together the answer; it stands in the field until it is stored.

    Raises:
        AnswerProblem: The question takes no such text.
        Conflict: Somebody has answered once more.
        StoreError: It could not be written.
    """
    hold(session, conflict, merge)
    asked = session.interview.question(conflict.current.question)
    if not merge.text:
        session.answer(UNANSWERED, asked.id)
        return
    records = merge.records
    value = parse_answer(asked, merge.text) if records is None else records
    given = Answer(AnswerState.ANSWERED, value, source="typed")
    before = session.interview.typed(asked.id)
    session.answer(replace(given, stale=kept_stale(asked, before, given)), asked.id)


def hold(session: Session, conflict: Conflict, merge: Merge) -> None:
    """Let what was put together stand in the field, to be written on."""
    session.hold(conflict, merge.text if merge.records is None else merge.records)


def beside(session: Session, conflict: Conflict, now: datetime) -> str:
    """What two answers without parts differ in, who gave the other one and when.

    Args:
        session: The officer's.
        conflict: The two answers.
        now: Aware present moment.
    """
    asked = session.interview.question(conflict.current.question)
    mine, theirs = session.mine(conflict), as_answer(asked, conflict.current)
    said = []
    if isinstance(mine.value, Quantity) and isinstance(theirs.value, Quantity):
        off = mine.value.value - theirs.value.value
        more = "nhiều hơn" if off > 0 else "ít hơn"
        size = replace(mine, value=replace(mine.value, value=abs(off), approx=""))
        said.append(f"Số của bạn {more} {summarise(asked, size)}." if off else "Hai số bằng nhau.")
    when = ago_from_text(conflict.current.at, now)
    said.append(f"{conflict.current.author or 'Người khác'} ghi {when}.")
    base = _common(session, asked)
    if base.given:
        said.append(f"Trước đó: {summarise(asked, base)}.")
    return " ".join(said)
