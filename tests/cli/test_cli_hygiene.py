from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cchc_tui.cli.parser import COMMANDS

ROOT = Path(__file__).parents[2]

PROBE = """
import sys
from cchc_tui.cli.main import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
heavy = {name.split(".")[0] for name in sys.modules} & set(HEAVY)
print(sorted(heavy), file=sys.stderr)
sys.stderr.flush()
"""

ARGUMENTS = {
    "questions": ["cchc-so"],
    "new": ["cchc-so", "--period", "2026-Q1", "--agency", "mau-so-noi-vu"],
    "answer": ["cchc-so-2026-q1", "-"],
    "show": ["cchc-so-2026-q1"],
    "history": ["cchc-so-2026-q1"],
    "versions": ["cchc-so-2026-q1"],
    "rollback": ["cchc-so-2026-q1", "--to", "1"],
    "backup": ["--list"],
    "restore": ["khong-co.zip"],
    "export": ["cchc-so-2026-q1"],
    "search": ["kiem tra"],
    "schema": ["answers", "--kind", "cchc-so"],
}


def loaded(home: Path, heavy: tuple[str, ...], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PROBE.replace("HEAVY", repr(heavy)), *arguments],
        capture_output=True,
        text=True,
        input="",
        env={"CCHC_HOME": str(home), "PYTHONPATH": str(ROOT)},
        cwd=home,
        check=True,
    )
    return done.stderr.splitlines()[-1]


@pytest.mark.parametrize("command", [name for name in COMMANDS if name not in ("open", "serve")])
def test_no_command_imports_the_terminal_app(command: str, tmp_path: Path) -> None:
    if command in ("answer", "show", "history", "export"):
        loaded(tmp_path, (), "new", *ARGUMENTS["new"])
    given = ARGUMENTS.get(command, [])
    assert loaded(tmp_path, ("textual", "rich"), command, *given) == "[]"


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["locate"], ["kind"]])
def test_what_needs_no_reports_loads_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    heavy = ("textual", "rich", "docx", "jinja2", "markdown_it", "lxml")
    assert loaded(tmp_path, heavy, *arguments) == "[]"


@pytest.mark.parametrize("arguments", [[], ["open", "x"]])
def test_without_a_terminal_the_app_says_what_to_do_instead(
    arguments: list[str], tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cchc_tui", *arguments],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env={"CCHC_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "Không chạy trong terminal" in done.stderr
    assert "cchc --help" in done.stderr


def test_the_workspace_loads_nothing_heavy_before_it_is_used() -> None:
    code = "import sys, cchc_tui.services.workspace; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                          cwd=ROOT)  # fmt: skip
    loaded_now = {name.split(".")[0] for name in done.stdout.split()}
    heavy = {"textual", "rich", "docx", "jinja2", "markdown_it", "lxml", "rapidfuzz", "tomli"}
    assert loaded_now & heavy == set()
