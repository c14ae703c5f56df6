from __future__ import annotations

import pytest

from cchc_tui.cli.main import main


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["kind"], "Có phải “kinds”?"),
        (["export"], "Thiếu tham số: BẢN_NHÁP."),
        (["new", "k"], "Thiếu tham số: --period."),
        (["new", "k", "--period"], "--period cần một giá trị"),
        (["search", "a", "-n", "x"], "“x” không phải số nguyên"),
        (["kinds", "--jsn"], "Thừa hoặc sai tham số: --jsn."),
        (["kinds", "--json=1"], "không nhận giá trị"),
        (["export", "d", "-f", "doc"], "Có phải “docx”?"),
        (["kinds", "thừa"], "Thừa hoặc sai tham số: thừa."),
        (["\x1b[31mđỏ"], "Không có lệnh “"),
    ],
)
def test_a_wrong_command_line_is_explained_in_vietnamese(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert "--help" in shown.err
    assert shown.out == ""
    assert "\x1b" not in shown.err
    for english in ("invalid", "required", "expected", "usage", "argument "):
        assert english not in shown.err


def test_options_are_not_guessed_from_their_beginnings(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "k", "--per", "2026-Q1"]) == 2
    assert "--per" in capsys.readouterr().err


def test_version_and_help_are_data(capsys: pytest.CaptureFixture[str]) -> None:
    for option in ("--version", "--help"):
        with pytest.raises(SystemExit) as ended:
            main([option])
        assert ended.value.code == 0
        shown = capsys.readouterr()
        assert "cchc" in shown.out
        assert shown.err == ""
