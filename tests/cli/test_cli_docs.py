from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from cchc_tui.cli.main import _MODULES
from cchc_tui.cli.parser import COMMANDS, EXIT_CODES, build_parser

DOCS = Path(__file__).parents[2] / "docs" / "CLI.md"


def subparsers() -> dict[str, argparse.ArgumentParser]:
    for action in build_parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            return dict(action.choices)
    raise AssertionError("no commands")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_stands_in_the_docs(name: str) -> None:
    text = DOCS.read_text(encoding="utf-8")
    assert f"`cchc {name}" in text
    for action in subparsers()[name]._actions:
        for option in action.option_strings:
            if option not in ("-h", "--help"):
                assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", text), option


def test_every_command_in_the_docs_exists() -> None:
    named = set(re.findall(r"`cchc ([a-z]+)", DOCS.read_text(encoding="utf-8")))
    assert named == set(COMMANDS)


def test_every_command_has_its_function() -> None:
    assert set(_MODULES) == set(COMMANDS)


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_vietnamese_and_tells_the_exit_codes(name: str) -> None:
    parser = subparsers()[name] if name else build_parser()
    text = parser.format_help()
    assert text.startswith("Cách dùng: cchc")
    assert EXIT_CODES.splitlines()[0] in text
    for english in ("usage", "options", "positional", "show this", "arguments"):
        assert english not in text.lower()
