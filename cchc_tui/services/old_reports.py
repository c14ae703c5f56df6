"""What is known of an old report and what it says, from its document: for finding phrases in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from cchc_tui.document.blocks import (
    Document,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
    ParagraphStyle,
    Text,
)
from cchc_tui.document.readers import ReadProblem, read_report
from cchc_tui.domain.periods import Period, PeriodProblem, PeriodType, make_period
from cchc_tui.domain.text import clean_line
from cchc_tui.interview.kinds import Library
from cchc_tui.phrases.harvest import Passage, Report
from cchc_tui.phrases.period_names import PERIOD, Key, key_of
from cchc_tui.phrases.sections import Titles
from cchc_tui.services.errors import WorkError

OPENING, CLOSING = "mo-dau", "ket"
"""Library sections that stand under no heading."""

_YEAR = re.compile(r"năm\s+((?:19|20|21)[0-9]{2})(?![0-9])", re.IGNORECASE)
_AREA = r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)"
_UPPER = r"[A-ZĐÀ-Ỹ]"
_AGENCY = re.compile(
    rf"(?<!\w)(?:(?:UBND|Ủy ban nhân dân)\s+{_AREA}(?=\s+{_UPPER})"
    rf"|Văn phòng (?:UBND|Ủy ban nhân dân|HĐND và UBND)\s+{_AREA}"
    rf"|(?:Sở|Phòng|Ban|Thanh tra|Chi cục|Bộ|Cục)\s+{_UPPER}[^\s,;.]*"
    rf"(?:\s+(?:và\s+)?[^\W\d_]+){{0,6}}?)"
    rf"(?=\s+báo cáo|\s+đã|\s+gửi|\s+{_AREA}\s+{_UPPER}|\s*\./\.|\s*$)"
)
_LEVEL_AT_END = re.compile(rf"\s+{_AREA}\Z")
_PLACE = re.compile(rf"{_AREA}\s+{_UPPER}[^\W\d_]*(?:\s+{_UPPER}[^\W\d_]*){{0,3}}")


def as_report(name: str, document: Document) -> Report:
    """A document as sentences are sought in it: paragraphs and items below their headings."""
    passages = tuple(_passages(document))
    return Report(name, passages, known_facts(document, passages))


def section_titles(library: Library) -> dict[str, Titles]:
    """What each library section is called, with the headings it stands under in every kind."""
    own = {one.id: [one.title] for one in library.sections.values()}
    above: dict[str, list[str]] = {one: [] for one in own}
    for kind in library.kinds.values():
        headings: list[tuple[int, str]] = []
        for node in kind.sections:
            if node.heading and "{" not in node.heading:
                headings = [one for one in headings if one[0] < node.level]
                headings.append((node.level, node.heading))
            if node.use and headings:
                own[node.use].append(headings[-1][1])
                above[node.use] += (text for _, text in headings[:-1])
    return {
        one: Titles(tuple(dict.fromkeys(own[one])), tuple(dict.fromkeys(above[one]))) for one in own
    }


def known_facts(document: Document, passages: tuple[Passage, ...]) -> dict[str, str]:
    """Agency, area and period of a report, as slot values; what is not certain is left out."""
    known = _period_facts(" ".join(document.head.subject), passages)
    ends = " ".join(one.text for one in (*passages[:3], *passages[-3:]))
    whole = " ".join(one.text for one in passages)
    place = clean_line(document.head.place)
    area = _area(place, whole) if place else ""
    if place:
        known["dia_danh"] = place
    if area:
        known["dia_ban"] = area
    agency = _agency(document.head.agency, whole, ends)
    if agency:
        known["co_quan"] = agency
        if area:
            known["co_quan_day_du"] = f"{_LEVEL_AT_END.sub('', agency)} {area}"
    return known


def _agency(head: str, whole: str, ends: str) -> str:
    """The name of who reports, as the text writes it; empty if it cannot be told.

    Args:
        head: What stands above the report, in capitals; may be empty.
        whole: All the text.
        ends: Its first and last paragraphs, which say who reports.
    """
    printed = re.findall(rf"(?<!\w){re.escape(clean_line(head))}(?!\w)", whole, re.IGNORECASE)
    names = Counter(one for one in printed if head and not one.isupper())
    names = names or Counter(found[0] for found in _AGENCY.finditer(ends))
    return max(names, key=lambda one: (names[one], len(one))) if names else ""


def _area(place: str, text: str) -> str:
    """`tỉnh Sông Lam` for the place name `Sông Lam`; empty if the text never says."""
    found = Counter(one for one in _PLACE.findall(text) if one.endswith(" " + place))
    return found.most_common(1)[0][0] if found else ""


def _period_facts(subject: str, passages: tuple[Passage, ...]) -> dict[str, str]:
    for text in (subject, *(one.text for one in passages[:2])):
        found = next((one for one in PERIOD.finditer(text) if key_of(one)[2]), None)
        if found:
            return _names(found[0], key_of(found))
        year = _YEAR.search(text)
        if year:
            return {"nam_bao_cao": year[1]}
    return {}


def _names(written: str, key: Key) -> dict[str, str]:
    known = {"ky_bao_cao": clean_line(written), "nam_bao_cao": str(key[2])}
    period = _period(key)
    if period is not None:
        known["ky_bao_cao"] = period.name
        with suppress(PeriodProblem):
            known |= {"ky_sau": period.next().name, "ky_truoc": period.previous().name}
    return known


def _period(key: Key) -> Period | None:
    """The period of a key, where it is one that reports are made for."""
    kind, number, year = key
    types = {
        ("đầu", 6): PeriodType.FIRST_HALF,
        ("cuối", 6): PeriodType.SECOND_HALF,
        ("đầu", 9): PeriodType.NINE_MONTHS,
    }
    type_ = {"Q": PeriodType.QUARTER, "T": PeriodType.MONTH}.get(kind) or types.get((kind, number))
    if type_ is None or year is None:
        return None
    try:
        return make_period(type_, year, number if kind in "QT" else 0)
    except PeriodProblem:
        return None


def _passages(document: Document) -> Iterator[Passage]:
    headings: list[tuple[int, str]] = []
    for block in document.body:
        under = tuple(text for _, text in headings)
        if isinstance(block, Heading):
            headings = [one for one in headings if one[0] < block.level]
            headings.append((block.level, block.text))
        elif isinstance(block, Paragraph) and block.style is not ParagraphStyle.NOTE:
            text = _plain(block.inlines)
            yield Passage(text, under, _section(block.style, text, under))
        elif isinstance(block, ItemList):
            for item in block.items:
                yield from _items(item, under)


def _section(style: ParagraphStyle, text: str, under: tuple[str, ...]) -> str:
    """The section of what stands before the first heading, and of the closing sentence."""
    if style is ParagraphStyle.CLOSING or text.startswith("Trên đây là"):
        return CLOSING
    return "" if under else OPENING


def _items(item: ListItem, under: tuple[str, ...]) -> Iterator[Passage]:
    yield Passage(_plain(item.inlines), under)
    for child in item.items:
        yield from _items(child, under)


def _plain(inlines: tuple[object, ...]) -> str:
    return "".join(one.text for one in inlines if isinstance(one, Text))


def read_reports(
    paths: Sequence[Path], on_file: Callable[[int, int, Path], None]
) -> Iterator[Report]:
    """Reads reports one after the other; a file named twice is read once.

    Raises:
        WorkError: One cannot be read; names it.
    """
    distinct = list(dict.fromkeys(paths))
    for done, path in enumerate(distinct):
        on_file(done, len(distinct), path)
        try:
            yield as_report(path.name, read_report(path).document)
        except ReadProblem as problem:
            raise WorkError(str(problem)) from problem
