"""The index on disk: right after every change, whole or rebuilt, safe between processes."""

from __future__ import annotations

import multiprocessing
import os
from io import BytesIO
from pathlib import Path

import pytest
from bank_maker import TODAY, ids, write_bank
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.domain.paths import Layer
from cchc_tui.phrases import build
from cchc_tui.phrases.indexfile import (
    DamagedIndexError,
    IndexFile,
    IndexWriter,
    encode_bits,
    encode_posting,
    set_bits,
)
from cchc_tui.phrases.search import PhraseBank
from cchc_tui.phrases.shortlist import Counters, numbers


def reopened(tmp_path: Path) -> PhraseBank:
    return PhraseBank.open([Layer("own", tmp_path / "bank")], tmp_path / "cache")


def index_file(tmp_path: Path) -> Path:
    (found,) = (tmp_path / "cache" / "phrases").glob("*.idx")
    return found


def written(postings: dict[str, list[int]], texts: list[str]) -> bytes:
    out = BytesIO()
    writer = IndexWriter(out)
    for text in texts:
        writer.add(text, text.upper(), text.encode() * 2)
    size = len(texts)
    writer.finish(
        (
            (term, encode_posting(found, size), len(found))
            for term, found in sorted(postings.items())
        ),
        [(7, 0)],
        {"a": "ế"},
    )
    return out.getvalue()


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=6).filter(lambda s: s.isprintable()),
        st.sets(st.integers(0, 3999), min_size=1, max_size=300),
        max_size=8,
    )
)
def test_what_is_written_is_read_back(postings: dict[str, set[int]]) -> None:
    texts = ["x"] * 4000
    index = IndexFile.from_bytes(written({k: sorted(v) for k, v in postings.items()}, texts))
    assert index.size == 4000
    for term, found in postings.items():
        place = index.find(term)
        assert index.count(place) == len(found)
        assert set(numbers(index.bits(place), 4000)) == found
    assert index.find("no such term") == -1
    assert index.bits(-1) == 0


def test_texts_records_and_ids_are_read_back() -> None:
    index = IndexFile.from_bytes(written({"w": [0, 1]}, ["một", "hai", ""]))
    assert index.texts([1, 0]) == ["hai", "một"]
    assert index.marked(1) == "HAI"
    assert index.record(0) == "mộtmột".encode()
    assert index.record(2) == b""
    assert list(index.numbers_of(7)) == [0]
    assert list(index.numbers_of(8)) == []
    assert index.meta == {"a": "ế"}


def test_postings_are_sets_however_they_are_kept() -> None:
    dense = list(range(0, 4000, 2))
    for data in (
        encode_posting(dense, 4000),
        encode_bits(os.urandom(500)),
        encode_posting([9], 4000),
    ):
        assert data[0] in (0, 1, 2)
    assert encode_posting([9], 4000)[0] != encode_posting(dense, 4000)[0]


@given(st.lists(st.tuples(st.sets(st.integers(0, 40)), st.integers(1, 5)), max_size=8))
def test_counters_add_like_numbers(parts: list[tuple[set[int], int]]) -> None:
    counters = Counters()
    counts = dict.fromkeys(range(41), 0)
    for members, weight in parts:
        counters.add(int.from_bytes(set_bits(members, 6), "little"), weight)
        for member in members:
            counts[member] += weight
    sure, tied = counters.best(10, (1 << 41) - 1)
    taken = set(numbers(sure, 41))
    level = {counts[n] for n in numbers(tied, 41)}
    assert len(taken) < 10
    assert len(level) <= 1
    for other in set(counts) - taken - set(numbers(tied, 41)):
        assert all(counts[one] >= counts[other] for one in taken)
        assert all(counts[other] < one for one in level)


def test_an_unchanged_bank_is_not_built_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_bank(tmp_path / "bank", ["Tiếp nhận"])
    reopened(tmp_path)

    def fail(*args: object) -> None:
        raise AssertionError("built again")

    monkeypatch.setattr(build, "build_index", fail)
    assert ids(reopened(tmp_path).search("tiep", today=TODAY)) == ["p0"]


def test_every_change_is_seen_even_with_the_old_size_and_times(tmp_path: Path) -> None:
    path = tmp_path / "bank" / "bank.toml"
    write_bank(tmp_path / "bank", ["Tiếp nhận"])
    old = path.stat()
    bank = reopened(tmp_path)
    assert bank.is_current()
    write_bank(tmp_path / "bank", ["Hoàn nhập"])
    os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))
    assert not bank.is_current()
    assert ids(reopened(tmp_path).search("hoan nhap", today=TODAY)) == ["p0"]
    assert reopened(tmp_path).search("tiep nhan", today=TODAY) == []
    (tmp_path / "bank" / "more.toml").write_text('[[phrase]]\nid = "m"\ntext = "Tiếp nhận"\n')
    assert ids(reopened(tmp_path).search("tiep nhan", today=TODAY)) == ["m"]
    path.unlink()
    assert reopened(tmp_path).count == 1


def test_remembered_times_are_trusted_only_when_old_and_equal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "RACY_NS", -(10**12))  # everything counts as long past
    path = tmp_path / "bank" / "bank.toml"
    write_bank(tmp_path / "bank", ["Tiếp nhận"])
    reopened(tmp_path)
    reopened(tmp_path)
    assert list((tmp_path / "cache" / "phrases").glob("*.seen"))
    old = path.stat()
    write_bank(tmp_path / "bank", ["Hoàn nhập"])
    os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))
    assert ids(reopened(tmp_path).search("hoan nhap", today=TODAY)) == ["p0"]


