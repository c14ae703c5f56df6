"""Finds what changes from report to report in a sentence: figures, dates, documents, names.

Each finder yields marks for one sort of thing. They are asked in order, the most certain
first; what one has taken the later ones leave alone. A mark of type `KEEP` only protects
digits that belong to a name (`Điều 4`, `mức độ 3`, `Luật Đất đai năm 2024`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from cchc_tui.domain.citations import parse_citation
from cchc_tui.domain.dates import DateProblem, PartialDate, parse_date
from cchc_tui.domain.document_types import KINDS
from cchc_tui.phrases.counting import count_name
from cchc_tui.phrases.period_names import PERIOD, SPAN, key_of, known_periods
from cchc_tui.phrases.private import UPPER, find_private
from cchc_tui.phrases.slots import slot_name

KEEP, PRIVATE = "keep", "private"

AGENCY_NAMES = ("co_quan_day_du", "co_quan", "chu_quan", "dia_ban", "dia_danh")
"""Names whose values are looked for in a text although they hold no figure."""

KNOWN_DIGITS = 3
"""A figure of fewer digits (`05`) stands in a sentence by chance too often to mean a fact."""

NUMBER = r"(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,24})(?:,[0-9]{1,8})?"
_OPEN, _CLOSE = r"(?<![\w.,/:–+-])", r"(?![\w/:]|[.,–-][0-9]|-\w)"
_YEAR = r"(?:19|20|21)[0-9]{2}"
_BEFORE_ISSUER_ENDS = (
    "về|v/v|quy định|ban hành|phê duyệt|sửa đổi|bổ sung|hướng dẫn|công bố|triển khai|thực hiện"
    "|bãi bỏ|thành lập|kiện toàn|giao|tổ chức|tăng cường|đẩy mạnh|đã|được|để|nhằm|trong|trên"
    "|tại|có|là|theo|cho|với|năm|ngày|đến|và các|gồm|như|nêu"
)
_KIND = "|".join(sorted(map(re.escape, KINDS), key=len, reverse=True))
_SYMBOL = rf"[{UPPER}][\w&.]*\w(?:-[{UPPER}][\w&.]*\w|-[{UPPER}])*"
_CITATION = re.compile(
    rf"(?<![\w/-])(?:(?P<kind>(?i:{_KIND}))\s+(?:số\s*:?\s*)?|số\s*:?\s*)?"
    rf"(?:[0-9]{{1,6}}[a-zđ]?(?:/[0-9]{{4}})?/{_SYMBOL}|[0-9]{{1,6}}-[{UPPER}]{{2,}}[\w]*/{_SYMBOL})"
    r"(?:,?\s+ngày\s+(?:[0-9]{1,2}\s*[/.-]\s*[0-9]{1,2}\s*[/.-]\s*[0-9]{4}"
    r"|[0-9]{1,2}\s+tháng\s+[0-9]{1,2}\s+năm\s+[0-9]{4})(?![0-9]))?"
    rf"(?:\s+của\s+[{UPPER}][^\s,;.:()“”]*(?:\s+[^\s,;.:()“”]+){{0,9}}?"
    rf"(?=\s+(?:{_BEFORE_ISSUER_ENDS})(?!\w)|\s+và\s+(?:(?i:{_KIND})|[a-zđ])|\s*[,;.:()“”]|\s*\Z))?"
)
_LAW = re.compile(
    r"(?<!\w)(?:Bộ luật|Luật|Pháp lệnh|Hiến pháp)(?:,?\s+[^\W\d_]+){0,14}?"
    rf"(?:\s+năm)?\s+{_YEAR}(?!\w)"
)
_NAMED = re.compile(
    r"(?<!\w)(?:điều|khoản|điểm|(?<!danh )mục|chương|phần|phụ lục|mức độ|(?<!định )mức|bước|đề án"
    r"|khóa|thứ|hạng|cấp độ|hệ thống|giai đoạn|khu vực|khối|biểu|mẫu|bảng|vòng|đợt|loại|tiêu chí"
    r"|iso|tcvn|qcvn|tháng|quý|ngày|(?<!tổng )số)"
    rf"\s+(?:số\s+)?{NUMBER}(?:\s*(?:[,/–:-]|và|đến)\s*{NUMBER})*(?![\w])(?!\s*%)",
    re.IGNORECASE,
)
_TIME = re.compile(r"(?<!\w)[0-9]{1,2}[:h][0-9]{2}(?!\w)")
_ITEM = re.compile(r"\s*(?:[-+*•–]\s+)?[0-9]{1,3}(?:\.[0-9]{1,3}){0,4}[.)/]?(?<=[.)/])\s")
_SHORT_DATE = re.compile(
    rf"(?<![\w/.-])[0-9]{{1,2}}(?P<mark>\s*[/.-]\s*)[0-9]{{1,2}}\s*[/.-]\s*{_YEAR}(?![\w/])"
)
_LONG_DATE = re.compile(
    rf"(?<=ngày)\s+(?P<date>[0-9]{{1,2}}\s+tháng\s+[0-9]{{1,2}}\s+năm\s+{_YEAR})(?![0-9])",
    re.IGNORECASE,
)
_YEAR_SAID = re.compile(rf"(?<!\w)năm\s+(?P<year>{_YEAR})(?![\w/]|[.,–-][0-9])", re.IGNORECASE)
_PERCENT = re.compile(rf"(?<![\w.,/:–+-])(?:{NUMBER}|[0-9]{{1,6}}\.[0-9]{{1,4}})\s?%")
_MONEY = re.compile(
    rf"{_OPEN}{NUMBER}\s+(?:(?:nghìn tỷ|ngàn tỷ|tỷ|tỉ|triệu|nghìn|ngàn)\s+)?(?:đồng|VNĐ)(?!\w)"
)
_FRACTION = re.compile(rf"{_OPEN}(?P<part>{NUMBER})\s*/\s*(?P<whole>{NUMBER})(?![\w/]|[.,–-][0-9])")
_RANGE = re.compile(rf"{_OPEN}(?P<low>{NUMBER})\s*[–-]\s*(?P<high>{NUMBER})(?=\s+[^\W\d_])")
_COUNT = re.compile(rf"{_OPEN}{NUMBER}{_CLOSE}")


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing found at `text[start:end]`.

    Attributes:
        start: Where it begins.
        end: Where it ends.
        name: What to call its slot.
        type: A slot type, `KEEP` or `PRIVATE`.
        known: Whether the draft has it under that name.
    """

    start: int
    end: int
    name: str
    type: str
    known: bool = False


