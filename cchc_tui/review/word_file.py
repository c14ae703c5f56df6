"""Opens a Word file and resolves what Word would show of each paragraph and run.

Fonts, sizes and spacing are resolved the way Word does: run, character style, paragraph style
and its ancestors, defaults of the file, theme.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cchc_tui.document.archive import Archive, BadArchive, Fault, tree_of
from cchc_tui.review.word_pages import PageSetup, W, millimetres, number_of, page_setup
from cchc_tui.review.word_paragraphs import Run, WordParagraph
from cchc_tui.review.word_rules import rule_length

if TYPE_CHECKING:
    from collections.abc import Iterator

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


class NotWord(ValueError):  # noqa: N818
    """Not a Word file that can be read; the message says why, in Vietnamese."""


_SAY = {
    Fault.DAMAGED: "Không mở được tệp Word để kiểm tra thể thức.",
    Fault.BROKEN: "Tệp Word hỏng, không đọc được nội dung.",
    Fault.LOCKED: "Tệp Word có mật khẩu.",
    Fault.SWOLLEN: "Tệp Word quá lớn để kiểm tra thể thức.",
    Fault.FOREIGN: "Tệp không phải văn bản Word.",
    Fault.DTD: "Tệp chứa khai báo DTD, không phải do Word tạo ra.",
}


@dataclass
class WordFile:
    """A Word file opened for reading; nothing is changed."""

    parts: dict[str, bytes] = field(repr=False)

    @classmethod
    def open(cls, data: bytes) -> WordFile:
        """Opens the bytes of a .docx.

        Raises:
            NotWord: It is not one, or a part of it is too large.
        """
        try:
            archive = Archive(data)
            parts = {
                name: archive.read(name) or b""
                for name in archive.names
                if name.startswith("word/") and name.endswith((".xml", ".rels"))
            }
        except BadArchive as problem:
            raise NotWord(_SAY[problem.fault]) from problem
        if "word/document.xml" not in parts:
            raise NotWord("Tệp không phải văn bản Word.")
        return cls(parts)

    def tree(self, name: str) -> Any | None:
        """A part as a tree; None if the file has no such part.

        Raises:
            NotWord: It is damaged.
        """
        data = self.parts.get(name)
        try:
            return None if data is None else tree_of(data)
        except BadArchive as problem:
            raise NotWord(_SAY[problem.fault]) from problem

    @cached_property
    def styles(self) -> dict[str, Any]:
        """Styles by id."""
        root = self.tree("word/styles.xml")
        if root is None:
            return {}
        return {style.get(f"{W}styleId", ""): style for style in root.iter(f"{W}style")}

    @cached_property
    def _default_style(self) -> str:
        for name, style in self.styles.items():
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                return name
        return ""

    @cached_property
    def _defaults(self) -> tuple[Any | None, Any | None]:
        root = self.tree("word/styles.xml")
        if root is None:
            return None, None
        return (
            root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"),
            root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr"),
        )

    @cached_property
    def _theme(self) -> dict[str, str]:
        root = self.tree("word/theme/theme1.xml")
        found = {}
        for kind in ("major", "minor"):
            latin = root.find(f".//{A}{kind}Font/{A}latin") if root is not None else None
            if latin is not None:
                found[kind] = latin.get("typeface", "")
        return found

    @cached_property
    def paragraphs(self) -> tuple[WordParagraph, ...]:
        """Paragraphs in order, those of tables among them."""
        root = self.tree("word/document.xml")
        body = root.find(f"{W}body") if root is not None else None
        if body is None:
            raise NotWord("Tệp Word không có nội dung.")
        found, section = [], 0
        for at, element in enumerate(body.iter(f"{W}p"), 1):
            found.append(self.paragraph(element, at, section))
            if element.find(f"{W}pPr/{W}sectPr") is not None:
                section += 1
        return tuple(found)

    @cached_property
    def pages(self) -> tuple[PageSetup, ...]:
        """Page set-ups of the sections in order."""
        root = self.tree("word/document.xml")
        if root is None:
            return ()
        return tuple(page_setup(self, element) for element in root.iter(f"{W}sectPr"))

    @cached_property
    def around(self) -> tuple[WordParagraph, ...]:
        """Paragraphs of headers, footers, footnotes and endnotes; their `at` is 0."""
        found: list[WordParagraph] = []
        for name in sorted(self.parts):
            if re.fullmatch(r"word/(?:header|footer|footnotes|endnotes)[0-9]*\.xml", name):
                root = self.tree(name)
                if root is not None:
                    found += (self.paragraph(element) for element in root.iter(f"{W}p"))
        return tuple(found)

    def _chain(self, style: str) -> Iterator[Any]:
        seen: set[str] = set()
        while style and style in self.styles and style not in seen:
            seen.add(style)
            element = self.styles[style]
            yield element
            based = element.find(f"{W}basedOn")
            style = based.get(f"{W}val", "") if based is not None else ""

    def _properties(self, element: Any | None, style: str, kind: str) -> list[Any]:
        """Property elements from the nearest to the farthest."""
        own = element.find(f"{W}{kind}") if element is not None else None
        found = [own] if own is not None else []
        for parent in self._chain(style):
            inner = parent.find(f"{W}{kind}")
            if inner is not None:
                found.append(inner)
        default = self._defaults[0 if kind == "rPr" else 1]
        return [*found, default] if default is not None else found

    def paragraph(self, element: Any, at: int = 0, section: int = 0) -> WordParagraph:
        """A paragraph as Word would show it.

        Args:
            element: Its `w:p`.
            at: Its ordinal in the file.
            section: Ordinal of its section.
        """
        named = element.find(f"{W}pPr/{W}pStyle")
        style = named.get(f"{W}val", "") if named is not None else self._default_style
        chain = self._properties(element, style, "pPr")
        indent = _attribute(chain, "ind", "firstLine")
        runs = tuple(self._runs(element, style))
        spacing = _attribute(chain, "spacing", "line")
        rule = _attribute(chain, "spacing", "lineRule") or "auto"
        names = [parent.find(f"{W}name") for parent in self._chain(style)]
        return WordParagraph(
            at=at,
            text="".join(run.text for run in runs),
            runs=tuple(run for run in runs if run.text.strip()),
            align=(_attribute(chain, "jc", "val") or "left").replace("start", "left"),
            indent=millimetres(indent) or 0.0,
            before=(number_of(_attribute(chain, "spacing", "before")) or 0) / 20,
            after=(number_of(_attribute(chain, "spacing", "after")) or 0) / 20,
            spacing=(number_of(spacing) or 240) / 240 if rule == "auto" else 0.0,
            table=any(parent.tag == f"{W}tc" for parent in element.iterancestors()),
            style=next((n.get(f"{W}val", "") for n in names if n is not None), style),
            numbered=any(props.find(f"{W}numPr") is not None for props in chain),
            section=section,
            rule=rule_length(element),
        )

    def _runs(self, element: Any, style: str) -> Iterator[Run]:
        for run in element.iter(f"{W}r"):
            text = "".join(
                child.text or "" if child.tag == f"{W}t" else "\t" if child.tag == f"{W}tab" else ""
                for child in run
            )
            if text:
                yield self._run(run, text, style)

    def _run(self, run: Any, text: str, style: str) -> Run:
        named = run.find(f"{W}rPr/{W}rStyle")
        own = run.find(f"{W}rPr")
        chain = [own] if own is not None else []
        if named is not None:
            chain += [
                inner
                for parent in self._chain(named.get(f"{W}val", ""))
                if (inner := parent.find(f"{W}rPr")) is not None
            ]
        chain += self._properties(None, style, "rPr")
        size = number_of(_attribute(chain, "sz", "val"))
        return Run(
            text=text,
            font=self._font(chain),
            size=size / 2 if size is not None else None,
            bold=_switch(chain, "b"),
            italic=_switch(chain, "i"),
            underline=(_attribute(chain, "u", "val") or "none") != "none",
            color=(_attribute(chain, "color", "val") or "auto").lower(),
        )

    def _font(self, chain: list[Any]) -> str | None:
        for props in chain:
            fonts = props.find(f"{W}rFonts")
            if fonts is None:
                continue
            themed = fonts.get(f"{W}asciiTheme") or fonts.get(f"{W}hAnsiTheme")
            if themed:
                return self._theme.get("major" if themed.startswith("major") else "minor")
            if name := fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi"):
                return str(name)
        return None


def _attribute(chain: list[Any], tag: str, name: str) -> str | None:
    for props in chain:
        element = props.find(f"{W}{tag}")
        value = element.get(f"{W}{name}") if element is not None else None
        if value is not None:
            return str(value)
    return None


def _switch(chain: list[Any], tag: str) -> bool:
    for props in chain:
        element = props.find(f"{W}{tag}")
        if element is not None:
            return element.get(f"{W}val", "1") not in ("0", "false", "none")
    return False
