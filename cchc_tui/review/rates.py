"""SL03, SL04, SL10: rates beside the figures they were computed from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from cchc_tui.domain.numbers import format_decimal
from cchc_tui.review.amounts import Figure, Form, Statement
from cchc_tui.review.explained import rate_explained
from cchc_tui.review.figures import read_figures
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.passages import Part, Passage
from cchc_tui.review.rate_pairs import pair_of
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Rule

REGISTRY.add(
    Rule(
        "SL03",
        Severity.ERROR,
        "Tỷ lệ không khớp với tử số và mẫu số",
        "Tỷ lệ được nêu ngay cạnh tử số và mẫu số của nó, nhưng chia lại không ra. Sai số làm"
        " tròn đã được trừ đi.",
        "Biểu II.06/VPCP/KSTT; yêu cầu số liệu chính xác: Điều 3 Nghị định số 09/2019/NĐ-CP",
        flags=(
            "Số hồ sơ đính kèm kết quả là 224/267, đạt tỷ lệ 82,4%.",
            "Có 113 hồ sơ trực tuyến trên tổng số 2.027 hồ sơ, chiếm 6,57% tổng số.",
            "Sở có 80 công chức, trong đó có 46 công chức nữ (đạt 60,5%).",
            "Tỷ lệ trả kết quả qua bưu chính đạt 30% (576/2.027 hồ sơ).",
        ),
        passes=(
            "Số hồ sơ đính kèm kết quả là 365/538, đạt tỷ lệ 67,84%.",
            "Đã tổ chức 12 lớp, đạt 120% kế hoạch năm.",
            "Có 113 hồ sơ trực tuyến trên tổng số 2.027 hồ sơ, chiếm hơn 5% tổng số.",
            "Đã hoàn thành 33/33 nhiệm vụ, đạt 100%; giải quyết 90% hồ sơ trước hạn.",
        ),
    ),
    Rule(
        "SL04",
        Severity.WARNING,
        "Tỷ lệ làm tròn chưa đúng",
        "Tỷ lệ lệch một đơn vị ở chữ số cuối: đã cắt bỏ hoặc làm tròn lên thay vì làm tròn đến số"
        " gần nhất. Nơi nhận tính lại sẽ ra số khác.",
        "Quy tắc làm tròn số; thông lệ báo cáo số liệu",
        flags=(
            "Sở có 46/86 cán bộ nữ (đạt tỷ lệ 53,4%).",
            "Có 113 hồ sơ trực tuyến trên tổng số 2.027 hồ sơ, chiếm 5,58%.",
        ),
        passes=("Sở có 46/86 cán bộ nữ (đạt tỷ lệ 53,5%).", "Có 7/16 đơn vị (đạt 43,75%)."),
    ),
    Rule(
        "SL10",
        Severity.ERROR,
        "Tử số lớn hơn mẫu số",
        "Phần không thể lớn hơn tổng: số đứng trước dấu / lớn hơn số đứng sau.",
        "Thông lệ ghi kết quả trên tổng số (33/33 nhiệm vụ)",
        flags=("Đến nay, 12/11 huyện đã ban hành quy định.",),
        passes=("Đến nay, 11/11 huyện đã ban hành.", "Hưởng ứng ngày 30/4 và ngày 01/5."),
    ),
)


@REGISTRY.passage
def rates_in_text(passage: Passage, _report: Report) -> Iterator[Spot]:
    """SL03, SL04 and SL10 within one passage."""
    if passage.part in (Part.HEAD, Part.FOOT):
        return
    statement = read_figures(passage.text)
    if not statement.figures or passage.part is Part.CELL:
        return
    yield from _ratios(statement)
    yield from _rates(statement)


def _ratios(statement: Statement) -> Iterator[Spot]:
    for figure in statement.figures:
        if figure.form is not Form.RATIO or figure.whole is None or figure.value <= figure.whole:
            continue
        if figure.whole <= 12 and figure.value <= 31 and not figure.noun:
            continue  # 30/4: a day
        if re.search(r"\bvuot\b|\b1[0-9]{2}(?:,[0-9]+)?%", statement.plain[figure.end :][:90]):
            continue  # more than was planned
        yield Spot(
            "SL10",
            figure.start,
            figure.end,
            f"Tử số {format_decimal(figure.value)} lớn hơn mẫu số {format_decimal(figure.whole)}.",
        )


def _rates(statement: Statement) -> Iterator[Spot]:
    for at, rate in enumerate(statement.figures):
        if rate.form is not Form.PERCENT or rate.approx:
            continue
        pair = pair_of(statement, at)
        if pair is None:
            continue
        for spot in judge_rate(rate, pair.part, pair.whole):
            if spot.code == "SL03" and rate_explained(statement, rate):
                continue
            yield spot if pair.sure else replace(spot, severity=Severity.WARNING)


def judge_rate(rate: Figure, part: Decimal, whole: Decimal) -> Iterator[Spot]:
    """SL03 or SL04 where a printed percent is not that of its numerator and denominator."""
    if not whole:
        return
    exact = part * 100 / whole
    unit = Decimal(1).scaleb(-rate.places)
    right = exact.quantize(unit, ROUND_HALF_UP)
    if rate.value == right or abs(rate.value - exact) <= unit / 2:
        return
    shown = format_decimal(right, rate.places)
    sign = "%" if rate.form is Form.PERCENT else ""
    computed = f"{format_decimal(part)}/{format_decimal(whole)}"
    if abs(rate.value - exact) < unit:
        cut = rate.value == exact.quantize(unit, ROUND_DOWN)
        why = "đã cắt bỏ phần lẻ" if cut else "đã làm tròn lên"
        message = f"{computed} = {format_decimal(exact.quantize(unit / 100), None)}%, làm tròn là"
        yield Spot(
            "SL04", rate.start, rate.end, f"{message} {shown}%; số đang ghi {why}.", f"{shown}%",
            _fix(rate, shown),
        )  # fmt: skip
        return
    yield Spot(
        "SL03",
        rate.start,
        rate.end,
        f"{computed} = {shown}%, không phải {format_decimal(rate.value, rate.places)}%.",
        f"{shown}{sign or '%'}",
        _fix(rate, shown),
    )


def _fix(rate: Figure, shown: str) -> str | None:
    """The replacement of the quoted figure; of a bare cell without the sign."""
    return f"{shown}%" if rate.end - rate.start > 0 and rate.depth >= 0 else None
