from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from cchc_tui.domain.paths import Places

SKIPPING = (
    "import pytest\n\ndef test_a():\n    pytest.skip('thiếu dữ liệu')\n",
    "import pytest\n\npytest.skip('thiếu dữ liệu', allow_module_level=True)\n",
    "import pytest\n\n@pytest.mark.skipif(True, reason='thiếu dữ liệu')\ndef test_a(): pass\n",
)


def test_no_test_sees_the_real_home(isolated: Path) -> None:
    assert Path.home() == isolated
    assert Places.from_env().data == isolated / "cchc" / "data"
    assert Places.from_env().agency is None


def test_the_time_zone_is_that_of_vietnam() -> None:
    assert time.localtime(0).tm_hour == 7


def run_skipping_tests(folder: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    for number, source in enumerate(SKIPPING):
        (folder / f"test_skipping_{number}.py").write_text(source, encoding="utf-8")
    (folder / "test_fine.py").write_text("def test_b(): pass\n", encoding="utf-8")
    conftest = Path(__file__).resolve().parents[1] / "conftest.py"
    (folder / "conftest.py").write_text(conftest.read_text(encoding="utf-8"), encoding="utf-8")
    options = ["-q", "-p", "no:cacheprovider", "--continue-on-collection-errors"]
    env = {name: value for name, value in os.environ.items() if name != "CCHC_TEST_ALL"}
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(folder)],
        capture_output=True, text=True, check=False, cwd=folder, env=env | extra,
    )  # fmt: skip


def test_a_skipped_test_fails_where_all_tests_must_run(tmp_path: Path) -> None:
    allowed = run_skipping_tests(tmp_path)
    assert allowed.returncode == 0, allowed.stdout
    assert "1 passed, 3 skipped" in allowed.stdout
    refused = run_skipping_tests(tmp_path, CCHC_TEST_ALL="1")
    assert refused.returncode != 0
    assert "1 failed, 1 passed, 2 errors" in refused.stdout
    assert refused.stdout.count("a skipped test is a failure: ") >= len(SKIPPING)


def test_the_shared_set_up_does_not_import_textual() -> None:
    folder = str(Path(__file__).resolve().parents[1])
    code = (
        f"import sys; sys.path.insert(0, {folder!r}); import conftest;"
        "assert not {'textual', 'rich'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
