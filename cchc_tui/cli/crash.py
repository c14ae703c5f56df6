"""What happens when the program itself is wrong: a report for its makers, one line for the officer.

The report holds versions, the command's name and where in our code it stopped. It holds no
answers, no file contents, no values of variables and no message of the exception, because
any of these may carry text of the officer's.
"""

from __future__ import annotations

import platform
import sqlite3
import traceback
from datetime import UTC, datetime
from pathlib import Path

from cchc_tui import __version__
from cchc_tui.domain.paths import Places, atomic_write, private_dir


def report_crash(error: BaseException, command: str, places: Places | None = None) -> Path | None:
    """Write a crash report.

    Args:
        error: What was raised.
        command: Name of the command, without its arguments.
        places: Where state is kept; those of the environment by default.

    Returns:
        The file; None if it could not be written.
    """
    now = datetime.now(UTC)
    try:
        places = places or Places.from_env()
        folder = places.state / "crashes"
        private_dir(places.state)
        private_dir(folder)
        path = folder / f"cchc-{now:%Y%m%dT%H%M%S%f}.txt"
        atomic_write(path, crash_text(error, command, now).encode())
    except (OSError, ValueError):
        return None
    return path


def crash_text(error: BaseException, command: str, now: datetime) -> str:
    """The text of a report: what stopped where, without any text of the officer's."""
    lines = [
        f"cchc {__version__}, {now:%Y-%m-%dT%H:%M:%SZ}",
        f"python {platform.python_version()}, sqlite {sqlite3.sqlite_version}, "
        f"{platform.system()} {platform.release()}",
        f"command: {command}",
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        lines += [
            f"  {frame.filename}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)
        ]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines) + "\n"
