"""The head of a report: who reports, number, place, date, title, addressees."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cchc_tui.document.blocks import Head
from cchc_tui.document.captions import is_captioned
from cchc_tui.document.readers.flow import Flow, Line, RawTable, in_capitals, pieces_of
from cchc_tui.document.readers.marks import mark_of
from cchc_tui.domain.text import fold

_FIRST = 60
"""Lines among which the title must stand."""

_COUNTRY = re.compile(
    r"c[ộôọ]ng\s+h[òoóọ][àaá]?\s+x[ãaà]\s+h[ộôọ]i(?:\s+ch[ủu]\s+ngh[ĩiỉ]a\s+vi[ệêẹ]t\s+nam)?"
    r"|ch[ủu]\s+ngh[ĩiỉ]a\s+vi[ệêẹ]t\s+nam",
    re.IGNORECASE,
)
_MOTTO = re.compile(r"độc\s+lập\s*[-–—.]?\s*tự\s+do\s*[-–—.]?\s*hạnh\s+ph[úu]c", re.IGNORECASE)
_NUMBER = re.compile(
    r"số\s*:?[\s.…_]*([0-9]*[a-zđ]?)[\s.…_]*([/-])\s*([A-ZĐa-zđÀ-Ỹ0-9][^\s,;]*(?:\s*-\s*[A-ZĐÀ-Ỹ][^\s,;]*)*)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:^|(?<=[\s,]))ngày[\s.…_]*([0-9]{0,2})[\s.…_]*tháng[\s.…_]*([0-9]{0,2})[\s.…_]*"
    r"năm[\s.…_]*([0-9]{0,4})[.…]*",
    re.IGNORECASE,
)
_TYPES = (
    "BÁO CÁO", "TỜ TRÌNH", "KẾ HOẠCH", "THÔNG BÁO", "CHƯƠNG TRÌNH", "ĐỀ ÁN", "QUYẾT ĐỊNH",
    "HƯỚNG DẪN", "KẾT LUẬN", "PHƯƠNG ÁN", "BIÊN BẢN",
)  # fmt: skip
_SPACED = re.compile(r"(?<=\b\w) (?=\w\b)")
_PLACE_NAMED = re.compile(r"(?:TỈNH|THÀNH PHỐ|TP|HUYỆN|QUẬN|THỊ XÃ|THỊ TRẤN|XÃ|PHƯỜNG|ĐẶC KHU)\b")
_BODIES = ("UY BAN NHAN DAN", "HOI DONG NHAN DAN", "BAN CHI DAO", "SO", "UY BAN")
_ADDRESSEES = re.compile(r"kính\s+gửi\s*:?\s*", re.IGNORECASE)
_OPENERS = re.compile(
    r"(?:thực hiện|căn cứ|theo|ngày|trong|để|tiếp tục|xét|nhằm|qua|sau khi)\s", re.IGNORECASE
)
_ROOM = "\u00a0" * 5
_LONGEST_SUBJECT = 260
_BELOW = 6


@dataclass(slots=True)
class HeadRead:
    """What was understood of the head, and what was not.

    Attributes:
        head: The head.
        rest: Everything below it.
        left: Lines among those of the head that it has no place for.
        titled: Whether a title was found.
    """

    head: Head
    rest: Flow
    left: list[Line] = field(default_factory=list)
    titled: bool = True


def read_head(flow: Flow) -> HeadRead:
    """Split a flow into its head and everything below."""
    at, title = _title(flow)
    if title is None:
        at = _letterhead_end(flow)
    letters = _Letterhead()
    for piece in _pieces(flow[:at]):
        letters.take(piece)
    rest: Flow = list(flow[at:])
    type_name = ""
    subject: list[str] = []
    if title is not None:
        inside = _pieces([flow[at]])
        where = next(i for i, piece in enumerate(inside) if _type_of(piece))
        for piece in inside[:where]:
            letters.take(piece)
        type_name, first = _type_of(inside[where]) or ("", "")
        subject += [first] if first else []
        rest = [*inside[where + 1 :], *flow[at + 1 :]]
        rest = _subject(rest, subject, inside[where])
        if not letters.numbered:
            rest = _below_title(rest, letters)
    addressees, rest = _addressees(rest, letters)
    head = replace(
        letters.head(), type_name=type_name, subject=tuple(subject), addressees=addressees
    )
    return HeadRead(head, rest, letters.left, title is not None)


def _pieces(elements: Sequence[Line | RawTable]) -> list[Line]:
    """Lines of the head, those side by side parted."""
    return [piece for element in elements for piece in pieces_of(element)]


def _title(flow: Flow) -> tuple[int, Line | None]:
    """Where the type of the document stands, at or inside which element."""
    for at, element in enumerate(flow[:_FIRST]):
        for piece in _pieces([element]):
            if _type_of(piece):
                return at, piece
        if isinstance(element, Line):
            mark = mark_of(element.text)
            if mark and mark.form in ("roman", "decimal1.") and mark.ordinal == 1:
                break
    return 0, None


def _type_of(line: Line) -> tuple[str, str] | None:
    """The type of document a line names, and what follows it on the line."""
    text = _SPACED.sub("", line.text) if len(line.text) < 24 else line.text
    for name in _TYPES:
        if text[: len(name)].upper() != name or text[len(name) : len(name) + 1].isalpha():
            continue
        rest = text[len(name) :].strip(" :*")
        shown = in_capitals(text[: len(name)]) or line.outline or line.centred or line.bold
        if not rest and (shown or line.column == 0):
            return name, ""
        if shown and len(text) <= _LONGEST_SUBJECT and not rest.startswith(("số ", "Số ")):
            if in_capitals(text[: len(name)]) and not text.rstrip().endswith((".", ";", ":")):
                return name, rest
            if line.outline or (line.centred and line.bold):
                return name, rest
    return None


def _letterhead_end(flow: Flow) -> int:
    """Without a title: how many elements at the start belong to a letterhead."""
    end = 0
    for at, element in enumerate(flow[:12]):
        text = " ".join(piece.text for piece in _pieces([element]))
        dated = isinstance(element, Line) and len(text) < 80 and _DATE.search(text)
        if dated or _NUMBER.match(text) or _COUNTRY.search(text) or _MOTTO.search(text):
            end = at + 1
    return end


def _below_title(rest: Flow, letters: _Letterhead) -> Flow:
    """Takes a letterhead that stands below the title, as some converters leave it."""
    texts = [" ".join(piece.text for piece in _pieces([one])) for one in rest[:_BELOW]]
    if not any(_NUMBER.match(text) for text in texts):
        return rest
    end = _letterhead_end(rest[:_BELOW])
    for piece in _pieces(rest[:end]):
        letters.take(piece)
    return rest[end:]


class _Letterhead:
    """Sorts the lines above the title."""

    def __init__(self) -> None:
        self.left: list[Line] = []
        self.addressees: list[str] = []
        self._names: list[Line] = []
        self._number: tuple[str, str] | None = None
        self._place = ("", "")
        self._pending = ""

    @property
    def numbered(self) -> bool:
        """Whether the number of the document was found."""
        return self._number is not None

    def take(self, line: Line) -> None:
        """Read one line."""
        text = _MOTTO.sub(" ", _COUNTRY.sub(" ", line.text)).strip(" -–—*_|")
        if self._pending:
            text, self._pending = f"{self._pending} {text}", ""
        if re.fullmatch(r"số\s*:?", text, re.IGNORECASE):
            self._pending = text
            return
        text = self._without_number(text)
        text = self._without_date(text)
        if not text or not any(char.isalnum() for char in text):
            return
        if _ADDRESSEES.match(text):
            self.addressees.append(_ADDRESSEES.sub("", text, count=1))
        elif in_capitals(text) and not self._number:
            self._names.append(replace(line, text=text))
        else:
            self.left.append(line)

    def _without_number(self, text: str) -> str:
        found = _NUMBER.match(text)
        if not found or self._number:
            return text
        number, sign, symbol = found.groups()
        symbol = re.sub(r"\s*-\s*", "-", symbol)
        if sign == "-":
            kind, _, body = symbol.partition("/")
            number, symbol = f"{number}-{kind}", body
        self._number = (number, symbol)
        return text[found.end() :].strip(" ,;-")

    def _without_date(self, text: str) -> str:
        found = _DATE.search(text)
        if not found or self._place[1]:
            return text
        place = text[: found.start()].strip(" ,.")
        day, month, year = (group or "" for group in found.groups())
        date = f"ngày {day or _ROOM} tháng {month or _ROOM} năm {year or _ROOM}"
        self._place = (place, date)
        return text[found.end() :].strip(" ,;.")

    def head(self) -> Head:
        """The head as far as it stands above the title."""
        superior, agency = _agencies(self._names)
        number, symbol = self._number or ("", "")
        return Head(superior, agency, number, symbol, *self._place, type_name="")


def _agencies(names: list[Line]) -> tuple[str, str]:
    """Superior and agency among the names in capitals, each perhaps over several lines."""
    joined: list[Line] = []
    for line in names:
        last = joined[-1] if joined else None
        if last and (_wraps(last.text, line.text)):
            joined[-1] = replace(
                last, text=f"{last.text} {line.text}", bold=last.bold and line.bold
            )
        else:
            joined.append(line)
    if len(joined) < 2:
        return "", joined[0].text if joined else ""
    plain = [line for line in joined if not line.bold]
    if plain and len(plain) < len(joined) and joined[: len(plain)] == plain:
        return _together(plain), _together(joined[len(plain) :])
    return joined[0].text, _together(joined[1:])


def _together(lines: Sequence[Line]) -> str:
    return " ".join(line.text for line in lines)


def _wraps(above: str, below: str) -> bool:
    """Whether a name goes on in the line below: `ỦY BAN NHÂN DÂN` over `TỈNH KHÁNH HÒA`."""
    if below.startswith(("VÀ ", "- ", "– ")) or above.endswith((" VÀ", ",", " -", " –")):
        return True
    return bool(_PLACE_NAMED.match(below)) and fold(above).upper() in _BODIES


def _subject(rest: Flow, subject: list[str], title: Line) -> Flow:
    """Take the lines of the subject off the start of what follows the title."""
    taken = 0
    style: tuple[bool, bool] | None = None
    for line in rest:
        if not isinstance(line, Line) or not _is_subject(line, bool(subject), style):
            break
        if subject and style is None and line.gap and not (line.bold or line.text[0] == "("):
            break
        subject.append(line.text.replace("\n", " "))
        style = style or (line.bold, line.centred)
        taken += 1
    return rest[taken:]


def _is_subject(line: Line, going_on: bool, style: tuple[bool, bool] | None) -> bool:
    """Whether a line below the title belongs to the subject."""
    text = line.text
    if not text or "\t" in text or len(text) > _LONGEST_SUBJECT or is_captioned(text):
        return False
    mark = mark_of(text)
    if (mark and not text[0].isalpha()) or _ADDRESSEES.match(text) or line.outline > 1:
        return False
    if mark and mark.form == "roman":
        return False
    bracketed = text.startswith("(") and text.rstrip(".").endswith(")")
    if text.endswith((":", ";", ".", "./.")) and not bracketed:
        return False
    if style and going_on:
        bold, centred = style
        if bracketed:
            return True
        if line.gap and not (bold and line.bold):
            return False
        return (line.bold or not bold) and (line.centred or not centred)
    return bool(line.bold or line.centred or not _OPENERS.match(text))


def _addressees(rest: Flow, letters: _Letterhead) -> tuple[tuple[str, ...], Flow]:
    """Addressees, and what follows them."""
    first = rest[0] if rest else None
    names = [_bare(name) for name in letters.addressees if name]
    if not isinstance(first, Line) or not _ADDRESSEES.match(first.text):
        return tuple(names), rest
    own = _ADDRESSEES.sub("", first.text, count=1).replace("\n", " ")
    names += [
        _bare(name) for name in re.split(r"\s*;\s*-?\s*", own.replace("\t", " ")) if _bare(name)
    ]
    taken = 1
    for line in rest[1:]:
        mark = mark_of(line.text) if isinstance(line, Line) else None
        if not isinstance(line, Line) or not mark or not mark.bullet or len(line.text) > 150:
            break
        names.append(_bare(line.text[mark.length :]))
        taken += 1
    return tuple(names), rest[taken:]


def _bare(name: str) -> str:
    return name.strip(" -–;.,\t")
