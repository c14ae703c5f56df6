"""Two officers' texts for one question, side by side by sentence, and one text made of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import Enum

from cchc_tui.domain.values import AnswerState
from cchc_tui.interview.answers import UNANSWERED, Answer, parse_answer, show_answer
from cchc_tui.interview.kinds import QuestionType
from cchc_tui.interview.stale_edits import kept_stale
from cchc_tui.phrases.sentences import whole_sentences
from cchc_tui.services.reading import as_answer
from cchc_tui.services.session import Session
from cchc_tui.store.errors import Conflict

MERGED = (QuestionType.TEXT, QuestionType.PROSE, QuestionType.CITATIONS)
"""Types of question whose answers are made of sentences or lines."""


ALIKE = 0.5
"""Share of words from which two sentences are taken for versions of one."""
MANY = 2500
"""Pairs of sentences beyond which two stretches stand beside each other whole."""


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
    """

    mine: str
    theirs: str
    keep: Keep = Keep.MINE

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
        """Numbers of the pieces that differ."""
        return [number for number, piece in enumerate(self.pieces) if not piece.same]

    @property
    def text(self) -> str:
        """The one text."""
        return joined(part for piece in self.pieces for part in piece.kept)

    def keeping(self, number: int, keep: Keep) -> Merge:
        """The same with another choice for one piece."""
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
    for one, other in [*_versions(ours, others), (len(ours), len(others))]:
        if i < one or j < other:
            pairs.append(("".join(ours[i:one]), "".join(others[j:other])))
        if one < len(ours):
            pairs.append((ours[one], others[other]))
        i, j = one + 1, other + 1
    return pairs


def _versions(ours: Sequence[str], others: Sequence[str]) -> list[tuple[int, int]]:
    """Numbers of the sentences that say nearly the same, in order: as alike as can be."""
    if len(ours) * len(others) > MANY:
        return []
    # best[i][j]: how alike ours[i:] and others[j:] are at most.
    alike = [[_likeness(one, other) for other in others] for one in ours]
    best = [[0.0] * (len(others) + 1) for _ in range(len(ours) + 1)]
    for i in reversed(range(len(ours))):
        for j in reversed(range(len(others))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], alike[i][j] + best[i + 1][j + 1])
    found, i, j = list[tuple[int, int]](), 0, 0
    while i < len(ours) and j < len(others):
        if best[i][j] > max(best[i + 1][j], best[i][j + 1]):
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


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
    """Both answers as texts; None where one of them is no text, or the question takes none."""
    asked = session.interview.question(conflict.current.question)
    mine, theirs = session.mine(conflict), as_answer(asked, conflict.current)
    states = {mine.state, theirs.state}
    if asked.type not in MERGED or states != {AnswerState.ANSWERED}:
        return None
    seen = session.text(asked.id).base
    base = next(
        (
            show_answer(asked, as_answer(asked, one))
            for one in session.workspace.history(session.draft, asked.id)
            if one.revision == seen
        ),
        "",
    )
    pieces = pieces_of(show_answer(asked, mine), show_answer(asked, theirs), base)
    return Merge(asked.name, conflict.current.author, pieces)


def settle(session: Session, conflict: Conflict, text: str) -> None:
    """Make a merged text the answer; it stands in the field until it is stored.

    Raises:
        AnswerProblem: The question takes no such text.
        Conflict: Somebody has answered once more.
        StoreError: It could not be written.
    """
    session.hold(conflict, text)
    asked = session.interview.question(conflict.current.question)
    if not text:
        session.answer(UNANSWERED, asked.id)
        return
    given = Answer(AnswerState.ANSWERED, parse_answer(asked, text), source="typed")
    before = session.interview.typed(asked.id)
    session.answer(replace(given, stale=kept_stale(asked, before, given)), asked.id)
