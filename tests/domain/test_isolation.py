from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from cchc_tui.domain.paths import Places

SKIPPING = "import pytest\n\ndef test_a():\n    pytest.skip('thiếu dữ liệu')\n"


def test_no_test_sees_the_real_home(isolated: Path) -> None:
    assert Path.home() == isolated
    assert Places.from_env().data == isolated / "cchc" / "data"
    assert Places.from_env().agency is None


def test_the_time_zone_is_that_of_vietnam() -> None:
    assert time.localtime(0).tm_hour == 7


def run_skipping_test(folder: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_skipping.py").write_text(SKIPPING, encoding="utf-8")
    conftest = Path(__file__).resolve().parents[1] / "conftest.py"
    (folder / "conftest.py").write_text(conftest.read_text(encoding="utf-8"), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)]
    env = {name: value for name, value in os.environ.items() if name != "CCHC_TEST_ALL"}
    return subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=folder, env=env | extra
    )


def test_a_skipped_test_fails_where_all_tests_must_run(tmp_path: Path) -> None:
    allowed = run_skipping_test(tmp_path)
    assert allowed.returncode == 0, allowed.stdout
    refused = run_skipping_test(tmp_path, CCHC_TEST_ALL="1")
    assert refused.returncode == 1
    assert "thiếu dữ liệu" in refused.stdout


def test_the_shared_set_up_does_not_import_textual() -> None:
    folder = str(Path(__file__).resolve().parents[1])
    code = (
        f"import sys; sys.path.insert(0, {folder!r}); import conftest;"
        "assert not {'textual', 'rich'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
