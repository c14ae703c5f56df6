from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from cchc_tui.store.drafts import DraftStore
from cchc_tui.store.errors import Conflict
from cchc_tui.store.records import DraftInfo

ROUNDS = 30
AT = "2026-11-21T03:00:00Z"

WRITER = """
import itertools, sys
from pathlib import Path
from cchc_tui.store.drafts import DraftStore
store = DraftStore(Path(sys.argv[1]))
author = sys.argv[2]
for number in itertools.count():
    question = f"{author}_{number}"
    store.set_typing("d", question, "dở" * 50, 9, author=author, at="t", base_revision=0)
    store.save("d", question, number, author=author, at="t", base_revision=0)
    print(question, flush=True)
"""

RIVAL = """
import sys
from pathlib import Path
from cchc_tui.store.drafts import DraftStore
from cchc_tui.store.errors import Conflict
store = DraftStore(Path(sys.argv[1]))
won = 0
for number in range(100):
    try:
        store.save("d", f"q{number}", sys.argv[2], author=sys.argv[2], at="t", base_revision=0)
        won += 1
    except Conflict:
        pass
print(won)
"""


def start(code: str, path: Path, author: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, str(path), author], stdout=subprocess.PIPE, text=True
    )


def test_kill_9_loses_nothing_that_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "drafts.db"
    with DraftStore(path) as store:
        store.create(DraftInfo("d", "k", "a", "p"))
    acknowledged: set[str] = set()
    for turn in range(ROUNDS):
        writer = start(WRITER, path, f"a{turn}")
        assert writer.stdout is not None
        first = writer.stdout.readline()
        time.sleep(0.004 * (turn % 5))
        os.kill(writer.pid, signal.SIGKILL)
        rest, _ = writer.communicate()
        # The last line may be cut off by the kill; whole lines were acknowledged.
        lines = (first + rest).splitlines(keepends=True)
        acknowledged |= {line.strip() for line in lines if line.endswith("\n")}
    with DraftStore(path) as store:
        kept = set(store.answers("d"))
        assert acknowledged <= kept
        assert len(acknowledged) >= ROUNDS
        assert len(kept) <= len(acknowledged) + ROUNDS


def test_of_two_processes_at_the_same_questions_each_question_goes_to_one(tmp_path: Path) -> None:
    path = tmp_path / "drafts.db"
    with DraftStore(path) as store:
        store.create(DraftInfo("d", "k", "a", "p"))
    rivals = [start(RIVAL, path, author) for author in ("an", "binh", "chi")]
    won = [int(rival.communicate()[0]) for rival in rivals]
    with DraftStore(path) as store:
        history = store.history("d")
        assert sum(won) == len(history) == 100
        assert store.get("d").last_step == 101


def test_processes_that_make_the_store_at_once_all_succeed(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from cchc_tui.store.drafts import DraftStore
from cchc_tui.store.records import DraftInfo
DraftStore(Path(sys.argv[1])).create(DraftInfo(sys.argv[2], "k", "a", "p"))
"""
    path = tmp_path / "drafts.db"
    makers = [start(code, path, f"d{number}") for number in range(6)]
    assert [maker.wait() for maker in makers] == [0] * 6
    with DraftStore(path) as store:
        assert len(store.headers()) == 6


def test_two_threads_of_a_session_share_the_store(tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with DraftStore(tmp_path / "drafts.db") as store:
        store.create(DraftInfo("d", "k", "a", "p"))

        def answer(number: int) -> bool:
            try:
                store.save("d", f"q{number % 50}", number, author="an", at=AT, base_revision=0)
            except Conflict:
                return False
            return True

        with ThreadPoolExecutor(4) as pool:
            results = list(pool.map(answer, range(100)))
        assert sum(results) == 50
        assert store.check() == ""
