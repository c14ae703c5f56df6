"""Officers with accounts of their own on this machine, as real users of the system.

Root may run a command as any number, so nothing has to be added to the machine.
"""

from __future__ import annotations

import grp
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
BECOME = Path(__file__).with_name("become.py")


@dataclass(frozen=True)
class Officer:
    """An account.

    Attributes:
        number: Of the account and of its own group.
        home: Its home, which only it can enter.
        groups: Further groups.
        agency: Shared place in use; None for none.
    """

    number: int
    home: Path
    groups: tuple[int, ...] = ()
    agency: Path | None = None

    @property
    def env(self) -> dict[str, str]:
        """The environment of its commands."""
        env = {
            "HOME": str(self.home),
            "CCHC_HOME": str(self.home / "cchc"),
            "CCHC_AUTHOR": f"Cán bộ {self.number}",
            "PYTHONPATH": str(ROOT),
            "PYTHONDONTWRITEBYTECODE": "1",
            "LANG": "C.UTF-8",
            "PATH": os.environ["PATH"],
        }
        return {**env, "CCHC_AGENCY_DIR": str(self.agency)} if self.agency else env

    def run(self, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """Run a program of the system as this officer."""
        return subprocess.run(
            words,
            env=self.env,
            input=given,
            capture_output=True,
            text=True,
            cwd=self.home,
            user=self.number,
            group=self.number,
            extra_groups=list(self.groups),
            umask=0o022,
            check=False,
        )

    def cchc(
        self, *words: str, given: str = "", env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run `cchc` as this officer, or with `-c` a piece of Python."""
        groups = ",".join(map(str, self.groups))
        return subprocess.run(
            [sys.executable, str(BECOME), str(self.number), groups, *words],
            env={**self.env, **(env or {})},
            input=given,
            capture_output=True,
            text=True,
            cwd=self.home,
            check=False,
        )


def may_be_others() -> bool:
    """Whether commands can be run as other accounts, and these can read the data files."""
    if os.geteuid() != 0:
        return False
    files = ROOT / "prompts" / "kinds"
    looked = subprocess.run(
        ["ls", str(files)], user=65001, group=65001, extra_groups=[], check=False,
        capture_output=True,
    )  # fmt: skip
    return looked.returncode == 0


def some_group() -> grp.struct_group:
    """A group of the machine that is not root's."""
    return next(group for group in grp.getgrall() if group.gr_gid)


@contextmanager
def officers(*groups: tuple[int, ...], agency: bool = False) -> Iterator[tuple[Officer, ...]]:
    """Officers with homes beside each other, in a directory that all of them can enter.

    Args:
        groups: Further groups of each.
        agency: Whether they use the directory `chung` there.
    """
    base = Path(tempfile.mkdtemp(prefix="cchc-officers-"))
    base.chmod(0o755)
    try:
        found = []
        for number, more in enumerate(groups, start=65001):
            home = base / str(number)
            home.mkdir(mode=0o755)
            os.chown(home, number, number)
            found.append(Officer(number, home, more, base / "chung" if agency else None))
        yield tuple(found)
    finally:
        shutil.rmtree(base)
