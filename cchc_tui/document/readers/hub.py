"""From a flow to the hub: head, body, foot and annexes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cchc_tui.document.blocks import (
    Document,
    Footnote,
    Inline,
    Paragraph,
    Properties,
    all_blocks,
    inlines_of,
)
from cchc_tui.document.readers.annexes import is_number_line, read_annexes
from cchc_tui.document.readers.body import blocks
from cchc_tui.document.readers.flow import Flow, Line, RawTable, broken_up
from cchc_tui.document.readers.foot import read_foot
from cchc_tui.document.readers.head import read_head
from cchc_tui.document.readers.joining import joined
from cchc_tui.document.readers.text_tables import from_tabs


@dataclass(frozen=True, slots=True)
class ReadReport:
    """A report as read.

    Attributes:
        document: The report.
        notes: What an officer should know of the reading, one Vietnamese sentence each.
        loose: Footnotes that nothing in the text points to.
    """

    document: Document
    notes: tuple[str, ...] = ()
    loose: int = 0


def understood(
    flow: Flow, width: int, notes: tuple[str, ...] = (), properties: Properties | None = None
) -> ReadReport:
    """The report that a flow holds.

    Args:
        flow: Lines and tables of a whole file.
        width: Characters that lines were cut to; 0 where a line is a paragraph, -1 where
            paragraphs are whole and nothing is to be joined.
        notes: What is known of the reading so far.
        properties: Of the file.
    """
    head = read_head(flow)
    rest: Flow = [*head.left, *head.rest]
    foot = read_foot(rest)
    above, below = (foot.above, foot.below) if foot.found else _cut_at_annex(foot.above)
    document = Document(
        head=head.head,
        body=blocks(_whole(above, width)),
        foot=foot.foot,
        annexes=read_annexes(below, lambda part: _whole(part, width)),
        properties=properties or Properties(),
    )
    document = _with_strays(document, flow)
    more: list[str] = []
    if not head.titled:
        more.append("Không thấy tên loại văn bản (BÁO CÁO) ở đầu tệp; phần đầu có thể thiếu.")
    if not foot.found:
        more.append("Không thấy Nơi nhận và phần ký ở cuối tệp.")
    if foot.dropped:
        more.append(f"Bỏ qua dấu vết của bản đã ký: {'; '.join(foot.dropped)}.")
    return ReadReport(document, (*notes, *more))


def _with_strays(document: Document, flow: Flow) -> Document:
    """The report with the notes of lines that hold none in the hub, such as recipients."""
    placed = Counter(_notes(i for b in all_blocks(document) for i in inlines_of(b)))
    strays: list[Footnote] = []
    for note in _notes(_inlines(flow)):
        if placed[note]:
            placed[note] -= 1
        else:
            strays.append(note)
    if not strays:
        return document
    return replace(document, body=(*document.body, Paragraph(tuple(strays))))


def _notes(inlines: Iterable[Inline]) -> Iterator[Footnote]:
    return (inline for inline in inlines if isinstance(inline, Footnote))


def _inlines(flow: Flow) -> Iterator[Inline]:
    for element in flow:
        for line in element.lines() if isinstance(element, RawTable) else [element]:
            yield from line.inlines


def _whole(flow: Flow, width: int) -> Flow:
    """Paragraphs made whole, lines with tabs made tables."""
    tabled = _tabled(flow)
    broken = any(isinstance(e, Line) and "\n" in e.text for e in tabled)
    if broken:
        tabled = broken_up(tabled, whole=width < 0)
    return joined(tabled, max(width, 0)) if broken or width >= 0 else tabled


def _tabled(flow: Flow) -> Flow:
    return from_tabs(flow) if any(isinstance(e, Line) and "\t" in e.text for e in flow) else flow


def _cut_at_annex(flow: Flow) -> tuple[Flow, Flow]:
    """Body and annexes of a report without a foot."""
    for at, element in enumerate(flow):
        if isinstance(element, RawTable) or not is_number_line(element.text):
            continue
        following = flow[at + 1] if at + 1 < len(flow) else None
        if at and (element.page or element.gap or element.section) and following is not None:
            return flow[:at], flow[at:]
    return flow, []
