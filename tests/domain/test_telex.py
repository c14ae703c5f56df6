"""Telex and VNI over every syllable that can be written, and over what must be left alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.domain.strokes import TONES, VOWELS, Method
from cchc_tui.domain.syllables import is_vietnamese_syllable, parse_syllable, spellings
from cchc_tui.domain.telex import Keyboard, is_typed, word_before

TELEX, VNI = Keyboard("telex"), Keyboard("vni")
KEYBOARDS: dict[Method, Keyboard] = {"telex": TELEX, "vni": VNI}
_STOPS = ("c", "ch", "p", "t")
_MARKS: dict[Method, dict[str, tuple[str, str]]] = {
    "telex": {
        "ă": ("a", "w"), "â": ("a", "a"), "ê": ("e", "e"), "ô": ("o", "o"), "ơ": ("o", "w"),
        "ư": ("u", "w"), "đ": ("d", "d"),
    },
    "vni": {
        "ă": ("a", "8"), "â": ("a", "6"), "ê": ("e", "6"), "ô": ("o", "6"), "ơ": ("o", "7"),
        "ư": ("u", "7"), "đ": ("d", "9"),
    },
}  # fmt: skip


def written(keyboard: Keyboard, keys: str) -> str:
    """What stands in the text after these keys and a blank."""
    text, word = "", keyboard.begin()
    for key in keys + " ":
        if is_typed(key):
            word = keyboard.press(word, key)
        else:
            text += keyboard.end(word) + key
            word = keyboard.begin()
    return text[:-1]


def live(keyboard: Keyboard, keys: str) -> str:
    """What stands in the text while the word goes on."""
    word = keyboard.begin()
    for key in keys:
        word = keyboard.press(word, key)
    return word.shown


def toned(spelling: str, mark: str, *, old_style: bool = True) -> str:
    """A syllable with its tone, in the place that the speller gives it, not the keyboard."""
    if not mark:
        return spelling
    vowels = [at for at, char in enumerate(spelling) if char in VOWELS]
    for at in vowels if old_style else reversed(vowels):
        text = unicodedata.normalize("NFC", spelling[: at + 1] + mark) + spelling[at + 1 :]
        found = parse_syllable(text)
        if found and found.placement in ("", "old" if old_style else "new"):
            return text
    raise AssertionError(f"no place for the tone of {spelling}")


def every_syllable() -> Iterator[tuple[str, str, str]]:
    """Every spelling, every tone that it may have, and the syllable so written."""
    for spelling in sorted(spellings()):
        for mark in ("", *(mark for mark in TONES["telex"].values() if mark)):
            if not (spelling.endswith(_STOPS) and mark not in ("\u0301", "\u0323")):
                yield spelling, mark, toned(spelling, mark)


SYLLABLES = list(every_syllable())


def tone_key(method: Method, mark: str) -> str:
    return next(key for key, value in TONES[method].items() if value == mark) if mark else ""


def orders(method: Method, spelling: str, mark: str, syllable: str) -> set[str]:
    """The orders in which people type a syllable: marks at once or later, tone likewise."""
    marks, tone = _MARKS[method], tone_key(method, mark)
    keys = ["".join(marks.get(char, (char, ""))) for char in spelling]
    if method == "telex" and "oo" in spelling:
        keys[spelling.index("oo")] = "oo"  # xoong is xooong: the third o takes the hat off.
        return {"".join(keys) + tone}
    plain = "".join(key[0] for key in keys)
    late = "".join(marks[char][1] for char in spelling if char in marks)
    late = late.replace("77", "7").replace("ww", "w")  # One key for both letters of ươ.
    at = next((at for at, char in enumerate(syllable) if char != spelling[at]), -1)
    last = max(at for at, char in enumerate(spelling) if char in VOWELS)
    found = {
        "".join(keys) + tone,
        plain + late + tone,
        plain + tone + late,
        "".join(keys[: at + 1]) + tone + "".join(keys[at + 1 :]),
        "".join(keys[: last + 1]) + tone + "".join(keys[last + 1 :]),
    }
    horned = marks["ư"][1]
    if "ươ" in spelling:
        for both in (f"uo{horned}", f"u{horned}o"):
            found.add("".join(keys).replace(f"u{horned}o{horned}", both) + tone)
    if method == "telex" and "ư" in spelling:
        found.add("".join(keys).replace("uw", "w") + tone)
    return found


# Alone, uow is the beginning of ươm and ươn; no word of the language is uơ alone.
SET_APART = {toned("uơ", mark) for mark in ("", *TONES["telex"].values())}


@pytest.mark.parametrize("method", ["telex", "vni"])
def test_every_syllable_is_typed_in_every_usual_order(method: Method) -> None:
    keyboard = KEYBOARDS[method]
    wrong = [
        (keys, made, syllable)
        for spelling, mark, syllable in SYLLABLES
        for keys in orders(method, spelling, mark, syllable)
        if syllable not in SET_APART and (made := written(keyboard, keys)) != syllable
    ]
    assert len(SYLLABLES) > 12_000
    assert not wrong, (len(wrong), wrong[:300:7])


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("VIEEJT NAM", "VIỆT NAM"),
        ("Vieejt Nam", "Việt Nam"),
        ("coongj hoaf xax hooij", "cộng hòa xã hội"),
        ("quyeets ddinhj", "quyết định"),
        ("khuyru", "khuỷu"),
        ("giwxa", "giữa"),
        ("DDaats nuwowcs", "Đất nước"),
        ("nguoiwf", "người"),
        ("DDawsk Lawsk, Bawcs Kanj, Kroong Buks", "Đắk Lắk, Bắc Kạn, Krông Búk"),
        ("thuyr, thuyeenf, thuowr", "thủy, thuyền, thuở"),
        ("laamf sai roofi", "lầm sai rồi"),
    ],
)
def test_words_of_reports_come_out_right(keys: str, text: str) -> None:
    assert written(TELEX, keys) == text


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("aaa", "aa"), ("ass", "as"), ("aff", "af"), ("dd", "đ"), ("ddd", "dd"), ("w", "ư"),
        ("ww", "w"), ("www", "www"), ("uww", "uw"), ("oww", "ow"), ("aww", "aw"), ("eee", "ee"),
        ("ooo", "oo"), ("uow", "ươ"), ("uoww", "uơ"), ("uowwr", "uở"), ("uowww", "uow"),
        ("uowwn", "ươn"), ("asz", "a"), ("aasz", "â"), ("asf", "à"),
        ("aaw", "ă"), ("awa", "â"), ("oow", "ơ"), ("tiengs", "tiéng"), ("tiengse", "tiếng"),
        ("tieengss", "tiêngs"), ("lisst", "list"), ("xooong", "xoong"), ("dangd", "đang"),
        ("hocfj", "học"), ("thuow", "thuơ"), ("thuown", "thươn"), ("DD", "Đ"), ("W", "Ư"),
    ],
)  # fmt: skip
def test_telex_marks_and_their_undoing(keys: str, shown: str) -> None:
    assert live(TELEX, keys) == shown


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("a6", "â"), ("a66", "a6"), ("a1", "á"), ("a11", "a1"), ("a10", "a"), ("d9", "đ"),
        ("d99", "d9"), ("u7", "ư"), ("uo7", "ươ"), ("tie6ng1", "tiếng"), ("tieng61", "tiếng"),
        ("hoa8c5", "hoặc"), ("nguoi72", "người"), ("D9a61t", "Đất"),
    ],
)  # fmt: skip
def test_vni_marks_and_their_undoing(keys: str, shown: str) -> None:
    assert live(VNI, keys) == shown


_LEFT_ALONE = """
    https://dichvucong.gov.vn www.gov.vn Windows AS400 15/2020/ND-CP email gmail Gmail VNPT-iGate
    web website Excel Internet Outlook Google Facebook Zalo Samsung iPhone iOS iOffice USB PDF
    HTML http ftp Wifi wifi server user video data camera banana next text export import Viettel
    eOffice e-Cabinet VNeID UBND HCM TTHC CNTT SMS virus eHSMT ISO 9001:2015 PAR INDEX PAPI SIPAS
    GIS Office software hardware wordpress Microsoft Word PowerPoint Adobe Reader Windows10 x86 QR
    B1 T6 H5N1 km2 m2 m3 2020 4G 5G A4k QD-TTg Logo scan Scan chip driver Excel2016 AWS WTO
