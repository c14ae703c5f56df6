"""Who reported, for which period and on what: read from the head, the title and the opening."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from cchc_tui.document.blocks import Document
from cchc_tui.domain.agencies import Agency
from cchc_tui.domain.dates import DateProblem, PartialDate, parse_date
from cchc_tui.domain.periods import (
    Period,
    PeriodProblem,
    PeriodType,
    WindowRules,
    free_period,
    make_period,
)
from cchc_tui.domain.signers import Signer
from cchc_tui.domain.spans import day_in_month
from cchc_tui.domain.text import fold, slug
from cchc_tui.interview.kinds import Kind, Library
from cchc_tui.phrases.period_names import PERIOD, key_of
from cchc_tui.services.imports.matching import fitness, likeness, plain_words
from cchc_tui.services.imports.segments import Segment

_YEAR = re.compile(r"(?:năm|Năm|NĂM)\s+((?:19|20|21)\d\d)(?!\d)")
_SPAN = re.compile(r"((?:19|20|21)\d\d)\s*[-–]\s*((?:19|20|21)\d\d)(?!\d)")
_ONE_YEAR = 400
_BOARD = r"\b(?:ubnd|uy ban nhan dan)\s+"
_LEVELS = {
    "van-phong": r"\bvan phong (?:ubnd|uy ban|hdnd|hoi dong)",
    "xa": _BOARD + r"(?:xa|phuong|thi tran|dac khu)\b",
    "huyen": _BOARD + r"(?:huyen|quan|thi xa)\b",
    "tinh": _BOARD + r"(?:tinh|thanh pho)\b",
    "so": r"\b(?:so|ban|thanh tra)\b",
}
_WORDS_OF_FORMS = {"TM": "tm", "KT": "kt", "TL": "tl", "TUQ": "tuq", "Q": "q"}


def guess_kind(
    document: Document, segments: Sequence[Segment], library: Library, level: str
) -> list[tuple[float, Kind]]:
    """Every kind with how well it fits, 0 to 1, the best first.

    Args:
        document: The old report.
        segments: Its headings.
        library: The kinds.
        level: Level of the agency that sent it; empty: not known.
    """
    subject = plain_words(" ".join(document.head.subject))
    found = []
    for kind in library.kinds.values():
        titles = [plain_words(" ".join(kind.subject)), plain_words(kind.title)]
        about = max(likeness(subject, title) for title in titles) if subject else 0.0
        sender = 0.1 if level and level in kind.agencies else 0.0
        sender -= 0.15 if _out_of_force(kind, document) else 0.0
        found.append((0.72 * fitness(segments, library, kind) + 0.18 * about + sender, kind))
    return sorted(found, key=lambda one: (-one[0], one[1].id))


def _out_of_force(kind: Kind, document: Document) -> bool:
    """Whether no report of that kind was due in the year the report was signed."""
    signed = signed_on(document)
    if signed is None:
        return False
    first, last = kind.valid_from[:4], kind.valid_to[:4]
    return bool(first and str(signed.year) < first) or bool(last and str(signed.year) > last)


def level_of(document: Document, names: Mapping[str, str], known: Agency | None) -> str:
    """The level of the agency that sent a report; empty where its name does not tell."""
    if known is not None:
        return known.level
    name = fold(f"{names.get('co_quan', '')} {document.head.agency}")
    for level, pattern in _LEVELS.items():
        if re.search(pattern, name):
            return level
    return ""


def signed_on(document: Document) -> PartialDate | None:
    """The date in the head; None where it cannot be read."""
    try:
        return parse_date(document.head.date)
    except DateProblem:
        return None


def guess_period(
    document: Document, opening: Sequence[str], today: date, rules: WindowRules | None = None
) -> tuple[Period, bool]:
    """The period reported on, and whether the text names it; else the year of its date."""
    for text in (" ".join(document.head.subject), *opening):
        found = _named(text, document, rules)
        if found is not None:
            return found, True
    signed = signed_on(document)
    year = signed.year if signed else today.year
    if signed and signed.month is not None and signed.month <= 2:
        year -= 1
    return make_period(PeriodType.YEAR, year, rules=rules), False


def period_of_spans(
    spans: Sequence[tuple[PartialDate | None, PartialDate]], rules: WindowRules | None = None
) -> Period | None:
    """A period of several years told by the days its figures are counted from and to."""
    firsts = [day for start, _ in spans if start is not None and (day := start.to_date())]
    lasts = [day for start, end in spans if start is not None and (day := end.to_date())]
    if not firsts or not lasts or (max(lasts) - min(firsts)).days <= _ONE_YEAR:
        return None
    first, last = min(firsts), max(lasts)
    # Figures of a year are often counted from the middle of the December before.
    start = first.year + (first.month == 12)
    try:
        return free_period(first, last, f"giai đoạn {start} - {last.year}", rules)
    except PeriodProblem:
        return None


def _named(text: str, document: Document, rules: WindowRules | None) -> Period | None:
    for match in PERIOD.finditer(text):
        kind, number, year = key_of(match)
        if year is None:
            signed = signed_on(document)
            year = signed.year if signed else None
        if year is None:
            continue
        try:
            return _period(kind, number, year, rules)
        except PeriodProblem:
            continue
    span = _SPAN.search(text)
    if span:
        first, last = int(span[1]), int(span[2])
        if first <= last:
            return free_period(
                date(first, 1, 1), date(last, 12, 31), f"giai đoạn {first} - {last}", rules
            )
    year_alone = _YEAR.search(text)
    if year_alone:
        try:
            return make_period(PeriodType.YEAR, int(year_alone[1]), rules=rules)
        except PeriodProblem:
            return None
    return None


def _period(kind: str, number: int, year: int, rules: WindowRules | None) -> Period:
    whole = {
        ("đầu", 6): PeriodType.FIRST_HALF,
        ("cuối", 6): PeriodType.SECOND_HALF,
        ("đầu", 9): PeriodType.NINE_MONTHS,
    }
    if kind in ("Q", "T"):
        type_ = PeriodType.QUARTER if kind == "Q" else PeriodType.MONTH
        return make_period(type_, year, number, rules=rules)
    if (kind, number) in whole:
        return make_period(whole[kind, number], year, rules=rules)
    first, last = (1, number) if kind == "đầu" else (13 - number, 12)
    name = f"{number} tháng {kind} năm {year}"
    return free_period(date(year, first, 1), day_in_month(year, last, 31), name, rules)


def match_agency(
    document: Document, names: Mapping[str, str], agencies: Mapping[str, Agency]
) -> Agency | None:
    """The known agency that sent the report: its symbol and its place or name must fit.

    One of another place is never meant: every province has a Sở Tư pháp with the symbol STP.
    """
    code = code_of(document)
    place = fold(document.head.place)
    said = fold(
        f"{document.head.agency} {names.get('co_quan', '')} {names.get('co_quan_day_du', '')}"
    )

    def fit(agency: Agency) -> int:
        same_code = bool(code) and fold(agency.code) == fold(code)
        same_place = bool(place) and fold(agency.place) == place
        if place and agency.place and not same_place:
            return 0
        same_name = bool(agency.name) and fold(agency.name) in said
        return 2 * same_code + 2 * same_place + same_name

    best = max(agencies.values(), key=fit, default=None)
    return best if best is not None and fit(best) >= 3 else None


def new_agency(document: Document, names: Mapping[str, str], kind: Kind, taken: set[str]) -> Agency:
    """An agency made of what the head and the foot say."""
    head, foot = document.head, document.foot
    code = code_of(document)
    name = names.get("co_quan") or (head.agency.capitalize() if head.agency else code or "Cơ quan")
    level = level_of(document, names, None) or (kind.agencies[0] if kind.agencies else "so")
    stem = slug(f"{code or name} {head.place}") or "co-quan"
    id_ = next(one for one in _ids(stem) if one not in taken)
    filed = [line for line in foot.recipients if fold(line).startswith("luu")]
    area = names.get("dia_ban", "")
    return Agency(
        id=id_,
        level=level,
        name=name,
        full_name=names.get("co_quan_day_du", "") or f"{name} {area}".strip(),
        superior=head.superior,
        head_name=head.agency,
        place=head.place or "…",
        area=area,
        code=code or _initials(name),
        recipients=tuple(line for line in foot.recipients if line not in filed),
        archive=filed[0].partition(":")[2].strip() if filed else "",
        signer=_signer(foot.authority),
    )


def _ids(stem: str) -> Iterator[str]:
    yield stem
    yield from (f"{stem}-{number}" for number in range(2, 10_000))


def _initials(name: str) -> str:
    """A code for an agency whose report has none: the first letters of its name."""
    return "".join(word[0] for word in slug(name).split("-") if word).upper() or "CQ"


def code_of(document: Document) -> str:
    """Code of the agency, from the symbol of the report: `STP` of `BC-STP`."""
    return document.head.symbol.partition("-")[2].strip()


def _signer(lines: Sequence[str]) -> Signer:
    """Who signs, from the lines of authority; a person's name is not kept."""
    if not lines:
        return Signer(head="Thủ trưởng", title="Thủ trưởng")
    mark, dot, rest = lines[0].partition(". ")
    form = _WORDS_OF_FORMS.get(mark.upper()) if dot else None
    last = _title(lines[-1].rpartition(". ")[2])
    if form is None:
        return Signer(head=last, title=last)
    if form == "tm":
        return Signer("tm", body=_title(rest), head=last, title=last)
    return Signer(form, head=_title(rest), title=last)


def _title(text: str) -> str:
    """A title in capitals as in a sentence: `PHÓ GIÁM ĐỐC` gives `Phó Giám đốc`."""
    words = text.lower().split()
    if not words:
        return ""
    start = 1 if words[0] in ("phó", "quyền") and len(words) > 1 else 0
    words[start] = words[start].capitalize()
    words[0] = words[0].capitalize()
    return " ".join(words)
