"""One server for many officers, set up to the letter as docs/SERVER.md says.

Root gives it a view of the machine of its own (a mount namespace): accounts, `/opt/cchc`,
`/srv/tep` and `/etc/ssh/keys` are there for this sshd and what it starts, and for nobody else.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ssh_server import SshServer

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "SERVER.md"
OFFICERS = {"lan": 65101, "minh": 65102}
GROUP = 65100

_SETUP = """set -e
mount --make-rprivate /
for one in passwd group; do mount --bind "$1/$one" "/etc/$one"; done
number=0
for dir in $2; do
  number=$((number + 1)); mkdir "$1/kept$number"; mount --bind "$dir" "$1/kept$number"
done
open() { [ ! -e "$1" ] || [ $((0$(stat -c %a "$1") & 1)) = 1 ]; }
number=0
for dir in $2; do
  number=$((number + 1)); closed=$dir
  while [ "$closed" != / ] && open "$closed"; do closed=$(dirname "$closed"); done
  [ "$closed" = / ] || mount -t tmpfs -o mode=755 x "$closed"
  [ -e "$dir" ] || { mkdir -p "$dir"; mount --bind "$1/kept$number" "$dir"; }
done
for place in /opt /srv /etc/ssh; do mount -t tmpfs -o mode=755 x $place; done
mkdir -p /opt/cchc /srv/tep /etc/ssh/keys
mount --bind "$3" /opt/cchc; mount --bind "$1/tep" /srv/tep; mount --bind "$1/keys" /etc/ssh/keys
shift 3
exec "$@"
"""
"""Arguments: the folder of the layout; directories that officers must reach though one above them
is closed to all but root (a Python below `/root`); the virtual environment; what to start."""


@dataclass(frozen=True)
class Office:
    """A running server.

    Attributes:
        server: Its sshd; `port` is that of section 2, where `cchc` is.
        files: The port of section 3, where sftp is.
        base: Holds what the server sees as homes and `/srv/tep`.
    """

    server: SshServer
    files: int
    base: Path

    def ssh(
        self, user: str, *words: str, options: Sequence[str] = (), given: bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        """`ssh user@server words…`, without a terminal."""
        return _run([*self.server.client(*options, user=user), *words], given)

    def sftp(self, user: str, *lines: str) -> subprocess.CompletedProcess[bytes]:
        """A batch of sftp; it ends at the first line that fails, unless that begins with `-`."""
        words = ["sftp", *self.server.identity(), "-P", str(self.files), "-b", "-"]
        return _run([*words, f"{user}@127.0.0.1"], "".join(f"{one}\n" for one in lines).encode())

    def place(self, user: str) -> Path:
        """The files of an officer, as root sees them outside."""
        return self.base / "tep" / user / "bao-cao"


def can_set_up() -> bool:
    """Whether this account may give a process a view of the machine of its own."""
    if os.geteuid() != 0 or not shutil.which("unshare"):
        return False
    tried = subprocess.run(
        ["unshare", "-m", "sh", "-c", "mount --make-rprivate / && mount -t tmpfs x /srv"],
        capture_output=True,
        check=False,
    )
    return tried.returncode == 0


@contextmanager
def office() -> Iterator[Office]:
    """A server with two officers."""
    base = Path(tempfile.mkdtemp(prefix="cchc-office-"))
    base.chmod(0o755)
    keys = Path(tempfile.mkdtemp(prefix="cchc-office-key-"))
    try:
        _lay_out(base)
        needed = " ".join(dict.fromkeys([sys.base_prefix, sys.prefix, str(ROOT)]))
        within = ["unshare", "-m", "sh", "-c", _SETUP, "sh", str(base), needed, sys.prefix]
        server = _Server(keys, base, within)
        with server:
            yield Office(server, server.files, base)
    finally:
        shutil.rmtree(base)
        shutil.rmtree(keys)


class _Server(SshServer):
    """With the configuration of the docs, on two free ports."""

    def __init__(self, folder: Path, base: Path, within: Sequence[str]) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.files = int(probe.getsockname()[1])
        super().__init__(folder, documented(self.files), within)
        for name in OFFICERS:
            shutil.copy(folder / "client_key.pub", base / "keys" / name)


def documented(files: int) -> str:
    """The lines that the docs give: what stands in section 3 before what stands in section 2.

    What clients may send is more than by default: everything.
    """
    first, second = re.findall(r"```sshd_config\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    first = first.replace("~/bao-cao", "/srv/tep/$USER/bao-cao")
    text = second.replace("LocalPort 2222", f"LocalPort {files}") + first
    return f"Port {files}\nAcceptEnv *\n{text}"


def _lay_out(base: Path) -> None:
    """Accounts, homes and places, as the commands of the docs make them."""
    passwd, group = Path("/etc/passwd").read_text("utf-8"), Path("/etc/group").read_text("utf-8")
    group += f"canbo:x:{GROUP}:{','.join(OFFICERS)}\n"
    for folder in ("home", "tep", "keys"):
        (base / folder).mkdir(mode=0o755)
    for name, number in OFFICERS.items():
        home = base / "home" / name
        passwd += f"{name}:x:{number}:{number}::{home}:/bin/sh\n"
        group += f"{name}:x:{number}:\n"
        (base / "tep" / name).mkdir(mode=0o755)
        for owned in (home, base / "tep" / name / "bao-cao"):
            owned.mkdir(mode=0o700)
            os.chown(owned, number, number)
    (base / "passwd").write_text(passwd, "utf-8")
    (base / "group").write_text(group, "utf-8")


def _run(words: Sequence[str], given: bytes) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(words, input=given, capture_output=True, timeout=60, check=False)