"""


@pytest.mark.parametrize("word", _LEFT_ALONE.split())
def test_foreign_words_codes_and_figures_stay_as_typed_in_telex(word: str) -> None:
    assert written(TELEX, word) == word


_LEFT_ALONE_IN_VNI = """
    https://dichvucong.gov.vn Windows Windows10 AS400 15/2020/ND-CP email VNPT-iGate ISO 9001:2015
    2020 1.234.567 28,42% B1 T6 H5N1 km2 m2 4G x86 Excel2016 2026-Q1
"""


@pytest.mark.parametrize("word", _LEFT_ALONE_IN_VNI.split())
def test_foreign_words_codes_and_figures_stay_as_typed_in_vni(word: str) -> None:
    assert written(VNI, word) == word


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        ("15/2020/NDD-CP", "15/2020/NĐ-CP"),
        ("QDD-UBND", "QĐ-UBND"),
        ("HDDND", "HĐND"),
        ("DDBSCL", "ĐBSCL"),
        ("LDDTBXH", "LĐTBXH"),
        ("VNDD", "VNĐ"),
        ("1000dd, 25.000dd", "1000đ, 25.000đ"),
        ("ddc", "đc"),
        ("dd/c", "đ/c"),
        ("HDDD", "HDD"),
        ("ADDRESS", "ADDRESS"),
        ("TUW", "TƯ"),
    ],
)
def test_abbreviations_get_their_letter(keys: str, text: str) -> None:
    assert written(TELEX, keys) == text


def test_abbreviations_get_their_letter_in_vni() -> None:
    assert (
        written(VNI, "15/2020/ND9-CP QD9-UBND D9BSCL 1000d9") == "15/2020/NĐ-CP QĐ-UBND ĐBSCL 1000đ"
    )


@pytest.mark.parametrize(
    ("keys", "old", "new"),
    [("hoaf", "hòa", "hoà"), ("khoer", "khỏe", "khoẻ"), ("thuys", "thúy", "thuý"),
     ("UYR", "ỦY", "UỶ"), ("quys", "quý", "quý"), ("hoangf", "hoàng", "hoàng")],
)  # fmt: skip
def test_the_tone_stands_where_the_officer_wants_it(keys: str, old: str, new: str) -> None:
    assert written(Keyboard("telex"), keys) == old
    assert written(Keyboard("telex", old_style=False), keys) == new


def test_every_syllable_keeps_its_marks_in_capitals_and_in_the_new_style() -> None:
    new = Keyboard("telex", old_style=False)
    for spelling, mark, syllable in SYLLABLES[::7]:
        if syllable in SET_APART:
            continue
        keys = max(orders("telex", spelling, mark, syllable), key=len)
        assert written(TELEX, keys.upper()) == syllable.upper()
        assert written(TELEX, keys.capitalize()) == syllable.capitalize()
        assert written(new, keys) == toned(spelling, mark, old_style=False)


@pytest.mark.parametrize(
    ("seed", "keys", "shown"),
    [
        ("hoa", "f", "hòa"),
        ("tiêng", "s", "tiếng"),
        ("tiếng", "f", "tiềng"),
        ("á", "s", "as"),
        ("â", "a", "aa"),
        ("has", "s", "hass"),
        ("Windo", "ws", "Windows"),
        ("2020", "as", "2020as"),
        ("việ", "t", "việt"),
        ("hoà", "n", "hoàn"),
        ("HDD", "N", "HDDN"),
    ],
)
def test_a_word_that_stands_there_already_is_gone_on_with(seed: str, keys: str, shown: str) -> None:
    word = TELEX.begin(seed)
    assert word.shown == seed
    for key in keys:
        word = TELEX.press(word, key)
    assert word.shown == shown


KEYS = st.text(st.sampled_from("aeiouyAEOUYdDwWsfrxjzghnctmplkbvqBT0123456789"), max_size=14)


@given(st.sampled_from([TELEX, VNI]), KEYS)
def test_any_keys_give_composed_letters_or_the_keys_themselves(
    keyboard: Keyboard, keys: str
) -> None:
    text = written(keyboard, keys)
    assert unicodedata.is_normalized("NFC", text)
    assert text.isalnum() or not keys
    assert len(text) <= len(keys)


@given(st.sampled_from([TELEX, VNI]), KEYS)
def test_what_is_rubbed_out_letter_by_letter_leaves_the_letters_before(
    keyboard: Keyboard, keys: str
) -> None:
    shown = live(keyboard, keys)
    while shown:
        word = keyboard.begin(shown)
        assert word.shown == shown
        assert keyboard.end(word) == shown, "a word that is not typed on is never changed"
        shown = shown[:-1]


@given(st.sampled_from([TELEX, VNI]), st.text(max_size=20), KEYS)
def test_any_text_before_the_cursor_is_a_beginning(
    keyboard: Keyboard, before: str, keys: str
) -> None:
    seed = word_before(before)
    assert unicodedata.normalize("NFC", before).endswith(seed)
    word = keyboard.begin(seed)
    for key in keys:
        word = keyboard.press(word, key)
        assert unicodedata.is_normalized("NFC", word.shown) or not seed.isascii()


@given(KEYS)
def test_what_was_made_of_keys_is_a_syllable_unless_a_mark_was_undone(keys: str) -> None:
    word = TELEX.begin()
    for key in re.sub("[^a-z]", "", keys.lower()):
        word = TELEX.press(word, key)
    text = TELEX.end(word)
    if text != word.typed and word.letters is not None and not word.letters.undone:
        assert is_vietnamese_syllable(text) or text in ("đ", "ă", "â", "ươ"), text
