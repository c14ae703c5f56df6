"""What happens to text at the door of an editor: letters composed, lists continued.

Pure functions over the line around the cursor; knows nothing of widgets.
"""

from __future__ import annotations

import re
import unicodedata

from cchc_tui.domain.telex import is_typed
from cchc_tui.domain.text import clean_text

_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_])")
"""Sequences that colour or steer a terminal, whole: ECMA-48 CSI, OSC and the short ones."""

_BREAKS = re.compile(r"\s*\n\s*")
_LIST_MARK = re.compile(r"(\s*)([-+*])(\s+)")

_FOR_LIST = ("tab", "shift+tab", "enter", "up", "down", "escape")
_CORRECTING = ("backspace", "delete")
_COMMANDS = tuple("uwkxzyac")
"""Letters that with Ctrl correct, take back, mark or copy."""


def is_for_list(key: str) -> bool:
    """Tell whether a list of suggestions may want the key, and the text as it was searched.

    Args:
        key: The name of the key.

    Returns:
        Whether the word at the cursor must stay as it is until the list has seen the key.
    """
    return key in _FOR_LIST or key.startswith("alt+")


def ends_word(key: str, character: str | None) -> bool:
    """Tell whether a key ends the word at the cursor: no letter, and nothing that corrects.

    Args:
        key: The name of the key.
        character: What the key stands for, if anything.

    Returns:
        Whether the word before the cursor is done.
    """
    if key.endswith(_CORRECTING) or (key.startswith("ctrl+") and key[5:] in _COMMANDS):
        return False
    return not character or not (is_typed(character) or is_composed(clean_text(character)))


def is_composed(typed: str) -> bool:
    """Tell whether a key brought what only an input method sends.

    Args:
        typed: What arrived, cleaned; nothing for an invisible letter.

    Returns:
        Whether it is a letter with marks, a loose mark or an invisible letter.
    """
    return not typed or (not typed.isascii() and (typed.isalpha() or _is_mark(typed)))


def _is_mark(typed: str) -> bool:
    return unicodedata.combining(typed[0]) > 0


def is_letter(character: str | None) -> bool:
    """Tell whether a key's character is meant as text; invisible ones and rare spaces are.

    Args:
        character: What the key stands for, if anything.

    Returns:
        Whether it may go into a text, or is dropped at its door.
    """
    if not character:
        return False
    return character.isprintable() or unicodedata.category(character[0]) in ("Cf", "Zs")


def letter_start(line: str, column: int) -> int:
    """Find where the letter before `column` begins, its combining marks included.

    Args:
        line: The text of the line.
        column: An index into it.

    Returns:
        The index of the letter; `column` itself at the start of the line.
    """
    start = column
    while start > 0:
        start -= 1
        if not unicodedata.combining(line[start]):
            break
    return start


def letter_end(line: str, column: int) -> int:
    """Find where the letter at `column` ends, its combining marks included.

    Args:
        line: The text of the line.
        column: An index into it.

    Returns:
        The index after the letter; at most the length of the line.
    """
    end = min(column + 1, len(line))
    while end < len(line) and unicodedata.combining(line[end]):
        end += 1
    return end


def compose(before: str, typed: str) -> tuple[int, str]:
    """Join typed text with the letter before the cursor where it begins with a loose mark.

    The Windows Vietnamese layout sends tone marks as separate combining characters; joining
    only the new text would leave the mark beside its letter.

    Args:
        before: The line up to the cursor.
        typed: What arrives, cleaned.

    Returns:
        How many characters of `before` are replaced, and the text (NFC) that replaces them.
    """
    if not typed or not unicodedata.combining(typed[0]) or not before:
        return 0, unicodedata.normalize("NFC", typed)
    start = letter_start(before, len(before))
    return len(before) - start, unicodedata.normalize("NFC", before[start:] + typed)


def pasted(text: str, *, multiline: bool) -> str:
    """Make a paste fit to stand in an answer.

    Args:
        text: What the terminal or the clipboard gave.
        multiline: Whether line breaks may stay.

    Returns:
        The text without terminal sequences and control characters, composed; where it must be
        on one line, its lines joined with single spaces.
    """
    ready = phrase_piece(text, multiline=multiline)
    return ready.strip() if not multiline and "\n" in clean_text(text) else ready


def phrase_piece(text: str, *, multiline: bool) -> str:
    """Make a piece of a text fit to stand in an answer, blanks at its ends kept.

    Args:
        text: The piece.
        multiline: Whether line breaks may stay.

    Returns:
        The piece, as `pasted` would make it amid a longer text.
    """
    cleaned = clean_text(_ESCAPES.sub("", text))
    return cleaned if multiline else _BREAKS.sub(" ", cleaned)


def list_mark(before: str) -> str:
    """Give the list mark that a new line goes on with.

    Args:
        before: The line up to the cursor.

    Returns:
        Indentation, mark and space (`"- "`, `"  + "`), or nothing outside a list.
    """
    found = _LIST_MARK.match(before)
    return found.group(0) if found else ""
