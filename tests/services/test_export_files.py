from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path

import pytest

from cchc_tui.services.errors import WorkError
from cchc_tui.services.export import default_name, digest, target_path, write


class Written:
    """Exports to one folder, remembered as the store remembers them."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "bao-cao.docx"
        self._seen: dict[str, set[str]] = defaultdict(set)

    def export(self, content: bytes) -> tuple[str, str]:
        done = write(self.path, content, lambda path: self._seen[path])
        self._seen[str(done.path)].add(digest(content))
        return done.path.name, done.message


@pytest.fixture
def written(tmp_path: Path) -> Written:
    return Written(tmp_path)


def test_a_new_export_replaces_the_last_one_untouched(written: Written) -> None:
    written.export(b"one")
    assert written.export(b"two")[0] == "bao-cao.docx"
    assert written.path.read_bytes() == b"two"


def test_an_export_edited_by_hand_is_kept_and_the_message_says_so(written: Written) -> None:
    written.export(b"one")
    written.path.write_bytes(b"edited in Word")
    name, message = written.export(b"two")
    assert name == "bao-cao (2).docx"
    assert "sửa tay" in message
    assert "bao-cao (2).docx" in message
    assert written.path.read_bytes() == b"edited in Word"


def test_the_second_name_is_used_again_until_it_is_edited_too(written: Written) -> None:
    written.export(b"one")
    written.path.write_bytes(b"edited")
    written.export(b"two")
    assert written.export(b"three")[0] == "bao-cao (2).docx"
    written.path.with_name("bao-cao (2).docx").write_bytes(b"edited too")
    assert written.export(b"four")[0] == "bao-cao (3).docx"


def test_a_file_of_someone_else_is_never_touched(written: Written) -> None:
    written.path.write_bytes(b"hers")
    name, message = written.export(b"mine")
    assert name == "bao-cao (2).docx"
    assert "tệp khác" in message
    assert written.path.read_bytes() == b"hers"


def test_a_directory_in_the_way_is_passed_over(written: Written) -> None:
    written.path.mkdir()
    assert written.export(b"one")[0] == "bao-cao (2).docx"


def test_an_old_version_put_back_by_hand_counts_as_ours(written: Written) -> None:
    written.export(b"one")
    written.export(b"two")
    written.path.write_bytes(b"one")
    assert written.export(b"three")[0] == "bao-cao.docx"


def test_a_report_is_the_officers_alone_until_they_open_it_to_others(written: Written) -> None:
    before = os.umask(0)
    try:
        written.export(b"one")
        assert written.path.stat().st_mode & 0o777 == 0o600
        written.path.chmod(0o644)
        written.export(b"two")
    finally:
        os.umask(before)
    assert written.path.stat().st_mode & 0o777 == 0o644


def test_a_failed_write_leaves_no_file_behind(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("cchc_tui.services.export.atomic_write", full)
    with pytest.raises(WorkError, match="đã đầy"):
        written.export(b"one")
    assert not written.path.exists()


@pytest.mark.parametrize(
    ("kind", "agency", "period", "name"),
    [
        ("cchc-so", "STP", "2026-Q1", "BC-cchc-so-stp-2026-Q1.docx"),
        ("cchc-so", "Sở Đ", "2026-6TC", "BC-cchc-so-so-d-2026-6TC.docx"),
        ("k", "A/B ../x", "2024-01-01..2024-11-15", "BC-k-a-b-x-2024-01-01-den-2024-11-15.docx"),
        ("k", "", "2026-N", "BC-k-2026-N.docx"),
    ],
)
def test_the_default_name_is_plain_ascii(kind: str, agency: str, period: str, name: str) -> None:
    assert default_name(kind, agency, period, "docx") == name


def test_a_very_long_name_is_cut(tmp_path: Path) -> None:
    assert len(default_name("k" * 500, "a", "2026-N", "docx")) < 140


@pytest.mark.parametrize(
    "target", ["không/có/đây.docx", "~khong-ai/a.docx", "dài" * 200 + "/a.docx"]
)
def test_a_target_that_cannot_be_is_refused_in_words(target: str) -> None:
    with pytest.raises(WorkError, match="Không có thư mục"):
        target_path(Path(target), "BC.docx", "docx")


def test_a_name_too_long_for_the_disk_is_refused_in_words(tmp_path: Path, written: Written) -> None:
    path = target_path(tmp_path / ("dài" * 200), "BC.docx", "docx")
    with pytest.raises(WorkError, match="Không ghi được"):
        write(path, b"one", lambda _: set())


def test_a_target_may_be_nothing_a_folder_a_file_or_a_name_without_suffix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "thư mục").mkdir()

    def goes(target: Path | None) -> str:
        return str(target_path(target, "BC.docx", "docx").relative_to(tmp_path))

    assert goes(None) == "BC.docx"
    assert goes(tmp_path / "thư mục") == "thư mục/BC.docx"
    assert goes(tmp_path / "Báo cáo.docx") == "Báo cáo.docx"
    assert goes(tmp_path / "Báo cáo") == "Báo cáo.docx"
    with pytest.raises(WorkError, match="Không có thư mục"):
        goes(tmp_path / "thiếu" / "a.docx")
