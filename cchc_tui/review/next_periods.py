"""KT05: the period to come, or the one compared with, named as the report's own or a past one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.passages import PROSE, Part, Passage, flat
from cchc_tui.review.report import PeriodName, Report, period_names
from cchc_tui.review.rules import REGISTRY, Placed, Rule

_HALF = "@trich-yeu: Công tác cải cách hành chính 6 tháng đầu năm 2026\n"
REGISTRY.add(
    Rule(
        "KT05",
        Severity.WARNING,
        "Kỳ tới hoặc kỳ so sánh ghi nhầm",
        "Phần phương hướng ghi kỳ đã qua, câu so sánh ghi chính kỳ báo cáo, hoặc câu kết của báo"
        " cáo năm ghi năm trước; thường là quên sửa khi chép từ kỳ trước.",
        "So với trích yếu của báo cáo",
        flags=(
            _HALF + "# I. NHIỆM VỤ\nTrong 6 tháng cuối năm 2025, Sở tập trung các nhiệm vụ sau.",
            "# I. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2026\nTiếp tục thực hiện kế hoạch.",
            _HALF + "Số nhiệm vụ quá hạn giảm so với 6 tháng đầu năm 2026.",
            "@het: Trên đây là báo cáo công tác cải cách hành chính năm 2025 của Sở Tư pháp./.",
        ),
        passes=(
            _HALF + "# I. NHIỆM VỤ\nTrong 6 tháng cuối năm 2026, Sở tập trung các nhiệm vụ sau.",
            "# I. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2027\nTiếp tục thực hiện kế hoạch.",
            _HALF + "Số nhiệm vụ quá hạn giảm so với 6 tháng đầu năm 2025.",
            "@trich-yeu: Công tác cải cách hành chính 9 tháng năm 2026\n# I. PHƯƠNG HƯỚNG, NHIỆM"
            " VỤ NĂM 2026\nTiếp tục.",
        ),
    ),
)

_AHEAD = re.compile(r"\b(?:phuong huong|nhiem vu|ke hoach thoi gian toi)\b")
_DIRECTION = re.compile(r"phuong huong\b[^.;]{0,60}\bnam (?P<year>(?:19|20)[0-9]{2})\W*$")
_COMPARES = re.compile(r"\bso voi (?:cung ky (?:nam )?|ket qua )?$")
_TARGET = re.compile(r"\b(?:phan dau|cuoi nam|chi tieu|ke hoach)\b")
_YEARS = re.compile(r"(?<![0-9/])(?:19|20)[0-9]{2}(?![0-9])")


@REGISTRY.report
def other_periods(report: Report) -> Iterator[Placed]:
    """Each passage of the body against the period of the title."""
    period = report.period
    if period is None or not period.year:
        return
    for passage in report.passages:
        if passage.annex or passage.part not in (*PROSE, Part.HEADING):
            continue
        yield from ((passage, spot) for spot in _past_half(passage, period))
        yield from ((passage, spot) for spot in _compared(passage, period))
        if _one_year(report, period):
            yield from ((passage, spot) for spot in _closing(passage, period.year))
        if _whole_year(report, period):
            yield from ((passage, spot) for spot in _direction(passage, period.year))


def _one_year(report: Report, period: PeriodName) -> bool:
    """Whether the title names one year, and no plan that could be of another."""
    title = flat(" ".join(report.document.head.subject))
    plan = re.search(r"\b(?:giai doan|ke hoach)\b", title)
    return period.kind == "nam" and len(_YEARS.findall(title)) == 1 and not plan


def _whole_year(report: Report, period: PeriodName) -> bool:
    """Whether the title is of one whole year, and the report was signed when that was ending."""
    title = flat(" ".join(report.document.head.subject))
    if not _one_year(report, period) or re.search(r"\bthang\b", title):
        return False
    signed = report.signed
    return signed is not None and (signed.year, signed.month) >= (period.year, 11)


def _spot(start: int, end: int, message: str, expected: str = "") -> Spot:
    return Spot("KT05", start, end, message, expected)


def _past_half(passage: Passage, period: PeriodName) -> Iterator[Spot]:
    """The second half of last year where the tasks of this year's stand."""
    if period.kind != "dau" or not _AHEAD.search(flat(passage.heading or passage.text)):
        return
    for name in period_names(passage.text):
        before = flat(passage.text[: name.start])
        told = re.search(r"\b(?:so voi|cung ky|ket qua|da|bao cao)\b", before)
        if name.kind == "cuoi" and name.year == period.year - 1 and not told:
            said = passage.text[name.start : name.end]
            right = said.replace(str(name.year), str(period.year))
            yield _spot(name.start, name.end, f"Kỳ tới ghi “{said}”, kỳ này đã qua.", right)


def _compared(passage: Passage, period: PeriodName) -> Iterator[Spot]:
    """The report's own period where it is compared with another."""
    if period.kind == "nam":
        return
    plain = flat(passage.text)
    for name in period_names(passage.text):
        if (name.kind, name.number, name.year) != (period.kind, period.number, period.year):
            continue
        sentence = re.split(r"[.;]\s", plain[: name.start])[-1]
        if _COMPARES.search(sentence) and not _TARGET.search(sentence):
            said = passage.text[name.start : name.end]
            right = said.replace(str(period.year), str(period.year - 1))
            yield _spot(name.start, name.end, f"So với “{said}” là chính kỳ báo cáo.", right)


def _direction(passage: Passage, year: int) -> Iterator[Spot]:
    found = _DIRECTION.match(flat(passage.text))
    if found and int(found["year"]) == year:
        yield _spot(
            found.start("year"), found.end("year"),
            f"Báo cáo của năm {year} thì phương hướng là của năm {year + 1}.", str(year + 1),
        )  # fmt: skip


def _closing(passage: Passage, year: int) -> Iterator[Spot]:
    plain = flat(passage.text)
    if not plain.startswith("tren day la"):
        return
    years = list(_YEARS.finditer(plain))
    if len(years) == 1 and int(years[0][0]) == year - 1:
        yield _spot(
            *years[0].span(), f"Câu kết ghi năm {year - 1}, báo cáo là của năm {year}.", str(year)
        )
