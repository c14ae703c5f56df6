"""What a new period's draft starts with, and what an officer does with its stale places."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from cchc_tui.domain.agencies import Agency, Signer
from cchc_tui.domain.citations import parse_citations
from cchc_tui.domain.dates import PartialDate
from cchc_tui.domain.periods import parse_period
from cchc_tui.domain.values import AnswerState, Column, Prose, Quantity, Records, Row
from cchc_tui.interview.answer import UNANSWERED, Answer, Value
from cchc_tui.interview.answers import from_plain, show_answer, to_plain
from cchc_tui.interview.carry import carry_forward
from cchc_tui.interview.free import free_questions, instead_id
from cchc_tui.interview.interview import Interview
from cchc_tui.interview.kinds import (
    Carry,
    Kind,
    Library,
    LibrarySection,
    Question,
    QuestionType,
    SectionNode,
)
from cchc_tui.interview.spots import StaleKind
from cchc_tui.interview.stale_cells import stale_cells
from cchc_tui.interview.stale_edits import (
    accept,
    all_stale,
    confirm,
    drop_sentence,
    kept_stale,
    next_place,
)

Q4, Q1, Q2 = (parse_period(code) for code in ("2025-Q4", "2026-Q1", "2026-Q2"))


def ask(name: str, type_: QuestionType, carry: Carry, **more: object) -> Question:
    """A question of that type."""
    return Question(id=name, type=type_, ask="Hỏi?", carry=carry, **more)  # type: ignore[arg-type]


TABLE = ask(
    "bang",
    QuestionType.TABLE,
    Carry.UPDATE,
    columns=(
        Column("ten", "Tên"),
        Column("so", "Số", type="number", total="sum"),
        Column("ngay", "Ngày", type="date"),
    ),
)
PROSE = ask("van", QuestionType.PROSE, Carry.UPDATE)
KEPT = ask("so_giu", QuestionType.NUMBER, Carry.KEEP)
LOOKED_AT = ask("so_xem", QuestionType.NUMBER, Carry.UPDATE)
ASKED = ask("so_hoi", QuestionType.NUMBER, Carry.ASK)
CITED = ask("vien_dan", QuestionType.CITATIONS, Carry.UPDATE)
CITED_KEPT = ask("vien_dan_giu", QuestionType.CITATIONS, Carry.KEEP)
DAY = ask("ngay", QuestionType.DATE, Carry.UPDATE)
YES = ask("co", QuestionType.YES_NO, Carry.UPDATE)
QUESTIONS = {
    one.id: one for one in (PROSE, TABLE, KEPT, LOOKED_AT, ASKED, CITED, CITED_KEPT, DAY, YES)
}


def given(value: Value) -> Answer:
    return Answer(AnswerState.ANSWERED, value)


def carried(answers: Mapping[str, Answer], *, later: bool = False) -> Mapping[str, Answer]:
    """Answers carried over a year's end, or within a year."""
    old, new = (Q1, Q2) if later else (Q4, Q1)
    return carry_forward(answers, QUESTIONS, old, new).answers


def marked(question: Question, answer: Answer) -> list[str]:
    shown = show_answer(question, answer)
    assert all(shown[s.start : s.end] == s.old_text for s in answer.stale)
    return [spot.old_text for spot in answer.stale]


def test_each_question_goes_on_by_its_own_rule() -> None:
    number = given(Quantity(Decimal(113)))
    found = carry_forward({q.id: number for q in (KEPT, LOOKED_AT, ASKED)}, QUESTIONS, Q1, Q2)
    assert set(found.answers) == {"so_giu", "so_xem"}
    assert found.asked_anew == {"so_hoi": number}
    assert set(found.stale) == {"so_xem"}


def test_kept_figures_go_stale_when_the_year_is_over() -> None:
    answers = carried({"so_giu": given(Quantity(Decimal(38)))})
    assert marked(KEPT, answers["so_giu"]) == ["38"]


