"""Finds by shape what may be out of date in text carried to another period.

Figures, percents, money, dates, cited documents, names of periods and years are found
wherever they stand; laws, decrees and other standing rules, spans of years (`giai đoạn
2021-2025`), references (`khoản 2 Điều 5`) and names with a number are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cchc_tui.domain.document_types import KINDS
from cchc_tui.domain.periods import Period
from cchc_tui.interview.moving import Move, Moving, Taken
from cchc_tui.interview.spots import StaleKind, StaleSpot

_YEAR = r"(?:19|20|21)[0-9]{2}"
_SYMBOL = r"[A-ZĐ][\wĐ&.]*(?:-[\wĐ&.]+)*"
_KIND = "|".join(sorted(map(re.escape, filter(None, KINDS)), key=len, reverse=True))
_DAY = (
    rf"ngày\s+[0-9]{{1,2}}(?:\s*[/.-]\s*[0-9]{{1,2}}\s*[/.-]\s*{_YEAR}"
    rf"|\s+tháng\s+[0-9]{{1,2}}\s+năm\s+{_YEAR})"
)
_ON = rf"(?:\s*\(\s*{_DAY}\s*\)|\s*,?\s*{_DAY})?"
"""With its bracket only where the day alone is in it: not the one around the whole citation."""
_CITED = re.compile(
    rf"(?:(?P<kind>{_KIND})\s+)?(?:số\s*:?\s*)?(?<![\w/])"
    rf"(?P<number>[0-9]+[a-zđ]?(?:/{_YEAR})?/{_SYMBOL}|[0-9]+[a-zđ]?-[A-ZĐ][\wĐ]*/[A-ZĐ]\w*){_ON}"
)
_STANDING_KINDS = ("Nghị định", "Thông tư", "Thông tư liên tịch", "Luật", "Bộ luật", "Pháp lệnh")
_STANDING_SYMBOL = re.compile(rf"/{_YEAR}/|-CP\b|-TTg\b|/TW\b|\bQH[0-9]|TTLT|/BCT\b|/TT-")
_LAW = re.compile(
    rf"(?:Bộ luật|Luật|Pháp lệnh|Hiến pháp)\b[^.;,\n()|]{{0,80}}?(?<!\w)(?:năm\s+)?{_YEAR}(?!\w)"
)
_SPAN = re.compile(
    rf"(?<!\w)(?:(?:giai đoạn|nhiệm kỳ|kỳ|niên độ)\s+)?{_YEAR}\s*[-–—]\s*{_YEAR}(?!\w)",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"(?<![\w/.,-])(?:[0-9]+(?:[.,][0-9]+)*)(?:\s*[/-]\s*[0-9]+(?:[.,][0-9]+)*)*"
    r"(?P<unit>\s*%|\s*phần trăm|\s+(?:nghìn |ngàn )?(?:tỷ|tỉ|triệu|nghìn|ngàn)(?: đồng)?\b"
    r"|\s+đồng\b)?"
    r"(?![\w/])"
)
_NAMED_BY_NUMBER = re.compile(
    r"(?:điều|khoản|điểm|mục|phần|chương|phụ lục|mẫu(?: số)?|biểu|bảng|mức độ|mức|cấp độ|cấp|"
    r"nhóm|giai đoạn|thứ|khóa|khoá|đề án|quận|phường|số|iso|tcvn|covid|thế hệ|phiên bản|"
    r"công nghiệp|kỳ họp|đợt|quyển|tập|bước|loại|hạng|tổ|khu phố|thôn|quốc lộ)\s*\Z",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?:(?:tổng|trong|trên|con)\s+số|cấp|loại|mức)\s*\Z", re.IGNORECASE)
"""Words that name by a small number only: `cấp 3`, but `cấp 45 thẻ`, `tổng số 2.027 hồ sơ`."""
_LIST_NUMBER = re.compile(r"^[ \t]*[0-9]{1,2}(?:\.[0-9]+)*[.)](?=\s)", re.MULTILINE)
_KEPT_FORM = re.compile(
    r"\[\^\w{1,20}\]:?"
    r"|^[ \t]*\|(?:[ \t]*\(\d{1,2}\)(?:[ \t]*=[^|\n]*)?[ \t]*\|)+[ \t]*$",
    re.MULTILINE,
)
"""Marks of notes, and rows that number the columns of a kept table."""
_NUMBERED_TABLE = re.compile(
    r"^[ \t]*\|[ \t]*(?:STT|TT|Số TT|Số thứ tự)[ \t]*\|.*(?:\n[ \t]*\|.*)*",
    re.MULTILINE | re.IGNORECASE,
)
_RUNNING = re.compile(r"^[ \t]*\|[ \t]*[0-9]{1,4}(?:\.[0-9]{1,2})*[.)]?[ \t]*(?=\|)", re.MULTILINE)
"""A running number in the first column of such a table."""
_CLAUSE_END = re.compile(r"[.;|\n](?!\w)")
_SUBJECT = 400
_FIXED_WORDS = re.compile(r"(?<![\w/.,])(?:24/(?:24|7)|4\.0)(?![\w/])")


@dataclass(frozen=True, slots=True)
class MovedText:
    """A text moved on, and what in it is to be looked at."""

    text: str
    spots: tuple[StaleSpot, ...]


def find_stale(text: str, old: Period, new: Period) -> list[StaleSpot]:
    """Every place that may be out of date, in order, none overlapping another.

    Args:
        text: As carried.
        old: The period it was written for.
        new: The period it is wanted for.

    Returns:
        Places; `proposed` is what a rule would put there. A name of a period or a year that
        stays as it is is not among them.
    """
    return [spot for spot, _ in _found(text, Moving(old, new))]


def move_on(text: str, moving: Moving) -> MovedText:
    """The text with what a rule settles moved on, and the places left to be looked at."""
    parts: list[str] = []
    spots: list[StaleSpot] = []
    end = shift = 0
    for spot, sure in _found(text, moving):
        if not sure:
            spots.append(spot.moved(shift))
            continue
        parts += [text[end : spot.start], spot.proposed]
        end = spot.end
        shift += len(spot.proposed) - (spot.end - spot.start)
    return MovedText("".join([*parts, text[end:]]), tuple(spots))


def _found(text: str, moving: Moving) -> list[tuple[StaleSpot, bool]]:
    """Places with whether a rule settles them."""
    taken = Taken(len(text))
    for pattern in (_LIST_NUMBER, _FIXED_WORDS, _SPAN, _KEPT_FORM):
        for match in pattern.finditer(text):
            taken.take(*match.span())
    for table in _NUMBERED_TABLE.finditer(text):
        for match in _RUNNING.finditer(text, *table.span()):
            taken.take(*match.span())
    found: list[tuple[StaleSpot, bool]] = []
    subjects = Taken(len(text))
    for match in _CITED.finditer(text):
        if not taken.take(*match.span()):
            continue
        if not is_standing(match["kind"] or "", match["number"]):
            found.append((_spot(*match.span(), text, StaleKind.CITATION), False))
        subjects.take(match.end(), _clause_end(text, match.end()))
    for match in _LAW.finditer(text):
        taken.take(*match.span())
    found += [
        _from_move(move, text, subjects.holds(move.start))
        for move in moving.moves(text)
        if taken.take(move.start, move.end) and move.text != text[move.start : move.end]
    ]
    figures = (spot for spot in _figures(text) if taken.take(spot.start, spot.end))
    found += [(spot, False) for spot in figures]
    return sorted(found, key=lambda one: one[0].start)


def _from_move(move: Move, text: str, cited: bool) -> tuple[StaleSpot, bool]:
    spot = StaleSpot(move.start, move.end, move.kind, text[move.start : move.end], move.text)
    return spot, move.sure and not cited


def is_standing(kind: str, number: str) -> bool:
    """Whether a cited document is a standing rule, right to cite in any period.

    Laws, decrees, circulars, normative decisions (with the year in their number), and what
    the Party, the Government or the Prime Minister issued.
    """
    return kind in _STANDING_KINDS or bool(_STANDING_SYMBOL.search(number))


def _clause_end(text: str, start: int) -> int:
    """Where the clause behind a number ends; a subject is never longer than a few lines."""
    limit = min(start + _SUBJECT, len(text))
    match = _CLAUSE_END.search(text, start, limit)
    return match.start() if match else limit


def _figures(text: str) -> Iterator[StaleSpot]:
    for match in _FIGURE.finditer(text):
        if not _is_name(match, text[max(match.start() - 16, 0) : match.start()]):
            yield _spot(match.start(), match.end(), text, _kind_of(match, text))


def _is_name(match: re.Match[str], before: str) -> bool:
    """Whether a figure is part of a name (`Điều 5`, `Chi nhánh số 03`) and not a count.

    A share or a sum of money never is.
    """
    if match["unit"] or not _NAMED_BY_NUMBER.search(before):
        return False
    counted = _COUNTED.search(before)
    return counted is None or (len(match[0]) < 2 and not counted[0].rstrip().endswith("số"))


def _kind_of(match: re.Match[str], text: str) -> StaleKind:
    unit = (match["unit"] or "").strip()
    if unit in ("%", "phần trăm"):
        return StaleKind.PERCENT
    if unit.endswith("đồng"):
        return StaleKind.MONEY
    if re.fullmatch(_YEAR, match[0]):
        return StaleKind.YEAR
    day = text[max(match.start() - 8, 0) : match.start()].rstrip().casefold().endswith("ngày")
    return StaleKind.DATE if day and re.search("[/-]", match[0]) else StaleKind.FIGURE


def _spot(start: int, end: int, text: str, kind: StaleKind) -> StaleSpot:
    return StaleSpot(start, end, kind, text[start:end])
