"""Types of document, and their numbers and symbols as part of a citation."""

from __future__ import annotations

import re

from cchc_tui.domain.text import fold, fold_with_map

KINDS = {
    "Hiến pháp": "", "Bộ luật": "", "Luật": "", "Pháp lệnh": "", "Lệnh": "L",
    "Nghị quyết liên tịch": "NQLT", "Nghị quyết": "NQ", "Nghị định": "NĐ",
    "Thông tư liên tịch": "TTLT", "Thông tư": "TT", "Quyết định": "QĐ", "Chỉ thị": "CT",
    "Quy chế": "QC", "Quy định": "QyĐ", "Thông báo": "TB", "Thông cáo": "TC",
    "Hướng dẫn": "HD", "Chương trình": "CTr", "Kế hoạch": "KH", "Phương án": "PA",
    "Đề án": "ĐA", "Dự án": "DA", "Báo cáo": "BC", "Biên bản": "BB", "Tờ trình": "TTr",
    "Hợp đồng": "HĐ", "Công điện": "CĐ", "Bản ghi nhớ": "BGN", "Bản thỏa thuận": "BTT",
    "Giấy ủy quyền": "GUQ", "Giấy mời": "GM", "Phiếu chuyển": "PC", "Kết luận": "KL",
    "Công văn": "", "Văn bản hợp nhất": "VBHN", "Văn bản": "", "Thư công": "",
}  # fmt: skip
"""Types of document and the abbreviation in their symbol (NĐ 30/2020, Phụ lục III); Party and
older types beside. Official letters have none."""

NAMED_KINDS = ("Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh")
"""Types cited by their name alone (NĐ 30/2020, Phụ lục I, mục II.6b)."""

_BY_FOLD = {fold(kind): kind for kind in KINDS}
_BY_SYMBOL = {symbol: kind for kind, symbol in KINDS.items() if symbol}
_KIND = re.compile(
    r"(?:" + "|".join(sorted(map(re.escape, _BY_FOLD), key=len, reverse=True)) + r")(?![a-z])"
)
_LETTERS = "A-Za-zÀ-ỹ"
_SYMBOL = rf"[{_LETTERS}][{_LETTERS}0-9&.]*"
_STATE = rf"[0-9]*[a-zđ]?(?:/[0-9]{{4}})?/{_SYMBOL}(?:-{_SYMBOL})*"
_PARTY = rf"[0-9]*[a-zđ]?-{_SYMBOL}/{_SYMBOL}(?:[-/.]{_SYMBOL})*"
_NUMBER = re.compile(rf"(?:{_STATE}|{_PARTY})\Z")


def take_kind(text: str) -> tuple[str, str]:
    """The type at the start of the text, in its right spelling, and the rest; or empty."""
    folded, origins = fold_with_map(text)
    found = _KIND.match(folded)
    if not found:
        return "", text
    end = origins[found.end()] if found.end() < len(origins) else len(text)
    return _BY_FOLD[found[0]], text[end:].strip()


def take_number(text: str, has_kind: bool) -> tuple[str, str]:
    """Number and symbol at the start of the text, blanks inside closed up, and the rest."""
    text = re.sub(
        r"\A((?:s[ốo]\s*:?\s*)?[0-9]*[a-zđ]?)[\s.…_]*/\s*(?=\S)", r"\1/", text, flags=re.I
    )
    text = re.sub(rf"\A((?:s[ốo]\s*:?\s*)?[0-9/]*{_SYMBOL})\s+-\s+(?=[A-ZĐ])", r"\1-", text)
    found = re.match(r"(s[ốo]\s*:?\s*)?([^\s,;()]+)[\s,]*", text, re.IGNORECASE)
    if not found:
        return "", text
    token = found[2].rstrip(".")
    said = found[1] and re.search(r"[0-9/]", token)
    bare = _NUMBER.match(token) or (has_kind and re.match(r"[0-9]+[/-]\S+\Z", token))
    return (token, text[found.end() :]) if said or bare else ("", text)


def kind_of(number: str) -> str:
    """The type told by a symbol; a letter where it names no type."""
    if not _NUMBER.match(number) or not number[0].isdigit():
        return ""
    return _BY_SYMBOL.get(_type_symbol(number), "Công văn")


def _type_symbol(number: str) -> str:
    """The part of a symbol that tells the type: `KH` of `1247/KH-UBND`, `NQ` of `18-NQ/TW`."""
    if re.match(r"[0-9]*[a-zđ]?-", number):
        return number.partition("-")[2].partition("/")[0]
    return number.rpartition("/")[2].partition("-")[0]


def number_problems(kind: str, number: str) -> tuple[str, ...]:
    """What looks wrong with the number and symbol of a document, in Vietnamese."""
    if re.fullmatch(r"[0-9]+[a-zđ]?", number):
        return (f"Số “{number}” thiếu ký hiệu; ghi như {number}/{KINDS[kind] or 'STP'}-UBND.",)
    if not _NUMBER.match(number):
        return (
            f"Số, ký hiệu “{number}” viết chưa đúng; ghi như 12/KH-UBND, 30/2020/NĐ-CP hoặc"
            " 18-NQ/TW.",
        )
    symbol, expected = _type_symbol(number), KINDS[kind]
    by_assembly = symbol.startswith(("QH", "UBTVQH"))
    party = bool(re.match(r"[0-9]*[a-zđ]?-", number))
    if expected and not symbol.startswith(expected) and not by_assembly and not party:
        return (f"Ký hiệu của {kind} thường là {expected}, ở đây ghi {symbol}.",)
    return ()
