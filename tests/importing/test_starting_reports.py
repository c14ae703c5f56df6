"""A report starts from last period's file: the next period, the two drafts, what it replaces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cchc_tui.domain.paths import Places
from cchc_tui.domain.periods import parse_period
from cchc_tui.domain.values import Quantity
from cchc_tui.services.errors import WorkError
from cchc_tui.services.starting import (
    OldFile,
    earlier_drafts,
    new_periods,
    next_period,
    period_read,
    same_period_drafts,
    start,
)
from cchc_tui.services.workspace import Workspace

LETTER = """SỞ TƯ PHÁP
Số: 12/BC-STP
Sông Lam, ngày 20 tháng 3 năm 2026

BÁO CÁO
Công tác cải cách hành chính quý I năm 2026

I. CHỈ ĐẠO, ĐIỀU HÀNH CẢI CÁCH HÀNH CHÍNH

II. KẾT QUẢ THỰC HIỆN

1. Cải cách thủ tục hành chính

a) Kết quả giải quyết thủ tục hành chính

Trong kỳ, Sở tiếp nhận 15.613 hồ sơ; trong đó trực tuyến là 8.252, trực tiếp và qua bưu chính
là 6.806, kỳ trước chuyển qua là 555. Đoạn riêng: 09 lượt xe qua cầu.

GIÁM ĐỐC
"""


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workspace]:
    places = Places.from_env({"CCHC_HOME": str(tmp_path / "home")})
    workspace = Workspace(places, lambda: datetime(2026, 11, 21, 3, 0, tzinfo=UTC), author="an")
    yield workspace
    workspace.close()


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "bao-cao.txt"
    path.write_text(LETTER, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        ("cchc-so", "2026-Q1", "2026-Q2"),
        ("cchc-so", "2025-Q4", "2026-Q1"),
        ("cchc-so", "2026-6T", "2026-9T"),
        ("cchc-so", "2026-9T", "2026-N"),
        ("kiem-soat-tthc", "2026-6T", "2026-N"),
        ("kiem-soat-tthc", "2026-9T", "2026-N"),
        ("cong-vu-tthc", "2026-6T", "2026-N"),
        ("cchc-so", "2025-N", "2026-N"),
        ("cchc-so", "2026-T12", "2027-T12"),
        ("cchc-so", "2023-01-01..2024-12-31", "2025-01-01..2026-12-31"),
    ],
)
def test_the_next_period_is_one_that_the_kind_has(
    work: Workspace, kind: str, old: str, new: str
) -> None:
    assert next_period(work.library.kinds[kind], parse_period(old)).code == new


def test_named_free_dates_come_again_a_year_later(work: Workspace) -> None:
    old = parse_period("2024-01-01..2024-11-30", "11 tháng đầu năm 2024")
    new = next_period(work.library.kinds["cchc-so"], old)
    assert (new.code, new.name) == ("2025-01-01..2025-11-30", "11 tháng đầu năm 2025")


def test_the_last_year_known_has_no_next_period(work: Workspace) -> None:
    old = parse_period("2198-N")
    kind = work.library.kinds["cchc-so"]
    assert next_period(kind, old) == old
    assert new_periods(kind, old, work.today())


def test_the_likeliest_periods_stand_first_and_the_old_one_is_not_offered(work: Workspace) -> None:
    kind = work.library.kinds["cchc-so"]
    codes = [one.code for one in new_periods(kind, parse_period("2026-Q1"), work.today())]
    assert codes[:2] == ["2026-Q2", "2027-Q1"]
    assert "2026-Q1" not in codes
    assert len(codes) == len(set(codes))
    assert "2026-N" in codes


def test_understanding_a_file_writes_nothing(work: Workspace, letter: Path) -> None:
    known = set(work.agencies())
    found = OldFile.read(letter).understood(work)
    assert found.new_agency is not None
    assert (found.agency, found.period) == (found.new_agency.id, "2026-Q1")
    assert set(work.agencies()) == known
    assert not work.agency_book.own_ids()
    assert not work.drafts()


def test_a_file_becomes_its_own_draft_and_the_next_one(work: Workspace, letter: Path) -> None:
    found = OldFile.read(letter).understood(work)
    info = start(work, found, letter.name, parse_period("2026-Q2"))
    old = work.draft(info.copied_from)
    assert (old.period, info.period) == ("2026-Q1", "2026-Q2")
    assert old.agency == info.agency == found.agency
    value = work.interview(old.id).answer("hs_truc_tuyen").value
    assert isinstance(value, Quantity)
    assert value.value == 8252
    assert not work.interview(info.id).answer("hs_truc_tuyen").given
    assert work.earlier(info.id, "hs_truc_tuyen")[0].answer.value == value
    sources = {one.source for one in work.history(old.id)}
    assert sources == {"file:bao-cao.txt"}


def test_what_the_officer_corrects_wins(work: Workspace, letter: Path) -> None:
    agency = work.agencies()["stp-an-giang"]
    period = parse_period("2026-6T")
    file = OldFile.read(letter)
    found = file.understood(work, "cchc-so-nq30c", agency, period)
    assert (found.kind, found.agency, found.period) == ("cchc-so-nq30c", "stp-an-giang", "2026-6T")
    assert found.new_agency is None
    assert period_read(work, found) == period


def test_a_draft_that_cannot_be_made_leaves_no_other_behind(work: Workspace, letter: Path) -> None:
    found = OldFile.read(letter).understood(work)

    unreadable = replace(parse_period("2026-Q2"), code="2026-Q7")
    with pytest.raises(WorkError, match="Không có quý 7"):
        start(work, found, letter.name, unreadable)
    assert not work.drafts()


def test_a_draft_of_the_same_period_is_known(work: Workspace, letter: Path) -> None:
    found = OldFile.read(letter).understood(work)
    assert same_period_drafts(work, found) == []
    info = start(work, found, letter.name, parse_period("2026-Q2"))
    assert [one.info.id for one in same_period_drafts(work, found)] == [info.copied_from]


def test_the_most_suitable_earlier_draft_stands_first(work: Workspace) -> None:
    agency = "stp-an-giang"
    ids = {
        period: work.create_draft("cchc-so", period, agency).id
        for period in ("2026-Q3", "2025-Q4", "2026-Q1", "2026-Q2")
    }
    other_kind = work.create_draft("cchc-so-nq30c", "2026-Q1", agency).id
    work.create_draft("cchc-so", "2026-Q1", "snv-ha-tinh")
    found = earlier_drafts(work, "cchc-so", agency, parse_period("2026-Q2"))
    assert [one.info.id for one in found] == [
        ids["2026-Q1"], ids["2025-Q4"], ids["2026-Q2"], ids["2026-Q3"], other_kind,
    ]  # fmt: skip
    newest = earlier_drafts(work, "cchc-so", agency, None)
    assert newest[0].info.id == ids["2026-Q3"]
