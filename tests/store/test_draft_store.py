from __future__ import annotations

import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cchc_tui.store import sql
from cchc_tui.store.connection import Database
from cchc_tui.store.drafts import DraftStore
from cchc_tui.store.errors import (
    Conflict,
    DraftExists,
    NewerStore,
    StoreFull,
    StoreReadOnly,
    UnknownDraft,
)
from cchc_tui.store.records import DraftInfo, NewAnswer

AT = "2026-11-21T03:00:00Z"
LATER = "2026-11-21T04:00:00Z"

NASTY = [
    "",
    "{{ x }} {% if %}",
    "*_#|& < > \" ' ; DROP TABLE draft; --",
    "dòng một\ndòng hai\ttab",
    "\u202eđảo\u202c",
    "e\u0302\u0323 NFD",
    "😀 ngoài BMP",
    "x" * 1_000_000,
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "drafts.db"


@pytest.fixture
def store(path: Path) -> Iterator[DraftStore]:
    with DraftStore(path) as opened:
        opened.create(
            DraftInfo(
                "d", "cchc-so", "stp", "2026-Q1", created_by="an", created_at=AT, changed_at=AT
            )
        )
        yield opened


def save(store: DraftStore, question: str, plain: object, base: int = 0, author: str = "an") -> int:
    return store.save(
        "d", question, plain, author=author, at=AT, base_revision=base, source="typed"
    )


def undo(store: DraftStore, author: str = "an") -> tuple[str, ...] | None:
    step = store.undo("d", author=author, at=LATER)
    return step.questions if step else None


def redo(store: DraftStore, author: str = "an") -> tuple[str, ...] | None:
    step = store.redo("d", author=author, at=LATER)
    return step.questions if step else None


def plain(store: DraftStore, question: str) -> object:
    return store.answers("d")[question].plain


@pytest.mark.parametrize("text", NASTY, ids=lambda text: repr(text[:12]))
def test_any_text_comes_back_as_it_was_saved(store: DraftStore, path: Path, text: str) -> None:
    save(store, "q", {"value": text})
    store.set_typing("d", "r", text, 0, author="an", at=AT, base_revision=0)
    with DraftStore(path) as again:
        assert plain(again, "q") == {"value": text}
        assert again.typing("d", author="an")["r"].text == text


def test_a_saved_answer_carries_its_author_time_source_and_revision(store: DraftStore) -> None:
    save(store, "q", "một")
    save(store, "q", "hai", base=1, author="bình")
    stored = store.answers("d")["q"]
    assert (stored.revision, stored.author, stored.at, stored.source) == (2, "bình", AT, "typed")
    assert [one.plain for one in store.history("d", "q")] == ["một", "hai"]


def test_a_second_answer_to_the_same_revision_is_a_conflict_that_holds_both(
    store: DraftStore, path: Path
) -> None:
    with DraftStore(path) as other:
        save(other, "q", "của bình", author="bình")
        with pytest.raises(Conflict) as caught:
            save(store, "q", "của an")
    assert caught.value.current.plain == "của bình"
    assert caught.value.mine == "của an"
    assert "bình" in str(caught.value)
    assert plain(store, "q") == "của bình"


def test_a_conflict_in_one_of_many_answers_writes_none(store: DraftStore) -> None:
    save(store, "b", 1)
    with pytest.raises(Conflict):
        store.save_many(
            "d", {"a": NewAnswer(1), "b": NewAnswer(2), "c": NewAnswer(3)}, author="an", at=AT
        )
    assert set(store.answers("d")) == {"b"}
    assert store.get("d").last_step == 2


def test_undo_goes_back_across_questions_and_redo_comes_forward(store: DraftStore) -> None:
    save(store, "a", 1)
    save(store, "b", 2)
    save(store, "a", 3, base=1)
    assert undo(store) == ("a",)
    assert plain(store, "a") == 1
    assert undo(store) == ("b",)
    assert plain(store, "b") is None
    assert redo(store) == ("b",)
    assert redo(store) == ("a",)
    assert redo(store) is None
    assert (plain(store, "a"), plain(store, "b")) == (3, 2)


def test_undo_only_ever_appends(store: DraftStore) -> None:
    save(store, "a", 1)
    before = store.history("d")
    undo(store)
    redo(store)
    undo(store)
    assert store.history("d")[: len(before)] == before
    assert [one.plain for one in store.history("d")] == [1, None, 1, None]


def test_a_new_answer_after_an_undo_ends_what_could_be_redone(store: DraftStore) -> None:
    save(store, "a", 1)
    undo(store)
    save(store, "a", 2, base=2)
    assert redo(store) is None
    assert undo(store) == ("a",)
    assert plain(store, "a") is None


def test_one_step_over_several_questions_is_undone_at_once(store: DraftStore) -> None:
    save(store, "a", 1)
    store.save_many("d", {"a": NewAnswer(9, "", 1), "b": NewAnswer(9)}, author="an", at=AT)
    assert undo(store) == ("a", "b")
    assert (plain(store, "a"), plain(store, "b")) == (1, None)


def test_undo_does_not_take_away_what_another_officer_wrote_on_top(store: DraftStore) -> None:
    save(store, "a", "an")
    save(store, "b", "an")
    save(store, "b", "bình", base=1, author="bình")
    assert undo(store) == ("a",)
    assert plain(store, "b") == "bình"
    assert undo(store) is None


def test_undo_of_ones_own_change_gives_back_the_other_officers_answer(store: DraftStore) -> None:
    save(store, "a", "bình", author="bình")
    save(store, "a", "an", base=1)
    assert undo(store) == ("a",)
    assert plain(store, "a") == "bình"
    assert undo(store, "bình") == ("a",)
    assert redo(store) is None
    assert redo(store, "bình") == ("a",)
    assert redo(store) == ("a",)
    assert plain(store, "a") == "an"


def test_the_answers_a_draft_was_made_with_are_not_undone(store: DraftStore) -> None:
    store.create(
        DraftInfo("new", "k", "stp", "2026-Q2", created_by="an"), {"a": NewAnswer(1, "draft:d")}
    )
    assert store.undo("new", author="an", at=AT) is None
    assert store.answers("new")["a"].source == "draft:d"


def test_saving_an_answer_ends_its_typing_and_only_its_own(store: DraftStore) -> None:
    for question in ("a", "b"):
        store.set_typing("d", question, "đang gõ", 4, author="an", at=AT, base_revision=0)
    save(store, "a", "xong")
    assert set(store.typing("d", author="an")) == {"b"}
    assert store.typing("d", author="bình") == {}


def test_typing_leaves_the_place_to_come_back_to(store: DraftStore) -> None:
    assert store.resume("d", author="an") is None
    store.set_typing("d", "a", "ch", 2, author="an", at=AT, base_revision=0)
    store.set_typing("d", "a", "chữ", 3, author="an", at=AT, base_revision=0)
    assert store.typing("d", author="an")["a"].cursor == 3
    resume = store.resume("d", author="an")
    assert resume is not None
    assert (resume.question, resume.cursor) == ("a", 3)
    store.set_resume("d", "b", 0, author="an", at=AT)
    resume = store.resume("d", author="an")
    assert resume is not None
    assert resume.question == "b"
    store.clear_typing("d", "a", author="an")
    assert store.typing("d", author="an") == {}


def test_a_deleted_draft_leaves_the_list_and_comes_back_whole(store: DraftStore) -> None:
    save(store, "a", 1)
    store.delete("d", LATER)
    assert store.headers() == []
    assert [info.id for info in store.headers(include_deleted=True)] == ["d"]
    store.restore("d")
    assert [info.id for info in store.headers()] == ["d"]
    assert plain(store, "a") == 1


def test_drafts_are_listed_last_changed_first(store: DraftStore) -> None:
    store.create(DraftInfo("e", "k", "stp", "2026-Q2", changed_at=AT, created_at=AT))
    store.rename("d", "Tên mới", LATER)
    assert [info.id for info in store.headers()] == ["d", "e"]
    assert store.get("d").title == "Tên mới"


def test_progress_is_kept_in_the_header(store: DraftStore) -> None:
    store.note_progress("d", 3, 10, 7, step=1)
    info = store.get("d")
    assert (info.answered, info.required, info.required_left, info.counted_step) == (3, 10, 7, 1)


def test_exports_are_remembered_by_path_and_content(store: DraftStore) -> None:
    store.note_export("d", "/tmp/a.docx", "1" * 64, AT)
    store.note_export("d", "/tmp/a.docx", "2" * 64, LATER)
    store.note_export("d", "/tmp/a.docx", "1" * 64, LATER)
    assert {one.sha256[0] for one in store.exports_at("/tmp/a.docx")} == {"1", "2"}
    assert len(store.exports_of("d")) == 2
    assert store.exports_at("/tmp/b.docx") == []


@pytest.mark.parametrize("action", ["get", "rename", "delete", "restore", "save"])
def test_an_unknown_draft_is_named(store: DraftStore, action: str) -> None:
    calls: dict[str, Callable[[], object]] = {
        "get": lambda: store.get("x"),
        "rename": lambda: store.rename("x", "t", AT),
        "delete": lambda: store.delete("x", AT),
        "restore": lambda: store.restore("x"),
        "save": lambda: store.save("x", "q", 1, author="an", at=AT, base_revision=0),
    }
    with pytest.raises(UnknownDraft, match="“x”"):
        calls[action]()


def test_an_id_is_given_once(store: DraftStore) -> None:
    with pytest.raises(DraftExists, match="“d”"):
        store.create(DraftInfo("d", "k", "a", "p"))


def test_files_and_directories_are_for_their_owner_only(store: DraftStore, path: Path) -> None:
    save(store, "a", 1)
    store.snapshot(AT)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(store.backups.stat().st_mode) == 0o700
    for file in (*path.parent.glob("drafts.db*"), *store.backups.iterdir()):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


def test_a_full_disk_is_said_and_nothing_is_half_written(store: DraftStore) -> None:
    with store._db.reading() as db:
        db.execute("PRAGMA max_page_count = 20")
    with pytest.raises(StoreFull, match="đã đầy"):
        save(store, "a", "x" * 1_000_000)
    assert store.answers("d") == {}
    save(store, "a", "ngắn")
    assert plain(store, "a") == "ngắn"


def test_a_read_only_store_is_said(store: DraftStore) -> None:
    with store._db.reading() as db:
        db.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreReadOnly, match="Không được phép ghi"):
        save(store, "a", 1)


