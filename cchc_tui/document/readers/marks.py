"""Numbers and bullets that lines start with: `I.`, `1.1`, `đ)`, `Phần II`, `-`, `- +`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cchc_tui.domain.numbering import roman
from cchc_tui.domain.text import fold

_ROMANS = {roman(value): value for value in range(1, 60)}
_WORDS = ("nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi")
_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_DASHES = "-–—−‐‑"
_SIGNS = "•▪●○◦□■◆♦✓✔➢➤❖►»·∙*\u00b7\uf0b7\uf0a7"

_BULLETS = re.compile(
    rf"(?:(?:[{_DASHES}](?![{_DASHES}])|\+|[{_SIGNS}])[ \t]*(?=[-+]\s|\+))?"
    rf"([{_DASHES}](?![{_DASHES}])|\+|[{_SIGNS}](?!\*))(?=[\s\w“\"'(\[]|$)[ \t]*"
)
_PART = re.compile(
    r"(phần|chương|mục)[ \t]+(?:thứ[ \t]+)?(\w+)\b[ \t]*([.:)\-–—/]?)[ \t]*", re.IGNORECASE
)
_ROMAN = re.compile(r"([IVXLC]{1,7})[ \t]?([.)/:]|[-–](?=[ \t]))[ \t]*(?=\S)")
_ROMAN_BARE = re.compile(r"([IVX]{1,5})[ \t]+(?=[^\W\d_]{2})")
_MIXED = re.compile(r"([IVX]{1,5})((?:\.[0-9]{1,2})+)[.)]?[ \t]+(?=\S)")
_DECIMAL = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,2})*)(?:[ \t]?([.)/:])|([-–])(?=[ \t]))?[ \t]*")
_LETTER = re.compile(r"([a-zđA-ZĐ])((?:\.?[0-9]{1,2})*)[ \t]?([.)/])[ \t]*(?=\S)")
_PAREN = re.compile(r"\(([0-9]{1,2}|[a-zđ]|[ivx]{1,4})\)[ \t]*(?=\S)")
_CAPITAL = re.compile(r"[A-ZĐÀ-Ỹ](?!\.)")
_LOOSE_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a line starts with.

    Attributes:
        printed: As printed; of bullets `-`, `+` or `*`.
        form: Marks of one kind share it: `roman.`, `decimal2`, `letter)`, `-`.
        ordinal: Place in its row; 0 of a bullet.
        length: Characters of the line it takes, with the blanks after it.
        depth: Numbers it is made of: 2 of `1.1.`; 0 of a bullet.
    """

    printed: str
    form: str
    ordinal: int
    length: int
    depth: int = 1

    @property
    def bullet(self) -> bool:
        """Whether it is a bullet and not a number."""
        return self.ordinal == 0


def mark_of(text: str) -> Mark | None:
    """The mark at the start of a line, or None."""
    if not text or (text[0].isalpha() and not _may_be_number(text)):
        return None
    for reader in (_bullet, _part, _mixed, _roman, _decimal, _letter, _paren):
        found = reader(text)
        if found:
            return found
    return None


def _may_be_number(text: str) -> bool:
    """Whether a line that starts with a letter can start with a mark; most cannot."""
    head = text[:8]
    if head[0] in "PpCcMm" and fold(head).startswith(("phan ", "chuong ", "muc ")):
        return True
    return not (head[1:2].isalpha() or head[1:2] == " ") or head[0] in "IVXLC"


def _bullet(text: str) -> Mark | None:
    found = _BULLETS.match(text)
    if not found:
        return None
    sign = found[1]
    printed = "+" if sign == "+" else "*" if sign == "*" else "-"
    return Mark(printed, printed, 0, found.end(), 0)


def _part(text: str) -> Mark | None:
    """`Phần thứ nhất`, `PHẦN II.`: alone, before a mark, or before capitals."""
    found = _PART.match(text)
    if not found:
        return None
    ordinal = _value(found[2])
    rest = text[found.end() :]
    capitals = rest[:1].isupper() and not any(c.islower() for c in rest)
    if not ordinal or not (not rest or capitals or (found[3] and rest[:1].isupper())):
        return None
    return Mark(text[: found.end()].strip(), f"part {fold(found[1])}", ordinal, found.end())


def _value(word: str) -> int:
    if word.isascii() and word.isdigit():
        return int(word) if len(word) < 3 else 0
    folded = fold(word)
    return _ROMANS.get(word.upper(), 0) or (_WORDS.index(folded) + 1 if folded in _WORDS else 0)


def _mixed(text: str) -> Mark | None:
    """`II.1.2.`: part and number together."""
    found = _MIXED.match(text)
    if not found or found[1] not in _ROMANS:
        return None
    numbers = found[2].split(".")[1:]
    printed = text[: found.end()].strip()
    depth = len(numbers) + 1
    return Mark(printed, f"mixed{depth}", int(numbers[-1]) or 1, found.end(), depth)


def _roman(text: str) -> Mark | None:
    found = _ROMAN.match(text)
    if found and found[1] in _ROMANS:
        single = found[1] in "LC"
        rest = text[found.end() :]
        attached = text[found.end() - 1] in ".)/:" and not _CAPITAL.match(rest)
        if not single and not attached:
            return Mark(text[: found.end()].strip(), "roman", _ROMANS[found[1]], found.end())
    bare = _ROMAN_BARE.match(text)
    if bare and bare[1] in _ROMANS and not any(c.islower() for c in text):
        return Mark(bare[1], "roman", _ROMANS[bare[1]], bare.end())
    return None


def _decimal(text: str) -> Mark | None:
    """`1.`, `1)`, `1/`, `1-`, `1.1`, `1.1.`; not `1.983 hồ sơ`, not `12/5`."""
    found = _DECIMAL.match(text)
    if not found:
        return None
    numbers = found[1].split(".")
    sign = found[2] or found[3] or ""
    rest = text[found.end() :]
    spaced = found.end() > 0 and text[found.end() - 1] in " \t"
    if not rest or not (spaced or (sign and _LOOSE_LETTER.match(rest))):
        return None
    if not sign and (len(numbers) == 1 or not rest[0].isupper()):
        return None
    last = int(numbers[-1]) or 1
    printed = text[: found.end()].strip()
    kind = {"": ".", ":": ".", "–": "-"}.get(sign, sign)
    form = f"decimal1{kind}" if len(numbers) == 1 else f"decimal{len(numbers)}"
    return Mark(printed, form, last, found.end(), len(numbers))


def _letter(text: str) -> Mark | None:
    """`a)`, `đ)`, `a.`, `A.`, `a1)`, `a.1)`."""
    found = _LETTER.match(text)
    if not found:
        return None
    attached = not text[found.end() - 1].isspace()
    if attached and (found[3] == "." or text[found.end()].isdigit()):
        return None
    case = "letter" if found[1].islower() else "LETTER"
    printed = text[: found.end()].strip()
    if found[2]:
        number = int(re.findall("[0-9]+", found[2])[-1]) or 1
        return Mark(printed, f"{case}2", number, found.end(), 2)
    at = _ALPHABET.find(found[1].lower())
    return Mark(printed, f"{case}", at + 1 if at >= 0 else 30, found.end())


def _paren(text: str) -> Mark | None:
    found = _PAREN.match(text)
    if not found:
        return None
    inside = found[1]
    value = int(inside) if inside.isdigit() else _ALPHABET.find(inside) + 1
    form = "(1)" if inside.isdigit() else "(a)"
    return Mark(f"({inside})", form, value or 1, found.end())
