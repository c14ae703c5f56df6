from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_tui.domain.citations import Citation, parse_citation
from cchc_tui.domain.dates import PartialDate
from cchc_tui.domain.inserts import (
    MARK_OPEN,
    BlankInsert,
    Cited,
    Drop,
    GapInsert,
    GridInsert,
    Insert,
    Literal,
    ProseInsert,
    mark,
)
from cchc_tui.domain.values import AnswerState, NumberStyle, Prose, Quantity, Records, Row
from cchc_tui.interview.answers import Answer, from_toml
from cchc_tui.interview.interview import Interview
from cchc_tui.interview.kinds import Library
from cchc_tui.interview.loader import load_library
from cchc_tui.interview.templating import TemplateProblem
from cchc_tui.interview.wording import Wording, render

SECTION = """schema = 1
[[section]]
id = "a"
title = "A"
template = "a.md.j2"
[[section.question]]
id = "chu"
type = "text"
ask = "Chữ?"
[[section.question]]
id = "doan_van"
type = "prose"
ask = "Đoạn?"
[[section.question]]
id = "so_luong"
type = "number"
ask = "Số?"
label = "Số lượng"
required = true
[[section.question]]
id = "gap_doi"
type = "number"
ask = "Gấp đôi"
computed = "so_luong * 2"
[[section.question]]
id = "tien"
type = "money"
ask = "Tiền?"
[[section.question]]
id = "phan_tram"
type = "percent"
ask = "Phần trăm?"
[[section.question]]
id = "ngay"
type = "date"
ask = "Ngày?"
[[section.question]]
id = "van_ban"
type = "citations"
ask = "Văn bản?"
[[section.question]]
id = "dung"
type = "yes_no"
ask = "Đúng?"
[[section.question]]
id = "an_di"
type = "text"
ask = "Ẩn?"
when = "dung"
[[section.question]]
id = "bang_ke"
type = "table"
ask = "Bảng?"
[[section.question.column]]
id = "ten"
title = "Tên"
[[section.question.column]]
id = "so_"
title = "Số"
type = "number"
"""
KIND = """schema = 1
id = "k"
title = "K"
numbering = ["I."]
[[section]]
id = "a"
heading = "Về {{ chu }} {{ ky.ten }}"
use = "a"
"""

Worded = Callable[..., tuple[str, dict[int, Insert]]]
LETTER = parse_citation("Kế hoạch số 12/KH-UBND ngày 15/01/2026 của UBND tỉnh về cải cách")
ANSWERS: dict[str, Any] = {
    "chu": "Đất đai",
    "doan_van": Prose("Một\n- hai"),
    "so_luong": Quantity(Decimal(5)),
    "tien": Quantity(Decimal("23.6"), style=NumberStyle.MONEY, unit="tỷ đồng"),
    "phan_tram": Quantity(Decimal("28.42"), style=NumberStyle.PERCENT),
    "ngay": PartialDate(2020, 1, 15),
    "van_ban": (LETTER,),
    "dung": True,
    "bang_ke": Records(
        (
            Row({"ten": "x", "so_": Quantity(Decimal(3))}),
            Row({"ten": "y", "so_": Quantity(Decimal(12))}),
        )
    ),
}


def given_answers(values: dict[str, Any]) -> dict[str, Answer]:
    return {
        name: value if isinstance(value, Answer) else Answer(AnswerState.ANSWERED, value)
        for name, value in values.items()
    }


@pytest.fixture
def worded(
    tmp_path: Any, layer_files: Callable[..., Any], make_interview: Callable[..., Interview]
) -> Worded:
    """Prints one template with some answers: Markdown and inserts."""

    def word(
        template: str, answers: dict[str, Any] = ANSWERS, **more: str
    ) -> tuple[str, dict[int, Insert]]:
        files = layer_files(tmp_path, SECTION, KIND, {"a.md.j2": template, **more})
        wording = render(make_interview(given_answers(answers), of=load_library(files)))
        (section,) = wording.sections
        return section.markdown, dict(section.inserts)

    return word


