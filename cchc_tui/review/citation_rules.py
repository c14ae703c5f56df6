"""VD01, VD02, VD05 to VD10: the documents a report cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cchc_tui.domain.dates import format_short
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


@REGISTRY.passage
def citations(passage: Passage, report: Report) -> Iterator[Spot]:
    """Faults of single mentions."""
    if passage.part in (Part.HEAD, Part.FOOT):
        return
    plain = flat(passage.text)
    yield from _impossible(plain, passage.text)
    yield from _later(plain, report)
    for mention in mentions_in(passage.text):
        yield from _dated(mention, report)
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


def _dated(mention: Mention, report: Report) -> Iterator[Spot]:
    signed = report.signed
    if mention.day is None:
        if signed is not None and signed.year < mention.year < signed.year + 20:
            yield _spot(
                "VD08", mention,
                f"{mention.number} mang năm {mention.year}, sau ngày báo cáo"
                f" ({format_short(signed)}).",
            )  # fmt: skip
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


_UNNUMBERED = re.compile(
    r"\b(?:nghi quyet|nghi dinh|thong tu|quyet dinh|chi thi|thong bao|chuong trinh|ke hoach|de an"
    r"|bao cao|to trinh|cong dien|ket luan|cong van|van ban)(?: [a-z]+){0,4} ngay\s+"
    r"([0-9]{1,2})\s*[/.-]\s*([0-9]{1,2})\s*[/.-]\s*((?:19|20)[0-9]{2})(?![0-9])"
)
_AHEAD = re.compile(r"\b(?:truoc|du kien|den|han|cham nhat|se|ket thuc|tu)\b")


def _later(plain: str, report: Report) -> Iterator[Spot]:
    """VD08 of a document named by its type and date alone."""
    for found in _UNNUMBERED.finditer(plain) if report.signed is not None else ():
        try:
            day = date(int(found[3]), int(found[2]), int(found[1]))
        except ValueError:
            continue
        if report.signed and day > report.signed and not _AHEAD.search(found[0]):
            yield Spot(
                "VD08", found.start(), found.end(),
                f"Văn bản ghi ngày {format_short(day)}, sau ngày báo cáo"
                f" ({format_short(report.signed)}).",
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


_IN_YEAR = re.compile(r"\b(?:trong|giai doan|den het|truoc) nam ((?:19|20)[0-9]{2})\b")
_SPEAKS_OF_CHANGE = re.compile(r"\b(?:thay the|bai bo|het hieu luc|truoc day|truoc ngay|sua doi)\b")


def _replaced(mention: Mention, report: Report, plain: str) -> Iterator[Spot]:
    end = report.period_end
    fact = report.facts.replacements.get(mention.number)
    if fact is None or end is None or end < fact.since or flat(fact.new) in plain:
        return
    if _SPEAKS_OF_CHANGE.search(plain[max(0, mention.start - 60) : mention.end + 60]):
        return
    sentence = re.split(r"[.;]\s", plain[: mention.start])[-1]
    if re.search(r"\btruoc (?:ngay|thang|khi)\b", sentence):
        return
    if any(int(year) < fact.since.year for year in _IN_YEAR.findall(sentence)):
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
