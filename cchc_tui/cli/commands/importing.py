"""`import`: an old report becomes a draft."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from cchc_tui.cli.commands.desk import desk
from cchc_tui.cli.output import as_json, line, say
from cchc_tui.domain.files import at_home


def import_(arguments: argparse.Namespace) -> int:
    """Make a draft of an old report, print its id and say what was understood."""
    from cchc_tui.services.importing import import_report

    with desk() as workspace:
        found = import_report(workspace, at_home(Path(arguments.file)), arguments.kind)
    if arguments.json:
        as_json(
            {
                "id": found.id,
                "kind": found.kind,
                "kind_confidence": found.kind_confidence,
                "agency": found.agency,
                "period": found.period,
                "period_name": found.period_name,
                "sections": [asdict(one) for one in found.matched],
                "facts": [asdict(one) for one in found.facts],
                "free": dict(found.free),
                "notes": list(found.notes),
            }
        )
    else:
        line(found.id)
    say(found.account())
    return 0
