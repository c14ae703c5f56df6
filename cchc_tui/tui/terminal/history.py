"""Undo steps as a person counts them: a word, a paste, a phrase; not each correction."""

from __future__ import annotations

from textual.document._edit import Edit
from textual.document._history import EditHistory

MAX_STEPS = 1000
PAUSE_SECONDS = 2.0
_KEY = 3
"""Characters that one key brings at most: a letter and its loose marks."""
_WORD = 12


class TypingHistory(EditHistory):
    """Groups keystrokes into undo steps.

    Textual starts a new step whenever a deletion follows an insertion. An input method
    deletes and retypes inside every Vietnamese word, so that would make steps of one
    letter. Here a step ends after a word and its blank, at a pause, at a move of the cursor,
    and around anything longer than a letter (a paste, a phrase, a cut). What is typed over a
    selection begins a step: one key brings back what was selected.
    """

    def __init__(self) -> None:
        super().__init__(
            max_checkpoints=MAX_STEPS,
            checkpoint_timer=PAUSE_SECONDS,
            checkpoint_max_characters=0,
        )
        self._blank = False

    def record(self, edit: Edit) -> None:
        """Remember an edit that was just done.

        Args:
            edit: The edit, with its result.
        """
        result = edit._edit_result
        if result is None or (not edit.text and not result.replaced_text):
            return
        now = self._get_time()
        keystroke = _is_keystroke(edit.text, result.replaced_text)
        starts = (
            not keystroke
            or not self._undo_stack
            or self._force_end_batch
            or now - self._last_edit_time > self.checkpoint_timer
            or (self._blank and bool(edit.text.strip()))
        )
        if starts:
            self._undo_stack.append([])
        self._undo_stack[-1].append(edit)
        self._last_edit_time = now
        # What one key typed over a selection goes on with the next letter.
        self._force_end_batch = not keystroke and not (edit.text and _is_key(edit.text))
        self._blank = edit.text.isspace()
        self._redo_stack.clear()


def _is_keystroke(new: str, old: str) -> bool:
    """Tell whether an edit is one letter with its loose marks, or a mark put inside a word."""
    if not new or not old:
        return _is_key(new + old)
    return max(len(new), len(old)) <= _WORD and _is_word(new) and _is_word(old)


def _is_key(text: str) -> bool:
    return len(text) <= _KEY and _is_word(text)


def _is_word(text: str) -> bool:
    return "\n" not in text and len(text.split()) <= 1
