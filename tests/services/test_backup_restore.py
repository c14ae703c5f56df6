"""A backup holds everything; a restore brings it back, refuses what is damaged, loses nothing."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_tui.domain.paths import Places
from cchc_tui.services.archive import MANIFEST, BadBackup, pack
from cchc_tui.services.backup import kept_copies, make_backup, write_backup
from cchc_tui.services.errors import WorkError
from cchc_tui.services.restoring import restore
from cchc_tui.services.workspace import Workspace
from cchc_tui.store.drafts import DraftStore
from cchc_tui.store.errors import NewerStore, StoreError
from cchc_tui.store.records import DraftInfo

AT = "2026-11-21T03:00:00Z"
LATER = "2026-11-21T04:00:00Z"


@pytest.fixture
def places() -> Places:
    return Places.from_env()


@pytest.fixture
def saved(places: Places, tmp_path: Path) -> Path:
    """A backup of one draft with one answer, a phrase, and settings."""
    with DraftStore(places.data / "drafts.db") as store:
        store.create(DraftInfo("d", "k", "a", "2026-Q1", created_at=AT, changed_at=AT))
        save(store, "q", "cũ")
    put(places.own / "phrasebank" / "riêng.toml", "của tôi")
    put(places.settings_file, 'schema = 1\ntheme = "sang"\n')
    workspace = Workspace(places)
    return write_backup(places, tmp_path / "b.zip", workspace.clock(), AT)


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def save(store: DraftStore, question: str, plain: object, base: int = 0) -> None:
    store.save("d", question, plain, author="an", at=AT, base_revision=base)


def answer_of(places: Places, question: str = "q") -> object:
    with DraftStore(places.data / "drafts.db") as store:
        return store.answers("d")[question].plain


def move_on(places: Places) -> None:
    """Work goes on after the backup."""
    with DraftStore(places.data / "drafts.db") as store:
        save(store, "q", "mới", 1)
        store.create(DraftInfo("e", "k", "a", "2026-Q2"))
    put(places.own / "phrasebank" / "riêng.toml", "đã sửa")
    put(places.own / "phrasebank" / "thêm.toml", "thêm")
    put(places.settings_file, 'schema = 1\ntheme = "toi"\n')


def test_everything_comes_back_and_what_stood_before_is_kept(places: Places, saved: Path) -> None:
    move_on(places)
    done = restore(places, saved, LATER)
    assert (done.drafts, done.whole, done.made_at, done.damaged) == (1, True, AT, None)
    assert answer_of(places) == "cũ"
    own = places.own / "phrasebank"
    assert [path.name for path in own.iterdir()] == ["riêng.toml"]
    assert (own / "riêng.toml").read_text(encoding="utf-8") == "của tôi"
    assert "sang" in places.settings_file.read_text(encoding="utf-8")

    assert done.aside is not None
    restore(places, done.aside, LATER)
    assert answer_of(places) == "mới"
    assert sorted(path.name for path in own.iterdir()) == ["riêng.toml", "thêm.toml"]
    with DraftStore(places.data / "drafts.db") as store:
        assert {info.id for info in store.headers()} == {"d", "e"}


def test_history_and_unfinished_typing_are_in_the_backup(places: Places, tmp_path: Path) -> None:
    with DraftStore(places.data / "drafts.db") as store:
        store.create(DraftInfo("d", "k", "a", "2026-Q1"))
        save(store, "q", 1)
        save(store, "q", 2, 1)
        store.set_typing("d", "r", "đang dở", 3, author="an", at=AT, base_revision=0)
    path = write_backup(places, tmp_path, Workspace(places).clock(), AT)
    (places.data / "drafts.db").unlink()
    restore(places, path, LATER)
    with DraftStore(places.data / "drafts.db") as store:
        assert [one.plain for one in store.history("d")] == [1, 2]
        assert store.typing("d", author="an")["r"].text == "đang dở"
        assert store.undo("d", author="an", at=LATER) is not None
        assert store.answers("d")["q"].plain == 1


def test_a_session_that_is_open_sees_the_restored_answers_and_goes_on(
    places: Places, saved: Path
) -> None:
    with DraftStore(places.data / "drafts.db") as session:
        seen = session.get("d").last_step
        restore(places, saved, LATER)
        # The same content at the same step would be taken for unchanged.
        assert session.get("d").last_step > seen
        assert session.answers("d")["q"].plain == "cũ"
        save(session, "q", "tiếp", 1)
        assert session.undo("d", author="an", at=LATER) is not None
        assert session.answers("d")["q"].plain == "cũ"
    assert answer_of(places) == "cũ"


def test_an_answer_made_on_a_revision_that_is_gone_can_be_undone(
    places: Places, saved: Path
) -> None:
    with DraftStore(places.data / "drafts.db") as session:
        save(session, "q", "mới", 1)
        save(session, "q", "mới nữa", 2)
        restore(places, saved, LATER)
        save(session, "q", "đã gõ trước đó", 3)
        assert session.answers("d")["q"].plain == "đã gõ trước đó"
        session.undo("d", author="an", at=LATER)
        assert session.answers("d")["q"].plain == "cũ"


def test_typing_in_a_draft_that_a_restore_took_away_is_refused_in_words(
    places: Places, saved: Path
) -> None:
    move_on(places)
    with DraftStore(places.data / "drafts.db") as session:
        restore(places, saved, LATER)
        with pytest.raises(StoreError, match="Không có bản nháp “e”"):
            session.set_typing("e", "q", "chữ", 1, author="an", at=AT, base_revision=0)
        with pytest.raises(StoreError, match="Không có bản nháp “e”"):
            session.set_resume("e", "q", 1, author="an", at=AT)


WRITER = """
import itertools, sys
from pathlib import Path
from cchc_tui.store.drafts import DraftStore
store = DraftStore(Path(sys.argv[1]))
for number in itertools.count():
    store.save("d", f"w{number}", number, author="w", at="t", base_revision=0)
    print(number, flush=True)