Known = Mapping[str, str]


def recognise(text: str, known: Known) -> list[Mark]:
    """Everything that changes, in the order it stands, apart from each other.

    Args:
        text: One or more sentences.
        known: What the draft would put into slots, by slot name.
    """
    marks: list[Mark] = []
    start = 0
    for line in text.split("\n"):  # nothing that is filled into a slot has two lines
        marks += (
            replace(one, start=one.start + start, end=one.end + start)
            for one in _of_line(line, known)
            if one.type != KEEP
        )
        start += len(line) + 1
    return marks


def _of_line(line: str, known: Known) -> list[Mark]:
    taken = bytearray(len(line))
    marks: list[Mark] = []
    for find in _FINDERS:
        for mark in find(line, known):
            if mark.start < mark.end and not any(taken[mark.start : mark.end]):
                taken[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
                marks.append(mark)
    return sorted(marks, key=lambda one: one.start)


def _people(text: str, known: Known) -> Iterator[Mark]:
    for start, end, name in find_private(text):
        yield Mark(start, end, name, PRIVATE)


def _known_documents(text: str, known: Known) -> Iterator[Mark]:
    """Documents and the like, word for word as the draft has them."""
    for name, value in _by_length(known):
        if len(value) >= 12 and _digits(value) >= KNOWN_DIGITS and name not in _HANDLED:
            if PERIOD.fullmatch(value) or _is_date(value):
                continue
            kind = "citation" if _CITATION.search(value) else "text"
            yield from _mentions(text, name, value, kind)


_HANDLED = frozenset((*AGENCY_NAMES, "ky", "nam_bao_cao"))


def _citations(text: str, known: Known) -> Iterator[Mark]:
    for found in _CITATION.finditer(text):
        citation = parse_citation(found[0])
        if citation.number:
            kind = found["kind"] or citation.kind
            name = "van_ban" if kind in ("", "Công văn") else slot_name(kind)
            yield Mark(found.start(), found.end(), name, "citation")


def _laws(text: str, known: Known) -> Iterator[Mark]:
    for found in _LAW.finditer(text):
        yield Mark(found.start(), found.end(), "", KEEP)


def _agency(text: str, known: Known) -> Iterator[Mark]:
    for name, value in _by_length({n: known[n] for n in AGENCY_NAMES if known.get(n)}):
        for written in _spellings(value):
            yield from _mentions(text, name, written, "text")


def _spellings(name: str) -> list[str]:
    """A name of an agency with `UBND` and with `Ủy ban nhân dân`, longest first."""
    pairs = (("UBND", "Ủy ban nhân dân"), ("HĐND", "Hội đồng nhân dân"))
    found = {name}
    for short, long in pairs:
        found |= {one.replace(short, long) for one in found}
        found |= {one.replace(long, short) for one in found}
    return sorted(found, key=len, reverse=True)


def _periods(text: str, known: Known) -> Iterator[Mark]:
    names = known_periods(known)
    for found in SPAN.finditer(text):
        yield Mark(found.start(), found.end(), "giai_doan", "period")
    for found in PERIOD.finditer(text):
        kind, number, year = key_of(found)
        name = names.get((kind, number, year), "")
        if kind == "T" and year is None:
            name = ""  # `tháng 9` alone is as often a holiday as the month reported
        if name or year is not None:
            yield Mark(found.start(), found.end(), name or "ky_khac", "period", bool(name))
        else:
            yield Mark(found.start(), found.end(), "", KEEP)


def _dates(text: str, known: Known) -> Iterator[Mark]:
    days = {day: name for name, value in known.items() if (day := _day(value)) is not None}
    for pattern, group in ((_LONG_DATE, "date"), (_SHORT_DATE, 0)):
        for found in pattern.finditer(text):
            start, end = found.span(group)
            day = _day(text[start:end])
            if day is None:
                yield Mark(start, end, "", KEEP)
            else:
                name = days.get(day, "")
                yield Mark(start, end, name or _date_name(text[:start]), "date", bool(name))


def _date_name(before: str) -> str:
    found = re.search(r"(từ|đến|đến hết|hết|trước|sau|tới)(?:\s+ngày)?\s*\Z", before[-24:].lower())
    word = found[1] if found else ""
    return {"từ": "tu_ngay", "trước": "truoc_ngay", "sau": "sau_ngay", "": "ngay"}.get(
        word, "den_ngay"
    )


def _years(text: str, known: Known) -> Iterator[Mark]:
    year = known.get("nam_bao_cao", "")
    for found in _YEAR_SAID.finditer(text):
        same = found["year"] == year
        yield Mark(*found.span("year"), "nam_bao_cao" if same else "nam", "year", same)


def _money(text: str, known: Known) -> Iterator[Mark]:
    for found in _MONEY.finditer(text):
        name = _fact(found[0], known)
        yield Mark(*found.span(), name or "so_tien", "money", bool(name))


def _percents(text: str, known: Known) -> Iterator[Mark]:
    for found in _PERCENT.finditer(text):
        name = _fact(found[0], known)
        yield Mark(*found.span(), name or "ty_le", "percent", bool(name))


def _numbered_things(text: str, known: Known) -> Iterator[Mark]:
    item = _ITEM.match(text)
    if item:
        yield Mark(item.start(), item.end(), "", KEEP)
    for pattern in (_TIME, _NAMED):
        for found in pattern.finditer(text):
            yield Mark(found.start(), found.end(), "", KEEP)


def _pairs(text: str, known: Known) -> Iterator[Mark]:
    """`113/2.027 hồ sơ`, `7-15 phút`."""
    for found in _FRACTION.finditer(text):
        name = count_name(text, *found.span("whole"))
        yield Mark(*found.span("part"), name, "number")
        whole = "tong_" + name if name.startswith("so_") else "tong_so"
        yield Mark(*found.span("whole"), whole, "number")
    for found in _RANGE.finditer(text):
        name = count_name(text, *found.span("high"))
        yield Mark(*found.span("low"), name + "_tu", "number")
        yield Mark(*found.span("high"), name + "_den", "number")


def _counts(text: str, known: Known) -> Iterator[Mark]:
    for found in _COUNT.finditer(text):
        name = _fact(found[0], known)
        called = name or count_name(text, *found.span())
        yield Mark(*found.span(), called, "number", bool(name))


_FINDERS: tuple[Callable[[str, Known], Iterator[Mark]], ...] = (
    _people, _known_documents, _citations, _laws, _agency, _dates, _periods, _years, _money,
    _percents, _numbered_things, _pairs, _counts,
)  # fmt: skip


def _mentions(text: str, name: str, value: str, kind: str) -> Iterator[Mark]:
    """Where a value stands as whole words; its first letter may be a capital."""
    if not value:
        return
    first, rest = value[0], value[1:]
    pattern = rf"(?<!\w)[{re.escape(first + first.upper())}]{re.escape(rest)}(?!\w)"
    for found in re.finditer(pattern, text):
        yield Mark(found.start(), found.end(), name, kind, True)


def _fact(figure: str, known: Known) -> str:
    """The one name whose value is exactly this figure; empty if none or several."""
    if _digits(figure) < KNOWN_DIGITS:
        return ""
    names = [name for name, value in known.items() if value == figure and name != "nam_bao_cao"]
    return names[0] if len(names) == 1 else ""


def _by_length(known: Known) -> list[tuple[str, str]]:
    return sorted(known.items(), key=lambda item: -len(item[1]))


def _digits(text: str) -> int:
    return sum(char.isdigit() for char in text)


def _day(text: str) -> PartialDate | None:
    """A whole date; None for anything else."""
    if not 8 <= len(text) <= 40:
        return None
    try:
        day = parse_date(text)
    except DateProblem:
        return None
    return day if day.day is not None else None


def _is_date(text: str) -> bool:
    return _day(text) is not None
