"""Keys that drafting a report takes in the app, beside those of a plain editor.

Replays the drafting of real reports through the app's own keys, from scratch with the packaged
phrases only. What is typed, shown and counted is told in docs/BENCHMARKS.md.

    python benchmarks/replay.py [NAME...] [--seeds DIR] [--log DIR]
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import sys
import tempfile
import traceback
from dataclasses import replace
from pathlib import Path

from replay_change import CHANGES, change_of
from replay_desk import (
    ANSWERS,
    SAMPLE,
    Case,
    answers_of,
    case_of,
    new_draft,
    open_desk,
    wanted_text,
)
from replay_keys import Keyboard, Tally, Use
from replay_next import NextOfficer
from replay_officer import Officer, ReplayError
from replay_table import Drafted, copy_edit_keys, show

from cchc_tui.document.writers import write_text
from cchc_tui.tui.app import CchcApp

SIZE = (80, 24)
SCRATCH = 0.60


async def from_scratch(case: Case, home: Path) -> Drafted:
    """Draft a report with nothing but the packaged phrases."""
    desk = open_desk(home, case)
    answers = answers_of(desk, case)
    wanted = wanted_text(desk, case, answers)
    async with CchcApp(desk).run_test(size=SIZE) as pilot:
        keys = Keyboard(pilot, Tally())
        await keys.rest()
        await new_draft(keys, case)
        officer = Officer(keys, answers)
        await officer.walk()
        if left := set(answers) - officer.done:
            raise ReplayError(f"never asked: {', '.join(sorted(left))}")
        draft = officer.session.draft
        keys.place = "xuất"
        await keys.press("f9", Use.MOVING)
        await keys.press("enter", Use.MOVING)
        text = write_text(desk.document(draft))
    desk.close()
    return Drafted(case.name, keys.tally, text, wanted)


async def following(case: Case, home: Path, old: str) -> Drafted:
    """Draft the report of the following period from the file of the first, at a fresh desk.

    Args:
        case: The first report.
        home: Where its file is, and nothing else.
        old: Its text.
    """
    change = change_of(CHANGES / f"{case.name}.toml")
    desk = open_desk(home, replace(case, day=change.day))
    async with CchcApp(desk).run_test(size=SIZE) as pilot:
        keys = Keyboard(pilot, Tally())
        await keys.rest()
        officer = NextOfficer(keys, change)
        await officer.start()
        await officer.renew()
        draft = officer.session.draft
        keys.place = "xuất"
        await keys.press("f9", Use.MOVING)
        await keys.press("enter", Use.MOVING)
        text = write_text(desk.document(draft))
    desk.close()
    wanted = change.report(old)
    return Drafted(case.name, keys.tally, text, wanted, copy_edit_keys(old, wanted))


def replay(path: Path) -> Drafted | str:
    """Replay one report in a home of its own; what went wrong, if it did."""
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            return asyncio.run(from_scratch(case_of(path), Path(folder)))
        except Exception:
            return f"{path.stem}: {traceback.format_exc()}"
        finally:
            os.chdir("/")


def cases(folder: Path, names: list[str]) -> list[Path]:
    """The files of facts to replay; the packaged sample where the real reports are not there."""
    found = sorted(folder.glob("seed-*.toml"))
    if not found:
        print(f"no facts of real reports in {folder}: skipped; the packaged sample is replayed")
        return [SAMPLE]
    return [path for path in found if not names or path.stem.removeprefix("seed-") in names]


def keep_log(folder: Path, done: Drafted) -> None:
    """Write down every key, so that one can see where keys go."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = (f"{place}\t{use.name}\t{text!r}" for text, use, place in done.tally.log)
    (folder / f"{done.name}.log").write_text("\n".join(lines), "utf-8")
    (folder / f"{done.name}.txt").write_text(done.text, "utf-8")
    (folder / f"{done.name}.wanted.txt").write_text(done.wanted, "utf-8")


def main() -> int:
    """Replay and print; 1 if a replay could not be finished."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="reports, such as 000; all by default")
    default = Path(os.environ.get("CCHC_SEEDS", ANSWERS))
    parser.add_argument("--seeds", type=Path, default=default, help="folder of seed-*.toml")
    parser.add_argument("--log", type=Path, help="folder for the keys pressed")
    options = parser.parse_args()
    paths = cases(options.seeds.resolve(), options.names)
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        results = pool.map(replay, paths, chunksize=1)
    failed = [one for one in results if isinstance(one, str)]
    drafted = [one for one in results if isinstance(one, Drafted)]
    for message in failed:
        print(message, file=sys.stderr)
    for one in drafted if options.log else ():
        keep_log(options.log, one)
    if drafted:
        show("From scratch, packaged phrases only, 80x24", drafted, SCRATCH)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
