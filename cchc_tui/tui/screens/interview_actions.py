"""Actions of the interview that open something over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.domain.values import AnswerState
from cchc_tui.interview.answer import AnswerProblem
from cchc_tui.interview.kinds import QuestionType
from cchc_tui.interview.typed import parse_answer
from cchc_tui.phrases.phrase import Phrase
from cchc_tui.phrases.sentences import sentence_at
from cchc_tui.services.open_slots import with_open_slots
from cchc_tui.services.pieces import Piece, put_in
from cchc_tui.services.session import Session
from cchc_tui.tui.completing import Completing
from cchc_tui.tui.screens.conflict_actions import ConflictActions
from cchc_tui.tui.screens.dialogs import AskScreen, MessageScreen, PickScreen
from cchc_tui.tui.suggesting import Suggesting
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.line_list import Line
from cchc_tui.tui.widgets.phrase_keys import WORDED

if TYPE_CHECKING:
    from cchc_tui.tui.screens.earlier import Taken

ACCEPT = "accept"
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


class InterviewActions(ConflictActions):
    """The interview without its looks: what its keys open."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.suggesting = Suggesting(session)
        self.completing = Completing(session)

    # F7

    def action_state(self) -> None:
        """Say that there was nothing, that it does not apply, that the clerk fills it in."""
        question = self.session.question
        lines = [Line(state, title) for state, title in STATES]
        if self.session.proposed:
            lines.insert(0, Line(ACCEPT, "Nhận câu trả lời đề xuất sẵn"))
        if question.type is QuestionType.TABLE:
            rows = [line for line in ROWS if line[0] != "insert_group" or question.groups]
            lines = [Line(f"row:{name}", title) for name, title in rows] + lines
        self.app.push_screen(PickScreen(question.name, lines), self._state_picked)

    def _state_picked(self, picked: str | None) -> None:
        if picked is None:
            return
        if picked.startswith("row:"):
            field = self.panel.grid
            field.change_rows(getattr(field.model, picked[4:]))
        elif picked == AnswerState.NOT_APPLICABLE:
            self.app.push_screen(
                AskScreen("Vì sao không áp dụng?", check=_needed), self._not_applicable
            )
        elif picked == ACCEPT:
            self.accept_and_go()
        else:
            self.give_state(AnswerState(picked))

    def _not_applicable(self, reason: str | None) -> None:
        if reason:
            self.give_state(AnswerState.NOT_APPLICABLE, reason)

    # F6

    def action_earlier(self) -> None:
        """Show the question's answers of all periods; take one, or a piece of it."""
        from cchc_tui.tui.screens.earlier import EarlierScreen

        found = self.workspace.earlier(self.session.draft, self.session.current)
        if not found:
            self.notify("Chưa có kỳ trước nào của cơ quan này trả lời câu hỏi này.")
            return
        column = self.panel.grid.place[1] if self.panel.field is self.panel.grid else ""
        self.app.push_screen(EarlierScreen(self.session, found, column=column), self._take_earlier)

    def _take_earlier(self, taken: Taken | None) -> None:
        if taken is None:
            return
        if taken.figures:
            self.action_figures()
        elif taken.piece is not None:
            self._put_in(taken.piece)
        elif self.give(taken.answer):
            self.show_question()

    def _put_in(self, piece: Piece) -> None:
        """Put a piece of an earlier answer where the cursor is."""
        field, session = self.panel.field, self.session
        start, end = field.selected_range if isinstance(field, AnswerEditor) else (0, 0)
        row = self.panel.grid.place[0] if field is self.panel.grid else 0
        ends: list[int] = []
        if self.attempt(lambda: ends.append(put_in(session, piece, start, end, row))):
            self.show_question()
            if isinstance(field, AnswerEditor):
                field.cursor_index = ends[0]
        self._save_soon()

    def action_figures(self) -> None:
        """Show all figures of the report across periods."""
        from cchc_tui.tui.screens.figures import FiguresScreen

        if self.settle():
            self.app.push_screen(FiguresScreen(self.session))

    # F3

    def action_phrases(self) -> None:
        """Open the phrase book; what is taken there comes into the answer, if it takes phrases."""
        from cchc_tui.tui.screens.phrases import PhraseBookScreen

        insert = self._insert_phrase if self._takes_phrases else None
        self.app.push_screen(PhraseBookScreen(self.session, insert))

    @property
    def _takes_phrases(self) -> bool:
        return self.session.question.type in WORDED

    def phrases_fit(self) -> bool:
        """Whether the question takes phrases; says so if it does not."""
        if not self._takes_phrases:
            self.notify("Câu hỏi này không dùng mẫu câu.")
        return self._takes_phrases

    def _insert_phrase(self, phrase: Phrase) -> None:
        self.panel.focus_field()
        self.suggesting.insert_phrase(phrase.id, phrase.text, self.panel.editor)

    def action_save_phrase(self) -> None:
        """Make a phrase of one's own of the selected sentence, or of the one at the cursor."""
        from cchc_tui.tui.screens.own_phrase import OwnPhraseScreen

        if not self.phrases_fit():
            return
        editor = self.panel.editor
        text = editor.selected_text.strip() or sentence_at(editor.value, editor.cursor_index)
        if not text:
            self.notify("Hãy đặt con trỏ vào câu muốn lưu, hoặc chọn câu đó (Shift và mũi tên).")
            return
        book, session = self.suggesting.book, self.session
        made = book.propose_own(text, session.draft)
        section = session.question.section

        def save(phrase: Phrase) -> Phrase:
            return book.save_own(phrase.text, phrase.sections, phrase.keywords)

        start = Phrase("", with_open_slots(made.text), (section,))
        form = OwnPhraseScreen(book, start, save, values=made.values(), title="Lưu mẫu câu")
        self.app.push_screen(form, self._phrase_saved)

    def _phrase_saved(self, phrase: Phrase | None) -> None:
        if phrase is not None:
            self.notify("Đã lưu mẫu câu của bạn; gõ vài chữ đầu là thấy.")

    # F9

    def action_export(self) -> None:
        """Write the report to a file."""
        if self.settle():
            self.office.export(self.session.draft)

    # Undo

    def action_undo(self) -> None:
        """Take back the last answer, wherever it was given."""
        question = self.session.undo()
        if not question:
            self.notify("Không còn gì để hoàn tác.")
            return
        self.show_question()
        self.notify(f"Đã hoàn tác: {self.session.interview.question(question).name}")

    def action_redo(self) -> None:
        """Give back what was taken back."""
        question = self.session.redo()
        if question:
            self.show_question()
        else:
            self.notify("Không còn gì để làm lại.")

    # Versions

    def action_versions(self) -> None:
        """List the saved versions of the draft; Enter goes back to one."""
        from cchc_tui.tui.screens.versions import VersionsScreen

        if self.settle():
            self.app.push_screen(
                VersionsScreen(self.workspace, self.session.draft), self._version_picked
            )

    def _version_picked(self, number: int | None) -> None:
        if number is None:
            return
        changed = self.session.go_back(number)
        self.show_question()
        self.settled()
        if changed:
            self.notify(f"Đã lấy lại bản cũ: {len(changed)} câu thay đổi. Ctrl+Z để hoàn tác.")
        else:
            self.notify("Bản này giống hiện nay.")

    # Words about a question

    def action_why(self) -> None:
        """Say why the question is asked, and on what basis."""
        question = self.session.question
        parts = [self.session.interview.why(question.id)]
        if question.basis:
            parts.append(f"Căn cứ: {question.basis}")
        if question.computed:
            parts.append(f"Công thức: {question.computed}")
        self.app.push_screen(MessageScreen(question.ask, "\n\n".join(filter(None, parts))))

    def open_line(self, question_id: str) -> None:
        """Open an answered line; a computed figure can be overridden with a reason."""
        question = self.session.interview.question(question_id)
        if not question.computed:
            self.go_to(question_id)
            return
        shown = self.session.summary(question_id)

        def check(text: str) -> str:
            try:
                parse_answer(question, text)
            except AnswerProblem as problem:
                return str(problem)
            return ""

        def ask_reason(text: str | None) -> None:
            if text is None:
                return
            self.app.push_screen(
                AskScreen(f"Vì sao ghi {text} thay cho số tính ra?", check=_needed),
                lambda reason: override(text, reason),
            )

        def override(text: str, reason: str | None) -> None:
            if reason:
                self.session.override(question_id, text, reason)
                self.show_question()

        now = shown or "chưa đủ số để tính"
        note = f"Số này do chương trình tính: {now}. Nếu phải ghi khác, nhập số và nêu lý do."
        self.app.push_screen(AskScreen(question.name, note=note, check=check), ask_reason)

    # When two meanings or two officers meet


def _needed(text: str) -> str:
    return "" if text.strip() else "Xin nêu lý do."
