"""Actions of the interview that open something over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from cchc_tui.domain.values import AnswerState
from cchc_tui.interview.answer import AnswerProblem
from cchc_tui.interview.kinds import QuestionType
from cchc_tui.interview.typed import parse_answer
from cchc_tui.services.session import Verdict
from cchc_tui.store.errors import Conflict
from cchc_tui.tui.screens.dialogs import AskScreen, MessageScreen, PickScreen
from cchc_tui.tui.screens.phrases import PhrasesScreen
from cchc_tui.tui.widgets.line_list import Line

if TYPE_CHECKING:
    from cchc_tui.tui.screens.interview import InterviewScreen

STATES = (
    ("nothing", "Không phát sinh trong kỳ (báo cáo ghi rõ như vậy)"),
    ("not_applicable", "Không áp dụng với cơ quan (báo cáo bỏ qua); phải nêu lý do"),
    ("clerk", "Để văn thư điền sau (báo cáo chừa chỗ trống)"),
    ("unanswered", "Bỏ câu trả lời, để trả lời sau"),
)
ROWS = (
    ("insert", "Thêm một dòng phía trên"),
    ("insert_group", "Thêm một dòng nhóm phía trên"),
    ("delete", "Xóa dòng này"),
    ("move_up", "Đưa dòng này lên"),
    ("move_down", "Đưa dòng này xuống"),
    ("copy_above", "Chép cả dòng trên xuống dòng này"),
)


class InterviewActions:
    """Mixed into the interview screen."""

    @property
    def _me(self) -> InterviewScreen:
        return cast("InterviewScreen", self)

    # F7

    def action_state(self) -> None:
        """Say that there was nothing, that it does not apply, that the clerk fills it in."""
        me = self._me
        question = me.session.question
        lines = [Line(state, title) for state, title in STATES]
        if question.type is QuestionType.TABLE:
            rows = [line for line in ROWS if line[0] != "insert_group" or question.groups]
            lines = [Line(f"row:{name}", title) for name, title in rows] + lines
        me.app.push_screen(PickScreen(question.name, lines), self._state_picked)

    def _state_picked(self, picked: str | None) -> None:
        me = self._me
        if picked is None:
            return
        if picked.startswith("row:"):
            field = me.panel.grid
            field.change_rows(getattr(field.model, picked[4:]))
        elif picked == AnswerState.NOT_APPLICABLE:
            me.app.push_screen(
                AskScreen("Vì sao không áp dụng?", check=_needed), self._not_applicable
            )
        else:
            me.give(AnswerState(picked))

    def _not_applicable(self, reason: str | None) -> None:
        if reason:
            self._me.give(AnswerState.NOT_APPLICABLE, reason)

    # F6

    def action_earlier(self) -> None:
        """Show what was answered in earlier periods; Enter takes one into the field."""
        me = self._me
        found = me.workspace.earlier(me.session.draft, me.session.current)
        if not found:
            me.notify("Chưa có kỳ trước nào của cơ quan này trả lời câu hỏi này.")
            return
        lines = [
            Line(str(index), me.session.summary_of(one.answer), one.period.short_name)
            for index, one in enumerate(found)
        ]

        def take(picked: str | None) -> None:
            if picked is not None:
                me.session.take(found[int(picked)].answer)
                me.show_question()

        note = "Enter: lấy câu trả lời kỳ đó vào ô trả lời để sửa."
        me.app.push_screen(PickScreen(me.session.question.name, lines, note=note), take)

    # F3

    def action_phrases(self) -> None:
        """Look for a phrase among those of this section and all others."""
        me = self._me
        if me.session.question.type not in (QuestionType.TEXT, QuestionType.PROSE):
            me.notify("Câu hỏi này không dùng mẫu câu.")
            return
        me.app.push_screen(PhrasesScreen(me.session), self._phrase_taken)

    def _phrase_taken(self, taken: tuple[str, str, list[tuple[int, int]]] | None) -> None:
        if taken is not None:
            me = self._me
            me.panel.focus_field()
            phrase, text, stops = taken
            me.panel.editor.insert_phrase(text, stops)
            me.workspace.phrase_used(me.session.draft, me.session.current, phrase)

    # F9

    def action_export(self) -> None:
        """Write the report to a file."""
        if self._me.settle():
            self._me.office.export(self._me.session.draft)

    # Undo

    def action_undo(self) -> None:
        """Take back the last answer, wherever it was given."""
        me = self._me
        question = me.session.undo()
        if not question:
            me.notify("Không còn gì để hoàn tác.")
            return
        me.show_question()
        me.notify(f"Đã hoàn tác: {me.session.interview.question(question).name}")

    def action_redo(self) -> None:
        """Give back what was taken back."""
        me = self._me
        question = me.session.redo()
        if question:
            me.show_question()
        else:
            me.notify("Không còn gì để làm lại.")

    # Words about a question

    def action_why(self) -> None:
        """Say why the question is asked, and on what basis."""
        me = self._me
        question = me.session.question
        parts = [me.session.interview.why(question.id)]
        if question.basis:
            parts.append(f"Căn cứ: {question.basis}")
        if question.computed:
            parts.append(f"Công thức: {question.computed}")
        me.app.push_screen(MessageScreen(question.ask, "\n\n".join(filter(None, parts))))

    def open_line(self, question_id: str) -> None:
        """Open an answered line; a computed figure can be overridden with a reason."""
        me = self._me
        question = me.session.interview.question(question_id)
        if not question.computed:
            me.go_to(question_id)
            return
        shown = me.session.summary(question_id)

        def check(text: str) -> str:
            try:
                parse_answer(question, text)
            except AnswerProblem as problem:
                return str(problem)
            return ""

        def ask_reason(text: str | None) -> None:
            if text is None:
                return
            me.app.push_screen(
                AskScreen(f"Vì sao ghi {text} thay cho số tính ra?", check=_needed),
                lambda reason: override(text, reason),
            )

        def override(text: str, reason: str | None) -> None:
            if reason:
                me.session.override(question_id, text, reason)
                me.show_question()

        note = f"Số này do chương trình tính: {shown}. Nếu phải ghi khác, nhập số và nêu lý do."
        me.app.push_screen(AskScreen(question.name, note=note, check=check), ask_reason)

    # When two meanings or two officers meet

    def choose_reading(self, verdict: Verdict) -> None:
        """Ask which reading of an unclear text is meant; the text stays until then."""
        me = self._me
        question = me.session.current
        lines = [Line(text, text) for text in verdict.readings]

        def take(picked: str | None) -> None:
            if picked is not None:
                me.session.settle_reading(question, picked)
                me.refresh_around()
                if me.session.current == question:
                    me.show_question()

        me.app.push_screen(PickScreen(verdict.message, lines), take)

    def resolve_conflict(self, conflict: Conflict) -> None:
        """Another officer answered the same question: show both, let one choose."""
        me = self._me
        mine, theirs = me.session.both(conflict)
        lines = [Line("mine", f"Của tôi: {mine}"), Line("theirs", f"Của {theirs}")]

        def take(picked: str | None) -> None:
            me.session.resolve(conflict, keep_mine=picked == "mine")
            me.show_question()

        title = "Câu này vừa được người khác trả lời. Giữ câu nào?"
        me.app.push_screen(PickScreen(title, lines), take)


def _needed(text: str) -> str:
    return "" if text.strip() else "Xin nêu lý do."
