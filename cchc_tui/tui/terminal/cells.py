"""What the terminal's screen holds, cell by cell, and the shortest way to another picture.

Knows cells and control sequences; knows nothing of widgets. A row is a list of letters (the
right half of a wide letter is an empty one) beside a list of looks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby

from rich.cells import split_graphemes
from rich.color import ColorSystem
from rich.segment import Segment

from cchc_tui.tui.terminal.looks import DEFAULT, Look, change_look, look_of

_PLAIN = re.compile(
    "[\x20-\x7e\xa1-\xac\xae-\u024f\u1ea0-\u1ef9\u2010-\u2027\u2030-\u203a\u2190-\u21ff"
    "\u2500-\u259f\u25a0-\u25fc\u2713]*"
)
"""Letters that every terminal draws one cell wide: Latin, Vietnamese, dashes, boxes, marks."""

_KEEP_GAP = 4
"""So many unchanged cells between two changes are sent again rather than jumped over."""

_ERASE_FROM = 8
"""So many blanks at the end of a row are erased rather than written."""


class Row:
    """One line of cells."""

    __slots__ = ("letters", "looks")

    def __init__(self, width: int) -> None:
        self.letters = [" "] * width
        self.looks = [DEFAULT] * width

    def put(self, x: int, segments: Iterable[Segment], end: int, colours: ColorSystem) -> None:
        """Draw segments from cell `x` to cell `end` at most.

        Control characters are left out: nothing that a text holds steers the terminal.

        Args:
            x: The first cell.
            segments: Text with styles.
            end: The cell after the last one that may be drawn.
            colours: How many colours the terminal has.
        """
        start = x
        end = min(end, len(self.letters))
        for text, style, control in segments:
            if control or x >= end:
                continue
            letters = _letters(text)[: end - x]
            if letters and letters[0] == "\0":
                _attach(self.letters, x, text)
                letters = letters[1:]
            self.letters[x : x + len(letters)] = letters
            self.looks[x : x + len(letters)] = [look_of(style, colours)] * len(letters)
            x += len(letters)
        self._mend(start)
        self._mend(x)

    def _mend(self, x: int) -> None:
        """Blank the half that is left of a wide letter where a drawing cut it at `x`."""
        letters = self.letters
        if x >= len(letters):
            if letters and _is_wide(letters[-1]):
                letters[-1] = " "
        elif letters[x] == "" and not (x and _is_wide(letters[x - 1])):
            letters[x] = " "
        elif letters[x] != "" and x and _is_wide(letters[x - 1]):
            letters[x - 1] = " "

    def copy_to(self, other: Row) -> None:
        """Make `other` hold the same cells."""
        other.letters[:] = self.letters
        other.looks[:] = self.looks


def _attach(letters: list[str], x: int, text: str) -> None:
    """Add the marks that `text` begins with to the letter before cell `x`."""
    if x and letters[x - 1] not in ("", " "):
        letters[x - 1] += "".join(_leading_marks(text))


def _leading_marks(text: str) -> Iterable[str]:
    for character in text:
        if not unicodedata.combining(character):
            return
        yield character


def _letters(text: str) -> Sequence[str]:
    """Split text into cells; a first cell of NUL stands for marks of the letter before."""
    return text if _PLAIN.fullmatch(text) else _split(text)


@lru_cache(maxsize=4096)
def _split(text: str) -> tuple[str, ...]:
    cells: list[str] = []
    for start, end, width in split_graphemes(text)[0]:
        letter = "".join(c for c in text[start:end] if c == "\u200d" or not _steers(c))
        if width:
            cells += [letter or " ", *[""] * (width - 1)]
        elif letter and not cells:
            cells.append("\0")
    return tuple(cells)


def _steers(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")


@lru_cache(maxsize=4096)
def _is_wide(letter: str) -> bool:
    return len(letter) > 0 and split_graphemes(letter)[1] > 1


@lru_cache(maxsize=4096)
def _is_plain(letter: str) -> bool:
    return len(letter) == 1 and _PLAIN.fullmatch(letter) is not None


class Screen:
    """The picture wanted beside the picture that the terminal holds."""

    def __init__(self) -> None:
        self.width = 0
        self.height = 0
        self._wanted: list[Row] = []
        self._held: list[Row | None] = []
        self._touched: set[int] = set()
        self._cursor: tuple[int, int] | None = None
        self._look: Look | None = None

    def resize(self, width: int, height: int) -> None:
        """Begin anew where the size changed; nothing is known of the terminal then.

        Args:
            width: Columns.
            height: Rows.
        """
        if (width, height) != (self.width, self.height):
            self.width, self.height = width, height
            self._wanted = [Row(width) for _ in range(height)]
            self.forget()

    def forget(self) -> None:
        """Take nothing for granted: the whole picture will be sent again."""
        self._held = [None] * self.height
        self._touched = set(range(self.height))
        self._cursor = None
        self._look = None

    def put(
        self, x: int, y: int, segments: Iterable[Segment], end: int, colours: ColorSystem
    ) -> None:
        """Draw segments into the picture wanted.

        Args:
            x: Column of the first cell.
            y: Row.
            segments: Text with styles.
            end: Column after the last one that may be drawn.
            colours: How many colours the terminal has.
        """
        if 0 <= y < self.height and x < self.width:
            self._wanted[y].put(x, segments, end, colours)
            self._touched.add(y)

    def difference(self, cursor: tuple[int, int]) -> str:
        """Give what turns the terminal's picture into the one wanted, and hold that then.

        Args:
            cursor: Column and row where the terminal's cursor shall stand.

        Returns:
            Text and control sequences; empty when nothing changed.
        """
        out: list[str] = []
        for y in sorted(self._touched):
            wanted, held = self._wanted[y], self._held[y]
            changed = _changed_cells(wanted, held)
            if changed:
                self._send_row(out, y, wanted, changed)
                if held is None:
                    held = self._held[y] = Row(self.width)
                wanted.copy_to(held)
        self._touched.clear()
        out.append(self._move(*cursor))
        return "".join(out)

    def _send_row(self, out: list[str], y: int, row: Row, changed: list[int]) -> None:
        blank_from = _blank_tail(row)
        for start, end in _runs(row, changed):
            if end > blank_from and self.width - max(start, blank_from) >= _ERASE_FROM:
                self._send_cells(out, y, row, start, max(start, blank_from))
                out += [self._move(max(start, blank_from), y), change_look(self._look, DEFAULT)]
                out.append("\x1b[K")
                self._look = DEFAULT
                return
            self._send_cells(out, y, row, start, end)

    def _send_cells(self, out: list[str], y: int, row: Row, start: int, end: int) -> None:
        x = start
        for look, group in groupby(row.looks[start:end]):
            count = sum(1 for _ in group)
            if count:
                out.append(self._move(x, y))
                out.append(change_look(self._look, look))
                self._look = look
                self._send_letters(out, y, x, row.letters[x : x + count])
            x += count

    def _send_letters(self, out: list[str], y: int, x: int, letters: list[str]) -> None:
        text = "".join(letters)
        if _PLAIN.fullmatch(text) and len(text) == len(letters):
            out.append(text)
            self._advance(x + len(letters), y)
            return
        for letter in letters:
            if letter:
                out += [self._move(x, y), letter]
                # Terminals differ on how wide such letters are: say where to go on.
                self._cursor = None
                if _is_plain(letter):
                    self._advance(x + 1, y)
            x += 1

    def _advance(self, x: int, y: int) -> None:
        # After the last column terminals differ on where the cursor is.
        self._cursor = (x, y) if x < self.width else None

    def _move(self, x: int, y: int) -> str:
        old, self._cursor = self._cursor, (x, y)
        if old == (x, y):
            return ""
        place = f"{y + 1};{x + 1}" if x else f"{y + 1}" if y else ""
        absolute = f"\x1b[{place}H"
        if old is None or old[1] != y:
            return absolute
        step = x - old[0]
        size = "" if abs(step) == 1 else str(abs(step))
        return min(f"\x1b[{size}{'C' if step > 0 else 'D'}", absolute, key=len)


def _changed_cells(wanted: Row, held: Row | None) -> list[int]:
    if held is None:
        return list(range(len(wanted.letters)))
    if wanted.letters == held.letters and wanted.looks == held.looks:
        return []
    pairs = zip(wanted.letters, held.letters, wanted.looks, held.looks, strict=True)
    return [x for x, (a, b, c, d) in enumerate(pairs) if a != b or c is not d]


def _runs(row: Row, changed: list[int]) -> Iterable[tuple[int, int]]:
    """Join changed cells into runs, over gaps that are cheaper to send than to jump."""
    start = changed[0]
    end = start + 1
    for x in changed[1:]:
        gap = row.looks[end - 1 : x]
        if x - end > _KEEP_GAP or (x > end and any(look is not gap[0] for look in gap)):
            yield _whole(row, start), end
            start = x
        end = x + 1
    yield _whole(row, start), end


def _whole(row: Row, start: int) -> int:
    while start and row.letters[start] == "":
        start -= 1
    return start


def _blank_tail(row: Row) -> int:
    x = len(row.letters)
    while x and row.letters[x - 1] == " " and row.looks[x - 1] is DEFAULT:
        x -= 1
    return x
