"""Any walk through a draft keeps every answer: moving, typing, jumping, hiding, reopening."""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from cchc_tui.domain.paths import Places
from cchc_tui.services.session import Session
from cchc_tui.services.workspace import Workspace

DESK = Path(__file__).parent / "desk"
NOW = datetime(2026, 3, 16, 10, 42, tzinfo=timezone(timedelta(hours=7)))
TEXTS = ("thu_tinh_hinh", "thu_chon_mo", "ket_noi_gui", "ky_ho_ten")
FIGURES = ("thu_nhan", "thu_xong", "thu_so_cuoc", "thu_de_xuat")
LINES = st.text(st.sampled_from("aăâđêôơư bc1 {}*#|<&"), min_size=1, max_size=12).filter(
    lambda text: text.strip()
)


class Walk(RuleBasedStateMachine):
    """An officer who does anything in any order; `said` is what they mean to have said."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        shutil.copytree(DESK, self.home / "shared")
        places = Places.from_env(
            {"CCHC_HOME": str(self.home / "cchc"), "CCHC_AGENCY_DIR": str(self.home / "shared")}
        )
        self.work = Workspace(places, clock=lambda: NOW, author="Cán bộ thử")
        self.said: dict[str, str] = {}

    def teardown(self) -> None:
        self.work.close()
        shutil.rmtree(self.home)

    @initialize()
    def begin(self) -> None:
        self.draft = self.work.create_draft("bao-cao-thu", "2026-Q1", "mau-so-noi-vu").id
        self.session = Session(self.work, self.draft)

    def go(self, question: str) -> None:
        self.session.commit()
        self.session.go(question)

    @rule(step=st.sampled_from((1, -1)))
    def next_or_back(self, step: int) -> None:
        self.go(self.session.neighbour(step))

    @rule(data=st.data())
    def jump(self, data: st.DataObject) -> None:
        self.go(data.draw(st.sampled_from(self.session.order())))

    @rule(question=st.sampled_from(TEXTS), text=LINES)
    def type_text(self, question: str, text: str) -> None:
        self.go(question)
        self.session.type(text, len(text))
        self.said[question] = self.session.text(question).text

    @rule(question=st.sampled_from(FIGURES), number=st.integers(0, 10**6))
    def type_figure(self, question: str, number: int) -> None:
        if question in self.session.order():
            self.go(question)
            self.session.type(str(number), 0)
            self.said[question] = str(number)

    @rule(question=st.sampled_from(FIGURES))
    def type_nonsense(self, question: str) -> None:
        if question in self.session.order():
            self.go(question)
            self.session.type("chưa rõ", 3)
            self.said[question] = "chưa rõ"

    @rule(yes=st.booleans())
    def toggle(self, yes: bool) -> None:
        self.go("thu_co_kiem_tra")
        self.session.type("có" if yes else "không", 1)

    @rule()
    def reopen(self) -> None:
        self.session.keep()
        self.session = Session(self.work, self.draft)

    @precondition(lambda self: self.said)
    @rule()
    def undo_and_redo(self) -> None:
        self.session.commit()
        if self.session.undo():
            self.session.redo()

    @invariant()
    def nothing_is_lost(self) -> None:
        for question, text in self.said.items():
            shown = self.session.text(question).text
            plain = shown.replace(".", "") if text.isdigit() else shown
            assert " ".join(plain.split()) == " ".join(text.split()), question


TestWalk = Walk.TestCase
TestWalk.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
