"""The list of drafts, a new report, an old file, and the face in a real terminal."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from plain_desk import PlainDesk, console_of
from pty_terminal import PtyTerminal

from cchc_tui.cli.plain.home import COMMANDS, run
from cchc_tui.services.session import Session

ROOT = Path(__file__).parents[2]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[PlainDesk]:
    desk = PlainDesk(tmp_path)
    yield desk
    desk.work.close()


def at_home(desk: PlainDesk, *lines: str) -> int:
    return run(desk.work, console_of(lines))


def test_drafts_are_opened_by_number_or_by_id(
    desk: PlainDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = desk.new()
    assert at_home(desk, "1", ".toi d_nhan", "7", ".thoat", draft, ".thoat", ".thoat") == 0
    said = capsys.readouterr().out
    assert "1. Đủ loại, Quý I/2026, Sở Thử nghiệm, còn 2 câu bắt buộc, sửa vừa xong" in said
    assert desk.summary(draft, "d_nhan") == "07 hồ sơ"


def test_a_command_of_a_report_is_told_to_belong_there(
    desk: PlainDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert at_home(desk, ".soat", ".nha", ".thoat") == 1
    said = capsys.readouterr().out
    assert "Lệnh .soat dùng khi đã mở một báo cáo" in said
    assert "Không có lệnh .nha. Có phải .nhap?" in said


def test_a_new_report_is_made_by_answering(desk: PlainDesk) -> None:
    old = desk.new("2025-Q4")
    desk.talk(old, ".toi d_tra", "9")
    agency = str(list(desk.work.agencies()).index("so-thu") + 1)
    level = desk.work.agencies()["so-thu"].level
    kind = str([one.id for one in desk.work.kinds_for(level)].index("du-loai") + 1)
    at_home(desk, ".moi", agency, kind, "1", "1", ".toi d_ten", "Mới", ".thoat")
    made = [one.info for one in desk.work.drafts() if one.info.id != old]
    assert [(one.kind, one.agency, one.copied_from) for one in made] == [("du-loai", "so-thu", old)]
    assert desk.summary(made[0].id, "d_tra") == "09 hồ sơ"


def test_a_new_report_may_have_days_of_its_own(desk: PlainDesk) -> None:
    agency = str(list(desk.work.agencies()).index("so-thu") + 1)
    kinds = [one.id for one in desk.work.kinds_for("so")]
    from cchc_tui.domain.period_choices import periods_around

    periods = periods_around(desk.work.today(), desk.work.library.kinds["du-loai"].periods)
    other = str(len(periods) + 1)
    lines = (".moi", agency, str(kinds.index("du-loai") + 1), other, "hôm qua", other)
    at_home(desk, *lines, "01/01/2026 - 15/11/2026", "11 tháng", ".thoat")
    assert [one.info.period for one in desk.work.drafts()] == ["2026-01-01..2026-11-15"]


def test_an_agency_is_described_line_by_line(desk: PlainDesk) -> None:
    last = str(len(desk.work.agencies()) + 1)
    agency = ("Sở Y tế", "Sở Y tế tỉnh Sông Lam", "1", "UBND tỉnh Sông Lam", "", "Sông Lam", "")
    signer = ("SYT", "VP", "", "Giám đốc", "", "Bộ Y tế (b/c)", "UBND tỉnh", "")
    at_home(desk, ".moi", last, *agency, *signer, "")
    made = desk.work.agencies()["so-y-te-tinh-song-lam"]
    assert (made.name, made.place, made.code, made.level) == ("Sở Y tế", "Sông Lam", "SYT", "so")
    assert made.recipients == ("Bộ Y tế (b/c)", "UBND tỉnh")
    assert made.signer.title == "Giám đốc"


def test_an_old_file_becomes_the_draft_of_the_next_period(
    desk: PlainDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    old = desk.new()
    desk.talk(old, ".toi d_nhan", "1.250", "200")
    path = desk.home / "bao cao cu.txt"
    path.write_bytes(desk.work.render(old, "txt"))
    desk.work.delete(old)
    at_home(desk, f".nhap {path}", "1", "1", ".thoat")
    assert "Loại báo cáo: " in capsys.readouterr().out
    assert {card.info.period for card in desk.work.drafts()} == {"2026-Q2", "2026-Q1"}


def test_what_is_wrong_is_told_and_the_list_goes_on(
    desk: PlainDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ("9", ".nhap /khong/co.docx", ".xoa", ".thoatt", ".hoantac", "?", "", ".moi", "")
    assert at_home(desk, *lines) == 1
    said = capsys.readouterr().out
    for told in ("Không có bản nháp “9”", "co.docx", "Nêu số của bản nháp", "Có phải"):
        assert told in said
    for name in COMMANDS:
        assert f".{name}" in said


def test_a_deleted_draft_comes_back(desk: PlainDesk) -> None:
    draft = desk.new()
    at_home(desk, ".xoa 1")
    assert desk.work.drafts() == []
    at_home(desk, ".xoa 1", ".hoantac")
    desk.work.restore(draft)
    at_home(desk, ".xoa 1", ".hoantac")
    assert [card.info.id for card in desk.work.drafts()] == [draft]


def test_the_sample_is_opened_and_exported(desk: PlainDesk, tmp_path: Path) -> None:
    target = tmp_path / "mau.txt"
    at_home(desk, ".mauthu", f".xuat txt {target}", "co", ".thoat", ".thoat")
    assert target.stat().st_size > 10_000


def test_every_command_of_the_list_stands_in_the_docs() -> None:
    text = (ROOT / "docs" / "CLI.md").read_text(encoding="utf-8")
    assert all(f"`.{name}" in text for name in COMMANDS)


# In a terminal


Start = Callable[..., PtyTerminal]


@pytest.fixture
def start(desk: PlainDesk) -> Iterator[Start]:
    started: list[PtyTerminal] = []

    def begin(*arguments: str, term: str = "dumb", author: str = "An") -> PtyTerminal:
        env = {
            "CCHC_HOME": str(desk.home),
            "CCHC_AUTHOR": author,
            "PYTHONPATH": str(ROOT),
            "TERM": term,
            "PATH": os.environ["PATH"],
        }
        argv = [sys.executable, "-m", "cchc_tui", *arguments]
        started.append(PtyTerminal(argv, env=env, cwd=desk.home, emulate=False))
        return started[-1]

    yield begin
    for terminal in started:
        terminal.close()


def heard(terminal: PtyTerminal, wanted: str, count: int = 1) -> str:
    terminal.wait_for(lambda: terminal.log.decode("utf-8", "replace").count(wanted) >= count)
    return terminal.log.decode("utf-8", "replace")


def test_a_dumb_terminal_gets_plain_lines_with_a_notice(desk: PlainDesk, start: Start) -> None:
    draft = desk.new()
    terminal = start("open", draft)
    heard(terminal, "Trả lời: ")
    terminal.send(".toi d_nhan\n")
    heard(terminal, "Trả lời: ", 2)
    terminal.send("12\n")
    heard(terminal, "Trả lời: ", 3)
    terminal.send(".thoat\n")
    said = heard(terminal, "Đã lưu bản nháp")
    assert terminal.process.wait(10) == 0
    assert "chuyển sang hỏi đáp từng dòng" in " ".join(said.split())
    assert "\x1b" not in said
    assert desk.summary(draft, "d_nhan") == "12 hồ sơ"


@pytest.mark.parametrize("term", ["dumb", "xterm-256color"])
def test_ctrl_c_twice_in_a_terminal_leaves_and_loses_nothing(
    desk: PlainDesk, start: Start, term: str
) -> None:
    draft = desk.new()
    terminal = start("open", draft, "--plain", term=term)
    heard(terminal, "Trả lời: ")
    terminal.send(".toi d_nhan_xet\n")
    heard(terminal, "Trả lời: ", 2)
    terminal.send("Việc đang làm.\n")
    heard(terminal, "Dòng 2: ")
    terminal.settle()  # a signal just before the read would wait for the next line
    terminal.process.send_signal(signal.SIGINT)
    heard(terminal, "Nhấn Ctrl+C lần nữa")
    heard(terminal, "Dòng 2: ", 2)
    terminal.settle()
    terminal.process.send_signal(signal.SIGINT)
    assert terminal.process.wait(10) == 130
    assert desk.summary(draft, "d_nhan_xet") == "Việc đang làm."


def test_a_line_that_was_hung_up_on_is_kept(desk: PlainDesk, start: Start) -> None:
    draft = desk.new()
    terminal = start("open", draft, "--plain")
    heard(terminal, "Trả lời: ")
    terminal.send(".toi d_nhan_xet\n")
    heard(terminal, "Trả lời: ", 2)
    terminal.send("Còn dở\n")
    heard(terminal, "Dòng 2: ")
    terminal.process.kill()
    terminal.process.wait()
    assert Session(desk.work, draft).text("d_nhan_xet").text == "Còn dở"


def test_the_line_editor_of_a_terminal_takes_more_than_4096_bytes(
    desk: PlainDesk, start: Start
) -> None:
    draft = desk.new()
    terminal = start("open", draft, "--plain", term="xterm-256color")
    heard(terminal, "Trả lời: ")
    terminal.send(".toi d_ten\n")
    heard(terminal, "Trả lời: ", 2)
    text = "chữ " * 2000 + "cuối"
    terminal.send(text + "\n")
    heard(terminal, "Trả lời: ", 3)
    terminal.send(".thoat\n")
    assert terminal.process.wait(10) == 0
    assert desk.summary(draft, "d_ten") == text


def test_a_pipe_without_plain_is_told_of_it(desk: PlainDesk) -> None:
    import subprocess

    env = {"CCHC_HOME": str(desk.home), "PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    argv = [sys.executable, "-m", "cchc_tui"]
    done = subprocess.run(argv, input=b"", capture_output=True, env=env, check=False)
    assert done.returncode == 2
    assert "cchc --plain" in done.stderr.decode()


def test_officers_at_one_draft_hear_of_each_other(desk: PlainDesk, start: Start) -> None:
    draft = desk.new()
    one = start("open", draft, "--plain")
    heard(one, "Trả lời: ")
    other = start("open", draft, "--plain", author="Trần Bình")
    heard(other, "Trả lời: ")
    asked = 1
    while "Bình đang mở bản nháp này, ở mục 1." not in one.log.decode():
        one.send(".doc\n")
        asked += 1
        heard(one, "Trả lời: ", asked)
    other.send("Đợt 7\n")
    heard(other, "Đã ghi: Đợt 7.")
    while "Câu này vừa được người khác trả lời: Đợt 7." not in one.log.decode():
        one.send("?\n")
        asked += 1
        heard(one, "Trả lời: ", asked)
    other.send(".thoat\n")
    assert other.process.wait(10) == 0
    while "Bình đã rời bản nháp này." not in one.log.decode():
        one.send("?\n")
        asked += 1
        heard(one, "Trả lời: ", asked)
