"""The foot of a report: recipients, authority, signer; in columns or one below the other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cchc_tui.document.blocks import Foot
from cchc_tui.document.readers.annexes import is_number_line
from cchc_tui.document.readers.flow import Flow, Line, RawTable, in_capitals, pieces_of
from cchc_tui.document.readers.marks import mark_of
from cchc_tui.domain.text import fold

_RECIPIENTS = re.compile(r"n[ơo]i\s+nh[ậạâ]n\s*[:.]?\s*", re.IGNORECASE)
_FORMS = re.compile(r"(?:t/?m|k/?t|t/?l|tuq|q|thừa lệnh|thay mặt)\s*[./]", re.IGNORECASE)
_TITLES = (
    "giam doc", "pho giam doc", "chu tich", "pho chu tich", "chanh", "pho chanh", "bo truong",
    "thu truong", "cuc truong", "pho cuc truong", "vu truong", "pho vu truong", "truong phong",
    "pho truong phong", "truong ban", "pho truong ban", "tong giam doc", "pho tong",
    "tong cuc truong", "vien truong", "hieu truong", "pho hieu truong", "thu truong don vi",
    "chi cuc truong", "pho chi cuc truong", "cong chuc", "nguoi lap", "uy vien", "truong doan",
    "pho thu truong", "to truong", "bi thu", "tong thanh tra", "chu nhiem", "pho chu nhiem",
    "thong doc", "pho thong doc", "quyen", "quan doc",
)  # fmt: skip
_STAMP = re.compile(
    r"\(?\s*(?:đã ký|ký(?:,| và)? ghi rõ|ký tên|ký, đóng dấu|ký số|người ký|chữ ký|ngày ký|"
    r"thời gian ký|email|cơ quan:|ký bởi|signature)",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:[^\W\d_]+\.?\s*){2,8}")
_FARTHEST = 60
_MOST_ABOVE = 7
_LONGEST_NAME = 60
_LONGEST_AUTHORITY = 120
_LONG = 160
_RIGHT_INDENT = 18


@dataclass(slots=True)
class FootRead:
    """What stands above the foot, the foot, and what stands below it.

    Attributes:
        above: The body.
        foot: The foot.
        below: Annexes.
        dropped: Lines that belong to the signing of the old copy only: `(Đã ký)`.
        found: Whether there is a foot.
    """

    above: Flow
    foot: Foot
    below: Flow
    dropped: list[str] = field(default_factory=list)
    found: bool = True


def read_foot(flow: Flow) -> FootRead:
    """Split a flow at its foot."""
    start = _start(flow)
    if start is None:
        return FootRead(flow, Foot(), [], found=False)
    end, lines = _zone(flow, start)
    sides = _sides(lines)
    recipients = _Recipients()
    signature = _Signature()
    left: list[Line] = []
    if sides is None:
        done = _one_below_the_other(lines, recipients, signature)
        end, lines = _given_back(flow, start, end, lines, done)
    else:
        beside = [line for line in sides[0] if not recipients.take(line)]
        left = [line for line in (*beside, *sides[1]) if not signature.take(line)]
    foot = Foot(tuple(recipients.names), tuple(signature.authority), signature.signer)
    dropped = signature.dropped
    above: Flow = [*flow[:start], *left]
    return FootRead(above, foot, flow[end:], dropped)


def _start(flow: Flow) -> int | None:
    """The first element of the foot: recipients, or the authority right above them."""
    for at, element in enumerate(flow):
        if any(_RECIPIENTS.match(p.text) and len(p.text) < _LONG for p in _pieces_near(element)):
            start = at - _signed_above(flow[max(0, at - _MOST_ABOVE) : at])
            return start
        if isinstance(element, Line) and is_number_line(element.text) and at > len(flow) // 2:
            break
    return _unaddressed(flow)


def _signed_above(flow: Flow) -> int:
    """How many of the last elements are a signature that stands above the recipients."""
    signed = 0
    for count, element in enumerate(reversed(flow), start=1):
        if isinstance(element, RawTable) or not _may_sign(element.text):
            break
        if _is_authority(element.text):
            signed = count
    return signed


def _may_sign(text: str) -> bool:
    named = bool(_NAME.fullmatch(text)) and len(text) < _LONGEST_NAME and text[:1].isupper()
    return named or _is_authority(text) or bool(_is_stamp(text))


def _pieces_near(element: Line | RawTable) -> list[Line]:
    """Pieces of an element that may be part of a foot; a long table is none."""
    if isinstance(element, RawTable) and (len(element.rows) > 12 or len(element.widths) > 4):
        return []
    if (
        isinstance(element, Line)
        and "hận" not in element.text
        and "HẬN" not in element.text.upper()
    ):
        return []
    return pieces_of(element)


def _unaddressed(flow: Flow) -> int | None:
    """A signature without recipients: authority in capitals after the closing sentence."""
    for at, element in enumerate(flow):
        if not isinstance(element, Line) or not _is_authority(element.text):
            continue
        before = [e.text.rstrip() for e in flow[max(0, at - 2) : at] if isinstance(e, Line)]
        closed = any(text.endswith(".") for text in before[-1:]) or any(
            text.endswith("./.") for text in before
        )
        if closed and (_FORMS.match(element.text) or at > len(flow) // 2):
            return at
    return None


def _is_signature(element: Line | RawTable) -> bool:
    if isinstance(element, RawTable):
        return False
    return _is_authority(element.text)


def _is_stamp(text: str) -> bool:
    """Whether a line only says that the old copy was signed, and when."""
    return len(text) < _LONGEST_NAME and bool(_STAMP.match(text))


def _is_authority(text: str) -> bool:
    """Whether a line says for whom or as what somebody signs."""
    if not text or len(text) > 90 or text.endswith((".", ";", ":")):
        return False
    folded = fold(text)
    titled = folded.startswith(_TITLES)
    if _FORMS.match(text):
        return in_capitals(text) or titled or len(text) < 60
    return titled and (in_capitals(text) or len(text) < 30)


def _zone(flow: Flow, start: int) -> tuple[int, list[Line]]:
    """How far the foot may reach, and its lines; where it ends is known when they are read."""
    lines: list[Line] = []
    section = flow[start].section
    at = start
    while at < len(flow) and at - start < _FARTHEST:
        element = flow[at]
        if at > start and (element.section != section or _ends(element)):
            break
        lines += pieces_of(element)
        at += 1
        whole = isinstance(element, RawTable) and element.exact and len(pieces_of(element)) > 3
        if whole and at < len(flow) and not _is_signature(flow[at]):
            break
    return at, lines


def _ends(element: Line | RawTable) -> bool:
    if isinstance(element, RawTable):
        return len(element.rows) > 6 or len(element.widths) > 3
    return is_number_line(element.text) or len(element.text) > _LONG


def _sides(lines: list[Line]) -> tuple[list[Line], list[Line]] | None:
    """Recipients and signature where they stand side by side."""
    right = [line for line in lines if line.column > 1 or line.indent >= _RIGHT_INDENT]
    if not right or not any(_is_authority(line.text) or in_capitals(line.text) for line in right):
        return None
    return [line for line in lines if line not in right], right


def _one_below_the_other(lines: list[Line], recipients: _Recipients, signature: _Signature) -> int:
    """Read the lines in order; returns how many belong to the foot."""
    for at, line in enumerate(lines):
        listed = bool(_RECIPIENTS.match(line.text)) or not signature.authority
        if (listed or _is_bulleted(line)) and recipients.take(line):
            continue
        if signature.complete and signature.repeats(line):
            continue
        if signature.complete or not signature.take(line):
            return at
    return len(lines)


def _is_bulleted(line: Line) -> bool:
    mark = mark_of(line.text)
    return mark is not None and mark.bullet


def _given_back(
    flow: Flow, start: int, end: int, lines: list[Line], done: int
) -> tuple[int, list[Line]]:
    """The end of the foot where its last lines turned out to be none of it."""
    if done == len(lines):
        return end, lines
    count = 0
    for at in range(start, end):
        count += len(pieces_of(flow[at]))
        if count > done:
            return at, lines[:done]
    return end, lines


class _Recipients:
    """Gathers recipients."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.open = False
        self._ended = False

    def take(self, line: Line) -> bool:
        """Read a line; False if it is none of the recipients."""
        text = line.text
        found = _RECIPIENTS.match(text)
        if found:
            self.open = True
            for name in text[found.end() :].split("; "):
                self._add(name)
            return True
        if not self.open:
            return False
        mark = mark_of(text)
        if mark and mark.bullet:
            self._ended = False
            self._add(text[mark.length :])
            return True
        if _is_authority(text) or self._ended or not self.names:
            return False
        if in_capitals(text) and not line.column:
            return False
        if line.gap and not text.startswith("("):
            return False
        self.names[-1] = f"{self.names[-1]} {text.strip(' ;.')}".strip()
        self._ended = text.rstrip().endswith(".")
        return True

    def _add(self, text: str) -> None:
        for name in re.split(r";\s*[-–]\s+", text):
            tidy = name.strip().rstrip(";., ").strip(" -–")
            if tidy:
                self.names.append(tidy)
        self._ended = text.rstrip().endswith(".") and fold(text).lstrip("- ").startswith("luu")