def only(worded: Worded, template: str, answers: dict[str, Any] = ANSWERS) -> Insert:
    markdown, inserts = worded(template, answers)
    assert markdown == mark(0), markdown
    return inserts[0]


PRINTED = [
    ("{{ so_luong }}", "05"),
    ("{{ so_luong|so }}", "5"),
    ("{{ gap_doi }}", "10"),
    ("{{ so_luong + 1 }}", "06"),
    ("{{ so_luong * 1000 }}", "5.000"),
    ("{{ tien }}", "23,6 tỷ đồng"),
    ("{{ phan_tram }}", "28,42%"),
    ("{{ ty_le(so_luong, 20) }}", "25%"),
    ("{{ ngay }}", "15/01/2020"),
    ("{{ ngay|ngay_day_du }}", "ngày 15 tháng 01 năm 2020"),
    ("{{ ngay|thang_nam }}", "tháng 01 năm 2020"),
    ("{{ ngay.nam }}", "2020"),
    ("{{ chu }}", "Đất đai"),
    ("{{ chu|thuong }}", "đất đai"),
    ("{{ ky.ten|hoa }}", "Quý I năm 2026"),
    ("{{ ky.sau.ten }}", "quý II năm 2026"),
    ("{{ ky.cung_ky.ten }}", "quý I năm 2025"),
    ("{{ nam_bao_cao - 1 }}", "2025"),
    ("{{ co_quan_day_du }}", "Sở Tư pháp tỉnh A"),
    ("{{ chenh(so_luong, 12)|co_phap('tăng', 'giảm') }}", "giảm 07"),
    ("{{ (so_luong - 5)|co_phap('tăng', 'giảm') }}", "không đổi"),
    ("{{ doan_van|liet_ke }}", "Một; hai"),
    ("{{ bang_ke|liet_ke }}", "x: 03; y: 12"),
    ("{{ bang_ke.tong.so_ }}", "15"),
    ("{{ dung }}", "có"),
    ("{{ van_ban.trich_yeu }}", "cải cách"),
]


@pytest.mark.parametrize(("template", "text"), PRINTED)
def test_an_answer_is_printed_in_the_form_of_the_trade(
    worded: Worded, template: str, text: str
) -> None:
    insert = only(worded, template)
    assert isinstance(insert, Literal)
    assert insert.text == text


def test_answers_know_which_question_they_came_from(worded: Worded) -> None:
    assert only(worded, "{{ so_luong }}") == Literal("05", "so_luong")
    assert only(worded, "{{ chu|thuong }}") == Literal("đất đai", "chu")


FORMS = [("", "auto"), ("|day_du", "full"), ("|ngan", "short"), ("|chu_thich", "footnote")]


@pytest.mark.parametrize(("suffix", "form"), FORMS)
def test_citations_are_left_to_the_assembler_in_the_form_asked_for(
    worded: Worded, suffix: str, form: str
) -> None:
    insert = only(worded, f"{{{{ van_ban{suffix} }}}}")
    assert isinstance(insert, Cited)
    assert (insert.form, insert.citations) == (form, (LETTER,))


def test_tables_and_prose_are_inserted_whole(worded: Worded) -> None:
    grid = only(worded, "{{ bang_ke|bang }}")
    assert isinstance(grid, GridInsert)
    assert [row.cells for row in grid.grid.rows] == [("x", "3"), ("y", "12")]
    assert only(worded, "{{ doan_van|doan }}") == ProseInsert(Prose("Một\n- hai"), "doan_van", 0)
    assert only(worded, "{{ doan_van|muc('+') }}") == ProseInsert(
        Prose("Một\n- hai"), "doan_van", 2
    )


