from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.domain.syllables import is_vietnamese_syllable, parse_syllable

_GOOD = """
    a à ấy ác ái an ảnh ao áp át áy âm ân ấp ất âu e éo êm ế i ỉa im ít ở ơn ớt ô ông ốc
    u ủa úp uống ưa ước ương ưu ý y yên yếu yểng uy ủy uỷ uyên uẩn oan oách oai oẳn oằn
    báo cáo cải cách hành chính quý quyền quyết quốc quận quỹ quên quanh quẩn quét quýt quỳnh
    nghị nghiêm nghe nghề người ngoài ngân ngữ ghi ghế gửi góp gương gắn giải giấy giữa giờ
    gì gìn giếng giết giêng giễu già giá giũa giục giới giặt gien kỹ kỳ kỷ kế kiểm kết kê khuỷu
    khuya khuyến khuếch huỷ hủy hòa hoà hoàn hoạch hoạt thủy thuỷ thuế thuê tuyết tuyên tuần
    tuột tuổi xoong xoóc buýt rượu hươu bưởi đặc đường đoàn đồng điều đánh trường trưởng trình
    trễ chuyển chuẩn chức nhiệm nhận những phường phải phổ sĩ sỹ lý lí tỷ tỉ mỹ mĩ hy vi pin
    thuở huơ quở loắt choắt khoẻ khỏe loè lòe toẹt ngoèo ngoao quẹo luật luẩn luôn xuân xuất
    xuềnh huệ huỳnh suýt khuỵu tiếc biếng diệp yêu hưng bực bứt mừng hừm
"""

_BAD = """
    b nh ng ch đ th w f j z fa za jan web ngị ngiêm nge ghan ghô cỹ ci cê cinh kan kỏ ku
    qa qốc quu cac cat cap cach hoc hôp mêt thuôc đảp hỏc tãt bàch hòan hòat tóan qúy gìa giừơ
    nghỉêm đìêu tuỷên ngừơi lụât quýêt híêu cúôi iên iêu kyên tyên byên uyn aa ee ooo
    nghhi phhường dduocj cair tthc UBND HĐND VNeID ươuu bịi ảá hoáà tiếếng nhưn bưn ơng
    gyên gê ge ngê êng êc ăi ău âi âo ău ươc ôp êch oăi uâi ngy chy
"""
GOOD, BAD = _GOOD.split(), _BAD.split()


@pytest.mark.parametrize("word", GOOD)
def test_a_good_spelling_is_a_syllable_in_any_case_and_form(word: str) -> None:
    for form in ("NFC", "NFD"):
        for written in (word, word.upper(), word.capitalize()):
            assert is_vietnamese_syllable(unicodedata.normalize(form, written))


@pytest.mark.parametrize("word", BAD)
def test_a_bad_spelling_is_no_syllable(word: str) -> None:
    assert not is_vietnamese_syllable(word)


@pytest.mark.parametrize(
    "text", ["", " ", "cải cách", "hành-chính", "05", "2026", "%", "“", "\u0301", "a\u0301\u0300"]
)
def test_what_is_not_one_word_is_no_syllable(text: str) -> None:
    assert not is_vietnamese_syllable(text)


@pytest.mark.parametrize(
    ("word", "onset", "rhyme", "tone", "placement"),
    [
        ("hòa", "h", "oa", "huyền", "old"),
        ("hoà", "h", "oa", "huyền", "new"),
        ("khỏe", "kh", "oe", "hỏi", "old"),
        ("khoẻ", "kh", "oe", "hỏi", "new"),
        ("Ủy", "", "uy", "hỏi", "old"),
        ("uỷ", "", "uy", "hỏi", "new"),
        ("hoa", "h", "oa", "ngang", ""),
        ("quý", "qu", "y", "sắc", ""),
        ("quả", "qu", "a", "hỏi", ""),
        ("hoàn", "h", "oan", "huyền", ""),
        ("giá", "gi", "a", "sắc", ""),
        ("giếng", "g", "iêng", "sắc", ""),
        ("gì", "g", "i", "huyền", ""),
        ("nghiệp", "ngh", "iêp", "nặng", ""),
        ("đường", "đ", "ương", "huyền", ""),
    ],
)
def test_the_parts_of_a_syllable_are_named(
    word: str, onset: str, rhyme: str, tone: str, placement: str
) -> None:
    syllable = parse_syllable(word)
    assert syllable is not None
    assert (syllable.onset, syllable.rhyme, syllable.tone) == (onset, rhyme, tone)
    assert syllable.placement == placement


@given(st.text(max_size=40))
def test_any_text_is_judged_without_an_error_and_alike_in_both_forms(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert is_vietnamese_syllable(text) == is_vietnamese_syllable(composed)


@given(st.sampled_from(GOOD), st.sampled_from("bcdhklmnpqstvx"))
def test_a_letter_put_after_a_full_syllable_in_a_final_makes_no_syllable(
    word: str, letter: str
) -> None:
    closed = ("c", "ch", "p", "t", "m", "ng", "nh")
    if unicodedata.normalize("NFC", word).endswith(closed) and word[-1] + letter != "ch":
        assert not is_vietnamese_syllable(word + letter)
