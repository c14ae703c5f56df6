"""How an officer changes a part of what stands in a field: moves there, deletes, types."""

from __future__ import annotations

from collections.abc import Callable
from difflib import SequenceMatcher

from replay_keys import Keyboard, Use

from cchc_tui.tui.widgets.answer_editor import AnswerEditor


class Editing:
    """Changes the text in the field with the cursor.

    Args:
        keys: What is pressed.
        editor: Gives the field.
    """

    def __init__(self, keys: Keyboard, editor: Callable[[], AnswerEditor]) -> None:
        self._keys = keys
        self._editor = editor

    async def change_selected(self, old: str, new: str) -> bool:
        """Change the figures of the selected place, from the end of it that is nearer to them.

        Returns:
            Whether the new text stands there.
        """
        start = self._editor().selected_range[0]
        pieces = _differences(old, new)
        if pieces[-1][1] <= len(old) - pieces[0][0]:
            await self._from_the_left(start, pieces)
        else:
            await self._from_the_right(start, pieces)
        return self._editor().value[start : start + len(new)] == new

    async def _from_the_left(self, start: int, pieces: list[tuple[int, int, str]]) -> None:
        await self._keys.press("left", Use.MOVING, settle=False)
        moved = 0
        for begin, end, text in pieces:
            await self._go_on(start + begin + moved)
            for _ in range(end - begin):
                await self._keys.press("delete", Use.MENDING, settle=False)
            await self._keys.write(text, Use.FACT)
            moved += len(text) - (end - begin)

    async def _from_the_right(self, start: int, pieces: list[tuple[int, int, str]]) -> None:
        await self._keys.press("right", Use.MOVING, settle=False)
        for begin, end, text in reversed(pieces):
            await self._go_back(start + end)
            for _ in range(end - begin):
                await self._keys.press("backspace", Use.MENDING, settle=False)
            await self._keys.write(text, Use.FACT)

    async def _go_back(self, target: int) -> None:
        """Move the cursor left to a place, by words while they are far away."""
        while self._editor().cursor_index > target:
            away = self._editor().cursor_index - target
            await self._keys.press("ctrl+left" if away > 4 else "left", Use.MOVING, settle=False)
        while self._editor().cursor_index < target:
            await self._keys.press("right", Use.MOVING, settle=False)

    async def _go_on(self, target: int) -> None:
        """Move the cursor right to a place, by words while they are far away."""
        while self._editor().cursor_index < target:
            away = target - self._editor().cursor_index
            await self._keys.press("ctrl+right" if away > 4 else "right", Use.MOVING, settle=False)
        while self._editor().cursor_index > target:
            await self._keys.press("left", Use.MOVING, settle=False)


def _differences(old: str, new: str) -> list[tuple[int, int, str]]:
    """Pieces of the old text and what takes their place, whole runs of figures together."""
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(i1, i2, new[j1:j2]) for sort, i1, i2, j1, j2 in codes if sort != "equal"]
