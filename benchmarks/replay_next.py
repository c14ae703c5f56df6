"""The officer at the following period: starts from the last file, steps through what is old."""

from __future__ import annotations

from replay_change import Append, Change
from replay_editing import Editing
from replay_forms import shortest, shortest_citation
from replay_keys import Keyboard, ReplayError, Use
from replay_officer import Officer

from cchc_tui.domain.citations import parse_citation
from cchc_tui.domain.values import AnswerState, Records
from cchc_tui.interview.answers import Answer, parse_answer, show_answer
from cchc_tui.interview.interview import Interview
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.interview.spots import StaleSpot
from cchc_tui.interview.stale_edits import all_stale
from cchc_tui.services.stepping import asks_anew, offered, places, spots_by_cell
from cchc_tui.tui.screens.choose_file import ChooseFileScreen
from cchc_tui.tui.screens.import_report import ImportReportScreen
from cchc_tui.tui.screens.interview import InterviewScreen
from cchc_tui.tui.stale_words import PARTED
from cchc_tui.tui.widgets.form import PickField

WORDY = (QuestionType.PROSE, QuestionType.TEXT, QuestionType.CITATIONS, QuestionType.TABLE)
"""Types whose old answer is taken over (F6, Enter) and then changed where it must be."""
MOST_STEPS = 800
NEAR = 6
"""Questions away that are paged to rather than looked for."""
EDITED_FROM = 16
"""Characters from which a place is changed in part rather than typed over."""


