"""Keys that drafting a report takes in the app, beside those of a plain editor.

Replays the drafting of real reports through the app's own keys: from scratch with the packaged
phrases only, and again for the following period from the file of the first with the changes that
`replay_changes/` states. What is typed, shown and counted is told in docs/BENCHMARKS.md.

    python benchmarks/replay.py [NAME...] [--scratch] [--seeds DIR] [--log DIR]
"""

from __future__ import annotations

import argparse
import asyncio
import multiprocessing
import os
import shutil
import sys
import tempfile
import traceback
from dataclasses import replace
from functools import partial
from pathlib import Path

from replay_change import CHANGES, change_of
from replay_desk import (
    ANSWERS,
    SAMPLE,
    Case,
    answers_of,
    case_of,
    export,
    new_draft,
    open_desk,
    wanted_text,
)
from replay_keys import Keyboard, ReplayError, Tally
from replay_next import NextOfficer
from replay_officer import Officer
from replay_table import Drafted, copy_edit_keys, show

from cchc_tui.document.writers import write_text
from cchc_tui.tui.app import CchcApp

SIZE = (80, 24)
SCRATCH, FOLLOWING = 0.60, 0.90


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
        asked = officer.session.interview.visible
        if left := [name for name in answers if name not in officer.done and asked(name)]:
            raise ReplayError(f"never asked: {', '.join(sorted(left))}")
        draft = officer.session.draft
        await export(keys)
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
        await export(keys)
        text = write_text(desk.document(draft))
    desk.close()
    wanted = change.report(old)
    return Drafted(case.name, keys.tally, text, wanted, copy_edit_keys(old, wanted))


def replay(path: Path, *, scratch: bool = False) -> tuple[list[Drafted], str]:
    """Replay one report, each period in a home of its own; and what went wrong, if it did.

    Args:
        path: The file of its facts.
        scratch: Leave the following period out.
    """
    done: list[Drafted] = []
    case = case_of(path)
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        try:
            os.chdir(first)
            done.append(asyncio.run(from_scratch(case, Path(first))))
            if not scratch and (CHANGES / f"{case.name}.toml").exists():
                (file,) = Path(first).glob("*.docx")
                shutil.copy(file, second)
                os.chdir(second)
                done.append(asyncio.run(following(case, Path(second), done[0].text)))
        except Exception:
            return done, f"{path.stem}: {traceback.format_exc()}"
        finally:
            os.chdir("/")
    return done, ""


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
    parser.add_argument("--scratch", action="store_true", help="without the following period")
    parser.add_argument("--seeds", type=Path, default=default, help="folder of seed-*.toml")
    parser.add_argument("--log", type=Path, help="folder for the keys pressed")
    options = parser.parse_args()
    paths = cases(options.seeds.resolve(), options.names)
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        results = pool.map(partial(replay, scratch=options.scratch), paths, chunksize=1)
    failed = [message for _, message in results if message]
    for message in failed:
        print(message, file=sys.stderr)
    for done, _ in results if options.log else ():
        for folder, one in zip((options.log / "first", options.log / "next"), done, strict=False):
            keep_log(folder, one)
    first = [done[0] for done, _ in results if done]
    after = [done[1] for done, _ in results if len(done) > 1]
    if first:
        show("From scratch, packaged phrases only, 80x24", first, SCRATCH)
    if after:
        show("The following period, from the file of the first", after, FOLLOWING)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
