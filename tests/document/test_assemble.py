from __future__ import annotations

from dataclasses import replace

import pytest
from document_samples import FOOT, HEAD, LAW, NASTY, ORDER, PLAN, grid, report, sections

from cchc_tui.document.assemble import NOTHING, SectionSource, annex_reference, assemble
from cchc_tui.document.blocks import (
    Block,
    Document,
    Foot,
    Footnote,
    GapMark,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
    ParagraphStyle,
    Table,
    Text,
    gap_text,
    gaps_of,
    inlines_of,
)
from cchc_tui.domain.citations import Citation
from cchc_tui.domain.inserts import (
    BlankInsert,
    CitationForm,
    Cited,
    Drop,
    GapInsert,
    GridInsert,
    Insert,
    Literal,
    ProseInsert,
    mark,
)
from cchc_tui.domain.values import Prose


def build(*parts: SectionSource) -> Document:
    return assemble(HEAD, parts, FOOT)


def body(markdown: str, *inserts: Insert) -> tuple[Block, ...]:
    """Blocks of one section that is followed by a closing."""
    found = dict(enumerate(inserts))
    document = build(SectionSource("a", markdown=markdown, inserts=found), CLOSING)
    return document.body[:-1]


CLOSING = SectionSource("ket", markdown="Trên đây là báo cáo.")


def line(block: Block) -> str:
    """A block's text; gaps as printed, notes in brackets."""
    pieces: list[str] = []
    for inline in inlines_of(block):
        if isinstance(inline, Footnote):
            pieces.append("[" + "".join(text.text for text in inline.inlines) + "]")
        else:
            pieces.append(gap_text(inline) if isinstance(inline, GapMark) else inline.text)
    return "".join(pieces)


def tree(items: tuple[ListItem, ...]) -> list[str]:
    """Items as `level marker text` lines."""
    lines: list[str] = []
    for item in items:
        lines.append(f"{item.level} {item.marker} {line(Paragraph(item.inlines))}")
        lines += tree(item.items)
    return lines


def headings(document: Document) -> list[str]:
    return [f"{b.number} {b.text}".strip() for b in document.body if isinstance(b, Heading)]


# Headings and empty sections


def test_headings_are_numbered_by_level() -> None:
    document = report()
    assert headings(document) == [
        "I. Chỉ đạo, điều hành",
        "1. Về kế hoạch",
        "2. Về tuyên truyền",
        "II. Kết quả",
        "1. Thủ tục hành chính",
        "a) Giải quyết hồ sơ",
        "b) Việc khác",
    ]


def test_a_section_without_content_vanishes_and_takes_no_number() -> None:
    document = build(
        SectionSource("a", "Một", 1, "I."),
        SectionSource("a.1", "Rỗng", 2, "1."),
        SectionSource("b", "Hai", 1, "I.", "Có"),
        CLOSING,
    )
    assert headings(document) == ["I. Hai"]


def test_a_heading_without_content_stays_while_anything_stands_below_it() -> None:
    document = build(
        SectionSource("a", "Một", 1, "I."),
        SectionSource("a.1", "Con", 2, "1."),
        SectionSource("a.1.1", "Cháu", 3, "a)", "Có"),
        CLOSING,
    )
    assert headings(document) == ["I. Một", "1. Con", "a) Cháu"]


def test_the_closing_keeps_no_empty_heading_alive() -> None:
    assert headings(build(SectionSource("a", "Một", 1, "I."), CLOSING)) == []


def test_content_without_heading_keeps_the_heading_it_belongs_to() -> None:
    document = build(
        SectionSource("a", "Một", 1, "I."), SectionSource("a.dan", markdown="Lời dẫn"), CLOSING
    )
    assert headings(document) == ["I. Một"]


def test_an_open_section_keeps_its_heading_with_its_gaps() -> None:
    inserts: dict[int, Insert] = {0: Drop()}
    gaps = (GapInsert("x", "Số lớp"), GapInsert("y", "Số người"))
    document = build(SectionSource("a", "Một", 1, "I.", mark(0), inserts, open=gaps), CLOSING)
    assert headings(document) == ["I. Một"]
    assert gaps_of(document) == [GapMark("x", "Số lớp"), GapMark("y", "Số người")]


def test_a_section_said_to_have_nothing_says_so() -> None:
    document = build(SectionSource("a", "Một", 1, "I.", nothing=True), CLOSING)
    assert line(document.body[1]) == NOTHING


