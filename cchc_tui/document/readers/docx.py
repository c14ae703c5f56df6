"""Word reports as a flow of lines and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from cchc_tui.document.blocks import Footnote, Inline, Properties, Text
from cchc_tui.document.readers.docx_numbering import Label, Numbering
from cchc_tui.document.readers.docx_package import Package, W, open_package
from cchc_tui.document.readers.docx_runs import DROPPED, MC, Runs, alternative
from cchc_tui.document.readers.docx_styles import Styles, number_of, outline_of, value
from cchc_tui.document.readers.docx_tables import table_from
from cchc_tui.document.readers.flow import Flow, Line, RawTable, ends_sentence, line_of
from cchc_tui.document.readers.marks import mark_of
from cchc_tui.document.readers.raw import RULE
from cchc_tui.document.readers.text import text_flow
from cchc_tui.document.readers.typed_notes import with_typed_notes

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROLES = {"caption": "caption", "tt đơn vị tính": "unit"}
_LEAST_BROKEN = 3
_BROKEN_SHARE = 0.05
_BROKEN_LENGTH = 40


@dataclass(frozen=True, slots=True)
class DocxFlow:
    """A flow read from a Word file.

    Attributes:
        flow: Lines and tables.
        width: As `hub.understood` takes it.
        properties: Of the file.
        contents: Whether a table of contents was left out.
        loose: Notes that nothing refers to.
        imprint: What a file of ours notes of itself.
    """

    flow: Flow
    width: int
    properties: Properties = field(default_factory=Properties)
    contents: bool = False
    loose: int = 0
    imprint: str = ""


def docx_flow(data: bytes) -> DocxFlow:
    """The lines and tables of the bytes of a `.docx`.

    Raises:
        ReadProblem: They cannot be opened as a Word file.
    """
    package = open_package(data)
    walker = _Walker(package)
    flow = walker.document()
    if _is_plain(flow):
        found = text_flow(_as_text(flow))
        return DocxFlow(found.flow, found.width, package.properties, walker.contents, found.loose)
    flow, loose = with_typed_notes(flow)
    width = 0 if _is_broken(flow) else -1
    return DocxFlow(flow, width, package.properties, walker.contents, loose, package.imprint)


def _is_plain(flow: Flow) -> bool:
    """Whether the file is text that was only saved as Word: nothing in it has a form."""
    return not any(
        isinstance(e, RawTable)
        or e.outline
        or e.depth
        or e.centred
        or any(map(_has_form, e.inlines))
        for e in flow
    )


def _has_form(inline: Inline) -> bool:
    return isinstance(inline, Footnote) or (
        isinstance(inline, Text) and (inline.bold or inline.italic)
    )


def _as_text(flow: Flow) -> str:
    """Lines at the places they have in the file, empty ones between them."""
    lines: list[str] = []
    for line in flow:
        assert isinstance(line, Line)  # noqa: S101 - plain files hold no tables
        lines += [""] * (line.at - 1 - len(lines))
        mark = "\f" if line.page else ""
        lines.append(mark + "".join(i.text for i in line.inlines if isinstance(i, Text)))
    return "\n".join(lines)


def _is_broken(flow: Flow) -> bool:
    """Whether printed lines stand as paragraphs, as programs that read PDF leave them."""
    lines = [element for element in flow if isinstance(element, Line)]
    broken = sum(
        1
        for above, line in pairwise(lines)
        if len(above.text) >= _BROKEN_LENGTH
        and line.text[:1].islower()
        and not ends_sentence(above.text)
        and mark_of(line.text) is None
    )
    return broken >= _LEAST_BROKEN and broken >= _BROKEN_SHARE * len(lines)


class _Walker:
    """Walks through the body of a Word file in reading order."""

    def __init__(self, package: Package) -> None:
        self._body = package.document.find(f"{W}body")
        self._styles = Styles(package.root("styles"))
        self._numbering = Numbering(package.root("numbering"))
        self._runs = Runs(self._styles, package.root("footnotes"), package.root("endnotes"))
        self._at = 0
        self._carried: _Element | None = None
        self.contents = False

    def document(self) -> Flow:
        """Everything in the body, with the section each element stands in."""
        if self._body is None:
            return []
        flow: Flow = []
        start = section = 0
        sections = _sections(self._body)
        landscape, _ = sections[0] if sections else (False, False)
        number = 0
        for element in elements(self._body):
            flow += self._block(element)
            if element.tag == f"{W}p" and element.find(f"{W}pPr/{W}sectPr") is not None:
                flow[start:] = [_placed(e, section, landscape) for e in flow[start:]]
                start, number = len(flow), number + 1
                turned, continuous = sections[min(number, len(sections) - 1)]
                section += 0 if continuous and turned == landscape else 1
                landscape = turned
        flow[start:] = [_placed(e, section, landscape) for e in flow[start:]]
        return _with_gaps(flow)

    def _block(self, element: _Element) -> Flow:
        """A paragraph or table as elements of the flow."""
        if element.tag == f"{W}p":
            return list(self.paragraph(element))
        self._at += 1
        at = self._at
        table = table_from(element, self._cell, at)
        if table is None:
            return []
        if len(table.rows) == 1 and len(table.rows[0].cells) == 1:
            return [replace(line, column=0) for line in table.lines()]
        return [table]

    def _cell(self, cell: _Element) -> tuple[Line, ...]:
        """The lines of a cell; those of tables inside it too."""
        at = self._at
        found: list[Line] = []
        for element in elements(cell):
            if element.tag == f"{W}p":
                found += self.paragraph(element)
            else:
                inner = table_from(element, self._cell, at)
                found += (replace(line, column=0) for line in inner.lines()) if inner else ()
        self._at = at
        return tuple(replace(line, at=at) for line in found if line.inlines)

    def paragraph(self, paragraph: _Element) -> Iterator[Line]:
        """A paragraph, and after it what its text boxes hold."""
        self._at += 1
        at = self._at
        properties = paragraph.find(f"{W}pPr")
        style = self._styles.style(value(properties, "pStyle") if properties is not None else "")
        self._runs.page = properties is not None and value_on(properties, "pageBreakBefore")
        inlines = self._runs.inlines(paragraph, style)
        page, boxes = self._runs.page, self._runs.boxes
        self._runs.boxes = []
        label = self._label(properties, style.number)
        if style.name.startswith("toc "):
            self.contents = True
        else:
            line = line_of(inlines, at)
            if label and line.inlines:
                bold = line.bold
                line = line_of((Text(f"{label.text} ", bold, line.italic), *inlines), at)
            align = (value(properties, "jc") if properties is not None else "") or style.align
            yield replace(
                line,
                page=page,
                centred=align == "center" or style.name in ("title", "subtitle"),
                outline=outline_of(properties, style.outline)
                if properties is not None
                else style.outline,
                depth=label.depth if label and label.depth else style.depth,
                role=_ROLES.get(style.name, ""),
            )
        for box in boxes:
            for element in elements(box):
                yield from (e for e in self._in_box(element) if e.inlines)

    def _in_box(self, element: _Element) -> list[Line]:
        found: list[Line] = []
        for inner in self._block(element):
            found += inner.lines() if isinstance(inner, RawTable) else [inner]
        return found

    def _label(self, properties: _Element | None, default: tuple[str, int]) -> Label | None:
        """The automatic number of a paragraph."""
        id_, level = number_of(properties, default) if properties is not None else default
        return self._numbering.label(id_, level) if id_ else None


def value_on(properties: _Element, name: str) -> bool:
    """Whether a property that is on or off is on."""
    child = properties.find(f"{W}{name}")
    return child is not None and child.get(f"{W}val", "1") not in ("0", "false", "off")


def elements(parent: _Element) -> Iterator[_Element]:
    """Paragraphs and tables in a container, through everything that only wraps them."""
    for child in parent:
        tag = child.tag
        if tag in (f"{W}p", f"{W}tbl"):
            yield child
        elif tag == f"{MC}AlternateContent":
            branch = alternative(child)
            if branch is not None:
                yield from elements(branch)
        elif isinstance(tag, str) and tag.startswith(W) and tag not in DROPPED:
            yield from elements(child)


def _sections(body: _Element) -> list[tuple[bool, bool]]:
    """Of each section: whether it lies sideways, and whether it starts on the same page."""
    found: list[tuple[bool, bool]] = []
    for section in body.iter(f"{W}sectPr"):
        size = section.find(f"{W}pgSz")
        sideways = size is not None and size.get(f"{W}orient") == "landscape"
        found.append((sideways, value(section, "type") == "continuous"))
    return found


def _placed(element: Line | RawTable, section: int, landscape: bool) -> Line | RawTable:
    return replace(element, section=section, landscape=landscape)


def _with_gaps(flow: Flow) -> Flow:
    """Elements without the empty paragraphs, which leave a gap before what follows."""
    found: Flow = []
    gap = page = False
    for element in flow:
        if isinstance(element, Line) and (not element.inlines or RULE.fullmatch(element.text)):
            gap, page = True, page or element.page
            continue
        if isinstance(element, Line):
            element = replace(element, gap=gap, page=element.page or page)
        elif gap:
            element = replace(element, gap=True)
        found.append(element)
        gap = page = False
    return found