def test_rows_and_documents_are_walked(worded: Worded) -> None:
    template = (
        "{% for r in bang_ke %}\n- {{ r.ten }}: {{ r.so_ }}{% endfor %}"
        "{% for v in van_ban %}\n- {{ v|ngan }}{% endfor %}"
    )
    markdown, inserts = worded(template)
    assert markdown == f"\n- {mark(0)}: {mark(1)}\n- {mark(2)}: {mark(3)}\n- {mark(4)}"
    assert inserts[3] == Literal("12")


LACKING: list[tuple[str, dict[str, Any], Insert]] = [
    ("{{ so_luong }}", {}, GapInsert("so_luong", "Số lượng")),
    ("{{ gap_doi }}", {}, GapInsert("so_luong", "Gấp đôi")),
    ("{{ so_luong + 1 }}", {}, GapInsert("so_luong", "Số lượng")),
    ("{{ chu }}", {}, Drop()),
    ("{{ chu|hoa }}", {}, Drop()),
    ("{{ doan_van|muc('-') }}", {}, Drop()),
    ("{{ bang_ke|bang }}", {}, Drop()),
    ("{{ bang_ke|bang }}", {"bang_ke": Records()}, Drop()),
    ("{{ an_di }}", {"an_di": "x", "dung": False}, Drop()),
    ("{{ chu }}", {"chu": Answer(AnswerState.NOT_APPLICABLE, reason="x")}, Drop()),
    ("{{ so_luong }}", {"so_luong": Answer(AnswerState.CLERK)}, BlankInsert()),
    ("{{ ty_le(tien, tien) }}", {}, Drop()),
    ("{{ truoc(so_luong) }}", {}, Drop()),
    ("{{ chenh(so_luong, truoc(so_luong)) }}", {"so_luong": Quantity(Decimal(5))}, Drop()),
    ("{{ so_luong }}", {"so_luong": Answer(AnswerState.NOTHING)}, Literal("0", "so_luong")),
    ("{{ chu }}", {"chu": Answer(AnswerState.NOTHING)}, Literal("không phát sinh", "chu")),
    ("{{ doan_van }}", {"doan_van": Answer(AnswerState.NOTHING)},
     Literal("không phát sinh", "doan_van")),
    ("{{ van_ban }}", {"van_ban": Answer(AnswerState.NOTHING)},
     Literal("không phát sinh", "van_ban")),
    ("{{ bang_ke|bang }}", {"bang_ke": Answer(AnswerState.NOTHING)},
     Literal("Không phát sinh.", "bang_ke")),
]  # fmt: skip


@pytest.mark.parametrize(("template", "answers", "insert"), LACKING)
def test_what_is_not_there_becomes_a_gap_a_blank_or_is_left_out(
    worded: Worded, template: str, answers: dict[str, Any], insert: Insert
) -> None:
    assert only(worded, template, answers) == insert


GUARDS = [
    ("chu is given", {}, "không"),
    ("chu is given", {"chu": "x"}, "có"),
    ("chu is nothing", {"chu": Answer(AnswerState.NOTHING)}, "có"),
    ("so_luong > 3", {}, "không"),
    ("so_luong < 3", {}, "không"),
    ("so_luong == 3", {}, "không"),
    ("so_luong != 3", {}, "không"),
    ("not so_luong", {}, "có"),
    ("so_luong > 3 and so_luong <= 5.0", ANSWERS, "có"),
    ("chu == 'Đất đai'", ANSWERS, "có"),
    ("chu in ['Đất đai']", ANSWERS, "có"),
    ("dung", ANSWERS, "có"),
    ("bang_ke.so_dong > 1", ANSWERS, "có"),
    ("van_ban|length > 1", ANSWERS, "không"),
    ("tien > 20", ANSWERS, "có"),
]


@pytest.mark.parametrize(("test", "answers", "branch"), GUARDS)
def test_templates_choose_by_answers(
    worded: Worded, test: str, answers: dict[str, Any], branch: str
) -> None:
    assert worded(f"{{% if {test} %}}có{{% else %}}không{{% endif %}}", answers)[0] == branch


