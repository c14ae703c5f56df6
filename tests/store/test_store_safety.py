from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cchc_tui.store import safety
from cchc_tui.store.drafts import DraftStore
from cchc_tui.store.errors import DamagedStore
from cchc_tui.store.records import DraftInfo
from cchc_tui.store.safety import recover
from cchc_tui.store.snapshots import KEPT, KEPT_DAYS, newest_snapshot, snapshots

AT = "2026-11-21T03:00:00Z"
LATER = "2026-11-21T04:00:00Z"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "drafts.db"


def fill(path: Path, answers: int = 200) -> None:
    """A store of one draft whose answers take many pages, in the main file."""
    with DraftStore(path) as store:
        store.create(DraftInfo("d", "k", "stp", "2026-Q1", changed_at=AT, created_at=AT))
        for number in range(answers):
            store.save("d", f"q{number}", "x" * 500, author="an", at=AT, base_revision=0)


def truncate(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def garble(path: Path) -> None:
    path.write_bytes(b"rac" * 5000)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def remove(path: Path) -> None:
    path.unlink()


def blot(path: Path) -> None:
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 8192] = b"\xff" * 8192
    path.write_bytes(bytes(content))


DAMAGE = [truncate, garble, empty, remove, blot]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_store_is_reported_with_the_good_copy_on_offer(
    path: Path, damage: Callable[[Path], None]
) -> None:
    fill(path)
    with DraftStore(path) as store:
        store.snapshot(LATER)
    damage(path)
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(DamagedStore, match="bị hỏng") as caught:
        DraftStore(path)
    assert caught.value.offer is not None
    assert caught.value.offer.at == LATER
    assert caught.value.offer.drafts == 1
    assert (path.read_bytes() if path.exists() else None) == before


@pytest.mark.parametrize("damage", DAMAGE)
def test_recovery_brings_back_the_copy_and_sets_the_damaged_file_aside(
    path: Path, damage: Callable[[Path], None]
) -> None:
    fill(path)
    with DraftStore(path) as store:
        store.snapshot(LATER)
    damage(path)
    damaged = path.read_bytes() if path.exists() else None
    recovery = recover(path, path.parent / "backups", LATER)
    assert recovery.drafts == 1
    if damaged is not None:
        assert recovery.set_aside.read_bytes() == damaged
    with DraftStore(path) as store:
        assert len(store.answers("d")) == 200
        store.save("d", "q0", "tiếp tục", author="an", at=LATER, base_revision=1)


def test_recovery_adds_what_is_newer_than_the_copy_and_still_readable(path: Path) -> None:
    fill(path)
    with DraftStore(path) as store:
        store.snapshot(LATER)
        for number in range(200, 260):
            store.save("d", f"q{number}", "y" * 500, author="an", at=LATER, base_revision=0)
    blot(path)
    recovery = recover(path, path.parent / "backups", LATER)
    assert recovery.salvaged > 40
    with DraftStore(path) as store:
        assert len(store.answers("d")) == 200 + recovery.salvaged
        assert store.get("d").last_step == 261
        assert store.undo("d", author="an", at=LATER) is not None


def test_recovery_without_a_copy_saves_what_can_be_read(path: Path) -> None:
    fill(path)
    blot(path)
    recovery = recover(path, path.parent / "backups", LATER)
    assert recovery.snapshot is None
    assert recovery.drafts == 1
    assert recovery.salvaged > 100


def test_an_empty_file_with_a_log_beside_it_has_lost_its_content(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safety, "BIRTH_SECONDS", 0.0)
    fill(path, 3)
    path.write_bytes(b"")
    log = path.with_name("drafts.db-wal")
    log.write_bytes(b"nhat ky")
    with pytest.raises(DamagedStore, match="tệp rỗng") as caught:
        DraftStore(path)
    assert caught.value.offer is None
    assert log.read_bytes() == b"nhat ky"


def test_two_recoveries_in_one_second_keep_both_damaged_files(path: Path) -> None:
    fill(path, 3)
    garble(path)
    first = recover(path, path.parent / "backups", LATER)
    garble(path)
    second = recover(path, path.parent / "backups", LATER)
    assert first.set_aside != second.set_aside
    assert first.set_aside.exists()
    assert second.set_aside.exists()


def test_a_copy_is_taken_only_after_a_change(path: Path) -> None:
    fill(path, 3)
    with DraftStore(path) as store:
        assert store.snapshot("2026-11-21T03:00:01Z") is not None
        assert store.snapshot("2026-11-21T03:00:02Z") is None
        store.delete("d", LATER)
        assert store.snapshot("2026-11-21T03:00:03Z") is not None


def test_the_latest_copies_and_the_last_of_each_day_are_kept(path: Path) -> None:
    fill(path, 1)
    with DraftStore(path) as store:
        for day in range(1, 11):
            for hour in range(3):
                at = f"2026-11-{day:02}T{hour:02}:00:00Z"
                store.rename("d", "t", at)
                store.snapshot(at)
        names = [
            copy.name[len("drafts-202611") : -len("0000Z.db")] for copy in snapshots(store.backups)
        ]
        newest = newest_snapshot(store.backups)
    days_before = [f"{day:02}T02" for day in range(11 - KEPT_DAYS, 10)]
    assert names == [*days_before, "10T00", "10T01", "10T02"]
    assert len(names) == KEPT_DAYS - 1 + KEPT
    assert newest is not None
    assert newest.at == "2026-11-10T02:00:00Z"


def test_a_damaged_store_never_replaces_a_good_copy(path: Path) -> None:
    fill(path)
    with DraftStore(path) as store:
        store.snapshot(AT)
        store.rename("d", "t", LATER)
    with DraftStore(path) as store:
        blot(path)
        with pytest.raises(DamagedStore):
            store.snapshot(LATER)
        assert len(snapshots(store.backups)) == 1


def test_an_unreadable_copy_is_passed_over(path: Path) -> None:
    fill(path, 3)
    with DraftStore(path) as store:
        store.snapshot(AT)
        (store.backups / "drafts-20270101T000000Z.db").write_bytes(b"rac")
        newest = newest_snapshot(store.backups)
    assert newest is not None
    assert newest.at == AT


def test_a_copy_left_unfinished_by_a_crash_is_cleared_away_later(path: Path) -> None:
    fill(path, 3)
    backups = path.parent / "backups"
    backups.mkdir()
    old, fresh = backups / "drafts-a.part", backups / "drafts-b.part"
    old.write_bytes(b"do")
    fresh.write_bytes(b"dang ghi")
    os.utime(old, (0, 0))
    with DraftStore(path) as store:
        store.snapshot(AT)
    assert not old.exists()
    assert fresh.exists()


def test_two_sessions_may_copy_in_the_same_second(path: Path) -> None:
    fill(path, 50)
    with DraftStore(path) as store, ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: store.snapshot(AT), range(8)))
        assert len(snapshots(store.backups)) == 1
        assert newest_snapshot(store.backups) is not None
        assert list(store.backups.glob("*.part")) == []