def test_documents_of_the_year_go_stale_but_laws_stand() -> None:
    text = (
        "Kế hoạch số 14/KH-STP ngày 31/01/2025 về cải cách hành chính\n"
        "Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 của Chính phủ"
    )
    answer = given(parse_citations(text))
    for question in (CITED, CITED_KEPT):
        over = carried({question.id: answer})[question.id]
        assert [one[:21] for one in marked(question, over)] == ["Kế hoạch số 14/KH-STP"]
    within = {"vien_dan_giu": given(parse_citations("Kế hoạch số 1/KH-STP ngày 05/01/2026"))}
    assert carried(within, later=True)["vien_dan_giu"].stale == ()


def test_a_table_keeps_its_rows_with_figures_stale_and_names_moved_on() -> None:
    rows = Records(
        (
            Row({"ten": "Lớp quý IV | đợt 1", "so": Quantity(Decimal(1613)), "ngay": "05/10/2025"}),
            Row({"ten": "Hội nghị của quý IV/2025", "so": None}),
        )
    )
    answer = carried({"bang": given(rows)})["bang"]
    shown = show_answer(TABLE, answer)
    assert "Hội nghị của quý I/2026" in shown
    assert marked(TABLE, answer) == ["1.613", "05/10/2025"]
    assert set(stale_cells(TABLE, answer)) == {(0, "so"), (0, "ngay")}
    left = drop_sentence(TABLE, answer, 0)
    assert isinstance(left.value, Records)
    assert [row.cells["ten"] for row in left.value.rows] == ["Hội nghị của quý I/2026"]
    assert left.stale == ()


def test_the_window_of_the_data_moves_on_and_other_days_are_stale() -> None:
    window = given(PartialDate.of(Q4.window_end))
    assert carried({"ngay": window})["ngay"].value == PartialDate.of(Q1.window_end)
    other = carried({"ngay": given(PartialDate(2025, 11, 20))})["ngay"]
    assert [spot.kind for spot in other.stale] == [StaleKind.DATE]


def test_nothing_is_looked_at_again_where_the_question_says_so() -> None:
    answer = carried({"so_xem": Answer(AnswerState.NOTHING)})["so_xem"]
    assert [spot.kind for spot in answer.stale] == [StaleKind.ANSWER]
    assert carried({"so_giu": Answer(AnswerState.NOTHING)})["so_giu"].stale == ()


def test_answers_of_unknown_questions_and_computed_ones_are_left_out() -> None:
    total = ask("tong", QuestionType.NUMBER, Carry.KEEP, computed="so_giu + 1")
    found = carry_forward(
        {"la": given("x"), "tong": given(Quantity(Decimal(1)))}, {"tong": total}, Q4, Q1
    )
    assert (found.answers, found.asked_anew) == ({}, {})


TEXT = (
    "Trong quý IV có 05 lớp. Đã in 4.520 tài liệu. Việc khác vẫn làm.\n"
    "- Chi 23,6 tỷ đồng.\n"
    "- Không có gì mới."
)


@pytest.fixture
def prose() -> Answer:
    return carried({"van": given(Prose(TEXT))})["van"]


def test_staleness_survives_the_store(prose: Answer) -> None:
    assert from_plain(PROSE, to_plain(PROSE, prose)) == prose


def test_confirming_ends_one_place_and_keeps_the_text(prose: Answer) -> None:
    after = confirm(PROSE, prose, 1)
    assert after.value == prose.value
    assert marked(PROSE, after) == ["05", "23,6 tỷ đồng"]


def test_typing_over_a_place_ends_it(prose: Answer) -> None:
    assert isinstance(prose.value, Prose)
    typed = given(Prose("Mở đầu. " + prose.value.text.replace("4.520", "4.521")))
    left = kept_stale(PROSE, prose, typed)
    assert [spot.old_text for spot in left] == ["05", "23,6 tỷ đồng"]
    assert show_answer(PROSE, typed)[left[1].start : left[1].end] == "23,6 tỷ đồng"


