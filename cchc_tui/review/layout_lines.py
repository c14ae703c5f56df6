"""TT20: the lines under the motto, the agency's name and the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cchc_tui.document.docx.metrics import width
from cchc_tui.review.findings import Finding
from cchc_tui.review.looks import finding
from cchc_tui.review.word_paragraphs import WordParagraph

_TWIP = 25.4 / 1440
_WHOLE = (0.85, 1.15)
"""Length of the line under the motto, as a share of its text: as long as it, drawn by hand."""
_PART = (0.28, 0.57)
"""Of those under a name: from 1/3 to 1/2, with room for the width of letters we estimate."""
_AREA = 30
"""Paragraphs from the top in which the lines of the head stand."""


def typed_lines(paragraphs: Sequence[WordParagraph]) -> Iterator[Finding]:
    """TT20: lines made of letters."""
    for paragraph in paragraphs[:14]:
        if re.fullmatch(r"\s*[_\-–—=]{3,}\s*", paragraph.text):
            yield finding("TT20", "Đường kẻ gõ bằng ký tự; dùng đường kẻ thật.", paragraph)
    for paragraph in paragraphs[:14]:
        if any(run.underline for run in paragraph.runs):
            yield finding("TT20", "Chữ gạch chân thay cho đường kẻ.", paragraph)


def drawn_lines(
    paragraphs: Sequence[WordParagraph],
    motto: WordParagraph | None,
    agency: WordParagraph | None,
    subject: WordParagraph | None,
) -> Iterator[Finding]:
    """TT20 and TT30: whether the lines are there, and how long they are.

    A line that is drawn but anchored elsewhere cannot be told from one that is missing as long as
    there are enough lines in the head; then it is said that it was not checked.

    Args:
        paragraphs: All of the file, those without text among them.
        motto: Tiêu ngữ.
        agency: The last line of the name of the issuing agency.
        subject: The last line of the subject.
    """
    parts = (
        ("Tiêu ngữ", motto, _WHOLE, "dài bằng dòng chữ"),
        ("tên cơ quan", agency, _PART, "dài từ 1/3 đến 1/2 dòng chữ"),
        ("trích yếu", subject, _PART, "dài từ 1/3 đến 1/2 dòng chữ"),
    )
    last = max((part.at for _, part, _, _ in parts if part), default=0)
    count = sum(1 for p in paragraphs[: max(last + 2, _AREA)] if p.rule)
    lost = []
    for name, part, share, expected in parts:
        if part is None:
            continue
        length = _below(paragraphs, part)
        if not length:
            lost.append((name, part, expected))
        elif length < 0:
            yield finding("TT30", f"Chưa kiểm tra được độ dài đường kẻ dưới {name}.", part)
        else:
            yield from _measured(name, part, length, share, expected)
    placed = sum(1 for _, part, _, _ in parts if part) - len(lost)
    for at, (name, part, expected) in enumerate(lost):
        if at < count - placed:
            yield finding("TT30", f"Chưa kiểm tra được đường kẻ dưới {name}.", part)
        else:
            yield finding("TT20", f"Không thấy đường kẻ dưới {name}.", part, expected)


def _below(paragraphs: Sequence[WordParagraph], part: WordParagraph) -> float:
    """Length of the line in a paragraph or in the empty ones right below it; 0 without one."""
    if part.rule:
        return part.rule
    for paragraph in paragraphs[part.at : part.at + 3]:
        if paragraph.rule:
            return paragraph.rule
        if paragraph.text.strip():
            break
    return 0.0


def _measured(
    name: str, part: WordParagraph, length: float, share: tuple[float, float], expected: str
) -> Iterator[Finding]:
    size = max((run.size for run in part.runs if run.size), default=0.0)
    if not size:
        yield finding("TT30", f"Chưa kiểm tra được độ dài đường kẻ dưới {name}.", part)
        return
    text = max(part.text.strip().splitlines(), key=len)
    said = width(text, round(size)) * _TWIP
    if not share[0] * said <= length <= share[1] * said:
        message = f"Đường kẻ dưới {name} dài {length:.0f} mm, dòng chữ dài khoảng {said:.0f} mm."
        yield finding("TT20", message, part, expected)
