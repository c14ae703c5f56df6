"""Answers written in a TOML file: `question_id = value`, all mistakes reported at once.

A value is written as the question's type reads it (see docs/CLI.md); everything stands at
the top of the file or in a table `[answers]`. Keys `schema`, `kind`, `period`, `agency` and
`title` beside them describe the file and are not answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from cchc_tui.domain.problems import DataError, Problem, parse_toml, read_source
from cchc_tui.domain.text import nearest
from cchc_tui.domain.toml_lines import locate_key
from cchc_tui.interview.answer import Answer
from cchc_tui.interview.answers import from_toml
from cchc_tui.interview.free import free_questions
from cchc_tui.interview.kinds import Kind, Library, Question

ABOUT = ("schema", "kind", "period", "period_name", "agency", "title")
"""Keys of a file of answers that are not answers."""
TABLE = "answers"


def asked_by(library: Library, kind: Kind) -> dict[str, Question]:
    """Every question of a kind by id, whether or not its condition holds."""
    found: dict[str, Question] = {}
    for node in kind.sections:
        section = library.sections.get(node.use)
        for question in section.questions if section else ():
            if not node.questions or question.id in node.questions:
                found[question.id] = question
        known = (q for q in free_questions(node) if q.id in library.questions)
        found |= {question.id: question for question in known}
    return found


def read_answers(path: Path, library: Library, kind: Kind) -> dict[str, Answer]:
    """The answers of a file.

    Args:
        path: The file.
        library: For telling an unknown question from one of another kind.
        kind: Whose questions may be answered.

    Raises:
        DataError: Every mistake in the file: file, line, key, nearest valid id.
    """
    return answers_from(read_source(path), str(path), library, kind)


def answers_from(source: str, name: str, library: Library, kind: Kind) -> dict[str, Answer]:
    """The answers of a TOML text that messages call `name`; as `read_answers`."""
    tables = parse_toml(source, name)
    inner = tables.get(TABLE)
    at = (TABLE,) if isinstance(inner, dict) else ()
    values: Mapping[str, Any] = inner if isinstance(inner, dict) else tables
    asked = asked_by(library, kind)
    problems = list(_strangers(tables, at, asked))
    found: dict[str, Answer] = {}
    for key, value in values.items():
        if not at and key in ABOUT:
            continue
        question = asked.get(key)
        if question is None:
            message, near = _why_not(key, asked, library, kind)
            problems.append((at, key, message, near))
            continue
        try:
            found[key] = from_toml(question, value)
        except ValueError as error:
            problems.append((at, key, str(error), ""))
    if problems:
        raise DataError(
            [
                Problem(name, _line(source, table, key), key, message, near)
                for table, key, message, near in problems
            ]
        )
    return found


def _line(source: str, table: tuple[str, ...], key: str) -> int:
    """Line of a key, also where its value is a table of its own."""
    return locate_key(source, table, 0, key) or locate_key(source, (*table, key), 0)


_Mistake = tuple[tuple[str, ...], str, str, str]


def _strangers(
    tables: Mapping[str, Any], at: tuple[str, ...], asked: Mapping[str, Question]
) -> Iterable[_Mistake]:
    """Keys beside the table of answers that mean nothing."""
    if not at:
        return
    for key in tables:
        if key not in ABOUT and key != TABLE:
            text = f"khóa này đứng ngoài bảng [{TABLE}] nên không được đọc."
            yield (), key, text, nearest(key, (*ABOUT, *asked)) or ""


def _why_not(
    key: str, asked: Mapping[str, Question], library: Library, kind: Kind
) -> tuple[str, str]:
    if key in library.questions:
        return f"câu hỏi này không thuộc loại báo cáo “{kind.id}”.", ""
    return "không có câu hỏi này.", nearest(key, asked) or ""
