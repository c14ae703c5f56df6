"""Cited documents: type, number and symbol, date, issuer, subject; written and read.

Reading never loses text: what cannot be understood becomes a citation with an empty kind
whose subject is the text itself, printed as it was typed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from cchc_tui.domain.dates import DateProblem, PartialDate, format_short, parse_date
from cchc_tui.domain.document_types import (
    NAMED_KINDS,
    kind_of,
    number_problems,
    take_kind,
    take_number,
)
from cchc_tui.domain.text import clean_line, clean_text, fold, slug

_SOMETHING = re.compile(r"[^\s;.,+*•–-]")
OPEN = "     "
"""Room left for a number that is not known yet."""

_VERBS = (
    "ban hành", "phê duyệt", "quy định", "sửa đổi", "bổ sung", "công bố", "hướng dẫn",
    "triển khai", "thực hiện", "bãi bỏ", "thành lập", "kiện toàn", "giao", "tổ chức thực hiện",
    "tăng cường", "đẩy mạnh",
)  # fmt: skip
_LEAD = re.compile(
    r"(?:\A|(?<=\s))(?:(?P<lead>về việc|v/v|về)(?=\s)|(?=(?:" + "|".join(_VERBS) + r")\s))",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\(?\s*(?P<date>ngày\s+[0-9]{1,2}\s*[/.-]\s*[0-9]{1,2}\s*[/.-]\s*[0-9]{1,4}"
    r"|ngày[\s.…_]{0,40}[0-9]{0,2}[\s.…_]{0,40}tháng[\s.…_]{0,40}[0-9]{0,2}[\s.…_]{0,40}năm\s*[0-9]{4}"
    r"|ngày[\s.…_]{0,40}/\s*[0-9]{1,2}\s*/\s*[0-9]{4}"
    r"|tháng\s*[0-9]{1,2}\s*(?:/|năm)\s*[0-9]{4}|năm\s+[0-9]{4})(?![0-9])\s*\)?",
    re.IGNORECASE,
)
_BARE_DATE = re.compile(r"(?P<date>[0-9]{1,2}([/.-])[0-9]{1,2}\2[0-9]{4})(?![0-9/])")
"""A day right behind the number, as one types it in a hurry: `12/KH-UBND 15/01/2026`."""
_ISSUER = re.compile(
    r"(?=(?:UBND|HĐND|Ủy ban|Hội đồng nhân dân|Chủ tịch|Chính phủ|Thủ tướng|Quốc hội|Văn phòng"
    r"|Thanh tra|Tỉnh ủy|Thành ủy|Huyện ủy|Ban Chỉ đạo|(?:Sở|Bộ|Phòng|Cục) [A-ZĐ]))"
)
"""Names that tell who issued a document where `của` is left out."""
_NAMED_BY_TASK = re.compile(r"(?:ban chi dao|uy ban quoc gia|hoi dong quoc gia|to cong tac) ")


class CitationProblem(ValueError):  # noqa: N818
    """There is nothing to read; the message says so, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A cited document.

    Attributes:
        kind: Its type with a capital, "Kế hoạch"; empty: not understood, `subject` has it all.
        number: Number and symbol, "1247/KH-UBND"; "/KH-UBND" while the number is open.
        date: Its date; the day or month may be open; None where not given.
        issuer: Who issued it, as printed after "của".
        subject: What it is about, without the word before it; the name of a law.
        note: A remark kept in the register; never printed.
        lead: The word before the subject: "về", "về việc", or "" before a verb ("ban hành …").
    """

    kind: str
    number: str = ""
    date: PartialDate | None = None
    issuer: str = ""
    subject: str = ""
    note: str = ""
    lead: str = "về"

    def full(self) -> str:
        """As cited first: type, number, date, issuer, subject; a law by its type and name.

        NĐ 30/2020/NĐ-CP, Phụ lục I, mục II.6b.
        """
        if not self.kind:
            return self.subject
        if self.kind in NAMED_KINDS and self.subject:
            return f"{self.kind} {self.subject}"
        parts = [self.kind, self._numbered(), _date_text(self.date)]
        if self.issuer:
            parts.append(f"của {self.issuer}")
        if self.subject:
            parts.append(f"{self.lead} {self.subject}".strip())
        return " ".join(part for part in parts if part)

    def short(self) -> str:
        """As cited later: type and number; in full while it has no number."""
        if not self.kind or not self.number or self.number.startswith("/"):
            return self.full()
        if self.kind in NAMED_KINDS and self.subject:
            return self.full()
        return f"{self.kind} {self._numbered()}"

    def _numbered(self) -> str:
        if not self.number:
            return ""
        return f"số {OPEN if self.number.startswith('/') else ''}{self.number}"

    @property
    def key(self) -> str:
        """Equal for mentions of the same document: type, number and date, or the name."""
        if self.kind in NAMED_KINDS and self.subject:
            return slug(f"{self.kind} {self.subject}")
        if not self.number or self.number.startswith("/"):
            return fold(self.full())
        day = format_short(self.date) if self.date else ""
        return fold(f"{self.kind}|{self.number}|{day}")

    def problems(self) -> tuple[str, ...]:
        """What looks wrong, in Vietnamese, to be shown beside the field; none if all is well."""
        if not self.kind:
            wrong_date = _date_problem(self.subject)
            return (
                wrong_date
                or "Không nhận ra loại và số văn bản nên giữ nguyên câu chữ. Ghi như: Kế hoạch số"
                " 12/KH-UBND ngày 15/01/2026 của UBND tỉnh về …",
            )
        if self.kind in NAMED_KINDS:
            return () if self.subject else (f"Thiếu tên {self.kind.lower()}.",)
        if not self.number:
            return ("Thiếu số, ký hiệu văn bản.",)
        return number_problems(self.kind, self.number)


def parse_citation(text: str) -> Citation:
    """Reads one citation as officers write it.

    Understands `n/yyyy/NĐ-CP`, `n/QĐ-UBND`, joint circulars, Party numbers (`18-NQ/TW`), letters
    (`2803/SNV-CCHC&XDCQ`), an open number, a missing or partial date, `của` before the issuer,
    `về`, `về việc`, `V/v` or a verb before the subject; of whole dates and of known issuers
    `ngày` and `của` may be left out. Other text is kept: see `Citation.kind`.

    Raises:
        CitationProblem: The text is blank.
    """
    plain = re.sub(r"\s+", " ", clean_line(text)).strip()
    plain = re.sub(r"\A(?:[-+*•–]\s+)+", "", plain).rstrip(" ;")
    plain = plain[:-1].rstrip() if plain.endswith(".") and not plain.endswith("..") else plain
    if not _SOMETHING.search(plain):
        raise CitationProblem("Chưa có văn bản viện dẫn.")
    kind, rest = take_kind(plain)
    if kind in NAMED_KINDS:
        return _named(kind, rest)
    number, rest = take_number(rest, bool(kind))
    if not kind:
        kind = kind_of(number)
    if not kind:
        return Citation("", subject=plain)
    citation = _described(kind, number, rest)
    return citation if citation is not None else Citation("", subject=plain)


def parse_citations(text: str) -> tuple[Citation, ...]:
    """Reads several, one a line or separated by `;`.

    A `;` inside a subject separates only where another citation starts after it.
    """
    pieces: list[list[str]] = []
    for line in clean_text(text).split("\n"):
        known = False  # whether the piece being gathered is a citation, which may hold a `;`
        for part in line.split(";"):
            starts = _starts_citation(part[:300])
            if known and not starts:
                pieces[-1].append(part)
            elif _SOMETHING.search(part):
                pieces.append([part])
                known = starts
    return tuple(parse_citation(";".join(piece)) for piece in pieces)


def _starts_citation(text: str) -> bool:
    """Whether another citation starts here, not just a word that is also a type."""
    kind, rest = take_kind(text.strip(" -+*•–"))
    if kind in NAMED_KINDS:
        return rest[:1].isupper()
    return bool(take_number(rest, True)[0]) or bool(kind and _DATE.match(rest))


def _described(kind: str, number: str, text: str) -> Citation | None:
    """The citation with date, issuer and subject read from what follows its number.

    None where the date is impossible.
    """
    try:
        day, rest = _take_date(text.strip(" ,"))
        issuer, rest = _take_issuer(rest, bare=day is not None)
        if day is None and issuer:
            day, issuer = _take_last_date(issuer)
    except DateProblem:
        return None
    lead, subject = _take_lead(rest)
    return Citation(kind, number, day, issuer, subject, lead=lead if subject else "về")


def _take_date(text: str) -> tuple[PartialDate | None, str]:
    found = _DATE.match(text) or _BARE_DATE.match(text)
    if not found:
        return None, text
    return parse_date(found["date"]), text[found.end() :].strip(" ,")


def _take_last_date(text: str) -> tuple[PartialDate | None, str]:
    for found in _DATE.finditer(text):
        if found.end() == len(text):
            return parse_date(found["date"]), text[: found.start()].strip(" ,")
    return None, text


def _take_issuer(text: str, *, bare: bool) -> tuple[str, str]:
    """The issuer after `của`, up to the subject; with `bare` also a known one without it."""
    start = re.match(r"của\s+", text, re.IGNORECASE) or (bare and _ISSUER.match(text))
    if not start:
        return "", text
    text = text[start.end() :]
    leads = list(_LEAD.finditer(text))
    if len(leads) > 1 and _NAMED_BY_TASK.match(fold(text)) and leads[0]["lead"] == "về":
        leads = leads[1:]  # Ban Chỉ đạo quốc gia về chuyển đổi số: its own name has a "về"
    if not leads:
        return text.strip(" ,"), ""
    return text[: leads[0].start()].strip(" ,"), text[leads[0].start() :]


def _take_lead(text: str) -> tuple[str, str]:
    found = _LEAD.match(text)
    if not found or not found["lead"]:
        return "", text
    lead = found["lead"].lower()
    return ("về việc" if lead == "v/v" else lead), text[found.end() :].strip()


def _named(kind: str, text: str) -> Citation:
    """A law: its name, and number, date and issuer where they stand around it."""
    found = re.search(r"\(?số\s*:?\s*([0-9]+(?:/[^\s,;()]+)+)[),]?", text, re.IGNORECASE)
    if not found:
        return Citation(kind, subject=text)
    name = text[: found.start()].strip(" ,")
    described = _described(kind, found[1], text[found.end() :])
    if described is None or (name and described.subject):
        return Citation(kind, subject=text)
    return replace(described, subject=name or described.subject, lead="về")


def _date_problem(text: str) -> str:
    """Why a date in text that was not understood is impossible; empty if none is."""
    for found in _DATE.finditer(text):
        try:
            parse_date(found["date"])
        except DateProblem as problem:
            return str(problem)
    return ""


def _date_text(day: PartialDate | None) -> str:
    if day is None:
        return ""
    if day.day is not None:
        return f"ngày {format_short(day)}"
    return f"tháng {format_short(day)}" if day.month is not None else f"năm {day.year}"
