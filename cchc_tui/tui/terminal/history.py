"""Undo steps as a person counts them: a few words, a paste, a phrase; not each correction."""

from __future__ import annotations

from textual.document._edit import Edit
from textual.document._history import EditHistory

MAX_STEPS = 1000
PAUSE_SECONDS = 2.0
STEP_LETTERS = 40
_WORD = 12


class TypingHistory(EditHistory):
    """Groups keystrokes into undo steps.

    Textual starts a new step whenever a deletion follows an insertion. An input method
    deletes and retypes inside every Vietnamese word, so that would make steps of one
    letter. Here a step ends at a pause, at a move of the cursor, after about a line's half
    of letters, and around anything longer than a letter (a paste, a phrase, a cut).
    """

    def __init__(self) -> None:
        super().__init__(
            max_checkpoints=MAX_STEPS,
            checkpoint_timer=PAUSE_SECONDS,
            checkpoint_max_characters=STEP_LETTERS,
        )

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
            or (self._character_count >= self.checkpoint_max_characters and edit.text == " ")
        )
        if starts:
            self._undo_stack.append([])
            self._character_count = 0
        self._undo_stack[-1].append(edit)
        self._character_count += len(edit.text)
        self._last_edit_time = now
        self._force_end_batch = not keystroke
        self._redo_stack.clear()


def _is_keystroke(new: str, old: str) -> bool:
    """Tell whether an edit is one letter with its loose marks, or a mark put inside a word."""
    if "\n" in new + old or len(new.split()) > 1 or len(old.split()) > 1:
        return False
    longest = 3 if not new or not old else _WORD
    return max(len(new), len(old)) <= longest
