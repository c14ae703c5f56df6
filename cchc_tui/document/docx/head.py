"""What stands around the body: head, title, addressees, recipients, signature, annex titles."""

from __future__ import annotations

from collections.abc import Sequence

from cchc_tui.document import printing
from cchc_tui.document.blocks import Annex, Foot, Head
from cchc_tui.document.docx.metrics import balanced, width
from cchc_tui.document.docx.styles import Style
from cchc_tui.document.docx.xml import indent, paragraph, run, spacing

_COUNTRY_SIZE, _COUNTRY_SIZE_NARROW = 13, 12
_COLUMN_ROOM = 200
"""Twips a column of the head is wider than its longest line."""

_AGENCY_ROOM = 3400
"""Least twips for the agency's column before Quốc hiệu is set smaller."""

_RULE_SHARE = 0.4
"""Length of a rule under a line, as a share of it: between 1/3 and 1/2 (mục II.2b, II.5b)."""

_RECIPIENTS_SHARE = 0.45
_PADDING = 40


class Surroundings:
    """Writes the parts around the body for a text `room` twips wide."""

    def __init__(self, ids: dict[Style, str], room: int) -> None:
        self._ids = ids
        self._room = room

    def head(self, head: Head) -> str:
        """Ô 1 to 4: the two columns above."""
        size = _COUNTRY_SIZE
        right = width(printing.COUNTRY, size) + _COLUMN_ROOM
        if self._room - right < _AGENCY_ROOM:
            size = _COUNTRY_SIZE_NARROW
            right = width(printing.COUNTRY, size) + _COLUMN_ROOM
        left = max(self._room - right, _AGENCY_ROOM // 2)
        shrink = (
            ""
            if size == _COUNTRY_SIZE
            else f'<w:sz w:val="{size * 2}"/><w:szCs w:val="{size * 2}"/>'
        )
        motto = width(printing.MOTTO, 14)
        names = self._lines(head.superior, Style.SUPERIOR, size, left - 2 * _PADDING, shrink)
        names += self._lines(head.agency, Style.AGENCY, size, left - 2 * _PADDING, shrink)
        names += self._rule_below(head.agency, size, left - 2 * _PADDING)
        state = (
            self._p(printing.COUNTRY, Style.COUNTRY, shrink)
            + self._p(printing.MOTTO, Style.MOTTO)
            + self._rule(motto, right - 2 * _PADDING)
        )
        number = self._p(printing.number_line(head), Style.NUMBER)
        place = self._p(printing.place_line(head), Style.PLACE)
        return _frame((left, right), ((names, state), (number, place)))

    def title(self, head: Head) -> str:
        """Ô 5a and 9a: type, subject with its rule, addressees."""
        size = 14
        subject = [line for text in head.subject for line in balanced(text, size, self._room)]
        title = self._p(head.type_name, Style.TYPE_NAME)
        title += "".join(self._p(line, Style.SUBJECT) for line in subject)
        longest = max((width(line, size) for line in subject), default=0)
        title += self._rule(round(longest * _RULE_SHARE), self._room) if longest else ""
        return title + self._addressees(head.addressees) + self._gap()

    def foot(self, foot: Foot) -> str:
        """Ô 7 and 9b: recipients at the left, signature at the right, on one page."""
        left = round(self._room * _RECIPIENTS_SHARE)
        names = ""
        if foot.recipients:
            names = self._p(printing.RECIPIENTS, Style.RECIPIENTS)
            names += "".join(self._p(n, Style.RECIPIENT) for n in printing.dashed(foot.recipients))
        signature = "".join(self._p(line, Style.AUTHORITY) for line in foot.authority)
        signature += self._p(foot.signer, Style.SIGNER)
        empty = self._p("", Style.RECIPIENT)
        return _frame((left, self._room - left), ((names or empty, signature),))

    def annex(self, annex: Annex) -> str:
        """Title of an annex (Mẫu 2.1): number, name in capitals, reference, rule."""
        title = self._p(annex.number, Style.ANNEX)
        lines = balanced(annex.title.upper(), 14, self._room)
        content = "<w:r><w:br/></w:r>".join(run(line) for line in lines)
        if lines:
            title += paragraph(content, self._ids[Style.ANNEX_TITLE])
        title += self._p(annex.reference, Style.ANNEX_REFERENCE) if annex.reference else ""
        longest = min(width(annex.reference, 14), self._room)
        return title + self._rule(round(longest * _RULE_SHARE), self._room) + self._gap()

    def _addressees(self, names: Sequence[str]) -> str:
        """One addressee on the line of `Kính gửi:`, several below it under the colon."""
        style = self._ids[Style.ADDRESSEES]
        around = spacing(before=240)
        if len(names) <= 1:
            line = run(f"{printing.ADDRESSEES} {names[0]}") if names else ""
            return paragraph(line, style, spaced=around, align="center") if names else ""
        left = round(self._room * 0.2)
        under = left + width(printing.ADDRESSEES, 14) - width(":", 14)
        lines = (
            paragraph(run(line), style, indented=indent(left=under + 170, first=-170))
            for line in printing.dashed(tuple(names))
        )
        first = paragraph(
            run(printing.ADDRESSEES), style, spaced=around, indented=indent(left=left)
        )
        return first + "".join(lines)

    def _lines(self, text: str, style: Style, size: int, room: int, look: str) -> str:
        """A name over as many lines as it needs, one paragraph."""
        lines = balanced(text, size, room) if text else []
        content = "<w:r><w:br/></w:r>".join(run(line, look) for line in lines)
        return paragraph(content, self._ids[style]) if lines else ""

    def _rule_below(self, text: str, size: int, room: int) -> str:
        longest = max((width(line, size) for line in balanced(text, size, room)), default=0)
        return self._rule(round(min(longest, room) * _RULE_SHARE), room)

    def _rule(self, length: int, room: int) -> str:
        """A solid line of `length`, centred in `room`, drawn as a border."""
        side = max(0, (room - length) // 2)
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{self._ids[Style.RULE]}"/><w:pBdr>'
            '<w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
            f"{spacing(before=60, line=80, exact=True)}{indent(left=side, right=side)}"
            "</w:pPr></w:p>"
        )

    def _gap(self) -> str:
        """Room between the title and the text."""
        return paragraph("", self._ids[Style.RULE], spaced=spacing(before=160, line=80, exact=True))

    def _p(self, text: str, style: Style, look: str = "") -> str:
        return paragraph(run(text, look), self._ids[style])


def _frame(widths: Sequence[int], rows: Sequence[Sequence[str]]) -> str:
    """A table without borders whose rows do not split."""
    columns = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    body = "".join(
        "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{w}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
            for w, cell in zip(widths, row, strict=True)
        )
        + "</w:tr>"
        for row in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:left w:w="{_PADDING}" w:type="dxa"/><w:right w:w="{_PADDING}" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"
    )
