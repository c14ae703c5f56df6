"""One's own drafts and the shared ones as one store, and what goes from one to the other."""

from __future__ import annotations

import inspect
import stat
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_tui.domain.paths import Places
from cchc_tui.domain.values import AnswerState, Quantity
from cchc_tui.interview.answer import Answer
from cchc_tui.services.errors import WorkError
from cchc_tui.services.shared import JoinedStore
from cchc_tui.services.workspace import Workspace
from cchc_tui.store.drafts import DraftStore
from cchc_tui.store.errors import Conflict, StoreError
from cchc_tui.store.presence import PresenceBook

FIELD, OTHER = "hs_truc_tuyen", "hs_truc_tiep"


def clock() -> datetime:
    return datetime(2026, 4, 1, 8, tzinfo=UTC)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A shared place of this account's own group."""
    for folder in (tmp_path / "chung", tmp_path / "chung" / "drafts"):
        folder.mkdir()
        folder.chmod(0o2770)
    DraftStore(tmp_path / "chung" / "drafts" / "drafts.db").close()
    return tmp_path / "chung"


def officer(folder: Path, place: Path | None, author: str) -> Workspace:
    home = folder / author
    places = Places(home / "config", home / "data", home / "state", home / "cache", place)
    return Workspace(places, clock, author)


def made(workspace: Workspace) -> str:
    return workspace.create_draft("cchc-so", "2026-Q1", "mau-so-noi-vu").id


def number(value: int) -> Answer:
    return Answer(AnswerState.ANSWERED, Quantity(Decimal(value)), source="typed")


def test_every_method_of_a_store_knows_where_its_draft_is() -> None:
    public = {
        name
        for name, _ in inspect.getmembers(DraftStore, callable)
        if not name.startswith("_") and name != "take_in"
    }
    own = set(vars(JoinedStore))
    assert public <= own, public - own


def test_a_moved_draft_keeps_its_history_its_typing_and_its_undoing(
    tmp_path: Path, place: Path
) -> None:
    work = officer(tmp_path, place, "Lan")
    draft = made(work)
    work.set_answer(draft, FIELD, number(12))
    work.set_answer(draft, FIELD, Answer(AnswerState.NOTHING, None, revision=1))
    work.keep_typing(draft, OTHER, "ba m", 4, 0)
    shared = work.share(draft).id
    assert shared == f"chung/{draft}"
    assert [card.info.id for card in work.drafts()] == [shared]
    assert len(work.history(shared, FIELD)) == 2
    assert work.typing(shared)[OTHER].text == "ba m"
    assert work.undo(shared) == FIELD
    back = work.share(shared).id
    assert work.interview(back).answer(FIELD).value == number(12).value
    assert work.typing(back)[OTHER].text == "ba m"
    assert {one.author for one in work.history(back)} == {"Lan"}


def test_a_move_is_taken_back_like_a_deletion(tmp_path: Path, place: Path) -> None:
    work = officer(tmp_path, place, "Lan")
    draft = made(work)
    shared = work.share(draft).id
    work.restore(draft)
    work.delete(shared)
    assert [card.info.id for card in work.drafts()] == [draft]


def test_a_copy_leaves_the_draft_where_it_was_and_gets_a_free_id(
    tmp_path: Path, place: Path
) -> None:
    work = officer(tmp_path, place, "Lan")
    draft = made(work)
    first, second = work.share(draft, keep=True).id, work.share(draft, keep=True).id
    assert second == f"{first}-2"
    assert {card.info.id for card in work.drafts()} == {draft, first, second}


def test_two_officers_of_one_name_stay_two(tmp_path: Path, place: Path) -> None:
    work = officer(tmp_path, place, "Lan")
    shared = work.share(made(work)).id
    one = JoinedStore(DraftStore(tmp_path / "a.db"), place / "drafts" / "drafts.db", "lan1")
    two = JoinedStore(DraftStore(tmp_path / "b.db"), place / "drafts" / "drafts.db", "lan2")
    for store, text in ((one, "một"), (two, "hai")):
        store.set_typing(shared, FIELD, text, 3, author="Lan", at="x", base_revision=0)
    assert one.typing(shared, author="Lan")[FIELD].text == "một"
    assert two.typing(shared, author="Lan")[FIELD].text == "hai"
    one.save(shared, FIELD, {"a": 1}, author="Lan", at="x", base_revision=0)
    with pytest.raises(Conflict) as refused:
        two.save(shared, FIELD, {"a": 2}, author="Lan", at="x", base_revision=0)
    assert refused.value.current.author == "Lan (lan1)"
    assert two.undo(shared, author="Lan", at="x") is None


def test_an_officer_does_not_move_a_draft_away_under_another(tmp_path: Path, place: Path) -> None:
    work = officer(tmp_path, place, "Lan")
    shared = work.share(made(work)).id
    book = PresenceBook(place / "drafts")
    book.renew("phiên", shared.removeprefix("chung/"), "Minh (minh)", FIELD)
    with pytest.raises(WorkError, match=r"đang có người làm: Minh \(minh\)"):
        work.share(shared)
    assert work.share(shared, keep=True).id
    book.leave("phiên")
    assert work.share(shared).id


def test_a_shared_store_that_is_broken_stands_in_nobodys_way(tmp_path: Path, place: Path) -> None:
    work = officer(tmp_path, place, "Lan")
    shared = work.share(made(work)).id
    work.close()
    (place / "drafts" / "drafts.db").write_bytes(b"hong")
    work = officer(tmp_path, place, "Lan")
    draft = made(work)
    assert [card.info.id for card in work.drafts()] == [draft]
    assert "hỏng" in work.shared_trouble
    with pytest.raises(StoreError, match="Chưa mở được bản nháp chung"):
        work.store.get(shared)


def test_without_a_shared_place_there_is_nowhere_to_move_to(tmp_path: Path) -> None:
    work = officer(tmp_path, None, "Lan")
    with pytest.raises(WorkError, match="Chưa có nơi dùng chung"):
        work.share(made(work))


def test_figures_of_a_shared_earlier_draft_are_offered_in_a_draft_of_ones_own(
    tmp_path: Path, place: Path
) -> None:
    work = officer(tmp_path, place, "Lan")
    first = work.share(made(work)).id
    work.set_answer(first, FIELD, number(113))
    later = work.create_draft("cchc-so", "2026-Q2", "mau-so-noi-vu").id
    assert [one.answer.value for one in work.earlier(later, FIELD)] == [number(113).value]


def test_files_in_the_shared_place_are_open_to_its_group_whatever_the_mask(
    tmp_path: Path, place: Path
) -> None:
    work = officer(tmp_path, place, "Lan")
    work.share(made(work))
    work.keep_safe()
    for path in place.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o2770 if path.is_dir() else 0o660), path
    assert (place / "drafts" / "backups").is_dir()
    assert stat.S_IMODE(work.places.data.stat().st_mode) == 0o700
