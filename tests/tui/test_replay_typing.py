"""What the replayed officer makes of the text behind the cursor: taken as meant, all counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

import pytest
from replay_keys import Keyboard, Tally, Use
from replay_typing import Typing, known_terms

from cchc_tui.phrases.completion import Completion
from cchc_tui.tui.widgets.answer_editor import AnswerEditor
from cchc_tui.tui.widgets.ghost_area import Ghost


@dataclass
class Field:
    """A field that shows given proposals for given texts."""

    shows: dict[str, Completion]
    value: str = ""

    @property
    def ghost(self) -> Ghost | None:
        found = self.shows.get(self.value)
        return Ghost(found, (0, len(self.value)), (found.text,)) if found else None


@dataclass
class Keys:
    """Keys that work on such a field, counted like those of the app."""

    tally: Tally
    field: Field

    async def letter(self, character: str, use: Use) -> None:
        self.tally.typed(character, use)
        self.field.value += character

    async def press(self, key: str, use: Use, times: int = 1, *, settle: bool = True) -> None:
        for _ in range(times):
            self.tally.pressed(key, use)
            ghost = self.field.ghost
            if key == "backspace":
                self.field.value = self.field.value[:-1]
            elif ghost:
                completion = ghost.completion if key == "right" else ghost.completion.step()
                kept = len(self.field.value) - completion.replaces
                self.field.value = self.field.value[:kept] + completion.text


def officer(shows: dict[str, Completion]) -> tuple[Typing, Keys]:
    keys = Keys(Tally(), Field(shows))
    field = cast("AnswerEditor", keys.field)
    return Typing(cast("Keyboard", cast("Any", keys)), lambda: field), keys


@pytest.mark.parametrize(
    ("shows", "wanted", "count"),
    [
        ({}, "thủ tục", 7),
        ({"th": Completion("ủ tục")}, "thủ tục", 3),
        ({"th": Completion("ủ tục")}, "thủ tướng", 9),
        ({"thủ t": Completion("ục")}, "thủ tục", 7),
        ({"rà": Completion(" soát hồ sơ mới")}, "rà soát hồ sơ cũ", 2 + 3 + 3),
        ({"thu": Completion("thủ tục", 3)}, "thủ tục", 7),
    ],
)
async def test_as_much_is_taken_as_is_meant_and_saves_keys(
    shows: dict[str, Completion], wanted: str, count: int
) -> None:
    if "rà" in shows:
        shows |= {
            "rà soát": Completion(" hồ sơ mới"),
            "rà soát hồ": Completion(" sơ mới"),
        }
    typing, keys = officer(shows)
    await typing.line(wanted, Use.PROSE)
    assert keys.field.value == wanted
    assert keys.tally.total == count


async def test_an_abbreviation_in_vain_is_deleted_and_counted_once() -> None:
    typing, keys = officer({})
    await typing.line("thủ tục hành chính, thủ tục hành chính", Use.PROSE)
    assert keys.field.value == "thủ tục hành chính, thủ tục hành chính"
    assert keys.tally.keys == {Use.PROSE: 38 + 4, Use.MENDING: 4}


async def test_an_abbreviation_that_is_written_out_saves_the_rest() -> None:
    typing, keys = officer({"tthc": Completion("thủ tục hành chính", 4)})
    await typing.line("thủ tục hành chính mới", Use.PROSE)
    assert keys.field.value == "thủ tục hành chính mới"
    assert keys.tally.keys == {Use.PROSE: 4 + 4, Use.TAKING: 1}


async def test_a_document_is_taken_in_other_words_if_it_is_the_one_meant() -> None:
    full = "Kế hoạch số 12/KH-UBND ngày 15/01/2026 của UBND tỉnh"
    typing, keys = officer({"12/": Completion(full, 3)})
    keys.field.value = "12/"
    wanted = "12/KH-UBND 15/1/2026 UBND tỉnh"
    assert await typing.document(wanted, 3) == full
    assert keys.field.value == full
    other, keys = officer({"12/": Completion(full, 3)})
    keys.field.value = "12/"
    assert not await other.document("12/KH-STP 15/1/2026", 3)
    assert keys.tally.total == 0


def test_terms_that_an_officer_abbreviates_are_those_of_the_packaged_list() -> None:
    terms = dict(known_terms())
    assert terms["thu tuc hanh chinh"] == "tthc"
    assert all(len(short) > 2 for short in terms.values())
