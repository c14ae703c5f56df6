"""Finds the documents a text cites: type, number and symbol, date, issuer, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cchc_tui.domain.text import fold
from cchc_tui.review.passages import flat

_LETTER = "A-Za-zÀ-ỹĐđ"
_CODE = rf"[{_LETTER}][{_LETTER}0-9&.]*"
_NUMBER = re.compile(
    rf"(?<![\w/.-])(?P<number>[0-9]+[a-zđ]?(?:/[0-9]{{2,6}})?/{_CODE}(?:[-/]{_CODE})*-?"
    rf"|[0-9]+[a-zđ]?-{_CODE}(?:[-/]{_CODE})+"
    rf"|[0-9]+/[0-9]{{4}}-{_CODE}(?:-{_CODE})*)"
)
_KIND = re.compile(
    r"(?P<kind>hien phap|bo luat|luat|phap lenh|nghi quyet lien tich|nghi quyet|nghi dinh"
    r"|thong tu lien tich|thong tu|quyet dinh|chi thi|quy che|quy dinh|thong bao|huong dan"
    r"|chuong trinh|ke hoach|phuong an|de an|du an|bao cao|bien ban|to trinh|cong dien|ket luan"
    r"|cong van|van ban)s?(?P<of> cua)?(?:\s*:)?(?P<so>\s+so)?\s*:?\s*$"
)
_DATE = re.compile(
    r"\s*,?\s*\(?ngay\s+(?:(?P<d>[0-9]{1,2})\s*[/.-]\s*(?P<m>[0-9]{1,2})\s*[/.-]\s*(?P<y>[0-9]{4})"
    r"|(?P<d2>[0-9]{1,2})\s+thang\s+(?P<m2>[0-9]{1,2})\s+nam\s+(?P<y2>[0-9]{4}))"
)
_ISSUER = re.compile(
    r"\s*,?\s*cua\s+(?P<who>[^,;.()]{2,80}?)(?=\s*(?:[,;.()]|$|\bve\b|\bv/v\b|\bban hanh\b"
    r"|\bphe duyet\b|\bquy dinh\b|\bhuong dan\b|\bsua doi\b|\bthong bao\b|\bcong bo\b|\btrien khai"
    r"|\bduoc\b|\bva\b|\btheo\b|\btrong\b|\bcho\b|\bvan\b|\bnham\b|\bthanh lap\b|\btai\b|\bda\b))"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a document.

    Attributes:
        number: Number and symbol as printed, `63/2010/NĐ-CP`.
        kind: Folded type before it, `nghi dinh`; empty if not named.
        day: Its date; None where not given or impossible.
        date_text: The date as printed; empty where not given.
        issuer: Folded issuer after "của"; empty where not given.
        subject: Folded words after it.
        start: Where the number starts in the passage.
        end: One past the number.
        date_start: Where the date starts; -1 without one.
        date_end: One past the date.
        lead: Where the type starts; `start` without one.
        named_so: Whether "số" stands before the number.
        of: Whether "của" stands between the type and the number.
    """

    number: str
    kind: str
    day: date | None
    date_text: str
    issuer: str
    subject: str
    start: int
    end: int
    date_start: int = -1
    date_end: int = -1
    lead: int = 0
    named_so: bool = False
    of: bool = False

    @property
    def key(self) -> str:
        """The number without regard to case and marks."""
        return fold(self.number)

    @property
    def year(self) -> int:
        """The year inside a normative number (`63/2010/NĐ-CP`); 0 where it has none."""
        found = re.match(r"[0-9]+[a-zđ]?/([0-9]{4})[/-]", self.number)
        return int(found[1]) if found else 0

    @property
    def symbol(self) -> str:
        """The letters after the number: `NĐ-CP`, `CTr/BCĐ`."""
        return re.sub(r"^[0-9]+[a-zđ]?(?:/[0-9]+)?[/-]", "", self.number)


@lru_cache(maxsize=4096)
def mentions_in(text: str) -> tuple[Mention, ...]:
    """Every document a text cites by number, in order."""
    if "/" not in text and "-" not in text:
        return ()
    plain = flat(text)
    found = []
    for match in _NUMBER.finditer(text):
        number = match["number"].rstrip(".&")
        if not _is_number(number):
            continue
        found.append(_mention(text, plain, match.start(), match.start() + len(number)))
    return tuple(found)


def _is_number(number: str) -> bool:
    """Whether this is a number of a document and not "02 lần/tuần" or "1/ngày"."""
    letters = re.sub(r"^[0-9]+[a-zđ]?(?:/[0-9]+)?[/-]", "", number)
    return letters[:1].isupper() and (
        "-" in letters
        or "/" in letters
        or bool(re.match(r"(?:QĐ|QD|NĐ|TT|QH|UBTVQH|CP|BC|KH|NQ|CT|TB)", letters))
    )


def _mention(text: str, plain: str, start: int, end: int) -> Mention:
    lead = _KIND.search(plain[max(0, start - 48) : start])
    dated = _DATE.match(plain, end)
    day, shown = None, ""
    if dated:
        shown = text[dated.start() : dated.end()].strip(" ,(")
        day = _day(*(dated[k] or dated[k + "2"] for k in ("d", "m", "y")))
    after = dated.end() if dated else end
    if dated and plain[after : after + 1] == ")":
        after += 1
    issued = _ISSUER.match(plain, after)
    rest = plain[issued.end() if issued else after :]
    offset = dated.start() + dated[0].index("ngay") if dated else -1
    return Mention(
        number=text[start:end],
        kind=lead["kind"] if lead else "",
        day=day,
        date_text=shown,
        issuer=issued["who"].strip() if issued else "",
        subject=re.split(r"[;.()]", rest.strip(" ,"), maxsplit=1)[0].strip(),
        start=start,
        end=end,
        date_start=offset,
        date_end=dated.end() if dated else -1,
        lead=max(0, start - 48) + lead.start() if lead else start,
        named_so=bool(lead and lead["so"]) or plain[max(0, start - 4) : start].strip() == "so",
        of=bool(lead and lead["of"]),
    )


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
