"""`kinds`, `questions`, `agencies`: what can be reported, asked and who reports."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from cchc_tui.cli.commands.desk import desk
from cchc_tui.cli.output import as_json, say, table
from cchc_tui.interview.kinds import Kind, Library, Question, SectionNode
from cchc_tui.services.agencies import unknown
from cchc_tui.services.errors import WorkError


def kinds(arguments: argparse.Namespace) -> int:
    """List report kinds."""
    with desk() as workspace:
        found = workspace.kinds_for()
    if arguments.json:
        as_json([kind_as_json(kind) for kind in found])
    else:
        rows = [(kind.id, ", ".join(kind.periods), kind.title) for kind in found]
        table(rows, ("MÃ", "KỲ", "LOẠI BÁO CÁO"))
    return 0


def kind_as_json(kind: Kind) -> dict[str, object]:
    """A kind in a JSON list."""
    return {
        "id": kind.id,
        "title": kind.title,
        "summary": kind.summary,
        "periods": list(kind.periods),
        "agencies": list(kind.agencies),
        "valid_from": kind.valid_from,
        "valid_to": kind.valid_to,
        "basis": kind.basis,
    }


def questions(arguments: argparse.Namespace) -> int:
    """List the questions of a kind, whether or not their conditions hold."""
    with desk() as workspace:
        kind = workspace.drafting.kind(arguments.kind)
        asked = list(asked_in(workspace.library, kind))
    if arguments.section:
        nodes = [node.id for node in kind.sections]
        if arguments.section not in nodes:
            raise WorkError(unknown("mục", arguments.section, nodes))
        asked = [(node, question) for node, question in asked if node.id == arguments.section]
    if arguments.json:
        as_json([question_as_json(node, question) for node, question in asked])
        return 0
    rows = [
        (question.id, question.type.value, "x" if question.required else "", node.id, question.ask)
        for node, question in asked
    ]
    table(rows, ("MÃ", "KIỂU", "BẮT BUỘC", "MỤC", "CÂU HỎI"))
    say(f"{len(rows)} câu hỏi.")
    return 0


def asked_in(library: Library, kind: Kind) -> Iterator[tuple[SectionNode, Question]]:
    """Every question of a kind with its place, in the order asked."""
    for node in kind.sections:
        section = library.sections.get(node.use)
        for question in section.questions if section else ():
            if not node.questions or question.id in node.questions:
                yield node, question


def question_as_json(node: SectionNode, question: Question) -> dict[str, object]:
    """A question in a JSON list."""
    found: dict[str, object] = {
        "id": question.id,
        "type": question.type.value,
        "required": question.required,
        "section": node.id,
        "library_section": question.section,
        "ask": question.ask,
        "help": question.help,
        "example": question.example,
        "basis": question.basis,
        "unit": question.unit,
        "carry": question.carry.value,
        "when": question.when,
        "computed": question.computed,
    }
    if question.options:
        found["options"] = list(question.options)
        found["open_choice"] = question.open_choice
    if question.columns:
        found["columns"] = [
            {"id": column.id, "title": column.title, "type": column.type, "formula": column.formula}
            for column in question.columns
        ]
        found["row_labels"] = list(question.row_labels)
    return found


def agencies(arguments: argparse.Namespace) -> int:
    """List agencies, the officer's own first."""
    with desk() as workspace:
        found = workspace.agencies()
        own = workspace.agency_book.own_ids()
    if arguments.json:
        as_json(
            [
                {
                    "id": agency.id,
                    "name": agency.name,
                    "full_name": agency.full_name,
                    "level": agency.level,
                    "own": agency.id in own,
                }
                for agency in found.values()
            ]
        )
    else:
        rows = [
            (agency.id, "x" if agency.id in own else "", agency.full_name or agency.name)
            for agency in found.values()
        ]
        table(rows, ("MÃ", "CỦA MÌNH", "CƠ QUAN"))
    return 0
