"""A real sshd that lets in to `cchc` and to nothing else, set up as docs/SERVER.md says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from fault_desk import ROOT, FaultDesk
from pty_terminal import PtyTerminal
from ssh_server import SshServer

from cchc_tui.cli.commands.serving import KEPT, clean

DOCS = ROOT / "docs" / "SERVER.md"


@dataclass(frozen=True)
class Forced:
    """A server with a forced command, and the draft behind it."""

    server: SshServer
    desk: FaultDesk
    files: Path

    def run(
        self, *words: str, env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        """What `ssh host …` gives without a terminal."""
        argv = [*self.server.client(*sent(env or {})), *words]
        return subprocess.run(
            argv, capture_output=True, stdin=subprocess.DEVNULL, timeout=60, check=False
        )


def sent(env: dict[str, str]) -> list[str]:
    """What makes a client send variables."""
    quoted = " ".join(f'"{name}={value}"' for name, value in env.items())
    return [f"-oSetEnv={quoted}"] if quoted else []


def documented(files: Path, desk: FaultDesk) -> str:
    """The lines that the docs give, for the account and the places of the test."""
    found = re.search(r"```sshd_config\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    text = found[1].replace("Match Group canbo", "Match all")
    text = text.replace("/opt/cchc/bin/python", sys.executable)
    text = text.replace("~/bao-cao", str(files))
    # The keys of the test stand elsewhere; what a client may send is more than by default.
    text = re.sub(r"^ *AuthorizedKeysFile.*\n", "", text, flags=re.MULTILINE)
    given = " ".join(
        f"{name}={desk.env[name]}" for name in ("CCHC_HOME", "CCHC_AGENCY_DIR", "LANG")
    )
    return f"AcceptEnv PAGER EDITOR PYTHON* TEXTUAL* LC_* SHELL\nSetEnv {given}\n{text}"


@pytest.fixture(scope="module")
def forced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forced]:
    folder = tmp_path_factory.mktemp("forced")
    desk = FaultDesk(folder)
    files = folder / "bao-cao"
    keys = tmp_path_factory.mktemp("keys")
    with SshServer(keys, documented(files, desk)) as server:
        yield Forced(server, desk, files)


def told(result: subprocess.CompletedProcess[bytes]) -> str:
    return result.stderr.decode()


def test_without_a_command_there_is_the_app_and_leaving_it_ends_the_session(
    forced: Forced,
) -> None:
    argv = forced.server.client("-tt")
    with PtyTerminal(argv, columns=100) as terminal:
        terminal.wait_for("Báo cáo thử sự cố", timeout=60)
        terminal.send("\r")
        terminal.wait_for("Số của báo cáo?")
        terminal.send("\x1a")  # Ctrl+Z: undoes, and stops nothing
        terminal.wait_for("Không còn gì để hoàn tác")
        terminal.send("\x11")
        terminal.wait_for(lambda: terminal.process.poll() is not None)
        assert not re.search(r"[#$] *$", terminal.text)


def test_a_report_comes_out_byte_by_byte_as_it_would_here(forced: Forced) -> None:
    here = subprocess.run(
        [sys.executable, "-m", "cchc_tui", "export", forced.desk.draft, "-o", "-"],
        env={**forced.desk.env, "PATH": os.environ["PATH"]},
        capture_output=True,
        check=True,
    )
    there = forced.run("cchc", "export", forced.desk.draft, "-o", "-")
    assert there.returncode == 0, told(there)
    assert there.stdout == here.stdout
    assert there.stdout.startswith(b"PK")


@pytest.mark.parametrize(
    "asked",
    [
        "sh", "bash -i", "/bin/sh -c id", "python3 -c 'print(7*6)'", "id", "scp -t /tmp",
        "cat /etc/passwd", "/usr/lib/openssh/sftp-server", "internal-sftp", "rsync --server . /tmp",
        "./cchc", "cchc2", "'cchc", "env cchc drafts", "exec sh",
    ],
)  # fmt: skip
def test_nothing_but_cchc_runs(forced: Forced, asked: str) -> None:
    done = forced.run(asked)
    assert done.returncode == 2
    assert done.stdout == b""
    assert "Ở đây chỉ dùng được cchc" in told(done)


@pytest.mark.parametrize(
    "tail",
    ["; id", "&& id", "| id", "$(id)", "`id`", "> {mark}", "\nid", "& id", "$(touch {mark})"],
)
def test_a_shell_never_sees_what_was_asked_for(forced: Forced, tmp_path: Path, tail: str) -> None:
    mark = tmp_path / "mark"
    done = forced.run(f"cchc drafts {tail.format(mark=mark)}")
    assert done.returncode == 2
    assert b"uid=" not in done.stdout + done.stderr
    assert not mark.exists()
    assert "Thừa hoặc sai tham số" in told(done)


@pytest.mark.parametrize(
    "asked",
    [
        "export {draft} -o {out}/a.docx", "export {draft} -o ../a.docx",
        "export {draft} -o ~/.ssh/rc",
        "export {draft} -o ~nobody/../../tmp/x.docx", "backup {out}/a.zip", "backup ..",
        "export {draft} --reference {out}/a.docx -o -", "import /etc/hosts", "check /etc/passwd",
        "check {draft} -f docx -o {out}/a.docx", "harvest /etc/hosts",
        "harvest /etc/hosts -o {out}/a",
        "answer {draft} /etc/hosts", "restore {out}/a.zip", "search x --bank /etc",
        "new thu-su-co --period 2026-Q2 --from /etc/hosts",
        "new thu-su-co --period 2026-Q2 --answers /etc/hosts",
    ],
)  # fmt: skip
def test_no_file_elsewhere_can_be_named(forced: Forced, tmp_path: Path, asked: str) -> None:
    done = forced.run("cchc " + asked.format(draft=forced.desk.draft, out=tmp_path))
    assert done.returncode == 2
    assert "chỉ dùng được tệp trong" in told(done) or "không có thư mục" in told(done).lower()
    assert not list(tmp_path.iterdir())


def test_a_link_out_of_the_place_is_no_way_out(forced: Forced, tmp_path: Path) -> None:
    forced.files.mkdir(exist_ok=True)
    for name, target in (("loi-ra", tmp_path), ("tep.docx", tmp_path / "x.docx")):
        (forced.files / name).symlink_to(target)
        for where in (name, f"{name}/a.docx"):
            done = forced.run(f"cchc export {forced.desk.draft} -o {where}")
            assert done.returncode == 2
        (forced.files / name).unlink()
    assert not list(tmp_path.iterdir())


def test_files_in_ones_own_place_are_written_and_read(forced: Forced) -> None:
    done = forced.run("cchc", "export", forced.desk.draft)
    assert done.returncode == 0, told(done)
    path = Path(done.stdout.decode().strip())
    assert path.parent == forced.files
    checked = forced.run("cchc", "check", path.name)
    assert checked.returncode in (0, 1), told(checked)
    path.unlink()


@pytest.mark.parametrize("asked", ["cchc share /tmp/x --group root", "cchc serve --files /"])
def test_what_belongs_to_the_administrator_is_refused(forced: Forced, asked: str) -> None:
    done = forced.run(asked)
    assert done.returncode == 2
    assert "việc của người quản trị máy" in told(done)


def test_no_variable_of_the_client_has_power(forced: Forced, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    trap = f"open({str(mark)!r}, 'w')"
    (tmp_path / "sitecustomize.py").write_text(trap)
    (tmp_path / "jinja2.py").write_text(trap)
    env = {
        "PYTHONPATH": str(tmp_path),
        "PYTHONSTARTUP": str(tmp_path / "sitecustomize.py"),
        "PYTHONINSPECT": "1",
        "PAGER": f"touch {mark}",
        "EDITOR": f"touch {mark}",
        "SHELL": "/bin/sh",
        "TEXTUAL_LOG": str(mark),
        "TEXTUAL_DRIVER": "sitecustomize:Trap",
    }
    done = forced.run("cchc", "drafts", env=env)
    assert done.returncode == 0, told(done)
    assert forced.desk.draft.encode() in done.stdout
    argv = forced.server.client("-tt", *sent(env))
    with PtyTerminal(argv, columns=100) as terminal:
        terminal.wait_for("Báo cáo thử sự cố", timeout=60)
        terminal.send("\x11")
        terminal.wait_for(lambda: terminal.process.poll() is not None)
    assert not mark.exists()


def test_a_serving_that_was_not_isolated_begins_again_isolated(
    forced: Forced, tmp_path: Path
) -> None:
    (tmp_path / "textual.py").write_text("")
    (tmp_path / "jinja2.py").write_text("raise SystemExit('trap')")
    env = {**forced.desk.env, "PYTHONPATH": str(tmp_path), "EDITOR": "vi"}
    done = subprocess.run(
        [sys.executable, "-m", "cchc_tui", "serve", "--files", str(tmp_path / "f")],
        env={**env, "SSH_ORIGINAL_COMMAND": "cchc drafts", "PATH": os.environ["PATH"]},
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert forced.desk.draft.encode() in done.stdout
    assert set(clean({"A": "1", "HOME": "/x", "PYTHONPATH": "/y"})) == {"HOME", "PATH"}
    assert not any(name.startswith(("PYTHON", "TEXTUAL", "LD_")) for name in KEPT)


def test_ports_are_not_forwarded(forced: Forced) -> None:
    argv = forced.server.client("-oExitOnForwardFailure=yes", "-R", "127.0.0.1:0:127.0.0.1:1", "-N")
    done = subprocess.run(argv, capture_output=True, timeout=60, check=False)
    assert done.returncode != 0
    argv = forced.server.client("-W", "127.0.0.1:22")
    through = subprocess.run(
        argv, capture_output=True, stdin=subprocess.DEVNULL, timeout=60, check=False
    )
    assert through.returncode != 0
    assert through.stdout == b""


def test_sftp_and_scp_get_nothing(forced: Forced, tmp_path: Path) -> None:
    """Both arrive as a command that is not ours."""
    port = ["-P", str(forced.server.port)]
    for program in ("sftp", "scp"):
        *options, host = forced.server.client()[1:]
        kept = [
            one
            for pair in zip(options[::2], options[1::2], strict=True)
            for one in pair
            if pair[0] != "-p"
        ]
        target = [f"{host}:/etc/hostname", str(tmp_path / "x")]
        done = subprocess.run(
            [program, *port, *kept, *target],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=60,
            check=False,
        )
        assert done.returncode != 0
        assert not (tmp_path / "x").exists()


def test_nothing_in_the_program_calls_a_shell() -> None:
    calls = re.compile(
        r"os\.system|os\.popen|shell=True|create_subprocess_shell|pty\.spawn|\bsuspend\("
    )
    found = [
        (path.name, line)
        for path in (ROOT / "cchc_tui").rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if calls.search(line)
    ]
    assert found == []
