from __future__ import annotations

from pathlib import Path

import pytest

from cchc_tui.domain.problems import DataError
from cchc_tui.domain.settings import THEMES, Settings, load_settings, save_settings


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.toml") == Settings()
    assert Settings().theme in THEMES


def test_saved_settings_read_back_equal_and_private(tmp_path: Path) -> None:
    path = tmp_path / "config" / "settings.toml"
    settings = Settings(
        theme="16-mau",
        author='Phòng "Cải cách" \\ hành chính',
        agency="stp-mau",
        agency_dir="/srv/chung",
        pad_counts=False,
        embed_answers=False,
        addressees=False,
        keys={"export": "ctrl+e", "preview": "f4"},
    )
    save_settings(path, settings)
    assert load_settings(path) == settings
    assert path.stat().st_mode & 0o777 == 0o600


def test_every_mistake_is_reported_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(
        'theme = "tois"\nauthr = "x"\npad_counts = "có"\n'
        '[keys]\nexport = "ctrl+h"\nopen = "phím lạ"\na = "f4"\nb = "F4"\n',
        encoding="utf-8",
    )
    with pytest.raises(DataError) as refused:
        load_settings(path)
    assert {(p.key, p.line, p.nearest) for p in refused.value.problems} == {
        ("theme", 1, "toi"),
        ("authr", 2, "author"),
        ("pad_counts", 3, ""),
        ("export", 5, ""),
        ("open", 6, ""),
        ("b", 8, ""),
    }


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("schema = 2\n", encoding="utf-8")
    with pytest.raises(DataError, match="schema = 1"):
        load_settings(path)
