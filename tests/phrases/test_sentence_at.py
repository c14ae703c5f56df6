"""The sentence that a cursor stands in."""

from __future__ import annotations

import pytest

from cchc_tui.phrases.sentences import sentence_at

TEXT = "Đã họp giao ban. Có 1.250 hồ sơ tại TP. Vinh đúng hạn!\n- Việc khác; vẫn tốt.\n\nHết"


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        ("|Đã họp", "Đã họp giao ban."),
        ("ban.|", "Đã họp giao ban."),
        ("Có 1.2|50", "Có 1.250 hồ sơ tại TP. Vinh đúng hạn!"),
        ("TP. V|inh", "Có 1.250 hồ sơ tại TP. Vinh đúng hạn!"),
        ("- Việc kh|ác", "Việc khác; vẫn tốt."),
        ("tốt.\n|", ""),
        ("Hết|", "Hết"),
    ],
)
def test_it_is_the_one_around_the_cursor(at: str, sentence: str) -> None:
    index = TEXT.index(at.replace("|", "")) + at.index("|")
    assert sentence_at(TEXT, index) == sentence


def test_an_empty_text_has_none() -> None:
    assert sentence_at("", 0) == ""
