"""Finds what must never get into a shared phrase: names of people, phone numbers, addresses.

A name is told by what stands before it (`ông`, `đồng chí`, an office) or by standing alone on
a line with a Vietnamese surname first, as signatures do. Too much found costs a phrase that
could have been proposed; too little would publish a name, so doubt counts as a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
"""Capital letters, for a character class."""

_SURNAMES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ",
    "Hồ", "Ngô", "Dương", "Lý", "Đào", "Đoàn", "Vương", "Trịnh", "Trương", "Đinh", "Dinh", "Lâm",
    "Phùng", "Mai", "Tô", "Hà", "Tạ", "Lương", "Cao", "Châu", "Thái", "Chu", "Tăng", "Quách",
    "Thạch", "Kim", "Sơn", "Danh", "Triệu", "Lưu", "Lục", "Nông", "Hứa", "Giáp", "Tống", "Văn",
    "Nghiêm", "Quan", "Kiều", "Bạch", "Từ", "Viên", "Ninh", "Doãn", "Khổng", "Mạc", "Âu", "Ông",
    "Vi", "Vy", "Hầu", "Giàng", "Sùng", "Thào", "Lò", "Cầm", "Quàng", "Điểu", "Siu", "Ksor",
    "Rơ", "Y", "H", "Cao Lỗ", "Tôn", "Ma", "Lừu", "Vàng", "Hạng", "Bế", "Đàm", "Đồng", "La",
    "Thân", "Tiêu", "Trà", "Ưng", "Xa",
)  # fmt: skip
_WORD = rf"[{UPPER}][^\W\d_{UPPER}]*"
_CAPITALS = rf"[{UPPER}]{{2,}}"
_SURNAME = rf"(?:{'|'.join(_SURNAMES)})(?!\w)"
_LOUD_SURNAME = rf"(?:{'|'.join(_SURNAMES).upper()})(?!\w)"
_MORE = rf"(?:\s+{_WORD}(?!\w)){{1,4}}"
_FULL_NAME = rf"(?:{_SURNAME}{_MORE}|{_LOUD_SURNAME}(?:\s+{_CAPITALS}(?!\w)){{1,4}})"

_ADDRESSED = re.compile(
    rf"(?<!\w)(?:[ôÔ]ng|[bB]à|[ôÔ]ng\s*[/(]\s*[bB]à\)?|[đĐ]ồng chí|[đĐ]/c|[đĐ]c)\s*:?\s+"
    rf"(?P<name>{_WORD}(?!\w)(?:\s+{_WORD}(?!\w)){{0,4}}|{_LOUD_SURNAME}(?:\s+{_CAPITALS}(?!\w)){{1,4}})"
)
_OFFICE = re.compile(
    r"(?<!\w)(?:[gG]iám đốc|[cC]hủ tịch|[cC]hánh [vV]ăn phòng|[cC]hánh [tT]hanh tra|[bB]í thư"
    r"|[tT]rưởng (?:phòng|ban|đoàn)|[tT]hủ trưởng|[cC]huyên viên|[cC]ông chức|[vV]iên chức"
    r"|[hH]ọ (?:và )?tên|[lL]iên hệ|[nN]gười lập|[nN]gười ký)\s*:?"
    rf"(?:\s+[^\s,;.()]+){{0,6}}?\s+(?P<name>{_FULL_NAME})"
)
_ALONE = re.compile(rf"[\s*_]*(?P<name>{_FULL_NAME})[\s*_.]*")
_FIRST_OF_OFFICE = (
    "Chủ", "Phó", "Giám", "Bí", "Trưởng", "Chánh", "Ủy", "Uỷ", "Thủ", "Lãnh", "Tổng", "Bộ", "Thứ",
    "Cục", "Chi", "Đại", "Thanh", "Chuyên", "Công", "Cán", "Thường", "Đảng", "UBND", "Viện",
)  # fmt: skip
_PLACES = ("Bà Rịa", "Bà Nà", "Bà Đen", "Bà Triệu", "Bà Trưng", "Ông Đốc", "Ông Ích")
_FIGURES = ("Hồ Chí Minh", "Nguyễn Ái Quốc", "Võ Nguyên Giáp", "Tôn Đức Thắng")
"""Names of cities, movements and streets rather than of people in a report."""

_PHONE = re.compile(r"(?<![\w/.,+-])(?:\(?\+84\)?|0)(?:[ .-]?[0-9]){8,10}(?![\w/]|[.,-][0-9])")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_CARD = re.compile(
    r"(?<!\w)(?:CCCD|CMND|CMTND|[cC]ăn cước(?: công dân)?|[cC]hứng minh nhân dân)"
    r"(?:\s+số|\s*:)?\s*(?P<name>[0-9]{9,12})(?!\w)"
)

Stretch = tuple[int, int, str]
"""Where it starts and ends, and the name of the slot that takes its place."""


def find_private(text: str) -> Iterator[Stretch]:
    """Names, phone numbers, mail addresses and identity numbers in a text, in no order."""
    alone = _ALONE.fullmatch(text)
    if alone and alone["name"] not in _FIGURES:
        yield (*alone.span("name"), "ho_ten")
    for found in _ADDRESSED.finditer(text):
        place = f"{found[0].split()[0]} {found['name'].split()[0]}"
        if found["name"].split()[0] not in _FIRST_OF_OFFICE and place not in _PLACES:
            yield (*found.span("name"), "ho_ten")
    for found in _OFFICE.finditer(text):
        if found["name"] not in _FIGURES:
            yield (*found.span("name"), "ho_ten")
    for pattern, name in ((_PHONE, "dien_thoai"), (_MAIL, "thu_dien_tu")):
        for found in pattern.finditer(text):
            yield (*found.span(), name)
    for found in _CARD.finditer(text):
        yield (*found.span("name"), "so_dinh_danh")


def is_private(text: str) -> bool:
    """Whether a text holds anything that `find_private` finds."""
    return next(find_private(text), None) is not None