class NextOfficer(Officer):
    """Renews a report.

    Args:
        keyboard: What is pressed.
        change: What the officer knows to have changed.
    """

    def __init__(self, keyboard: Keyboard, change: Change) -> None:
        super().__init__(keyboard, {})
        self.change = change
        self._editing = Editing(keyboard, lambda: self.editor)
        self._earlier: Interview | None = None
        self.stuck: set[str] = set()
        """Answers in which the key that confirms a place does not take."""

    async def start(self) -> None:
        """From the list of drafts: last period's file, the new period, Enter."""
        self.keys.place = "tệp kỳ trước"
        await self.keys.press("i", Use.MOVING)
        if not isinstance(self.pilot.app.screen, ChooseFileScreen):
            raise ReplayError(f"no list of files: {self.pilot.app.screen}")
        await self.keys.press("enter", Use.TAKING)
        read = self.pilot.app.screen
        if not isinstance(read, ImportReportScreen):
            raise ReplayError(f"not read: {read}")
        while read.found is None:
            await self.pilot.pause(0.1)
        field = read.query_one("#new", PickField)
        if field.value != self.change.period:
            await self._other_period(field)
        await self.keys.press("f9", Use.TAKING)
        if not isinstance(self.pilot.app.screen, InterviewScreen):
            raise ReplayError(f"no draft: {self.pilot.app.screen}")
        info = self.screen.workspace.draft(self.session.draft)
        self._earlier = self.screen.workspace.interview(info.copied_from)

    async def _other_period(self, field: PickField) -> None:
        values = [value for value, _ in field._options]
        await self.keys.press("up", Use.MOVING)
        if self.change.period not in values:
            raise ReplayError(f"{self.change.period} is not among {values}")
        away = values.index(self.change.period) - values.index(field.value)
        await self.keys.press("right" if away > 0 else "left", Use.MOVING, abs(away))
        if field.value != self.change.period:
            raise ReplayError(f"{field.value} instead of {self.change.period}")

    # The walk

    async def renew(self) -> None:
        """Deal with every place of the last period, and answer what is asked anew."""
        for _ in range(MOST_STEPS):
            spot = self.screen.panel.stale.spot
            self.keys.place = self.session.current
            if asks_anew(self.session):
                await self._answer_here()
            elif spot is not None:
                await self._deal(spot)
            wanted = self._asked_anew()
            if wanted:
                await self._answer_anew(wanted)
            elif not self._stale_elsewhere():
                break
            elif spot is None or self._same(spot):
                await self.keys.press("ctrl+n", Use.MOVING)
        else:
            raise ReplayError(f"{self.keys.place}: no end of old places")
        for append in self.change.append:
            await self._append(append)
        await self.keys.press("pagedown", Use.MOVING)

    def _same(self, spot: StaleSpot) -> bool:
        """Whether the cursor is still at the place that was just dealt with."""
        now = self.screen.panel.stale.spot
        return now is None or now == spot

    def _stale_elsewhere(self) -> bool:
        """Whether any place of the last period is left: the title line counts them."""
        left = {question.id for question, _ in places(self.session)}
        return bool(left - self.stuck)

    async def _answer_here(self) -> None:
        """Answer the empty question to which the app has led; leave it where nothing is known."""
        name = self.session.current
        if name not in self.done:
            await self._answer_anew(name)
        if self.session.current == name and asks_anew(self.session):
            self.stuck.add(name)

    # One place

    async def _deal(self, spot: StaleSpot) -> None:
        """Confirm, accept, drop or change the place at the cursor."""
        text = self._shown()
        if any(words in _sentence(text, spot) for words in self.change.drop):
            await self.keys.press("ctrl+k", Use.MENDING)
            return
        old = spot.old_text
        new = self.change.of(old)
        offer = offered(self.session, spot)
        if offer and offer == new:
            await self.keys.press("tab", Use.TAKING)
        elif new == old and self._changes_in_row():
            await self.keys.press("ctrl+n", Use.MOVING)  # Ctrl+G would keep the whole row
        elif new == old:
            left = len(all_stale(self.session.interview))
            await self.keys.press("ctrl+g", Use.TAKING)
            if len(all_stale(self.session.interview)) >= left:
                self.stuck.add(self.keys.place)
        else:
            await self._change(old, new)

    def _changes_in_row(self) -> bool:
        """Whether another place of the chosen row of a table is to be changed first."""
        if self.session.question.type is not QuestionType.TABLE:
            return False
        row = self.screen.panel.grid.place[0]
        cells = spots_by_cell(self.session).items()
        old = (spot.old_text for (at, _), spots in cells if at == row for spot in spots)
        return any(self.change.of(text) != text for text in old)

    def _shown(self) -> str:
        question = self.session.question
        return show_answer(question, self.session.interview.answer(question.id))

    async def _change(self, old: str, new: str) -> None:
        """Type over a short place; in a long one change what differs."""
        question = self.session.question
        in_part = question.type in WORDY and question.type is not QuestionType.TABLE
        if not in_part or len(new) < EDITED_FROM:
            await self.keys.write(_short(question, new), Use.FACT)
            return
        over = new
        if question.type is QuestionType.CITATIONS:
            over = shortest_citation(parse_citation(new))
        if len(over) <= 12:
            await self.keys.write(over, Use.FACT)
        elif not await self._editing.change_selected(old, new):
            raise ReplayError(f"{self.keys.place}: {self.editor.value!r} has no {new!r}")

    # What is asked anew

    def _asked_anew(self) -> str:
        """The next question that was answered last period and is empty now, in report order.

        Only one that comes before the next place of the last period: the officer goes from
        the top of the report to its end.
        """
        order = self.session.order()
        stale = [q.id for q, _ in all_stale(self.session.interview) if q.id in order]
        here = order.index(self.session.current)
        later = [order.index(name) for name in stale if order.index(name) >= here]
        limit = min(later, default=len(order))
        for name in order[:limit]:
            if name not in self.done and self._is_empty(name):
                return name
        return ""

    def _is_empty(self, name: str) -> bool:
        interview, earlier = self.session.interview, self._earlier
        if earlier is None or interview.answer(name).given or self.session.is_pending(name):
            return False
        if name in self.change.answers:
            return True
        return earlier.typed(name).given and not self._printed_as_text(name)

    def _printed_as_text(self, name: str) -> bool:
        """Whether the section is printed as it was in the file, and not from its questions."""
        question = self.session.interview.question(name)
        if question.type is QuestionType.TABLE:
            return False
        section = question.section.replace(".", "_").replace("-", "_")
        return self.session.interview.typed(f"nguyen_van__{section}").given

    async def _answer_anew(self, name: str) -> None:
        self.done.add(name)
        self.keys.place = name
        question = self.session.interview.question(name)
        answer = self._new_answer(question)
        if answer is None:
            return
        await self._go_to(question)
        if question.type in WORDY and name not in self.change.answers:
            await self._take_back(question, answer)
            return
        before = self.session.current
        await self.answer(question, answer)
        if self.session.current == before:
            await self.keys.press("pagedown", Use.MOVING)

    async def _take_back(self, question: Question, answer: Answer) -> None:
        """Take the old answer, to be changed where it must be; or type another."""
        if not asks_anew(self.session):
            await self.keys.press("f6", Use.MOVING)
            await self.keys.press("enter", Use.TAKING)
            return
        assert self._earlier is not None
        old = show_answer(question, self._earlier.typed(question.id))
        single = question.type is QuestionType.CITATIONS and "\n" not in old
        if (question.type in PARTED and not single) or show_answer(question, answer) == old:
            await self.keys.press("ctrl+g", Use.TAKING)
        else:
            await self.answer(question, answer)

    def _new_answer(self, question: Question) -> Answer | None:
        """What the officer knows: given in the file, or the old answer with its new figures."""
        assert self._earlier is not None
        old = self._earlier.typed(question.id)
        if question.id in self.change.answers:
            value = parse_answer(question, str(self.change.answers[question.id]))
            return Answer(AnswerState.ANSWERED, value)
        if isinstance(old.value, bool) or old.value is None:
            return old
        text = self.change.of(self.change.named(show_answer(question, old)))
        return Answer(old.state, parse_answer(question, text), old.reason)

    async def _go_to(self, question: Question) -> None:
        """Page to a question, or look for it by its name."""
        order = self.session.order()
        away = order.index(question.id) - order.index(self.session.current)
        if abs(away) > NEAR:
            await self.find(question)
            away = order.index(question.id) - order.index(self.session.current)
        await self.keys.press("pagedown" if away > 0 else "pageup", Use.MOVING, abs(away))
        if self.session.current != question.id:
            raise ReplayError(f"{question.id}: at {self.session.current}")

    async def _append(self, append: Append) -> None:
        """Type a new paragraph at the end of an answer."""
        self.keys.place = append.question
        question = self.session.interview.question(append.question)
        await self._go_to(question)
        old = self.editor.value
        while self.editor.cursor_index < len(old):
            await self.keys.press("down", Use.MOVING, settle=False)
            await self.keys.press("end", Use.MOVING, settle=False)
        await self.keys.press("enter", Use.MOVING)
        begun = self.editor.value
        text = append.text
        for mark in ("- ", "+ "):
            if begun.endswith("\n" + mark):
                text = text.removeprefix(mark)
        await self.type_text(question, begun + text, start=len(begun))


def _short(question: Question, new: str) -> str:
    """The shortest way to type a figure over its place."""
    if question.type in (QuestionType.PROSE, QuestionType.TEXT, QuestionType.TABLE):
        return new
    try:
        value = parse_answer(question, new)
    except ValueError:
        return new
    return (
        new
        if isinstance(value, Records)
        else shortest(question, Answer(AnswerState.ANSWERED, value))
    )


def _sentence(text: str, spot: StaleSpot) -> str:
    """The sentence of a place, roughly: what lies between the stops around it."""
    start = max(text.rfind(". ", 0, spot.start), text.rfind("\n", 0, spot.start)) + 1
    ends = [at for at in (text.find(". ", spot.end), text.find("\n", spot.end)) if at >= 0]
    return text[start : min(ends, default=len(text))]
