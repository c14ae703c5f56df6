"""How an officer types a line: letter by letter, looking at what is shown behind the cursor.

Only what stands on the screen is taken: the whole of it with →, or some words with Ctrl+→ each.
At the beginning of a term that has a usual abbreviation the abbreviation is tried; where it is
not written out as meant it is deleted again, and those keys count as well.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from replay_keys import Keyboard, Use

from cchc_tui.domain.citations import CitationProblem, parse_citation
from cchc_tui.domain.paths import packaged
from cchc_tui.domain.text import fold
from cchc_tui.phrases.words import load_abbreviations
from cchc_tui.tui.widgets.answer_editor import AnswerEditor

WORTH = 2
"""Keys that a completion must save: it stands where one looks, unlike the phrases below."""
LETTERS = 3
"""Letters that an abbreviation has at least, for an officer to think of it."""
_WORD = re.compile(r"\s*\S+")


class Typing:
    """Types into the field with the cursor.

    Args:
        keys: What is pressed.
        editor: Gives the field.
    """

    def __init__(self, keys: Keyboard, editor: Callable[[], AnswerEditor]) -> None:
        self._keys = keys
        self._editor = editor
        self._terms = known_terms()
        self._vain: set[str] = set()

    async def line(self, wanted: str, use: Use) -> None:
        """Type a line into an empty field."""
        at = 0
        while at < len(wanted):
            at = await self.step(wanted, at, use)

    async def step(self, wanted: str, at: int, use: Use) -> int:
        """Bring the text a step nearer to the wanted one; gives how far it is then.

        Args:
            wanted: The whole text.
            at: How much of it stands, up to the cursor.
            use: What letters are typed for.
        """
        taken = await self._take(wanted, at) or await self._abbreviate(wanted, at, use)
        if taken:
            return taken
        await self._keys.letter(wanted[at], use)
        return at + 1

    async def document(self, wanted: str, at: int) -> str:
        """Take a document that is shown and is the one meant on the line.

        Args:
            wanted: The whole text, a document on each line.
            at: How much of it stands.

        Returns:
            The text wanted from now on, in which the line says the same in other words; empty if
            nothing was taken.
        """
        ghost = self._editor().ghost
        start, end = _line_at(wanted, at)
        if ghost is None or ghost.completion.text in ("", wanted[at:end]):
            return ""
        begins = wanted[start : at - ghost.completion.replaces]
        offered = begins + ghost.completion.text
        try:
            same = parse_citation(offered) == parse_citation(wanted[start:end])
        except CitationProblem:
            return ""
        if not same or end - at < 1 + WORTH:
            return ""
        await self._keys.press("right", Use.TAKING, settle=False)
        return wanted[:start] + offered + wanted[end:]

    async def _take(self, wanted: str, at: int) -> int:
        """Take what is shown behind the cursor as far as it is meant; gives how far it goes."""
        ghost = self._editor().ghost
        if ghost is None:
            return 0
        completion = ghost.completion
        begin = at - completion.replaces
        if _stands(wanted, begin, completion.text):
            far = begin + len(completion.text)
            if far - at < 1 + WORTH:
                return 0
            await self._keys.press("right", Use.TAKING, settle=False)
            return far
        words, end = 0, 0
        for word in _WORD.finditer(completion.text):
            if not _stands(wanted, begin, completion.text[: word.end()]):
                break
            words, end = words + 1, word.end()
        if completion.replaces:  # the next words will not be shown in the same way
            words, end = 0, 0
        if end - words < WORTH:
            return 0
        for _ in range(words):
            if (shown := self._editor().ghost) is None:
                break
            head = shown.completion.step().text
            if shown.completion.replaces or not _stands(wanted, at, head):
                break
            await self._keys.press("ctrl+right", Use.TAKING, settle=False)
            at += len(head)
        return at

    async def _abbreviate(self, wanted: str, at: int, use: Use) -> int:
        """Try the abbreviation of the term that begins here; gives how far the text goes."""
        if at and wanted[at - 1] not in " \n(“":
            return 0
        short, long = self._term(wanted, at)
        if not short:
            return 0
        for letter in short:
            await self._keys.letter(letter, use)
        ghost = self._editor().ghost
        shown = ghost.completion if ghost else None
        if shown and shown.replaces == len(short) and _stands(wanted, at, shown.text):
            await self._keys.press("right", Use.TAKING, settle=False)
            return at + len(shown.text)
        self._vain.add(long)
        await self._keys.press("backspace", Use.MENDING, len(short), settle=False)
        return 0

    def _term(self, wanted: str, at: int) -> tuple[str, str]:
        """The abbreviation of the longest term that is wanted here, and the term."""
        here = fold(wanted[at : at + 60])
        for long, short in self._terms:
            if here.startswith(long) and long not in self._vain and _ends(here, len(long)):
                return short, long
        return "", ""


def known_terms() -> list[tuple[str, str]]:
    """Terms with an abbreviation that everyone in an office knows, the longest first."""
    meanings = load_abbreviations([packaged("phrasebank")], []).meanings
    found = [
        (fold(long), fold(short))
        for short, longs in meanings.items()
        for long in longs
        if len(short) >= LETTERS and len(long) > len(short) + WORTH
    ]
    return sorted(found, key=lambda one: -len(one[0]))


def _line_at(text: str, at: int) -> tuple[int, int]:
    """Where the line of a place begins and ends."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def _stands(wanted: str, begin: int, text: str) -> bool:
    """Whether a text is wanted at a place, in whole words."""
    return begin >= 0 and wanted.startswith(text, begin) and _ends(wanted, begin + len(text))


def _ends(text: str, at: int) -> bool:
    return not text[at : at + 1].isalpha()
