"""Two accounts on one server: what is one's own stays so, what is shared is shared."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from officers import Officer, may_be_others, officers, some_group

pytestmark = pytest.mark.skipif(
    not may_be_others(), reason="needs root, to run commands as two other accounts"
)

NEW = ("new", "cchc-so", "--period", "2026-Q1", "--agency", "mau-so-noi-vu")
PHRASE = """schema = 1
[[phrase]]
id = "rieng.bi-mat"
text = "Câu riêng không ai khác được đọc"
"""


def done(result: subprocess.CompletedProcess[str]) -> str:
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def place_for(group: str, folder: Path) -> None:
    words = [sys.executable, "-m", "cchc_tui", "share", str(folder), "--group", group]
    env = {**os.environ, "CCHC_HOME": str(folder.with_name("admin"))}
    done(subprocess.run(words, env=env, capture_output=True, text=True, check=False))


def ids(officer: Officer) -> list[str]:
    return [one["id"] for one in json.loads(done(officer.cchc("drafts", "--json")))]


def test_drafts_and_phrases_of_one_officer_are_not_readable_by_another() -> None:
    with officers((), ()) as (lan, minh):
        done(lan.cchc(*NEW))
        bank = lan.home / "cchc" / "data" / "own" / "phrasebank"
        done(lan.run("mkdir", "-p", str(bank)))
        done(lan.run("tee", str(bank / "rieng.toml"), given=PHRASE))
        assert "Câu riêng" in done(lan.cchc("search", "cau rieng khong ai"))
        done(lan.cchc("backup"))
        secret = [path for path in (lan.home / "cchc").rglob("*") if path.is_file()]
        assert {"drafts.db", "rieng.toml"} <= {path.name for path in secret}
        for path in [*secret, *lan.home.glob("*.zip")]:
            assert minh.run("cat", str(path)).returncode != 0, path
            assert minh.run("ls", str(path.parent)).returncode != 0 or path.parent == lan.home
        assert minh.cchc("show", "cchc-so-2026-q1", "--json").returncode == 2
        intruder = minh.cchc("drafts", env={"CCHC_HOME": str(lan.home / "cchc")})
        assert intruder.returncode == 2
        assert "Traceback" not in intruder.stderr


def test_officers_of_the_group_write_in_one_shared_draft_and_others_cannot_read_it() -> None:
    group = some_group()
    with officers((group.gr_gid,), (group.gr_gid,), (), agency=True) as (lan, minh, other):
        place = lan.home.parent / "chung"
        place_for(group.gr_name, place)
        done(lan.cchc(*NEW))
        shared = done(lan.cchc("move", "cchc-so-2026-q1"))
        assert shared == "chung/cchc-so-2026-q1"
        assert ids(lan) == ids(minh) == [shared]

        done(lan.cchc("answer", shared, "-", given="hs_truc_tuyen = 12\n"))
        done(minh.cchc("answer", shared, "-", given="hs_truc_tiep = 34\n"))
        history = json.loads(done(lan.cchc("history", shared, "hs_truc_tiep", "--json")))
        assert [one["author"] for one in history] == ["Cán bộ 65002 (65002)"]

        assert other.run("ls", str(place)).returncode != 0
        assert other.run("cat", str(place / "drafts" / "drafts.db")).returncode != 0
        for path in (place, *place.rglob("*")):
            found = path.stat()
            assert stat.S_IMODE(found.st_mode) == (0o2770 if path.is_dir() else 0o660), path
            assert found.st_gid == group.gr_gid, path
        own = lan.home / "cchc" / "data"
        assert stat.S_IMODE(own.stat().st_mode) == 0o700
        assert stat.S_IMODE((own / "drafts.db").stat().st_mode) == 0o600


def test_one_outside_the_group_still_has_all_of_their_own_work() -> None:
    group = some_group()
    with officers((), agency=True) as (other,):
        place_for(group.gr_name, other.home.parent / "chung")
        made = other.cchc(*NEW)
        assert made.returncode == 0, made.stderr
        listed = other.cchc("drafts", "--json")
        assert [one["id"] for one in json.loads(listed.stdout)] == ["cchc-so-2026-q1"]
        assert "Chưa mở được bản nháp chung" in listed.stderr
        refused = other.cchc("share", str(other.home.parent / "chung"))
        assert refused.returncode == 2
        assert f"không thuộc nhóm {group.gr_name}" in refused.stderr


def test_a_killed_writer_leaves_files_that_the_other_officer_can_write() -> None:
    group = some_group()
    writer = (
        "import os, sys; from pathlib import Path; from cchc_tui.store.drafts import DraftStore;"
        "store = DraftStore(Path(sys.argv[2])); store.rename(sys.argv[3], 'Đổi', 'x');"
        "os.kill(os.getpid(), 9)"
    )
    with officers((group.gr_gid,), (group.gr_gid,), agency=True) as (lan, minh):
        place = lan.home.parent / "chung"
        place_for(group.gr_name, place)
        done(lan.cchc(*NEW))
        shared = done(lan.cchc("move", "cchc-so-2026-q1"))
        store = place / "drafts" / "drafts.db"
        lan.cchc("-c", writer, str(store), "cchc-so-2026-q1")
        assert store.with_name("drafts.db-wal").exists()
        done(minh.cchc("answer", shared, "-", given="hs_truc_tuyen = 5\n"))
        assert json.loads(done(lan.cchc("drafts", "--json")))[0]["name"] == "Đổi"
