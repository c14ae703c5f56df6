from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.phrases.slots import TabStop
from cchc_tui.tui.widgets.tab_stops import TabStops


def made(*places: tuple[int, int], end: int) -> TabStops:
    return TabStops([TabStop(*place, f"o_{n}") for n, place in enumerate(places)], end)


def edges(stop: TabStop | None) -> tuple[int, int] | None:
    return (stop.start, stop.end) if stop else None


def test_the_current_place_grows_with_what_is_typed_and_the_others_move() -> None:
    stops = made((6, 10), (22, 25), end=33)
    stops.edited(6, 10, 7)
    stops.edited(7, 7, 8)
    assert stops.ranges == ((6, 8), (20, 23))
    assert stops.end == 31
    assert edges(stops.move(1)) == (20, 23)
    stops.edited(23, 23, 26)
    assert edges(stops.current) == (20, 26)


def test_an_empty_place_takes_what_is_typed_into_it() -> None:
    stops = made((3, 3), (3, 3), end=3)
    stops.edited(3, 3, 5)
    assert edges(stops.current) == (3, 5)


def test_after_the_last_place_there_are_none() -> None:
    stops = made((0, 1), (2, 3), end=3)
    assert edges(stops.move(-1)) == (0, 1)
    assert edges(stops.move(1)) == (2, 3)
    assert stops.move(1) is None
    assert not stops
    assert stops.current is None


def test_a_place_that_is_cut_into_is_given_up() -> None:
    stops = made((0, 2), (5, 9), end=12)
    stops.edited(4, 7, 4)
    assert stops.ranges == ((0, 2),)
    stops.edited(0, 20, 0)
    assert not stops.ranges


def test_the_place_under_the_cursor_becomes_the_current_one() -> None:
    stops = made((0, 2), (5, 9), end=12)
    entered = stops.enter(6)
    assert entered is not None
    assert (entered.name, stops.number) == ("o_1", 2)
    assert stops.enter(3) is None
    assert stops.number == 2


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6), st.integers(0, 6)), max_size=12),
    st.integers(0, 2),
)
def test_places_stay_in_order_and_inside_the_text(
    edits: list[tuple[int, int, int]], moves: int
) -> None:
    length = 30
    stops = made((2, 6), (10, 14), (20, 20), end=length)
    for _ in range(moves):
        stops.move(1)
    for at, taken, put in edits:
        start = min(at, length)
        old_end = min(start + taken, length)
        stops.edited(start, old_end, start + put)
        length += put - (old_end - start)
        flat = [edge for place in stops.ranges for edge in place]
        assert flat == sorted(flat)
        assert all(0 <= edge <= length for edge in flat)
        assert 0 <= stops.end <= length
