from __future__ import annotations

import json
from pathlib import Path

import pytest

from cchc_tui.cli.main import main
from cchc_tui.domain.problems import Problem
from cchc_tui.phrases.bank import read_source

LINE = "Trong quý I năm 2026, cả cơ quan đã trồng {} cây xanh quanh trụ sở mới."


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    paths = []
    for number, name in enumerate(("mot.txt", "hai.md", "ba.txt")):
        path = tmp_path / name
        path.write_text(f"BÁO CÁO\nCông tác năm\n\n{LINE.format(120 + number)}\n", "utf-8")
        paths.append(str(path))
    return paths


def test_stdout_is_a_bank_file_and_stderr_the_talk(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["harvest", *files]) == 0
    out, err = capsys.readouterr()
    problems: list[Problem] = []
    phrases = list(read_source(out, Path("x.toml"), "own", problems))
    assert problems == []
    assert len(phrases) == 1
    assert phrases[0].text.endswith("đã trồng {so_cay_xanh:number} cây xanh quanh trụ sở mới.")
    assert "# Gặp 3 lần trong 3 tệp: mot.txt, hai.md, ba.txt" in out
    assert "Đang đọc 2/3: hai.md" in err
    assert "Đề nghị 1 mẫu câu" in err


def test_json_has_counts_files_and_slots(
    files: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["harvest", "--json", *files]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["count"], found["files"]) == (3, ["mot.txt", "hai.md", "ba.txt"])
    assert {"name": "so_cay_xanh", "type": "number", "value": "122"} in found["slots"]
    assert found["examples"][0] == LINE.format(120)


def test_the_file_is_written_once_and_never_over(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "de-nghi.toml"
    assert main(["harvest", *files, "-o", str(target)]) == 0
    assert capsys.readouterr().out == f"{target}\n"
    written = target.read_bytes()
    assert main(["harvest", *files, "-o", str(target)]) == 2
    assert "đã có tệp" in capsys.readouterr().err
    assert target.read_bytes() == written
    assert main(["harvest", *files, "-o", str(tmp_path / "khong-co" / "x.toml")]) == 2


def test_nothing_found_is_exit_one(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["harvest", "--min", "9", *files]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "Không có câu nào lặp lại từ 9 lần" in err


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("khong-co.docx", None),
        ("rong.txt", b""),
        ("hong.docx", b"PK\x03\x04\x00"),
        ("a.pdf", b"%PDF-1.7"),
    ],
)
def test_a_bad_file_is_exit_two_and_named(
    files: list[str],
    name: str,
    data: bytes | None,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / name
    if data is not None:
        path.write_bytes(data)
    assert main(["harvest", files[0], str(path)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert name in err
    assert "Traceback" not in err


@pytest.mark.parametrize("arguments", [["--min", "0", "x.txt"], [], ["--min", "hai", "x.txt"]])
def test_wrong_use_is_exit_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["harvest", *arguments]) == 2
    assert capsys.readouterr().err
