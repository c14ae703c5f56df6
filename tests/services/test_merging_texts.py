"""Two texts put side by side by sentence, and one text made of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.phrases.sentences import whole_sentences
from cchc_tui.services.merging import Keep, Merge, pieces_of

A, B, C, D = (
    "Sở đã ban hành kế hoạch.",
    "Đã kiểm tra 05 đơn vị.",
    "Đã tập huấn cho 120 công chức.",
    "Đã mở thêm 02 quầy.",
)
SENTENCES = st.lists(st.sampled_from([A, B, C, D, "- Ý một;", "TP. Huế đạt 98,5%."]), max_size=6)


def merged(mine: str, theirs: str, base: str = "") -> Merge:
    return Merge("Câu", "Lan", pieces_of(mine, theirs, base))


@pytest.mark.parametrize(
    ("mine", "theirs", "base", "text"),
    [
        (f"{A} {B}", f"{A} {C}", A, f"{A} {B} {C}"),
        (f"{A} {B}", A, A, f"{A} {B}"),
        (A, f"{A} {C}", A, f"{A} {C}"),
        (f"{A} {B}", f"{A} {B}", A, f"{A} {B}"),
        (f"{A} {B}", f"{A} {C} {B}", f"{A} {B}", f"{A} {C} {B}"),
        (B, f"{A} {B}", f"{A} {B}", B),
        (f"{A} {B}", B, f"{A} {B}", B),
        (f"{A} {D}", f"{A} {B}", f"{A} {B}", f"{A} {D}"),
        (f"{A} {B}", f"{A} {D}", f"{A} {B}", f"{A} {D}"),
        (f"{A} {C}", f"{A} {D}", f"{A} {B}", f"{A} {C} {D}"),
        (f"{A}\n{B}", f"{A}\n{C}", A, f"{A}\n{B} {C}"),
        (A, f"{A}\n- Ý hai", A, f"{A}\n- Ý hai"),
        ("", A, "", A),
    ],
)
def test_what_one_has_changed_is_kept_and_what_both_have_is_kept_twice(
    mine: str, theirs: str, base: str, text: str
) -> None:
    assert merged(mine, theirs, base).text == text


def test_two_versions_of_a_sentence_stand_beside_each_other() -> None:
    merge = merged(
        f"{A} Đã ban hành quy chế chi tiêu nội bộ năm 2026. {B}",
        f"{A} Đã ban hành quy chế chi tiêu nội bộ. {C}",
    )
    pairs = [(piece.mine.strip(), piece.theirs.strip()) for piece in merge.pieces if not piece.same]
    assert pairs == [
        (
            "Đã ban hành quy chế chi tiêu nội bộ năm 2026.",
            "Đã ban hành quy chế chi tiêu nội bộ.",
        ),
        (B, C),
    ]


def test_each_place_is_chosen_by_itself() -> None:
    merge = merged(f"{A} {B}\n{C}", f"{A} {D}\n{C} {B}")
    first, last = merge.places
    assert merge.keeping(first, Keep.MINE).keeping(last, Keep.MINE).text == f"{A} {B}\n{C}"
    assert merge.keeping(first, Keep.THEIRS).keeping(last, Keep.THEIRS).text == f"{A} {D}\n{C} {B}"


@given(SENTENCES, SENTENCES, SENTENCES, st.sampled_from([" ", "\n"]))
def test_either_text_can_be_had_whole(
    mine: list[str], theirs: list[str], base: list[str], glue: str
) -> None:
    merge = merged(*(glue.join(text) for text in (mine, theirs, base)))
    for keep, wanted in ((Keep.MINE, mine), (Keep.THEIRS, theirs)):
        chosen = merge
        for number in merge.places:
            chosen = chosen.keeping(number, keep)
        assert chosen.text.split() == glue.join(wanted).split()


@given(SENTENCES, SENTENCES)
def test_with_both_kept_everywhere_no_sentence_is_lost(mine: list[str], theirs: list[str]) -> None:
    merge = merged(" ".join(mine), " ".join(theirs))
    for number in merge.places:
        merge = merge.keeping(number, Keep.BOTH)
    assert all(sentence in merge.text for sentence in (*mine, *theirs))


@given(st.text())
def test_sentences_put_together_again_are_the_text(text: str) -> None:
    assert "".join(whole_sentences(text)) == text


@pytest.mark.parametrize(
    "text", ["{{ a }} {% b %} *_#|", "a\u202eb. C", "x" * 1_000_000, "A. " * 20_000, "e\u0301. A"]
)
def test_strange_texts_come_through_as_they_are(text: str) -> None:
    assert merged(text, text).text == text.rstrip()
