"""What is found in a file, and where in it."""

from __future__ import annotations

from pathlib import Path

from cchc_tui.review.checker import Checker
from cchc_tui.services.checking import check_file

REPORT = """UBND TỈNH LÂM ĐỒNG
SỞ NỘI VỤ
Số: 12/BC-SNV

Lâm Đồng, ngày 16 tháng 03 năm 2026

BÁO CÁO
Công tác cải cách hành chính quý I năm 2026

Thực hiện Kế hoạch năm 2026, Sở Nội vụ báo cáo kết quả như sau:

I. KẾT QUẢ

Sở đã hoàn thành nhiệm vụ được giao{mark}.

{note}

Trên đây là báo cáo của Sở Nội vụ, kính gửi UBND tỉnh./.

Nơi nhận:
- UBND tỉnh;
- Phòng KSTT;
- Lưu: VT.

GIÁM ĐỐC
"""


def write(path: Path, mark: str = "", note: str = "") -> Path:
    path.write_text(REPORT.format(mark=mark, note=note), encoding="utf-8")
    return path


def test_a_fault_of_the_head_has_its_line(tmp_path: Path) -> None:
    found = check_file(write(tmp_path / "a.txt"), Checker(), select=("TT01",)).findings
    assert [(finding.code, finding.place.line) for finding in found] == [("TT01", 5)]


def test_a_footnote_that_nothing_points_to_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", note="¹ Quyết định số 12/QĐ-SNV ngày 05/01/2026.")
    found = check_file(path, Checker(), select=("CT12",)).findings
    assert [finding.code for finding in found] == ["CT12"]
    assert "không có số dẫn" in found[0].message
    assert check_file(path, Checker(), ignore=("CT12",), select=("CT12",)).findings == ()


def test_a_mark_without_a_footnote_is_told(tmp_path: Path) -> None:
    found = check_file(write(tmp_path / "a.txt", mark="¹"), Checker(), select=("CT12",)).findings
    assert [finding.quote[-1] for finding in found] == ["¹"]


def test_a_footnote_with_its_mark_is_right(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "¹", "¹ Quyết định số 12/QĐ-SNV ngày 05/01/2026.")
    assert check_file(path, Checker(), select=("CT12",)).findings == ()
