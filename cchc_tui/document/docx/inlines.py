"""Runs of a line, and the footnotes they leave behind."""

from __future__ import annotations

from collections.abc import Sequence

from cchc_tui.document.blocks import Footnote, GapMark, Inline, Text, gap_text
from cchc_tui.document.docx.styles import Style
from cchc_tui.document.docx.xml import BOLD, DECLARATION, ITALIC, NAMESPACES, paragraph, run

_GAP = BOLD + '<w:highlight w:val="yellow"/>'
_SEPARATORS = (
    ("separator", -1, "<w:separator/>"),
    ("continuationSeparator", 0, "<w:continuationSeparator/>"),
)


class Inlines:
    """Writes lines and gathers the notes of one document."""

    def __init__(self, ids: dict[Style, str]) -> None:
        self.ids = ids
        self._notes: list[str] = []

    def runs(self, inlines: Sequence[Inline], *, bold: bool = False) -> str:
        """The runs of a line; `bold` makes all of them bold."""
        pieces: list[str] = []
        for inline in inlines:
            if isinstance(inline, Text):
                pieces.append(run(inline.text, _look(inline, bold)))
            elif isinstance(inline, GapMark):
                pieces.append(run(gap_text(inline), _GAP))
            else:
                pieces.append(self._note(inline))
        return "".join(pieces)

    def footnotes_part(self) -> str:
        """`word/footnotes.xml`: the two separators that Word asks for, then the notes."""
        separators = "".join(
            f'<w:footnote w:type="{kind}" w:id="{at}">'
            f"{paragraph(f'<w:r>{rule}</w:r>', self.ids[Style.FOOTNOTE])}</w:footnote>"
            for kind, at, rule in _SEPARATORS
        )
        notes = "".join(self._notes)
        return f"{DECLARATION}<w:footnotes {NAMESPACES}>{separators}{notes}</w:footnotes>"

    def _note(self, note: Footnote) -> str:
        """Keep a note for its part; returns the mark that points to it."""
        number = len(self._notes) + 1
        mark = f'<w:rPr><w:rStyle w:val="{self.ids[Style.FOOTNOTE_MARK]}"/></w:rPr>'
        content = f"<w:r>{mark}<w:footnoteRef/></w:r>{run(' ')}{self.runs(note.inlines)}"
        body = paragraph(content, self.ids[Style.FOOTNOTE])
        self._notes.append(f'<w:footnote w:id="{number}">{body}</w:footnote>')
        return f'<w:r>{mark}<w:footnoteReference w:id="{number}"/></w:r>'


def _look(text: Text, bold: bool) -> str:
    return (BOLD if bold or text.bold else "") + (ITALIC if text.italic else "")
