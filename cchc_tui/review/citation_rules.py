"""VD01 to VD09: the documents a report cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cchc_tui.domain.dates import format_short
from cchc_tui.domain.document_types import KINDS
from cchc_tui.domain.text import fold
from cchc_tui.review.citing import Mention, mentions_in
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.passages import Part, Passage, flat
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed, Rule

_FORM = "Điểm b khoản 6 Mục II Phụ lục I Nghị định số 30/2020/NĐ-CP"
_SIGN = "Khoản 3 Mục II Phụ lục I và Phụ lục III Nghị định số 30/2020/NĐ-CP"

REGISTRY.add(
    Rule(
        "VD01",
        Severity.ERROR,
        "Một văn bản ghi hai ngày",
        "Cùng số, ký hiệu nhưng ngày ban hành khác nhau giữa các chỗ viện dẫn; ít nhất một chỗ"
        " sai. Số không có năm chỉ so trong cùng một năm, vì mỗi năm đánh số lại từ đầu.",
        _FORM,
        flags=(
            "Thực hiện Nghị định số 130/2005/NĐ-CP ngày 17/10/2005 của Chính phủ.\n"
            "Kết quả thực hiện Nghị định số 130/2005/NĐ-CP ngày 17/11/2005 của Chính phủ.",
            "Theo Kế hoạch số 14/KH-STP ngày 31/01/2026.\nĐã hoàn thành Kế hoạch số 14/KH-STP ngày"
            " 30/01/2026.",
        ),
        passes=(
            "Theo Kế hoạch số 14/KH-STP ngày 31/01/2025.\nTheo Kế hoạch số 14/KH-STP ngày"
            " 20/01/2026.",
            "Theo Kế hoạch số 14/KH-STP ngày 31/01/2026.\nTheo Kế hoạch số 14/KH-STP.",
            "Công văn số 12/UBND-NC ngày 01/3/2026 của UBND tỉnh A; Công văn số 12/UBND-NC ngày"
            " 05/3/2026 của UBND tỉnh B.",
        ),
    ),
    Rule(
        "VD02",
        Severity.ERROR,
        "Năm trong số hiệu khác năm ban hành",
        "Số của văn bản quy phạm pháp luật mang năm ban hành, nên phải cùng năm với ngày ban hành.",
        _SIGN,
        flags=("Nghị định số 130/2005/NĐ-CP ngày 17/10/2015 của Chính phủ.",),
        passes=("Nghị định số 130/2005/NĐ-CP ngày 17/10/2005 của Chính phủ.",),
    ),
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
    Rule(
        "VD05",
        Severity.WARNING,
        "Viện dẫn thiếu chữ “số”",
        "Giữa tên loại và số, ký hiệu có chữ “của” mà không có cơ quan, hoặc thiếu chữ “số”.",
        _FORM,
        flags=("Kế hoạch được ban hành theo Quyết định của 34/QĐ-UBND ngày 16/01/2026.",),
        passes=("Kế hoạch được ban hành theo Quyết định số 34/QĐ-UBND ngày 16/01/2026.",),
    ),
    Rule(
        "VD06",
        Severity.WARNING,
        "Văn bản đã được thay thế",
        "Văn bản được viện dẫn đã hết hiệu lực trong kỳ báo cáo. Nói về thời gian trước đó thì vẫn"
        " đúng, nên chỉ là cảnh báo và không tự sửa.",
        "Danh mục văn bản thay thế (prompts/facts/van-ban-thay-the.toml), có ngày hiệu lực",
        flags=("Thực hiện Nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ.",),
        passes=(
            "Thực hiện Nghị định số 118/2025/NĐ-CP ngày 09/6/2025 của Chính phủ.",
            "@ngay: Khánh Hòa, ngày 20 tháng 6 năm 2024\n@trich-yeu: Công tác cải cách hành chính 6"
            " tháng đầu năm 2024\nThực hiện Nghị định số 61/2018/NĐ-CP của Chính phủ.",
            "Nghị định số 118/2025/NĐ-CP thay thế Nghị định số 61/2018/NĐ-CP.",
        ),
    ),
    Rule(
        "VD07",
        Severity.HINT,
        "Luật, pháp lệnh chỉ cần ghi tên loại và tên",
        "Viện dẫn luật, pháp lệnh chỉ ghi tên loại và tên của luật, pháp lệnh.",
        _FORM,
        flags=("Theo Luật Đất đai số 31/2024/QH15 ngày 18/01/2024 của Quốc hội.",),
        passes=("Theo Luật Đất đai.", "Nghị quyết số 56/2017/QH14 của Quốc hội."),
    ),
    Rule(
        "VD08",
        Severity.ERROR,
        "Văn bản viện dẫn có ngày sau ngày báo cáo",
        "Báo cáo không thể viện dẫn văn bản chưa ban hành.",
        "So với ngày ký báo cáo",
        flags=("Theo Kế hoạch số 14/KH-STP ngày 31/12/2026 của Sở Tư pháp.",),
        passes=("Theo Kế hoạch số 14/KH-STP ngày 31/01/2026 của Sở Tư pháp.",),
    ),
    Rule(
        "VD09",
        Severity.WARNING,
        "Một văn bản ghi hai cơ quan ban hành",
        "Cùng số, ký hiệu và ngày nhưng cơ quan ban hành khác nhau giữa các chỗ viện dẫn.",
        _FORM,
        flags=(
            "Kế hoạch số 2960/KH-TTCP ngày 08/12/2023 của Thanh tra Chính phủ.\nKế hoạch số"
            " 2960/KH-TTCP ngày 08/12/2023 của Bộ Nội vụ.",
        ),
        passes=(
            "Kế hoạch số 4/KH-UBND ngày 05/01/2026 của UBND tỉnh.\nKế hoạch số 4/KH-UBND ngày"
            " 05/01/2026 của Ủy ban nhân dân tỉnh Khánh Hòa.",
            "Quyết định số 4/QĐ-UBND ngày 05/01/2026 của UBND tỉnh.\nQuyết định số 4/QĐ-UBND ngày"
            " 05/01/2026 của Chủ tịch UBND tỉnh.",
        ),
    ),
    Rule(
        "VD10",
        Severity.ERROR,
        "Ngày không có trong lịch",
        "Ngày được ghi không tồn tại, ví dụ ngày 31 tháng 4.",
        "Lịch dương",
        flags=("Theo Kế hoạch số 14/KH-STP ngày 31/4/2026.", "Số liệu tính đến ngày 30/02/2026."),
        passes=("Theo Kế hoạch số 14/KH-STP ngày 30/4/2026.",),
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
def citations(passage: Passage, report: Report) -> Iterator[Spot]:
    """Faults of single mentions."""
    if passage.part in (Part.HEAD, Part.FOOT):
        return
    plain = flat(passage.text)
    yield from _impossible(plain, passage.text)
    for mention in mentions_in(passage.text):
        yield from _malformed(mention, passage.text)
        yield from _dated(mention, report)
        yield from _issued(mention)
        yield from _named(mention, plain)
        yield from _replaced(mention, report, plain)


def _impossible(plain: str, text: str) -> Iterator[Spot]:
    for found in re.finditer(
        r"(?<![0-9/.-])([0-9]{1,2})\s*[/-]\s*([0-9]{1,2})\s*[/-]\s*((?:19|20)[0-9]{2})(?![0-9])"
        r"|\bngay\s+([0-9]{1,2})\s+thang\s+([0-9]{1,2})\s+nam\s+((?:19|20)[0-9]{2})",
        plain,
    ):
        day, month, year = (int(found[k] or found[k + 3]) for k in (1, 2, 3))
        try:
            date(year, month, day)
        except ValueError:
            yield Spot(
                "VD10", found.start(), found.end(),
                f"Không có ngày {text[found.start() : found.end()]} trong lịch.",
            )  # fmt: skip


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
_NORMATIVE = frozenset(("nghi dinh", "thong tu", "quyet dinh", "chi thi", "nghi quyet"))


def _expected_number(mention: Mention) -> str | None:
    """The right number; empty where only the fault is known, None where there is none."""
    number, symbol = mention.number, mention.symbol
    if re.match(r"[0-9]+[a-zđ]?/(?![0-9]{4}[/-])[0-9]{2,6}[/-]", number):
        return ""
    if number.endswith("-") or "-" not in number:
        joined = re.fullmatch(r"(QĐ|NĐ|TT|KH|CT|NQ)(TTg|CP|UBND|HĐND|BTP|BNV|TTCP)", symbol)
        return number.replace(symbol, f"{joined[1]}-{joined[2]}") if joined else None
    if (found := _PARTY.fullmatch(number)) and (found[2] == "-" or found[4] != "BCĐ"):
        return f"{found[1]}-{found[3]}/{found[4]}"
    if found := re.fullmatch(r"([0-9]+/[0-9]{4})-(.+)", number):
        kind = _BY_KIND.get(mention.kind, "")
        return f"{found[1]}/{kind}-{found[2]}" if kind else ""
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


def _dated(mention: Mention, report: Report) -> Iterator[Spot]:
    if mention.day is None:
        return
    if mention.year and mention.year != mention.day.year:
        yield Spot(
            "VD02", mention.start, mention.date_end,
            f"{mention.number} mang năm {mention.year} nhưng ghi ban hành"
            f" {mention.date_text.removeprefix('ngày ')}.",
            f"năm {mention.year}",
        )  # fmt: skip
    if report.signed is not None and mention.day > report.signed:
        yield Spot(
            "VD08", mention.start, mention.date_end,
            f"{mention.number} ghi ngày {format_short(mention.day)}, sau ngày báo cáo"
            f" ({format_short(report.signed)}).",
        )  # fmt: skip


_CENTRAL = {"CP": "Chính phủ", "TTg": "Thủ tướng Chính phủ", "VPCP": "Văn phòng Chính phủ"}
_LOCAL = re.compile(r"(?:chu tich )?(?:ubnd|uy ban nhan dan|hdnd|hoi dong nhan dan|so|tinh uy)\b")


def _issued(mention: Mention) -> Iterator[Spot]:
    code = _AGENCIES.get(mention.issuer)
    tail = mention.symbol.partition("-")[2]
    if tail in _CENTRAL and _LOCAL.match(mention.issuer):
        yield Spot(
            "VD04", mention.start, mention.end,
            f"Ký hiệu “{tail}” là của {_CENTRAL[tail]}, không phải của cơ quan được nêu.",
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


def _named(mention: Mention, plain: str) -> Iterator[Spot]:
    if mention.of:
        yield Spot(
            "VD05", mention.lead, mention.end,
            f"Thiếu chữ “số” trước {mention.number} (đang ghi “của”).", f"số {mention.number}",
        )  # fmt: skip
    if mention.symbol.startswith(("QH", "UBTVQH")):
        law = re.search(
            r"\b(?:bo luat|luat|phap lenh)\b[^,;.()]{0,60}\bso\s*$", plain[: mention.start]
        )
        other = law and re.search(r"\b(?:nghi quyet|nghi dinh|thong tu|quyet dinh)\b", law[0])
        if law and not other:
            yield _spot("VD07", mention, "Luật, pháp lệnh chỉ ghi tên loại và tên, không ghi số.")


_SPEAKS_OF_CHANGE = re.compile(r"\b(?:thay the|bai bo|het hieu luc|truoc day|truoc ngay|sua doi)\b")


def _replaced(mention: Mention, report: Report, plain: str) -> Iterator[Spot]:
    end = report.period_end
    fact = report.facts.replacements.get(mention.number)
    if fact is None or end is None or end < fact.since or fact.new in plain:
        return
    if _SPEAKS_OF_CHANGE.search(plain[max(0, mention.start - 60) : mention.end + 60]):
        return
    about = f" về {fact.about}" if fact.about else ""
    yield _spot(
        "VD06",
        mention,
        f"{fact.old}{about} đã được thay bằng {fact.new} từ {format_short(fact.since)}.",
        fact.new,
    )


@REGISTRY.report
def mentions_that_disagree(report: Report) -> Iterator[Placed]:
    """VD01 and VD09: mentions of one document compared with the first one."""
    by_key: dict[str, list[tuple[Passage, Mention]]] = {}
    for passage, mention in report.mentions:
        by_key.setdefault(mention.key, []).append((passage, mention))
    for found in by_key.values():
        dated = [(passage, mention) for passage, mention in found if mention.day is not None]
        for at, (passage, mention) in enumerate(dated):
            yield from _against(passage, mention, dated[:at])


def _against(
    passage: Passage, mention: Mention, before: list[tuple[Passage, Mention]]
) -> Iterator[Placed]:
    for _, other in before:
        if other.day == mention.day:
            if not _one_issuer(other.issuer, mention.issuer):
                yield passage, Spot(
                    "VD09", mention.start, mention.end,
                    f"{mention.number} ở đây ghi của cơ quan khác với chỗ viện dẫn trước.",
                )  # fmt: skip
            return
    for _, other in before:
        if mention.day is None or other.day is None:
            continue
        yearly = not mention.year and other.day.year != mention.day.year
        # A slip of the year in a letter still shows where the rest of the date agrees.
        slip = (other.day.month, other.day.day) == (mention.day.month, mention.day.day)
        if (yearly and not slip) or not _one_issuer(other.issuer, mention.issuer):
            continue
        yield passage, Spot(
            "VD01", mention.start, mention.date_end,
            f"{mention.number} ghi ngày {format_short(mention.day)}, chỗ khác ghi ngày"
            f" {format_short(other.day)}.",
            f"ngày {format_short(other.day)}",
        )  # fmt: skip
        return


def _one_issuer(first: str, second: str) -> bool:
    """Whether two issuers, as named, can be one; the head of a body signs for it."""
    a, b = (_plain_issuer(issuer) for issuer in (first, second))
    levels = [_LEVEL.search(issuer) for issuer in (first, second)]
    if levels[0] and levels[1] and levels[0][0] != levels[1][0]:
        return False
    return not a or not b or a.startswith(b) or b.startswith(a)


_LEVEL = re.compile(r"\b(?:tinh|thanh pho|huyen|quan|thi xa|thi tran|xa|phuong|dac khu)\b")


def _plain_issuer(issuer: str) -> str:
    plain = issuer.replace("uy ban nhan dan", "ubnd").replace("hoi dong nhan dan", "hdnd")
    plain = re.sub(r"^(?:chu tich|pho chu tich|bo truong|giam doc)\s+", "", plain)
    return re.sub(r"\s+(?:tinh|huyen|xa|thanh pho)?\s*$", "", plain).strip()
