"""Notes typed by hand in a Word file: a raised figure in the text, a paragraph under the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from cchc_tui.document.blocks import Footnote, Inline, Text
from cchc_tui.document.printing import SMALL_DIGITS as SMALL
from cchc_tui.document.readers.flow import Flow, Line, RawTable, cut_start, text_of
from cchc_tui.document.readers.footnotes import FIGURES, PLACE, Marker, Note

_NOTE = re.compile(rf"([{SMALL}]{{1,3}})\s*(?=\S)")


def with_typed_notes(flow: Flow) -> tuple[Flow, int]:
    """A flow whose hand-typed notes stand where they are referred to.

    Returns:
        The flow, and how many notes nothing refers to; those stand at the end of the line
        before them.
    """
    kept: Flow = []
    notes: list[Note] = []
    texts: list[Footnote] = []
    cut = False
    for element in flow:
        found = _NOTE.match(element.text) if isinstance(element, Line) else None
        if isinstance(element, Line) and found and kept:
            notes.append(Note(found[1].translate(FIGURES), [], len(kept)))
            inside = cut_start(element.inlines, found.end())
            texts.append(Footnote(tuple(i for i in inside if isinstance(i, Text))))
            cut = True
        else:
            if cut and isinstance(element, Line):
                element = replace(element, page=True)
            kept.append(element)
            cut = False
    if not notes:
        return flow, 0
    placed = [_placed(element, at, notes, texts) for at, element in enumerate(kept)]
    return _with_loose(placed, notes, texts)


def _placed(
    element: Line | RawTable, at: int, notes: list[Note], texts: list[Footnote]
) -> Line | RawTable:
    """A line with notes for its raised figures."""
    if isinstance(element, RawTable) or not any(sign in element.text for sign in SMALL):
        return element
    marker = Marker(notes, at)
    inlines = tuple(piece for inline in element.inlines for piece in _pieces(inline, marker, texts))
    return replace(element, inlines=inlines, text=text_of(inlines).strip())


def _pieces(inline: Inline, marker: Marker, texts: list[Footnote]) -> Iterator[Inline]:
    if not isinstance(inline, Text):
        yield inline
        return
    for at, piece in enumerate(PLACE.split(marker.text(inline.text))):
        if at % 2:
            yield texts[int(piece)]
        elif piece:
            yield replace(inline, text=piece)


def _with_loose(flow: Flow, notes: list[Note], texts: list[Footnote]) -> tuple[Flow, int]:
    loose = 0
    for note, text in zip(notes, texts, strict=True):
        if note.used:
            continue
        loose += 1
        for at in range(note.before - 1, -1, -1):
            element = flow[at]
            if isinstance(element, Line):
                flow[at] = replace(element, inlines=(*element.inlines, text))
                break
    return flow, loose
