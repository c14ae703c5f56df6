"""SL11, SL12: the same quantity told twice: in the text, in a table, in an annex."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from cchc_tui.domain.numbers import format_decimal
from cchc_tui.review.amounts import Figure, Form
from cchc_tui.review.figures import read_figures
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.ledger import Scope
from cchc_tui.review.measures import Measure
from cchc_tui.review.passages import Part, Passage, flat
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed, Rule

REGISTRY.add(
    Rule(
        "SL11",
        Severity.ERROR,
        "Số trong lời văn khác số trong bảng, phụ lục",
        "Cùng một kỳ, một đơn vị mà lời văn và bảng hoặc phụ lục ghi khác nhau. Nếu khác ngày chốt"
        " số liệu thì nêu rõ ngày ở cả hai nơi.",
        "Yêu cầu số liệu chính xác, thống nhất: Điều 3 Nghị định số 09/2019/NĐ-CP",
        flags=(
            "Kết quả của UBND xã: tiếp nhận 625 hồ sơ, đã giải quyết 582 hồ sơ, đang giải quyết 43"
            " hồ sơ (phụ lục kèm theo).\n@phu-luc: Phụ lục | Kết quả giải quyết tại UBND xã\n"
            "| Lĩnh vực | Hồ sơ tiếp nhận | Đã giải quyết | Đang giải quyết |\n"
            "| Đất đai | 321 | 300 | 21 |\n| Hộ tịch | 300 | 273 | 27 |\n"
            "| Tổng cộng | 621 | 573 | 48 |",
        ),
        passes=(
            "Kết quả của UBND xã: tiếp nhận 621 hồ sơ, đã giải quyết 573 hồ sơ, đang giải quyết 48"
            " hồ sơ (phụ lục kèm theo).\n@phu-luc: Phụ lục | Kết quả giải quyết tại UBND xã\n"
            "| Lĩnh vực | Hồ sơ tiếp nhận | Đã giải quyết | Đang giải quyết |\n"
            "| Đất đai | 321 | 300 | 21 |\n| Hộ tịch | 300 | 273 | 27 |\n"
            "| Tổng cộng | 621 | 573 | 48 |",
        ),
    ),
    Rule(
        "SL12",
        Severity.WARNING,
        "Cùng một số liệu nêu hai lần khác nhau",
        "Hai câu giống nhau chỉ khác con số, hoặc tổng số người, tổng số hồ sơ của cùng đơn vị"
        " được nêu hai lần khác nhau.",
        "Yêu cầu số liệu chính xác, thống nhất: Điều 3 Nghị định số 09/2019/NĐ-CP",
        flags=(
            "Số lượng thủ tục hành chính thuộc thẩm quyền giải quyết của Sở là 148 thủ tục.\n# II."
            " B\nSố lượng thủ tục hành chính thuộc thẩm quyền giải quyết của Sở là 150 thủ tục.",
            "Sở Tư pháp hiện có 10 phòng, đơn vị với 84 nhân sự.\nSở Tư pháp có 46/86 cán bộ nữ.",
            "Có 113 hồ sơ trực tuyến trên tổng số 2.027 hồ sơ đã nộp.\n| Hồ sơ tiếp nhận trong kỳ"
            " | Đã giải quyết | Trước hạn |\n| 1.983 | 1.907 | 1.805 |",
        ),
        passes=(
            "Sở Tư pháp hiện có 10 phòng, đơn vị với 86 nhân sự.\nSở Tư pháp có 46/86 cán bộ nữ.",
            "Sở Tư pháp có 46/86 cán bộ nữ. Phòng Tư pháp cấp xã có 26/57 cán bộ nữ.",
            "Năm 2024, số lượng thủ tục hành chính thuộc thẩm quyền của Sở là 148 thủ tục.\nNăm"
            " 2025, số lượng thủ tục hành chính thuộc thẩm quyền của Sở là 150 thủ tục.",
        ),
    ),
)

_COMPARED = (
    Measure.RECEIVED,
    Measure.SETTLED,
    Measure.EARLY,
    Measure.ON_TIME,
    Measure.LATE,
    Measure.PENDING,
)
_LEVELS = ("cap xa", "ubnd xa", "cac xa", "ubnd cac xa", "cap huyen", "ubnd huyen", "cap tinh",
           "ubnd tinh", "cac so")  # fmt: skip


@REGISTRY.report
def text_against_tables(report: Report) -> Iterator[Placed]:
    """SL11: scopes in prose against the total row of each table of the same unit."""
    prose = [s for s in report.scopes if not s.table and s.topic == "case" and not s.year]
    totals = [s for s in report.scopes if s.table and (s.total or _only_row(s, report))]
    for told in prose:
        shared = [
            (table, _shared(told, table)) for table in totals if _same_unit(told, table, report)
        ]
        shared = [
            (table, common)
            for table, common in shared
            if len(common) >= 2 or (common and _of_the_table(told, table, common[0], report))
        ]
        if not shared or any(
            all(told.value(m) == table.value(m) for m in common) for table, common in shared
        ):
            continue  # one table says the same
        near = [
            (table, common)
            for table, common in shared
            if all(close(told.value(m), table.value(m)) for m in common[:2])
        ]
        for table, common in near[:1]:
            yield from _differences(told, table, common)


_ALL = re.compile(r"\b(?:toan (?:tinh|huyen|xa|phuong|nganh)|tong cong|nhu vay|tong so)\b")


def _of_the_table(told: Scope, table: Scope, measure: Measure, report: Report) -> bool:
    """Whether one figure under the same heading as a table means its total, and not a row."""
    here, there = told.entries[measure].passage, table.entries[measure].passage
    if here.annex != there.annex or here.heading != there.heading:
        return False
    rows = {s.value(measure) for s in report.scopes if s.table and _block(s) == there.block}
    whole = _ALL.search(told.text.partition(flat(here.heading))[2])
    return bool(whole) and told.value(measure) not in rows


def _only_row(scope: Scope, report: Report) -> bool:
    entry = next(iter(scope.entries.values()))
    block = entry.passage.block
    return sum(1 for s in report.scopes if s.table and _block(s) == block) == 1


def _block(scope: Scope) -> int:
    return next(iter(scope.entries.values())).passage.block


def _shared(told: Scope, table: Scope) -> list[Measure]:
    return [m for m in _COMPARED if told.value(m) is not None and table.value(m) is not None]


def close(first: Decimal | None, second: Decimal | None) -> bool:
    """Within a fifth of each other: else they count different things."""
    if first is None or second is None:
        return False
    return abs(first - second) <= max(first, second) / 5


def _level_of(text: str) -> str:
    found = [level for level in _LEVELS if re.search(rf"\b{level}\b", text)]
    return (
        {"x": "xa", "h": "huyen", "t": "tinh", "s": "so"}[found[0].split()[-1][0]] if found else ""
    )


def _same_unit(told: Scope, table: Scope, report: Report) -> bool:
    """Whether both speak of one level; tables of online dossiers count only these."""
    passage = next(iter(table.entries.values())).passage
    annexes = report.document.annexes
    title = annexes[passage.annex - 1].title if passage.annex else _lead(report, passage)
    around = f"{flat(title)} {table.text}"
    if ("truc tuyen" in around) != ("truc tuyen" in told.text):
        return False
    said = next(iter(told.entries.values())).passage
    here = _level_of(f"{_lead(report, said)} {told.text}"), _level_of(around)
    return not here[0] or not here[1] or here[0] == here[1]


def _lead(report: Report, passage: Passage) -> str:
    """The nearest line before a passage that is no cell, folded; a heading in letters at best."""
    for before in reversed(report.passages[max(0, passage.index - 12) : passage.index - 1]):
        if before.part in (Part.PARAGRAPH, Part.HEADING, Part.CAPTION, Part.ITEM):
            plain = flat(before.text)
            if before.block == passage.block and before.part is not Part.CAPTION:
                continue
            if len(plain) > 12 and "phu luc" not in plain[:12]:
                return plain
    return ""


def _differences(told: Scope, table: Scope, common: list[Measure]) -> Iterator[Placed]:
    passage = next(iter(table.entries.values())).passage
    where = f"{passage.heading}" if passage.annex else "bảng"
    for measure in common:
        here, there = told.value(measure), table.value(measure)
        if here is None or there is None or here == there:
            continue
        entry = told.entries[measure]
        yield (
            entry.passage,
            Spot(
                "SL11",
                entry.start,
                entry.end,
                f"{measure.value}: lời văn ghi {format_decimal(here)}, {where} ghi"
                f" {format_decimal(there)}.",
                format_decimal(there),
            ),
        )


_PART_OF = re.compile(
    r"\b(?:linh vuc|cap tinh|cap huyen|cap xa|truc tuyen|truc tiep|buu chinh|thang [0-9_]+"
    r"|quy [ivx_]+|nam [0-9_]+|cung ky|luy ke|ky truoc|rieng|trong do|tang|giam)\b"
)


@REGISTRY.report
def measures_again(report: Report) -> Iterator[Placed]:
    """SL12: what one body received or settled, told again under another heading as a near value."""
    first: dict[tuple[Measure, str], tuple[Passage, Decimal]] = {}
    for scope in report.scopes:
        if scope.table or scope.year or scope.topic != "case":
            continue
        for measure in (Measure.RECEIVED, Measure.SETTLED, Measure.PENDING):
            value = scope.value(measure)
            if value is None or value < 100:
                continue
            entry = scope.entries[measure]
            doer = _doer(entry.passage.text, entry.start)
            if not doer:
                continue
            where, known = first.setdefault((measure, doer), (entry.passage, value))
            if known != value and where.heading != entry.passage.heading and is_slip(known, value):
                yield entry.passage, Spot(
                    "SL12", entry.start, entry.end,
                    f"Ở đây {measure.value} là {format_decimal(value)}, {where_told(where)} ghi"
                    f" {format_decimal(known)}.",
                )  # fmt: skip


def _doer(text: str, at: int) -> str:
    """The words of the clause before a figure; empty where they speak of a part or another time."""
    plain = flat(text)
    clause = re.split(r"[.;,:]\s", plain[:at])[-1].strip()
    sentence = re.split(r"[.;]\s", plain[:at])[-1]
    if _PART_OF.search(re.sub(r"[0-9]", "_", sentence)) or len(clause.split()) < 3:
        return ""
    return clause


def is_slip(first: Decimal, second: Decimal) -> bool:
    """Whether two values look like one mistyped: the same figures in another order, or one off."""
    one, other = (f"{value:f}" for value in (first, second))
    if len(one) != len(other):
        return False
    return sorted(one) == sorted(other) or sum(a != b for a, b in zip(one, other, strict=True)) == 1


@REGISTRY.report
def same_sentence(report: Report) -> Iterator[Placed]:
    """SL12: sentences alike but for one figure."""
    seen: dict[str, tuple[Passage, Figure]] = {}
    for passage in report.prose:
        statement = read_figures(passage.text)
        counts = [f for f in statement.figures if f.form is Form.COUNT and not f.approx]
        if not counts or len(passage.text) > 700:
            continue
        for figure in counts[:1]:
            if not re.search(r"\b(?:tong so|so luong)\b", statement.plain[: figure.start]):
                continue
            key = flat(passage.text[: figure.start])
            key = re.sub(r"\W+", " ", key).strip()
            if len(key.split()) < 8:
                continue
            first = seen.setdefault(key, (passage, figure))
            if first[1].value != figure.value and first[0].heading != passage.heading:
                yield passage, _twice(figure, first[1], first[0])


def _twice(figure: Figure, other: Figure, where: Passage) -> Spot:
    at = where_told(where)
    return Spot(
        "SL12",
        figure.start,
        figure.end,
        f"Ở đây ghi {format_decimal(figure.value)}, {at} ghi {format_decimal(other.value)}.",
    )


def where_told(passage: Passage) -> str:
    """Where a passage stands, in words."""
    return f"mục “{passage.heading}”" if passage.heading else "phần trên"
