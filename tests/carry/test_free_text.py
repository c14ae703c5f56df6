"""Free text in any section: further paragraphs, and text in place of the wording."""

from __future__ import annotations

from datetime import date

import pytest

from cchc_tui.document.blocks import Table, all_blocks, inlines_of
from cchc_tui.document.writers import write_text
from cchc_tui.domain.agencies import load_agency
from cchc_tui.domain.paths import packaged
from cchc_tui.domain.periods import parse_period
from cchc_tui.domain.values import AnswerState, Prose
from cchc_tui.interview.answer import Answer
from cchc_tui.interview.answers import parse_answer
from cchc_tui.interview.free import further_id, instead_id, is_free
from cchc_tui.interview.interview import Interview
from cchc_tui.interview.kinds import Library
from cchc_tui.interview.loader import load_library
from cchc_tui.services.reports import assemble_report
from cchc_tui.store.records import DraftInfo

NASTY = "- {{ co_quan }} {% if x %} *_#| & < >\n+ mục con\nĐoạn ./. **không đậm**"


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(
        {"prompts": [packaged("prompts")], "templates": [packaged("templates")]}, audit=False
    )


def draft(library: Library, *, kind: str = "cchc-so-nq30c", **typed: str) -> Interview:
    answers = {
        name: Answer(AnswerState.ANSWERED, parse_answer(library.questions[name], text))
        for name, text in typed.items()
    }
    return Interview(
        library,
        library.kinds[kind],
        load_agency(packaged("prompts") / "agencies" / "stp-khanh-hoa.toml"),
        parse_period("2026-Q1"),
        answers,
        today=date(2026, 4, 1),
    )


def printed(interview: Interview) -> str:
    return write_text(assemble_report(interview, DraftInfo("x", "k", "a", "p")))


def test_free_text_is_not_asked_until_it_is_answered(library: Library) -> None:
    empty = draft(library)
    assert not any(is_free(question.id) for question in empty.questions())
    name = further_id("danh-gia.uu-diem")
    opened = empty.with_answers({name: Answer(AnswerState.ANSWERED, Prose(""))})
    assert [q.id for q in opened.questions() if is_free(q.id)] == [name]
    assert printed(opened) == printed(empty)


def test_further_paragraphs_stand_behind_the_wording_as_typed(library: Library) -> None:
    typed = {"bm_tinh_hinh": "Câu của mục.", further_id("bo-may"): NASTY}
    text = printed(draft(library, **typed))
    assert text.index("Câu của mục.") < text.index("- {{ co_quan }} {% if x %} *_#| & < >")
    assert "+ mục con" in text
    assert "Đoạn ./. **không đậm**" in text


def test_own_text_stands_in_place_of_the_wording_and_keeps_its_tables(library: Library) -> None:
    node = next(
        node
        for node in library.kinds["cchc-so-nq30c"].sections
        if node.template == "sections/tthc-ket-qua-bang.md.j2"
    )
    typed = {"hs_bang": "1.983 | 604 | 1.805 | 0 | 102", instead_id(node.id): "Xem bảng dưới đây."}
    interview = draft(library, **typed)
    document = assemble_report(interview, DraftInfo("x", "k", "a", "p"))
    tables = [block for block in all_blocks(document) if isinstance(block, Table)]
    assert len(tables) == 1
    assert "Xem bảng dưới đây." in write_text(document)
    figures = [getattr(inline, "text", "") for inline in inlines_of(tables[0])]
    assert "2.587" in figures


def test_every_section_of_every_kind_that_prints_has_room_for_free_text(library: Library) -> None:
    for kind in library.kinds.values():
        for node in kind.sections:
            room = further_id(node.id) in library.questions
            assert room is (node.use not in ("the-thuc", "ket")), (kind.id, node.id)


KINDS = (
    "cchc-so", "cchc-so-nq30c", "cai-cach-tu-phap", "cong-vu-tthc", "cchc-ubnd", "cchc-tinh",
    "kiem-soat-tthc",
)  # fmt: skip


@pytest.mark.parametrize("state", [AnswerState.NOT_APPLICABLE, AnswerState.NOTHING])
@pytest.mark.parametrize("kind", KINDS)
def test_no_answer_elsewhere_takes_free_text_out_of_the_report(
    library: Library, kind: str, state: AnswerState
) -> None:
    empty = draft(library, kind=kind)
    rooms = [
        name
        for node in library.kinds[kind].sections
        for name in (instead_id(node.id), further_id(node.id))
        if name in library.questions
    ]
    words = {
        name: Answer(AnswerState.ANSWERED, Prose(f"Ý riêng số {at} của cơ quan."))
        for at, name in enumerate(rooms)
    }
    others = {
        question.id: Answer(state, reason="không có")
        for node in empty.plan.asked.values()
        for question in node
        if not is_free(question.id) and not question.computed
    }
    report = printed(empty.with_answers({**others, **words}))
    lost = [name for at, name in enumerate(rooms) if f"Ý riêng số {at} của" not in report]
    assert not lost


def test_words_in_a_section_that_is_not_asked_bring_back_nothing_else(library: Library) -> None:
    kind = library.kinds["cchc-ubnd"]
    node = next(node for node in kind.sections if node.when == "not pl_co_tien_do")
    yes = {"pl_co_tien_do": Answer(AnswerState.ANSWERED, value=True)}
    hidden = draft(library, kind=kind.id).with_answers(yes)
    assert node.id not in [section.id for section in hidden.sections()]
    words = Answer(AnswerState.ANSWERED, Prose("Ý riêng của cơ quan."))
    shown = hidden.with_answers({further_id(node.id): words})
    assert [question.id for question in shown.questions(node.id)] == [further_id(node.id)]
    assert printed(shown).replace("Ý riêng của cơ quan.", "").split() == printed(hidden).split()
