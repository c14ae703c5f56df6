"""How an officer writes a text: typing it, and taking the phrases offered that save keys."""

from __future__ import annotations

from collections.abc import Callable

from replay_keys import Keyboard, ReplayError, Use
from replay_matching import Plan, plan
from replay_typing import Typing

from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.phrases.query import suggestion_query
from cchc_tui.tui.screens.interview import InterviewScreen
from cchc_tui.tui.widgets.answer_editor import AnswerEditor

WORTH = 3
"""Keys that a phrase must save before it is taken: less is not worth a look."""
FIGURES = (
    QuestionType.NUMBER,
    QuestionType.PERCENT,
    QuestionType.MONEY,
    QuestionType.DATE,
    QuestionType.CITATIONS,
    QuestionType.TABLE,
)


class Wording:
    """Writes into the field with the cursor, looking at the phrases below it.

    Args:
        typing: Types what no phrase says.
        keys: What is pressed.
        screen: Gives the interview.
        editor: Gives the field.
    """

    def __init__(
        self,
        typing: Typing,
        keys: Keyboard,
        screen: Callable[[], InterviewScreen],
        editor: Callable[[], AnswerEditor],
    ) -> None:
        self._typing = typing
        self._keys = keys
        self._screen = screen
        self._editor = editor

    async def write(self, question: Question, wanted: str, start: int = 0) -> None:
        """Type a text, taking the phrases that save keys."""
        use = Use.FACT if question.type in FIGURES else Use.PROSE
        at = start
        while at < len(wanted):
            if at > start and self._editor().value != wanted[:at]:
                raise ReplayError(f"{question.id}: {self._editor().value!r} != {wanted[:at]!r}")
            taken = await self._take_phrase(wanted, at)
            if taken:
                at = taken
                continue
            if question.type is QuestionType.CITATIONS and (
                same := await self._typing.document(wanted, at)
            ):
                at, wanted = self._editor().cursor_index, same
                continue
            mark = "\n- " if wanted.startswith("\n- ", at) and _in_list(wanted, at) else ""
            if mark:
                await self._keys.letter("\n", use)
                at += len(mark)
            else:
                at = await self._typing.step(wanted, at, use)

    async def _take_phrase(self, wanted: str, at: int) -> int:
        """Take the phrase that saves most, if one saves enough; gives how far the text is then."""
        panel = self._screen().panel
        offered = self._screen().suggesting._offered
        shown = panel.suggestions.items[: panel.suggestions.rows]
        if not shown or not panel.suggestions.display or len(offered) < len(shown):
            return 0
        begin = at - len(suggestion_query(wanted[:at].split("\n")[-1]))
        room = panel.suggestions.size.width - 3
        best: tuple[int, int, Plan, bool] | None = None
        for index, row in enumerate(shown):
            found = plan(offered[index].filled.text, offered[index].filled.stops, wanted[begin:])
            if found is None:
                continue
            whole = len(row.text) <= room
            saved = begin + found.kept - at - _cost(found, index, whole=whole)
            if saved >= WORTH and (best is None or saved > best[0]):
                best = saved, index, found, whole
        if best is None:
            return 0
        _, index, found, whole = best
        await self._take(index, whole=whole)
        await self._carry_out(found, [stop.choices for stop in offered[index].filled.stops])
        return begin + found.kept

    async def _take(self, index: int, *, whole: bool) -> None:
        """Take a phrase; one that has no room on its line is unfolded and read first."""
        if not whole:
            await self._keys.press("down", Use.TAKING, index + 1)
            await self._keys.press("enter", Use.TAKING)
        else:
            await self._keys.press("tab" if not index else f"alt+{index + 1}", Use.TAKING)

    async def _carry_out(self, found: Plan, choices: list[tuple[str, ...]]) -> None:
        """Fill the open places of a phrase and delete what does not fit."""
        for number, text in enumerate(found.fills):
            options = choices[number]
            if text in options:
                await self._keys.press(str(options.index(text) + 1), Use.TAKING)
                continue
            await self._keys.write(text, Use.FACT)
            await self._keys.press("tab", Use.MOVING)
        if found.cut_from_slot:
            await self._keys.press("backspace", Use.MENDING)
            while self._editor().cursor_index < len(self._editor().value):
                await self._keys.press("ctrl+k", Use.MENDING)  # as far as the line on the screen
            while self._editor().filling_phrase:
                await self._keys.press("escape", Use.MENDING)
        elif found.cut:
            if self._editor().filling_phrase:
                await self._keys.press("escape", Use.MENDING)
            await self._keys.press("end", Use.MENDING)
            left = len(self._editor().value) - found.cut
            while len(self._editor().value) > left:
                await self._keys.press("ctrl+w", Use.MENDING)


def _in_list(wanted: str, at: int) -> bool:
    """Whether the line before goes on as a list by itself."""
    return wanted[:at].split("\n")[-1].startswith("- ")


def _cost(found: Plan, index: int, *, whole: bool) -> int:
    """Keys beside those of the kept text: looking, taking, places, mending."""
    keys = 1 if whole else index + 2
    keys += sum(len(text) + 1 for text in found.fills)
    if found.cut_from_slot:
        keys += 3 + found.cut // 50
    elif found.cut:
        keys += 2 + found.cut_words
    return keys
