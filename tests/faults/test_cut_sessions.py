"""Sessions over a real sshd are cut at random moments; nothing of what was seen is lost."""

from __future__ import annotations

import random

import pytest
from fault_desk import CUTS, FaultDesk, Officer, Seen, strike
from ssh_server import SshServer

ALLOWED = 2.0
"""Seconds of typing that may be missing: the promise is one; a loaded machine gets another."""
ROUNDS = 2


@pytest.mark.parametrize("cut", CUTS)
def test_a_cut_session_loses_no_answer_and_at_most_the_last_second(
    server: SshServer, desk: FaultDesk, cut: str
) -> None:
    chance = random.Random(cut)
    seen = Seen()
    for _ in range(ROUNDS):
        with Officer(server, desk, chance, seen) as officer:
            officer.find_again()
            officer.work(chance.randrange(1, 12))
            loss = strike(officer, cut, ALLOWED)
        assert loss.nothing, loss
        if cut != "kill -9 of the app":
            # The app is told and ends by itself: it keeps even what was typed just now.
            assert loss.fresh == 0, loss
    with Officer(server, desk, chance, seen) as officer:
        officer.find_again()
