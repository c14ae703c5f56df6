from __future__ import annotations

import pytest
from document_samples import NASTY, relaxed
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.document.blocks import Text
from cchc_tui.document.parts import Item, Items, Node, Para
from cchc_tui.document.prose import read_prose
from cchc_tui.domain.inserts import ProseInsert
from cchc_tui.domain.values import Prose


def read(text: str, level: int = 0) -> str:
    """The blocks of a prose answer as indented lines."""
    lines: list[str] = []
    for node in read_prose(ProseInsert(Prose(text), "q", level)):
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
    return "".join(part.text for part in node.parts if isinstance(part, Text))


@pytest.mark.parametrize(
    ("typed", "blocks"),
    [
        ("Một\nHai", "Một\nHai"),
        ("Một\n\n\n  Hai  ", "Một\nHai"),
        ("- a\n+ b\n* c\n+ d\n- e", "[-] a\n  [+] b\n    [*] c\n  [+] d\n[-] e"),
        ("+ a\n+ b", "[+] a\n[+] b"),
        ("* c\n- a", "[*] c\n[-] a"),
        ("3. a\n7. b", "[1.] a\n[2.] b"),
        ("1) a\n2) b", "[1)] a\n[2)] b"),
        ("1. a\nĐoạn\n2. b", "[1.] a\nĐoạn\n[2.] b"),
        ("1. a\n2. b\n1. c", "[1.] a\n[2.] b\n[1.] c"),
        ("d) a\ne) b", "[a)] a\n[b)] b"),
        ("a) a\nb) b\nc) c\nd) d\nđ) e", "[a)] a\n[b)] b\n[c)] c\n[d)] d\n[đ)] e"),
        ("1. x\na) y\n- z\n2. w\na) v", "[1.] x\n  [a)] y\n    [-] z\n[2.] w\n  [a)] v"),
        ("-không cách", "-không cách"),
        ("2026. Năm", "2026. Năm"),
        ("- ", "-"),
        ("f) không có chữ f", "f) không có chữ f"),
    ],
)
def test_a_mark_at_the_start_of_a_line_is_a_level_and_all_else_is_text(
    typed: str, blocks: str
) -> None:
    assert read(typed) == blocks


@pytest.mark.parametrize(
    ("typed", "level", "blocks"),
    [
        ("a\nb", 1, "[-] a\n[-] b"),
        ("a\n- b\n+ c\nd", 1, "[-] a\n  [+] b\n    [*] c\n[-] d"),
        ("a\n- b\n+ c", 2, "[+] a\n  [*] b\n    [*] c"),
        ("- a\n- b", 1, "[-] a\n[-] b"),
        ("- a", 3, "[*] a"),
        ("a\n1. b", 1, "[-] a\n  [1.] b"),
    ],
)
def test_a_list_level_makes_items_of_paragraphs(typed: str, level: int, blocks: str) -> None:
    assert read(typed, level) == blocks


@pytest.mark.parametrize("typed", NASTY)
def test_markup_in_prose_is_text(typed: str) -> None:
    marks = ("- ", "+ ", "1. ")
    literal = typed[2:].lstrip() if typed.startswith(marks) else typed
    assert literal in read(typed)


@relaxed
@given(st.text(alphabet="-+*1.a)đ \nwz", max_size=60), st.integers(0, 3))
def test_no_word_is_lost(typed: str, level: int) -> None:
    kept = read(typed, level)
    assert kept.count("w") == typed.count("w")
    assert kept.count("z") == typed.count("z")


def test_what_is_printed_knows_its_question() -> None:
    nodes = read_prose(ProseInsert(Prose("a\n- b"), "ton_tai"))
    assert nodes == (
        Para((Text("a", question="ton_tai"),)),
        Items((Item("-", (Text("b", question="ton_tai"),)),)),
    )
