"""CT01 to CT05, CT13: headings: their numbers, their order, and whether anything follows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cchc_tui.document.blocks import Heading
from cchc_tui.domain.numbering import letter, roman
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.ledger import cell_passages
from cchc_tui.review.passages import Part, Passage
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed, Rule

_SOURCE = "Mục V Phụ lục I Nghị định số 30/2020/NĐ-CP (phần, mục, khoản, điểm)"

REGISTRY.add(
    Rule(
        "CT01",
        Severity.ERROR,
        "Số thứ tự của mục trùng, sót hoặc sai cấp",
        "Các mục cùng cấp, các điểm trong một mục phải mang số liên tiếp từ đầu; mục cấp dưới ghi"
        " nhiều số phải bắt đầu bằng số của mục cấp trên.",
        _SOURCE,
        flags=(
            "# I. KẾT QUẢ\nĐã làm.\n# II. ĐÁNH GIÁ\nTốt.\n# II. PHƯƠNG HƯỚNG\nTiếp tục.",
            "# I. KẾT QUẢ\n## 1. Thể chế\nĐã làm.\n## 3. Thủ tục\nĐã làm.",
            "# I. KẾT QUẢ\n## 1. Thể chế\n### 2.1. Xây dựng\nĐã làm.",
            "# I. NHIỆM VỤ\n= 1. Rà soát.\n= 2. Đối thoại.\n= 4. Kiểm tra.",
        ),
        passes=(
            "# I. KẾT QUẢ\n## 1. Thể chế\nĐã làm.\n# II. ĐÁNH GIÁ\n## 1. Ưu điểm\nTốt.",
            "# I. KẾT QUẢ\n## 1. Thể chế\n### 1.1. Xây dựng\nĐã làm.\n### 1.2. Rà soát\nĐã làm.",
            "# I. A\n= 1. Rà soát.\n= 2. Đối thoại.\n# II. B\n= 1. Kiểm tra.\n= 2. Báo cáo.",
        ),
    ),
    Rule(
        "CT02",
        Severity.WARNING,
        "Cách đánh số của các mục cùng cấp không thống nhất",
        "Các mục cùng cấp phải viết số theo một kiểu, kể cả dấu sau số.",
        _SOURCE,
        flags=("# I. A\n## 2. Thủ tục\n### 2.1. Thực hiện\nX.\n### 2.2 Kiểm soát\nX.",),
        passes=("# I. A\n## 1. Thủ tục\n### 1.1. Thực hiện\nX.\n### 1.2. Kiểm soát\nX.",),
    ),
    Rule(
        "CT03",
        Severity.WARNING,
        "Điểm phải ghi chữ cái với dấu đóng ngoặc",
        "Điểm được ghi a), b), c)… với dấu đóng ngoặc đơn, không dùng dấu chấm.",
        _SOURCE,
        flags=("# I. A\n## 1. B\n### a. Công bố\nX.\n### b. Giải quyết\nX.",),
        passes=("# I. A\n## 1. B\n### a) Công bố\nX.\n### b) Giải quyết\nX.",),
    ),
    Rule(
        "CT04",
        Severity.ERROR,
        "Thiếu điểm đ) hoặc dùng chữ cái không có trong tiếng Việt",
        "Điểm theo thứ tự bảng chữ cái tiếng Việt: sau d) là đ), không có f), j), w), z).",
        _SOURCE,
        flags=(
            "# I. A\n## 1. B\n### a) A\nX.\n### b) B\nX.\n### c) C\nX.\n### d) D\nX.\n### e) E\nX.",
        ),
        passes=(
            "# I. A\n## 1. B\n### a) A\nX.\n### b) B\nX.\n### c) C\nX.\n### d) D\nX.\n### đ) E\nX."
            "\n### e) F\nX.\n### g) G\nX.",
        ),
    ),
    Rule(
        "CT05",
        Severity.WARNING,
        "Mục không có nội dung",
        "Dưới tiêu đề không có đoạn văn, bảng hay mục con nào. Không phát sinh thì ghi rõ.",
        "Thông lệ: không phát sinh phải nói rõ",
        flags=("# I. KẾT QUẢ\n## 1. Thể chế\n## 2. Thủ tục\nĐã làm.",),
        passes=("# I. KẾT QUẢ\n## 1. Thể chế\nTrong kỳ không phát sinh.\n## 2. Thủ tục\nĐã làm.",),
    ),
    Rule(
        "CT13",
        Severity.WARNING,
        "Số thứ tự trong bảng trùng hoặc sót",
        "Cột thứ tự của bảng (I, II, III… cho nhóm; 1, 2, 3… cho dòng) phải liên tiếp.",
        "Thông lệ lập bảng",
        flags=(
            "| TT | Cơ quan | Ngày nộp |\n| I | Khối hành chính | |\n| 1 | Phòng A | 01/6 |\n"
            "| III | Khối sự nghiệp | |\n| 1 | Trung tâm B | 02/6 |",
        ),
        passes=(
            "| TT | Cơ quan | Ngày nộp |\n| I | Khối hành chính | |\n| 1 | Phòng A | 01/6 |\n"
            "| II | Khối sự nghiệp | |\n| 1 | Trung tâm B | 02/6 |",
        ),
    ),
)

_NUMBER = re.compile(r"(?P<prefix>(?:[0-9]+\.)*)(?P<own>[IVXLC]+|[0-9]+|[a-zđ])(?P<mark>[.)]?)")
_LATIN = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A heading's number taken apart."""

    passage: Passage
    prefix: str
    own: str
    mark: str

    @property
    def script(self) -> str:
        """`I`, `1` or `a`, with dots for the numbers before it."""
        base = "I" if self.own.isupper() else "1" if self.own.isdigit() else "a"
        return "1." * self.prefix.count(".") + base

    def ordinal(self) -> int:
        """Its place in its row; 0 where it is not one of the script."""
        if self.own.isdigit():
            return int(self.own)
        if self.own.isupper():
            return _from_roman(self.own)
        return next((n for n in range(1, 24) if letter(n) == self.own), 0)