def test_a_heading_may_hold_answers() -> None:
    inserts: dict[int, Insert] = {0: Literal("quý *I*"), 1: GapInsert("q", "Tên đề án")}
    heading = f"Nhiệm vụ {mark(0)} {mark(1)}"
    document = build(SectionSource("a", heading, 1, "I.", "Có", inserts), CLOSING)
    assert headings(document) == ["I. Nhiệm vụ quý *I* [… Tên đề án]"]


# Answers in their places


@pytest.mark.parametrize("text", NASTY)
def test_a_text_answer_is_printed_as_typed(text: str) -> None:
    (block,) = body(f"Trước {mark(0)} sau", Literal(text, "q"))
    assert line(block) == f"Trước {text} sau"
    assert Text(text, question="q") in inlines_of(block)


def test_an_answer_takes_the_style_around_it() -> None:
    (block,) = body(f"**{mark(0)}** và *{mark(1)}*", Literal("a"), Literal("b"))
    assert list(inlines_of(block)) == [
        Text("a", bold=True),
        Text(" và "),
        Text("b", italic=True),
    ]


@pytest.mark.parametrize(
    ("answer", "wording", "printed"),
    [
        ("Xong.", "{}.", "Xong."),
        ("Xong.", "{}; tiếp", "Xong.; tiếp"),
        ("Xong;", "{}; tiếp", "Xong; tiếp"),
        ("Xong", "{}.", "Xong."),
        ("Xong.", "{}. Tiếp.", "Xong. Tiếp."),
    ],
)
def test_the_wording_does_not_double_an_answers_own_stop(
    answer: str, wording: str, printed: str
) -> None:
    (block,) = body(wording.format(mark(0)), Literal(answer))
    assert line(block) == printed
    (block,) = body("Ý: " + wording.format(mark(0)), ProseInsert(Prose(answer), "p"))
    assert line(block) == "Ý: " + printed


def test_a_gap_is_visible_and_known() -> None:
    (block,) = body(f"Có {mark(0)} lớp", GapInsert("so_lop", "Số lớp?"))
    assert line(block) == "Có [… Số lớp] lớp"
    assert GapMark("so_lop", "Số lớp?") in inlines_of(block)


def test_a_long_gap_label_is_cut_at_a_word() -> None:
    printed = gap_text(
        GapMark("q", "Số hồ sơ tiếp nhận trực tuyến trong kỳ báo cáo này là bao nhiêu?")
    )
    assert printed == "[… Số hồ sơ tiếp nhận trực tuyến trong kỳ…]"
    assert gap_text(GapMark("q", "")) == "[…]"
    assert len(gap_text(GapMark("q", "x" * 500))) < 50


def test_room_for_the_clerk_does_not_collapse() -> None:
    (block,) = body(f"số {mark(0)} ngày", BlankInsert(4))
    assert line(block) == "số \u00a0\u00a0\u00a0\u00a0 ngày"


def test_prose_alone_becomes_blocks() -> None:
    blocks = body(mark(0), ProseInsert(Prose("Một\n- a\n+ b\nHai"), "p"))
    assert [type(block) for block in blocks] == [Paragraph, ItemList, Paragraph]


def test_prose_amid_text_joins_its_first_line() -> None:
    blocks = body(f"Tồn tại: {mark(0)}", ProseInsert(Prose("thiếu người;\n- a\n- b"), "p"))
    assert line(blocks[0]) == "Tồn tại: thiếu người;"
    assert isinstance(blocks[1], ItemList)
    assert tree(blocks[1].items) == ["1 - a", "1 - b"]


def test_prose_in_an_item_goes_on_below_the_item() -> None:
    (block,) = body(f"- Ý: {mark(0)}\n- Khác", ProseInsert(Prose("một\nhai\n+ ba"), "p"))
    assert isinstance(block, ItemList)
    assert tree(block.items) == ["1 - Ý: một", "2  hai", "2 + ba", "1 - Khác"]


def test_prose_alone_in_an_item_keeps_the_mark() -> None:
    (block,) = body(f"- {mark(0)}", ProseInsert(Prose("một\nhai"), "p"))
    assert isinstance(block, ItemList)
    assert tree(block.items) == ["1 - một", "2  hai"]


