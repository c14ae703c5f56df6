"""`export`: the report as a file or on stdout."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from cchc_tui.cli.commands.desk import desk
from cchc_tui.cli.options.reports import FORMATS
from cchc_tui.cli.output import line, say
from cchc_tui.domain.files import at_home
from cchc_tui.services.errors import WorkError


def export(arguments: argparse.Namespace) -> int:
    """Export a draft; prints the path, or the report itself for `-o -`."""
    reference = _reference(arguments.reference)
    embed = False if arguments.no_embed else None
    with desk() as workspace:
        draft = workspace.draft(arguments.draft).id
        if arguments.output == "-":
            data = workspace.render(draft, arguments.format or "docx", reference, embed=embed)
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
            return 0
        target = Path(arguments.output) if arguments.output else None
        fmt = arguments.format or _format_of(target)
        done = workspace.export(draft, fmt, target, reference, embed=embed)
    line(str(done.path))
    say(done.message)
    for gap in done.gaps:
        say(f"  chưa trả lời: {gap.label} ({gap.question})")
    return 0


def _format_of(target: Path | None) -> str:
    """The format that a file's suffix names; docx where it names none."""
    if target is None or not target.suffix or target.is_dir():
        return "docx"
    suffix = target.suffix[1:].lower()
    if suffix not in FORMATS:
        raise WorkError(
            f"Không biết định dạng của “{target.name}”; thêm -f với một trong: "
            f"{', '.join(FORMATS)}."
        )
    return suffix


def _reference(given: str) -> Path | None:
    if not given:
        return None
    path = at_home(Path(given))
    if not path.is_file():
        raise WorkError(f"--reference: không có tệp {path}.")
    return path
