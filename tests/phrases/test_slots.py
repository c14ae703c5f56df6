"""Slots of phrases: reading, mistakes, filling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.phrases.slots import Slot, fill, parse_slots, slot_mistakes, slot_name


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("không có", []),
        ("{co_quan} đã", [Slot(0, 9, "co_quan")]),
        ("x {so:number}", [Slot(2, 13, "so", "number")]),
        ("{ so : number }", [Slot(0, 15, "so", "number")]),
        ("{Số hồ sơ}", [Slot(0, 10, "so_ho_so")]),
        (
            "{k:choice(hoàn thành|chưa)}",
            [Slot(0, 27, "k", "choice", ("hoàn thành", "chưa"))],
        ),
        ("{x:la}", [Slot(0, 6, "x", "text")]),
        ("{{không phải}} {a}", [Slot(15, 18, "a")]),
        ("{} {1a} { } {a b", []),
        ("{a}{b}", [Slot(0, 3, "a"), Slot(3, 6, "b")]),
    ],
)
def test_slots_are_read_where_they_stand(text: str, slots: list[Slot]) -> None:
    assert list(parse_slots(text)) == slots


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("{a} {b:number} {c:choice(x|y)} {{d}}", 0),
        ("{a:nunber}", 1),
        ("{a:choice}", 1),
        ("{a:choice(x)}", 1),
        ("{a:number(x|y)}", 1),
        ("{a", 1),
        ("a}", 1),
        ("{1}", 1),
    ],
)
def test_mistakes_in_slots_are_named(text: str, count: int) -> None:
    assert len(list(slot_mistakes(text))) == count


def test_known_slots_are_filled_and_the_rest_become_stops_in_the_new_text() -> None:
    filled = fill(
        "Trong {ky}, {co_quan} nhận {n:number} hồ sơ, {k:choice(đạt|chưa đạt)}",
        {"ky": "quý I", "co_quan": "Sở Y tế", "k": ""},
    )
    assert filled.text == "Trong quý I, Sở Y tế nhận {n} hồ sơ, {k}"
    assert [(filled.text[s.start : s.end], s.name, s.type) for s in filled.stops] == [
        ("{n}", "n", "number"),
        ("{k}", "k", "choice"),
    ]
    assert filled.stops[1].choices == ("đạt", "chưa đạt")


def test_stretches_of_a_phrase_are_found_again_in_its_text() -> None:
    phrase = "Sở {co_quan} đã tiếp {so:number} hồ sơ"
    filled = fill(phrase, {"co_quan": "Sở Tư pháp"})
    at = phrase.index("tiếp")
    spans = filled.spans([(0, 2), (4, 6), (8, 10), (at, at + 4), (at + 6, len(phrase))])
    assert [filled.text[start:end] for start, end in spans] == [
        "Sở", "Sở Tư pháp", "tiếp", "{so} hồ sơ",
    ]  # fmt: skip


def test_doubled_braces_come_out_single_and_values_are_never_read_as_slots() -> None:
    filled = fill("{{a}} {b} {c}", {"b": "{c} {{x}}", "c": "1"})
    assert filled.text == "{a} {c} {{x}} 1"
    assert filled.stops == ()


def test_a_value_that_begins_a_sentence_gets_a_capital() -> None:
    known = {"ky": "quý I", "x": "đến nay"}
    assert fill("{ky}, {ky}", known, capital=True).text == "Quý I, quý I"
    assert fill("{x}", known, capital=True).text == "Đến nay"
    assert fill("{ky}", known).text == "quý I"


@pytest.mark.parametrize(
    ("written", "name"), [("Số hồ sơ", "so_ho_so"), ("Đơn vị ", "don_vi"), ("a_b", "a_b")]
)
def test_a_name_with_marks_is_the_draft_name(written: str, name: str) -> None:
    assert slot_name(written) == name


@given(st.text(alphabet="{}:()|ab_đ \n", max_size=60), st.text(max_size=20))
def test_any_text_fills_and_every_stop_shows_its_name(text: str, value: str) -> None:
    filled = fill(text, {"a": value})
    for stop in filled.stops:
        assert filled.text[stop.start : stop.end] == f"{{{stop.name}}}"
    if "{" not in text and "}" not in text:
        assert filled.text == text


def test_very_many_braces_are_read_in_one_pass() -> None:
    text = "{a" * 50_000
    assert parse_slots(text) == ()
    assert len(list(slot_mistakes(text))) == 1
