from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_tui.domain.periods import Period
from cchc_tui.domain.values import AnswerState, Prose, Quantity, Records, Row
from cchc_tui.interview.answers import COMPUTED_SOURCE, DEFAULT_SOURCE, Answer
from cchc_tui.interview.interview import Interview, Mark, Progress
from cchc_tui.interview.kinds import Library, Severity

MakeInterview = Callable[..., Interview]


def number(value: int, reason: str = "") -> Answer:
    return Answer(AnswerState.ANSWERED, Quantity(Decimal(value), unit="hồ sơ"), reason)


def yes(value: bool) -> Answer:
    return Answer(AnswerState.ANSWERED, value)


NOTHING = Answer(AnswerState.NOTHING)
LATE = {"truc_tuyen": number(30), "truc_tiep": number(10), "co_tre": yes(True)}


def ids(interview: Interview, section: str | None = None) -> list[str]:
    return [question.id for question in interview.questions(section)]


def test_a_question_shows_only_while_its_condition_holds(make_interview: MakeInterview) -> None:
    assert "so_tre" not in ids(make_interview())
    assert "so_tre" in ids(make_interview(LATE))
    assert "so_tre" not in ids(make_interview(LATE | {"co_tre": yes(False)}))


def test_a_section_shows_only_while_its_condition_holds(make_interview: MakeInterview) -> None:
    assert [s.id for s in make_interview().sections()] == ["mot", "mot.ho-so"]
    shown = make_interview(LATE).sections()
    assert [(s.number, s.heading) for s in shown] == [
        ("I.", "Kết quả"),
        ("1.", "Hồ sơ"),
        ("2.", "Theo lĩnh vực quý I năm 2026"),
    ]


def test_hidden_questions_keep_their_answers(make_interview: MakeInterview) -> None:
    full = make_interview(LATE | {"so_tre": number(7)})
    hidden = full.with_answers({"co_tre": yes(False)})
    assert not hidden.visible("so_tre")
    assert hidden.typed("so_tre") == number(7)
    assert hidden.with_answers({"co_tre": yes(True)}).answer("so_tre") == number(7)


answers = st.dictionaries(
    st.sampled_from(["truc_tuyen", "truc_tiep", "buu_chinh", "so_tre", "co_tre", "noi_gui"]),
    st.one_of(
        st.integers(0, 50).map(number),
        st.booleans().map(yes),
        st.just(NOTHING),
        st.just(Answer(AnswerState.CLERK)),
        st.just(Answer(AnswerState.NOT_APPLICABLE, reason="không có")),
        st.just(Answer()),
    ),
)


@settings(max_examples=60)
@given(st.lists(answers, max_size=4))
def test_no_way_through_the_questions_loses_an_answer(
    make_interview: MakeInterview, steps: list[dict[str, Answer]]
) -> None:
    interview = make_interview()
    expected: dict[str, Answer] = {}
    for step in steps:
        before = dict(interview.answers)
        following = interview.with_answers(step)
        following.progress(), following.missing(), following.checks()
        [following.mark(section.id) for section in following.sections()]
        assert dict(interview.answers) == before
        expected |= step
        interview = following
    assert dict(interview.answers) == expected
    asked = set(ids(interview))
    assert all(interview.visible(name) == (name in asked) for name in interview.plan.holders)


def test_computed_values_follow_their_parts(make_interview: MakeInterview) -> None:
    interview = make_interview(LATE)
    total = interview.answer("tong_so")
    assert isinstance(total.value, Quantity)
    assert (total.value.value, total.source) == (Decimal(40), COMPUTED_SOURCE)
    share = interview.answer("ty_le_tt").value
    assert isinstance(share, Quantity)
    assert (share.value, share.places) == (Decimal("75.00"), 2)


def test_a_computed_value_is_unknown_while_a_part_is(make_interview: MakeInterview) -> None:
    assert make_interview({"truc_tuyen": number(3)}).answer("tong_so").state == "unanswered"