def test_prose_as_list_hangs_below_the_item_it_follows() -> None:
    prose = ProseInsert(Prose("một\n- sâu\nhai"), "p", level=2)
    for markdown in (f"- Ý:\n  {mark(0)}", f"- Ý:\n\n  {mark(0)}", f"- Ý:\n\n{mark(0)}"):
        (block,) = body(markdown, prose)
        assert isinstance(block, ItemList)
        found = [entry.split(" ", 1)[1] for entry in tree(block.items)]
        assert found == ["- Ý:", "+ một", "* sâu", "+ hai"]


def test_a_table_stands_after_the_text_it_is_named_in() -> None:
    blocks = body(f"Kết quả:\n\n{mark(0)}\n\n- Ý {mark(0)}", GridInsert(grid()))
    assert [type(block) for block in blocks] == [Paragraph, Table, ItemList, Table]


def test_an_italic_paragraph_in_brackets_is_a_note() -> None:
    blocks = body("*(Kèm theo Phụ lục I)*\n\n*Nhấn mạnh* thường")
    styles = [block.style for block in blocks if isinstance(block, Paragraph)]
    assert styles == [ParagraphStyle.NOTE, ParagraphStyle.BODY]


def test_a_colon_that_leads_nowhere_is_a_full_stop() -> None:
    blocks = body(f"Gồm:\n\n- a {mark(0)}\n\n- Có:\n  + b {mark(0)}\n- d", Drop())
    assert line(blocks[0]) == "Gồm:"
    assert isinstance(blocks[1], ItemList)
    assert tree(blocks[1].items) == ["1 - Có.", "1 - d"]
    (alone,) = body(f"Gồm:\n\n- a {mark(0)}", Drop())
    assert line(alone) == "Gồm."


# Citations


def cite(form: CitationForm, *citations: Citation) -> Cited:
    return Cited(citations, form)


def test_a_citation_is_full_at_first_and_short_after() -> None:
    blocks = body(f"{mark(0)}\n\n- {mark(0)}", cite("auto", PLAN))
    assert line(blocks[0]) == PLAN.full()
    assert line(blocks[1]) == PLAN.short() != PLAN.full()


def test_a_footnote_counts_as_mention_and_repeats_short() -> None:
    blocks = body(
        f"a{mark(0)}\n\nb{mark(0)}\n\n{mark(1)}", cite("footnote", PLAN), cite("auto", PLAN)
    )
    assert [line(block) for block in blocks] == [
        f"a[{PLAN.full()}.]",
        f"b[{PLAN.short()}.]",
        PLAN.short(),
    ]


def test_a_footnote_may_hold_several_documents() -> None:
    (block,) = body(f"a{mark(0)}", cite("footnote", PLAN, ORDER))
    assert line(block) == f"a[{PLAN.full()}; {ORDER.full()}.]"


def test_a_note_clings_to_the_word_before_it() -> None:
    (block,) = body(f"Đã xong {mark(0)} hết", cite("footnote", PLAN))
    assert line(block) == f"Đã xong[{PLAN.full()}.] hết"


def test_a_law_is_always_cited_by_its_name() -> None:
    blocks = body(f"{mark(0)}\n\n{mark(0)}", cite("auto", LAW))
    assert [line(block) for block in blocks] == ["Luật Ban hành văn bản quy phạm pháp luật"] * 2


def test_forms_can_be_forced() -> None:
    blocks = body(
        f"{mark(0)}\n\n{mark(1)}\n\n{mark(2)}",
        cite("short", PLAN),
        cite("auto", PLAN),
        cite("full", PLAN),
    )
    assert [line(block) for block in blocks] == [PLAN.short(), PLAN.full(), PLAN.full()]


def test_a_dropped_paragraph_mentions_nothing() -> None:
    blocks = body(f"{mark(0)} {mark(1)}\n\n{mark(0)}", cite("auto", PLAN), Drop())
    assert [line(block) for block in blocks] == [PLAN.full()]


def test_the_body_is_read_before_the_annexes() -> None:
    inserts: dict[int, Insert] = {0: cite("auto", PLAN)}
    document = build(
        SectionSource("p", "Phụ", markdown=mark(0), inserts=inserts, annex=True),
        SectionSource("a", markdown=mark(0), inserts=inserts),
        CLOSING,
    )
    assert line(document.body[0]) == PLAN.full()
    assert line(document.annexes[0].blocks[0]) == PLAN.short()


# End, annexes, recipients


