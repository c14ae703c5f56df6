"""A real OpenSSH server on the loopback address, with keys and configuration of its own.

with SshServer(folder) as server:
    terminal = PtyTerminal(server.command(["cchc"], env={"CCHC_HOME": "..."}))
"""

from __future__ import annotations

import getpass
import os
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")

_CONFIG = """
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host_key
AuthorizedKeysFile {folder}/client_key.pub
PidFile none
StrictModes no
UsePAM no
UseDNS no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin yes
PrintMotd no
PrintLastLog no
MaxStartups 100
Subsystem sftp internal-sftp
{more}
"""
TRIES = 5
"""Another process may take a free port between finding and using it."""


class SshServer:
    """A server for the account that runs the tests.

    Args:
        folder: For keys, configuration and log.
        more: Further lines of its configuration, such as `ForceCommand`.
        within: What starts it, such as a program that sets up the machine it sees.

    Raises:
        RuntimeError: It does not start; the message holds its log.
    """

    def __init__(self, folder: Path, more: str = "", within: Sequence[str] = ()) -> None:
        assert SSHD is not None, "OpenSSH server is not installed"
        self.folder = folder
        self._more = more
        self._within = within
        for name in ("host_key", "client_key"):
            subprocess.run(
                ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)],
                check=True,
            )
        if os.geteuid() == 0:
            # Where a server run by root parts its privileges; packages make it at boot.
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        self.log = folder / "sshd.log"
        self.process, self.port = self._start()

    def __enter__(self) -> SshServer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the server; sessions end when their clients do."""
        self.process.terminate()
        self.process.wait()

    def _start(self) -> tuple[subprocess.Popen[bytes], int]:
        for _ in range(TRIES):
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                port = int(probe.getsockname()[1])
            config = self.folder / "sshd_config"
            config.write_text(_CONFIG.format(port=port, folder=self.folder, more=self._more))
            with self.log.open("ab") as log:
                process = subprocess.Popen(
                    [*self._within, str(SSHD), "-D", "-e", "-f", str(config)],
                    stdin=subprocess.DEVNULL,
                    stderr=log,
                )
            if _answers(port, process):
                return process, port
            process.kill()
            process.wait()
        raise RuntimeError(f"sshd does not start:\n{self.log.read_text()}")

    def client(self, *options: str, user: str = "") -> list[str]:
        """The ssh client, ready to log in to this server and to nothing else.

        Args:
            options: Of the client.
            user: Account at the other end; the present one by default.
        """
        words = ["ssh", "-p", str(self.port), *self.identity()]
        return [*words, *options, f"{user or getpass.getuser()}@127.0.0.1"]

    def identity(self) -> list[str]:
        """Options of `ssh`, `scp` and `sftp` that make them know this server and its key."""
        fixed = {
            "StrictHostKeyChecking": "no",
            "UserKnownHostsFile": "/dev/null",
            "GlobalKnownHostsFile": "/dev/null",
            "BatchMode": "yes",
            "IdentitiesOnly": "yes",
            "LogLevel": "ERROR",
        }
        words = ["-F", "/dev/null", "-i", str(self.folder / "client_key")]
        for name, value in fixed.items():
            words += ["-o", f"{name}={value}"]
        return words

    def command(
        self, argv: Sequence[str], env: Mapping[str, str], *, tty: bool = True
    ) -> list[str]:
        """What runs a program at the other end, in a terminal unless told otherwise."""
        given = [f"{name}={value}" for name, value in env.items()]
        words = shlex.join(["exec", "env", *given, *argv])
        return [*self.client(*(["-tt"] if tty else [])), words]


def _answers(port: int, process: subprocess.Popen[bytes]) -> bool:
    end = time.monotonic() + 10
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.02)
    return False
