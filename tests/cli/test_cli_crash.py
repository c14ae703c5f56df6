from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from cchc_tui.cli import main as cli

SECRET = "Nội dung mật của cán bộ"


def test_a_fault_of_ours_is_one_line_and_a_report_without_the_officers_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: argparse.Namespace) -> int:
        answer = SECRET
        try:
            raise KeyError(answer)
        except KeyError as error:
            raise RuntimeError(answer) from error

    monkeypatch.setenv("CCHC_HOME", str(tmp_path))
    monkeypatch.setattr(cli, "_command", lambda name: broken)
    assert cli.main(["drafts"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1
    (report,) = (tmp_path / "state" / "crashes").iterdir()
    assert str(report) in shown.err
    text = report.read_text(encoding="utf-8")
    assert SECRET not in text + shown.err
    for part in ("RuntimeError", "KeyError", "broken", "command: drafts"):
        assert part in text
    assert report.stat().st_mode & 0o777 == 0o600


def test_a_report_that_cannot_be_written_does_no_further_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tệp").write_text("")
    monkeypatch.setenv("CCHC_HOME", str(tmp_path / "tệp"))

    def broken(_: argparse.Namespace) -> int:
        raise RuntimeError

    monkeypatch.setattr(cli, "_command", lambda name: broken)
    assert cli.main(["drafts"]) == 2
    assert "lỗi của chính chương trình" in capsys.readouterr().err


def test_ctrl_c_is_quiet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(_: argparse.Namespace) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "_command", lambda name: stopped)
    assert cli.main(["drafts"]) == 130
    assert capsys.readouterr() == ("", "")
