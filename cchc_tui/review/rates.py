"""SL03, SL04, SL08, SL10: rates beside the figures they were computed from, and shares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from cchc_tui.domain.numbers import format_decimal
from cchc_tui.review.amounts import Figure, Form, Statement
from cchc_tui.review.figures import read_figures
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.nouns import can_add
from cchc_tui.review.passages import Part, Passage
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
        "SL08",
        Severity.WARNING,
        "Các tỷ trọng cộng lại khác 100%",
        "Các phần đã làm, đang làm, chưa làm của cùng một tổng phải cộng thành 100%, sai số do làm"
        " tròn không quá 0,05% mỗi số.",
        "Quan hệ R12 giữa các tỷ trọng của một tổng",
        flags=(
            "Đã hoàn thành 21% nhiệm vụ, 63% nhiệm vụ đang triển khai và 20% nhiệm vụ chưa triển"
            " khai.",
        ),
        passes=(
            "Đã hoàn thành 21% nhiệm vụ, 63% nhiệm vụ đang triển khai và 16% nhiệm vụ chưa triển"
            " khai.",
            "Có 100% cơ quan, 95% đơn vị sự nghiệp được trang bị máy tính.",
        ),
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

_SAID = re.compile(r"\b(?:dat|chiem|ty le|bang|tuong duong|tuong ung)\b")
_PLAN = re.compile(r"\b(?:ke hoach|chi tieu|so voi|du toan|cung ky|tang|giam|muc tieu)\b")


@REGISTRY.passage
def rates_in_text(passage: Passage, _report: Report) -> Iterator[Spot]:
    """SL03, SL04, SL08 and SL10 within one passage."""
    if passage.part in (Part.HEAD, Part.FOOT):
        return
    statement = read_figures(passage.text)
    if not statement.figures or passage.part is Part.CELL:
        return
    yield from _ratios(statement)
    yield from _rates(statement)
    yield from _shares(statement)


def _ratios(statement: Statement) -> Iterator[Spot]:
    for figure in statement.figures:
        if figure.form is not Form.RATIO or figure.whole is None or figure.value <= figure.whole:
            continue
        if figure.whole <= 12 and figure.value <= 31 and not figure.noun:
            continue  # 30/4: a day
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
        pair = _pair(statement, at)
        if pair is not None:
            yield from judge_rate(rate, *pair)


def _pair(statement: Statement, at: int) -> tuple[Decimal, Decimal] | None:
    """Numerator and denominator of the percent at this index; None where not stated beside it."""
    figures = statement.figures
    rate = figures[at]
    if at + 1 < len(figures):
        after = figures[at + 1]
        bracketed = re.fullmatch(
            r"\s*\(\s*(?:voi |tuc |tuong ung )?", statement.between(rate, after)
        )
        if bracketed and after.form is Form.RATIO and after.whole:
            return after.value, after.whole
    if not at:
        return None
    part = figures[at - 1]
    between = statement.between(part, rate)
    if part.sentence != rate.sentence or len(between) > 160 or ";" in between or part.approx:
        return None
    close = bool(_SAID.search(between)) or bool(re.search(r"\(\s*$", between))
    if part.form is Form.RATIO and part.whole:
        return (part.value, part.whole) if close else None
    if part.form not in (Form.COUNT, Form.MONEY) or not close:
        return None
    if at >= 2 and (pair := _out_of(statement, at) or _among(statement, at)):
        return pair
    if _PLAN.search(rate.after[:40]) or _PLAN.search(between) or not _closed(between):
        return None
    return _within(statement, at)


def _closed(between: str) -> bool:
    """Whether the percent is said of the figure right before it and of nothing in between."""
    return bool(
        re.search(r"\(\s*(?:dat|chiem|ty le|dat ty le|chiem ty le)?\s*:?\s*$", between)
        or re.search(r",\s*(?:dat|chiem)(?: ty le)?\s*:?\s*$", between)
    )


def _out_of(statement: Statement, at: int) -> tuple[Decimal, Decimal] | None:
    """Of "113 hồ sơ trên tổng số 2.027 hồ sơ, chiếm 5,57%"."""
    part, whole = statement.figures[at - 2], statement.figures[at - 1]
    between = statement.between(part, whole)
    if part.form is not whole.form or part.form not in (Form.COUNT, Form.MONEY):
        return None
    if whole.approx or part.approx or part.worth > whole.worth:
        return None
    if not re.search(
        r"(?:\btren(?: tong(?: so| cong)?)?|/ ?(?:tong so)?|\btrong tong so)\s*$", between
    ):
        return None
    return (part.worth, whole.worth) if can_add(whole.noun, part.noun) and whole.value else None


def _among(statement: Statement, at: int) -> tuple[Decimal, Decimal] | None:
    """Of "trong 540 hồ sơ có 27 hồ sơ quá hạn (chiếm 5%)"."""
    whole, part = statement.figures[at - 2], statement.figures[at - 1]
    if whole.form is not Form.COUNT or part.form is not Form.COUNT or whole.approx:
        return None
    if not re.search(r"\btrong(?: so| tong so)?$", whole.before.rstrip()):
        return None
    if not re.fullmatch(r"[^.;:()]{1,40}\bco\s*", statement.between(whole, part)):
        return None
    if whole.noun != part.noun or not 0 < part.value <= whole.value:
        return None
    return part.value, whole.value


def _within(statement: Statement, at: int) -> tuple[Decimal, Decimal] | None:
    """Of "306 công chức trong đó có 300 công chức … (đạt 98%)"."""
    for group in statement.groups:
        if at - 1 not in group.parts:
            continue
        whole, part = statement.figures[group.whole], statement.figures[at - 1]
        same = whole.noun and (whole.noun == part.noun or not part.noun)
        if not whole.approx and whole.value and part.value <= whole.value and same:
            return part.value, whole.value
    return None


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


def _shares(statement: Statement) -> Iterator[Spot]:
    """Shares of what is done, under way and not begun."""
    by_sentence: dict[int, list[Figure]] = {}
    for figure in statement.figures:
        if figure.form is Form.PERCENT and not figure.approx:
            by_sentence.setdefault(figure.sentence, []).append(figure)
    for shares in by_sentence.values():
        states = {state for share in shares for state in _states(share.label)}
        nouns = {share.noun for share in shares if share.noun}
        total = sum((share.value for share in shares), Decimal(0))
        if len(shares) < 3 or abs(total - 100) <= Decimal("0.05") * len(shares):
            continue
        states_told = {"done", "open"} <= states and len(nouns) == 1
        if not states_told and not (abs(total - 100) <= 10 and _of_one_whole(statement, shares)):
            continue
        said = " + ".join(f"{format_decimal(share.value, share.places)}%" for share in shares)
        yield Spot(
            "SL08",
            shares[0].start,
            shares[-1].end,
            f"Các tỷ trọng cộng lại là {format_decimal(total.normalize())}%, không phải 100%"
            f" ({said}).",
            "100%",
        )


_SCALES = (
    ("rat hai long", "hai long", "binh thuong", "khong hai long", "chua hai long"),
    ("xuat sac", "hoan thanh tot", "hoan thanh nhiem vu", "khong hoan thanh"),
    ("xuat sac", "tot", "kha", "trung binh", "yeu", "kem"),
    ("truc tuyen", "truc tiep", "buu chinh", "bcci"),
    ("toan trinh", "mot phan", "con lai"),
    ("truoc han", "dung han", "qua han", "tre han"),
)
"""Answers of which each member of a whole has one."""


def _of_one_whole(statement: Statement, shares: list[Figure]) -> bool:
    """Whether percents of one sentence are told as the parts of one whole."""
    if any(re.search(r"\b(?:tang|giam|so voi|ty le)\b", share.before) for share in shares):
        return False
    lead = statement.plain[: shares[0].start].rpartition(". ")[2]
    if re.search(r"\b(?:co cau|phan loai|xep loai|danh gia|muc do hai long)\b.*:", lead):
        return True
    if all(re.search(r"\bchiem$", share.before) for share in shares):
        return True
    return any(
        len({_answer(scale, share) for share in shares}) == len(shares)
        and all(_answer(scale, share) for share in shares)
        for scale in _SCALES
    )


def _answer(scale: tuple[str, ...], share: Figure) -> str:
    named = [word for word in scale if f" {word} " in f" {share.before} "]
    return max(named, key=len, default="")


def _states(label: str) -> list[str]:
    found = []
    if re.search(r"\bchua\b|\bkhong dat\b|\bqua han\b", label):
        found.append("open")
    elif re.search(r"\bhoan thanh\b|\bda (?:trien khai|thuc hien)\b|\bdat\b|\bdung han\b", label):
        found.append("done")
    return found
