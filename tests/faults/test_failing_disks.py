"""A disk fills up or turns read-only under a session: it is said at once and nothing is lost."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from fault_desk import FaultDesk, Officer, end_process, question
from fault_disks import (
    FULL,
    as_ordinary_user,
    close_for_writing,
    faulty_ext4,
    full_disks,
    open_for_writing,
    read_only_disks,
)
from pty_terminal import PtyTerminal
from ssh_server import SshServer

WIDE = 160
"""Columns of a terminal whose field is not covered by a message."""


def type_in_vain(officer: Officer) -> None:
    """Type until it is said that nothing is saved; what is typed stays on the screen."""
    officer.type_words()
    officer.terminal.wait_for("CHƯA LƯU ĐƯỢC")
    assert officer.shows(officer.seen.sent)


def all_kept(officer: Officer, answered: dict[str, str]) -> bool:
    """Whether all these answers are found once the app has been killed."""
    found = officer.desk.read()
    return {name: found.get(name) for name in answered} == answered


@pytest.mark.parametrize("disk", full_disks())
def test_a_full_disk_is_said_at_once_and_everything_is_saved_when_there_is_room(
    server: SshServer, tmp_path: Path, disk: str
) -> None:
    with FULL[disk](tmp_path / "disk") as place:
        desk = FaultDesk(tmp_path, place.path / "home")
        with Officer(server, desk, random.Random(disk), columns=WIDE) as officer:
            screen = officer.terminal
            officer.work(6)
            officer.type_words()
            screen.wait_for("đã lưu")
            place.refuse(officer.app)
            type_in_vain(officer)
            officer.wait_told("đã đầy")

            # The officer goes on; what is typed stays in memory, at this question and the next.
            full = question(officer.seen.current)
            officer.type("khi đầy ")
            officer.go_on()
            officer.type("câu sau ")
            assert "CHƯA LƯU ĐƯỢC" in screen.text

            place.mend(officer.app)
            screen.wait_for(lambda: "CHƯA LƯU ĐƯỢC" not in screen.text and "đã lưu" in screen.text)
            end_process(officer.app)
            assert all_kept(officer, officer.seen.answered)
            assert desk.read()[question(officer.seen.current)] == "câu sau "
            # An answer given on a full disk is an answer, not only a text in its field.
            assert full in desk.answers()


@pytest.mark.parametrize("disk", full_disks())
def test_an_app_killed_on_a_full_disk_keeps_all_that_was_saved_before(
    server: SshServer, tmp_path: Path, disk: str
) -> None:
    with FULL[disk](tmp_path / "disk") as place:
        desk = FaultDesk(tmp_path, place.path / "home")
        with Officer(server, desk, random.Random(disk), columns=WIDE) as officer:
            officer.work(8)
            officer.terminal.wait_for("đã lưu")
            place.refuse(officer.app)
            type_in_vain(officer)
            end_process(officer.app)
            place.mend(officer.app)
            assert all_kept(officer, officer.seen.answered)


@pytest.mark.parametrize("way", [*read_only_disks(), "permissions"])
def test_a_read_only_disk_is_said_and_loses_nothing_that_was_saved(
    server: SshServer, tmp_path: Path, way: str
) -> None:
    if way == "ext4":
        read_only_under_a_session(server, tmp_path)
    else:
        read_only_from_the_start(server, FaultDesk(tmp_path))


def read_only_under_a_session(server: SshServer, tmp_path: Path) -> None:
    """The kernel closes the file system while the app has its files open."""
    with faulty_ext4(tmp_path / "disk") as place:
        desk = FaultDesk(tmp_path, place.path / "home")
        with Officer(server, desk, random.Random(4), columns=WIDE) as officer:
            officer.work(8)
            officer.type_words()
            officer.terminal.wait_for(lambda: question(officer.seen.current) in desk.read())
            place.refuse(officer.app)
            type_in_vain(officer)
            officer.wait_told("chỉ cho đọc")
            type_in_vain(officer)
        place.mend(officer.app)
        assert all_kept(officer, officer.seen.answered)
        with Officer(server, desk, random.Random(1), officer.seen) as officer:
            officer.find_again()
            officer.type_words()
            officer.terminal.wait_for("đã lưu")


def read_only_from_the_start(server: SshServer, desk: FaultDesk) -> None:
    """A home without leave to write: said in words, and all is there when leave is given."""
    with Officer(server, desk, random.Random(2)) as officer:
        officer.work(6)
    before = desk.read()
    close_for_writing(desk.home)
    try:
        argv = server.command([*as_ordinary_user(), *desk.command], desk.env)
        with PtyTerminal(argv, columns=100) as terminal:
            terminal.wait_for("chỉ cho đọc", timeout=60)
            assert "Traceback" not in terminal.text
            app = desk.process()
        end_process(app)
    finally:
        open_for_writing(desk.home)
    assert desk.read() == before
    with Officer(server, desk, random.Random(3), officer.seen) as again:
        again.find_again()