def test_a_place_that_cannot_be_a_directory_is_said(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("không phải thư mục")
    with pytest.raises(StoreReadOnly, match="Không được phép ghi"):
        DraftStore(tmp_path / "tệp" / "drafts.db")


def test_a_migration_keeps_a_copy_of_the_old_schema(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with DraftStore(path) as store:
        store.create(DraftInfo("d", "k", "a", "p"))
    more = (*sql.MIGRATIONS, ("ALTER TABLE draft ADD COLUMN note TEXT NOT NULL DEFAULT ''",))
    monkeypatch.setattr(sql, "MIGRATIONS", more)
    monkeypatch.setattr(Database.migrate, "__defaults__", (more,))
    with DraftStore(path) as store:
        assert store._db.version() == len(more)
        assert store._db.rows("SELECT note FROM draft") == [("",)]
        assert (store.backups / f"schema-{len(more) - 1}.db").exists()


def test_a_failed_migration_leaves_the_old_version(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    DraftStore(path).close()
    more = (*sql.MIGRATIONS, ("CREATE TABLE extra (a TEXT)", "không phải SQL"))
    database = Database(path)
    with pytest.raises(Exception, match="Không dùng được"):
        database.migrate(more)
    assert database.version() == len(sql.MIGRATIONS)
    assert database.rows("SELECT name FROM sqlite_master WHERE name = 'extra'") == []
    database.close()


def test_a_store_of_a_later_version_is_refused(path: Path) -> None:
    DraftStore(path).close()
    database = Database(path)
    with database.transaction() as db:
        db.execute(sql.WRITE_VERSION, {"version": "99"})
    database.close()
    with pytest.raises(NewerStore, match="mới hơn"):
        DraftStore(path)


def test_a_waiver_is_kept_with_the_draft_and_can_be_revoked(store: DraftStore) -> None:
    store.waive("d", "CH01|q|Ea Súp", "lạ", "tên xã", author="an", at=AT)
    store.waive("d", "CH01|q|Ea Súp", "lạ", "tên riêng", author="an", at=AT)
    assert [one.reason for one in store.waivers("d").values()] == ["tên riêng"]
    store.drop_waiver("d", "CH01|q|Ea Súp")
    assert store.waivers("d") == {}


def test_a_copy_keeps_what_was_waived_and_the_original_is_its_own(store: DraftStore) -> None:
    store.create(DraftInfo("e", "k", "a", "p"))
    store.waive("d", "khóa", "lời", "lý do", author="an", at=AT)
    store.copy_waivers("d", "e")
    store.drop_waiver("d", "khóa")
    assert [one.reason for one in store.waivers("e").values()] == ["lý do"]


def test_a_store_of_the_first_version_gets_the_table_of_waivers(path: Path) -> None:
    DraftStore(path).close()
    with Database(path).transaction() as db:
        db.execute("DROP TABLE waiver")
        db.execute(sql.WRITE_VERSION, {"version": "1"})
    with DraftStore(path) as store:
        assert store.waivers("d") == {}
        assert (store.backups / "schema-1.db").exists()