"""


def test_backups_taken_while_another_process_writes_are_sound(
    places: Places, saved: Path, tmp_path: Path
) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(places.data / "drafts.db")],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    try:
        for turn in range(5):
            written = int(writer.stdout.readline())
            path = write_backup(places, tmp_path / f"{turn}.zip", Workspace(places).clock(), AT)
            with zipfile.ZipFile(path) as archive:
                archive.extract("drafts.db", tmp_path / str(turn))
            with DraftStore(tmp_path / str(turn) / "drafts.db") as copy:
                assert copy.check() == ""
                assert f"w{written}" in copy.answers("d")
    finally:
        writer.kill()
        writer.communicate()


PAIRS = """
import itertools, sys
from pathlib import Path
from cchc_tui.store.drafts import DraftStore
from cchc_tui.store.errors import Conflict
from cchc_tui.store.records import NewAnswer
store, name = DraftStore(Path(sys.argv[1])), sys.argv[2]
for number in itertools.count(1):
    now = store.answers("d")
    pair = {f"{name}{side}": now.get(f"{name}{side}") for side in "xy"}
    new = {one: NewAnswer(number, "", old.revision if old else 0) for one, old in pair.items()}
    try:
        store.save_many("d", {**new, f"{name}{number}": NewAnswer(number)}, author=name, at="t")
    except Conflict:
        continue  # a restore came between; the app would show both texts
    print(number, flush=True)
