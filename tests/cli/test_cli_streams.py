"""Streams, homes and surroundings that fail: one message, the right code, never a traceback."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from officers import Officer, may_be_others, officers
from test_cli_end_to_end import ROOT, Desk

DRAFT = "bao-cao-thu-2026-q1"
CCHC = shlex.join([sys.executable, "-m", "cchc_tui"])
PRINTING = ("drafts", "locate", "schema", f"export {DRAFT} -o -", "backup -", "--help", "--version",
            f"check {DRAFT} -f docx -o -", f"--plain open {DRAFT}")  # fmt: skip
MEMORY = 1_500_000
"""Kilobytes of address space: enough for any command, not for what never ends."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    desk.run("new", "bao-cao-thu", "--period", "2026-Q1")
    return desk.home


def shell(home: Path, line: str, **env: str) -> subprocess.CompletedProcess[str]:
    """What bash makes of a line in which `cchc` is ours."""
    return subprocess.run(
        ["bash", "-c", f"cchc() {{ {CCHC} \"$@\"; }}; {line}"],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "CCHC_HOME": str(home),
             "HOME": str(home), "CCHC_AUTHOR": "an", **env},
        capture_output=True, text=True, errors="replace", cwd=home, timeout=120, check=False,
    )  # fmt: skip


def quiet(done: subprocess.CompletedProcess[str]) -> None:
    for bad in ("Traceback", "Exception ignored", "Errno", "lỗi của chính chương trình"):
        assert bad not in done.stdout + done.stderr


@pytest.mark.parametrize("command", PRINTING)
def test_output_that_goes_nowhere_is_said_and_one_that_is_cut_is_no_mistake(
    home: Path, command: str
) -> None:
    for where, why in ((">/dev/full", "ổ đĩa đã đầy"), (">&-", "nơi đó đã đóng")):
        done = shell(home, f"cchc {command} {where} </dev/null")
        quiet(done)
        assert (done.returncode, done.stdout) == (2, "")
        assert f"Không ghi được kết quả ra stdout: {why}." in done.stderr
    cut = shell(home, f"cchc {command} </dev/null | head -c 1 >/dev/null; exit ${{PIPESTATUS[0]}}")
    quiet(cut)
    assert cut.returncode in (0, 1)
    for deaf in ("2>/dev/full", "2>&-"):
        done = shell(home, f"cchc {command} {deaf} </dev/null >/dev/null")
        assert done.returncode in (0, 1)


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        (f"cchc answer {DRAFT} - </dev/zero", 2, "stdin dài quá"),
        (f"cchc answer {DRAFT} - <&-", 1, "không có câu trả lời nào"),
        (f"head -c 300 /dev/urandom | cchc answer {DRAFT} -", 2, "Tệp stdin"),
        ("cchc search - </dev/zero | head -c 60", 0, ""),
        ("cchc search - <&-", 0, ""),
        (f"cchc --plain open {DRAFT} </dev/zero", 0, "dài quá 16 MB"),
        (f"cchc --plain open {DRAFT} <&-", 0, "Đã lưu bản nháp"),
        (f"cchc open {DRAFT} </dev/null", 2, "cchc --plain"),
        ("mkdir gone; cd gone; rmdir ../gone; cchc backup", 2, "Thư mục hiện tại không còn"),
        (f"mkdir gone; cd gone; rmdir ../gone; cchc export {DRAFT}", 2, "Thư mục hiện tại không"),
    ],
)
def test_input_without_end_or_none_at_all(home: Path, line: str, code: int, said: str) -> None:
    done = shell(home, f"ulimit -v {MEMORY}; {line}")
    quiet(done)
    assert done.returncode == code, done.stderr
    assert said in (done.stdout + done.stderr).replace("\n", " ")


@pytest.mark.parametrize(
    "env",
    [{"LANG": "xx_YY.bogus"}, {"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0"},
     {"TZ": "Khong/Co"}, {"TERM": "dumb"}, {"COLUMNS": "x", "LINES": "-3"}],
    ids=str,
)  # fmt: skip
def test_a_strange_environment_changes_no_letter(home: Path, env: dict[str, str]) -> None:
    line = f"cchc drafts && cchc --plain open {DRAFT} </dev/null"
    usual, strange = shell(home, line, LC_ALL="C.UTF-8"), shell(home, line, **env)
    assert strange.returncode == usual.returncode == 0
    assert strange.stdout == usual.stdout
    assert "Báo cáo thử, Quý I/2026" in strange.stdout


@pytest.mark.parametrize("place", ["/dev/null", "/proc/cchc"])
def test_a_home_that_cannot_be_one_is_named(home: Path, place: str) -> None:
    for command in ("drafts", "new bao-cao-thu --period 2026-Q1 --agency x", "backup"):
        done = shell(home, f"cchc {command}", CCHC_HOME=place)
        quiet(done)
        assert done.returncode == 2
        assert place in done.stderr or "Không có loại báo cáo" in done.stderr


@pytest.mark.skipif(not may_be_others(), reason="needs root, to run commands as another account")
class TestAnotherAccount:
    NEW = ("new", "cchc-so", "--period", "2026-Q1", "--agency", "mau-so-noi-vu")
    COMMANDS = (
        ("drafts",), NEW, ("export", "cchc-so-2026-q1"), ("backup",),
        ("--plain", "open", "cchc-so-2026-q1"),
    )  # fmt: skip

    def refused(self, officer: Officer, *words: str, **env: str) -> str:
        done = officer.cchc(*words, env=env)
        quiet(done)
        assert done.returncode == 2, (words, done.stdout)
        assert done.stdout == ""
        return done.stderr

    @pytest.mark.parametrize("mode", [0o500, 0])
    def test_a_home_without_leave_is_named_by_every_command(self, mode: int) -> None:
        with officers(()) as (lan,):
            assert lan.cchc(*self.NEW).returncode == 0
            data = lan.home / "cchc" / "data"
            for file in data.glob("drafts.db*"):
                file.chmod(0o400)
            data.chmod(mode)
            for words in self.COMMANDS:
                said = self.refused(lan, *words)
                assert str(data) in said
                assert "quyền" in said
            seen = lan.cchc("doctor")
            quiet(seen)
            assert seen.returncode == 1
            assert f"! thư mục: không ghi được vào {data}" in seen.stdout

    def test_an_account_without_any_home_is_told_to_name_one(self) -> None:
        leave = "import os, sys; del os.environ['HOME']; os.environ.pop('CCHC_HOME');"
        code = leave + "from cchc_tui.cli.main import main; sys.exit(main(['drafts']))"
        with officers(()) as (lan,):
            said = self.refused(lan, "-c", code)
        assert "CCHC_HOME" in said

    def test_files_of_others_are_refused_by_name(self) -> None:
        with officers((), ()) as (lan, minh):
            assert lan.cchc(*self.NEW).returncode == 0
            assert minh.cchc(*self.NEW).returncode == 0
            draft, theirs = "cchc-so-2026-q1", lan.home / "cchc" / "data" / "drafts.db"
            name = f"../{lan.number}/cchc/data/drafts.db"
            for words in (
                ("import", "/etc/shadow"), ("check", str(theirs)), ("harvest", name),
                ("restore", str(theirs)), ("answer", draft, "/etc/shadow"),
                ("export", draft, "--reference", name, "-o", "-"),
                (*self.NEW, "--answers", name), ("export", draft, "-o", f"{theirs.parent}/x.docx"),
            ):  # fmt: skip
                said = self.refused(minh, *words)
                assert re.search("shadow|drafts.db|cchc/data", said), words
