"""Versions of a draft: which moments are listed, what they change, going back to one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from fault_desk import FaultDesk, question

from cchc_tui.domain.values import AnswerState
from cchc_tui.interview.answers import Answer, parse_answer
from cchc_tui.services.errors import WorkError
from cchc_tui.services.session import Session
from cchc_tui.services.versions import changes, find_version, roll_back, versions
from cchc_tui.services.workspace import Workspace

ZONE = timezone(timedelta(hours=7))
A, B, C = question(0), question(1), question(2)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 19, 8, 0, tzinfo=ZONE)

    def __call__(self) -> datetime:
        return self.now

    def at(self, text: str) -> None:
        self.now = datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Workspace]:
    workspace = Workspace(FaultDesk(tmp_path).places, clock=clock, author="An")
    yield workspace
    workspace.close()


@pytest.fixture
def draft(desk: Workspace) -> str:
    return desk.create_draft("thu-su-co", "2026-Q1", "mau-so-noi-vu").id


def answer(desk: Workspace, draft: str, name: str, text: str) -> None:
    seen = desk.interview(draft).typed(name).revision
    value = parse_answer(desk.library.questions[name], text)
    desk.set_answer(draft, name, Answer(AnswerState.ANSWERED, value, revision=seen))


def text(desk: Workspace, draft: str, name: str) -> str:
    return Session(desk, draft).summary(name)


@pytest.fixture
def lived(desk: Workspace, draft: str, clock: Clock, tmp_path: Path) -> str:
    """Two days of work, an export between."""
    clock.at("2026-11-19T08:10")
    answer(desk, draft, A, "một")
    answer(desk, draft, B, "hai")
    clock.at("2026-11-19T14:00")
    answer(desk, draft, A, "một, sửa chiều")
    clock.at("2026-11-20T09:00")
    answer(desk, draft, C, "ba")
    desk.export(draft, "txt", tmp_path / "bao-cao.txt")
    clock.at("2026-11-20T09:05")
    answer(desk, draft, A, "một, sửa sáng")
    answer(desk, draft, B, "hai, sửa sáng")
    return draft


def test_the_moments_an_officer_remembers_are_listed_latest_first(
    desk: Workspace, lived: str
) -> None:
    found = versions(desk, lived)
    assert [(one.moments, one.changed, one.answered) for one in found] == [
        (("hiện nay",), (A, B), 3),
        (("xuất bao-cao.txt",), (C,), 3),
        (("cuối ngày 19/11/2026",), (A,), 2),
        (("cuối buổi làm việc",), (A, B), 2),
        (("khi tạo bản nháp",), (), 0),
    ]
    assert found[0].is_now
    assert [one.author for one in found] == ["An"] * 5


def test_what_going_back_would_change_is_told_question_by_question(
    desk: Workspace, lived: str
) -> None:
    exported = versions(desk, lived)[1]
    assert [(one.question, one.now, one.then) for one in changes(desk, lived, exported.number)] == [
        (A, "một, sửa sáng", "một, sửa chiều"),
        (B, "hai, sửa sáng", "hai"),
    ]
    first = versions(desk, lived)[-1]
    assert [one.then for one in changes(desk, lived, first.number)] == ["", "", ""]


def test_a_version_comes_back_as_one_step_that_is_undone_and_redone(
    desk: Workspace, lived: str
) -> None:
    before = desk.draft(lived).last_step
    assert set(roll_back(desk, lived, versions(desk, lived)[3].number)) == {A, B, C}
    assert [text(desk, lived, name) for name in (A, B, C)] == ["một", "hai", ""]
    assert versions(desk, lived)[1].moments == ("trước khi lấy lại bản cũ",)
    assert versions(desk, lived)[1].number == before

    desk.undo(lived)
    assert text(desk, lived, A) == "một, sửa sáng"
    assert text(desk, lived, C) == "ba"
    desk.redo(lived)
    assert text(desk, lived, A) == "một"
    assert roll_back(desk, lived, before) != ()
    assert text(desk, lived, A) == "một, sửa sáng"


def test_going_back_to_how_things_stand_takes_no_step(desk: Workspace, lived: str) -> None:
    before = desk.draft(lived).last_step
    assert roll_back(desk, lived, before) == ()
    assert desk.draft(lived).last_step == before


def test_nothing_is_taken_out_of_the_history(desk: Workspace, lived: str) -> None:
    before = desk.history(lived)
    roll_back(desk, lived, 1)
    assert desk.history(lived)[: len(before)] == before


def test_unfinished_typing_stays_and_becomes_an_answer_without_a_conflict(
    desk: Workspace, lived: str
) -> None:
    session = Session(desk, lived)
    session.go(C)
    session.type("đang dở", 7)
    session.keep()
    assert A in session.go_back(versions(desk, lived)[3].number)
    assert session.text(C).text == "đang dở"
    session.commit()
    assert text(desk, lived, C) == "đang dở"


def test_another_officers_undo_is_not_stopped_by_questions_that_went_back_and_forth(
    desk: Workspace, lived: str
) -> None:
    other = Workspace(desk.places, clock=desk.clock, author="Bình")
    answer(other, lived, question(5), "của Bình")
    roll_back(desk, lived, versions(desk, lived)[-1].number)
    assert other.undo(lived) is None
    assert text(desk, lived, question(5)) == ""
    desk.undo(lived)
    assert text(desk, lived, question(5)) == "của Bình"
    assert other.undo(lived) == question(5)
    other.store.close()


@pytest.mark.parametrize(
    ("given", "index"),
    [
        ("2026-11-19", 2),
        ("2026-11-19T12:00", 3),
        ("2026-11-19T07:30:00+00:00", 2),
        ("2026-11-20T09:02", 1),
        ("2030-01-01", 0),
    ],
)
def test_a_version_is_named_by_local_date_and_time(
    desk: Workspace, lived: str, given: str, index: int
) -> None:
    assert find_version(desk, lived, given) == versions(desk, lived)[index].number


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("999", "không có bản số 999"),
        ("0", "không có bản số 0"),
        ("²", "không phải số"),
        ("hôm qua", "không phải số của bản đã lưu"),
        ("2026-13-01", "không phải số"),
        ("2020-01-01", "chưa có bản nháp"),
        ("", "không phải số"),
    ],
)
def test_a_version_that_is_none_is_refused_in_words(
    desk: Workspace, lived: str, given: str, said: str
) -> None:
    with pytest.raises(WorkError, match=said):
        find_version(desk, lived, given)


def run(desk: Workspace, *arguments: str) -> subprocess.CompletedProcess[str]:
    root = Path(__file__).parents[2]
    home = desk.places.data.parent
    env = {
        **os.environ,
        "PYTHONPATH": str(root),
        "CCHC_HOME": str(home),
        "CCHC_AGENCY_DIR": str(desk.places.agency),
        "CCHC_AUTHOR": "An",
    }
    argv = [sys.executable, "-m", "cchc_tui", *arguments]
    return subprocess.run(argv, capture_output=True, text=True, env=env, check=False)


def test_versions_and_rollback_by_command(desk: Workspace, lived: str) -> None:
    listed = json.loads(run(desk, "versions", lived, "--json").stdout)
    assert [one["number"] for one in listed] == [one.number for one in versions(desk, lived)]
    table = run(desk, "versions", lived)
    assert "cuối ngày 19/11/2026" in table.stdout
    moved = run(desk, "versions", lived, "2026-11-19")
    assert moved.returncode == 0
    assert "một, sửa chiều" in moved.stdout
    done = run(desk, "rollback", lived, "--to", "2026-11-19")
    assert done.returncode == 0, done.stderr
    assert "3 câu thay đổi" in done.stderr
    assert text(desk, lived, A) == "một, sửa chiều"
    assert run(desk, "rollback", lived, "--to", "2026-11-19").returncode == 1
    back = done.stderr.strip().rpartition("cchc ")[2].split()
    assert run(desk, *back).returncode == 0
    assert text(desk, lived, A) == "một, sửa sáng"
    assert run(desk, "rollback", lived, "--to", "hôm qua").returncode == 2
