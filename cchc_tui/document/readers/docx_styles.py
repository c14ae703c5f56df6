"""What the styles of a Word file say of a paragraph and of a run."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cchc_tui.document.readers.docx_package import W

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile(r"heading ([1-9])")
_LIST = re.compile(r"list(?: bullet| number| continue)?(?: ([2-5]))?")
_MOST_PARENTS = 20
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Look:
    """Properties of a run; None where nothing is said."""

    bold: bool | None = None
    italic: bool | None = None
    capitals: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None

    def over(self, below: Look) -> Look:
        """These properties where they say something, those of `below` elsewhere."""
        return Look(
            below.bold if self.bold is None else self.bold,
            below.italic if self.italic is None else self.italic,
            below.capitals if self.capitals is None else self.capitals,
            below.hidden if self.hidden is None else self.hidden,
            below.raised if self.raised is None else self.raised,
        )


@dataclass(frozen=True, slots=True)
class Style:
    """A style with everything it inherits.

    Attributes:
        name: In small letters.
        look: Of its runs.
        outline: Level of headings from 1; 0 for others.
        align: `w:jc`.
        number: Id of its numbering and level from 0; empty id without one.
        depth: Level of a list style from 1; 0 for others.
    """

    name: str = ""
    look: Look = Look()
    outline: int = 0
    align: str = ""
    number: tuple[str, int] = ("", 0)
    depth: int = 0


PLAIN = Style()


class Styles:
    """The styles of one file, by id."""

    def __init__(self, root: _Element | None) -> None:
        self._elements: dict[str, _Element] = {}
        self._known: dict[str, Style] = {}
        self._default = PLAIN
        if root is None:
            return
        run = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._default = Style(look=look_of(run) if run is not None else Look())
        for element in root.iter(f"{W}style"):
            self._elements[element.get(f"{W}styleId", "")] = element
            if element.get(f"{W}type") == "paragraph" and _is_on(element.get(f"{W}default")):
                self._default = self._built(element, self._default)

    def style(self, id_: str | None) -> Style:
        """A paragraph style; the default one where the id is unknown."""
        if not id_ or id_ not in self._elements:
            return self._default
        if id_ not in self._known:
            self._known[id_] = self._resolved(id_)
        return self._known[id_]

    def run_look(self, id_: str) -> Look:
        """The look of a character style."""
        chain = self._chain(id_)
        look = Look()
        for element in reversed(chain):
            properties = element.find(f"{W}rPr")
            look = look_of(properties).over(look) if properties is not None else look
        return look

    def _resolved(self, id_: str) -> Style:
        style = self._default
        for element in reversed(self._chain(id_)):
            style = self._built(element, style)
        return style

    def _chain(self, id_: str) -> list[_Element]:
        """A style and those it is based on."""
        chain: list[_Element] = []
        while id_ in self._elements and len(chain) < _MOST_PARENTS:
            element = self._elements[id_]
            if element in chain:
                break
            chain.append(element)
            based = element.find(f"{W}basedOn")
            id_ = based.get(f"{W}val", "") if based is not None else ""
        return chain

    def _built(self, element: _Element, below: Style) -> Style:
        """A style over the one it is based on."""
        name_element = element.find(f"{W}name")
        name = (name_element.get(f"{W}val", "") if name_element is not None else "").lower()
        run, paragraph = element.find(f"{W}rPr"), element.find(f"{W}pPr")
        heading, listed = _HEADING.fullmatch(name), _LIST.fullmatch(name)
        style = replace(
            below,
            name=name,
            look=look_of(run).over(below.look) if run is not None else below.look,
            outline=int(heading[1]) if heading else below.outline,
            depth=int(listed[1] or 1) if listed else 0,
        )
        if paragraph is None:
            return style
        return replace(
            style,
            outline=outline_of(paragraph, style.outline) if not heading else style.outline,
            align=value(paragraph, "jc") or style.align,
            number=number_of(paragraph, style.number),
        )


def value(parent: _Element, name: str) -> str:
    """`w:val` of a child; empty without one."""
    child = parent.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "") or ""


def integer(text: str | None, default: int = 0) -> int:
    """A whole number of a file that may hold anything."""
    try:
        return int(text or "")
    except ValueError:
        return default


def outline_of(paragraph: _Element, default: int) -> int:
    """Level of `w:outlineLvl` from 1; 9 there means body text."""
    found = value(paragraph, "outlineLvl")
    level = integer(found, -1) if found else -1
    return default if level < 0 else 0 if level > 8 else level + 1


def number_of(paragraph: _Element, default: tuple[str, int]) -> tuple[str, int]:
    """Numbering of paragraph properties; id `0` takes that of the style away."""
    found = paragraph.find(f"{W}numPr")
    if found is None:
        return default
    id_ = value(found, "numId") or default[0]
    level = value(found, "ilvl")
    return ("", 0) if id_ == "0" else (id_, integer(level, default[1]) if level else default[1])


def look_of(properties: _Element) -> Look:
    """The look that run properties ask for."""
    raised = value(properties, "vertAlign")
    return Look(
        _toggle(properties, "b"),
        _toggle(properties, "i"),
        _toggle(properties, "caps"),
        _toggle(properties, "vanish"),
        raised == "superscript" if raised else None,
    )


def _toggle(properties: _Element, name: str) -> bool | None:
    child = properties.find(f"{W}{name}")
    return None if child is None else _is_on(child.get(f"{W}val", "1"))


def _is_on(text: str | None) -> bool:
    return text is not None and text not in _OFF