def _from_roman(text: str) -> int:
    return next((n for n in range(1, 90) if roman(n) == text), 0)


@REGISTRY.report
def numbers_of_headings(report: Report) -> Iterator[Placed]:
    """CT01 to CT04: each heading against the one before it at its level."""
    last: dict[int, _Numbered] = {}
    slipped: set[int] = set()
    item = ""
    for passage in report.passages:
        if passage.part is Part.ITEM and passage.marker[:1].isalnum():
            item = passage.marker.strip()
        if passage.part is not Part.HEADING:
            continue
        if passage.annex:
            continue
        found = _NUMBER.fullmatch(passage.marker.strip())
        for level in [level for level in last if level > passage.level]:
            del last[level]
            slipped.discard(level)
        if not found:
            continue
        here = _Numbered(passage, found["prefix"], found["own"], found["mark"])
        follows, item = _number(here, here.ordinal() - 1) == item, ""
        before = last.get(passage.level)
        last[passage.level] = here
        # "1. Kết quả: …" with its text on the same line is read as an item.
        spots = [] if before is None and follows else list(_judge(here, before, last))
        again = passage.level in slipped and before is not None
        slipped.discard(passage.level)
        if again and before is not None and here.ordinal() == before.ordinal() + 2:
            continue  # the number before it was the wrong one, and was told
        if before is not None and here.ordinal() == before.ordinal() and spots:
            slipped.add(passage.level)
        yield from ((passage, spot) for spot in spots)


def _judge(here: _Numbered, before: _Numbered | None, last: dict[int, _Numbered]) -> Iterator[Spot]:
    end = len(here.passage.text)
    shown = here.passage.marker
    if here.script.endswith("a") and here.mark == ".":
        yield Spot("CT03", 0, end, f"Điểm ghi “{shown}”, phải ghi “{here.own})”.", f"{here.own})")
    parent = last.get(here.passage.level - 1)
    if here.prefix and parent is not None and parent.own.isdigit():
        wanted = f"{parent.prefix}{parent.own}."
        if here.prefix != wanted and len(here.prefix.split(".")) == len(wanted.split(".")):
            yield Spot(
                "CT01", 0, end,
                f"Mục {shown} đứng trong mục {parent.passage.marker} nhưng không mang số của nó.",
                f"{wanted}{here.own}{here.mark}",
            )  # fmt: skip
            return
    if before is None:
        if here.ordinal() > 1 and not here.script.startswith("1."):
            yield Spot(
                "CT01", 0, end, f"Mục đầu tiên của cấp này mang số {shown}.",
                _number(here, 1),
            )  # fmt: skip
        return
    yield from _follows(here, before)