@pytest.mark.parametrize(
    ("closing", "ended"),
    [
        ("Hết", "Hết./."),
        ("Hết.", "Hết./."),
        ("Hết;", "Hết./."),
        ("Hết./.", "Hết./."),
        ("- a\n- b.", "b./."),
        ("- a\n  + b.", "b./."),
    ],
)
def test_the_body_ends_with_its_mark(closing: str, ended: str) -> None:
    document = build(SectionSource("ket", markdown=closing))
    assert line(document.body[-1]).endswith(ended)
    assert line(document.body[-1]).count("/.") == 1


def test_an_open_closing_ends_with_its_mark_too() -> None:
    inserts: dict[int, Insert] = {0: GapInsert("ket", "Lời kết")}
    document = build(SectionSource("ket", markdown=mark(0), inserts=inserts))
    assert line(document.body[-1]) == "[… Lời kết]./."


def test_annexes_are_numbered_only_if_there_are_several() -> None:
    one = SectionSource("p", "Một", markdown="x", annex=True)
    two = SectionSource("q", "Hai", markdown="x", annex=True, landscape=True)
    assert [annex.number for annex in build(one).annexes] == ["Phụ lục"]
    annexes = build(one, two).annexes
    assert [annex.number for annex in annexes] == ["Phụ lục I", "Phụ lục II"]
    assert [annex.landscape for annex in annexes] == [False, True]


def test_an_annex_has_sections_of_its_own() -> None:
    document = build(
        SectionSource("p", "Một", annex=True),
        SectionSource("p.a", "Phần", 1, "I.", "x"),
        SectionSource("a", "Thân", 1, "I.", "y"),
    )
    assert headings(document) == ["I. Thân"]
    assert [b.number for b in document.annexes[0].blocks if isinstance(b, Heading)] == ["I."]


def test_an_annex_names_its_report() -> None:
    head = replace(HEAD, number="24", date="ngày 10 tháng 3 năm 2026")
    assert annex_reference(head, "Sở Tư pháp") == (
        "(Kèm theo Báo cáo số 24/BC-STP ngày 10 tháng 3 năm 2026 của Sở Tư pháp)"
    )
    document = assemble(head, [SectionSource("p", "Một", markdown="x", annex=True)], FOOT)
    assert document.annexes[0].reference.startswith("(Kèm theo Báo cáo số 24/BC-STP")


@pytest.mark.parametrize(
    ("addressees", "given", "printed"),
    [
        ((), ("Lưu: VT.", "- Sở Nội vụ;", ""), ("Sở Nội vụ", "Lưu: VT")),
        (("Sở Nội vụ",), ("Lãnh đạo", "Lưu: VT"), ("Như trên", "Lãnh đạo", "Lưu: VT")),
        (("Sở Nội vụ",), ("Như trên", "Lưu: VT"), ("Như trên", "Lưu: VT")),
        ((), ("Lưu trữ lịch sử tỉnh", "Sở", "lưu: VT"), ("Lưu trữ lịch sử tỉnh", "Sở", "lưu: VT")),
        ((), (), ()),
    ],
)
def test_recipients_are_in_order(
    addressees: tuple[str, ...], given: tuple[str, ...], printed: tuple[str, ...]
) -> None:
    document = assemble(replace(HEAD, addressees=addressees), [], Foot(given))
    assert document.foot.recipients == printed


def test_a_table_has_two_header_rows_running_numbers_groups_and_totals() -> None:
    (block,) = body(mark(0), GridInsert(grid(4, groups=True)))
    assert isinstance(block, Table)
    top, bottom = block.header
    assert [(line(Paragraph(c.inlines)), c.colspan, c.rowspan) for c in top.cells] == [
        ("TT", 1, 2),
        ("Lĩnh vực", 1, 2),
        ("Tiếp nhận", 1, 2),
        ("Đã giải quyết", 2, 1),
        ("Tình trạng", 1, 2),
    ]
    assert len(bottom.cells) == 2
    firsts = [line(Paragraph(row.cells[0].inlines)) for row in block.rows]
    assert firsts == ["I", "1", "2", "3", "II", "1", "Tổng cộng"]
    assert block.rows[-1].cells[0].colspan == 2
    assert block.unit == "Đơn vị tính: hồ sơ"


def test_the_same_sections_give_the_same_document() -> None:
    assert assemble(HEAD, sections(), FOOT) == assemble(HEAD, sections(), FOOT)
