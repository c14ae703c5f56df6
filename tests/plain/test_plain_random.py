"""Random lines never crash the plain face and never lose an answer."""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_desk import PlainDesk, console_of

from cchc_tui.cli.plain import answering
from cchc_tui.cli.plain.commands import AT_A_QUESTION, COMMANDS, WITHIN, Given, understood
from cchc_tui.cli.plain.home import run
from cchc_tui.domain.text import clean_text
from cchc_tui.interview.answers import show_answer
from cchc_tui.interview.kinds import QuestionType
from cchc_tui.services.session import Session

ARGUMENTS = (
    "",
    "1",
    "2",
    "3",
    "99",
    "0",
    "9" * 5000,
    "het",
    "tiep",
    "chu nao do",
    "d_bang",
    "d_con 5 vì thế",
)
commands = st.builds(
    lambda mark, name, rest: f"{mark}{name} {rest}",
    st.sampled_from("./"),
    st.sampled_from([one for one in COMMANDS if one not in ("xuat", "thoat")]),
    st.sampled_from(ARGUMENTS),
)
answers = st.sampled_from(
    (
        "",
        ".",
        "?",
        "12",
        "1.250",
        "1,234",
        "28,5%",
        "co",
        "khong",
        "31/03/2026",
        "31/02/2026",
        "vừa",
    )
)
lines = st.lists(st.one_of(commands, answers, st.text(max_size=40)), max_size=25)


@pytest.fixture(scope="module")
def desk() -> Iterator[PlainDesk]:
    with tempfile.TemporaryDirectory() as home:
        desk = PlainDesk(Path(home))
        yield desk
        desk.work.close()


def quietly(desk: PlainDesk, draft: str, *said: str, person: bool = False) -> int:
    with contextlib.redirect_stdout(io.StringIO()):
        return run(desk.work, console_of(said, person=person), draft)


@settings(max_examples=30, deadline=None)
@given(said=lines, person=st.booleans())
def test_random_lines_never_crash(desk: PlainDesk, said: list[str], person: bool) -> None:
    old = desk.new("2025-Q4")
    quietly(desk, old, ".toi d_tra", "9", ".toi d_nhan_xet", "Năm 2025 nhận 25 đơn.", "")
    draft = desk.new(copy_from=old)
    assert quietly(desk, draft, *said, person=person) in (0, 1)
    desk.work.render(draft, "docx")


@settings(max_examples=30, deadline=None)
@given(texts=st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=6))
def test_every_line_of_a_paragraph_is_in_the_answer(desk: PlainDesk, texts: list[str]) -> None:
    said = [text for text in texts if not isinstance(understood(_line(text)), Given)]
    said = [text for text in said if _line(text).strip() not in ("", ".", "?")]
    said = [text for text in said if "\n" not in text]
    draft = desk.new()
    quietly(desk, draft, ".toi d_nhan_xet", *said, "")
    kept = " ".join(Session(desk.work, draft).text("d_nhan_xet").text.split())
    for text in said:
        meant = understood(_line(text))
        assert isinstance(meant, str)
        assert " ".join(clean_text(meant).split()) in kept


def _line(text: str) -> str:
    return clean_text(text.encode("utf-8", "replace").decode())


@settings(max_examples=20, deadline=None)
@given(said=lines)
def test_moving_about_and_listening_changes_no_answer(desk: PlainDesk, said: list[str]) -> None:
    """Only commands that read or move: what was answered is there word for word."""
    draft = desk.new()
    quietly(
        desk,
        draft,
        ".toi d_nhan",
        "12",
        "5",
        ".toi d_bang",
        "A|1|2",
        "",
        ".toi d_nhan_xet",
        "Tốt.",
        "",
    )
    before = _answers(desk, draft)
    moving = ("lui", "tiep", "muc", "toi", "tim", "doc", "giup", "soat", "xem", "thieu", "dau")
    heard = [one for one in said if isinstance(g := understood(one), Given) and g.word in moving]
    quietly(desk, draft, *heard, person=True)
    assert _answers(desk, draft) == before


def _answers(desk: PlainDesk, draft: str) -> dict[str, str]:
    interview = desk.work.interview(draft)
    return {
        name: show_answer(interview.question(name), one) for name, one in interview.answers.items()
    }


@pytest.mark.parametrize("kind", QuestionType)
def test_every_type_of_question_says_how_it_is_answered_or_needs_no_word(
    kind: QuestionType,
) -> None:
    from cchc_tui.cli.plain.words import HOW

    one_line = {"text", "number", "percent", "money", "choice"}
    assert (kind in HOW) is (kind.value not in one_line)
    assert set(answering.MANY_LINES) <= set(HOW)


def test_every_command_is_carried_out_by_something() -> None:
    from cchc_tui.cli.plain.actions import ACTIONS

    assert set(ACTIONS) == set(COMMANDS)
    assert set(COMMANDS) >= WITHIN | AT_A_QUESTION


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_stands_in_the_docs(name: str) -> None:
    docs = Path(__file__).parents[2] / "docs" / "CLI.md"
    assert f"`.{name}" in docs.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        (".lui", Given("lui", "")),
        ("  /LÙI  ", Given("lui", "")),
        (".muc 2.1", Given("muc", "2.1")),
        (".boqua 3   lý do", Given("boqua", "3 lý do")),
        (".lui.", Given("lui", "")),
        ("..lui", ".lui"),
        ("//lui", "/lui"),
        ("...", "..."),
        ("./.", "./."),
        ("..", "."),
        (".5", ".5"),
        ("1.lui", "1.lui"),
        ("- .lui", "- .lui"),
    ],
)
def test_a_line_is_a_command_only_behind_a_mark(line: str, meant: Given | str) -> None:
    assert understood(line) == meant
