"""Every command and option with input that cannot be right: one message that says what to do."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import pytest
from test_cli_end_to_end import Desk

from cchc_tui.cli.main import main
from cchc_tui.cli.parser import COMMANDS

DRAFT = "bao-cao-thu-2026-q1"
SECONDS = 20
"""Longer than any command takes, even on a busy machine; one that waits for ever takes more."""

READ = (
    "import @", "answer D @", "new bao-cao-thu --period 2026-Q2 --from @",
    "new bao-cao-thu --period 2026-Q2 --answers @", "check @",
    "export D -o - --reference @", "harvest @", "harvest x.md x.md @", "restore @",
    "search x --bank @", "share @",
)  # fmt: skip
"""Where `@` is a file or folder that has to be there already."""
WRITTEN = ("export D -o @", "export D -f txt -o @", "check D -f docx -o @", "harvest x.md -o @",
           "backup @")  # fmt: skip
"""Where `@` is a file to be written."""
NAMED = (
    "@", "open @", "questions @", "questions bao-cao-thu --section @", "new @ --period 2026-Q1",
    "new bao-cao-thu --period @", "new bao-cao-thu --period 2026-Q1 --agency @",
    "new bao-cao-thu --period 2026-Q2 --from @", "import x.md --kind @", "answer @ x.toml",
    "show @", "show D --section @", "history @", "history D @", "versions @", "versions D @",
    "rollback @ --to 1", "rollback D --to @", "export @", "export D -f @", "check @",
    "check D --select @", "check D --ignore @", "check --explain @", "check D -f @",
    "search x -n @", "harvest x.md --min @", "share g --group @", "move @", "schema @",
    "schema answers --kind @", "locate @", "doctor @", "kinds @", "agencies @", "drafts @",
)  # fmt: skip
"""Where `@` is a word that has to be known."""

ENDLESS = ("ong.docx", "ong.md", "khong-het.docx", "/dev/zero", "/dev/full")
UNREADABLE = (
    "khong-co.docx", "khong-co/a.md", "~khong-co-ai/a.docx", "thu-muc.docx", "vong.docx",
    "rac.docx", "rac.md", "trong.docx", "trong.md", "trong.zip", "d" * 300 + ".docx", *ENDLESS,
)  # fmt: skip
EMPTY = ("trong.docx", "trong.md", "trong.zip")
FINE = {
    *((command, bad) for command in READ if "answer" in command for bad in EMPTY),
    ("search x --bank @", "thu-muc.docx"), ("check @", "../.."),
    *((command, "9" * 40) for command in ("search x -n @", "harvest x.md --min @")),
    *((f"{command} @", " ") for command in ("show D --section", "history D", "versions D",
                                            "check D --select", "check D --ignore", "schema")),
}  # fmt: skip
"""What is no mistake: a file without answers, a folder, a large number, no name at all."""
UNWRITABLE = (
    "khong-co/a.docx", "~khong-co-ai/a.docx", "x.md/a.docx", "d" * 300 + ".docx", "ong.docx",
    "khong-het.docx", "/dev/full", "/proc/a.docx",
)  # fmt: skip
UNKNOWN = (
    "khong-co",
    " ",
    "-5",
    "../..",
    "a\nb",
    "\x1b[31mđỏ",
    "ký-tự\u202e",
    "“",
    "%s{0}",
    "9" * 40,
)
NEVER = ("a\0b", "b\udcffo-c\udce1o.docx", "d" * 5000)
"""What can be neither a word nor the name of a file."""

ENGLISH = re.compile(
    r"Errno|\b(?:[Ii]nvalid|error|codec|expected|required|No such|argument|usage)\b"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a draft, and files of every bad sort beside it."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    desk.run("new", "bao-cao-thu", "--period", "2026-Q1")
    folder = desk.home
    (folder / "thu-muc.docx").mkdir()
    for name, content in {
        "x.md": "Trong kỳ nhận 12 hồ sơ.\n\nTrong kỳ nhận 12 hồ sơ.\n".encode(),
        "x.toml": b"",
        "rac.docx": bytes(range(256)) * 9,
        "rac.md": bytes(range(256)) * 9,
        "trong.docx": b"",
        "trong.md": b"",
        "trong.zip": b"",
    }.items():
        (folder / name).write_bytes(content)
    for name in ("ong.docx", "ong.md"):
        os.mkfifo(folder / name)
    (folder / "khong-het.docx").symlink_to("/dev/zero")
    (folder / "vong.docx").symlink_to("vong.docx")
    return folder


@pytest.fixture(autouse=True)
def at_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The command runs there, and does not wait for ever."""

    def waited(number: int, frame: FrameType | None) -> None:
        raise AssertionError("the command waits for ever")

    monkeypatch.setenv("CCHC_HOME", str(home))
    monkeypatch.chdir(home)
    before = signal.signal(signal.SIGALRM, waited)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def words_of(command: str, bad: str) -> list[str]:
    return [{"@": bad, "D": DRAFT}.get(word, word) for word in command.split()]


def refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """What is said; the command was not done, and nobody but an officer has to read it."""
    code = main(words)
    shown = capsys.readouterr()
    assert code == 2, shown
    assert shown.out == "" or words[:2] == ["check", DRAFT]  # findings, before the file of them
    assert 0 < len(shown.err) < 1500
    assert "Traceback" not in shown.err
    assert "lỗi của chính chương trình" not in shown.err
    assert not re.search("[\0-\x08\x0b-\x1f\x7f\ud800-\udfff]", shown.err)
    assert not ENGLISH.search(re.sub("“.*?”", "", shown.err, flags=re.DOTALL)), shown.err
    return shown.err


def names(said: str, bad: str) -> bool:
    """Whether the message tells which file it is about; a long name may be cut."""
    return any(part in said for part in (bad[:40], Path(bad).name[:40], f"/{Path(bad).parent};"))


@pytest.mark.parametrize("bad", UNREADABLE, ids=lambda bad: bad[:20])
@pytest.mark.parametrize("command", READ)
def test_a_file_that_cannot_be_read_is_named(
    command: str, bad: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if (command, bad) in FINE:
        return
    assert names(refused(words_of(command, bad), capsys), bad)


@pytest.mark.parametrize("bad", UNWRITABLE, ids=lambda bad: bad[:20])
@pytest.mark.parametrize("command", WRITTEN)
def test_a_place_that_cannot_be_written_is_named(
    command: str, bad: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = bad.replace(".docx", ".txt") if "txt" in command else bad
    if given in ("ong.txt", "khong-het.txt"):
        return  # free names
    assert names(refused(words_of(command, given), capsys), given)


@pytest.mark.parametrize("bad", UNKNOWN, ids=ascii)
@pytest.mark.parametrize("command", NAMED)
def test_a_word_that_is_not_known_is_refused(
    command: str, bad: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if (command, bad) in FINE:
        return
    refused(words_of(command, bad), capsys)


@pytest.mark.parametrize("bad", NEVER, ids=["nul", "not-utf8", "long"])
@pytest.mark.parametrize("command", dict.fromkeys((*READ, *WRITTEN, *NAMED, "search @")))
def test_what_can_be_no_argument_is_refused_at_the_door(
    command: str, bad: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refused(words_of(command, bad), capsys)
    assert re.search(r"Tham số thứ \d+, “", said)


def test_every_command_is_tried() -> None:
    tried = {command.split()[0] for command in (*READ, *WRITTEN, *NAMED, "search @")}
    assert set(COMMANDS) - tried == {"serve"}  # tests/faults/test_forced_command.py
