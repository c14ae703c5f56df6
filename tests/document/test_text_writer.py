from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from document_samples import FOOT, HEAD, NASTY, PLAN, relaxed, report, small
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cchc_tui.document.blocks import (
    Document,
    Footnote,
    GapMark,
    Head,
    Inline,
    ItemList,
    ListItem,
    Paragraph,
    Text,
)
from cchc_tui.document.printing import one_line, printable
from cchc_tui.document.writers.markdown import write_markdown
from cchc_tui.document.writers.text import write_text

SIGNS = st.characters(exclude_categories=())
"""Every code point, lone surrogates and controls among them."""

ANY_TEXT = st.text(SIGNS, max_size=40) | st.sampled_from(NASTY)


def plain(*inlines: Inline) -> Document:
    """A report of one paragraph."""
    return Document(HEAD, (Paragraph(inlines),), FOOT)


# Plain text


def test_a_text_report_reads_from_head_to_annex() -> None:
    text = write_text(report())
    order = [
        "UBND TỈNH KHÁNH HÒA\nSỞ TƯ PHÁP\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n",
        "Số: \u00a0\u00a0\u00a0\u00a0\u00a0\u00a0/BC-STP\n\nKhánh Hòa, ngày",
        "BÁO CÁO\nCông tác cải cách hành chính quý I năm 2026\n\n",
        "I. CHỈ ĐẠO, ĐIỀU HÀNH\n\n1. Về kế hoạch\n\n",
        "¹ Quyết định số 88/QĐ-UBND",
        "2. Về tuyên truyền",
        "- Tổ chức 05 lớp.\n  + Các phòng",
        "  + Còn [… Số hồ sơ tiếp nhận trực tuyến trong kỳ] hồ sơ.",
        "a) Giải quyết hồ sơ\n\nKết quả giải quyết\n\nĐơn vị tính: hồ sơ\n\n"
        "TT\tLĩnh vực\tTiếp nhận\tĐã giải quyết\t\tTình trạng\n"
        "\t\t\tTrước hạn\tTỷ lệ (%)\t\n1\tLĩnh vực 1\t1.542\t1.500\t97,28\tXong\n",
        "Tổng cộng\t\t6.168\t6.000\t97,28\t\n",
        "tổng hợp./.\n\nNơi nhận:\n- Sở Nội vụ;\n- Lãnh đạo Sở;\n- Lưu: VT, VP.\n\n",
        "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nTrần Thị B\n\n",
        "Phụ lục I\nTHỐNG KÊ THEO LĨNH VỰC\n(Kèm theo Báo cáo số",
    ]
    at = 0
    for piece in order:
        assert piece in text[at:], piece
        at += text[at:].index(piece)


def test_several_addressees_stand_on_lines_of_their_own() -> None:
    one = write_text(replace(report(), head=replace(HEAD, addressees=("Sở Nội vụ",))))
    two = write_text(replace(report(), head=replace(HEAD, addressees=("Sở Nội vụ", "Bộ Tư pháp"))))
    assert "\nKính gửi: Sở Nội vụ\n" in one
    assert "\nKính gửi:\n- Sở Nội vụ;\n- Bộ Tư pháp.\n" in two


def test_notes_follow_the_section_they_stand_in() -> None:
    text = write_text(report())
    assert text.index(f"; {PLAN.short()}.") < text.index("2. Về tuyên truyền")


@relaxed
@given(ANY_TEXT)
def test_any_answer_is_in_the_text_file(text: str) -> None:
    written = write_text(plain(Text(text, question="q")))
    assert one_line(text) in written


@relaxed
@given(ANY_TEXT)
def test_nothing_that_steers_a_terminal_is_written(text: str) -> None:
    written = write_text(small(text + "\x1b[31m\x9b\x07\u0085"))
    assert not [c for c in written if unicodedata.category(c) == "Cc" and c not in "\n\t"]
    written.encode()


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("a\x00b\x1bc\x7fd\x9be", "abcde"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("\ud800x\udfff", "x"),
        ("\ufffex\uffff\ufdd0", "x"),
        ("ế \t😀", "ế \t😀"),
    ],
)
def test_what_cannot_be_printed_is_dropped(dirty: str, clean: str) -> None:
    assert printable(dirty) == clean


