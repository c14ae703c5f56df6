"""Lines and tables of a body or an annex as blocks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cchc_tui.document.blocks import (
    Block,
    Footnote,
    Heading,
    Inline,
    ItemList,
    ListItem,
    Paragraph,
    ParagraphStyle,
    Text,
)
from cchc_tui.document.readers.captions import role_of
from cchc_tui.document.readers.entries import Entry
from cchc_tui.document.readers.flow import Flow, Line, RawTable, closed_up, cut_start
from cchc_tui.document.readers.headings import outline
from cchc_tui.document.readers.marks import Mark, mark_of
from cchc_tui.document.readers.tables import table_of

_BULLETS = "-+*"


@dataclass(slots=True)
class _Item:
    """A list item while its list is being read."""

    marker: str
    form: str
    depth: int
    inlines: tuple[Inline, ...]
    line: int
    items: list[_Item] = field(default_factory=list)

    def done(self, level: int = 1) -> ListItem:
        below = tuple(item.done(level + 1) for item in self.items)
        return ListItem(self.marker, self.inlines, level, below, line=self.line)


def blocks(flow: Flow) -> tuple[Block, ...]:
    """The blocks of whole paragraphs and tables, in order."""
    reader = _Reader(outline(flow))
    for at, element in enumerate(flow):
        reader.take(at, element)
    return tuple(reader.finished())


class _Reader:
    """Collects blocks; a list stays open while its items follow one another."""

    def __init__(self, entries: dict[int, Entry]) -> None:
        self._entries = entries
        self._blocks: list[Block] = []
        self._open: list[_Item] = []
        self._first: list[_Item] = []
        self._notes: list[Footnote] = []
        self._forms: set[str] = set()
        self._roles: dict[int, str] = {}

    def take(self, at: int, element: Line | RawTable) -> None:
        """Read the next line or table."""
        if isinstance(element, RawTable):
            self._close()
            caption, unit = self._above()
            self._blocks.append(table_of(element, caption, unit))
            return
        entry = self._entries.get(at)
        if entry and entry.heading:
            self._close()
            self._heading(entry)
            return
        mark = entry.mark if entry else mark_of(element.text)
        if mark is None and element.depth and self._open:
            self._more(element)
        elif mark:
            self._item(element, mark)
        else:
            self._close()
            self._paragraph(element)

    def finished(self) -> list[Block]:
        """Everything read; the last sentence of a report is its closing."""
        self._close()
        if self._notes:
            self._blocks.append(Paragraph(tuple(self._notes)))
        for at in range(len(self._blocks) - 1, -1, -1):
            block = self._blocks[at]
            if isinstance(block, Paragraph) and _text(block.inlines).rstrip().endswith("./."):
                self._blocks[at] = replace(block, style=ParagraphStyle.CLOSING)
                break
        return self._blocks

    def _heading(self, entry: Entry) -> None:
        """A heading; the notes in it wait for the next line, for a heading holds none."""
        self._notes += (i for i in entry.line.inlines if isinstance(i, Footnote))
        mark = entry.mark
        self._forms.update([mark.form] if mark else [])
        last = self._blocks[-1] if self._blocks else None
        if mark is None and isinstance(last, Heading) and not last.text:
            self._blocks[-1] = replace(last, text=_flat(entry.text))
            return
        number = _flat(mark.printed) if mark else ""
        self._blocks.append(
            Heading(entry.level, number, " ".join(entry.text.split()), line=entry.line.at)
        )

    def _paragraph(self, line: Line) -> None:
        note = line.italic and line.text.startswith("(") and line.text.endswith(")")
        style = ParagraphStyle.NOTE if note else ParagraphStyle.BODY
        inlines = line.inlines
        self._roles[len(self._blocks)] = role_of(line)
        if note:
            inlines = tuple(replace(i, italic=False) if isinstance(i, Text) else i for i in inlines)
        self._blocks.append(Paragraph(self._noted(_untabbed(inlines)), style, line=line.at))

    def _noted(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """A line after the notes that wait for it."""
        waiting = tuple(self._notes)
        self._notes.clear()
        return (*waiting, *inlines)

    def _item(self, line: Line, mark: Mark) -> None:
        """An item, below the open item that its mark belongs under."""
        if self._first and mark.form in self._forms and self._first[0].form not in self._forms:
            self._close()
        flat = _untabbed(line.inlines)
        found = mark_of(_text(flat)) or mark
        inlines = self._noted(cut_start(flat, found.length))
        depth = line.depth or line.indent
        marker = mark.printed
        if mark.bullet and line.depth:
            marker = _BULLETS[min(line.depth, 3) - 1] if marker == "-" else marker
        item = _Item(marker, marker if mark.bullet else mark.form, depth, inlines, line.at)
        while self._open and not _below(self._open, item):
            self._open.pop()
        (self._open[-1].items if self._open else self._first).append(item)
        self._open.append(item)

    def _more(self, line: Line) -> None:
        """A further paragraph of the open item."""
        inlines = self._noted(_untabbed(line.inlines))
        while len(self._open) > 1 and self._open[-1].depth >= line.depth:
            self._open.pop()
        self._open[-1].items.append(_Item("", "", line.depth, inlines, line.at))

    def _close(self) -> None:
        """End the open list."""
        if self._first:
            items = tuple(item.done() for item in self._first)
            self._blocks.append(ItemList(items, line=self._first[0].line))
        self._first, self._open = [], []

    def _above(self) -> tuple[str, str]:
        """Caption and unit among the last paragraphs, taken away from them."""
        unit = self._taken("unit")
        caption = self._taken("caption")
        return caption, unit or self._taken("unit")

    def _taken(self, role: str) -> str:
        """The last paragraph, if it has this role towards a table."""
        last = self._blocks[-1] if self._blocks else None
        if not isinstance(last, Paragraph) or self._roles.get(len(self._blocks) - 1) != role:
            return ""
        if any(isinstance(inline, Footnote) for inline in last.inlines):
            return ""
        self._blocks.pop()
        return _text(last.inlines)


def _below(open_: Sequence[_Item], item: _Item) -> bool:
    """Whether an item belongs under the last open one."""
    last = open_[-1]
    if item.form == last.form:
        return item.depth >= last.depth + 2 if not _styled(item, last) else item.depth > last.depth
    if any(opened.form == item.form for opened in open_[:-1]):
        return False
    if item.form == "-" and last.form == "+":
        return False
    return item.form in _BULLETS or last.form not in _BULLETS or item.depth > last.depth


def _styled(item: _Item, last: _Item) -> bool:
    return 0 < item.depth <= 9 and 0 < last.depth <= 9


def _untabbed(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A line with blanks for its tabs and line breaks."""
    if not any(isinstance(i, Text) and ("\t" in i.text or "\n" in i.text) for i in inlines):
        return inlines
    return closed_up(
        [replace(i, text=_flat(i.text)) if isinstance(i, Text) else i for i in inlines]
    )


def _flat(text: str) -> str:
    return text.replace("\t", " ").replace("\n", " ")


def _text(inlines: Sequence[Inline]) -> str:
    return "".join(i.text for i in inlines if isinstance(i, Text))
