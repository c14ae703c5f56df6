"""Runs a command: finds it, gives it a workspace, and turns every failure into words.

No failure shows a traceback: what the officer can mend is said in Vietnamese, and what only
the makers can mend goes into a report file without any of the officer's text.
"""

from __future__ import annotations

import argparse
import importlib
import keyword
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from cchc_tui.cli.arguments import UsageError, shorten
from cchc_tui.cli.output import give_up, say, use_utf8
from cchc_tui.cli.parser import parse

DONE, FOUND, FAILED = 0, 1, 2
INTERRUPTED = 130
"""What shells use for a command stopped with ctrl+c."""

Command = Callable[[argparse.Namespace], int]

_MODULES = {
    "open": "app",
    "kinds": "library",
    "questions": "library",
    "agencies": "library",
    "schema": "schema",
    "new": "drafts",
    "import": "importing",
    "answer": "drafts",
    "drafts": "drafts",
    "show": "answers",
    "history": "answers",
    "versions": "versions",
    "rollback": "versions",
    "export": "export",
    "check": "check",
    "search": "search",
    "harvest": "harvest",
    "backup": "backup",
    "restore": "backup",
    "share": "sharing",
    "move": "sharing",
    "serve": "serving",
    "locate": "machine",
    "doctor": "machine",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `cchc`.

    Args:
        arguments: Without the program's name; those of the process by default.

    Returns:
        The exit code: 0 done, 1 findings or nothing found, 2 not done.
    """
    use_utf8()
    command = ""
    try:
        given = parse(sys.argv[1:] if arguments is None else arguments)
        command = given.command or "open"
        code = _command(command)(given)
        sys.stdout.flush()
    except UsageError as error:
        say(f"cchc: {error}")
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough; Python would complain when it exits.
        give_up(sys.stdout)
        return DONE
    except Exception as error:
        return _failed(error, command)
    return code


def _command(name: str) -> Command:
    module = importlib.import_module(f"cchc_tui.cli.commands.{_MODULES[name]}")
    # A word of Python's own cannot name a function.
    command: Command = getattr(module, f"{name}_" if keyword.iskeyword(name) else name)
    return command


def _failed(error: Exception, command: str) -> int:
    if _is_told(error):
        say(str(error))
        return FAILED
    if isinstance(error, OSError):
        give_up(sys.stdout)
        say(_refused(error))
        return FAILED
    from cchc_tui.cli.crash import report_crash

    path = report_crash(error, command)
    where = f" Báo cáo lỗi (không chứa nội dung của bạn): {path}" if path else ""
    say(f"cchc gặp lỗi của chính chương trình nên dừng lại; những gì đã lưu vẫn còn.{where}")
    return FAILED


def _refused(error: OSError) -> str:
    """What to say where the system refuses a file, or the place that stdout leads to."""
    from cchc_tui.domain.files import system_reason

    if error.filename is not None:
        name = os.fsdecode(error.filename)
        return f"Không dùng được {shorten(name)}: {system_reason(error)}. Hãy chọn nơi khác."
    try:
        Path.cwd()
    except OSError:
        return "Thư mục hiện tại không còn nữa; hãy chuyển sang thư mục khác rồi chạy lại."
    return f"Không ghi được kết quả ra stdout: {system_reason(error)}."


def _is_told(error: Exception) -> bool:
    """Whether the message is meant for the officer."""
    from cchc_tui.domain.paths import NoHome
    from cchc_tui.domain.problems import DataError
    from cchc_tui.services.errors import WorkError
    from cchc_tui.store.errors import StoreError

    return isinstance(error, WorkError | StoreError | DataError | NoHome)
