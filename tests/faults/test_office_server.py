"""A real sshd with two officers on it, `cchc` on one port and sftp in a chroot on another.

The configuration is that of docs/SERVER.md, word for word; tests/support/office_server.py.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from office_server import OFFICERS, Office, can_set_up, office
from pty_terminal import PtyTerminal

pytestmark = [
    pytest.mark.skipif(os.geteuid() != 0, reason="officers with accounts of their own need root"),
    pytest.mark.xfail(
        not can_set_up(), run=False, reason="this machine lets not even root mount (a container)"
    ),
]

DRAFT = "cchc-so-2026-q1"
SECRET = "Câu chữ riêng của Lan"
"""Stands in a draft, a report and a phrase of hers, and in nothing of Minh's."""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Two officers with a draft each, Lan's exported among her files."""
    with office() as running:
        for user in OFFICERS:
            new = ("new", "cchc-so", "--period", "2026-Q1", "--agency", "mau-so-noi-vu")
            done(running.ssh(user, "cchc", *new))
        said = f'dg_uu_diem = "{SECRET}"\n'.encode()
        done(running.ssh("lan", "cchc", "answer", DRAFT, "-", given=said))
        done(running.ssh("lan", "cchc", "export", DRAFT, "-o", "rieng.docx"))
        done(running.ssh("lan", "cchc", "backup", "rieng.zip"))
        yield running


def done(result: subprocess.CompletedProcess[bytes]) -> bytes:
    assert result.returncode == 0, result.stderr.decode()
    return result.stdout


def body(docx: bytes) -> bytes:
    return ZipFile(BytesIO(docx)).read("word/document.xml")


def test_a_report_comes_by_ssh_and_by_sftp_and_is_the_same(place: Office, tmp_path: Path) -> None:
    by_ssh = done(place.ssh("lan", "cchc", "export", DRAFT, "-o", "-"))
    done(place.sftp("lan", f"get rieng.docx {tmp_path}/a.docx"))
    assert SECRET in body(by_ssh).decode()
    assert body((tmp_path / "a.docx").read_bytes()) == body(by_ssh)


def test_last_periods_file_goes_up_by_sftp_and_becomes_a_draft(
    place: Office, tmp_path: Path
) -> None:
    up = tmp_path / "kỳ trước.docx"
    up.write_bytes(done(place.ssh("lan", "cchc", "export", DRAFT, "-o", "-")))
    done(place.sftp("minh", f'put "{up}"'))
    made = place.ssh("minh", "cchc", "import", "'kỳ trước.docx'")
    assert done(made).decode().strip() == f"{DRAFT}-2"
    (place.place("minh") / up.name).unlink()


@pytest.mark.parametrize(
    "line",
    [
        "ls ../../minh", "cd /../../minh", "ls /tep", "get /etc/passwd {here}",
        "rename rieng.docx /x", "get ../../minh/bao-cao/x {here}", "put {file} /x",
        "put {file} ../x", "mkdir /x", "chmod 777 /", "chmod 777 ..", "rmdir /bao-cao",
    ],
)  # fmt: skip
def test_sftp_sees_and_writes_nothing_but_ones_own_files(
    place: Office, tmp_path: Path, line: str
) -> None:
    (tmp_path / "file").write_text("x")
    before = sorted(place.base.rglob("*"))
    tried = place.sftp("lan", line.format(here=tmp_path / "got", file=tmp_path / "file"))
    assert tried.returncode != 0
    assert not (tmp_path / "got").exists()
    assert sorted(place.base.rglob("*")) == before


@pytest.mark.parametrize(
    "target",
    ["/etc/passwd", "/etc/shadow", "{base}/home/lan", "{base}/home/lan/.local/share/cchc/drafts.db",
     "/srv/tep/lan/bao-cao/rieng.docx", "../../lan/bao-cao/rieng.docx", "/tmp", "/proc/self/root"],
)  # fmt: skip
def test_a_link_laid_by_sftp_leads_nowhere(place: Office, tmp_path: Path, target: str) -> None:
    target = target.format(base=place.base)
    done(place.sftp("minh", f"symlink {target} loi.docx"))
    try:
        assert place.sftp("minh", f"get loi.docx {tmp_path}/x").returncode != 0
        for words in (
            "import loi.docx", "check loi.docx", "harvest loi.docx", "restore loi.docx",
            f"answer {DRAFT} loi.docx", f"export {DRAFT} -o - --reference loi.docx",
            f"export {DRAFT} -o loi.docx", f"export {DRAFT} -o loi.docx/a.docx",
        ):  # fmt: skip
            tried = place.ssh("minh", "cchc", words)
            assert tried.returncode == 2, words
            assert "chỉ dùng được tệp trong" in tried.stderr.decode(), words
            assert tried.stdout == b""
    finally:
        done(place.sftp("minh", "rm loi.docx"))


@pytest.mark.parametrize(
    "named",
    ["/etc/shadow", "/srv/tep/lan/bao-cao/rieng.docx", "../../lan/bao-cao/rieng.docx",
     "~lan/.local/share/cchc/drafts.db", "~nobody/x.docx", "~root/.ssh/id_rsa",
     "{base}/home/lan/.local/share/cchc/data/own", "/proc/1/environ"],
)  # fmt: skip
def test_files_of_others_can_be_named_by_no_command(place: Office, named: str) -> None:
    named = named.format(base=place.base)
    for words in (
        f"import {named}", f"check {named}", f"harvest {named}", f"restore {named}",
        f"answer {DRAFT} {named}", f"export {DRAFT} -o - --reference {named}",
        f"export {DRAFT} -o {named}", f"backup {named}", f"search x --bank {named}",
        f"new cchc-so --period 2026-Q2 --from {named}", f"check {DRAFT} -f docx -o {named}",
    ):  # fmt: skip
        tried = place.ssh("minh", f"cchc {words}")
        assert tried.returncode == 2, words
        assert SECRET.encode() not in tried.stdout
        assert "chỉ dùng được tệp trong" in tried.stderr.decode(), words


def test_drafts_phrases_and_homes_of_an_officer_are_closed_to_another(place: Office) -> None:
    text = SECRET.encode()
    for words in ("drafts", f"show {DRAFT}", f"history {DRAFT}", f"export {DRAFT} -f txt -o -",
                  "search cau chu rieng", "backup --list", f"versions {DRAFT}"):  # fmt: skip
        seen = place.ssh("minh", f"cchc {words}")
        assert text not in seen.stdout + seen.stderr, words
    assert text in place.ssh("lan", f"cchc show {DRAFT}").stdout
    home = place.base / "home" / "lan"
    for path in (home, *home.rglob("*"), place.place("lan"), *place.place("lan").iterdir()):
        assert path.stat().st_mode & 0o077 == 0, path
        assert path.stat().st_uid == OFFICERS["lan"], path


@pytest.mark.parametrize(
    "variable",
    ["PYTHONPATH={trap}", "PYTHONSTARTUP={trap}/sitecustomize.py", "PYTHONHOME={trap}",
     "LESSOPEN=|touch {trap}/mark", "EDITOR=touch {trap}/mark", "PAGER=touch {trap}/mark",
     "ENV={trap}/rc", "BASH_ENV={trap}/rc", "PATH={trap}", "LD_PRELOAD={trap}/x.so",
     "HOME={lan}", "USER=lan", "LOGNAME=lan", "CCHC_HOME={lan}/.local/share/cchc",
     "CCHC_AGENCY_DIR={lan}/.local/share/cchc/own", "CCHC_FENCE=/", "XDG_DATA_HOME={lan}",
     "TEXTUAL_DRIVER=sitecustomize:Trap", "SSH_ORIGINAL_COMMAND=cchc serve --files /"],
)  # fmt: skip
def test_no_variable_opens_a_way_even_where_sshd_takes_them_all(
    place: Office, tmp_path_factory: pytest.TempPathFactory, variable: str
) -> None:
    trap = place.base / "trap"
    trap.mkdir(exist_ok=True)
    trap.chmod(0o777)
    (trap / "sitecustomize.py").write_text(f"open({str(trap / 'mark')!r}, 'w')")
    (trap / "rc").write_text(f"touch {trap / 'mark'}\n")
    given = variable.format(trap=trap, lan=place.base / "home" / "lan")
    options = [f'-oSetEnv="{given}"']
    for words in (f"export {DRAFT} -f txt -o -", "check /etc/passwd", "drafts"):
        tried = place.ssh("minh", f"cchc {words}", options=options)
        assert SECRET.encode() not in tried.stdout + tried.stderr
        assert b"root:" not in tried.stdout
        assert b"Traceback" not in tried.stderr
        if "passwd" in words:
            assert tried.returncode != 0
    assert not (trap / "mark").exists()
    assert sorted(one.name for one in trap.iterdir()) == ["rc", "sitecustomize.py"]


@pytest.mark.parametrize("port", ["cchc", "files"])
@pytest.mark.parametrize("asked", ["sh", "sh -i", "/bin/sh -c id", "exec sh", "cchc; sh", "", "id"])
def test_neither_port_gives_a_shell(place: Office, port: str, asked: str) -> None:
    options = [f"-p{place.files}"] if port == "files" else []
    tried = place.ssh("lan", *filter(None, [asked]), options=options, given=b"id\nexit\n")
    assert b"uid=" not in tried.stdout + tried.stderr
    if port == "cchc":
        assert tried.returncode == 2


def test_a_terminal_on_the_port_of_the_files_gives_no_shell(place: Office) -> None:
    argv = place.server.client("-tt", f"-p{place.files}", user="lan")
    with PtyTerminal(argv) as terminal:
        terminal.send("id; echo $((6*7))\r")
        terminal.settle(quiet=1.0, timeout=5)
        assert b"uid=" not in terminal.log
        assert not re.search(rb"(?m)^42\r?$", bytes(terminal.log))


@pytest.mark.parametrize("options", [["-O"], ["-s"]], ids=["legacy scp", "scp over sftp"])
def test_scp_on_the_port_of_cchc_gets_and_puts_nothing(
    place: Office, tmp_path: Path, options: list[str]
) -> None:
    scp = ["scp", *options, *place.server.identity(), "-P", str(place.server.port)]
    (tmp_path / "up").write_text("x")
    host = "lan@127.0.0.1:"
    for way in ([f"{host}/etc/hostname", f"{tmp_path}/got"], [f"{tmp_path}/up", f"{host}up"]):
        tried = subprocess.run([*scp, *way], capture_output=True, timeout=60, check=False)
        assert tried.returncode != 0
    assert not (tmp_path / "got").exists()
    assert not (place.place("lan") / "up").exists()
    assert place.ssh("lan", "sftp", options=["-s"]).returncode != 0


@pytest.mark.parametrize("port", ["cchc", "files"])
@pytest.mark.parametrize(
    "way",
    [["-R", "127.0.0.1:0:127.0.0.1:22", "-N"], ["-W", "127.0.0.1:{port}"], ["-w", "any:any", "-N"],
     ["-R", "{base}/sock:127.0.0.1:22", "-N"]],
    ids=["remote port", "through", "tunnel", "remote socket"],
)  # fmt: skip
def test_nothing_is_forwarded(place: Office, way: list[str], port: str) -> None:
    options = [one.format(port=place.server.port, base=place.base) for one in way]
    options += ["-oExitOnForwardFailure=yes"]
    options += [f"-p{place.files}"] if port == "files" else []
    tried = place.ssh("lan", options=options)
    assert tried.returncode != 0
    assert tried.stdout == b""


def test_no_agent_and_no_display_reach_the_session(place: Office, tmp_path: Path) -> None:
    agent = subprocess.run(["ssh-agent", "-a", str(tmp_path / "agent")], capture_output=True,
                           text=True, check=True)  # fmt: skip
    number = re.search(r"SSH_AGENT_PID=(\d+)", agent.stdout)
    assert number
    env = {"SSH_AUTH_SOCK": str(tmp_path / "agent"), "DISPLAY": "127.0.0.1:9"}
    try:
        with PtyTerminal(place.server.client("-tt", "-A", "-X", user="lan"), env=env) as terminal:
            terminal.wait_for("Cải cách hành chính", timeout=60)
            found = [given for given in map(environment, sessions(OFFICERS["lan"])) if given]
            assert found
            assert not any(b"SSH_AUTH_SOCK=" in one or b"DISPLAY=" in one for one in found)
            terminal.send("\x11")
            terminal.wait_for(lambda: terminal.process.poll() is not None)
    finally:
        subprocess.run(["kill", number[1]], check=True)


def sessions(account: int) -> list[Path]:
    """What runs as an account."""
    return [one for one in Path("/proc").iterdir() if one.name.isdigit() and owner(one) == account]


def owner(process: Path) -> int:
    try:
        return process.stat().st_uid
    except OSError:
        return -1


def environment(process: Path) -> bytes:
    """What it was started with, where it still runs and is `cchc`."""
    try:
        mine = b"cchc_tui" in (process / "cmdline").read_bytes()
        return (process / "environ").read_bytes() if mine else b""
    except OSError:
        return b""
