"""Lines that belong to the table below them: its caption and its unit."""

from __future__ import annotations

from cchc_tui.document.captions import LONGEST, is_captioned, is_unit
from cchc_tui.document.readers.flow import Line


def role_of(line: Line) -> str:
    """What a line would be to a table right below it: `caption`, `unit`, or nothing."""
    if line.role or len(line.text) > LONGEST:
        return line.role
    if is_unit(line.text):
        return "unit"
    titled = line.bold and line.centred
    return "caption" if titled or is_captioned(line.text) else ""
