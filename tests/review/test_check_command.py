from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from docx import Document

from cchc_tui.cli.main import main
from cchc_tui.document.writers import write_docx
from cchc_tui.review.examples import document_of

REPORT = """Số: 24/BC-STP
Khánh Hòa, ngày 20 tháng 11 năm 2026
BÁO CÁO
Công tác cải cách hành chính năm 2026

I. KẾT QUẢ

Đã hoàn thành {figure} nhiệm vụ.

Trên đây là báo cáo của Sở Tư pháp./.

Nơi nhận:
- UBND tỉnh;
- Lưu: VT, VP.

GIÁM ĐỐC
"""


def write(path: Path, figure: str) -> Path:
    path.write_text(REPORT.format(figure=figure), encoding="utf-8")
    return path


def test_an_error_makes_the_exit_code_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(write(tmp_path / "a.txt", "34/33"))]) == 1
    said = capsys.readouterr()
    assert "dòng 8: lỗi SL10" in said.out
    assert "“Đã hoàn thành 34/33 nhiệm vụ.”" in said.out
    assert "1 lỗi" in said.err


def test_a_right_report_exits_with_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(write(tmp_path / "a.txt", "33/33"))]) == 0
    assert capsys.readouterr().out == ""


def test_json_has_the_published_fields(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(write(tmp_path / "a.txt", "34/33")), "--json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)
    assert finding["code"] == "SL10"
    assert finding["severity"] == "error"
    assert finding["line"] == 8
    assert finding["paragraph"] is None
    assert finding["quote"] == "34/33"
    assert set(finding) >= {"file", "message", "expected", "section", "question", "fix"}


def test_codes_are_selected_and_ignored(tmp_path: Path) -> None:
    file = str(write(tmp_path / "a.txt", "34/33"))
    assert main(["check", file, "--ignore", "SL10"]) == 0
    assert main(["check", file, "--select", "CT,VD"]) == 0
    assert main(["check", file, "--select", "SL"]) == 1


@pytest.mark.parametrize(
    "arguments", [["--select", "XX"], ["--ignore", "SL99"], ["--explain", "SL99"]]
)
def test_unknown_codes_are_refused(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "a.txt", *arguments]) == 2
    assert "Không có quy tắc" in capsys.readouterr().err


def test_a_rule_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", "sl01"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("SL01 · Tổng khác các phần cộng lại · lỗi")
    assert "Căn cứ:" in said
    assert "Không báo:" in said


@pytest.mark.parametrize("arguments", [[], ["khong-co.txt"], ["khong-co-ban-nhap"]])
def test_nothing_to_check_is_bad_use(arguments: list[str]) -> None:
    assert main(["check", *arguments]) == 2


def test_a_folder_is_checked_with_progress(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "a.txt", "34/33")
    write(tmp_path / "b.txt", "33/33")
    (tmp_path / "~$c.docx").write_bytes(b"")
    assert main(["check", str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert "[2/2]" in said.err
    assert f"{tmp_path / 'a.txt'}: dòng 8: lỗi SL10" in said.out


def test_an_unreadable_file_of_a_folder_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.docx").write_bytes(b"abc")
    write(tmp_path / "b.txt", "34/33")
    assert main(["check", str(tmp_path)]) == 2
    assert "SL10" in capsys.readouterr().out


def test_an_empty_folder_is_said_to_be_empty(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path)]) == 2
    assert "không có tệp" in capsys.readouterr().err


def test_a_word_file_comes_back_with_comments_and_is_not_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "a.docx", tmp_path / "b.docx"
    source.write_bytes(write_docx(document_of("# I. KẾT QUẢ\nĐã hoàn thành 34/33 nhiệm vụ.")))
    before = source.read_bytes()
    assert main(["check", str(source), "-f", "docx", "-o", str(target)]) == 1
    assert "đoạn" in capsys.readouterr().out
    comments = list(Document(io.BytesIO(target.read_bytes())).comments)
    assert any("SL10" in comment.text for comment in comments)
    assert source.read_bytes() == before
    assert main(["check", str(source), "-f", "docx", "-o", str(target)]) == 2


def test_comments_need_a_word_file_and_a_place(tmp_path: Path) -> None:
    file = str(write(tmp_path / "a.txt", "34/33"))
    assert main(["check", file, "-f", "docx", "-o", str(tmp_path / "b.docx")]) == 2
    source = tmp_path / "a.docx"
    source.write_bytes(write_docx(document_of("Đã làm.")))
    assert main(["check", str(source), "-f", "docx"]) == 2
