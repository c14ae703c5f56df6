"""What the replay counts: keys as an officer presses them, and what a phrase is worth."""

from __future__ import annotations

import pytest
from replay_forms import shortest, shortest_citation
from replay_keys import Tally, Use, report_length, telex_downs
from replay_matching import Plan, plan
from replay_table import Drafted, alike, copy_edit_keys

from cchc_tui.domain.citations import parse_citation
from cchc_tui.domain.values import AnswerState
from cchc_tui.interview.answer import Answer
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.interview.typed import parse_answer
from cchc_tui.phrases.slots import fill


@pytest.mark.parametrize(
    ("text", "downs"),
    [("a", 1), ("A", 2), ("ệ", 3), ("ề", 3), ("Ề", 4), ("đ", 2), ("Đ", 3), ("ơ", 2), ("15,6%", 6)],
)
def test_a_letter_takes_the_key_downs_of_telex(text: str, downs: int) -> None:
    assert telex_downs(text) == downs
    assert telex_downs("\u0065\u0323\u0302") == telex_downs("ệ")


def test_a_typed_text_counts_one_key_a_character_and_a_chord_one() -> None:
    tally = Tally()
    tally.typed("hồ sơ", Use.PROSE)
    tally.pressed("ctrl+g", Use.TAKING)
    tally.pressed("enter", Use.MOVING)
    assert tally.keys == {Use.PROSE: 5, Use.TAKING: 1, Use.MOVING: 1}
    assert (tally.total, tally.downs) == (7, 8 + 2 + 1)


def test_blank_lines_and_decomposed_letters_lengthen_no_report() -> None:
    assert report_length("Một\n\n\nhai \n") == report_length("M\u006f\u0302\u0323t\nhai") == 8


@pytest.mark.parametrize(
    ("phrase", "wanted", "expected"),
    [
        ("Tiếp tục rà soát.", "Tiếp tục rà soát. Xong", Plan((), 0, 17)),
        ("Có {so} hồ sơ.", "Có 12 hồ sơ.", Plan(("12",), 0, 12)),
        ("Có {so} hồ sơ trễ.", "Có 12 hồ sơ đúng", Plan(("12",), 4, 12, 1)),
        ("Có {so} và {y}", "Có 12 và 13; hết", Plan(("12", "13"), 0, 11)),
        ("Có {so} hồ sơ", "Có nhiều", Plan((), 10, 3, 3, True)),
        ("Rà soát", "Kiểm tra", None),
    ],
)
def test_a_phrase_is_kept_as_far_as_it_says_what_is_wanted(
    phrase: str, wanted: str, expected: Plan | None
) -> None:
    filled = fill(phrase, {})
    assert plan(filled.text, filled.stops, wanted) == expected


@pytest.mark.parametrize(
    ("type_", "typed", "short"),
    [
        (QuestionType.NUMBER, "15.613", "15613"),
        (QuestionType.NUMBER, "hơn 25.000", "hơn 25000"),
        (QuestionType.PERCENT, "28,42%", "28,42"),
        (QuestionType.DATE, "05/01/2026", "5/1/2026"),
    ],
)
def test_a_value_is_typed_in_the_shortest_way_that_is_read_the_same(
    type_: QuestionType, typed: str, short: str
) -> None:
    question = Question(id="x", type=type_, ask="?")
    value = parse_answer(question, typed)
    assert shortest(question, Answer(AnswerState.ANSWERED, value)) == short


def test_a_document_needs_no_type_where_its_symbol_tells_it() -> None:
    cited = parse_citation("Kế hoạch số 11/KH-UBND ngày 05/01/2026 của UBND tỉnh về rà soát")
    typed = shortest_citation(cited)
    assert parse_citation(typed) == cited
    assert typed.startswith("11/KH-UBND ")


def test_copying_and_changing_costs_what_is_changed() -> None:
    assert copy_edit_keys("Có 12 hồ sơ", "Có 12 hồ sơ") == 0
    assert copy_edit_keys("Có 12 hồ sơ", "Có 13 hồ sơ") == 1 + 1 + 2
    assert copy_edit_keys("Có 12 hồ sơ", "Có hồ sơ") == 1 + 1


def test_savings_are_told_beside_the_words_that_differ() -> None:
    tally = Tally()
    tally.typed("ab", Use.FACT)
    done = Drafted("x", tally, "Mười hai hồ sơ", "Mười ba hồ sơ")
    assert done.saved == 1 - 2 / 15
    assert done.same == alike(["a", "b", "c", "d"], ["a", "x", "c", "d"]) == 0.75
