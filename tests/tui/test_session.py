"""One officer at one draft, without a screen."""

from __future__ import annotations

import pytest

from cchc_tui.domain.paths import Places
from cchc_tui.domain.values import AnswerState, Prose, Quantity, Records, Row
from cchc_tui.interview.answers import Answer
from cchc_tui.interview.interview import Mark
from cchc_tui.services.session import LATER, Session
from cchc_tui.services.workspace import Workspace
from cchc_tui.store.errors import Conflict, StoreFull


@pytest.fixture
def session(desk: Workspace, draft: str) -> Session:
    return Session(desk, draft)


def type_at(session: Session, question: str, text: str) -> None:
    session.go(question)
    session.type(text, len(text))


def answered(session: Session, question: str) -> object:
    value = session.interview.answer(question).value
    return str(value.value) if isinstance(value, Quantity) else value


def test_it_begins_at_the_first_missing_question(session: Session) -> None:
    assert session.current == "thu_tinh_hinh"
    assert session.count() == "câu 2/3"
    assert session.title() == ("Báo cáo thử", "Quý I/2026", "Sở Nội vụ")


def test_it_comes_back_to_where_the_officer_was(desk: Workspace, session: Session) -> None:
    session.go("thu_xong")
    assert Session(desk, session.draft).current == "thu_xong"


def test_moving_stops_at_both_ends(session: Session) -> None:
    order = session.order()
    session.go(order[0])
    assert session.neighbour(-1) == order[0]
    session.go(order[-1])
    assert session.neighbour(1) == order[-1]


def test_a_figure_becomes_an_answer_when_left(session: Session) -> None:
    type_at(session, "thu_nhan", "15613")
    assert session.commit().ok
    assert answered(session, "thu_nhan") == "15613"
    assert session.summary("thu_nhan") == "15.613 hồ sơ"


def test_what_is_no_answer_stays_as_typed_and_is_a_problem(session: Session) -> None:
    type_at(session, "thu_nhan", "chưa rõ")
    assert not session.commit().ok
    session.go("thu_xong")
    assert session.text("thu_nhan").text == "chưa rõ"
    assert session.mark("ket-qua.ho-so") is Mark.PROBLEM
    problems = [one for one in session.problems() if one.question == "thu_nhan"]
    assert [one.kind for one in problems] == ["refused"]


def test_unfinished_text_is_there_for_the_next_session(desk: Workspace, session: Session) -> None:
    type_at(session, "thu_nhan", "chưa rõ")
    session.keep()
    again = Session(desk, session.draft)
    assert again.text("thu_nhan").text == "chưa rõ"
    assert again.refusal("thu_nhan")


def test_an_unclear_figure_asks_which_reading_is_meant(session: Session) -> None:
    type_at(session, "thu_nhan", "1,234")
    verdict = session.commit()
    assert verdict.readings == ("1.234", "1,2340")
    assert not session.interview.answer("thu_nhan").given
    session.settle_reading("thu_nhan", verdict.readings[0])
    assert answered(session, "thu_nhan") == "1234"
    assert not session.is_pending("thu_nhan")


def test_an_emptied_field_takes_the_answer_away(session: Session) -> None:
    type_at(session, "thu_nhan", "5")
    session.commit()
    type_at(session, "thu_nhan", "  ")
    session.commit()
    assert not session.interview.answer("thu_nhan").given


def test_an_answer_typed_again_unchanged_is_no_new_revision(session: Session) -> None:
    for _ in range(2):
        type_at(session, "thu_nhan", "5")
        session.commit()
    assert session.interview.typed("thu_nhan").revision == 1
    assert not session.is_pending("thu_nhan")


def test_a_proposed_answer_is_nobodys_until_accepted(session: Session) -> None:
    session.go("thu_de_xuat")
    assert session.proposed
    session.accept()
    assert not session.proposed
    assert session.interview.answer("thu_de_xuat").typed
    assert answered(session, "thu_de_xuat") == "7"


def test_accepting_does_nothing_where_nothing_is_proposed(session: Session) -> None:
    session.go("thu_nhan")
    session.accept()
    assert not session.interview.answer("thu_nhan").given


# Tables


def table(*names: str) -> Records:
    return Records(tuple(Row({"don_vi": name, "nhan": name}) for name in names))


def test_a_table_is_an_answer_only_when_left(desk: Workspace, session: Session) -> None:
    session.go("thu_nhom")
    session.type_records(table("Xã A"), 1)
    session.keep()
    assert not desk.interview(session.draft).answer("thu_nhom").given
    session.commit()
    assert desk.interview(session.draft).answer("thu_nhom").value == table("Xã A")


def test_rows_and_cell_survive_a_crash(desk: Workspace, session: Session) -> None:
    session.go("thu_nhom")
    session.type_records(table("Xã A", "Xã B"), 6)
    session.keep()
    again = Session(desk, session.draft)
    assert again.records() == table("Xã A", "Xã B")
    assert again.text("thu_nhom").cursor == 6


def test_a_wrong_cell_is_a_problem_even_after_it_was_stored(session: Session) -> None:
    session.go("thu_nhom")
    session.type_records(table("Xã A"), 0)
    session.commit()
    assert "Dòng 1" in session.refusal("thu_nhom")
    assert session.mark("khac") is Mark.PROBLEM


