"""Numbers that are not figures: dates, periods, numbers of documents, ordinals, versions.

They are blanked out, character for character, before figures are looked for, so that no rule
adds a year to a count of dossiers.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cchc_tui.review.passages import flat

BLANK = "_"
"""Stands for every character of a number that is not a figure."""

_YEAR = r"(?:19|20)[0-9]{2}"
_DAY = r"[0-9]{1,2}"
_SEP = r"\s*[/.-]\s*"

_ORDINALS = (
    "điều", "khoản", "điểm", "mục", "chương", "phụ lục", "biểu", "mẫu", "bảng", "tiết", "thứ",
    "khóa", "khoá", "đợt", "giai đoạn", "bước", "cấp độ", "mức độ", "nhóm", "loại", "hạng", "tầng",
    "(?<!cấp )phòng", "quận", "phường", "khu phố", "đề án", "quốc lộ", "phiên bản", "iso", "tcvn",
    "chi nhánh", "nghị quyết", "chương trình", "tiêu chí", "cột", "tổ", "hệ thống", "nghị định",
    "quyết định", "thông tư",
)  # fmt: skip
"""Words after which a number is a name, not a count."""

_PATTERNS = (
    # Numbers of documents: 12/2026/QĐ-UBND, 2803/SNV-CCHC&XDCQ, 18-NQ/TW, Số: /BC-VP.
    r"\b[0-9]+[a-z]?(?:/[0-9]{4,5})?/[a-z][a-z0-9&.]*(?:-[a-z0-9&.]*)*",
    r"\b[0-9]+-[a-z]+/[a-z]+(?:[-.][a-z]+)*",
    r"\b[0-9]+/[0-9]{4}-[a-z]+(?:-[a-z]+)*",
    # Dates and times.
    rf"\bngay(?:\s+lam viec)?\s*{_DAY}?\s*thang\s*{_DAY}?\s*nam\s*{_YEAR}",
    rf"\b{_DAY}{_SEP}{_DAY}{_SEP}[0-9]{{2,5}}\b",
    rf"\bngay\s+{_DAY}(?:{_SEP}{_DAY})?(?:\s*(?:,|va|den|-)\s*{_DAY}{_SEP}{_DAY})*(?![0-9])",
    rf"\bthang\s+{_DAY}(?:\s*(?:,|va|-)\s*{_DAY})*(?:\s*(?:/|nam)\s*{_YEAR})?(?![0-9.,]*%)",
    r"\b[0-9]{1,2}\s*(?::|h|gio)\s*[0-9]{2}\b",
    r"\b(?:quy|quy thu)\s+(?:[ivx]+|[1-4])(?:\s*(?:/|-|nam)\s*[0-9]{4})?\b",
    rf"\b(?:nam|nien do|nhiem ky|giai doan|ky|khoa|tu|den|nam hoc|luat|tin|va|-)\s+{_YEAR}"
    rf"(?:\s*[-/,]\s*{_YEAR})*(?![0-9.,]*[0-9%])",
    rf"\b{_YEAR}\s*-\s*{_YEAR}\b",
    rf"(?<=/){_YEAR}\b",
    # Spans of time are not results.
    r"\b[0-9]{1,3}(?:[,.][0-9]+)?\s+(?:thang|nam(?!\s+(?:hoc|gioi))|tuan|gio|phut|quy|tuoi"
    r"|ngay|thang dau nam|thang cuoi nam)\b(?!\s+phap luat)",
    # Ranges, ordinals, names with numbers.
    r"\b[0-9]+\s*-\s*[0-9]+(?![0-9]*[,.%])",
    r"\b(?:igate|onegate|ioffice|voffice|windows|v|web|cong nghiep|etsi)\s*[0-9]+(?:\.[0-9]+)+",
    r"\bmuc [1-4]\b(?![.,%]?[0-9%])",
    r"\btong dai [0-9]{3,5}\b",
    r"\bcovid\s*-?\s*19\b",
    r"\b24\s*/\s*(?:24|7)\b",
    r"\b0[0-9]{8,10}\b",
)
_NAMED = re.compile(
    r"\b(?:" + "|".join(_ORDINALS) + r"|(?<!một )phần)\s+(?:số\s+)?[0-9]+(?:[:.][0-9]+)*"
    r"(?:\s*[,-]\s*[0-9](?![0-9.,/]))*(?![0-9%]|,[0-9])"
    r"|(?<!tổng )(?<!còn )(?<!trong )\bsố\s+[0-9]+\b(?!\.[0-9]{3}|\s+(?:hồ sơ|trường hợp|người))"
)
"""With its tone marks: without them `tăng` is `tầng` and `bằng` is `bảng`."""
_MASK = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS))
_BARE_YEAR = re.compile(
    rf"(?<![0-9.,/]){_YEAR}(?![0-9.,/]*[0-9%])"
    r"(?!\s+(?:ho so|hs|van ban|nguoi|luot|truong hop|tthc|thu tuc|cuon|to|ban|tin|thue bao))"
)


_DIGIT = re.compile(r"[0-9]")


@lru_cache(maxsize=4096)
def masked(text: str) -> str:
    """The text folded, of the same length, with `BLANK` for numbers that are not figures."""

    def blank(found: re.Match[str]) -> str:
        if lower[found.start() : found.end()].endswith(" nam"):
            return found[0]  # "38 nam" are men; "38 năm" are years
        return re.sub(r"[0-9]", BLANK, found[0])

    plain = flat(text)
    if not _DIGIT.search(plain):
        return plain
    lower = text.lower()
    if len(lower) == len(plain):
        for found in _NAMED.finditer(lower):
            plain = (
                plain[: found.start()]
                + re.sub(r"[0-9]", BLANK, plain[found.start() : found.end()])
                + plain[found.end() :]
            )
    return _BARE_YEAR.sub(blank, _MASK.sub(blank, plain))