def test_templates_may_share_macros_and_parts(worded: Worded) -> None:
    markdown, inserts = worded(
        "{% from 'm.md.j2' import cau with context %}{{ cau(so_luong) }}{% include 'p.md.j2' %}",
        **{
            "m.md.j2": "{% macro cau(x) %}Có {{ x }} việc tại {{ co_quan }}. {% endmacro %}",
            "p.md.j2": "{{ chu }}",
        },
    )
    assert markdown == f"Có {mark(0)} việc tại {mark(1)}. {mark(2)}"
    assert inserts[1] == Literal("Sở Tư pháp")


HOSTILE = "{{ ''.__class__ }} {% raw %} *#_|<b>&" + MARK_OPEN + "0"


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=40))
def test_no_text_of_an_officer_is_ever_seen_by_the_markdown_parser(
    library: Library, make_interview: Callable[..., Interview], text: str
) -> None:
    typed = Answer(AnswerState.ANSWERED, f"{text}{HOSTILE}")
    records = Records((Row({"ten": f"{text}{HOSTILE}", "nhan": Quantity(Decimal(1))}),))
    interview = make_interview(
        {
            "noi_gui": typed,
            "truc_tuyen": Answer(AnswerState.ANSWERED, Quantity(Decimal(1))),
            "linh_vuc": Answer(AnswerState.ANSWERED, records),
        }
    )
    wording: Wording = render(interview)
    assert all(HOSTILE not in s.markdown + s.heading for s in wording.sections)
    grid = next(i for i in wording.sections[-1].inserts.values() if isinstance(i, GridInsert))
    assert grid.grid.rows[0].cells[0] == f"{text}{HOSTILE}"


BOMBS = [
    "{{ ('a' ~ so_luong) * 1000000000 }}",
    "{{ 'a' * 1000000000 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ 9999999999999999999 * 9999999999999999999 }}",
    "{{ [1] * 1000000000 }}",
]


@pytest.mark.parametrize("template", BOMBS)
def test_a_template_cannot_blow_up_memory(worded: Worded, template: str) -> None:
    with pytest.raises(TemplateProblem):
        worded(template)


def test_headings_carry_marks_and_the_outline_plain_text(
    tmp_path: Any, layer_files: Callable[..., Any], make_interview: Callable[..., Interview]
) -> None:
    files = layer_files(tmp_path, SECTION, KIND, {"a.md.j2": ""})
    interview = make_interview(given_answers(ANSWERS), of=load_library(files))
    assert interview.sections()[0].heading == "Về Đất đai quý I năm 2026"
    (section,) = render(interview).sections
    assert section.heading == f"Về {mark(0)} {mark(1)}"
    assert (section.number, section.number_style) == ("I.", "I.")


def test_a_section_says_what_is_open_and_whether_nothing_arose(
    tmp_path: Any, layer_files: Callable[..., Any], make_interview: Callable[..., Interview]
) -> None:
    library = load_library(layer_files(tmp_path, SECTION, KIND, {"a.md.j2": ""}))

    def first(values: dict[str, Any]) -> tuple[tuple[GapInsert, ...], bool]:
        section = render(make_interview(given_answers(values), of=library)).sections[0]
        return section.open, section.nothing

    nothing = Answer(AnswerState.NOTHING)
    assert first({}) == ((GapInsert("so_luong", "Số lượng"),), False)
    assert first({"so_luong": nothing}) == ((), True)
    assert first({"so_luong": nothing, "chu": "x"}) == ((), False)


def test_answer_files_and_wording_agree_on_what_was_written(
    worded: Worded, library: Library
) -> None:
    assert isinstance(LETTER, Citation)
    answer = from_toml(library.questions["truc_tuyen"], "hơn 14.140")
    insert = only(worded, "{{ so_luong }}", {"so_luong": answer})
    assert insert == Literal("hơn 14.140", "so_luong")
