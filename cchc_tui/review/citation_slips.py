"""VD11: one document cited under two numbers whose digits changed places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cchc_tui.review.citing import Mention
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.passages import Passage, flat
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed, Rule

REGISTRY.add(
    Rule(
        "VD11",
        Severity.WARNING,
        "Số hiệu có thể bị đảo chữ số",
        "Hai chỗ viện dẫn cùng loại, cùng ký hiệu, cùng ngày, cùng nói một việc nhưng số chỉ khác"
        " ở hai chữ số liền nhau bị đổi chỗ; một chỗ gõ nhầm.",
        "Điểm b khoản 6 Mục II Phụ lục I Nghị định số 30/2020/NĐ-CP",
        flags=(
            "Kế hoạch số 512/KH-UBND ngày 24/12/2025 của UBND tỉnh về kiểm tra công vụ năm 2026."
            "\nThực hiện Kế hoạch số 521/KH-UBND ngày 24/12/2025 của UBND tỉnh về kiểm tra công vụ"
            " năm 2026, Sở đã kiểm tra 04 đơn vị.",
        ),
        passes=(
            "Kế hoạch số 512/KH-UBND ngày 24/12/2025 của UBND tỉnh về kiểm tra công vụ năm 2026."
            "\nKế hoạch số 521/KH-UBND ngày 24/12/2025 của UBND tỉnh về chuyển đổi số.",
            "Kế hoạch số 512/KH-UBND ngày 24/12/2025 của UBND tỉnh về kiểm tra công vụ năm 2026."
            "\nKế hoạch số 521/KH-UBND ngày 26/12/2024 của UBND tỉnh về kiểm tra công vụ năm 2025.",
        ),
    ),
)

_SHARED_WORDS = 5
"""Words in a row that two places must share to speak of one matter: below that they share
"kế hoạch cải cách hành chính" with every second document of a report."""


@REGISTRY.report
def swapped_digits(report: Report) -> Iterator[Placed]:
    """VD11: each mention against the earlier ones of its symbol and date."""
    before: dict[tuple[object, ...], list[tuple[Passage, Mention]]] = {}
    for passage, mention in report.mentions:
        if mention.day is None:
            continue
        same = before.setdefault((mention.kind, mention.symbol, mention.day), [])
        for at, other in same:
            if at is not passage and _swapped(mention, other) and _one_matter(mention, at, other):
                yield passage, Spot(
                    "VD11", mention.start, mention.date_end,
                    f"{mention.number} và {other.number} cùng ngày, cùng nội dung: một số có thể"
                    " bị đảo chữ số.",
                    other.number,
                )  # fmt: skip
                break
        same.append((passage, mention))


def _swapped(first: Mention, second: Mention) -> bool:
    """Whether two numbers differ in two neighbouring digits that changed places."""
    a, b = (re.match(r"[0-9]+", mention.number) for mention in (first, second))
    if not a or not b or len(a[0]) != len(b[0]):
        return False
    places = [at for at, pair in enumerate(zip(a[0], b[0], strict=True)) if pair[0] != pair[1]]
    if len(places) != 2 or places[1] != places[0] + 1:
        return False
    return a[0][places[0]] == b[0][places[1]] and a[0][places[1]] == b[0][places[0]]


def _one_matter(mention: Mention, passage: Passage, other: Mention) -> bool:
    """Whether the subject of the one is in the words around the other."""
    words = mention.subject.split()
    near = flat(passage.text[max(0, other.start - 160) : other.date_end + 160])
    around = f" {' '.join(re.findall(r'[a-z0-9]+', near))} "
    runs = range(len(words) - _SHARED_WORDS + 1)
    return any(f" {' '.join(words[at : at + _SHARED_WORDS])} " in around for at in runs)
