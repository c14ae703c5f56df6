"""What a kill would leave at hundreds of random moments of a session over a real sshd."""

from __future__ import annotations

import random
from itertools import count
from pathlib import Path

from fault_desk import FaultDesk, Loss, Officer, freeze
from ssh_server import SshServer

ALLOWED = 2.0
"""Seconds of typing that may be missing: the promise is one; a loaded machine gets another."""
MOMENTS = 200


def test_at_hundreds_of_moments_a_kill_would_lose_no_answer_and_at_most_the_last_second(
    server: SshServer, desk: FaultDesk, tmp_path: Path
) -> None:
    chance, number = random.Random(30), count()
    losses: list[Loss] = []
    with Officer(server, desk, chance) as officer:

        def look() -> None:
            """While keys are on their way, and while an answer is being written."""
            officer.terminal.pump(chance.random() * 0.03)
            losses.append(freeze(officer, tmp_path / f"image-{next(number)}", ALLOWED))

        officer.meanwhile = look
        while len(losses) < MOMENTS:
            officer.work(1)
            look()
            assert all(loss.nothing for loss in losses), (len(losses), losses[-2:])
    assert len(officer.seen.answered) >= MOMENTS // 12
