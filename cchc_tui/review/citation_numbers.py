"""VD03, VD04: numbers and symbols that are written wrong, or do not fit who issued them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.domain.document_types import KINDS
from cchc_tui.domain.text import fold
from cchc_tui.review.citing import Mention, mentions_in
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.passages import Part, Passage
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Rule

_SIGN = "Khoản 3 Mục II Phụ lục I và Phụ lục III Nghị định số 30/2020/NĐ-CP"

REGISTRY.add(
    Rule(
        "VD03",
        Severity.ERROR,
        "Số, ký hiệu viết sai",
        "Năm không có bốn chữ số, thiếu dấu gạch nối hay gạch chéo, chữ viết tắt tên loại không"
        " có trong bảng chữ viết tắt hoặc không phải của tên loại đứng trước.",
        _SIGN,
        flags=(
            "Nghị định số 45/25010/NĐ-CP của Chính phủ.",
            "Nghị quyết số 72-NQ-TW của Bộ Chính trị.",
            "Thông tư số 04/2020/BTT-BTP ngày 28/5/2020.",
            "Công điện số 644/CD-TTg ngày 13/7/2023.",
            "Quyết định số 143/QĐTTg ngày 02/02/2024.",
            "Thông tư liên tịch số 71/2014-BTC-BNV ngày 30/5/2014.",
            "Nghị định số 34/2019/NĐ/CP ngày 24/4/2019 của Chính phủ.",
            "Nghị quyết số 76-NQ/CP ngày 15/7/2021 của Chính phủ.",
            "Nghị quyết số 54/2022/NQ-QH15 ngày 15/6/2022 của Quốc hội.",
        ),
        passes=(
            "Nghị quyết số 18-NQ/TW ngày 25/10/2017; Chương trình số 02-CTr/BCĐ ngày 21/12/2022.",
            "Thông tư liên tịch số 23/2014/TTLT-BTP-BNV ngày 22/12/2014.",
            "Nghị quyết số 56/2017/QH14 của Quốc hội; Kế hoạch số 217-KH/BDVTU ngày 09/4/2024.",
            "Công văn số 2803/SNV-CCHC&XDCQ ngày 11/11/2024; Văn bản số 526/STTTT-CNTT.",
            "Đề án 06/CP về dữ liệu dân cư; Quyết định số 1813/QĐ-TTg.",
        ),
    ),
    Rule(
        "VD04",
        Severity.WARNING,
        "Ký hiệu không khớp cơ quan ban hành",
        "Phần viết tắt tên cơ quan trong ký hiệu khác với cơ quan được nêu sau chữ “của”.",
        _SIGN,
        flags=("Kế hoạch số 2960/KH-TTTP ngày 08/12/2023 của Thanh tra Chính phủ.",),
        passes=(
            "Kế hoạch số 2960/KH-TTCP ngày 08/12/2023 của Thanh tra Chính phủ.",
            "Thông tư số 02/2017/TT-VPCP ngày 31/10/2017 của Văn phòng Chính phủ.",
        ),
    ),
)

_AGENCIES = {
    "chinh phu": "CP", "thu tuong chinh phu": "TTg", "thanh tra chinh phu": "TTCP",
    "van phong chinh phu": "VPCP", "bo tu phap": "BTP", "bo noi vu": "BNV",
    "bo tai chinh": "BTC", "quoc hoi": "QH", "bo y te": "BYT", "bo cong an": "BCA",
    "bo xay dung": "BXD", "bo quoc phong": "BQP", "bo khoa hoc va cong nghe": "BKHCN",
    "bo thong tin va truyen thong": "BTTTT", "bo giao duc va dao tao": "BGDĐT",
}  # fmt: skip
_TYPES = {abbreviation for abbreviation in KINDS.values() if abbreviation} | {
    "QyĐ", "SY", "TrS", "SL", "PB", "PG", "GGT", "GNP", "VBHN", "TTLT", "NQLT", "ĐA", "DA", "TL",
    "BTT", "CĐ", "L", "PL", "CTPH", "CTHĐ", "TTh", "QC", "TC", "HD", "KL",
}  # fmt: skip
_SLIPS = {"CD": "CĐ", "QD": "QĐ", "ND": "NĐ", "HDND": "HĐND", "DA": "ĐA", "QÐ": "QĐ", "NÐ": "NĐ"}
_BY_KIND = {fold(kind): symbol for kind, symbol in KINDS.items() if symbol}


@REGISTRY.passage
def numbers(passage: Passage, _report: Report) -> Iterator[Spot]:
    """VD03 and VD04 of single mentions."""
    if passage.part in (Part.HEAD, Part.FOOT):
        return
    for mention in mentions_in(passage.text):
        yield from _malformed(mention, passage.text)
        yield from _issued(mention)


def _spot(code: str, mention: Mention, message: str, expected: str = "", fix: bool = False) -> Spot:
    return Spot(code, mention.start, mention.end, message, expected, expected if fix else None)


def _malformed(mention: Mention, text: str) -> Iterator[Spot]:
    number = mention.number
    if year := re.match(r"/(?:19|20)[0-9]{2}\b", text[mention.end :]):
        whole = f"{number}{year[0]}"
        say = f"Số, ký hiệu “{whole}” viết chưa đúng: năm không đứng cuối ký hiệu."
        yield Spot("VD03", mention.start, mention.end + year.end(), say, number, number)
        return
    expected = _expected_number(mention)
    if expected is None:
        return
    say = f"Số, ký hiệu “{number}” viết chưa đúng"
    if expected:
        yield _spot("VD03", mention, f"{say}; có thể là {expected}.", expected, fix=True)
    else:
        yield _spot("VD03", mention, f"{say}: {_why(mention)}.")


def _why(mention: Mention) -> str:
    if re.match(r"[0-9]+[a-zđ]?/(?![0-9]{4}[/-])[0-9]+[/-]", mention.number):
        return "năm phải đủ bốn chữ số"
    return f"“{mention.symbol.partition('-')[0]}” không phải chữ viết tắt của tên loại đứng trước"


_PARTY = re.compile(r"([0-9]+)([-/])(NQ|CTr|KH|CT|QĐ|KL|HD|TB|QC)-(TW|[A-ZĐ]{1,3}U|BCĐ)")
_STATE = re.compile(
    r"(?P<slash>[0-9]+/[0-9]{4}/(?:NĐ|TT|QĐ|CT|NQ|TTLT))/(?P<by>[A-ZĐ]{2,7}|TTg)"
    r"|(?P<dash>[0-9]+)-(?P<type>NQ|QĐ|CT|NĐ)/(?P<of>CP|TTg|UBND|HĐND)"
    r"|(?P<own>[0-9]+/[0-9]{4})/NQ-(?P<house>(?:UBTV)?QH[0-9]{1,2})"
)
"""Marks in each other's place; the National Assembly's resolutions name no type."""
_NORMATIVE = frozenset(("nghi dinh", "thong tu", "quyet dinh", "chi thi", "nghi quyet"))


def _expected_number(mention: Mention) -> str | None:
    """The right number; empty where only the fault is known, None where there is none."""
    number, symbol = mention.number, mention.symbol
    if re.match(r"[0-9]+[a-zđ]?/(?![0-9]{4}[/-])[0-9]{2,6}[/-]", number):
        return ""
    if found := _STATE.fullmatch(number):
        if found["house"]:
            return f"{found['own']}/{found['house']}"
        return (
            f"{found['slash']}-{found['by']}"
            if found["by"]
            else f"{found['dash']}/{found['type']}-{found['of']}"
        )
    if number.endswith("-") or "-" not in number:
        joined = re.fullmatch(r"(QĐ|NĐ|TT|KH|CT|NQ)(TTg|CP|UBND|HĐND|BTP|BNV|TTCP)", symbol)
        return number.replace(symbol, f"{joined[1]}-{joined[2]}") if joined else None
    if (found := _PARTY.fullmatch(number)) and (found[2] == "-" or found[4] != "BCĐ"):
        return f"{found[1]}-{found[3]}/{found[4]}"
    if found := re.fullmatch(r"([0-9]+/[0-9]{4})-(.+)", number):
        kind = _BY_KIND.get(mention.kind, "")
        return f"{found[1]}/{kind}-{found[2]}" if kind else ""
    if found := re.fullmatch(
        r"([0-9]+)-(S[A-ZĐ]{1,6}|UBND|HĐND|B[A-ZĐ]{1,6})/([A-ZĐ]{2,6})", number
    ):
        return f"{found[1]}/{found[2]}-{found[3]}"
    if re.match(r"[0-9]+[a-zđ]?-", number):
        return None  # the Party's own forms
    return _type_expected(mention)


_ISSUED_WITH = frozenset(
    ("quy che", "quy dinh", "de an", "chuong trinh", "ke hoach", "phuong an", "du an",
     "thong bao", "huong dan", "bao cao", "to trinh")
)  # fmt: skip


def _type_expected(mention: Mention) -> str | None:
    number, symbol = mention.number, mention.symbol
    first = symbol.partition("-")[0]
    if first in _SLIPS and (first not in _TYPES or _BY_KIND.get(mention.kind) == _SLIPS[first]):
        return number.replace(f"/{first}-", f"/{_SLIPS[first]}-")
    expected = _BY_KIND.get(mention.kind)
    if not expected or first == expected or first.startswith(("QH", "UBTVQH")):
        return None
    if mention.kind in _ISSUED_WITH:
        return None  # issued with a decision or sent with a letter: "Kế hoạch … (số …/QĐ-…)"
    if first in _TYPES:
        return number.replace(f"/{first}-", f"/{expected}-")
    # "01/2020/VPCP-TT": the type must come before the body.
    return "" if mention.kind in _NORMATIVE and symbol.endswith(f"-{expected}") else None


_CENTRAL = {"CP": "Chính phủ", "TTg": "Thủ tướng Chính phủ", "VPCP": "Văn phòng Chính phủ"}
_LOCAL = re.compile(r"(?:chu tich )?(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|so|tinh uy)\b")


_SIGNED_BY = {"TTg": "Thủ tướng Chính phủ", "CP": "Chính phủ"}
_ISSUES = {
    "Thủ tướng Chính phủ": ("thu tuong", "pho thu tuong", "chinh phu"),
    "Chính phủ": ("chinh phu", "thu tuong"),
    "Quốc hội": ("quoc hoi", "uy ban thuong vu quoc hoi", "ubtvqh", "ky hop"),
}
_OF_UBND = r"(?:chu tich )?(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan) (?:tinh|thanh pho|xa)\b"


def _issued(mention: Mention) -> Iterator[Spot]:
    code = _AGENCIES.get(mention.issuer)
    tail = mention.symbol.partition("-")[2]
    if tail in _CENTRAL and _LOCAL.match(mention.issuer):
        yield Spot(
            "VD04", mention.start, mention.end,
            f"Ký hiệu “{tail}” là của {_CENTRAL[tail]}, không phải của cơ quan được nêu.",
        )  # fmt: skip
        return
    central = _SIGNED_BY.get(tail) or ("Quốc hội" if mention.symbol.startswith("QH") else "")
    if central and mention.issuer and not mention.issuer.startswith(_ISSUES[central]):
        yield Spot(
            "VD04", mention.start, mention.end,
            f"Ký hiệu “{mention.symbol}” là của {central}, không phải của cơ quan được nêu.",
        )  # fmt: skip
        return
    if re.fullmatch(r"S[A-ZĐ]{1,6}", tail) and re.match(_OF_UBND, mention.issuer):
        yield Spot(
            "VD04", mention.start, mention.end,
            f"Ký hiệu “{tail}” là của một sở, không phải của cơ quan được nêu.",
        )  # fmt: skip
        return
    if code is None or not tail or "-" in tail or mention.symbol.startswith(code):
        return
    if tail != code and tail not in ("CP", "TTg") and not tail.startswith(code):
        number = mention.number.removesuffix(tail) + code
        yield Spot(
            "VD04", mention.start, mention.end,
            f"Ký hiệu cơ quan “{tail}” không khớp cơ quan ban hành; thường là {code}.", number,
        )  # fmt: skip
