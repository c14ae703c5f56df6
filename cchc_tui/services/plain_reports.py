"""Reads a report in plain text or Markdown just far enough to look for phrases in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from cchc_tui.document.blocks import Block, Document, Foot, Head, Heading, Paragraph, Text
from cchc_tui.domain.text import clean_line
from cchc_tui.services.errors import WorkError

_HEADING = re.compile(
    r"(?:#+\s+)?(?:(?P<roman>[IVX]{1,5})\.\s|(?P<number>\d+(?:\.\d+)*)\.?\s|(?P<letter>[a-zđ])[).]\s)"
    r"(?P<text>.*)"
)
_PLACE = re.compile(r"(?P<place>[^,]{2,40}), ngày .*năm \d{4}\W*")
_LONGEST_HEADING = 160


def read_plain(path: Path) -> Document:
    """The report as headings and paragraphs; tables, notes and what follows the text are left out.

    Raises:
        WorkError: It cannot be read, or is not .txt or .md.
    """
    if path.suffix.lower() not in (".txt", ".md"):
        raise WorkError(f"{path}: chỉ đọc được tệp .txt và .md.")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise WorkError(f"{path}: không đọc được tệp ({error.strerror}).") from error
    except UnicodeDecodeError:
        raise WorkError(f"{path}: tệp không phải UTF-8; hãy lưu lại bằng UTF-8.") from None
    lines = [clean_line(line) for line in text.split("\n") if "\t" not in line]
    place = next((found["place"] for line in lines if (found := _PLACE.fullmatch(line))), "")
    titles = [at for at, line in enumerate(lines) if line.strip("*# ") == "BÁO CÁO"]
    subject = (lines[titles[0] + 1].strip("*# "),) if titles and titles[0] + 1 < len(lines) else ()
    head = Head("", "", "", "", place, "", subject=subject)
    return Document(head, tuple(_blocks(lines)), Foot())


def _blocks(lines: list[str]) -> Iterator[Block]:
    for line in lines:
        if line.startswith("Nơi nhận"):
            return
        found = _HEADING.fullmatch(line)
        if found and len(line) < _LONGEST_HEADING and not line.endswith((".", ";")):
            number = found["number"]
            level = 1 if found["roman"] else 4 if found["letter"] else 2 + number.count(".")
            yield Heading(level, "", found["text"].strip("* "))
        elif line and not re.match(r"[¹²³⁰⁴-⁹]", line):
            yield Paragraph((Text(line),))
