"""`show` and `history`: the answers of a draft, and every revision of them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cchc_tui.cli.commands.desk import desk
from cchc_tui.cli.output import as_json, line, say, table
from cchc_tui.interview.answers import Answer, summarise, to_plain
from cchc_tui.interview.kinds import Question
from cchc_tui.services.agencies import unknown
from cchc_tui.services.errors import WorkError

if TYPE_CHECKING:
    from cchc_tui.interview.interview import Interview


@dataclass(frozen=True, slots=True)
class _Shown:
    """A question with its answer and the section it stands in."""

    section: str
    heading: str
    question: Question
    answer: Answer
    missing: bool


def show(arguments: argparse.Namespace) -> int:
    """Print the answers of a draft by section."""
    with desk() as workspace:
        info = workspace.draft(arguments.draft)
        interview = workspace.interview(info.id)
        rows = list(_shown(interview, arguments.section))
        card = workspace.card(info.id)
    if arguments.missing:
        rows = [row for row in rows if row.missing]
    if arguments.json:
        as_json([_as_json(row) for row in rows])
    else:
        line(f"{card.name} ({card.agency_name})")
        _print(rows)
    say(f"{info.id}: đã trả lời {card.info.answered}, còn thiếu {card.info.required_left}.")
    return 1 if arguments.missing and rows else 0


def _shown(interview: Interview, section: str) -> Iterator[_Shown]:
    missing = {question.id for question in interview.missing()}
    nodes = list(interview.sections())
    if section and section not in [node.id for node in nodes]:
        raise WorkError(unknown("mục", section, [node.id for node in nodes]))
    for node in nodes:
        if section and node.id != section:
            continue
        heading = f"{node.number} {node.heading}".strip()
        for question in interview.questions(node.id):
            yield _Shown(
                node.id,
                heading,
                question,
                interview.answer(question.id),
                question.id in missing,
            )


def _print(rows: list[_Shown]) -> None:
    section = ""
    for row in rows:
        if row.section != section:
            section = row.section
            line("")
            line(row.heading or section)
        mark = "!" if row.missing else " "
        text = summarise(row.question, row.answer) or "(chưa trả lời)"
        source = f"  [{row.answer.source}]" if row.answer.source else ""
        line(f" {mark} {row.question.id}: {row.question.name}: {text}{source}")


def _as_json(row: _Shown) -> dict[str, object]:
    answer = row.answer
    return {
        "id": row.question.id,
        "section": row.section,
        "type": row.question.type.value,
        "required": row.question.required,
        "missing": row.missing,
        "state": answer.state.value,
        "text": summarise(row.question, answer),
        "answer": to_plain(row.question, answer),
        "source": answer.source,
        "revision": answer.revision,
        "author": answer.author,
        "at": answer.at,
    }


def history(arguments: argparse.Namespace) -> int:
    """Print every revision of a draft, oldest first."""
    from cchc_tui.services.reading import as_answer

    with desk() as workspace:
        info = workspace.draft(arguments.draft)
        if arguments.question:
            workspace.drafting.question(arguments.question)
        revisions = workspace.history(info.id, arguments.question)
        questions = workspace.library.questions
    texts = [
        summarise(questions[one.question], as_answer(questions[one.question], one))
        if one.question in questions
        else str(one.plain)
        for one in revisions
    ]
    if arguments.json:
        as_json(
            [
                {
                    "question": one.question,
                    "revision": one.revision,
                    "text": text,
                    "answer": one.plain,
                    "source": one.source,
                    "author": one.author,
                    "at": one.at,
                }
                for one, text in zip(revisions, texts, strict=True)
            ]
        )
    else:
        rows = [
            (one.at, one.author, f"{one.question} #{one.revision}", text or "(bỏ trả lời)")
            for one, text in zip(revisions, texts, strict=True)
        ]
        table(rows, ("LÚC (UTC)", "AI", "CÂU HỎI", "TRẢ LỜI"))
    if not revisions:
        say("Chưa có câu trả lời nào.")
        return 1
    return 0
