"""TT10 to TT14: paper, margins, page numbers, and the font and colour of every run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cchc_tui.review.findings import Finding, Severity
from cchc_tui.review.looks import finding, points
from cchc_tui.review.word_file import WordFile
from cchc_tui.review.word_pages import PageSetup
from cchc_tui.review.word_paragraphs import WordParagraph, plain


def pages(word: WordFile) -> Iterator[Finding]:
    """TT10, TT11 and TT14."""
    for ordinal, page in enumerate(word.pages, 1):
        name = f"phần {ordinal}" if len(word.pages) > 1 else "văn bản"
        short, long = sorted((page.width, page.height))
        if not (abs(short - 210) <= 1 and abs(long - 297) <= 1):
            size = f"{page.width:.0f} x {page.height:.0f} mm"
            yield finding("TT10", f"Khổ giấy của {name} là {size}.",
                           expected="210 x 297 mm")  # fmt: skip
        elif page.landscape and ordinal == 1:
            yield finding("TT10", "Phần nội dung xoay ngang; chỉ phụ lục được xoay ngang.",
                           severity=Severity.WARNING)  # fmt: skip
        if not page.landscape:
            yield from _margins(page, name)
        if ordinal == 1:
            yield from _page_numbers(page)
    yield from _annex_numbers(word)


_MARGINS = (("top", "trên", 20, 25), ("bottom", "dưới", 20, 25), ("left", "trái", 30, 35),
            ("right", "phải", 15, 20))  # fmt: skip


def _margins(page: PageSetup, name: str) -> Iterator[Finding]:
    for side, label, low, high in _MARGINS:
        value = float(getattr(page, side))
        if not low - 0.3 <= value <= high + 0.3:
            yield finding("TT11", f"Lề {label} của {name} là {value:.1f} mm.",
                           expected=f"{low}-{high} mm")  # fmt: skip


def _page_numbers(page: PageSetup) -> Iterator[Finding]:
    if page.footer_number:
        yield finding("TT14", "Số trang đặt ở lề dưới; phải đặt giữa lề trên.")
    if not page.header_fields:
        if not page.footer_number:
            yield finding("TT14", "Không thấy số trang trong lề trên (văn bản một trang thì không"
                           " cần).", severity=Severity.WARNING)  # fmt: skip
        return
    if not page.title_page or page.first_fields:
        yield finding("TT14", "Số trang hiển thị cả ở trang thứ nhất.")
    number = page.header_fields[0]
    if number.align != "center":
        yield finding("TT14", "Số trang không canh giữa.")
    if any(run.italic for run in number.runs):
        yield finding("TT14", "Số trang in nghiêng; phải là kiểu đứng.")
    sizes = {run.size for run in number.runs if run.size}
    if sizes and not all(13 <= size <= 14 for size in sizes):
        yield finding("TT14", f"Số trang cỡ {points(sizes)}.", expected="13-14")


def _annex_numbers(word: WordFile) -> Iterator[Finding]:
    """TT14: the pages of each annex are numbered on their own."""
    first: dict[int, WordParagraph] = {}
    for paragraph in word.paragraphs:
        if paragraph.text.strip():
            first.setdefault(paragraph.section, paragraph)
    for section, paragraph in first.items():
        annex = plain(paragraph).startswith("phu luc") and section
        if annex and section < len(word.pages) and not word.pages[section].restart:
            yield finding(
                "TT14", "Số trang của phụ lục chưa đánh riêng từ 1.", paragraph,
                severity=Severity.WARNING,
            )  # fmt: skip


def fonts(paragraphs: Sequence[WordParagraph]) -> Iterator[Finding]:
    """TT12 and TT13: every run; one finding for a font, at its first place."""
    fonts: dict[str, list[WordParagraph]] = {}
    colors: list[WordParagraph] = []
    for paragraph in paragraphs:
        for run in paragraph.runs:
            if run.font and run.font != "Times New Roman" and run.font != "Symbol":
                fonts.setdefault(run.font, []).append(paragraph)
            if run.color not in ("auto", "000000") and paragraph not in colors[-1:]:
                colors.append(paragraph)
    for font, places in fonts.items():
        yield finding("TT12", f"{len(places)} chỗ dùng phông {font}.", places[0], "Times New Roman")
    if colors:
        yield finding("TT13", f"{len(colors)} đoạn có chữ không phải màu đen.", colors[0])
