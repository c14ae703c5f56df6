"""Pieces of earlier answers put into the present one, and places followed through edits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.domain.paths import Places
from cchc_tui.domain.values import Prose
from cchc_tui.interview.answers import Answer, show_answer
from cchc_tui.interview.spots import StaleKind, StaleSpot, spots_after_change
from cchc_tui.interview.stale_edits import sentence_ranges
from cchc_tui.services.carrying import taken_over
from cchc_tui.services.pieces import Piece, pieces_of, put_in
from cchc_tui.services.session import Session
from cchc_tui.services.stepping import going_on, stale_spots
from cchc_tui.services.workspace import Workspace

AGENCY = "stp-an-giang"
TEXT = "- Có 04 lớp. Có 25 hội thi; đạt 80,5%.\n- Quý I/2026 họp 03 cuộc."
NASTY = (
    "**{{ x }}** {% raw %} *_#| & < >",
    "Tie\u0302\u0301ng Vie\u0323\u0302t 12",
    "\u202eđảo 7\u202c \u200b",
    "| a | b |\n\n\n# 5",
    "",
)


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workspace]:
    places = Places.from_env({"CCHC_HOME": str(tmp_path / "home")})
    workspace = Workspace(places, lambda: datetime(2026, 11, 21, 3, 0, tzinfo=UTC), author="an")
    yield workspace
    workspace.close()


@pytest.fixture
def session(work: Workspace) -> Session:
    """At a question of quarter II that was answered in quarter I."""
    first = Session(work, work.create_draft("cchc-so", "2026-Q1", AGENCY).id)
    first.settle_reading("cd_bien_phap", TEXT)
    first.settle_reading("hs_truc_tuyen", "8252")
    session = Session(work, work.create_draft("cchc-so", "2026-Q2", AGENCY).id)
    session.go("cd_bien_phap")
    return session


def earlier(session: Session) -> Answer:
    """The answer of quarter I, moved on."""
    (found,) = session.workspace.earlier(session.draft, session.current)
    return taken_over(session.question, found, session.interview.period)


def test_prose_comes_in_sentences_with_their_figures(session: Session) -> None:
    pieces = pieces_of(session.question, earlier(session))
    assert [(piece.text, piece.part) for piece in pieces] == [
        ("Có 04 lớp.", False),
        ("04", True),
        ("Có 25 hội thi; đạt 80,5%.", False),
        ("25", True),
        ("80,5%", True),
        ("Quý II/2026 họp 03 cuộc.", False),
        ("03", True),
    ]


def test_a_figure_has_no_pieces(session: Session) -> None:
    session.go("hs_truc_tuyen")
    assert pieces_of(session.question, earlier(session)) == []


def test_a_piece_keeps_its_stale_places_and_those_of_the_text_around_it(session: Session) -> None:
    session.answer(earlier(session))
    piece = pieces_of(session.question, earlier(session))[2]
    text = session.text(session.current).text
    end = put_in(session, piece, len("- Có 04 lớp."), len("- Có 04 lớp."))
    shown = session.text(session.current).text
    assert shown == text.replace("- Có 04 lớp.", "- Có 04 lớp. Có 25 hội thi; đạt 80,5%.", 1)
    assert shown[:end].endswith("80,5%.")
    assert [shown[spot.start : spot.end] for spot in stale_spots(session)] == [
        "04", "25", "80,5%", "25", "80,5%", "03",
    ]  # fmt: skip


def test_a_piece_takes_the_place_of_what_is_selected(session: Session) -> None:
    session.type("Có xx lớp", 9)
    put_in(session, Piece("04", (StaleSpot(0, 2, StaleKind.FIGURE, "04"),)), 3, 5)
    assert session.interview.typed("cd_bien_phap").value == Prose("Có 04 lớp")
    assert [(one.start, one.end) for one in stale_spots(session)] == [(3, 5)]
    assert session.undo() == "cd_bien_phap"
    assert not session.interview.typed("cd_bien_phap").given


@pytest.mark.parametrize("text", NASTY)
def test_hostile_text_goes_in_as_it_is(session: Session, text: str) -> None:
    session.type(text, 0)
    put_in(session, Piece("Có 04 lớp."), len(text), len(text))
    shown = session.text(session.current).text
    assert shown.endswith("Có 04 lớp.")
    assert all(0 <= spot.start <= spot.end <= len(shown) for spot in stale_spots(session))


def test_where_to_go_on_after_a_sentence_with_two_places_is_dropped() -> None:
    spots = tuple(StaleSpot(at, at + 2, StaleKind.FIGURE, "04") for at in (2, 10, 14, 30, 40))
    after = (spots[0], spots[3].moved(-16), spots[4].moved(-16))
    assert going_on(spots, after, 10) == 13
    assert going_on(spots, spots[:2], 14) > 1_000_000


@given(st.text(alphabet="ab. \n-1Đ…", max_size=60))
def test_sentences_are_ranges_in_order_that_hold_every_word(text: str) -> None:
    ranges = list(sentence_ranges(text))
    assert all(start < end for start, end in ranges)
    assert all(a[1] <= b[0] for a, b in pairwise(ranges))
    held = {place for start, end in ranges for place in range(start, end)}
    assert all(place in held for place, sign in enumerate(text) if sign in "abĐ")


LINES = st.lists(st.sampled_from(["Có 04 lớp", "đạt 25%", "", "- 7 cuộc", "04"]), max_size=8)


@given(LINES, LINES)
def test_a_place_that_survives_a_change_says_the_same(before: list[str], after: list[str]) -> None:
    old, new = "\n".join(before), "\n".join(after)
    spots = [
        StaleSpot(at, at + 2, StaleKind.FIGURE, "04")
        for at in range(len(old))
        if old.startswith("04", at)
    ]
    left = spots_after_change(spots, old, new)
    assert [new[spot.start : spot.end] for spot in left] == ["04"] * len(left)
    assert len({spot.start for spot in left}) == len(left) <= new.count("04")


def test_a_place_in_an_untouched_line_stays_whatever_happens_to_others() -> None:
    old = "\n".join(f"Dòng {n} có 04 lớp" for n in range(50))
    lines = old.split("\n")
    spot = StaleSpot(old.index("04", old.index("Dòng 25")), 0, StaleKind.FIGURE, "04")
    spot = StaleSpot(spot.start, spot.start + 2, spot.kind, spot.old_text)
    new = "\n".join(["mới", *lines[3:20], "đổi hẳn 7", *lines[21:40], "hết"])
    (left,) = spots_after_change([spot], old, new)
    assert new[new.rfind("\n", 0, left.start) + 1 :].startswith("Dòng 25 có 04 lớp")


def test_an_answer_of_nothing_that_is_typed_over_is_stale_no_more() -> None:
    spot = StaleSpot(0, 0, StaleKind.ANSWER, "không phát sinh")
    assert spots_after_change([spot], "", "5") == ()
    assert spots_after_change([spot], "", "") == (spot,)


def test_show_answer_of_a_taken_answer_has_its_places_where_they_say(session: Session) -> None:
    answer = earlier(session)
    shown = show_answer(session.question, answer)
    assert [shown[one.start : one.end] for one in answer.stale] == ["04", "25", "80,5%", "03"]
