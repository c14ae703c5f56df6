"""Textual's internals are reached into from one place, and letters come in by one door."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

TUI = Path(__file__).parents[2] / "cchc_tui" / "tui"
MODULES = sorted(TUI.rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Full names of what a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_there_is_something_to_look_at() -> None:
    names = {path.name for path in MODULES}
    assert {"answer_editor.py", "driver.py", "app.py"} <= names
    assert any("textual._compositor" in name for name in imported(TUI / "terminal" / "app.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(TUI)))
def test_only_the_terminal_package_imports_private_parts_of_textual(path: Path) -> None:
    if path.parent.name == "terminal":
        return
    private = [name for name in imported(path) if re.match(r"textual\b.*\._", name)]
    assert not private


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(TUI)))
def test_every_field_is_our_editor(path: Path) -> None:
    if path.name in ("answer_editor.py", "composed_area.py", "line_area.py"):
        return
    stock = {"textual.widgets.Input", "textual.widgets.TextArea", "textual.widgets.MaskedInput"}
    assert not stock & set(imported(path)), "stock fields garble Vietnamese: use AnswerEditor"
