"""A document as Markdown: CommonMark with pipe tables and footnotes.

Whatever the text holds is escaped, so that any reader of Markdown shows it as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cchc_tui.document import printing
from cchc_tui.document.blocks import (
    Annex,
    Block,
    Cell,
    Document,
    Foot,
    Footnote,
    GapMark,
    Head,
    Heading,
    Inline,
    ListItem,
    Paragraph,
    Table,
    gap_text,
)
from cchc_tui.document.writers.text import laid_out

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~&$]")
_BLOCK_START = re.compile(r"^(?:([#+=\-])|([0-9]{1,9})([.)]))")
_LIST_MARK = re.compile(r"[-+*]|[0-9]{1,9}[.)]")
_EDGE_SPACE = re.compile(r"^\s+|\s+$")


def write_markdown(document: Document) -> str:
    """The report as Markdown; headings from `##` on, the title being `#`."""
    writer = _Writer()
    writer.head(document.head)
    writer.blocks(document.body)
    writer.foot(document.foot)
    for annex in document.annexes:
        writer.annex(annex)
    return writer.text()


def escape(text: str) -> str:
    """Text in which no Markdown reader finds markup, for use inside a line."""
    return _SPECIAL.sub(r"\\\g<0>", printing.one_line(text))


def _line_of(markdown: str) -> str:
    """A line of text as a block of its own: not a heading, list or rule, no blank lost."""
    line = _BLOCK_START.sub(_escape_start, markdown.strip(" "))
    return _EDGE_SPACE.sub(lambda found: found.group().replace("\u00a0", "&nbsp;"), line)


def _escape_start(found: re.Match[str]) -> str:
    sign, number, mark = found.groups()
    return f"\\{sign}" if sign else f"{number}\\{mark}"


class _Writer:
    """Collects blocks; notes are printed at the end."""

    def __init__(self) -> None:
        self._blocks: list[str] = []
        self._notes: list[str] = []

    def text(self) -> str:
        """Everything written so far, with its notes."""
        notes = [f"[^{at}]: {note}" for at, note in enumerate(self._notes, start=1)]
        return "\n\n".join([*self._blocks, *notes]) + "\n"

    def add(self, *lines: str) -> None:
        """Add one paragraph of finished Markdown, a line break after each line."""
        kept = [_line_of(line) for line in lines if line.strip(" ")]
        if kept:
            self._blocks.append("\\\n".join(kept))

    def heading(self, level: int, text: str) -> None:
        """Add a heading of `level` from 1."""
        self._blocks.append(f"{'#' * level} {escape(text).strip()}")

    def head(self, head: Head) -> None:
        """The head, one component under the other."""
        self.add(escape(head.superior), _strong(head.agency))
        self.add(_strong(printing.COUNTRY), _strong(printing.MOTTO))
        self.add(escape(printing.number_line(head)))
        self.add(_emphasised(escape(printing.place_line(head)), "*"))
        self.heading(1, head.type_name)
        self.add(*map(_strong, head.subject))
        if len(head.addressees) == 1:
            self.add(escape(f"{printing.ADDRESSEES} {head.addressees[0]}"))
        elif head.addressees:
            self.add(escape(printing.ADDRESSEES))
            self.add(*(escape(line) for line in printing.dashed(head.addressees)))

    def foot(self, foot: Foot) -> None:
        """Recipients and signature."""
        if foot.recipients:
            lines = (escape(line) for line in printing.dashed(foot.recipients))
            self.add(f"***{printing.RECIPIENTS}***", *lines)
        self.add(*map(_strong, foot.authority))
        self.add(_strong(foot.signer))

    def annex(self, annex: Annex) -> None:
        """An annex as a section of its own."""
        self.heading(2, annex.number)
        self.add(_strong(annex.title.upper()))
        self.add(_emphasised(escape(annex.reference), "*"))
        self.blocks(annex.blocks)

    def blocks(self, blocks: Iterable[Block]) -> None:
        """Blocks in order."""
        for block in blocks:
            if isinstance(block, Heading):
                self.heading(min(block.level + 1, 6), printing.heading_line(block))
            elif isinstance(block, Paragraph):
                self.add(self._line(block.inlines))
            elif isinstance(block, Table):
                self._table(block)
            else:
                self._blocks += self._items(block.items, "")

    def _items(self, items: Iterable[ListItem], indent: str) -> list[str]:
        """Items as a loose list; a mark that Markdown has no list for is kept as text."""
        blocks: list[str] = []
        for item in items:
            line = _line_of(self._line(item.inlines))
            mark = item.marker
            if mark and not _LIST_MARK.fullmatch(mark):
                line = f"{escape(mark)} {line}"
                mark = "-"
            lead = f"{mark} " if mark else ""
            blocks.append(f"{indent}{lead}{line}")
            blocks += self._items(item.items, indent + " " * len(lead))
        return blocks

    def _table(self, table: Table) -> None:
        """A pipe table: one header line, so the texts of several are joined."""
        self.add(_strong(table.caption))
        self.add(_emphasised(escape(table.unit), "*"))
        columns = len(table.widths)
        header = laid_out(table.header, columns) or [[None] * columns]
        titles = [self._title(header, at) for at in range(columns)]
        rules = ["---"] * columns
        body = [[self._cell(cell) for cell in row] for row in laid_out(table.rows, columns)]
        lines = [f"| {' | '.join(row)} |" for row in (titles, rules, *body)]
        self._blocks.append("\n".join(lines))

    def _title(self, header: list[list[Cell | None]], column: int) -> str:
        """Header texts over a column, top first; a spanning one reaches over its columns."""
        texts: list[str] = []
        for row in header:
            at = column
            while at > 0 and row[at] is None:
                at -= 1
            cell = row[at]
            if cell is not None and at + cell.colspan > column:
                texts.append(self._cell(cell))
        return " - ".join(text for text in texts if text)

    def _cell(self, cell: Cell | None) -> str:
        return self._line(cell.inlines) if cell else ""

    def _line(self, inlines: Sequence[Inline]) -> str:
        """One line of Markdown."""
        runs = [run for run in map(self._run, inlines) if run.text]
        line = ""
        for at, run in enumerate(runs):
            following = runs[at + 1] if at + 1 < len(runs) else _Run("")
            line += _styled(run, line[-1:], following)
        return line

    def _run(self, inline: Inline) -> _Run:
        """An inline as escaped text; a footnote leaves its mark and waits."""
        if isinstance(inline, Footnote):
            self._notes.append(_line_of(escape("".join(text.text for text in inline.inlines))))
            return _Run(f"[^{len(self._notes)}]")
        if isinstance(inline, GapMark):
            return _Run(escape(gap_text(inline)), "**")
        return _Run(escape(inline.text), "*" * (2 * inline.bold + inline.italic))


@dataclass(frozen=True, slots=True)
class _Run:
    """Escaped text and the emphasis marks it asks for."""

    text: str
    mark: str = ""


def _styled(run: _Run, before: str, following: _Run) -> str:
    """A run with its marks, unless they would touch those of the run that follows."""
    touching = not run.text.endswith(" ") and not following.text.startswith(" ")
    if touching and following.mark:
        return run.text
    return _emphasised(run.text, run.mark, before, following.text[:1])


def _strong(text: str) -> str:
    return _emphasised(escape(text), "**")


def _emphasised(text: str, mark: str, before: str = "", after: str = "") -> str:
    """Text between marks, its outer spaces outside; bare where the marks would not count.

    CommonMark reads a mark next to punctuation only if its other side is a space or
    punctuation too, and next to a space not at all.
    """
    core = text.strip()
    if not mark or not core or before == "*":
        return text
    start = text.index(core)
    end = start + len(core)
    before = text[start - 1] if start else before
    after = text[end] if end < len(text) else after
    opens = not _is_punctuation(core[0]) or _is_edge(before)
    closes = not _is_punctuation(core[-1]) or _is_edge(after)
    if not (opens and closes):
        return text
    return f"{text[:start]}{mark}{core}{mark}{text[end:]}"


def _is_edge(sign: str) -> bool:
    return not sign or sign.isspace() or _is_punctuation(sign)


def _is_punctuation(sign: str) -> bool:
    return bool(sign) and unicodedata.category(sign)[0] in "PS"
