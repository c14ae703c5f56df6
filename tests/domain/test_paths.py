from __future__ import annotations

from pathlib import Path

import pytest

from cchc_tui.domain.paths import FOLDERS, Places, atomic_write, layers, packaged, private_dir
from cchc_tui.domain.settings import Settings, save_settings


def test_one_variable_moves_everything(tmp_path: Path) -> None:
    places = Places.from_env({"CCHC_HOME": str(tmp_path), "XDG_DATA_HOME": "/elsewhere"})
    assert {p.parent for p in (places.config, places.data, places.state, places.cache)} == {
        tmp_path
    }
    assert places.settings_file == tmp_path / "config" / "settings.toml"
    assert places.own == tmp_path / "data" / "own"


def test_without_it_the_xdg_directories_are_used_and_relative_ones_ignored(tmp_path: Path) -> None:
    places = Places.from_env(
        {"HOME": str(tmp_path), "XDG_DATA_HOME": "/srv/data", "XDG_CACHE_HOME": "cache"}
    )
    assert places.data == Path("/srv/data/cchc")
    assert places.cache == tmp_path / ".cache" / "cchc"
    assert places.config == tmp_path / ".config" / "cchc"
    assert places.state == tmp_path / ".local" / "state" / "cchc"


def test_a_tilde_is_the_home_and_a_relative_path_becomes_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    env = {"HOME": str(tmp_path), "CCHC_HOME": "~/nha"}
    assert Places.from_env(env).data == tmp_path / "nha" / "data"
    assert Places.from_env({"CCHC_HOME": "nha"}).data == tmp_path / "nha" / "data"


def test_directories_are_closed_to_others_even_if_they_were_open(tmp_path: Path) -> None:
    places = Places.from_env({"CCHC_HOME": str(tmp_path / "nha")})
    places.data.mkdir(parents=True, mode=0o750)
    places.data.chmod(0o750)
    places.ensure()
    for path in (places.config, places.data, places.state, places.cache):
        assert path.stat().st_mode & 0o777 == 0o700


def test_a_file_in_the_place_of_a_directory_is_an_os_error(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("", encoding="utf-8")
    with pytest.raises(OSError, match="x"):
        private_dir(tmp_path / "x")


def test_three_layers_weakest_first(tmp_path: Path) -> None:
    env = {"CCHC_HOME": str(tmp_path / "nha"), "CCHC_AGENCY_DIR": str(tmp_path / "chung")}
    found = layers(Places.from_env(env), "prompts/agencies")
    assert [layer.name for layer in found] == ["packaged", "agency", "own"]
    assert found[0].path == packaged("prompts") / "agencies"
    assert found[1].path == tmp_path / "chung" / "prompts" / "agencies"
    assert found[2].path == Places.from_env(env).agencies
    del env["CCHC_AGENCY_DIR"]
    assert [layer.name for layer in layers(Places.from_env(env), "templates")] == [
        "packaged",
        "own",
    ]


def test_the_agency_directory_may_stand_in_the_settings(tmp_path: Path) -> None:
    env = {"CCHC_HOME": str(tmp_path)}
    save_settings(Places.from_env(env).settings_file, Settings(agency_dir="/srv/chung"))
    assert Places.from_env(env).agency == Path("/srv/chung")
    assert Places.from_env(env | {"CCHC_AGENCY_DIR": "/srv/khac"}).agency == Path("/srv/khac")


def test_broken_settings_still_leave_the_places_known(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text("agency_dir = [", encoding="utf-8")
    assert Places.from_env({"CCHC_HOME": str(tmp_path)}).agency is None


def test_packaged_data_are_found_and_nothing_else_is() -> None:
    for folder in FOLDERS:
        assert packaged(folder).is_dir()
    assert (packaged("prompts/facts") / "ky-bao-cao.toml").is_file()
    with pytest.raises(ValueError, match="no packaged folder"):
        packaged("../secret")


def test_an_installed_copy_finds_its_data_inside_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cchc_tui" / "data" / "prompts").mkdir(parents=True)
    monkeypatch.setattr("cchc_tui.domain.paths._PACKAGE", tmp_path / "cchc_tui")
    assert packaged("prompts") == tmp_path / "cchc_tui" / "data" / "prompts"


def test_writing_replaces_a_file_whole_and_keeps_it_private(tmp_path: Path) -> None:
    path = tmp_path / "tệp.toml"
    atomic_write(path, b"one")
    atomic_write(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o600
    atomic_write(path, b"three", mode=0o644)
    assert path.stat().st_mode & 0o777 == 0o644
    assert [*tmp_path.iterdir()] == [path]


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "that.toml", tmp_path / "lien-ket.toml"
    real.write_bytes(b"one")
    link.symlink_to(real)
    atomic_write(link, b"two")
    assert link.is_symlink()
    assert real.read_bytes() == b"two"


def test_a_failed_write_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a"
    atomic_write(path, b"old")

    def fail(_: int) -> None:
        raise OSError("đĩa đầy")

    monkeypatch.setattr("cchc_tui.domain.paths.os.fsync", fail)
    with pytest.raises(OSError, match="đĩa đầy"):
        atomic_write(path, b"new")
    assert path.read_bytes() == b"old"
    assert [*tmp_path.iterdir()] == [path]


def test_a_missing_folder_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        atomic_write(tmp_path / "khong-co" / "a", b"")