@pytest.mark.parametrize(
    ("index", "gone", "left"),
    [
        (0, "Trong quý I có 05 lớp. ", ["4.520", "23,6 tỷ đồng"]),
        (1, " Đã in 4.520 tài liệu.", ["05", "23,6 tỷ đồng"]),
        (2, "- Chi 23,6 tỷ đồng.\n", ["05", "4.520"]),
    ],
)
def test_a_place_can_be_dropped_with_its_sentence(
    prose: Answer, index: int, gone: str, left: list[str]
) -> None:
    after = drop_sentence(PROSE, prose, index)
    assert isinstance(prose.value, Prose)
    assert after.value == Prose(prose.value.text.replace(gone, ""))
    assert marked(PROSE, after) == left


def test_dropping_the_only_figure_clears_the_answer() -> None:
    answer = carried({"so_xem": given(Quantity(Decimal(7)))})["so_xem"]
    assert drop_sentence(LOOKED_AT, answer, 0) == UNANSWERED
    alone = carried({"van": given(Prose("Có 05 lớp."))})["van"]
    assert drop_sentence(PROSE, alone, 0) == UNANSWERED


def test_what_a_rule_proposes_is_put_in_with_one_key() -> None:
    answer = carried({"van": given(Prose("Kết quả năm 2024 thấp, có 05 lớp."))})["van"]
    after = accept(PROSE, answer, 0)
    assert after.value == Prose("Kết quả năm 2025 thấp, có 05 lớp.")
    assert marked(PROSE, after) == ["05"]


WORDING = "{% include 'trong.md.j2' %}{{ van }} {{ so_xem }} {{ bang | bang }}"


def interview(answers: Mapping[str, Answer], wording: str = WORDING) -> Interview:
    section = LibrarySection("muc", "Mục", "muc.md.j2", tuple(QUESTIONS.values()))
    kind = Kind("thu", "Thử", "", (), (SectionNode("muc", use="muc"),))
    free = {question.id: question for question in free_questions(kind.sections[0])}
    templates = {"muc.md.j2": wording, "trong.md.j2": "{{ ngay }}"}
    library = Library({"thu": kind}, {"muc": section}, {**QUESTIONS, **free}, templates)
    agency = Agency(id="cq", level="so", name="Sở", place="Hà Nội", code="S", signer=Signer())
    return Interview(library, kind, agency, Q1, answers, today=date(2026, 4, 1))


def test_one_steps_from_place_to_place_round_the_whole_report(prose: Answer) -> None:
    looked_at = carried({"so_xem": given(Quantity(Decimal(7)))})["so_xem"]
    draft = interview({"van": prose, "so_xem": looked_at})
    assert len(all_stale(draft)) == 4
    seen = []
    question, position = "", 0
    for _ in range(5):
        found = next_place(draft, all_stale(draft), question, position)
        assert found is not None
        question, position = found[0], found[1].start
        seen.append(found[1].old_text)
    assert seen == ["05", "4.520", "23,6 tỷ đồng", "7", "05"]
    assert [spot.old_text for _, spot in all_stale(draft)] == seen[:4]
    assert next_place(draft, [], "", 0) is None


def stale_of(draft: Interview) -> list[str]:
    return [question.id for question, _ in all_stale(draft)]


def test_what_the_report_does_not_print_is_not_stepped_at() -> None:
    row = Row({"ten": "A", "so": Quantity(Decimal(5))})
    answers = dict(
        carried(
            {
                "van": given(Prose("Có 05 lớp.")),
                "so_xem": given(Quantity(Decimal(7))),
                "ngay": given(PartialDate(2025, 12, 3)),
                "bang": given(Records((row,))),
            }
        )
    )
    assert stale_of(interview(answers)) == ["van", "bang", "so_xem", "ngay"]
    assert stale_of(interview(answers, "{{ van }}")) == ["van"]
    assert stale_of(interview(answers, "{% if so_xem is given %}x{% endif %}")) == ["so_xem"]
    # Own words stand in place of the wording, beside its tables.
    own = interview({**answers, instead_id("muc"): given(Prose("Lời riêng."))})
    assert stale_of(own) == ["bang"]