# Markdown


def shown(markdown: str) -> list[str]:
    """What a reader of CommonMark shows: the text of each block, and of nothing but text."""
    blocks: list[str] = []
    for token in MarkdownIt("commonmark").parse(markdown):
        assert token.type not in {"code_block", "fence", "html_block", "hr"}, token
        if token.type == "inline":
            kinds = {child.type for child in token.children or ()}
            assert kinds <= {
                "text",
                "text_special",
                "strong_open",
                "strong_close",
                "em_open",
                "em_close",
                "softbreak",
                "hardbreak",
            }
            blocks.append("".join(child.content or "" for child in token.children or ()))
    return blocks


@relaxed
@given(ANY_TEXT)
def test_markdown_reads_back_as_the_same_text(text: str) -> None:
    blocks = shown(write_markdown(plain(Text("a "), Text(text), Text(" b"))))
    expected = " ".join(f"a {one_line(text)} b".split(" "))
    assert " ".join(expected.split()) in [" ".join(block.split()) for block in blocks]


@relaxed
@given(ANY_TEXT.filter(lambda text: one_line(text).strip()))
def test_a_paragraph_that_is_all_answer_reads_back_as_one_paragraph(text: str) -> None:
    blocks = shown(write_markdown(plain(Text(text))))
    assert " ".join(one_line(text).split()) in [" ".join(block.split()) for block in blocks]


@relaxed
@given(st.lists(st.tuples(ANY_TEXT, st.booleans(), st.booleans()), max_size=4))
def test_emphasis_never_shows_its_marks(runs: list[tuple[str, bool, bool]]) -> None:
    texts = [Text(text, bold, italic) for text, bold, italic in runs]
    whole = " ".join("".join(one_line(text.text) for text in texts).split())
    blocks = shown(write_markdown(plain(Text("a"), *texts, Text("b"))))
    assert f"a{whole}b".replace(" ", "") in [
        "".join(block.split()).replace(" ", "") for block in blocks
    ]


def test_emphasis_is_written_where_markdown_can_say_it() -> None:
    markdown = write_markdown(
        plain(Text("Ý "), Text("đậm ", bold=True), Text("nghiêng", italic=True))
    )
    assert "Ý **đậm** *nghiêng*" in markdown


def test_lists_nest_and_keep_marks_that_markdown_does_not_know() -> None:
    below = ListItem("+", (Text("b"),), 2, (ListItem("", (Text("tiếp"),), 3),))
    items = (
        ListItem("-", (Text("a"),), 1, (below,)),
        ListItem("10.", (Text("mười"),), 1, (ListItem("đ)", (Text("điểm"),), 2),)),
    )
    markdown = write_markdown(Document(HEAD, (ItemList(items),), FOOT))
    assert "- a\n\n  + b\n\n    tiếp\n\n10. mười\n\n    - đ) điểm\n" in markdown


def test_footnotes_and_gaps_are_marked() -> None:
    document = plain(Text("a"), Footnote((Text("chú *thích*"),)), GapMark("q", "Số lớp"))
    markdown = write_markdown(document)
    assert r"a[^1]**\[… Số lớp\]**" in markdown
    assert markdown.endswith("\n\n[^1]: chú \\*thích\\*\n")


def test_a_table_is_a_pipe_table_with_one_header_line() -> None:
    markdown = write_markdown(report())
    assert (
        "| TT | Lĩnh vực | Tiếp nhận | Đã giải quyết - Trước hạn | Đã giải quyết - Tỷ lệ (%) "
        "| Tình trạng |\n| --- | --- | --- | --- | --- | --- |\n"
        "| 1 | Lĩnh vực 1 | 1.542 | 1.500 | 97,28 | Xong |"
    ) in markdown


def test_headings_have_their_level() -> None:
    markdown = write_markdown(report())
    for heading in ("# BÁO CÁO", "## I. CHỈ ĐẠO, ĐIỀU HÀNH", "### 1. Về kế hoạch", "## Phụ lục I"):
        assert f"\n{heading}\n" in markdown


@relaxed
@given(ANY_TEXT)
def test_any_text_anywhere_can_be_written_as_markdown(text: str) -> None:
    shown(write_markdown(replace(small(text), head=Head("", text, text, text, text, text))))
