"""Sessions over a real sshd are cut at random moments; nothing of what was seen is lost."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from fault_desk import CUTS, FaultDesk, Officer, freeze, strike
from ssh_server import SshServer

ALLOWED = 2.0
"""Seconds of typing that may be missing: the promise is one; a loaded machine gets another."""
ROUNDS = 3
MOMENTS = 260


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SshServer]:
    with SshServer(tmp_path_factory.mktemp("sshd")) as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path) -> FaultDesk:
    return FaultDesk(tmp_path)


@pytest.mark.parametrize("cut", CUTS)
def test_a_cut_session_loses_no_answer_and_at_most_the_last_second(
    server: SshServer, desk: FaultDesk, cut: str
) -> None:
    chance = random.Random(cut)
    officer = Officer(server, desk, chance)
    for _ in range(ROUNDS):
        officer.work(chance.randrange(1, 12))
        loss = strike(officer, cut, ALLOWED)
        assert loss.nothing, loss
        if cut != "kill -9 of the app":
            # The app is told and ends by itself: it keeps even what was typed just now.
            assert loss.fresh == 0, loss
        officer = Officer(server, desk, chance, officer.seen)
        officer.find_again()
    officer.close()


def test_at_hundreds_of_moments_a_kill_would_lose_no_answer_and_at_most_the_last_second(
    server: SshServer, desk: FaultDesk, tmp_path: Path
) -> None:
    chance = random.Random(30)
    officer = Officer(server, desk, chance)
    try:
        for number in range(MOMENTS):
            officer.work(1)
            if chance.random() < 0.2:
                officer.terminal.pump(chance.random() * 0.05)
            loss = freeze(officer, tmp_path / f"image-{number}", ALLOWED)
            assert loss.nothing, (number, loss)
        assert len(officer.seen.answered) > MOMENTS // 12
    finally:
        officer.close()
