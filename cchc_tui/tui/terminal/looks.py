"""How cells look, as the shortest control sequences that change it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from rich.color import ColorSystem
from rich.style import Style

_ON = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "21", "51", "52", "53")
_OFF = ("22", "22", "23", "24", "25", "25", "27", "28", "29", "24", "54", "54", "55")
"""SGR codes (ECMA-48) of Rich's attribute bits, on and off."""


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell is drawn: attribute bits as Rich counts them, and SGR colour codes."""

    attributes: int = 0
    foreground: str = "39"
    background: str = "49"


DEFAULT = Look()


@lru_cache(maxsize=8192)
def look_of(style: Style | None, colours: ColorSystem) -> Look:
    """Give the look of a style, the same object for all styles that look alike.

    Args:
        style: A style, or None for the terminal's own.
        colours: How many colours the terminal has.

    Returns:
        The look.
    """
    if style is None:
        return DEFAULT
    front = style.color and ";".join(style.color.downgrade(colours).get_ansi_codes())
    back = style.bgcolor and ";".join(
        style.bgcolor.downgrade(colours).get_ansi_codes(foreground=False)
    )
    return _interned(style._attributes & style._set_attributes, front or "39", back or "49")


@lru_cache(maxsize=8192)
def _interned(attributes: int, foreground: str, background: str) -> Look:
    look = Look(attributes, foreground, background)
    return DEFAULT if look == DEFAULT else look


@lru_cache(maxsize=8192)
def change_look(old: Look | None, new: Look) -> str:
    """Give the shortest sequence that turns one look into another.

    Args:
        old: The look in force, None when unknown.
        new: The look wanted.

    Returns:
        A control sequence, empty where nothing is to be done.
    """
    if old == new:
        return ""
    bits = range(len(_ON))
    fresh = [_ON[bit] for bit in bits if new.attributes >> bit & 1]
    fresh += [code for code in (new.foreground, new.background) if code not in ("39", "49")]
    anew = f"\x1b[{';'.join(['0', *fresh]) if fresh else ''}m"
    if old is None:
        return anew
    gone = old.attributes & ~new.attributes
    codes = [_OFF[bit] for bit in bits if gone >> bit & 1]
    # Switching bold off switches dim off as well: what stays is said again.
    stay = new.attributes if gone else new.attributes & ~old.attributes
    codes += [_ON[bit] for bit in bits if stay >> bit & 1]
    if old.foreground != new.foreground:
        codes.append(new.foreground)
    if old.background != new.background:
        codes.append(new.background)
    return min(f"\x1b[{';'.join(codes)}m", anew, key=len)