def test_an_empty_table_is_no_answer(session: Session) -> None:
    session.go("thu_nhom")
    session.type_records(Records(), 0)
    session.commit()
    assert not session.interview.answer("thu_nhom").given


# Earlier periods


def test_the_last_answer_of_an_earlier_period_is_said_in_one_line(
    desk: Workspace, draft: str
) -> None:
    before = Session(desk, desk.create_draft("bao-cao-thu", "2025-Q4", "mau-so-noi-vu").id)
    type_at(before, "thu_nhan", "27")
    before.commit()
    session = Session(desk, draft)
    session.go("thu_nhan")
    assert session.earlier_line() == "Quý IV/2025: 27 hồ sơ"


# Undo


def test_undo_takes_a_refused_text_back_first(session: Session) -> None:
    type_at(session, "thu_nhan", "5")
    session.commit()
    type_at(session, "thu_nhan", "năm")
    assert session.undo() == "thu_nhan"
    assert session.text("thu_nhan").text == "5"
    assert session.redo() == "thu_nhan"
    assert session.text("thu_nhan").text == "năm"


def test_undo_steps_back_across_questions(session: Session) -> None:
    for question, text in (("thu_nhan", "5"), ("thu_xong", "4")):
        type_at(session, question, text)
        session.commit()
    assert session.undo() == "thu_xong"
    assert session.undo() == "thu_nhan"
    assert session.undo() == ""
    assert session.redo() == "thu_nhan"
    assert answered(session, "thu_nhan") == "5"


def test_ones_own_undo_under_a_text_is_no_conflict(session: Session) -> None:
    type_at(session, "thu_nhan", "5")
    session.commit()
    type_at(session, "thu_nhan", "sáu")
    session.go("thu_xong")
    assert session.undo() == "thu_nhan"
    session.type("6", 1)
    session.commit()
    assert answered(session, "thu_nhan") == "6"


# Two officers


@pytest.fixture
def others(places: Places, draft: str) -> Session:
    other = Workspace(places, author="Người khác")
    return Session(other, draft)


def test_two_answers_to_one_question_are_both_shown(session: Session, others: Session) -> None:
    session.go("thu_nhan")
    session.type("10", 2)
    type_at(others, "thu_nhan", "12")
    others.commit()
    with pytest.raises(Conflict) as met:
        session.commit()
    assert session.both(met.value) == ("10 hồ sơ", "Người khác: 12 hồ sơ")
    session.resolve(met.value, keep_mine=True)
    assert answered(session, "thu_nhan") == "10"
    assert len(session.workspace.history(session.draft, "thu_nhan")) == 2


def test_the_other_answer_can_be_kept(session: Session, others: Session) -> None:
    session.go("thu_nhan")
    session.type("10", 2)
    type_at(others, "thu_nhan", "12")
    others.commit()
    with pytest.raises(Conflict) as met:
        session.commit()
    session.resolve(met.value, keep_mine=False)
    assert session.text("thu_nhan").text == "12"


def test_a_conflict_left_for_later_stays_a_problem(session: Session, others: Session) -> None:
    session.go("thu_nhan")
    session.type("10", 2)
    type_at(others, "thu_nhan", "12")
    others.commit()
    with pytest.raises(Conflict) as met:
        session.commit()
    session.postpone(met.value)
    session.go("thu_xong")
    assert session.text("thu_nhan").text == "10"
    assert session.refusal("thu_nhan") == LATER
    session.go("thu_nhan")
    with pytest.raises(Conflict):
        session.commit()


def test_a_state_given_at_once_meets_the_same_conflict(session: Session, others: Session) -> None:
    session.go("thu_nhan")
    type_at(others, "thu_nhan", "12")
    others.commit()
    with pytest.raises(Conflict) as met:
        session.answer(Answer(AnswerState.NOTHING))
    session.resolve(met.value, keep_mine=True)
    assert session.interview.answer("thu_nhan").state is AnswerState.NOTHING


def test_what_others_answered_shows_when_one_moves(session: Session, others: Session) -> None:
    type_at(others, "thu_tinh_hinh", "Tốt")
    others.commit()
    session.go("thu_nhan")
    assert session.interview.answer("thu_tinh_hinh").value == Prose("Tốt")


# A disk that cannot be written


def test_text_stays_when_the_disk_is_full_and_is_kept_when_there_is_room(
    desk: Workspace, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_at(session, "thu_nhan", "15")
    with monkeypatch.context() as patch:
        full = StoreFull(desk.places.data)

        def refuse(*_args: object, **_named: object) -> None:
            raise full

        for name in ("set_typing", "set_resume", "save_many", "clear_typing"):
            patch.setattr(desk.store, name, refuse)
        with pytest.raises(StoreFull):
            session.keep()
        with pytest.raises(StoreFull):
            session.commit()
        session.go("thu_xong")
        assert session.text("thu_nhan").text == "15"
    session.keep()
    assert Session(desk, session.draft).text("thu_nhan").text == "15"
    session.go("thu_nhan")
    session.commit()
    assert answered(session, "thu_nhan") == "15"
