"""KT01 to KT04: what was left over from another period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from cchc_tui.domain.dates import format_short
from cchc_tui.domain.facts import Outdated
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.passages import LOWER, PROSE, Part, Passage, flat
from cchc_tui.review.report import PeriodName, Report, period_names
from cchc_tui.review.rules import REGISTRY, Placed, Rule
from cchc_tui.review.told_of_before import told_of_before

_Q = (
    "@trich-yeu: Công tác cải cách hành chính Quý I năm 2026\n"
    "@ngay: Khánh Hòa, ngày 14 tháng 3 năm 2026\n"
)
REGISTRY.add(
    Rule(
        "KT01",
        Severity.ERROR,
        "Tên kỳ khác kỳ của báo cáo",
        "Câu mở đầu, câu kết, tên bảng hoặc tên phụ lục ghi một kỳ khác với kỳ ở trích yếu.",
        "So với trích yếu của báo cáo",
        flags=(
            _Q + "Sở Tư pháp báo cáo công tác cải cách hành chính Quý IV năm 2025 như sau:",
            _Q + "@het: Trên đây là báo cáo công tác cải cách hành chính quý II năm 2026./.",
            _Q
            + "Có phụ lục kèm theo.\n@phu-luc: Phụ lục | Kết quả giải quyết hồ sơ quý IV năm 2025",
        ),
        passes=(
            _Q + "Sở Tư pháp báo cáo công tác cải cách hành chính quý I năm 2026 như sau:",
            _Q + "# II. PHƯƠNG HƯỚNG QUÝ II NĂM 2026\nTiếp tục thực hiện kế hoạch.",
            _Q + "Sở Tư pháp báo cáo kết quả quý I năm 2026 và nhiệm vụ quý II năm 2026 như sau:",
        ),
    ),
    Rule(
        "KT02",
        Severity.WARNING,
        "Kết quả của năm khác",
        "Câu nêu kết quả “trong năm …” của một năm không phải năm báo cáo; thường là chép từ báo"
        " cáo năm trước.",
        "So với trích yếu của báo cáo",
        flags=("Trong năm 2025 Sở Tư pháp đã hoàn thành tốt những nhiệm vụ được giao.",),
        passes=(
            "Trong năm 2026 Sở Tư pháp đã hoàn thành tốt những nhiệm vụ được giao.",
            "So với kết quả đạt được trong năm 2025, số hồ sơ tăng.",
        ),
    ),
    Rule(
        "KT03",
        Severity.WARNING,
        "Tên đơn vị, cơ quan không còn trong kỳ báo cáo",
        "Cấp huyện, tỉnh, sở, bộ được nêu đã không còn (hoặc đã đổi tên) trước khi kỳ báo cáo kết"
        " thúc. Nói về thời gian trước đó thì tên cũ vẫn đúng.",
        "prompts/facts/don-vi-hanh-chinh.toml, có ngày và nguồn của từng tên",
        flags=(
            "Số hồ sơ tại UBND huyện giảm.",
            "Phối hợp với UBND huyện rà soát hồ sơ, hoàn thành trước ngày 30/11/2027.",
            "Theo hướng dẫn của Phòng Tài chính - Kế hoạch huyện.",
            "Phối hợp với Sở Thông tin và Truyền thông.",
            "Báo cáo của tỉnh Ninh Thuận.",
        ),
        passes=(
            "@trich-yeu: Công tác cải cách hành chính năm 2023\n@ngay: A, ngày 20 tháng 12 năm"
            " 2023\nSố hồ sơ tại UBND huyện giảm.",
            "Phối hợp với Sở Khoa học và Công nghệ.",
            "Trước đây là Sở Thông tin và Truyền thông.",
            "Hoàn thành thay thế 08 văn bản còn quy định nhiệm vụ của cấp huyện.",
            "Xã được lập trên cơ sở sắp xếp thị trấn Tô Hạp và 02 xã; nhận 38 hồ sơ do UBND huyện"
            " Khánh Sơn bàn giao.",
        ),
    ),
    Rule(
        "KT04",
        Severity.WARNING,
        "Còn chỗ chưa điền",
        "Văn bản còn chỗ để trống, dấu chấm lửng thay cho số liệu, hoặc câu hỏi bắt buộc chưa trả"
        " lời.",
        "Báo cáo chỉ gửi khi đủ số liệu",
        flags=("Tổng số hồ sơ đã tiếp nhận là ... hồ sơ.", "Đạt tỷ lệ ……%.", "Có [số] hồ sơ."),
        passes=("Gồm hộ tịch, chứng thực,...", "Các sở, ngành..."),
    ),
)


@REGISTRY.report
def periods(report: Report) -> Iterator[Placed]:
    """KT01."""
    period = report.period
    if period is None or not period.year or period.kind == "nam":
        return
    opening = next((p for p in report.passages if p.part in PROSE and not p.annex), None)
    for passage in report.passages:
        if not _names_the_period(passage, opening):
            continue
        names = [
            n for n in period_names(passage.text) if n.year in (0, period.year, period.year - 1)
        ]
        if not names or any(_same(name, period) for name in names):
            continue
        # A count of months of another year in a title of the year before is a comparison.
        name = names[0]
        if re.search(
            r"\b(?:cung ky|so voi|nhiem vu|phuong huong|ke hoach)\b",
            flat(passage.text[: name.start]),
        ):
            continue
        yield passage, Spot(
            "KT01", name.start, name.end,
            f"Kỳ ở đây là “{passage.text[name.start:name.end]}”, khác kỳ ở trích yếu.",
        )  # fmt: skip


def _names_the_period(passage: Passage, opening: Passage | None) -> bool:
    """Whether the passage says what period the report or its data are of."""
    plain = flat(passage.text)
    if passage.part in (Part.ANNEX, Part.CAPTION):
        return True
    if passage.annex and passage.part is Part.PARAGRAPH and not passage.text.endswith("."):
        return plain.startswith(("thong ke", "tong hop", "ket qua", "bang", "bieu", "danh sach"))
    if passage.part in PROSE and plain.startswith("tren day la"):
        return True
    return passage is opening and bool(re.search(r"\bbao cao\b.*\bnhu sau\b", plain))


def _same(name: PeriodName, period: PeriodName) -> bool:
    return (name.kind, name.number) == (period.kind, period.number) and name.year in (
        0,
        period.year,
    )


_DONE = re.compile(
    r"(?:^|[.;:]\s+|^[-+*]\s+)trong nam ((?:19|20)[0-9]{2})\s*,?\s+(?:so|ubnd|uy ban|van phong|don"
    r" vi|co quan|huyen|tinh|xa|phuong)\b[^.;]{0,60}?\bda\b"
)


@REGISTRY.report
def other_years(report: Report) -> Iterator[Placed]:
    """KT02."""
    period = report.period
    if period is None or not period.year:
        return
    lead = ""
    for passage in report.prose:
        plain = flat(passage.text)
        if plain.rstrip().endswith(":"):
            lead = plain
        elif passage.part is not Part.ITEM:
            lead = ""
        for found in _DONE.finditer(plain):
            # A list "… của năm 2025:" may tell of that year.
            if int(found[1]) == period.year - 1 and f"nam {found[1]}" not in lead:
                yield passage, Spot(
                    "KT02", found.start(1), found.end(1),
                    f"Báo cáo của năm {period.year} nhưng câu này nêu kết quả năm {found[1]}.",
                    str(period.year),
                )  # fmt: skip


@lru_cache(maxsize=8)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Names that begin alike are tried together: there are a hundred of them."""
    by_first: dict[str, list[str]] = {}
    for name in sorted(names, key=len, reverse=True):
        first, _, rest = name.casefold().partition(" ")
        by_first.setdefault(first, []).append(re.escape(f" {rest}" if rest else ""))
    listed = "|".join(
        f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in by_first.items()
    )
    return re.compile(rf"\b(?:{listed})(?!\w)")


