"""`cchc share` and `cchc move` as an administrator and an officer use them."""

from __future__ import annotations

import grp
import json
import os
from pathlib import Path

import pytest

from cchc_tui.cli.main import main
from cchc_tui.domain.paths import Places
from cchc_tui.services.sharing import FOLDERS

NEW = ["new", "cchc-so", "--period", "2026-Q1", "--agency", "mau-so-noi-vu"]
GROUP = grp.getgrgid(os.getegid()).gr_name


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CCHC_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("CCHC_AGENCY_DIR", raising=False)
    return tmp_path


def test_a_place_is_set_up_joined_and_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "chung"
    assert main(["share"]) == 1
    assert main(["share", str(place), "--group", GROUP]) == 0
    assert main(["share", str(place)]) == 0
    assert Places.from_env().agency == place
    capsys.readouterr()
    assert main([*NEW]) == 0
    draft = capsys.readouterr().out.strip()
    assert main(["move", draft, "--copy"]) == 0
    assert capsys.readouterr().out.strip() == f"chung/{draft}"
    assert main(["share", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["folder"], found["group"], found["drafts"]) == (str(place), GROUP, 1)


def test_setting_up_again_puts_modes_right_and_touches_no_link(tmp_path: Path) -> None:
    place, secret = tmp_path / "chung", tmp_path / "secret"
    secret.write_text("x")
    secret.chmod(0o600)
    assert main(["share", str(place), "--group", GROUP]) == 0
    (place / "phrasebank" / "a.toml").write_text("schema = 1\n")
    (place / "phrasebank" / "a.toml").chmod(0o600)
    (place / "phrasebank" / "b.toml").symlink_to(secret)
    (place / "drafts").chmod(0o700)
    assert main(["share", str(place), "--group", GROUP]) == 0
    assert (place / "phrasebank" / "a.toml").stat().st_mode & 0o777 == 0o660
    assert secret.stat().st_mode & 0o777 == 0o600
    for name in FOLDERS:
        assert (place / name).stat().st_mode & 0o7777 == 0o2770


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["share", "{here}/moi", "--group", "khong-co-nhom-nay"], "Máy không có nhóm"),
        (["share", "{here}/la", "--group", GROUP], "đang chứa thứ khác"),
        (["share", "{here}/tep", "--group", GROUP], "không phải thư mục"),
        (["share", "{here}/noi", "--group", GROUP], "không phải thư mục"),
        (["share", "--group", GROUP], "--group cần THƯ_MỤC"),
        (["share", "{here}/khong-co"], "Không mở được"),
        (["share", "{here}/la"], "chưa phải nơi dùng chung"),
    ],
)
def test_what_cannot_be_shared_is_refused_in_words_and_left_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    (tmp_path / "la").mkdir(mode=0o700)
    (tmp_path / "la" / "cua-ai.txt").write_text("x")
    (tmp_path / "tep").write_text("x")
    (tmp_path / "noi").symlink_to(tmp_path / "la")
    assert main([word.format(here=tmp_path) for word in words]) == 2
    assert said in capsys.readouterr().err
    assert (tmp_path / "la").stat().st_mode & 0o7777 == 0o700
    assert not (tmp_path / "moi").exists()


def test_a_damaged_shared_store_is_rebuilt_from_its_good_copy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "chung"
    assert main(["share", str(place), "--group", GROUP]) == 0
    assert main(["share", str(place)]) == 0
    assert main(NEW) == 0
    assert main(["move", "cchc-so-2026-q1"]) == 0
    path = place / "drafts" / "drafts.db"
    assert list((place / "drafts" / "backups").glob("*.db"))
    path.write_bytes(b"hong" * 5000)
    assert main(["drafts"]) == 0
    assert "hỏng" in capsys.readouterr().err
    main(["doctor", "--recover"])
    capsys.readouterr()
    assert main(["drafts", "--json"]) == 0
    assert [one["id"] for one in json.loads(capsys.readouterr().out)] == ["chung/cchc-so-2026-q1"]
    assert path.stat().st_mode & 0o777 == 0o660