def _follows(here: _Numbered, before: _Numbered) -> Iterator[Spot]:
    end = len(here.passage.text)
    shown, earlier = here.passage.marker, before.passage.marker
    if here.script != before.script:
        yield Spot("CT02", 0, end, f"Mục {shown} đánh số khác kiểu với mục {earlier} cùng cấp.")
        return
    if here.mark != before.mark:
        expected = f"{here.prefix}{here.own}{before.mark}"
        yield Spot(
            "CT02", 0, end,
            f"Mục “{shown}” khác dấu sau số với mục “{earlier}” cùng cấp.", expected,
        )  # fmt: skip
    own, past = here.ordinal(), before.ordinal()
    if here.prefix != before.prefix or own == past + 1:
        return
    latin = here.own.isalpha() and here.own.islower()
    if latin and (own == 0 or (before.own == "d" and here.own == "e")):
        yield Spot(
            "CT04", 0, end, f"Sau {before.own}) là {letter(past + 1)}), không phải {here.own}).",
            f"{letter(past + 1)})",
        )  # fmt: skip
        return
    why = "trùng số với" if own == past else "không liên tiếp sau"
    yield Spot(
        "CT01", 0, end, f"Mục {shown} {why} mục {earlier} cùng cấp.", _number(here, past + 1)
    )


def _number(here: _Numbered, ordinal: int) -> str:
    if here.own.isdigit():
        own = str(ordinal)
    elif here.own.isupper():
        own = roman(ordinal)
    else:
        own = letter(ordinal)
    return f"{here.prefix}{own}{here.mark}"


@REGISTRY.report
def empty_headings(report: Report) -> Iterator[Placed]:
    """CT05: a heading with nothing under it."""
    blocks = report.document.body
    closing = next((at for at, block in enumerate(blocks) if _closes(block)), len(blocks))
    for at, block in enumerate(blocks):
        if not isinstance(block, Heading) or block.text.startswith("[…"):
            continue  # KT04 tells of a place to fill in
        after = blocks[at + 1] if at + 1 < closing else None
        deeper = isinstance(after, Heading) and after.level > block.level
        if after is None or (isinstance(after, Heading) and not deeper):
            passage = next(iter(report.by_block.get(at, [])), None)
            name = f"Mục {block.number}" if block.number else "Mục này"
            if passage is not None and len(block.text.split()) <= 25:
                yield (
                    passage,
                    Spot("CT05", 0, len(passage.text), f"{name} không có nội dung."),
                )


def _closes(block: object) -> bool:
    return getattr(block, "style", "") == "closing"


@REGISTRY.report
def numbers_in_tables(report: Report) -> Iterator[Placed]:
    """CT13: the first column of a table."""
    for at, grid in report.grids.items():
        if not grid.width or grid.title(0) not in ("tt", "stt", "so tt", "so thu tu", ""):
            continue
        places = cell_passages(grid, report.by_block.get(at, []))
        last = {"I": 0, "1": 0}
        for row in range(len(grid.rows)):
            found = re.match(r"\s*(?:([IVX]+)|([0-9]{1,4}))[.)]?(?=\s|$)", grid.text(row, 0))
            if not found:
                continue
            script = "I" if found[1] else "1"
            own = _from_roman(found[1]) if found[1] else int(found[2])
            if script == "I":
                last["1"] = 0
            past, last[script] = last[script], own
            if own not in (past + 1, 1 if script == "1" else past + 1) and past:
                wanted = roman(past + 1) if script == "I" else str(past + 1)
                yield places.get((row, 0)), Spot(
                    "CT13", found.start(), found.end(),
                    f"Cột thứ tự: “{found[0].strip()}” không liên tiếp sau"
                    f" “{roman(past) if script == 'I' else past}” (dòng “{grid.name(row)[:60]}”).",
                    wanted,
                )  # fmt: skip
