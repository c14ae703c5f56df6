"""The inside of a Word paragraph: text as printed, tracked changes accepted, notes in place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from cchc_tui.document.blocks import Footnote, Inline, Text
from cchc_tui.document.printing import superscript
from cchc_tui.document.readers.docx_package import W
from cchc_tui.document.readers.docx_styles import Look, Style, Styles, look_of, value
from cchc_tui.document.readers.flow import closed_up
from cchc_tui.domain.text import clean_text

if TYPE_CHECKING:
    from lxml.etree import _Element

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
DROPPED = frozenset((f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}tcPr"))
_ALTERNATIVE = f"{MC}AlternateContent"
_TEXT_BOX = f"{W}txbxContent"
_SYMBOLS = {
    0xB7: "•", 0xA7: "▪", 0xA8: "□", 0xFC: "✓", 0xFE: "☑", 0xFB: "✗", 0xE0: "→", 0xDF: "←",
    0xD8: "➢", 0x76: "❖", 0x71: "□", 0x6F: "□", 0x2D: "-", 0xB3: "≥", 0xA3: "≤", 0xB1: "±",
    0xB4: "×", 0xB0: "°", 0xB9: "≠", 0x6E: "■", 0x6C: "●", 0x22: "∀", 0xAE: "→",
}  # fmt: skip
"""Signs of the fonts Symbol and Wingdings that reports use, by code."""


def alternative(element: _Element) -> _Element | None:
    """The one branch of an `mc:AlternateContent` to read: the first that holds text."""
    branches = [b for b in element if b.tag in (f"{MC}Choice", f"{MC}Fallback")]
    for branch in branches:
        if next(branch.iter(f"{W}t", _TEXT_BOX), None) is not None:
            return branch
    return branches[0] if branches else None


def without_private(text: str) -> str:
    """Text with the signs that Word keeps in the private use area as ordinary ones."""
    if not any("\uf000" <= char <= "\uf0ff" for char in text):
        return text
    return "".join(
        _SYMBOLS.get(ord(char) - 0xF000, "") if "\uf000" <= char <= "\uf0ff" else char
        for char in text
    )


class Runs:
    """Reads the runs of paragraphs; knows which fields are open across them."""

    def __init__(
        self, styles: Styles, footnotes: _Element | None, endnotes: _Element | None
    ) -> None:
        self._styles = styles
        self._fields: list[bool] = []
        self._notes = {
            f"{W}footnoteReference": _by_id(footnotes, f"{W}footnote"),
            f"{W}endnoteReference": _by_id(endnotes, f"{W}endnote"),
        }
        self._in_note = False
        self.boxes: list[_Element] = []
        self.page = False

    def inlines(self, paragraph: _Element, style: Style) -> list[Inline]:
        """Text and notes of a paragraph; its text boxes wait in `boxes`."""
        return list(self._inside(paragraph, style.look))

    def _inside(self, element: _Element, look: Look) -> Iterator[Inline]:
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in DROPPED:
                continue
            if tag == f"{W}r":
                yield from self._run(child, look)
            elif tag == _ALTERNATIVE:
                branch = alternative(child)
                if branch is not None:
                    yield from self._inside(branch, look)
            elif tag.startswith(_MATH):
                text = "".join(t.text or "" for t in child.iter(f"{_MATH}t"))
                yield Text(clean_text(text), bool(look.bold), bool(look.italic))
            elif tag == _TEXT_BOX:
                self.boxes.append(child)
            elif tag.startswith(W):
                yield from self._inside(child, look)
            else:
                self.boxes += child.iter(_TEXT_BOX)

    def _run(self, run: _Element, below: Look) -> Iterator[Inline]:
        properties = run.find(f"{W}rPr")
        look = below
        if properties is not None:
            named = value(properties, "rStyle")
            if named:
                look = self._styles.run_look(named).over(look)
            look = look_of(properties).over(look)
        for child in run:
            yield from self._piece(child, look)

    def _piece(self, child: _Element, look: Look) -> Iterator[Inline]:
        """A child of a run."""
        tag = child.tag
        if tag == f"{W}fldChar":
            self._field(child.get(f"{W}fldCharType", ""))
            return
        if not isinstance(tag, str) or not all(self._fields):
            return
        if tag in self._notes:
            yield from self._note(tag, child.get(f"{W}id", ""))
        elif tag == _ALTERNATIVE:
            branch = alternative(child)
            if branch is not None:
                for inner in branch:
                    yield from self._piece(inner, look)
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            self._boxes(child)
        elif tag == f"{W}ruby":
            yield from (
                i for base in child.iterfind(f"{W}rubyBase") for i in self._inside(base, look)
            )
        else:
            text = self._text(tag, child)
            if text and not look.hidden:
                yield Text(_shown(text, look), bool(look.bold), bool(look.italic))

    def _text(self, tag: str, child: _Element) -> str:
        """The text of a simple child of a run."""
        if tag == f"{W}t":
            return clean_text(without_private(child.text or "")).replace("\n", " ")
        if tag in (f"{W}tab", f"{W}ptab"):
            return "\t"
        if tag == f"{W}noBreakHyphen":
            return "-"
        if tag == f"{W}cr":
            return "\n"
        if tag == f"{W}br":
            if child.get(f"{W}type") in ("page", "column"):
                self.page = True
                return ""
            return "\n"
        if tag == f"{W}sym":
            return _symbol(child.get(f"{W}char", ""))
        return ""

    def _field(self, kind: str) -> None:
        """Follow the fields: only their results are printed."""
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _boxes(self, drawing: _Element) -> None:
        """Text boxes of a drawing, each once, outermost ones only."""
        for child in drawing:
            if child.tag == _TEXT_BOX:
                self.boxes.append(child)
            elif child.tag == _ALTERNATIVE:
                branch = alternative(child)
                if branch is not None:
                    self._boxes(branch)
            elif isinstance(child.tag, str):
                self._boxes(child)

    def _note(self, tag: str, id_: str) -> Iterator[Inline]:
        """A note where it is referred to; its paragraphs become one."""
        element = self._notes[tag].get(id_)
        if element is None or self._in_note:
            return
        self._in_note = True
        found: list[Inline] = []
        for paragraph in element.iter(f"{W}p"):
            properties = paragraph.find(f"{W}pPr")
            style = value(properties, "pStyle") if properties is not None else ""
            inside = self.inlines(paragraph, self._styles.style(style))
            found += [*([Text(" ")] if found else []), *inside]
        self._in_note = False
        texts = (i for i in closed_up(found) if isinstance(i, Text))
        flat = tuple(Text(t.text.replace("\n", " "), t.bold, t.italic) for t in texts)
        yield Footnote(flat)


def _by_id(root: _Element | None, tag: str) -> dict[str, _Element]:
    """Notes by id, without the separators."""
    if root is None:
        return {}
    return {
        note.get(f"{W}id", ""): note
        for note in root.iterfind(tag)
        if note.get(f"{W}type", "normal") == "normal"
    }


def _shown(text: str, look: Look) -> str:
    """Text as printed: in capitals where asked, raised figures as small ones."""
    if look.capitals:
        text = text.upper()
    if look.raised and text.strip().isdigit() and text.isascii():
        text = superscript(text)
    return text


def _symbol(code: str) -> str:
    """A sign of a symbol font."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return _SYMBOLS.get(number & 0xFF, "•") if number >= 0xF000 else clean_text(chr(number))
