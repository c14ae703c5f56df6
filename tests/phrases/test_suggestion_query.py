"""Which part of a text being written asks for a phrase; how a query is taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.phrases.query import MAX_TOKENS, parse_query, suggestion_query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", ""),
        ("trong ky", "trong ky"),
        ("Đã xong. Trong kỳ", "Trong kỳ"),
        ("Đã xong.Trong kỳ", "Đã xong.Trong kỳ"),
        ("Đã xong. ", ""),
        ("một\nhai", "hai"),
        ("một; hai ba", "hai ba"),
        ("cụ thể: tiếp nhận", "tiếp nhận"),
        ("Trong quý I, Sở Y tế đã", "Trong quý I, Sở Y tế đã"),
        ("đạt 12.345 hồ sơ", "đạt 12.345 hồ sơ"),
        ("tại TP. Huế đã", "tại TP. Huế đã"),
        ("- tiếp nhận", "tiếp nhận"),
        ("một\n+ tiếp nhận", "tiếp nhận"),
        ("1. tiếp nhận", "tiếp nhận"),
        ("đ) tiếp nhận", "tiếp nhận"),
        ("thế à? tiếp", "tiếp"),
        ("tiep nhan ", "tiep nhan "),
    ],
)
def test_the_last_clause_asks(text: str, query: str) -> None:
    assert suggestion_query(text) == query


@given(st.text(alphabet="ab. ;:\n-1)đế", max_size=900))
def test_it_is_always_an_end_of_the_text(text: str) -> None:
    assert text.endswith(suggestion_query(text))


def test_a_megabyte_is_not_looked_through() -> None:
    assert len(suggestion_query("a" * 1_000_000)) < 1000


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Tiếp nhận", ["tiep", "nhan"]),
        ("c c t t h c", ["cctthc"]),
        ("ho so t", ["ho", "so", "t"]),
        ("a b ho so", ["ab", "ho", "so"]),
        ("123/2015/NĐ-CP", ["123", "2015", "nd", "cp"]),
        ("đ Đ", ["dd"]),
        ("t", []),
        ("", []),
    ],
)
def test_a_query_is_taken_apart(text: str, tokens: list[str]) -> None:
    assert [token.fold for token in parse_query(text)] == tokens


def test_of_many_words_the_last_count() -> None:
    tokens = parse_query(" ".join(f"tu{n}" for n in range(40)))
    assert len(tokens) == MAX_TOKENS
    assert tokens[-1].fold == "tu39"


def test_marks_and_strokes_are_known() -> None:
    plain, marked, strokes = parse_query("tiep nhận cair")
    assert (plain.marked, marked.marked, strokes.composed) == (False, True, "cải")
