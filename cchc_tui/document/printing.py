"""What every writer prints alike: lines of the head, the foot and the annexes, and clean text."""

from __future__ import annotations

import re

from cchc_tui.document.blocks import Foot, Head, Heading

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
"""Quốc hiệu and Tiêu ngữ (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.1)."""

RECIPIENTS = "Nơi nhận:"
ADDRESSEES = "Kính gửi:"

SMALL_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Superscript figures 0 to 9, by which text files mark footnotes."""

_TO_SMALL = str.maketrans("0123456789", SMALL_DIGITS)
_ROOM = "\u00a0" * 6
_ILLEGAL = re.compile(
    "[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)
_LINE_ENDS = re.compile("\r\n?")


def printable(text: str) -> str:
    """Text without what neither XML nor a terminal may get.

    Control characters (C0 but for tab and line feed, DEL, C1), lone surrogates and
    noncharacters are removed; other line ends become line feeds.
    """
    if "\r" in text:
        text = _LINE_ENDS.sub("\n", text)
    return _ILLEGAL.sub("", text)


def one_line(text: str) -> str:
    """Printable text with line ends and tabs as spaces."""
    return printable(text).replace("\n", " ").replace("\t", " ")


def superscript(text: str) -> str:
    """The text with its figures as superscripts: `12` is `¹²`."""
    return text.translate(_TO_SMALL)


def number_line(head: Head) -> str:
    """`Số: 24/BC-STP`, with room for a number that the clerk fills in."""
    return f"Số: {head.number or _ROOM}/{head.symbol}"


def place_line(head: Head) -> str:
    """`Khánh Hòa, ngày 08 tháng 6 năm 2018`."""
    return f"{head.place}, {head.date}" if head.place else head.date


def dashed(names: tuple[str, ...]) -> list[str]:
    """Names a line each: `- x;`, the last ending with a full stop (mục II.9)."""
    ends = [";"] * (len(names) - 1) + ["."]
    return [f"- {name}{end}" for name, end in zip(names, ends, strict=True)] if names else []


def heading_line(heading: Heading) -> str:
    """Number and text of a heading; level 1 in capitals (mục V.6b)."""
    text = heading.text.upper() if heading.level == 1 else heading.text
    return f"{heading.number} {text}".strip()


def has_foot(foot: Foot) -> bool:
    """Whether anything stands below the body."""
    return bool(foot.recipients or foot.authority or foot.signer)