@lru_cache(maxsize=8192)
def _old_names(names: tuple[str, ...], text: str, until: date) -> tuple[tuple[int, int], ...]:
    """Where names that are no longer right stand, unless the words around say so."""
    lower = text.lower()
    if len(lower) != len(text):
        return ()
    return tuple(
        match.span()
        for match in _pattern(names).finditer(lower)
        if not told_of_before(text, *match.span(), until)
    )


_DISTRICT = re.compile(
    r"\b(?:(?:UBND|HĐND|Ủy ban nhân dân|Hội đồng nhân dân|Công an|(?:Tòa án|Viện kiểm sát)"
    r" nhân dân|(?:[Pp]hòng|[Tt]rung tâm|[Bb]an|[Đđ]ội|[Tt]hanh tra|[Vv]ăn phòng)"
    r"(?: (?:[^\W\d_]+|[-–])){1,6}?)"
    rf" (?:các )?(?:huyện|quận|thị xã)(?!\w)|(?:huyện|quận|thị xã)(?: [^\W\d_{LOWER}][{LOWER}]+)+)"
)


@lru_cache(maxsize=8192)
def _districts(text: str, until: date) -> tuple[tuple[int, int], ...]:
    """Where bodies of districts, or a district by name, stand as if they still were."""
    if "huyện" not in text and "quận" not in text and "thị xã" not in text:
        return ()
    return tuple(
        (found.start(), found.end())
        for found in _DISTRICT.finditer(text)
        if not told_of_before(text, found.start(), found.end(), until)
    )


