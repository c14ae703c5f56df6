"""Everything to look at before the report leaves, gravest first, with a jump to each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from cchc_tui.domain.problems import DataError
from cchc_tui.services.own_words import add_own_word, list_of
from cchc_tui.services.problems import Problem
from cchc_tui.store.records import Waiver
from cchc_tui.tui.actions import EVERYWHERE, REVIEW, actions_of, bindings_of
from cchc_tui.tui.problem_words import before_and_after, described, summary, waiver_described
from cchc_tui.tui.screens.base import OfficeScreen
from cchc_tui.tui.screens.dialogs import AskScreen, MessageScreen
from cchc_tui.tui.widgets.bars import KeyBar, TitleBar
from cchc_tui.tui.widgets.line_list import Line, LineList

if TYPE_CHECKING:
    from cchc_tui.tui.screens.review_actions import ReviewActions

GROUPS = (
    ("refused", "Chưa hiểu, xin ghi lại"),
    ("error", "Lỗi"),
    ("warning", "Cảnh báo"),
    ("hint", "Gợi ý"),
    ("missing", "Chưa trả lời"),
    ("stale", "Số liệu kỳ trước chưa xem lại"),
)
WAIVED = "waived:"
"""How ids of rows begin that stand for waivers."""
LOW = 30
"""Lines of a window below which the explanation takes fewer of them."""


class ReviewScreen(OfficeScreen):
    """A list of problems, the marked one explained below it.

    Args:
        desk: The interview that it is about; corrections and jumps are made there.
    """

    WHERE = REVIEW
    BINDINGS = bindings_of(REVIEW, EVERYWHERE)
    DEFAULT_CSS = """
    ReviewScreen LineList { margin: 1 1 0 1; }
    ReviewScreen VerticalScroll {
        height: 8; border-top: solid $panel; padding: 0 2; scrollbar-size-vertical: 1;
    }
    ReviewScreen #detail { height: auto; }
    """

    def __init__(self, desk: ReviewActions) -> None:
        super().__init__()
        self._desk = desk
        self._session = desk.session
        self._problems: dict[str, Problem] = {}

    @property
    def draft_id(self) -> str:
        """The draft that is reviewed."""
        return self._session.draft

    @property
    def help_text(self) -> str:
        """What is listed here."""
        return (
            "Mọi chỗ cần xem trước khi xuất, nặng trước nhẹ sau. Enter đến đúng chữ đó trong câu "
            "trả lời. “Bỏ qua” cần nêu lý do; lý do được giữ cùng bản nháp, bỏ qua nhầm thì đánh "
            "dấu dòng đó trong nhóm “Đã bỏ qua” và bấm lại phím ấy."
        )

    def key_hints(self) -> list[tuple[str, str]]:
        """What is done most comes first; the way out is never cut off."""
        hints = [("Enter", "Đến đó"), *super().key_hints()]
        own = [action.short for action in actions_of(REVIEW)]
        return sorted(hints, key=lambda hint: hint[1] not in ("Đến đó", *own))

    @property
    def _list(self) -> LineList:
        return self.query_one(LineList)

    def compose(self) -> ComposeResult:
        """Title, list by kind, the marked one in full, keys."""
        yield TitleBar()
        yield LineList()
        with VerticalScroll(can_focus=False):
            yield Static("", id="detail", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Start in the list; what a check finds meanwhile comes in by itself."""
        self.refresh_keys()
        self._desk.reviewing.listener = self.refresh_list
        self._desk.reviewing.look()
        self.on_resize()
        self.refresh_list()
        self._list.focus()

    def on_unmount(self) -> None:
        """Nobody is left to be told."""
        self._desk.reviewing.listener = None

    def on_resize(self) -> None:
        """A low window gives the list more room."""
        self.query_one(VerticalScroll).styles.height = 8 if self.app.size.height < LOW else 14

    def refresh_list(self) -> None:
        """Show what stands now; the mark stays on what it was, or on its neighbour."""
        chosen = self._list.chosen
        before = [line.id for line in self._list.lines if line.id]
        self._list.show(self._lines())
        now = {line.id for line in self._list.lines}
        if chosen and chosen not in now:
            behind = before[before.index(chosen) :]
            self._list.mark(next((one for one in behind if one in now), self._list.chosen))
        self._show_title()
        self._describe()

    def _show_title(self) -> None:
        kind, period, _ = self._session.title()
        state = "đang soát…" if self._desk.reviewing.busy else ""
        counts = summary(self.problems)
        said = " · ".join(filter(None, (counts or "không còn chỗ nào cần xem", state)))
        self.query_one(TitleBar).show([f"Soát · {kind} · {period}", "Soát"], [said, state])

    def _lines(self) -> list[Line]:
        lines: list[Line] = []
        self._problems = {}
        for number, problem in enumerate(self._session.problems()):
            key = problem.key or f"{problem.kind}:{problem.question}:{problem.start}"
            if key in self._problems:  # the same words of the same answer, found twice
                key = f"{key}:{number}"
            self._problems[key] = problem
        for kind, title in GROUPS:
            found = [(key, one) for key, one in self._problems.items() if one.kind == kind]
            if found:
                lines.append(Line("", f"{title} ({len(found)})", kind="title"))
                lines += [Line(key, _row(one), one.place, indent=1) for key, one in found]
        waivers = self._session.review.waivers
        if waivers:
            lines.append(Line("", f"Đã bỏ qua ({len(waivers)})", kind="title"))
            lines += [
                Line(f"{WAIVED}{key}", f"{one.message} Lý do: {one.reason}", kind="dim", indent=1)
                for key, one in waivers.items()
            ]
        return lines

    # The marked one

    @property
    def problems(self) -> list[Problem]:
        """What is listed, waived ones left out."""
        return list(self._problems.values())

    @property
    def problem(self) -> Problem | None:
        """The marked one; None where a waived one is marked, or none."""
        return self._problems.get(self._list.chosen)

    @property
    def _waiver(self) -> Waiver | None:
        chosen = self._list.chosen
        key = chosen.removeprefix(WAIVED)
        return self._session.review.waivers.get(key) if chosen.startswith(WAIVED) else None

    def on_line_list_moved(self, _event: LineList.Moved) -> None:
        """Explain the marked one."""
        self._describe()

    def _describe(self) -> None:
        problem, waiver = self.problem, self._waiver
        if problem is not None:
            text = described(problem, self._session)
        elif waiver is not None:
            text = waiver_described(waiver)
        else:
            text = "Không còn chỗ nào thiếu, sai hay chưa khớp."
        self.query_one("#detail", Static).update(text)
        self.query_one(VerticalScroll).scroll_home(animate=False)

    # What is done with it

    def on_line_list_chosen(self, _event: LineList.Chosen) -> None:
        """Enter: go there."""
        self.action_jump()

    def action_jump(self) -> None:
        """Go to the words in the answer."""
        problem = self.problem
        if problem is None:
            return
        if not problem.question:
            self.notify("Phát hiện này về cả văn bản, không nằm ở câu trả lời nào.")
            return
        self.app.pop_screen()
        self._desk.show_problem(problem)

    def action_correct(self) -> None:
        """Show what would change, and change it when agreed."""
        problem = self.problem
        if problem is None or problem.fix is None:
            self.notify("Chỗ này không có đề nghị sửa sẵn. Enter để đến sửa tay.")
            return

        def agreed(yes: bool | None) -> None:
            if yes and not self._desk.correct(problem):
                self.notify("Chữ ở đó đã khác; hãy soát lại.")
            self.refresh_list()

        body = before_and_after(problem, self._session)
        title = f"{problem.name}: sửa theo đề nghị?"
        self.app.push_screen(MessageScreen(title, body, yes="Sửa", no="Thôi"), agreed)

    def action_waive(self) -> None:
        """Let the marked one stand for a reason; a waived one counts again."""
        problem, waiver = self.problem, self._waiver
        if waiver is not None:
            self._desk.attempt(lambda: self._session.review.revoke(waiver.finding))
            self.refresh_list()
        elif problem is not None and problem.key:
            self.app.push_screen(
                AskScreen("Vì sao bỏ qua chỗ này?", note=problem.message, check=_needed),
                lambda reason: self._waive(problem, reason),
            )
        elif problem is not None:
            self.notify("Chỗ này phải trả lời, không bỏ qua được. Enter để đến đó.")

    def _waive(self, problem: Problem, reason: str | None) -> None:
        if not reason:
            return
        self._desk.attempt(lambda: self._session.review.waive(problem, reason))
        self.refresh_list()
        self._desk.refresh_review()
        if list_of(problem.code):
            self._offer_word(problem)

    def _offer_word(self, problem: Problem) -> None:
        """A word that the lists do not know can be added to the officer's own."""

        def agreed(yes: bool | None) -> None:
            if not yes:
                return
            try:
                add_own_word(self.workspace, problem.code, problem.quote)
            except (DataError, OSError) as error:
                self.notify(str(error), title="Không ghi được danh sách từ", severity="error")
            else:
                self._desk.reviewing.soon()

        body = "Từ trong danh sách riêng không bị báo nữa, ở mọi báo cáo của bạn."
        title = f"Thêm “{problem.quote}” vào danh sách từ riêng?"
        self.app.push_screen(MessageScreen(title, body, yes="Thêm", no="Chỉ chỗ này"), agreed)

    def action_explain(self) -> None:
        """The whole rule: why, from where, what it flags and what not."""
        problem = self.problem
        if problem is not None:
            body = described(problem, self._session, examples=True)
            self.app.push_screen(MessageScreen(problem.name or "Soát", body))

    def action_again(self) -> None:
        """Check once more."""
        self._desk.reviewing.soon()
        self._show_title()

    def action_close(self) -> None:
        """Back to the question."""
        self.app.pop_screen()


def _row(problem: Problem) -> str:
    if problem.kind == "missing":
        return problem.name
    text = " ".join(filter(None, (problem.rule, problem.message)))
    quote = problem.quote
    return text if not quote or quote in problem.message else f"{text} “{quote}”"


def _needed(text: str) -> str:
    return "" if text.strip() else "Xin nêu lý do."