class _Signature:
    """Gathers authority and signer."""

    def __init__(self) -> None:
        self.authority: list[str] = []
        self.signer = ""
        self.dropped: list[str] = []

    @property
    def complete(self) -> bool:
        """Whether the signer is known."""
        return bool(self.signer)

    def repeats(self, line: Line) -> bool:
        """Whether a line is the signer's name once more, left over from a stamp."""
        if line.text == self.signer or _is_stamp(line.text):
            self.dropped.append(line.text)
            return True
        return False

    def take(self, line: Line) -> bool:
        """Read a line; False if it is none of a signature."""
        text = line.text
        if not any(char.isalnum() for char in text):
            return True
        if _is_stamp(text):
            self.dropped.append(text)
            return True
        if self.complete:
            return self.repeats(line)
        named = bool(_NAME.fullmatch(text)) and len(text) < _LONGEST_NAME
        if _is_authority(text) or (in_capitals(text) and not (named and self._titled())):
            if len(text) > _LONGEST_AUTHORITY:
                return False
            self.authority.append(text)
            return True
        if named and self.authority:
            self.signer = text
            return True
        return False

    def _titled(self) -> bool:
        """Whether a title of the signer stands already, so that capitals can be a name."""
        last = self.authority[-1] if self.authority else ""
        return fold(_FORMS.sub("", last)).strip().startswith(_TITLES)
