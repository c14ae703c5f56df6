"""A wheel, installed into an empty environment, starts and finds its data."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pexpect
import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        *(sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet"),
        *("--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT)),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("cchc-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The `bin` directory of an empty environment with nothing of ours but the wheel.

    The dependencies are lent from the environment that runs the tests: paths named in a .pth
    file are searched, but .pth files in them are not read, so the checkout stays out of sight.
    """
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    lent = sysconfig.get_path("purelib")
    Path(site, "lent.pth").write_text(lent + "\n", encoding="utf-8")
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--no-deps", str(wheel)],
        check=True,
        capture_output=True,
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
    )
    return home / "bin"


def run(installed: Path, *arguments: str, cwd: Path) -> str:
    """What a command of the installed program prints."""
    done = subprocess.run(
        [installed / "cchc", *arguments], check=True, capture_output=True, text=True, cwd=cwd
    )
    return done.stdout


def test_the_wheel_carries_kinds_wording_and_phrases(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for folder in ("prompts/kinds", "prompts/sections", "templates/sections", "phrasebank"):
        assert any(name.startswith(f"cchc_tui/data/{folder}/") for name in names), folder
    assert not any(name.startswith("tests/") for name in names)


def test_it_runs_from_the_wheel_and_not_from_the_checkout(installed: Path, tmp_path: Path) -> None:
    where = subprocess.run(
        [installed / "python", "-c", "import cchc_tui; print(cchc_tui.__file__)"],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    ).stdout.strip()
    assert Path(where).is_relative_to(installed.parent)


def test_it_lists_the_packaged_kinds(installed: Path, tmp_path: Path) -> None:
    kinds = {kind["id"] for kind in json.loads(run(installed, "kinds", "--json", cwd=tmp_path))}
    assert {"cchc-so", "cchc-so-nq30c", "cai-cach-tu-phap", "cong-vu-tthc", "cchc-ubnd"} <= kinds


def test_it_makes_and_exports_a_report(installed: Path, tmp_path: Path) -> None:
    arguments = ("--period", "2026-Q1", "--agency", "mau-so-noi-vu")
    draft = run(installed, "new", "cchc-so", *arguments, cwd=tmp_path).strip()
    run(installed, "export", draft, "-o", str(tmp_path / "bao-cao.docx"), cwd=tmp_path)
    assert zipfile.is_zipfile(tmp_path / "bao-cao.docx")


def test_it_finds_phrases(installed: Path, tmp_path: Path) -> None:
    found = json.loads(run(installed, "search", "tiep nhan ho so", "--json", cwd=tmp_path))
    assert found


def test_the_app_starts(installed: Path, tmp_path: Path) -> None:
    child = pexpect.spawn(
        str(installed / "cchc"), cwd=str(tmp_path), dimensions=(24, 80), encoding="utf-8"
    )
    try:
        child.expect("Chưa có bản nháp nào", timeout=60)
        child.send("\x11")  # ctrl+q
        child.expect(pexpect.EOF, timeout=60)
    finally:
        child.close(force=True)
    assert child.exitstatus == 0
