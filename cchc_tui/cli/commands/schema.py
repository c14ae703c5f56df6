"""`schema`: the JSON Schemas of the data files."""

from __future__ import annotations

import argparse

from cchc_tui.cli.commands.desk import desk
from cchc_tui.cli.output import as_json
from cchc_tui.services.agencies import unknown
from cchc_tui.services.errors import WorkError
from cchc_tui.services.schemas import all_schemas, answers_schema


def schema(arguments: argparse.Namespace) -> int:
    """Print one schema, or all of them by name."""
    if arguments.name == "answers":
        if not arguments.kind:
            raise WorkError("Thêm --kind LOẠI: tệp câu trả lời tùy theo loại báo cáo.")
        with desk() as workspace:
            kind = workspace.drafting.kind(arguments.kind)
            as_json(answers_schema(workspace.library, kind))
        return 0
    schemas = all_schemas()
    if not arguments.name:
        as_json(schemas)
        return 0
    if arguments.name not in schemas:
        raise WorkError(unknown("lược đồ", arguments.name, [*schemas, "answers"]))
    as_json(schemas[arguments.name])
    return 0
