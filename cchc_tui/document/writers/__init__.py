"""Writers: a `Document` as a Word file, as plain text and as Markdown."""

from __future__ import annotations

from cchc_tui.document.docx import ReferenceProblem, write_docx
from cchc_tui.document.writers.markdown import write_markdown
from cchc_tui.document.writers.text import write_text

__all__ = ["ReferenceProblem", "write_docx", "write_markdown", "write_text"]
