"""Documents that the tests of this area share, and texts that break careless programs."""

from __future__ import annotations

from hypothesis import settings

from cchc_tui.document.assemble import SectionSource, assemble
from cchc_tui.document.blocks import Document, Foot, Head, Properties
from cchc_tui.domain.citations import Citation
from cchc_tui.domain.dates import PartialDate
from cchc_tui.domain.inserts import (
    Cited,
    GapInsert,
    GridInsert,
    Insert,
    Literal,
    ProseInsert,
    mark,
)
from cchc_tui.domain.values import Column, Grid, GridRow, Prose, RowKind

relaxed = settings(deadline=None)
"""Property tests say nothing about time: the machine may be busy."""

PLAN = Citation(
    "Kế hoạch",
    "15/KH-STP",
    PartialDate(2026, 1, 12),
    "Sở Tư pháp",
    "cải cách hành chính năm 2026",
)
ORDER = Citation(
    "Quyết định",
    "88/QĐ-UBND",
    PartialDate(2026, 2, 3),
    "Ủy ban nhân dân tỉnh",
    "giao chỉ tiêu tiếp nhận hồ sơ trực tuyến",
)
LAW = Citation("Luật", "80/2015/QH13", None, "Quốc hội", "Ban hành văn bản quy phạm pháp luật")

HEAD = Head(
    superior="UBND TỈNH KHÁNH HÒA",
    agency="SỞ TƯ PHÁP",
    number="",
    symbol="BC-STP",
    place="Khánh Hòa",
    date="ngày \u00a0\u00a0\u00a0\u00a0 tháng 3 năm 2026",
    subject=("Công tác cải cách hành chính quý I năm 2026",),
)
FOOT = Foot(
    ("Sở Nội vụ", "Lưu: VT, VP", "Lãnh đạo Sở"), ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Trần Thị B"
)

NASTY = (
    "{{ hs_truc_tuyen }} {% for x in y %}",
    "*đậm* _nghiêng_ # đề mục | ô `mã` ~~gạch~~ [a](b) ![c](d) <b>&amp;</b> & < > \" '",
    "- gạch đầu dòng",
    "+ dấu cộng",
    "1. không phải danh sách",
    "# không phải đề mục",
    "> không phải trích dẫn",
    "===",
    "---",
    "***",
    "a\\b \\* \\",
    "]]> <!-- --> <?xml?>",
    "𝒳 😀 é và e\u0301",
    "dấu cách  đôi",
    "http://x.vn/?a=1&b=2",
    "$x$ &nbsp; &#60;",
    "a*b*c _d_e",
    "kết thúc bằng sao*",
    "|-|-|",
    "[^1]: chú thích giả",
)


def grid(rows: int = 4, *, groups: bool = False, wide: bool = False) -> Grid:
    """A table with two header rows, running numbers and totals."""
    columns = [
        Column("linh_vuc", "Lĩnh vực", width=3),
        Column("tiep_nhan", "Tiếp nhận", type="number"),
        Column("truoc_han", "Trước hạn", parent="Đã giải quyết", type="number"),
        Column("ty_le", "Tỷ lệ (%)", parent="Đã giải quyết", type="percent"),
        Column("tinh_trang", "Tình trạng", type="choice"),
    ]
    if wide:
        columns += [Column(f"c{at}", f"Cột {at}", type="number") for at in range(8)]
    filler = ("0",) * (len(columns) - 5)
    body: list[GridRow] = []
    for at in range(rows):
        if groups and at % 3 == 0:
            body.append(GridRow((f"Khối {at // 3 + 1}",), RowKind.GROUP))
        body.append(GridRow((f"Lĩnh vực {at + 1}", "1.542", "1.500", "97,28", "Xong", *filler)))
    body.append(GridRow(("", "6.168", "6.000", "97,28", "", *filler), RowKind.TOTAL))
    return Grid(tuple(columns), tuple(body), "Kết quả giải quyết", "hồ sơ", numbered=True)