@REGISTRY.report
def outdated_names(report: Report) -> Iterator[Placed]:
    """KT03: the first place of what is no longer right, under whichever of its names."""
    end = report.period_end
    if end is None:
        return
    wrong = {n: fact for n, fact in report.facts.outdated.items() if fact.since <= end}
    if not wrong:
        return
    names = tuple(wrong)
    level = wrong.get("cấp huyện")
    found: dict[tuple[str, str], list[tuple[Passage, int, int]]] = {}
    for passage in report.passages:
        if passage.part is Part.HEAD and passage.marker == "addressee":
            continue
        for low, high in _old_names(names, passage.text, end):
            fact = wrong[passage.text[low:high].casefold()]
            found.setdefault((fact.about, fact.instead), []).append((passage, low, high))
        for low, high in _districts(passage.text, end) if level is not None else ():
            same = found.setdefault((level.about, level.instead), []) if level else []
            if not any(p is passage and a < high and low < b for p, a, b in same):
                same.append((passage, low, high))
    for places in found.values():
        passage, start, stop = min(places, key=lambda place: (place[0].index, place[1]))
        fact = wrong.get(passage.text[start:stop].casefold()) or wrong["cấp huyện"]
        yield passage, Spot("KT03", start, stop, _say(fact, len(places)), fact.instead)


def _say(fact: Outdated, count: int) -> str:
    instead = f"; nay là {fact.instead}" if fact.instead else ""
    more = f" ({count} chỗ)" if count > 1 else ""
    return f"{fact.about[:1].upper()}{fact.about[1:]} từ {format_short(fact.since)}{instead}{more}."


_OPEN = re.compile(
    r"(?<![._…])(?:\.{3,}+|…[.…]*+|_{3,}+)\s*+(?=%|hồ sơ|văn bản|trường hợp|TTHC|thủ tục|người|lượt"
    r"|nhiệm vụ|đơn vị|lớp|cuộc|/BC|ngày|tháng)"
    r"|\[(?:số|ngày|tên|điền|chưa|cần|bổ sung|\.\.\.|…)[^\]]{0,60}\]|\[…[^\]]{0,80}\]",
    re.IGNORECASE,
)


_LEFT_OPEN = re.compile(
    r"\b(?:là|đạt|có|được|gồm|khoảng|số)\s+(?P<open>\.{4,}|…[.…]*|_{3,})(?=\s*[^\W\d_])",
    re.IGNORECASE,
)


@REGISTRY.passage
def open_places(passage: Passage, _report: Report) -> Iterator[Spot]:
    """KT04."""
    if passage.part in (Part.HEAD, Part.FOOT):
        return
    spans = {found.span() for found in _OPEN.finditer(passage.text)}
    spans |= {found.span("open") for found in _LEFT_OPEN.finditer(passage.text)}
    for start, end in sorted(spans):
        # A draft shows its open questions anyway; in a file they are easily overlooked.
        severity = Severity.HINT if passage.gaps else None
        yield Spot("KT04", start, end, "Chỗ này chưa điền.", severity=severity)