def test_nothing_counts_as_zero(make_interview: MakeInterview) -> None:
    interview = make_interview({"truc_tuyen": number(3), "truc_tiep": NOTHING})
    total = interview.answer("tong_so").value
    assert isinstance(total, Quantity)
    assert total.value == 3


@pytest.mark.parametrize(("reason", "counted"), [("", 40), ("theo sổ giấy", 41)])
def test_a_computed_value_is_overridden_only_with_a_reason(
    make_interview: MakeInterview, reason: str, counted: int
) -> None:
    total = make_interview(LATE | {"tong_so": number(41, reason)}).answer("tong_so").value
    assert isinstance(total, Quantity)
    assert total.value == counted


def test_a_default_stands_until_something_is_typed(make_interview: MakeInterview) -> None:
    given_by_rule = make_interview().answer("noi_gui")
    assert (given_by_rule.value, given_by_rule.source) == ("Sở Nội vụ tỉnh A", DEFAULT_SOURCE)
    typed = Answer(AnswerState.ANSWERED, "UBND tỉnh")
    assert make_interview({"noi_gui": typed}).answer("noi_gui") == typed


def test_a_default_carries_the_revision_that_was_cleared(make_interview: MakeInterview) -> None:
    assert make_interview({"noi_gui": Answer(revision=3)}).answer("noi_gui").revision == 3


def test_progress_counts_what_is_asked_and_not_what_is_computed(
    make_interview: MakeInterview,
) -> None:
    assert make_interview().progress() == Progress(1, 2, 2, 5)
    assert make_interview(LATE).progress() == Progress(4, 0, 2, 7)
    assert make_interview(LATE).progress("mot.bang") == Progress(0, 0, 0, 1)
    assert make_interview(LATE).progress("mot").total == 7


def test_what_is_required_and_unanswered_is_missing(make_interview: MakeInterview) -> None:
    assert [q.id for q in make_interview().missing()] == ["truc_tuyen", "truc_tiep"]
    assert make_interview(LATE).missing() == []


NOT_APPLICABLE = Answer(AnswerState.NOT_APPLICABLE, reason="không có")
MARKS: list[tuple[dict[str, Answer], str, Mark]] = [
    ({}, "mot.ho-so", Mark.EMPTY),
    ({"buu_chinh": number(1)}, "mot.ho-so", Mark.OPEN),
    (LATE, "mot.ho-so", Mark.DONE),
    (LATE | {"so_tre": number(100)}, "mot.ho-so", Mark.PROBLEM),
    (LATE | {"so_tre": number(100)}, "mot", Mark.PROBLEM),
    (LATE, "mot.bang", Mark.EMPTY),
    (LATE | {"linh_vuc": NOT_APPLICABLE}, "mot.bang", Mark.NOT_APPLICABLE),
    (LATE | {"linh_vuc": NOTHING}, "mot.bang", Mark.DONE),
]


@pytest.mark.parametrize(("given_answers", "section", "mark"), MARKS)
def test_the_outline_marks_how_a_section_stands(
    make_interview: MakeInterview, given_answers: dict[str, Answer], section: str, mark: Mark
) -> None:
    assert make_interview(given_answers).mark(section) is mark


def test_a_failed_check_says_what_is_wrong_in_figures(make_interview: MakeInterview) -> None:
    interview = make_interview(LATE | {"so_tre": number(100)})
    (failed,) = interview.checks()
    assert failed.message == "Trễ hạn 100 nhiều hơn tổng số 40."
    assert failed.about == ("so_tre", "tong_so")
    assert failed.check.severity is Severity.ERROR
    assert interview.checks("mot.bang") == []


def test_a_check_is_not_judged_while_a_figure_is_unknown_or_hidden(
    make_interview: MakeInterview,
) -> None:
    assert make_interview({"co_tre": yes(True), "so_tre": number(9)}).checks() == []
    assert make_interview(LATE | {"so_tre": number(99), "co_tre": yes(False)}).checks() == []


