"""A report's sections become one document: headings numbered, citations registered, annexes set.

A section that yields nothing keeps its heading only while a required question of it is open
or the officer said that nothing arose; a heading without content of its own stays as long as
anything stands below it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from cchc_tui.document.blocks import (
    Annex,
    Block,
    Document,
    Foot,
    GapMark,
    Head,
    Heading,
    Inline,
    ItemList,
    ListItem,
    Paragraph,
    ParagraphStyle,
    Properties,
    Text,
)
from cchc_tui.document.markdown import read_markdown
from cchc_tui.document.parts import Node
from cchc_tui.document.resolve import Resolver
from cchc_tui.domain.inserts import GapInsert, Insert
from cchc_tui.domain.numbering import HeadingCounter, roman

END_MARK = "./."
"""Closes the content of an administrative document (Nghị định 30/2020/NĐ-CP, Phụ lục III)."""

NOTHING = "Trong kỳ không phát sinh nội dung này."
"""Printed where the officer said that a section has nothing to report."""


@dataclass(frozen=True, slots=True)
class SectionSource:
    """One section as worded.

    Attributes:
        id: Unique in the report; `a.b` belongs to the section or annex `a`.
        heading: Without its number; may hold place marks. Empty: content without a heading.
            For an annex, its title.
        level: Depth of the heading, from 1.
        number_style: How its level is numbered: `I.`, `1.`, `1.1.`, `a)`, `-` or empty.
        markdown: The wording, with place marks.
        inserts: What the place marks of `heading` and `markdown` stand for.
        open: Required questions still without an answer; they keep the heading.
        nothing: The officer said that nothing arose; the report says so.
        annex: True for an annex.
        landscape: For an annex whose table is wide.
        reference: For an annex: `(Kèm theo …)`; empty takes number and date from the head.
    """

    id: str
    heading: str = ""
    level: int = 1
    number_style: str = ""
    markdown: str = ""
    inserts: Mapping[int, Insert] = field(default_factory=dict)
    open: tuple[GapInsert, ...] = ()
    nothing: bool = False
    annex: bool = False
    landscape: bool = False
    reference: str = ""


def assemble(
    head: Head, sections: Sequence[SectionSource], foot: Foot, properties: Properties | None = None
) -> Document:
    """Assemble a report.

    Args:
        head: What stands above the body.
        sections: In printed order, parents before children, annexes anywhere.
        foot: What stands below the body. `Lưu` is moved to the end of its recipients, and
            `Như trên` put first where the head names addressees (Phụ lục I, mục II.9).
        properties: Of the file.

    Returns:
        The document. Its body ends with `./.`, whatever closes it.
    """
    register = Resolver()
    body, annexed = _apart(sections)
    blocks = _end_marked(_blocks(body, register))
    annexes = [
        _annex(group, index, len(annexed), head, register)
        for index, group in enumerate(annexed, start=1)
    ]
    return Document(
        head=head,
        body=tuple(blocks),
        foot=replace(foot, recipients=_recipients(head, foot)),
        annexes=tuple(annexes),
        properties=properties or Properties(),
    )


def annex_reference(head: Head, agency: str = "") -> str:
    """The line that ties an annex to its report (Phụ lục I, mục III.1c).

    Args:
        head: Its number, symbol and date, blank where the clerk fills them in.
        agency: Name of the issuing agency in sentence case; empty leaves it out.
    """
    blank = "\u00a0" * 6
    kind = head.type_name.capitalize()
    issuer = f" của {agency}" if agency else ""
    return f"(Kèm theo {kind} số {head.number or blank}/{head.symbol} {head.date}{issuer})"


def _apart(
    sections: Sequence[SectionSource],
) -> tuple[list[SectionSource], list[list[SectionSource]]]:
    """Sections of the body, and each annex with its own."""
    body: list[SectionSource] = []
    annexes: list[list[SectionSource]] = []
    for section in sections:
        if section.annex:
            annexes.append([section])
            continue
        owners = (group for group in annexes if section.id.startswith(group[0].id + "."))
        owner = next(owners, None)
        (body if owner is None else owner).append(section)
    return body, annexes


def _blocks(sections: Sequence[SectionSource], register: Resolver) -> list[Block]:
    """Headings and contents, without the sections that yield nothing."""
    contents = [read_markdown(section.markdown, section.inserts) for section in sections]
    counter = HeadingCounter()
    blocks: list[Block] = []
    for at, section in enumerate(sections):
        if section.heading and _stays(at, sections, contents):
            number = counter.number(section.level, section.number_style)
            text = register.line(section.heading, section.inserts)
            blocks.append(Heading(section.level, number, text, section.id))
        blocks += _content(section, contents[at], register)
    return blocks


def _stays(
    at: int, sections: Sequence[SectionSource], contents: Sequence[tuple[Node, ...]]
) -> bool:
    """Whether the heading at `at` has anything to head."""
    section = sections[at]
    if contents[at] or section.open or section.nothing:
        return True
    for later in range(at + 1, len(sections)):
        below = sections[later]
        if below.level <= section.level and not below.id.startswith(section.id + "."):
            return False
        if contents[later] or below.open or below.nothing:
            return True
    return False


def _content(section: SectionSource, nodes: tuple[Node, ...], register: Resolver) -> list[Block]:
    """What stands under a heading: its wording, else its gaps, else that nothing arose."""
    blocks = register.blocks(nodes, section.id)
    if blocks:
        return blocks
    if section.open:
        gaps = (GapMark(gap.question, gap.label) for gap in section.open)
        return [Paragraph((gap,), section=section.id) for gap in gaps]
    if section.nothing:
        return [Paragraph((Text(NOTHING),), section=section.id)]
    return []


def _annex(
    group: Sequence[SectionSource], index: int, count: int, head: Head, register: Resolver
) -> Annex:
    """One annex; numbered in Roman numerals if there are several (Phụ lục I, mục III.1a)."""
    cover, *inner = group
    blocks = _content(cover, read_markdown(cover.markdown, cover.inserts), register)
    return Annex(
        number=f"Phụ lục {roman(index)}" if count > 1 else "Phụ lục",
        title=register.line(cover.heading, cover.inserts),
        reference=cover.reference or annex_reference(head),
        blocks=(*blocks, *_blocks(inner, register)),
        landscape=cover.landscape,
        section=cover.id,
    )


def _recipients(head: Head, foot: Foot) -> tuple[str, ...]:
    """Nơi nhận in the order of Phụ lục I, mục II.9: `Như trên` first, `Lưu` last."""
    names = [name.strip().lstrip("-").strip().rstrip(";.").strip() for name in foot.recipients]
    names = [name for name in names if name]
    filed = [name for name in names if _FILED.match(name)]
    others = [name for name in names if name not in filed]
    if head.addressees and "Như trên" not in others:
        others.insert(0, "Như trên")
    return (*others, *filed)


_FILED = re.compile(r"lưu\s*:", re.IGNORECASE)


def _end_marked(blocks: list[Block]) -> list[Block]:
    """Close the body with `./.`, where its last block is text."""
    if not blocks:
        return blocks
    last = blocks[-1]
    if isinstance(last, Paragraph):
        closing = replace(last, inlines=_ended(last.inlines), style=ParagraphStyle.CLOSING)
        return [*blocks[:-1], closing]
    if isinstance(last, ItemList):
        return [*blocks[:-1], replace(last, items=_items_ended(last.items))]
    return blocks


def _items_ended(items: tuple[ListItem, ...]) -> tuple[ListItem, ...]:
    """Close the last item, however deep it stands."""
    last = items[-1]
    if last.items:
        return (*items[:-1], replace(last, items=_items_ended(last.items)))
    return (*items[:-1], replace(last, inlines=_ended(last.inlines)))


def _ended(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The line with `./.` in place of whatever mark ended it."""
    last = inlines[-1] if inlines else None
    if not isinstance(last, Text):
        return (*inlines, Text(END_MARK))
    text = last.text.rstrip()
    if text.endswith(END_MARK):
        return inlines
    return (*inlines[:-1], replace(last, text=text.rstrip(" .;:,") + END_MARK))
