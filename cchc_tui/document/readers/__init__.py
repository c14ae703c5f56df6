"""Readers: an old Word, text or Markdown report as a `Document`."""

from __future__ import annotations

from cchc_tui.document.readers.hub import ReadReport
from cchc_tui.document.readers.problems import ReadProblem
from cchc_tui.document.readers.report import read_docx, read_markdown, read_report, read_text

__all__ = [
    "ReadProblem",
    "ReadReport",
    "read_docx",
    "read_markdown",
    "read_report",
    "read_text",
]