WHY: list[tuple[str, dict[str, Answer], str]] = [
    ("truc_tuyen", {}, "Câu này luôn được hỏi."),
    ("so_tre", LATE, "Hỏi câu này vì “Có hồ sơ trễ hạn không?” là “Có”."),
    ("so_tre", {"co_tre": yes(False)}, "Ẩn câu này vì “Có hồ sơ trễ hạn không?” là “Không”."),
    ("so_tre", {}, "Ẩn câu này vì “Có hồ sơ trễ hạn không?” chưa trả lời."),
    ("linh_vuc", {}, "Ẩn câu này vì “Trực tuyến” chưa trả lời."),
    ("khong_co", {}, "Câu này không thuộc loại báo cáo đang soạn."),
]


@pytest.mark.parametrize(("name", "given_answers", "says"), WHY)
def test_it_can_say_why_a_question_is_asked_or_hidden(
    make_interview: MakeInterview, name: str, given_answers: dict[str, Answer], says: str
) -> None:
    assert make_interview(given_answers).why(name) == says


def test_dependents_are_found_however_far(make_interview: MakeInterview) -> None:
    interview = make_interview()
    assert interview.dependents("truc_tuyen") == {"tong_so", "ty_le_tt", "linh_vuc"}
    assert interview.dependents("co_tre") == {"so_tre", "ly_do_tre"}
    assert interview.dependents("noi_gui") == set()


def test_known_slots_are_lines_of_text(make_interview: MakeInterview) -> None:
    slots = make_interview(LATE | {"so_tre": number(7)}).known_slots()
    assert slots["co_quan"] == "Sở Tư pháp"
    assert slots["ky_sau"] == "quý II năm 2026"
    assert slots["nam_bao_cao"] == "2026"
    assert slots["so_tre"] == "07"
    assert slots["ty_le_tt"] == "75%"
    assert "linh_vuc" not in slots
    assert "buu_chinh" not in slots


def test_the_subject_is_worded_for_the_period(make_interview: MakeInterview) -> None:
    assert make_interview(period="2026-Q2").subject() == ["Công tác thử Quý II năm 2026"]


class Earlier:
    def __init__(self, answers: dict[str, Answer]) -> None:
        self.answers = answers

    def previous(self, question: str) -> Answer | None:
        return self.answers.get(question)

    def same_last_year(self, question: str) -> Answer | None:
        return None

    def period(self, function: str) -> Period | None:
        return None


def test_a_computed_value_of_an_earlier_period_is_computed_from_its_answers(
    make_interview: MakeInterview,
) -> None:
    earlier = Earlier({"truc_tuyen": number(4), "truc_tiep": number(6)})
    scope = make_interview(LATE, earlier=earlier).scope
    assert scope.at_other_time("truoc", "tong_so").plain() == "10"
    assert not scope.at_other_time("cung_ky", "tong_so")


def test_a_circle_of_conditions_hides_and_does_not_hang(
    make_library: Callable[..., Library],
) -> None:
    from cchc_tui.interview.evaluation import Evaluation
    from cchc_tui.interview.kinds import Kind, LibrarySection, Question, QuestionType, SectionNode
    from cchc_tui.interview.plan import plan_of

    a = Question("a", QuestionType.NUMBER, "A", computed="b + 1", when="b > 0")
    b = Question("b", QuestionType.NUMBER, "B", computed="a + 1", when="a > 0")
    section = LibrarySection("s", "S", "", (a, b))
    kind = Kind("k", "K", "", (), (SectionNode("s", use="s"),))
    library = Library({"k": kind}, {"s": section}, {"a": a, "b": b})
    scope = Evaluation(library, plan_of(library, kind), {}, {})
    assert not scope.visible("a")
    assert not scope.value("b")


def test_long_answers_are_kept_whole(make_interview: MakeInterview) -> None:
    long = Answer(AnswerState.ANSWERED, Prose("dòng\n" * 50_000))
    table = Answer(AnswerState.ANSWERED, Records(tuple(Row({"ten": "x"}) for _ in range(3000))))
    interview = make_interview(LATE | {"so_tre": number(9), "ly_do_tre": long, "linh_vuc": table})
    assert interview.answer("ly_do_tre") == long
    assert interview.progress().answered == 7
