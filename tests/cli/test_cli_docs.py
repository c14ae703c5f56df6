from __future__ import annotations

import argparse
import re
from pathlib import Path

import pytest

from cchc_tui.cli.main import _MODULES, main
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


def test_the_answer_file_in_the_docs_answers_a_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CCHC_HOME", str(tmp_path / "home"))
    found = re.search(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    file = tmp_path / "tra-loi.toml"
    file.write_text(found[1], encoding="utf-8")
    assert main(["new", "cchc-so", "--period", "2026-Q1", "--agency", "mau-so-noi-vu"]) == 0
    draft = capsys.readouterr().out.strip()
    assert main(["answer", draft, str(file)]) == 0, capsys.readouterr().err


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
