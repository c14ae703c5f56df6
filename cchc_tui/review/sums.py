"""SL01, SL02: a whole and the parts announced for it in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from cchc_tui.domain.numbers import format_decimal
from cchc_tui.review.amounts import Figure, Group, Statement
from cchc_tui.review.figures import read_figures
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.ledger import measured
from cchc_tui.review.nouns import can_add, class_of
from cchc_tui.review.passages import PROSE, Passage
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Rule

REGISTRY.add(
    Rule(
        "SL01",
        Severity.ERROR,
        "Tổng khác các phần cộng lại",
        "Một số được nêu là tổng, các phần của nó được liệt kê đủ (gồm, trong đó, cụ thể, trong"
        " ngoặc hoặc thành danh sách), nhưng cộng các phần không ra số đó.",
        "Yêu cầu số liệu chính xác, thống nhất: Điều 3 Nghị định số 09/2019/NĐ-CP",
        flags=(
            "Sở đã thẩm định 06 dự thảo văn bản (02 nghị quyết, 03 quyết định).",
            "Góp ý 20 văn bản, gồm: 04 luật, 06 nghị định và 09 thông tư.",
            "Tổng số thủ tục là 150; trong đó cấp tỉnh 95 thủ tục, cấp huyện 34 thủ tục, cấp xã"
            " 15 thủ tục.",
            "Trong kỳ đã tổ chức 10 lớp tập huấn:\n- 03 lớp về hộ tịch;\n- 04 lớp về chứng thực;"
            "\n- 02 lớp về hòa giải.",
        ),
        passes=(
            "Sở đã thẩm định 05 dự thảo văn bản (02 nghị quyết, 03 quyết định).",
            "Toàn sở có 84 công chức, trong đó có 46 nữ, 14 thạc sĩ.",
            "Ngày 10/3/2026, đoàn kiểm tra 05 xã (120 người tham gia, 30 hộ được hỏi).",
            "Tổ chức 05 lớp tập huấn cho 250 người, gồm 02 lớp về hộ tịch và 03 lớp về chứng thực.",
            "Trong kỳ đã tổ chức 10 lớp tập huấn:\n- 03 lớp về hộ tịch cho 90 người;"
            "\n- 07 lớp về chứng thực cho 200 người.",
        ),
    ),
    Rule(
        "SL02",
        Severity.WARNING,
        "Tổng có thể chưa khớp với các phần",
        "Cộng các phần đã nêu không ra tổng, nhưng chưa chắc các phần được liệt kê đủ. Hãy nêu"
        " phần còn thiếu hoặc sửa tổng.",
        "Yêu cầu số liệu chính xác, thống nhất: Điều 3 Nghị định số 09/2019/NĐ-CP",
        flags=(
            "Toàn ngành có 100 công chức, trong đó có 60 công chức cấp tỉnh, 35 công chức cấp xã.",
            "Các lớp có tổng số 1.000 lượt người tham dự. Cụ thể như sau:\n- 02 lớp về hộ tịch với"
            " 300 lượt người;\n- 01 hội nghị trực tuyến;\n- 03 lớp về chứng thực với 400 lượt"
            " người;\n- 01 lớp về hòa giải với 200 lượt người.",
        ),
        passes=(
            "Toàn ngành có 100 công chức, trong đó có 40 công chức nữ, 15 công chức trẻ.",
            "Sở có khoảng 100 công chức, trong đó có 60 công chức cấp tỉnh, 35 công chức cấp xã.",
        ),
    ),
)

_COMPLETE = ("gom", "bao gom", "cu the", "chia ra")
_FAMILIES = (
    ("cap tinh", "cap huyen", "cap xa"),
    ("toan trinh", "mot phan"),
    ("toan trinh", "mot phan", "con lai"),
    ("muc do _",),
    ("nam", "nu"),
    ("dung han", "qua han", "truoc han"),
    ("truc tuyen", "truc tiep"),
    ("khach quan", "chu quan"),
    ("dat", "khong dat"),
)
"""Words that part a whole without a rest: where two of a row name parts, the list is complete."""

_CHANGE = re.compile(r"\b(?:tang|giam|so voi|cung ky)\b")
_REST = re.compile(r"\b(?:khac|con lai)\b")


@REGISTRY.passage
def sums_in_sentences(passage: Passage, _report: Report) -> Iterator[Spot]:
    """SL01 and SL02 within one passage."""
    if passage.part not in PROSE:
        return
    statement = read_figures(passage.text)
    if not statement.groups:
        return
    ledger = {figure.start for figure, _, _ in measured(passage.text)}
    for group in statement.groups:
        parts = [statement.figures[at] for at in group.parts]
        # Figures of the dossier ledger have rules of their own (SL05).
        whole = statement.figures[group.whole]
        if whole.start not in ledger or sum(part.start in ledger for part in parts) < 2:
            yield from _judge(statement, group, parts)


def _judge(statement: Statement, group: Group, parts: list[Figure]) -> Iterator[Spot]:
    whole = statement.figures[group.whole]
    if whole.approx or any(part.approx for part in parts):
        return
    if len(parts) < 2:
        if group.opener == "trong do":
            yield from _above(statement, whole, parts[0])
        return
    if any(part.form is not whole.form or _CHANGE.search(part.label) for part in parts):
        return
    total = sum((part.worth for part in parts), Decimal(0)) / whole.scale
    if _equal(total, whole, parts) or not _adds_up(whole, parts, group):
        return
    if _complete_before(statement, whole, parts) or _of_an_outer(statement, whole, parts):
        return
    severity = _severity(statement, group, whole, parts, total)
    if severity is None:
        return
    one_unit = all(part.scale == whole.scale for part in parts)
    said = " + ".join(number(part) if one_unit else _shown(statement, part) for part in parts)
    yield Spot(
        "SL01" if severity is Severity.ERROR else "SL02",
        whole.start,
        whole.end,
        f"Tổng nêu {number(whole) if one_unit else _shown(statement, whole)} nhưng các phần cộng"
        f" lại là {shown(total)} ({said}).",
        shown(total),
    )


def _above(statement: Statement, whole: Figure, part: Figure) -> Iterator[Spot]:
    """The one part that is named is more than its whole, and than any whole before that."""
    same = part.counted == whole.counted and part.counted and part.form is whole.form
    if not same or part.worth <= whole.worth or _CHANGE.search(part.label):
        return
    before = [f for f in statement.figures if f.end <= whole.start and f.counted == part.counted]
    if any(figure.worth >= part.worth for figure in before):
        return
    yield Spot(
        "SL01", part.start, part.end,
        f"Phần {number(part)} lớn hơn tổng {number(whole)}.",
    )  # fmt: skip


def _equal(total: Decimal, whole: Figure, parts: list[Figure]) -> bool:
    """Whether a sum is its whole; money in different units as far as it was rounded."""
    if all(part.scale == whole.scale for part in parts):
        return total == whole.value
    figures = (whole, *parts)
    rounded = sum((f.scale.scaleb(-f.places) for f in figures), Decimal(0)) / 2 / whole.scale
    return abs(total - whole.value) <= rounded


def _complete_before(statement: Statement, whole: Figure, parts: list[Figure]) -> bool:
    """Whether the parts before a semicolon make the whole: what follows is another clause."""
    summed = Decimal(0)
    for part, after in pairwise(parts):
        summed += part.worth
        if summed == whole.worth and ";" in statement.between(part, after):
            return True
    return False


def _of_an_outer(statement: Statement, whole: Figure, parts: list[Figure]) -> bool:
    """Whether the whole and what follows a semicolon are parts of a figure told before both.

    "Được giao 45 nhiệm vụ; đã hoàn thành 30 nhiệm vụ, trong đó 28 trước hạn; đang thực hiện 15".
    """
    after = [part for one, part in pairwise(parts) if ";" in statement.between(one, part)]
    if not after:
        return False
    told = whole.worth + sum((part.worth for part in after), Decimal(0))
    return any(
        outer.end <= whole.start and outer.worth == told and outer.counted == whole.counted
        for outer in statement.figures
    )


def _shown(statement: Statement, figure: Figure) -> str:
    return statement.text[figure.start : figure.end].strip()


def _adds_up(whole: Figure, parts: list[Figure], group: Group) -> bool:
    """Whether these can be parts of that: one kind of thing, counted once."""
    if group.opener == "(" and any(_REST.search(part.label) for part in parts):
        return True  # "14 thạc sĩ (12 luật, 02 khác)": kinds of the whole
    if not all(can_add(whole.counted, part.noun) for part in parts):
        return False
    classes = {class_of(part.noun) for part in parts if part.noun}
    if len(classes) > 1:
        return False
    wider = not class_of(whole.counted) and classes and group.opener == "("
    return not wider


def _severity(
    statement: Statement, group: Group, whole: Figure, parts: list[Figure], total: Decimal
) -> Severity | None:
    """How sure it is that the parts were meant to be complete; None where they were not."""
    if told_twice(statement.plain[group.start :]):
        return None
    if total > whole.value * 2 and not any(part.noun == whole.counted for part in parts):
        return None  # of another unit: "2.106 hồ sơ gồm 5.820 bản sao và 614 chữ ký"
    off = abs(total - whole.value)
    near = off <= max(abs(whole.value) * Decimal("0.1"), Decimal(1))
    complete = in_family(parts) or any(_REST.search(part.label) for part in parts)
    if group.opener == "cu the":
        starts = all(not part.before or part.before.startswith("cu the") for part in parts)
        same = bool(whole.noun) and all(part.noun == whole.noun for part in parts)
        listed = (starts and len(parts) >= 3) or same
        return Severity.ERROR if near and listed else None
    if complete and not (total < whole.value and group.bare):
        return Severity.ERROR
    if group.opener in _COMPLETE:
        if group.bare > len(parts):
            return Severity.WARNING if near else None
        return Severity.ERROR if total > whole.value or not group.bare or near else None
    if group.opener in ("(", ":"):
        same = {part.noun for part in parts} == {whole.noun}
        known = bool(class_of(whole.counted)) and all(class_of(part.noun) for part in parts)
        if group.bare:
            told = group.opener == ":" and same and bool(whole.noun) and group.bare <= len(parts)
            return Severity.WARNING if told and _about(whole, total, "0.3") else None
        return Severity.ERROR if same or known or near else Severity.WARNING
    if group.opener == " co":
        several = len(parts) >= 3 and total > whole.value and _about(whole, total, "0.5")
        told = (group.closed and near) or (several and not _overlap(parts))
        return Severity.WARNING if told and not group.bare else None
    same = all(part.noun in ("", whole.noun) for part in parts)
    kinds = {part.noun for part in parts}
    if not same and group.closed and len(kinds) == len(parts) and near:
        # "1.250 văn bản, trong đó có 120 quyết định, 85 kế hoạch và 1.010 công văn"
        classes = {class_of(noun) for noun in (whole.counted, *kinds)}
        known = len(classes) == 1 and "" not in classes
        return Severity.WARNING if known and not _overlap(parts) else None
    if not same:
        # "96 cán bộ, công chức, trong đó: cán bộ 22 người, công chức 73 người"
        generic = all(part.noun in _GENERIC for part in parts)
        return Severity.WARNING if generic and near and not _overlap(parts) else None
    if total > whole.value:
        return Severity.ERROR if whole.noun in ("ho so", "thu tuc", "tthc") else Severity.WARNING
    colon = group.opener == "trong do" and ":" in statement.plain[group.start : parts[0].start]
    listed = colon and same and not group.bare and not _overlap(parts)
    return Severity.WARNING if near or (listed and _about(whole, total, "0.3")) else None


def _about(whole: Figure, total: Decimal, share: str) -> bool:
    """Whether a sum is off its whole by no more than a share of it; small counts by three."""
    return abs(total - whole.value) <= max(abs(whole.value) * Decimal(share), Decimal(3))


_BOTH = re.compile(
    r"\bca (?:hai|02)\b|\bkhong (?:thuoc|tinh trong) so\b|\bdong thoi la\b|\bvua la\b"
)
_GENERIC = ("nguoi", "luot", "truong hop", "vu viec", "vu", "don")
_TRAIT = re.compile(r"\b(?:nu|dang vien|dan toc|tuoi|tre|ton giao|hop dong)\b")


def told_twice(plain: str) -> bool:
    """Whether a folded text says that members count more than once, or not at all."""
    return bool(_BOTH.search(plain))


def _overlap(parts: list[Figure]) -> bool:
    """Whether parts are told by traits that one and the same member can have."""
    return any(_TRAIT.search(part.label) for part in parts)


def in_family(parts: list[Figure]) -> bool:
    """Whether the parts are named by words that leave no rest."""
    for family in _FAMILIES:
        named = [[word for word in family if f" {word} " in f" {part.label} "] for part in parts]
        if all(len(names) == 1 for names in named):
            words = {names[0] for names in named}
            if len(words) == len(parts) >= 2 or (family == ("muc do _",) and len(parts) >= 3):
                return len(words) == len(family) or family[0] in ("cap tinh", "muc do _")
    return False


def number(figure: Figure) -> str:
    """A figure as the trade writes it, without a leading zero."""
    return format_decimal(figure.value, figure.places)


def shown(value: Decimal) -> str:
    """A sum as the trade writes it."""
    return format_decimal(value)
