"""Textual's internals are reached into from one place, and letters come in by one door."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import textwrap
from collections.abc import Iterator
from functools import cache
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
    if path.name in ("answer_editor.py", "composed_area.py", "dressed_area.py"):
        return
    stock = {"textual.widgets.Input", "textual.widgets.TextArea", "textual.widgets.MaskedInput"}
    assert not stock & set(imported(path)), "stock fields garble Vietnamese: use AnswerEditor"


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


@cache
def private_names(source: str) -> frozenset[str]:
    """Private methods that some code defines, and private attributes that it sets."""
    found = set()
    for node in ast.walk(ast.parse(textwrap.dedent(source))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            found.add(node.attr)
    return frozenset(filter(is_private, found))


def private_uses(source: str) -> set[str]:
    """Private attributes that some code reads, sets or calls, of anything."""
    nodes = ast.walk(ast.parse(textwrap.dedent(source)))
    return {node.attr for node in nodes if isinstance(node, ast.Attribute)} | private_names(source)


def names_of_textual(kind: type) -> set[str]:
    """Private names that a class of ours has from Textual's classes."""
    bases = [base for base in kind.__mro__ if base.__module__.partition(".")[0] == "textual"]
    named = (private_names(inspect.getsource(base)) | set(vars(base)) for base in bases)
    return set(filter(is_private, set().union(*named)))


OURS = frozenset().union(
    *(private_names(path.read_text("utf-8")) for path in MODULES if path.parent.name != "terminal")
)
"""Private names of our own, the base classes of the terminal package left out."""


def reached_into(path: Path) -> Iterator[str]:
    """Private names of Textual's that a module uses, or that its classes have taken unawares."""
    source = path.read_text(encoding="utf-8")
    yield from filter(is_private, private_uses(source) - OURS)
    dotted = ".".join(path.relative_to(TUI.parents[1]).with_suffix("").parts)
    module = importlib.import_module(dotted.removesuffix(".__init__"))
    for kind in vars(module).values():
        if inspect.isclass(kind) and kind.__module__ == module.__name__:
            same = names_of_textual(kind) & private_uses(inspect.getsource(kind))
            yield from (f"{kind.__name__}.{name}" for name in same)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(TUI)))
def test_only_the_terminal_package_uses_private_names_of_textual(path: Path) -> None:
    if path.parent.name != "terminal":
        assert not list(reached_into(path)), "move it to cchc_tui/tui/terminal"


def test_a_reach_into_textual_is_seen() -> None:
    assert "DressedArea._theme" in set(reached_into(TUI / "terminal" / "dressed_area.py"))
    found = set(reached_into(TUI / "terminal" / "guard.py"))
    assert {"TellingApp._dispatch_message", "TellingApp._handle_exception"} <= found
    assert "_bindings" in set(reached_into(TUI / "terminal" / "keys.py"))
