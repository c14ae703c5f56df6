"""Letters that come in one read: phrases are sought once, and none is taken from an old list."""

from __future__ import annotations

import pytest
from driving import SMALL, app_on, interview, until, write
from textual.events import Key
from textual.pilot import Pilot

from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.suggesting import Suggesting


@pytest.fixture
def sought(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts for which phrases were sought."""
    texts: list[str] = []
    offer = Suggesting.offer

    def noted(self: Suggesting, question: object, before: str) -> object:
        texts.append(before)
        return offer(self, question, before)  # type: ignore[arg-type]

    monkeypatch.setattr(Suggesting, "offer", noted)
    return texts


def burst(pilot: Pilot[None], letters: str, *keys: str) -> None:
    """Let keys come in one read, as input methods and slow links send them."""
    for letter in letters:
        pilot.app.post_message(Key("space" if letter == " " else letter, letter))
    for key in keys:
        pilot.app.post_message(Key(key, None))


async def test_phrases_are_sought_for_the_last_letter_of_a_burst(
    desk: Workspace, draft: str, sought: list[str]
) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await write(pilot, "n")
        sought.clear()
        burst(pilot, "gay da kiem tra don vi")
        panel = interview(pilot).panel
        await until(pilot, lambda: panel.editor.value == "ngay da kiem tra don vi")
        await until(pilot, lambda: sought[-1:] == ["ngay da kiem tra don vi"])
        assert len(sought) < 5
        assert panel.suggestions.items


async def test_a_key_that_takes_a_phrase_waits_for_the_list_of_the_letters_before_it(
    desk: Workspace, draft: str, sought: list[str]
) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        editor = interview(pilot).panel.editor
        await write(pilot, "mot cua")
        await pilot.press("tab")
        slowly = editor.value
        assert len(slowly) > len("mot cua")
        await pilot.press("escape", "ctrl+a", "backspace")
        await write(pilot, "m")
        burst(pilot, "ot cua", "tab")
        await until(pilot, lambda: len(editor.value) > len("mot cua"))
        assert sought[-1] == "mot cua"
        assert editor.value == slowly


@pytest.mark.parametrize("letters", ["hai 2", "ab,", "x1y2"])
async def test_signs_and_figures_are_never_left_for_later(
    letters: str, desk: Workspace, draft: str, sought: list[str]
) -> None:
    async with app_on(desk, draft).run_test(size=SMALL) as pilot:
        await write(pilot, "q")
        burst(pilot, letters)
        await until(pilot, lambda: interview(pilot).panel.editor.value == f"q{letters}")
        await until(pilot, lambda: sought[-1:] == [f"q{letters}"])
        for at, letter in enumerate(letters):
            assert letter.isalpha() or letter == " " or f"q{letters[:at]}" in sought