"""
"""Answers two questions alike and one of its own in every step, and says so once it is saved."""


def begin(places: Places, name: str) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", PAIRS, str(places.data / "drafts.db"), name]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True)


def acknowledged(writers: dict[str, subprocess.Popen[str]]) -> set[str]:
    """Stop the writers; every step they were told is saved."""
    said: set[str] = set()
    for name, writer in writers.items():
        writer.terminate()
        out, _ = writer.communicate()
        said |= {f"{name}{number}" for number in out.split()}
    return said


def pairs_agree(answers: dict[str, object]) -> bool:
    return all(answers.get(f"{name}x") == answers.get(f"{name}y") for name in "mn")


def test_every_backup_under_hundreds_of_writes_holds_whole_steps(
    places: Places, saved: Path, tmp_path: Path
) -> None:
    writers = {name: begin(places, name) for name in "mn"}
    counts = []
    for turn in range(12):
        data = make_backup(places, AT)
        (tmp_path / "b.zip").write_bytes(data)
        with zipfile.ZipFile(tmp_path / "b.zip") as archive:
            archive.extract("drafts.db", tmp_path / str(turn))
        with DraftStore(tmp_path / str(turn) / "drafts.db") as copy:
            assert copy.check() == ""
            answers = {name: one.plain for name, one in copy.answers("d").items()}
        assert pairs_agree(answers)
        counts.append(len(answers))
    while len(DraftStore(places.data / "drafts.db").answers("d")) < 300:
        assert all(writer.poll() is None for writer in writers.values())
    assert len(acknowledged(writers)) >= 290
    assert counts == sorted(counts)


def test_a_restore_under_the_feet_of_writers_loses_no_answer_that_was_saved(
    places: Places, saved: Path, tmp_path: Path
) -> None:
    writers = {name: begin(places, name) for name in "mn"}
    asides = []
    for _ in range(8):
        before = len(DraftStore(places.data / "drafts.db").answers("d"))
        while len(DraftStore(places.data / "drafts.db").answers("d")) < before + 5:
            assert all(writer.poll() is None for writer in writers.values())
        done = restore(places, saved, LATER)
        assert done.aside
        asides.append(done.aside)
    said = acknowledged(writers)
    kept: set[str] = set()
    for turn, aside in enumerate(asides):
        with zipfile.ZipFile(aside) as archive:
            archive.extract("drafts.db", tmp_path / str(turn))
        with DraftStore(tmp_path / str(turn) / "drafts.db") as copy:
            answers = {name: one.plain for name, one in copy.answers("d").items()}
        assert pairs_agree(answers)
        kept |= set(answers)
    with DraftStore(places.data / "drafts.db") as store:
        assert store.check() == ""
        kept |= set(store.answers("d"))
    assert said - kept == set()
    assert len(said) >= 80


def test_going_back_to_a_version_under_the_feet_of_writers_takes_whole_steps(
    places: Places, saved: Path
) -> None:
    writers = {name: begin(places, name) for name in "mn"}
    with DraftStore(places.data / "drafts.db") as store:
        for _ in range(10):
            step = store.get("d").last_step
            while store.get("d").last_step < step + 10:
                assert all(writer.poll() is None for writer in writers.values())
            assert store.roll_back("d", step, author="an", at=LATER)
            assert pairs_agree({name: one.plain for name, one in store.answers("d").items()})
        said = acknowledged(writers)
        assert said <= {one.question for one in store.history("d")}
        assert store.check() == ""


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def flip(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :]


def rewritten(change: Callable[[dict[str, bytes]], None]) -> Callable[[bytes], bytes]:
    """A zip as someone would put it together again by hand."""

    def make(data: bytes) -> bytes:
        import io

        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        change(files)
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as archive:
            for name, content in files.items():
                archive.writestr(name, content)
        return target.getvalue()

    return make


def forge(files: dict[str, bytes]) -> None:
    files["settings.toml"] = b"theme = 'x'\n"


def smuggle(files: dict[str, bytes]) -> None:
    files["own/la.toml"] = b"x"


def drop(files: dict[str, bytes]) -> None:
    del files["drafts.db"]


def no_manifest(files: dict[str, bytes]) -> None:
    del files[MANIFEST]


def later(files: dict[str, bytes]) -> None:
    files[MANIFEST] = files[MANIFEST].replace(b'"version": 1', b'"version": 9')


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "cut": cut,
    "flipped": flip,
    "empty": lambda _: b"",
    "not a zip": lambda _: b"PK\x03\x04" + b"rac" * 999,
    "forged": rewritten(forge),
    "smuggled": rewritten(smuggle),
    "dropped": rewritten(drop),
    "no manifest": rewritten(no_manifest),
    "later format": rewritten(later),
    "bad manifest": rewritten(lambda files: files.update({MANIFEST: b'{"files": [1]}'})),
    "manifest of bytes": rewritten(lambda files: files.update({MANIFEST: b"\xff\xfe\x00"})),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_backup_is_refused_and_nothing_is_changed(
    places: Places, saved: Path, damage: str
) -> None:
    move_on(places)
    saved.write_bytes(DAMAGE[damage](saved.read_bytes()))
    with pytest.raises(BadBackup, match="Chưa thay đổi gì"):
        restore(places, saved, LATER)
    assert answer_of(places) == "mới"
    assert (places.own / "phrasebank" / "thêm.toml").exists()
    assert not list(places.data.glob("backups/truoc-*"))
    assert not list(places.data.glob(".sao-luu-*"))


@pytest.mark.parametrize(
    "name",
    [
        "../ngoai.toml",
        "/etc/x",
        "own/../../x",
        "own\\..\\x",
        "own",
        "khac.toml",
        "own//x",
        "./own/x",
    ],
)
def test_names_that_lead_elsewhere_are_refused(
    places: Places, saved: Path, tmp_path: Path, name: str
) -> None:
    with zipfile.ZipFile(saved) as archive:
        drafts = archive.read("drafts.db")
    bad = tmp_path / "x.zip"
    bad.write_bytes(pack({"drafts.db": drafts, name: b"x"}, AT, "1"))
    with pytest.raises(BadBackup, match="tên tệp lạ"):
        restore(places, bad, LATER)


@pytest.mark.parametrize("content", [b"SQLite format 3\x00" + b"x" * 9000, b"khong phai"])
def test_a_backup_without_a_sound_store_inside_is_refused(
    places: Places, saved: Path, tmp_path: Path, content: bytes
) -> None:
    bad = tmp_path / "x.zip"
    bad.write_bytes(pack({"drafts.db": content}, AT, "1"))
    with pytest.raises(BadBackup, match="kho bản nháp"):
        restore(places, bad, LATER)
    assert answer_of(places) == "cũ"


def test_a_backup_of_a_later_program_is_refused(
    places: Places, saved: Path, tmp_path: Path
) -> None:
    from cchc_tui.store import sql
    from cchc_tui.store.connection import Database

    newer = tmp_path / "newer.db"
    with zipfile.ZipFile(saved) as archive:
        newer.write_bytes(archive.read("drafts.db"))
    database = Database(newer)
    with database.transaction() as db:
        db.execute(sql.WRITE_VERSION, {"version": "99"})
    database.close()
    bad = tmp_path / "x.zip"
    bad.write_bytes(pack({"drafts.db": newer.read_bytes()}, AT, "9"))
    with pytest.raises(NewerStore, match="mới hơn"):
        restore(places, bad, LATER)


def test_a_missing_file_is_said(places: Places, tmp_path: Path) -> None:
    with pytest.raises(WorkError, match="Không có tệp"):
        restore(places, tmp_path / "khong.zip", AT)


def test_damaged_drafts_are_set_aside_and_replaced(places: Places, saved: Path) -> None:
    (places.data / "drafts.db").write_bytes(b"rac" * 5000)
    done = restore(places, saved, LATER)
    assert done.damaged is not None
    assert done.damaged.read_bytes() == b"rac" * 5000
    assert done.aside is None
    assert answer_of(places) == "cũ"


def test_a_backup_is_restored_on_an_empty_machine(saved: Path, tmp_path: Path) -> None:
    home = tmp_path / "máy khác"
    empty = Places(home / "c", home / "d", home / "s", home / "k")
    done = restore(empty, saved, LATER)
    assert (done.drafts, done.aside, done.damaged) == (1, None, None)
    assert answer_of(empty) == "cũ"
    assert (empty.own / "phrasebank" / "riêng.toml").exists()


def test_a_link_out_of_the_own_folder_is_never_written_through(
    places: Places, saved: Path, tmp_path: Path
) -> None:
    shared = tmp_path / "chung"
    shared.mkdir()
    put(shared / "riêng.toml", "của cơ quan")
    (places.own / "phrasebank" / "riêng.toml").unlink()
    (places.own / "phrasebank").rmdir()
    (places.own / "phrasebank").symlink_to(shared)
    with pytest.raises(WorkError, match="liên kết"):
        restore(places, saved, LATER)
    assert (shared / "riêng.toml").read_text(encoding="utf-8") == "của cơ quan"


def test_the_drafts_kept_by_themselves_are_listed_and_restored(places: Places, saved: Path) -> None:
    with DraftStore(places.data / "drafts.db") as store:
        copy = store.snapshot("2026-11-20T10:00:00Z")
        save(store, "q", "mới", 1)
    assert copy is not None
    done = restore(places, Path(copy.name), LATER)
    assert (done.whole, done.drafts, done.made_at) == (False, 1, "2026-11-20T10:00:00Z")
    assert answer_of(places) == "cũ"
    assert (places.own / "phrasebank" / "riêng.toml").exists()
    assert [(one.path, one.whole) for one in kept_copies(places)] == [
        (done.aside, True),
        (copy, False),
    ]


def test_a_backup_is_for_its_owner_only_and_replaces_nothing_but_a_backup(
    places: Places, saved: Path, tmp_path: Path
) -> None:
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    clock = Workspace(places).clock()
    assert write_backup(places, saved, clock, LATER) == saved
    other = tmp_path / "bao-cao.docx"
    other.write_bytes(b"PK khac")
    with pytest.raises(WorkError, match="không phải tệp sao lưu"):
        write_backup(places, other, clock, LATER)
    with pytest.raises(WorkError, match="Không ghi được"):
        write_backup(places, tmp_path / "không có" / "b.zip", clock, LATER)
    assert write_backup(places, tmp_path, clock, AT).name.startswith("cchc-sao-luu-")


def test_the_manifest_tells_each_file_with_its_checksum(places: Places, saved: Path) -> None:
    with zipfile.ZipFile(saved) as archive:
        head = json.loads(archive.read(MANIFEST))
        names = set(archive.namelist())
    assert {one["name"] for one in head["files"]} | {MANIFEST} == names
    assert all(len(one["sha256"]) == 64 for one in head["files"])
    assert make_backup(places, AT)[:2] == b"PK"


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "cchc_tui", *arguments],
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        check=False,
    )


def test_backup_and_restore_by_command(places: Places, saved: Path, tmp_path: Path) -> None:
    made = run("backup", cwd=tmp_path)
    assert made.returncode == 0, made.stderr.decode()
    path = Path(made.stdout.decode().strip())
    assert path.is_file()
    piped = run("backup", "-", cwd=tmp_path)
    (tmp_path / "ống.zip").write_bytes(piped.stdout)
    for source in (path, tmp_path / "ống.zip"):
        move_on(places) if source == path else None
        done = run("restore", str(source), cwd=tmp_path)
        assert done.returncode == 0, done.stderr.decode()
        assert "Đã khôi phục 1 bản nháp" in done.stderr.decode()
        assert answer_of(places) == "cũ"
    listed = run("backup", "--list", "--json", cwd=tmp_path)
    assert [one["whole"] for one in json.loads(listed.stdout)].count(True) == 2
    bad = run("restore", str(Path(__file__)), cwd=tmp_path)
    assert bad.returncode == 2
    assert "không phải tệp do “cchc backup” ghi" in bad.stderr.decode()
