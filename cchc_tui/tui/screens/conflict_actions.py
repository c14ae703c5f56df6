"""What is asked when an answer is not settled: which reading is meant, whose answer is kept."""

from __future__ import annotations

from contextlib import suppress

from cchc_tui.interview.answer import AnswerProblem
from cchc_tui.services.unfinished import Verdict
from cchc_tui.store.errors import Conflict
from cchc_tui.tui.screens.dialogs import PickScreen
from cchc_tui.tui.screens.stepping_actions import SteppingActions
from cchc_tui.tui.widgets.line_list import Line


class ConflictActions(SteppingActions):
    """An open draft that asks where an answer is unclear or someone else gave another."""

    def choose_reading(self, verdict: Verdict) -> None:
        """Ask which reading of an unclear text is meant; the text stays until then."""
        question = self.session.current
        lines = [Line(text, text) for text in verdict.readings]

        def take(picked: str | None) -> None:
            if picked is not None:
                self.session.settle_reading(question, picked)
                self.refresh_around()
                if self.session.current == question:
                    self.show_question()

        self.app.push_screen(PickScreen(verdict.message, lines), take)

    def resolve_conflict(self, conflict: Conflict) -> None:
        """Another officer answered the same question: show both, let one choose or merge."""
        from cchc_tui.services.merging import hold, merge_of, settle
        from cchc_tui.services.merging_tables import TableMerge
        from cchc_tui.tui.screens.merge import Merged, MergeScreen

        merge = merge_of(self.session, conflict)
        if merge is None:
            self._choose_answer(conflict)
            return

        def take(merged: Merged | None) -> None:
            if merged is None:
                self.session.postpone(conflict)
            elif merged.edit:
                hold(self.session, conflict, merged.merge)
                self._save_soon()
            else:
                # What the question does not take stays in the field, with the reason.
                with suppress(AnswerProblem):
                    self.attempt(lambda: settle(self.session, conflict, merged.merge))
            self.show_question()

        if isinstance(merge, TableMerge) and not merge.places:
            take(Merged(merge, edit=False))
            author = merge.author or "Người khác"
            self.notify(f"{author} cũng vừa sửa bảng này: đã gộp {merge.taken} hàng của họ.")
            return
        self.app.push_screen(MergeScreen(merge), take)

    def _choose_answer(self, conflict: Conflict) -> None:
        """Keep one of two answers that cannot be put together."""
        from cchc_tui.services.merging import beside

        mine, theirs = self.session.both(conflict)
        lines = [Line("mine", f"Của tôi: {mine}"), Line("theirs", f"Của {theirs}")]

        def take(picked: str | None) -> None:
            if picked is None:
                self.session.postpone(conflict)
            else:
                self.attempt(lambda: self.session.resolve(conflict, keep_mine=picked == "mine"))
            self.show_question()

        title = "Câu này vừa được người khác trả lời. Giữ câu nào?"
        apart = beside(self.session, conflict, self.workspace.clock())
        note = f"{apart} Câu không giữ vẫn còn trong lịch sử bản nháp. Esc: để chọn sau."
        self.app.push_screen(PickScreen(title, lines, note=note), take)
