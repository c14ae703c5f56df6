"""Memory of one session, beside a bare Textual app with one Input.

Own pages, and resident size beside it, with the peer and ours running at the same time. The
moment: a draft open, checked in the background, a sentence typed with phrases offered, checked
again. What holds is a session like any other; the first one of an officer also reads the phrases
and writes their index, and is shown for itself. `--strip` lets Python drop docstrings (`-OO`).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from desk import bare, environment, ours, sample_draft
from pty_terminal import PtyTerminal

TARGET = 1.3
TYPED = "trong ky tiep nhan ho so "
CHECKED = 3.0
"""Seconds after which the check in the background has certainly ended."""


def memory(pid: int) -> tuple[float, float]:
    """Own pages (private, MB) and resident size (MB) of a process."""
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    sizes = {
        line.split(":")[0]: int(line.split()[1]) / 1024
        for line in rollup.splitlines()
        if line.endswith("kB")
    }
    return sizes["Private_Clean"] + sizes["Private_Dirty"], sizes["Rss"]


def measured(
    command: list[str], sign: str, env: Mapping[str, str]
) -> dict[str, tuple[float, float]]:
    """Memory of a session when its screen stands, and when it has been typed in and checked."""
    with PtyTerminal(command, env=env) as terminal:
        terminal.wait_for(lambda: sign in terminal.text, timeout=60)
        opened = memory(terminal.process.pid)
        terminal.settle(CHECKED)
        for key in TYPED:
            terminal.send(key)
            terminal.settle(0.05)
        terminal.settle(CHECKED)
        return {"open": opened, "typed": memory(terminal.process.pid)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--strip", action="store_true")
    strip = ["-OO"] if parser.parse_args().strip else []
    rows: dict[str, dict[str, tuple[float, float]]] = {}
    with TemporaryDirectory() as folder:
        home = Path(folder)
        env = environment(home)
        draft = sample_draft(home, "dg_uu_diem")
        command = [sys.executable, *strip, *ours(draft)[1:]]
        # Shared libraries are shared with someone.
        with PtyTerminal(bare(), env=env) as other:
            other.wait_for(lambda: "READY" in other.text, timeout=60)
            rows["bare Textual Input"] = measured(bare(), "READY", env)
            rows["cchc, first session"] = measured(command, "F9", env)
            rows["cchc, a draft"] = measured(command, "F9", env)
    base = rows["bare Textual Input"]["typed"]
    head = f"{'own':>8}{'resident':>10}{'ratios':>13}"
    print(f"{'Memory of a session, MB':28}{head}")
    for name, moments in rows.items():
        for moment, (own, resident) in moments.items():
            ratios = f"{own / base[0]:7.2f}{resident / base[1]:6.2f}"
            print(f"{f'{name}, {moment}':28}{own:8.1f}{resident:10.1f}{ratios}")
    print(f"target: <= {TARGET} (resident, typed)")


if __name__ == "__main__":
    main()