def test_new_abbreviations_are_seen(tmp_path: Path) -> None:
    write_bank(tmp_path / "bank", ["Báo cáo ZQX hằng năm"])
    assert reopened(tmp_path).search("giac quan xanh", today=TODAY) == []
    (tmp_path / "bank" / "abbreviations.toml").write_text(
        '[[abbreviation]]\nshort = "ZQX"\nlong = "giác quan xanh"\n', encoding="utf-8"
    )
    assert ids(reopened(tmp_path).search("giac quan xanh", today=TODAY)) == ["p0"]


def test_a_reader_keeps_its_index_when_another_is_built(tmp_path: Path) -> None:
    write_bank(tmp_path / "bank", ["Tiếp nhận"])
    old = reopened(tmp_path)
    write_bank(tmp_path / "bank", ["Hoàn nhập"])
    reopened(tmp_path)
    assert ids(old.search("tiep nhan", today=TODAY)) == ["p0"]


TEXTS = [f"Tiếp nhận hồ sơ số {n} của đơn vị {n % 7}" for n in range(300)]


@pytest.mark.parametrize("share", [0.0, 0.01, 0.3, 0.6, 0.9, 0.999])
def test_a_cut_index_is_built_again(tmp_path: Path, share: float) -> None:
    write_bank(tmp_path / "bank", TEXTS)
    reopened(tmp_path)
    path = index_file(tmp_path)
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert len(reopened(tmp_path).search("tiep nhan", today=TODAY)) == 8
    assert len(index_file(tmp_path).read_bytes()) == len(data)


@pytest.mark.parametrize("step", range(24))
def test_an_altered_index_never_gives_a_wrong_answer(tmp_path: Path, step: int) -> None:
    write_bank(tmp_path / "bank", TEXTS)
    right = [
        (hit.phrase, hit.spans) for hit in reopened(tmp_path).search("nhan ho so 12", today=TODAY)
    ]
    path = index_file(tmp_path)
    data = bytearray(path.read_bytes())
    at = len(data) * step // 24
    for place in range(at, min(at + 64, len(data))):
        data[place] ^= 0x5A
    path.unlink()
    path.write_bytes(data)
    found = reopened(tmp_path).search("nhan ho so 12", today=TODAY)
    assert [(hit.phrase, hit.spans) for hit in found] == right


def test_an_index_of_another_version_is_refused(tmp_path: Path) -> None:
    data = bytearray(written({"a": [0]}, ["x"]))
    data[8] ^= 1
    with pytest.raises(DamagedIndexError):
        IndexFile.from_bytes(bytes(data))


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    write_bank(tmp_path / "bank", ["Tiếp nhận"])
    (tmp_path / "cache").write_text("a file where the folder should be")
    bank = reopened(tmp_path)
    assert ids(bank.search("tiep nhan", today=TODAY)) == ["p0"]


def test_progress_rises_to_its_total(tmp_path: Path) -> None:
    write_bank(tmp_path / "bank", TEXTS * 4)
    seen: list[tuple[int, int]] = []
    PhraseBank.open(
        [Layer("own", tmp_path / "bank")], tmp_path / "c", lambda *step: seen.append(step)
    )
    assert len({total for _, total in seen}) == 1
    assert seen == sorted(seen)
    assert seen[-1][0] == seen[-1][1]


def test_an_index_built_apart_is_the_one_built_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_bank(tmp_path / "bank", TEXTS)
    reopened(tmp_path)
    here = index_file(tmp_path).read_bytes()
    monkeypatch.setattr(build, "APART_BYTES", 0)
    seen: list[tuple[int, int]] = []
    PhraseBank.open(
        [Layer("own", tmp_path / "bank")], tmp_path / "other", lambda *step: seen.append(step)
    )
    (apart,) = (tmp_path / "other" / "phrases").glob("*.idx")
    assert apart.read_bytes() == here
    assert seen[-1][0] == seen[-1][1]


def test_without_a_process_to_start_it_is_built_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_bank(tmp_path / "bank", TEXTS)
    monkeypatch.setattr(build, "APART_BYTES", 0)
    monkeypatch.setattr("sys.executable", "/nonexistent/python")
    assert reopened(tmp_path).count == 300


def open_and_count(tmp_path: Path) -> tuple[int, list[str]]:
    bank = reopened(tmp_path)
    return bank.count, ids(bank.search("tiep nhan ho so 12", today=TODAY))


def test_several_processes_building_at_once_all_get_the_right_index(tmp_path: Path) -> None:
    write_bank(tmp_path / "bank", TEXTS)
    with multiprocessing.get_context("fork").Pool(4) as pool:
        found = pool.map(open_and_count, [tmp_path] * 8)
    assert found == [found[0]] * 8
    assert found[0][0] == 300
    assert len(list((tmp_path / "cache" / "phrases").iterdir())) <= 3
    assert open_and_count(tmp_path) == found[0]


def test_files_of_the_cache_are_closed_to_others(tmp_path: Path) -> None:
    write_bank(tmp_path / "bank", ["Tiếp nhận"])
    reopened(tmp_path)
    folder = tmp_path / "cache" / "phrases"
    assert folder.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())
