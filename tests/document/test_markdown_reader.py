from __future__ import annotations

import pytest

from cchc_tui.document.blocks import Footnote, Text
from cchc_tui.document.markdown import read_markdown
from cchc_tui.document.parts import Item, Items, Node, Para, Placed
from cchc_tui.domain.inserts import Drop, GridInsert, Insert, Literal, ProseInsert, mark
from cchc_tui.domain.values import Column, Grid, Prose

INSERTS: dict[int, Insert] = {0: Literal("X"), 1: Drop(), 2: Literal("**Y** - {{z}}")}
LIT, DROP, LIT_MARKUP = mark(0), mark(1), mark(2)


def read(markdown: str) -> str:
    """The nodes as indented lines; bold is `<b>`, italic `<i>`, `~` where a list was lost."""
    lines: list[str] = []
    for node in read_markdown(markdown, INSERTS):
        lines += _lines(node)
    return "\n".join(lines)


def _lines(node: Node) -> list[str]:
    if isinstance(node, Para):
        return [_text(node)]
    assert isinstance(node, Items)
    return [line for item in node.items for line in _item(item, 0)]


def _item(item: Item, depth: int) -> list[str]:
    below = [line for child in item.items for line in _item(child, depth + 1)]
    return ["  " * depth + f"[{item.marker}] {_text(item)}", *below]


def _text(node: Para | Item) -> str:
    text = ""
    for part in node.parts:
        assert not isinstance(part, Footnote)
        piece = part.text if isinstance(part, Text) else "·"
        piece = f"<b>{piece}</b>" if part.bold else piece
        text += f"<i>{piece}</i>" if part.italic else piece
    return text + ("~" if node.bereft else "")


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ("Một\nhai\n\nBa", "Một hai\nBa"),
        (
            "**đậm** và *nghiêng* và ***cả hai***",
            "<b>đậm</b> và <i>nghiêng</i> và <i><b>cả hai</b></i>",
        ),
        (f"**{LIT}** a*{LIT}*b", "<b>·</b> a<i>·</i>b"),
        ("- a\n- b", "[-] a\n[-] b"),
        ("- a\n+ b\n+ c\n* d\n- e", "[-] a\n  [+] b\n  [+] c\n    [*] d\n[-] e"),
        ("- a\n  + b\n    * c\n- d", "[-] a\n  [+] b\n    [*] c\n[-] d"),
        ("- a\n  - b", "[-] a\n  [-] b"),
        ("- a\n\n- b", "[-] a\n[-] b"),
        ("1. a\n1. b\n", "[1.] a\n[2.] b"),
        ("3) a\n4) b", "[3)] a\n[4)] b"),
        ("1. a\n- b\n- c", "[1.] a\n  [-] b\n  [-] c"),
        ("- a\n\n  tiếp\n\n  + b", "[-] a\n  [] tiếp\n  [+] b"),
        ("Mở:\n- a", "Mở:\n[-] a"),
        ("- \n- b", "[-] b"),
        ("", ""),
    ],
)
def test_paragraphs_lists_and_emphasis(markdown: str, blocks: str) -> None:
    assert read(markdown) == blocks


@pytest.mark.parametrize(
    "line",
    [
        "# không phải đề mục",
        "Không phải đề mục",
        "[chữ](http://x.vn)",
        "![ảnh](x.png)",
        "<b>thẻ</b> <script>",
        "`mã`",
        "> trích",
        "---",
        "| a | b |",
        "&amp; &lt;",
        "~~gạch~~",
        "http://x.vn/a_b_c",
        "a_b_c và 2 * 3 * 4",
    ],
)
def test_everything_else_of_markdown_is_text(line: str) -> None:
    assert read(line) == line


def test_an_indented_line_is_not_code() -> None:
    assert read("        thụt vào") == "thụt vào"


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        (f"Một {DROP} hai\n\nBa", "Ba"),
        (f"- a\n- b {DROP}\n- c", "[-] a\n[-] c"),
        (f"- a {DROP}\n  + b\n- c", "[-] c"),
        (f"- a:\n  + b {DROP}\n- c", "[-] a:~\n[-] c"),
        (f"- a:\n  + b {DROP}\n  + c\n- d", "[-] a:\n  [+] c\n[-] d"),
        (f"Mở:\n\n- a {DROP}\n- b {DROP}\n\nKết", "Mở:~\nKết"),
        (f"1. a\n2. b {DROP}\n3. c", "[1.] a\n[2.] c"),
        (f"**{DROP}** a", ""),
    ],
)
def test_drop_takes_its_paragraph_or_item_along(markdown: str, blocks: str) -> None:
    assert read(markdown) == blocks


def test_a_table_without_rows_and_prose_without_text_drop_their_paragraph() -> None:
    inserts: dict[int, Insert] = {
        0: GridInsert(Grid((Column("a", "A"),), ())),
        1: ProseInsert(Prose(" \n ")),
    }
    assert read_markdown(f"{mark(0)}\n\nÝ: {mark(1)}\n\nCòn", inserts) == (Para((Text("Còn"),)),)


def test_an_answer_is_never_parsed() -> None:
    nodes = read_markdown(f"a {LIT_MARKUP} b", INSERTS)
    assert nodes == (Para((Text("a "), Placed(INSERTS[2]), Text(" b"))),)


def test_a_mark_without_insert_is_a_mistake_of_the_program() -> None:
    with pytest.raises(KeyError):
        read_markdown(mark(99), INSERTS)
