"""An officer at the app: knows the answers, looks at the screen, presses keys.

Walks through the questions as they are asked. What is on the screen decides every key: the
question with the focus, the text in its field, the phrases offered below it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from replay_forms import shortest, shortest_cell
from replay_keys import Keyboard, ReplayError, Use
from replay_typing import Typing
from replay_wording import Wording
from textual.pilot import Pilot
from textual.screen import Screen

from cchc_tui.domain.values import AnswerState, Records, RowKind
from cchc_tui.interview.answers import Answer
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.services.lookup import Sort
from cchc_tui.services.session import Session
from cchc_tui.tui.screens.assistant import AssistantScreen
from cchc_tui.tui.screens.dialogs import AskScreen
from cchc_tui.tui.screens.interview import InterviewScreen
from cchc_tui.tui.screens.interview_actions import ROWS, STATES
from cchc_tui.tui.widgets.answer_editor import AnswerEditor

SEEN = 4
"""Rows of the assistant line that are looked at before another letter is typed."""


class Officer:
    """Answers the questions of one draft.

    Args:
        keyboard: What is pressed.
        answers: What is to be said, by question.
    """

    def __init__(self, keyboard: Keyboard, answers: Mapping[str, Answer]) -> None:
        self.keys = keyboard
        self.answers = dict(answers)
        self.done: set[str] = set()
        self.typing = Typing(keyboard, lambda: self.editor)
        self._wording = Wording(self.typing, keyboard, lambda: self.screen, lambda: self.editor)

    @property
    def pilot(self) -> Pilot[Any]:
        """The running app."""
        return self.keys.pilot

    @property
    def screen(self) -> InterviewScreen:
        """The interview."""
        screen = self.pilot.app.screen
        if not isinstance(screen, InterviewScreen):
            raise ReplayError(f"{self.keys.place}: {screen}")
        return screen

    @property
    def session(self) -> Session:
        """The open draft."""
        return self.screen.session

    @property
    def editor(self) -> AnswerEditor:
        """The field with the cursor."""
        focused = self.pilot.app.focused
        if not isinstance(focused, AnswerEditor):
            raise ReplayError(f"{self.keys.place}: {focused}")
        return focused

    # The walk

    async def walk(self) -> None:
        """From the first question to the last, answering what there is to answer."""
        self.keys.place = "đầu báo cáo"
        while self.session.order()[0] != self.session.current:
            await self.keys.press("pageup", Use.MOVING)
        while True:
            question = self.session.question
            self.keys.place = question.id
            before = question.id
            if question.id in self.answers and question.id not in self.done:
                self.done.add(question.id)
                await self.answer(question, self.answers[question.id])
            else:
                await self.keys.press("pagedown", Use.MOVING)
            if self.session.current == before:
                if self.session.order()[-1] == before:
                    break
                raise ReplayError(f"{before}: {self.session.text(before).text[-80:]!r}")
        await self.answer_late()
        await self.override_computed()

    async def answer_late(self) -> None:
        """Go back to what came to be asked by an answer further down."""
        for name, answer in self.answers.items():
            question = self.session.interview.question(name)
            if name in self.done or question.computed or not self.session.interview.visible(name):
                continue
            self.keys.place = name
            self.done.add(name)
            await self.find(question)
            await self.answer(question, answer)

    async def answer(self, question: Question, answer: Answer) -> None:
        """Answer the question with the focus and go on."""
        if self.session.interview.answer(question.id).value == answer.value and (
            answer.state is AnswerState.ANSWERED
        ):
            await self.keys.press("pagedown", Use.TAKING)
        elif answer.state is not AnswerState.ANSWERED:
            await self.give_state(answer)
        elif question.type is QuestionType.TABLE:
            await self.fill_table(question, answer)
        elif question.type in (QuestionType.CHOICE, QuestionType.YES_NO):
            await self.choose(question, answer)
        else:
            await self.clear_field()
            await self.type_text(question, shortest(question, answer))
            await self.keys.press("pagedown", Use.MOVING)

    async def clear_field(self) -> None:
        """Select what is proposed in a field: what is typed then takes its place."""
        if self.editor.value:
            await self.keys.press("ctrl+a", Use.MENDING)

    async def give_state(self, answer: Answer) -> None:
        """F7: nothing, not applicable, the clerk."""
        rows = [state for state, _ in STATES]
        place = rows.index(answer.state.value)
        if self.session.question.type is QuestionType.TABLE:
            place += len(ROWS) - (not self.session.question.groups)
        elif self.session.proposed:
            place += 1
        await self.keys.press("f7", Use.MOVING)
        await self.keys.press("down", Use.MOVING, place)
        await self.keys.press("enter", Use.TAKING)
        if answer.state is AnswerState.NOT_APPLICABLE:
            await self.keys.write(answer.reason, Use.PROSE)
            await self.keys.press("enter", Use.MOVING)

    async def choose(self, question: Question, answer: Answer) -> None:
        """A digit takes an option; other words are typed."""
        options: list[object] = list(question.options) or [True, False]
        if answer.value in options:
            await self.keys.press(str(options.index(answer.value) + 1), Use.TAKING)
            return
        await self.keys.letter(str(answer.value)[0], Use.PROSE)
        await self.type_text(question, str(answer.value), start=1)
        await self.keys.press("pagedown", Use.MOVING)

    async def fill_table(self, question: Question, answer: Answer) -> None:
        """Cell by cell with Tab."""
        grid = self.screen.panel.grid
        if not isinstance(answer.value, Records):
            raise ReplayError(f"{question.id}: no table")
        for number, row in enumerate(answer.value.rows):
            if row.kind is RowKind.GROUP:
                while number and grid.cell < number * len(grid.model.columns):
                    await self.keys.press("tab", Use.MOVING, settle=False)
                await self.keys.press("f7", Use.MOVING)
                await self.keys.press("down", Use.MOVING)
                await self.keys.press("enter", Use.TAKING)
                await self.typing.line(row.label, Use.FACT)
                await self.keys.press("tab", Use.MOVING)
                continue
            columns = grid.model.columns
            filled = [i for i, column in enumerate(columns) if row.cells.get(column.id)]
            for place, column in enumerate(columns):
                value = row.cells.get(column.id)
                if value is None or value == "":
                    continue
                while grid.cell != number * len(columns) + place:
                    at = grid.cell
                    await self.keys.press("tab", Use.MOVING, settle=False)
                    if grid.cell == at:
                        raise ReplayError(f"{question.id}: {number}, {column.id}")
                await self.typing.line(shortest_cell(column, value), Use.FACT)
            if not filled:
                raise ReplayError(f"{question.id}: empty row {number}")
        await self.keys.press("pagedown", Use.MOVING)

    async def type_text(self, question: Question, wanted: str, start: int = 0) -> None:
        """Type a text, taking the phrases that save keys."""
        await self._wording.write(question, wanted, start)

    # Computed figures that are printed otherwise

    async def override_computed(self) -> None:
        """Put in another figure, with a reason, where the report has one."""
        for name, answer in self.answers.items():
            question = self.session.interview.question(name)
            if not question.computed or name in self.done:
                continue
            self.keys.place = name
            self.done.add(name)
            await self.find(question)
            await self.keys.write(shortest(question, answer), Use.FACT)
            await self.keys.press("enter", Use.MOVING)
            await self.keys.write(answer.reason, Use.PROSE)
            await self.keys.press("enter", Use.MOVING)

    async def find(self, question: Question) -> None:
        """Open a question by its name in the assistant line."""
        await self.keys.press("f2", Use.MOVING)
        place = -1
        for letter in question.name:
            await self.keys.letter(letter, Use.MOVING)
            await self.keys.rest()
            place = _place_of(self.pilot.app.screen, question.id)
            if place >= 0:
                break
        await self.keys.press("down", Use.MOVING, max(place, 0))
        await self.keys.press("enter", Use.MOVING)
        if not isinstance(self.pilot.app.screen, AskScreen | InterviewScreen):
            raise ReplayError(f"{question.id}: {self.pilot.app.screen}")


def _place_of(line: Screen[Any], question: str) -> int:
    """Which of the first rows of the assistant line opens a question, from 0; -1: none."""
    rows = line._found[:SEEN] if isinstance(line, AssistantScreen) else []
    places = (i for i, one in enumerate(rows) if (one.sort, one.id) == (Sort.QUESTION, question))
    return next(places, -1)
