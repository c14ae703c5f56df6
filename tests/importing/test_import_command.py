"""`cchc import FILE` and `cchc new … --from FILE`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cchc_tui.cli.main import main

REPORT = """Số: 12/BC-STP
An Giang, ngày 20 tháng 12 năm 2025

BÁO CÁO
Công tác cải cách hành chính quý IV năm 2025

I. ĐÁNH GIÁ CHUNG

1. Những ưu điểm

Trong quý IV năm 2025, Sở hoàn thành 33 nhiệm vụ, nhiều hơn 05 nhiệm vụ so với cùng kỳ năm 2024.

II. PHƯƠNG HƯỚNG, NHIỆM VỤ QUÝ I NĂM 2026

1. Cải cách thể chế

Trong quý I năm 2026, Sở rà soát văn bản theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020.

Nơi nhận:
- Sở Nội vụ;
- Lưu: VT.

GIÁM ĐỐC
"""


@pytest.fixture
def report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CCHC_HOME", str(tmp_path / "home"))
    path = tmp_path / "ky-truoc.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_import_prints_the_draft_and_says_what_it_understood(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(report)]) == 0
    out = capsys.readouterr()
    assert out.out.strip() == "cchc-so-2025-q4"
    assert "Cơ quan: stp-an-giang; kỳ: 2025-Q4." in out.err


def test_import_gives_json_for_other_programs(
    report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(report), "--kind", "cchc-so", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["kind"], found["agency"], found["period"]) == (
        "cchc-so", "stp-an-giang", "2025-Q4",
    )  # fmt: skip
    assert {"heading", "section", "confidence"} == set(found["sections"][0])
    assert any(fact["question"] == "so_van_ban" for fact in found["facts"])


def test_a_new_draft_goes_on_from_an_old_file(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["new", "cchc-so", "--period", "2026-Q1", "--from", str(report)]) == 0
    assert capsys.readouterr().out.strip() == "cchc-so-2026-q1"
    assert main(["export", "cchc-so-2026-q1", "-o", str(tmp_path / "moi.txt")]) == 0
    said = capsys.readouterr().err
    text = (tmp_path / "moi.txt").read_text("utf-8")
    assert "Trong quý I năm 2026, Sở hoàn thành 33 nhiệm vụ" in text
    assert "so với cùng kỳ năm 2025" in text
    assert "Trong quý II năm 2026, Sở rà soát" in text
    assert "30/2020/NĐ-CP ngày 05/3/2020" in text
    assert "“33”" in said
    assert "“05”" in said


def test_a_missing_file_is_told_and_makes_nothing(
    report: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(tmp_path / "khong-co.docx")]) == 2
    assert "khong-co.docx" in capsys.readouterr().err
    assert main(["drafts", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
