"""Memory of one session, beside a bare Textual app with one Input.

Proportional set size where the kernel tells it (shared pages counted in shares), with the
peer and ours running at the same time; resident size beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from desk import bare, environment, ours, sample_draft
from pty_terminal import PtyTerminal

TARGET = 1.3
TYPED = "trong ky tiep nhan ho so "


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
    command: list[str], sign: str, env: Mapping[str, str], keys: str
) -> tuple[float, float]:
    """Memory of a session that has shown its screen and taken some keys."""
    with PtyTerminal(command, env=env) as terminal:
        terminal.wait_for(lambda: sign in terminal.text, timeout=60)
        for key in keys:
            terminal.send(key)
            terminal.settle(0.05)
        terminal.settle(1.0)
        return memory(terminal.process.pid)


def main() -> None:
    with TemporaryDirectory() as folder:
        home = Path(folder)
        env = environment(home)
        draft = sample_draft(home, "dg_uu_diem")
        other = PtyTerminal(bare(), env=env)  # shared libraries are shared with someone
        with other:
            other.wait_for(lambda: "READY" in other.text, timeout=60)
            peer = measured(bare(), "READY", env, TYPED)
            own = measured(ours(draft), "F9", env, TYPED)
    print(f"{'Memory of a session, MB':28}{'own':>8}{'resident':>10}{'ratio':>8}")
    print(f"{'bare Textual Input':28}{peer[0]:8.1f}{peer[1]:10.1f}{1:8.2f}")
    print(f"{'cchc, a draft, typing':28}{own[0]:8.1f}{own[1]:10.1f}{own[1] / peer[1]:8.2f}")
    print(f"target: <= {TARGET} (resident)")


if __name__ == "__main__":
    main()