def sections() -> list[SectionSource]:
    """A report with everything in it: citations, notes, gaps, lists, tables, annexes."""
    inserts: dict[int, Insert] = {
        0: Cited((PLAN,)),
        1: Cited((ORDER, PLAN), "footnote"),
        2: GapInsert("hs_truc_tuyen", "Số hồ sơ tiếp nhận trực tuyến trong kỳ?"),
        3: GridInsert(grid()),
        4: ProseInsert(
            Prose("Đoạn mở đầu.\n- Ý một;\n+ Ý con;\n* Ý cháu.\n1. Khoản\na) Điểm"), "p"
        ),
        5: Literal("05", "so_lop"),
        6: GridInsert(grid(40, groups=True, wide=True)),
        7: GridInsert(grid(30, groups=True)),
    }
    words = (
        "Các phòng, đơn vị thuộc Sở đã chủ động triển khai nhiệm vụ được giao, bảo đảm thời hạn "
        "và chất lượng, không để tồn đọng việc kéo dài. "
    )
    return [
        SectionSource(
            "mo-dau", markdown=f"Thực hiện {mark(0)}, Sở báo cáo như sau:", inserts=inserts
        ),
        SectionSource("i", "Chỉ đạo, điều hành", 1, "I."),
        SectionSource("i.1", "Về kế hoạch", 2, "1.", words * 3 + f"{mark(1)}", inserts),
        SectionSource(
            "i.2",
            "Về tuyên truyền",
            2,
            "1.",
            f"{words}\n\n- Tổ chức {mark(5)} lớp.\n+ {words}\n+ Còn {mark(2)} hồ sơ.\n\n{words}",
            inserts,
        ),
        SectionSource("ii", "Kết quả", 1, "I."),
        SectionSource("ii.1", "Thủ tục hành chính", 2, "1."),
        SectionSource(
            "ii.1.a",
            "Giải quyết hồ sơ",
            3,
            "a)",
            f"{mark(3)}\n\n*(Chi tiết tại Phụ lục I)*",
            inserts,
        ),
        SectionSource("ii.1.b", "Việc khác", 3, "a)", mark(4), inserts),
        SectionSource(
            "ket", markdown="Trên đây là báo cáo của Sở Tư pháp, gửi Sở Nội vụ tổng hợp."
        ),
        SectionSource(
            "pl-1",
            "Thống kê theo lĩnh vực",
            markdown=mark(6),
            inserts=inserts,
            annex=True,
            landscape=True,
        ),
        SectionSource("pl-2", "Tiến độ nhiệm vụ", markdown=mark(7), inserts=inserts, annex=True),
    ]


def report(head: Head = HEAD, foot: Foot = FOOT) -> Document:
    """The whole sample report."""
    title = "Báo cáo công tác cải cách hành chính quý I năm 2026"
    return assemble(head, sections(), foot, Properties(title, "Sở Tư pháp"))


def small(text: str) -> Document:
    """A report in which `text` is the answer at every kind of place."""
    inserts: dict[int, Insert] = {
        0: Literal(text, "q"),
        1: ProseInsert(Prose(text), "p"),
        2: GridInsert(
            Grid((Column("a", text), Column("b", "B", parent=text)), (GridRow((text, text)),))
        ),
        3: GapInsert("g", text),
    }
    parts = [
        SectionSource("a", mark(0), 1, "I.", f"Trước {mark(0)} sau.\n\n- **{mark(0)}**", inserts),
        SectionSource(
            "b", "Bảng", 1, "I.", f"{mark(2)}\n\n{mark(1)}\n\nCòn {mark(3)} việc", inserts
        ),
        SectionSource("p", mark(0), markdown=f"*{mark(0)}*", inserts=inserts, annex=True),
    ]
    head = Head(text, text, text, text, text, text, text, (text,), (text,))
    return assemble(head, parts, Foot((text,), (text,), text), Properties(text, text))
