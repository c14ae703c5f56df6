"""`serve`: what sshd runs in place of a shell (`ForceCommand`): the app, or one of our commands.

What the officer asked for comes in `SSH_ORIGINAL_COMMAND`. It is cut into words and given to
our own parser; no shell ever sees it, and no file outside one directory can be named.
"""

from __future__ import annotations

import argparse
import os
import shlex
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from cchc_tui.cli.parser import parse
from cchc_tui.domain.files import at_home, system_reason
from cchc_tui.domain.paths import Places, private_dir
from cchc_tui.services.errors import WorkError, refuse_outside

REFUSED = ("serve", "share")
"""Commands that belong to whoever runs the machine."""
FILES = ("answers", "bank", "file", "files", "output", "reference", "source", "target")
"""Arguments of any command that may name a file; drafts never look like a path elsewhere."""
KEPT = (
    "CCHC_AGENCY_DIR", "CCHC_AUTHOR", "CCHC_HOME", "COLORTERM", "HOME", "LANG", "LC_ALL",
    "LC_CTYPE", "LOGNAME", "NO_COLOR", "SSH_CLIENT", "SSH_CONNECTION", "SSH_ORIGINAL_COMMAND",
    "SSH_TTY", "TERM", "TZ", "USER",
)  # fmt: skip
"""Variables that are honoured; every other one is dropped."""
PATH = "/usr/local/bin:/usr/bin:/bin"
HOW = (
    "Ở đây chỉ dùng được cchc. Mở ứng dụng: ssh MÁY. Chạy một lệnh: ssh MÁY cchc drafts. Lấy báo "
    "cáo về: ssh MÁY cchc export BẢN_NHÁP -o - > bao-cao.docx"
)


def serve(arguments: argparse.Namespace) -> int:
    """Run what the officer asked for over SSH, if it is ours.

    Raises:
        WorkError: It is not, it names a file elsewhere, or the place of the files is not there.
    """
    if not sys.flags.isolated:
        _begin_again(arguments.files)
    place = _place(arguments.files)
    for name in set(os.environ) - set(KEPT):
        del os.environ[name]
    os.environ.update(PATH=PATH, CCHC_FENCE=str(place))
    # Ctrl+Z must stop nothing: behind a stopped command there might be a shell.
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)
    words = _words(os.environ.pop("SSH_ORIGINAL_COMMAND", ""))
    if words:
        _judge(parse(words), Places.from_env())

    from cchc_tui.cli.main import main

    return main(words)


def _begin_again(files: str) -> None:
    """Start the interpreter anew, deaf to every variable and file of the officer's own."""
    words = [sys.executable, "-I", "-m", "cchc_tui", "serve", "--files", files]
    os.execve(sys.executable, words, clean(os.environ))  # noqa: S606 - without a shell is meant


def clean(env: Mapping[str, str]) -> dict[str, str]:
    """The variables that are honoured."""
    return {**{name: env[name] for name in KEPT if name in env}, "PATH": PATH}


def _place(files: str) -> Path:
    """The directory of the files, made if need be; relative names are looked for there."""
    place = at_home(Path(files)).absolute()
    try:
        private_dir(place)
        os.chdir(place)
    except OSError as error:
        raise WorkError(
            f"Không dùng được thư mục tệp {place}: {system_reason(error)}. Báo người quản trị máy."
        ) from error
    return place


def _words(asked: str) -> list[str]:
    """The arguments for `cchc` in what was asked for; none opens the app.

    Raises:
        WorkError: It is another program.
    """
    try:
        words = shlex.split(asked)
    except ValueError:
        raise WorkError(f"Lệnh có dấu nháy chưa đóng. {HOW}") from None
    if words and words[0] != "cchc":
        raise WorkError(f"Không chạy được “{words[0]}”. {HOW}")
    return words[1:]


def _judge(asked: argparse.Namespace, places: Places) -> None:
    """Refuse commands of the administrator, and files elsewhere."""
    if asked.command in REFUSED:
        raise WorkError(f"Lệnh “cchc {asked.command}” là việc của người quản trị máy. {HOW}")
    for name in FILES:
        given = getattr(asked, name, None)
        for one in given if isinstance(given, list) else [given]:
            if one and one != "-":
                refuse_outside(places, at_home(Path(one)))
