"""Word files as other hands make them: raw tables with merged cells, footnotes and endnotes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

import docx
from docx.oxml import parse_xml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = (
    "SỞ TƯ PHÁP", "Số: 12/BC-STP", "An Giang, ngày 20 tháng 3 năm 2026", "BÁO CÁO",
    "Công tác cải cách hành chính quý I năm 2026",
)  # fmt: skip
FOOT = ("Nơi nhận:", "- Sở Nội vụ;", "- Lưu: VT.", "GIÁM ĐỐC")

Grid = Sequence[Sequence[str]]
"""Rows of cells; `<` goes on from the left, `^` from above."""


class ForeignReport:
    """A quarterly report of a department, built paragraph by paragraph.

    In any text `{note}` puts a footnote, `{{note}}` an endnote at that place.
    """

    def __init__(self) -> None:
        self._notes: dict[str, list[str]] = {"footnote": [], "endnote": []}

    def file(self, *body: str | Grid) -> bytes:
        """The whole file; a string is a paragraph, `#` before a heading, a grid a table."""
        document = docx.Document()
        last = document.element.body[-1]
        parts = [self._paragraph(line) for line in HEAD]
        parts += [
            self._paragraph(one) if isinstance(one, str) else self._table(one) for one in body
        ]
        parts += [self._paragraph(line) for line in FOOT]
        for child in list(parse_xml(f'<w:body xmlns:w="{W}">{"".join(parts)}</w:body>')):
            last.addprevious(child)
        return self._with_notes(document)

    def _block(self, one: str | Grid) -> str:
        return self._paragraph(one) if isinstance(one, str) else self._table(one)

    def _paragraph(self, text: str) -> str:
        look = "<w:rPr><w:b/></w:rPr>" if text.startswith("#") else ""
        return f"<w:p>{self._runs(text.removeprefix('#'), look)}</w:p>"

    def _runs(self, text: str, look: str = "") -> str:
        runs = []
        for piece in re.split(r"(\{\{?[^{}]+\}\}?)", text):
            kind = "endnote" if piece.startswith("{{") else "footnote"
            if piece.startswith("{"):
                self._notes[kind].append(piece.strip("{}"))
                number = len(self._notes[kind])
                runs.append(f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>')
            elif piece:
                said = f'<w:t xml:space="preserve">{escape(piece)}</w:t>'
                runs.append(f"<w:r>{look}{said}</w:r>")
        return "".join(runs)

    def _table(self, grid: Grid) -> str:
        columns = '<w:gridCol w:w="1500"/>' * max(map(len, grid))
        rows = "".join(f"<w:tr>{self._row(grid, at)}</w:tr>" for at in range(len(grid)))
        borders = "".join(
            f'<w:{side} w:val="single" w:sz="4"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        return (
            f"<w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>"
            f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
        )

    def _row(self, grid: Grid, at: int) -> str:
        cells, row, place = "", grid[at], 0
        while place < len(row):
            wide = 1
            while place + wide < len(row) and row[place + wide] == "<":
                wide += 1
            text, merge = row[place], ""
            if text == "^":
                text, merge = "", "<w:vMerge/>"
            elif at + 1 < len(grid) and grid[at + 1][place] == "^":
                merge = '<w:vMerge w:val="restart"/>'
            span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
            cells += f"<w:tc><w:tcPr>{span}{merge}</w:tcPr><w:p>{self._runs(text)}</w:p></w:tc>"
            place += wide
        return cells

    def _with_notes(self, document: Any) -> bytes:
        packed, saved = io.BytesIO(), io.BytesIO()
        document.save(saved)
        used = {kind: notes for kind, notes in self._notes.items() if notes}
        with zipfile.ZipFile(saved) as old, zipfile.ZipFile(packed, "w") as new:
            for name in old.namelist():
                text = old.read(name)
                if name == "word/_rels/document.xml.rels":
                    text = _before(text, "</Relationships>", map(_relation, used))
                elif name == "[Content_Types].xml":
                    text = _before(text, "</Types>", map(_override, used))
                new.writestr(name, text)
            for kind, notes in used.items():
                new.writestr(f"word/{kind}s.xml", _part(kind, notes))
        return packed.getvalue()


def _before(text: bytes, end: str, more: Any) -> bytes:
    return text.decode().replace(end, "".join(more) + end).encode()


def _relation(kind: str) -> str:
    return f'<Relationship Id="rId9{kind}" Type="{OFFICE}/{kind}s" Target="{kind}s.xml"/>'


def _override(kind: str) -> str:
    return f'<Override PartName="/word/{kind}s.xml" ContentType="{TYPES}.{kind}s+xml"/>'


def _part(kind: str, notes: Sequence[str]) -> str:
    said = "".join(
        f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:{kind}>'
        for number, text in enumerate(notes, start=1)
    )
    return f'<w:{kind}s xmlns:w="{W}">{said}</w:{kind}s>'
