"""Lines of the screen make their caches when they use them, and are otherwise Textual's."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.cache import FIFOCache
from textual.strip import Strip

from cchc_tui.tui.terminal.strips import CACHES, OTHERS, use_lean_strips


@pytest.fixture
def line() -> Strip:
    use_lean_strips()
    return Strip([Segment("Số hồ sơ "), Segment("đã nhận", Style(bold=True))])


def caches(line: Strip) -> set[str]:
    """Those that a line has; asked of its slots, as asking the line would make them."""

    def has(name: str) -> bool:
        try:
            return isinstance(Strip.__dict__[name].__get__(line, Strip), FIFOCache)
        except AttributeError:
            return False

    return {name for name in CACHES if has(name)}


def test_a_line_begins_without_caches_and_makes_the_one_it_uses(line: Strip) -> None:
    assert not caches(line)
    cut = line.crop(3, 8)
    assert cut.text == "hồ sơ"
    assert caches(line) == {"_crop_cache"}
    assert line.crop(3, 8) is cut


def test_everything_a_line_can_do_it_still_does(line: Strip) -> None:
    assert line.cell_length == 16
    assert [part.text for part in line.divide([3, 16])] == ["Số ", "hồ sơ đã nhận"]
    assert line.adjust_cell_length(20).text == "Số hồ sơ đã nhận    "
    assert line.crop_extend(0, 18, None).cell_length == 18
    assert line.apply_style(Style(italic=True)).text == line.text
    assert line.apply_offsets(0, 0).text == line.text
    assert line == Strip([Segment("Số hồ sơ "), Segment("đã nhận", Style(bold=True))])


def test_what_a_line_does_not_have_is_still_missed(line: Strip) -> None:
    with pytest.raises(AttributeError, match="_no_such_cache"):
        getattr(line, "_no_such_" + "cache")


def test_textual_still_makes_the_caches_that_we_know(line: Strip) -> None:
    assert set(Strip.__slots__) == OTHERS | CACHES.keys(), "see whether lean lines are needed"
