"""Loads report kinds, sections, questions and wording from the three layers of files.

A later layer replaces a section or kind with the same id and a template with the same path.
Every mistake of every file is reported in one go.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cchc_tui.domain.paths import Places, layers
from cchc_tui.domain.problems import DataError, read_source
from cchc_tui.domain.values import Column
from cchc_tui.interview.free import all_free_questions
from cchc_tui.interview.kinds import (
    Carry,
    Check,
    Kind,
    Library,
    LibrarySection,
    Question,
    QuestionType,
    SectionNode,
    Severity,
)
from cchc_tui.interview.reading import Place, Report, read_tables
from cchc_tui.interview.schema import KIND_FILE, SECTION_FILE, json_schema

__all__ = ["FOOT_SECTION", "HEAD_SECTION", "json_schema", "load_library"]

HEAD_SECTION = "the-thuc"
"""Library section asked in every kind: number, date, subject, addressees."""
FOOT_SECTION = "ket"
"""Library section asked in every kind: closing, recipients, signature."""


@dataclass(slots=True)
class Loaded:
    """What was read so far, and where each thing stands in its file."""

    sections: dict[str, LibrarySection] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    templates: dict[str, str] = field(default_factory=dict)
    section_places: dict[str, Place] = field(default_factory=dict)
    kind_places: dict[str, Place] = field(default_factory=dict)
    template_places: dict[str, Place] = field(default_factory=dict)


def load_library(
    source: Places | Mapping[str, Sequence[Path]], *, audit: bool | None = None
) -> Library:
    """Reads all layers, weakest first, into one library.

    Args:
        source: The user's places, or the folders by name: `{"prompts": [...],
            "templates": [...]}`. Folders that do not exist are empty.
        audit: Also look into every expression and template. None leaves it out only where
            every file came with `cchc`: those are looked into before they are released.

    Raises:
        DataError: With every mistake found, each with file, line, key and nearest name.
    """
    prompts, templates = _folders(source, "prompts"), _folders(source, "templates")
    report = Report()
    loaded = Loaded()
    for folder in templates:
        _read_templates(folder, loaded, report)
    for folder in prompts:
        _read_sections(folder / "sections", loaded, report)
        _read_kinds(folder / "kinds", loaded, report)
    library = _assemble(loaded)
    if _has_own_files(source) if audit is None else audit:
        from cchc_tui.interview.audit import audit_library

        audit_library(library, loaded, report)
    report.raise_if_any()
    return library


def _folders(source: Places | Mapping[str, Sequence[Path]], name: str) -> list[Path]:
    if isinstance(source, Places):
        return [layer.path for layer in layers(source, name)]
    return list(source.get(name, ()))


def _has_own_files(source: Places | Mapping[str, Sequence[Path]]) -> bool:
    """Whether any file is not one that came with `cchc`."""
    if not isinstance(source, Places):
        return True
    own = [*layers(source, "prompts")[1:], *layers(source, "templates")[1:]]
    return any(_files(layer.path, pattern) for layer in own for pattern in ("*.toml", "*.j2"))


def _files(folder: Path, pattern: str) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(
        path
        for path in folder.rglob(pattern)
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _read_templates(folder: Path, loaded: Loaded, report: Report) -> None:
    for path in _files(folder, "*.j2"):
        name = path.relative_to(folder).as_posix()
        try:
            loaded.templates[name] = read_source(path)
        except DataError as error:
            report.problems.extend(error.problems)
            continue
        loaded.template_places[name] = Place(str(path), "")


def _read_sections(folder: Path, loaded: Loaded, report: Report) -> None:
    here: dict[str, Place] = {}
    for path in _files(folder, "*.toml"):
        found = read_tables(path, SECTION_FILE, report)
        if found is None:
            continue
        tables, place = found
        for index, table in enumerate(tables.get("section", ())):
            section = _section(table)
            at = place.below("section", index)
            if section.id in here:
                report.add(at, "id", _again("mục", section.id, here[section.id]))
            elif section.id:
                here[section.id] = at
                loaded.sections[section.id] = section
                loaded.section_places[section.id] = at


def _read_kinds(folder: Path, loaded: Loaded, report: Report) -> None:
    here: dict[str, Place] = {}
    for path in _files(folder, "*.toml"):
        found = read_tables(path, KIND_FILE, report)
        if found is None:
            continue
        table, place = found
        kind = _kind(table)
        if kind.id in here:
            report.add(place, "id", _again("loại báo cáo", kind.id, here[kind.id]))
        elif kind.id:
            here[kind.id] = place
            loaded.kinds[kind.id] = kind
            loaded.kind_places[kind.id] = place


def _again(what: str, name: str, place: Place) -> str:
    return f"{what} “{name}” đã có ở {place.file}, dòng {place.line('id')}."


def _assemble(loaded: Loaded) -> Library:
    """The library; the first of two questions with one id counts, the audit names the other."""
    questions: dict[str, Question] = {}
    for section in loaded.sections.values():
        for question in section.questions:
            questions.setdefault(question.id, question)
    kinds = {name: _with_frame(kind, loaded.sections) for name, kind in loaded.kinds.items()}
    questions |= all_free_questions(kinds.values())
    return Library(kinds, loaded.sections, questions, loaded.templates)


def _with_frame(kind: Kind, sections: Mapping[str, LibrarySection]) -> Kind:
    """The kind with head and closing sections, where its file does not place them itself."""
    used = {node.use for node in kind.sections}
    nodes = list(kind.sections)
    if HEAD_SECTION in sections and HEAD_SECTION not in used:
        nodes.insert(0, SectionNode(HEAD_SECTION, use=HEAD_SECTION))
    if FOOT_SECTION in sections and FOOT_SECTION not in used:
        first_annex = next((i for i, node in enumerate(nodes) if node.annex), len(nodes))
        nodes.insert(first_annex, SectionNode(FOOT_SECTION, use=FOOT_SECTION))
    return replace(kind, sections=tuple(nodes))


def _section(table: Mapping[str, Any]) -> LibrarySection:
    name = table.get("id", "")
    return LibrarySection(
        id=name,
        title=table.get("title", ""),
        template=table.get("template", ""),
        questions=tuple(_question(item, name) for item in table.get("question", ())),
        checks=tuple(_check(item) for item in table.get("check", ())),
    )


_SAME = frozenset(
    [
        "ask",
        "help",
        "example",
        "basis",
        "label",
        "unit",
        "required",
        "when",
        "default",
        "open_choice",
        "places",
        "minimum",
        "maximum",
        "max_items",
        "totals",
        "groups",
        "numbered",
        "computed",
    ]
)


def _question(table: Mapping[str, Any], section: str) -> Question:
    return Question(
        id=table.get("id", ""),
        type=QuestionType(table.get("type", QuestionType.TEXT)),
        section=section,
        carry=Carry(table.get("carry", Carry.ASK)),
        options=tuple(table.get("options", ())),
        row_labels=tuple(table.get("row_labels", ())),
        columns=tuple(_column(item) for item in table.get("column", ())),
        **({"ask": ""} | {key: value for key, value in table.items() if key in _SAME}),
    )


def _column(table: Mapping[str, Any]) -> Column:
    return Column(
        **({"id": "", "title": ""} | dict(table) | {"options": tuple(table.get("options", ()))})
    )


def _check(table: Mapping[str, Any]) -> Check:
    return Check(
        id=table.get("id", ""),
        that=table.get("that", ""),
        message=table.get("message", ""),
        severity=Severity(table.get("severity", Severity.ERROR)),
        about=tuple(table.get("about", ())),
        basis=table.get("basis", ""),
    )


def _kind(table: Mapping[str, Any]) -> Kind:
    texts = {
        key: tuple(table[key]) for key in ("subject", "periods", "agencies", "numbering")
        if key in table
    }  # fmt: skip
    words = {
        key: table.get(key, "")
        for key in ("id", "title", "summary", "valid_from", "valid_to", "basis")
    }
    return Kind(
        sections=tuple(_node(item) for item in table.get("section", ())),
        checks=tuple(_check(item) for item in table.get("check", ())),
        **({"subject": ()} | texts | words),
    )


def _node(table: Mapping[str, Any]) -> SectionNode:
    same = {key: value for key, value in table.items() if key != "questions"}
    return SectionNode(**({"id": ""} | same), questions=tuple(table.get("questions", ())))
