"""Export of a report of some 17 pages with three tables and footnotes, against docxtpl.

Run `python benchmarks/export.py`; prints medians in one process, interleaved, and their ratio
(target: at most 1.5), then an annex of 3 000 rows (target: at most 3 s). docxtpl has no footnotes
and gets its template ready-made; we read the Markdown, assemble and write the whole package.
"""

from __future__ import annotations

import argparse
import io
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from cchc_tui.document.assemble import SectionSource, assemble
from cchc_tui.document.blocks import Document, Foot, Head
from cchc_tui.document.writers import write_docx
from cchc_tui.domain.citations import Citation
from cchc_tui.domain.dates import PartialDate
from cchc_tui.domain.inserts import Cited, GridInsert, Insert, Literal, mark
from cchc_tui.domain.values import Column, Grid, GridRow

SENTENCE = (
    "Các phòng, đơn vị thuộc Sở đã chủ động triển khai nhiệm vụ được giao trong kỳ báo cáo, "
    "bảo đảm thời hạn và chất lượng, gắn với trách nhiệm của người đứng đầu. "
)
SECTIONS, PARAGRAPHS, TABLES, ROWS = 18, 4, 3, 15
HEAD = Head(
    "UBND TỈNH KHÁNH HÒA",
    "SỞ TƯ PHÁP",
    "24",
    "BC-STP",
    "Khánh Hòa",
    "ngày 10 tháng 3 năm 2026",
    subject=("Công tác cải cách hành chính quý I năm 2026",),
)
FOOT = Foot(("Sở Nội vụ", "Lưu: VT, VP"), ("GIÁM ĐỐC",), "")
COLUMNS = ("Lĩnh vực", "Tiếp nhận", "Trước hạn", "Đúng hạn", "Quá hạn", "Tỷ lệ (%)")
CELLS = ("Hành chính tư pháp", "1.542", "1.200", "300", "0", "97,28")


def grid(rows: int) -> Grid:
    columns = tuple(Column(f"c{at}", title, type="number") for at, title in enumerate(COLUMNS))
    return Grid(columns, (GridRow(CELLS),) * rows)


def report(rows: int = ROWS) -> Document:
    """Read the wording and assemble the report."""
    inserts: dict[int, Insert] = {0: Literal("15.613", "q"), 1: GridInsert(grid(rows))}
    sections = []
    for at in range(SECTIONS):
        plan = Citation("Kế hoạch", f"{at + 1}/KH-STP", PartialDate(2026, 1, 12), "Sở Tư pháp")
        found = {**inserts, 2: Cited((plan,), "footnote")}
        paragraphs = [SENTENCE * 3 + mark(0)] * PARAGRAPHS + [f"- {SENTENCE}{mark(2)}"]
        if at % (SECTIONS // TABLES) == 0:
            paragraphs.append(mark(1))
        sections.append(
            SectionSource(f"s{at}", "Nội dung báo cáo", 1, "I.", "\n\n".join(paragraphs), found)
        )
    return assemble(HEAD, sections, FOOT)


def ours() -> bytes:
    return write_docx(report())


def peer(folder: Path) -> Callable[[], bytes]:
    """The same content through docxtpl: head, sections in a loop, tables in a loop."""
    import docx
    from docxtpl import DocxTemplate

    template = docx.Document()
    for line in ("{{ superior }}", "{{ agency }}", "{{ number }}", "{{ place }}", "{{ subject }}"):
        template.add_paragraph(line)
    template.add_paragraph("{%p for s in sections %}")
    template.add_heading("{{ s.heading }}")
    template.add_paragraph("{%p for t in s.paragraphs %}")
    template.add_paragraph("{{ t }}")
    template.add_paragraph("{%p endfor %}")
    template.add_paragraph("{%p if s.rows %}")
    table = template.add_table(4, len(COLUMNS))
    for at, title in enumerate(COLUMNS):
        table.rows[0].cells[at].text = title
        table.rows[2].cells[at].text = f"{{{{ r[{at}] }}}}"
    table.rows[1].cells[0].text = "{%tr for r in s.rows %}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    template.add_paragraph("{%p endif %}")
    template.add_paragraph("{%p endfor %}")
    path = folder / "template.docx"
    template.save(str(path))

    texts = [SENTENCE * 3 + "15.613"] * PARAGRAPHS + [f"- {SENTENCE}"]
    sections = [
        {
            "heading": f"{at + 1}. NỘI DUNG BÁO CÁO",
            "paragraphs": texts,
            "rows": [CELLS] * ROWS if at % (SECTIONS // TABLES) == 0 else [],
        }
        for at in range(SECTIONS)
    ]
    context = {
        "superior": HEAD.superior,
        "agency": HEAD.agency,
        "number": HEAD.number,
        "place": HEAD.place,
        "subject": HEAD.subject[0],
        "sections": sections,
    }

    def render() -> bytes:
        document = DocxTemplate(str(path))
        document.render(context, autoescape=True)
        packed = io.BytesIO()
        document.save(packed)
        return packed.getvalue()

    return render


def timed(call: Callable[[], object]) -> float:
    begin = time.perf_counter()
    call()
    return (time.perf_counter() - begin) * 1000


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--json", action="store_true")
    rounds = parser.parse_args()
    with TemporaryDirectory() as folder:
        theirs = peer(Path(folder))
        ours(), theirs()
        pairs = [(timed(ours), timed(theirs)) for _ in range(rounds.rounds)]
    own = statistics.median(pair[0] for pair in pairs)
    other = statistics.median(pair[1] for pair in pairs)
    annex = timed(lambda: write_docx(report(rows=1000)))
    result = {
        "ours_ms": round(own, 1),
        "docxtpl_ms": round(other, 1),
        "ratio": round(own / other, 2),
        "rows_3000_ms": round(annex, 1),
    }
    if rounds.json:
        print(json.dumps(result))
    else:
        print(
            f"export     {own:8.1f} ms   docxtpl {other:8.1f} ms   ratio {own / other:.2f} (<= 1.5)"
        )
        print(f"3000 rows  {annex:8.1f} ms   (<= 3000 ms)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
