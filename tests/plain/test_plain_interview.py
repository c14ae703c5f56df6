from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from plain_desk import PlainDesk, console_of

from cchc_tui.cli.plain.home import run
from cchc_tui.domain.values import AnswerState
from cchc_tui.interview.answers import Answer
from cchc_tui.services.session import Session
from cchc_tui.services.versions import changes, versions
from cchc_tui.services.workspace import Workspace
from cchc_tui.store.errors import StoreFull

ROOT = Path(__file__).parents[2]
CITED = "Kế hoạch số 12/KH-UBND ngày 15/01/2026 của UBND tỉnh"
WHOLE = (
    ".dau",
    ".toi d_ten",
    "Đợt 1",
    "1.250",
    "200",
    "31/03/2026",
    "co",
    "Đoạn một.",
    "Đoạn hai.",
    "",
    "2",
    CITED,
    "",
    "Hộ tịch",
    "100",
    "50",
    "Đất đai | 1.000 | 800",
    "",
    "10",
    "20",
    "",
    "Nhận xét chung.",
    "",
)
TOML = f"""
d_ten = "Đợt 1"
d_nhan = 1250
d_tra = 200
d_ngay = "31/03/2026"
d_co_tre = true
d_ly_do = ["Đoạn một.", "Đoạn hai."]
d_muc = "vừa"
d_can_cu = ["{CITED}"]
d_co_dinh = [{{ so = 10 }}, {{ so = 20 }}]
d_nhan_xet = "Nhận xét chung."
[[d_bang]]
ten = "Hộ tịch"
nhan = 100
tra = 50
[[d_bang]]
ten = "Đất đai"
nhan = 1000
tra = 800
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[PlainDesk]:
    desk = PlainDesk(tmp_path)
    yield desk
    desk.work.close()


def cchc(desk: PlainDesk, *arguments: str, lines: str | bytes = "") -> tuple[int, str, str]:
    data = lines.encode() if isinstance(lines, str) else lines
    env = {
        "CCHC_HOME": str(desk.home),
        "CCHC_AUTHOR": "An",
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-m", "cchc_tui", *arguments],
        input=data,
        capture_output=True,
        env=env,
        cwd=desk.home,
        check=False,
    )
    err = done.stderr.decode()
    assert "Traceback" not in err
    return done.returncode, done.stdout.decode(), err


def state(desk: PlainDesk, draft: str, question: str) -> AnswerState:
    return desk.work.interview(draft).answer(question).state


# The whole report


def test_a_whole_report_is_answered_from_a_pipe_and_exported(desk: PlainDesk) -> None:
    script = "\n".join((*WHOLE, ".xuat txt bc.txt", ""))
    code, out, err = cchc(
        desk, "new", "du-loai", "--period", "2026-Q1", "--agency", "so-thu", "--plain", lines=script
    )
    assert (code, err) == (0, "Đã tạo bản nháp: Đủ loại, Quý I/2026.\n")
    assert "Câu 6 trên 8, bắt buộc. Lý do trễ hẹn?" in out
    assert "Tính ra: Số hồ sơ còn lại: 1.050." in out
    assert "Đã xuất:" in out
    text = (desk.home / "bc.txt").read_text(encoding="utf-8")
    assert "Đợt 1: nhận 1.250, trả 200, còn 1.050 đến 31/3/2026, mức vừa." in text
    assert "Tổng cộng\t\t1.100\t850" in text.replace("\tTổng cộng", "Tổng cộng\t")


def test_the_plain_face_the_session_and_the_answer_file_give_the_same_bytes(
    desk: PlainDesk,
) -> None:
    spoken, typed, filed = desk.new(), desk.new(), desk.new()
    assert desk.talk(spoken, *WHOLE) == 0
    by_session(desk, typed)
    assert cchc(desk, "answer", filed, "-", lines=TOML)[0] == 0
    for fmt in ("docx", "md", "txt"):
        bytes_of = {desk.work.render(draft, fmt) for draft in (spoken, typed, filed)}
        assert len(bytes_of) == 1, fmt


def by_session(desk: PlainDesk, draft: str) -> None:
    """The same answers through the controller that the app drives."""
    from cchc_tui.interview.answers import from_toml

    session = Session(desk.work, draft)
    texts = {
        "d_ten": "Đợt 1",
        "d_nhan": "1.250",
        "d_tra": "200",
        "d_ngay": "31/03/2026",
        "d_co_tre": "có",
        "d_ly_do": "Đoạn một.\nĐoạn hai.",
        "d_muc": "vừa",
        "d_can_cu": CITED,
        "d_nhan_xet": "Nhận xét chung.",
    }
    for question, text in texts.items():
        session.go(question)
        session.type(text, len(text))
        assert session.commit().ok
    rows = {
        "d_bang": [
            {"ten": "Hộ tịch", "nhan": 100, "tra": 50},
            {"ten": "Đất đai", "nhan": 1000, "tra": 800},
        ],
        "d_co_dinh": [{"so": 10}, {"so": 20}],
    }
    for name, value in rows.items():
        session.answer(from_toml(session.interview.question(name), value), name)


def test_questions_appear_and_vanish_with_the_answers_that_decide(desk: PlainDesk) -> None:
    draft = desk.new()
    desk.talk(draft, ".toi d_co_tre", "khong", ".lui", "co", "Vì mưa.", "")
    assert desk.summary(draft, "d_ly_do") == "Vì mưa."
    assert "d_ly_do" in Session(desk.work, draft).order()
    desk.talk(draft, ".toi d_co_tre", "khong")
    assert "d_ly_do" not in Session(desk.work, draft).order()
    assert desk.work.interview(draft).typed("d_ly_do").given  # hidden, not lost


def test_a_script_without_a_last_line_end_is_kept_to_the_last_letter(desk: PlainDesk) -> None:
    draft = desk.new()
    assert cchc(desk, "open", draft, "--plain", lines=".toi d_nhan_xet\nChưa hết\ndòng")[0] == 0
    assert desk.work.render(draft, "txt").decode().count("Chưa hết\n\ndòng") == 1


def test_lines_behind_the_last_question_overwrite_nothing(
    desk: PlainDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = desk.new()
    order = Session(desk.work, draft).order()
    assert desk.talk(draft, f".toi {order[-1]}", "Trước", "", "Thừa", ".khong", ".lui", ".doc") == 1
    said = capsys.readouterr().out
    assert "Đã hết câu hỏi nên dòng này không được ghi" in said
    assert desk.summary(draft, order[-1]) == "Trước"


# Commands


def test_no_answer_can_be_mistaken_for_a_command(desk: PlainDesk) -> None:
    draft = desk.new()
    desk.talk(draft, ".toi d_nhan_xet", "...", "./.", "..net", "//home", "…", "..5%", "a.lui", "")
    answer = desk.work.interview(draft).answer("d_nhan_xet").value
    assert getattr(answer, "text", "") == "...\n./.\n.net\n/home\n…\n.5%\na.lui"


def test_an_unknown_command_gives_the_nearest_and_is_no_answer(
    desk: PlainDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = desk.new()
    assert desk.talk(draft, ".toi d_ten", ".luii", ".LÙI.", "/thoat") == 1
    assert "Không có lệnh .luii. Có phải .lui?" in capsys.readouterr().out
    assert state(desk, draft, "d_ten") is AnswerState.UNANSWERED


def test_states_that_are_no_values_are_given_by_commands(desk: PlainDesk) -> None:
    draft = desk.new()
    desk.talk(draft, ".toi d_tra", ".khong", ".vanthu", ".khongapdung", ".khongapdung vì mới lập")
    assert state(desk, draft, "d_tra") is AnswerState.NOTHING
    assert state(desk, draft, "d_ngay") is AnswerState.CLERK
    assert desk.summary(draft, "d_co_tre") == "Không áp dụng: vì mới lập"


def test_an_answer_is_taken_back_and_a_proposal_is_not(
    desk: PlainDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = desk.new()
    desk.talk(draft, ".toi d_tra", "5", ".lui", ".trong", ".trong", ".hoantac")
    said = capsys.readouterr().out
    assert "Đã bỏ câu trả lời; .hoantac lấy lại." in said
    assert "Câu này chưa có câu trả lời nào để bỏ." in said
    assert desk.summary(draft, "d_tra") == "05 hồ sơ"


def test_undo_and_redo_go_where_the_change_was(desk: PlainDesk) -> None:
    draft = desk.new()
    desk.talk(draft, ".toi d_tra", "5", ".hoantac")
    assert state(desk, draft, "d_tra") is AnswerState.UNANSWERED
    desk.talk(draft, ".lamlai")
    assert desk.summary(draft, "d_tra") == "05 hồ sơ"


def test_a_sentence_is_replaced_by_its_number_and_lines_are_added(desk: PlainDesk) -> None:
    draft = desk.new()
    desk.talk(draft, ".toi d_nhan_xet", "Câu một. Câu hai.", "Câu ba.", "")
    desk.talk(draft, ".toi d_nhan_xet", ".sua", "2", "Câu hai mới.", ".them", "Câu bốn.", "")
    value = desk.work.interview(draft).answer("d_nhan_xet").value
    assert getattr(value, "text", "") == "Câu một. Câu hai mới.\nCâu ba.\nCâu bốn."


def test_typing_over_a_paragraph_replaces_it_and_undo_brings_it_back(desk: PlainDesk) -> None:
    draft = desk.new()
    desk.talk(draft, ".toi d_nhan_xet", "Cũ.", "")
    desk.talk(draft, ".toi d_nhan_xet", "Mới.", "")
    assert desk.summary(draft, "d_nhan_xet") == "Mới."
    desk.talk(draft, ".hoantac")
    assert desk.summary(draft, "d_nhan_xet") == "Cũ."


def test_a_phrase_is_taken_by_number_and_its_places_are_asked_for(
    desk: PlainDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = desk.new()
    desk.talk(
        draft,
        ".toi d_nhan_xet",
        "Mở đầu.",
        ".mau da tiep nhan",
        ".mau 1",
        "120",
        "xã A",
        "Tiếp.",
        "",
    )
    said = capsys.readouterr().out
    assert "1. Đã tiếp nhận (so ho so moi) hồ sơ của (ten don vi gui)" in said
    assert "Ô 2 trên 2: ten don vi gui." in said
    value = desk.work.interview(draft).answer("d_nhan_xet").value
    assert getattr(value, "text", "") == "Mở đầu.\nĐã tiếp nhận 120 hồ sơ của xã A\nTiếp."


def test_a_computed_figure_is_overridden_with_a_reason(desk: PlainDesk) -> None:
    draft = desk.new()
    lines = (".toi d_nhan", "10", "4", ".ghide d_con 7 đếm lại")
    assert desk.talk(draft, *lines) == 0
    assert "ghi đè: đếm lại" in desk.summary(draft, "d_con")


def test_an_unclear_number_asks_which_reading_is_meant(
    desk: PlainDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = desk.new()
    assert desk.talk(draft, ".toi d_nhan", "1,234", "1") == 0
    assert "Số nào?" in capsys.readouterr().out
    assert desk.summary(draft, "d_nhan") in ("1.234 hồ sơ", "1,234 hồ sơ")


def test_an_unclear_number_that_nobody_settles_stays_as_typed(desk: PlainDesk) -> None:
    draft = desk.new()
    assert desk.talk(draft, ".toi d_nhan", "1,234", "bốn mươi") == 1
    session = Session(desk.work, draft)
    assert session.text("d_nhan").text == "1,234"
    assert session.text("d_tra").text == "bốn mươi"


def test_a_person_is_asked_again_for_what_cannot_stand(
    desk: PlainDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = desk.new()
    assert desk.talk(draft, ".toi d_nhan", "nhiều", "12", person=True) == 0
    assert "Chưa nhận: " in capsys.readouterr().out
    assert desk.summary(draft, "d_nhan") == "12 hồ sơ"


def test_findings_are_read_by_number_and_waived_with_a_reason(
    desk: PlainDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = desk.new()
    desk.talk(draft, ".toi d_nhan", "1", "2", ".soat")
    said = capsys.readouterr().out
    assert "Lỗi: Số trả lớn hơn số nhận." in said
    number = next(
        line.partition(".")[0] for line in said.split("\n") if ". Lỗi: Số trả lớn" in line
    )
    desk.talk(draft, ".soat", f".boqua {number}", f".boqua {number} số liệu hai kỳ")
    assert any(
        one.reason == "số liệu hai kỳ" for one in Session(desk.work, draft).review.waivers.values()
    )


def test_a_check_that_found_nothing_to_number_says_so_when_a_number_is_named(
    desk: PlainDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert desk.talk(desk.new(), ".soat", ".soat tiep", ".soat 2", ".boqua 1 lý do") == 1
    assert capsys.readouterr().out.count("Không có chỗ nào đánh số") == 3


def test_a_saved_version_is_read_out_and_comes_back_after_a_yes(
    desk: PlainDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = desk.new()
    desk.talk(draft, ".toi d_nhan", "12", "5")
    oldest = versions(desk.work, draft)[-1].number
    place = str(len(versions(desk.work, draft)))
    capsys.readouterr()
    assert desk.talk(draft, ".cacban", f".cacban {place}", "không", ".cacban 99") == 1
    said = capsys.readouterr().out
    assert "1. " in said
    assert "Chưa đổi gì." in said
    assert "Nêu số từ 1 đến" in said
    assert desk.summary(draft, "d_nhan") == "12 hồ sơ"
    assert desk.talk(draft, f".cacban {place}", "có") == 0
    assert changes(desk.work, draft, oldest) == []
    assert desk.summary(draft, "d_nhan") == ""
    assert desk.talk(draft, ".hoantac") == 0
    assert desk.summary(draft, "d_nhan") == "12 hồ sơ"


def test_an_export_with_open_places_asks_for_a_yes(desk: PlainDesk, tmp_path: Path) -> None:
    draft = desk.new()
    target = tmp_path / "bc.docx"
    assert desk.talk(draft, f".xuat docx {target}") == 1
    assert desk.talk(draft, f".xuat docx {target}", "khong") == 1
    assert not target.exists()
    assert desk.talk(draft, f".xuat docx {target}", "có") == 0
    assert target.read_bytes() == desk.work.render(draft, "docx")


def test_an_export_to_nowhere_is_told_and_the_interview_goes_on(
    desk: PlainDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = desk.new()
    desk.talk(draft, ".xuat md /khong/co/bc.md", "co", ".toi d_tra", "3")
    assert "Không có thư mục" in capsys.readouterr().out
    assert state(desk, draft, "d_tra") is AnswerState.ANSWERED


# Tables


def rows(desk: PlainDesk, draft: str, question: str = "d_bang") -> list[str]:
    from cchc_tui.interview.answers import show_answer

    interview = desk.work.interview(draft)
    return show_answer(interview.question(question), interview.answer(question)).split("\n")


def test_rows_are_reached_added_grouped_and_deleted(desk: PlainDesk) -> None:
    draft = desk.new()
    desk.talk(
        draft, ".toi d_bang", ".nhom Cấp tỉnh", "A|1|2", "B|3|4", "C|5|6", ".xoa 4", ".dong 2",
        "A mới", "", "9", ".them 2", "Đầu", "7", "8", "",
    )  # fmt: skip
    assert rows(desk, draft) == ["# Cấp tỉnh", "Đầu | 7 | 8", "A mới | 1 | 9", "B | 3 | 4"]


def test_a_cell_that_is_not_understood_is_kept_as_typed(desk: PlainDesk) -> None:
    draft = desk.new()
    assert desk.talk(draft, ".toi d_bang", "A", "nhiều", "2", "") == 1
    assert rows(desk, draft) == ["A | nhiều | 2"]


def test_a_person_types_a_wrong_cell_again(desk: PlainDesk) -> None:
    draft = desk.new()
    assert desk.talk(draft, ".toi d_bang", "A", "nhiều", "1", "2", "", person=True) == 0
    assert rows(desk, draft) == ["A | 1 | 2"]


def test_an_unfinished_row_is_kept_when_the_lines_end(desk: PlainDesk) -> None:
    draft = desk.new()
    desk.talk(draft, ".toi d_bang", "A", "1")
    assert rows(desk, draft) == ["A | 1 | "]


# The last period


def test_stale_places_are_read_and_dealt_with_one_by_one(
    desk: PlainDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    old = desk.new()
    desk.talk(
        old, ".toi d_tra", "113", ".toi d_nhan_xet", "Nhận 25 đơn. Trả 30 đơn. Còn 7 đơn.", ""
    )
    draft = desk.new("2026-Q2", copy_from=old)
    capsys.readouterr()
    assert desk.talk(draft, ".so", "120", ".so", ".thay 26", ".giu", ".bo") == 0
    said = capsys.readouterr().out
    assert "Còn 4 chỗ của kỳ trước." in said
    assert "Số liệu, kỳ trước ghi: 113." in said
    assert "Không còn chỗ nào của kỳ trước chờ xem lại." in said
    assert desk.summary(draft, "d_tra") == "120 hồ sơ"
    assert desk.summary(draft, "d_nhan_xet") == "Nhận 26 đơn. Trả 30 đơn."


def test_typing_the_old_figure_again_confirms_it(desk: PlainDesk) -> None:
    old = desk.new()
    desk.talk(old, ".toi d_tra", "113")
    draft = desk.new("2026-Q2", copy_from=old)
    assert desk.work.interview(draft).typed("d_tra").stale
    desk.talk(draft, ".toi d_tra", "")
    assert desk.work.interview(draft).typed("d_tra").stale
    desk.talk(draft, ".toi d_tra", "113")
    assert not desk.work.interview(draft).typed("d_tra").stale


def test_an_earlier_answer_is_read_and_taken_over(
    desk: PlainDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    old = desk.new()
    desk.talk(old, ".toi d_nhan", "250")
    draft = desk.new("2026-Q2")
    desk.talk(draft, ".toi d_nhan", ".kytruoc", ".kytruoc 1")
    assert "1. Quý I/2026: 250." in capsys.readouterr().out
    assert desk.summary(draft, "d_nhan") == "250 hồ sơ"


PROBE = """
import sys
from cchc_tui.cli.main import main
main(["open", sys.argv[1], "--plain"])
print(sorted({name.split(".")[0] for name in sys.modules} & {"textual", "rich"}), file=sys.stderr)
"""


def test_the_plain_face_needs_neither_textual_nor_rich(desk: PlainDesk) -> None:
    draft = desk.new()
    done = subprocess.run(
        [sys.executable, "-c", PROBE, draft],
        input="\n".join((*WHOLE, ".soat", ".xem", ".mau", ".so", ".kytruoc")).encode(),
        capture_output=True,
        env={"CCHC_HOME": str(desk.home), "PYTHONPATH": str(ROOT)},
        check=True,
    )
    assert done.stderr.decode() == "[]\n"


# Other officers, and things that break


@pytest.mark.parametrize(("reply", "kept"), [("1", "7"), ("2", "9"), ("", "9")])
def test_two_answers_to_one_question_are_read_and_one_is_chosen(
    desk: PlainDesk, capsys: pytest.CaptureFixture[str], reply: str, kept: str
) -> None:
    draft, other = desk.new(), PlainDesk(desk.home, "Bình")

    def meanwhile() -> None:
        session = Session(other.work, draft)
        session.go("d_nhan")
        session.type("9", 1)
        session.commit()

    console = console_of((".toi d_nhan", meanwhile, "7", reply))
    run(desk.work, console, draft)
    said = capsys.readouterr().out
    assert "1. Của tôi: 07 hồ sơ" in said
    assert "2. Của Bình: 09 hồ sơ" in said
    assert desk.summary(draft, "d_nhan") == f"0{kept} hồ sơ"
    if not reply:
        assert Session(desk.work, draft).text("d_nhan").text == "7"
    other.work.close()


def test_ctrl_c_once_asks_again_and_twice_leaves_with_everything_kept(
    desk: PlainDesk, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = desk.new()
    lines = (
        ".toi d_nhan_xet",
        KeyboardInterrupt(),
        "Một.",
        KeyboardInterrupt(),
        KeyboardInterrupt(),
    )
    assert run(desk.work, console_of(lines, person=True), draft) == 130
    assert "Nhấn Ctrl+C lần nữa để thoát" in capsys.readouterr().out
    assert desk.summary(draft, "d_nhan_xet") == "Một."


def test_every_line_is_on_disk_before_the_next_is_waited_for(desk: PlainDesk) -> None:
    draft = desk.new()
    seen: list[str] = []

    def look() -> None:
        other = PlainDesk(desk.home)
        seen.append(Session(other.work, draft).text("d_nhan_xet").text)
        other.work.close()

    lines = (".toi d_nhan_xet", "Một.", look, "Hai.", look)
    run(desk.work, console_of(lines), draft)
    assert seen == ["Một.", "Một.\nHai."]


def test_bytes_that_are_not_utf8_cost_only_themselves(desk: PlainDesk) -> None:
    draft = desk.new()
    code, out, _ = cchc(
        desk, "open", draft, "--plain", lines=b".toi d_ten\nS\xe1\xbb\x9f N\xff\xfe\xf0\n12\n"
    )
    assert code == 0
    assert "không phải chữ UTF-8" in out
    assert desk.summary(draft, "d_ten").startswith("Sở N")
    assert desk.summary(draft, "d_nhan") == "12 hồ sơ"


NASTY = {
    "nothing": "",
    "decomposed": "Tie\u0302\u0301ng Vie\u0323\u0302t",
    "control": "a\x1b[31m\x00\x07b",
    "bidi": "\u202eabc\u202c",
    "template": "{{ 7*7 }} {% raw %}",
    "markup": "*_#| & < > &amp;",
    "markers": "- + * 1. a)",
    "quotes": "' \" “ ” \\",
    "line separators": "a\u2028b\x0bc\x85d",
    "private": "\ue000\ue001",
    "tabs": "a\tb\tc",
    "emoji": "👩‍👩‍👧 e\u0301",
    "long": "chữ " * 50_000,
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_nasty_lines_are_taken_as_text_and_shown_without_harm(
    desk: PlainDesk, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    from cchc_tui.domain.text import clean_line

    draft = desk.new()
    desk.talk(
        draft, ".toi d_ten", text, ".toi d_nhan_xet", text, "", ".doc", ".toi d_bang", text, "."
    )
    said = capsys.readouterr().out
    assert not set(said) & set("\x1b\x00\x07\u202e\ue000")
    assert desk.summary(draft, "d_ten").split() == clean_line(text).split()


def test_the_dialogue_fits_the_width_and_draws_nothing(
    desk: PlainDesk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    desk.talk(desk.new(), "?", ".giup het", ".muc het", ".soat", ".xem het", *WHOLE)
    said = capsys.readouterr().out
    assert max(map(len, said.split("\n"))) <= 40
    assert not set(said) & set("│─┌┐└┘├┤┬┴┼✓●–▁█→·\x1b\r\b")


def full(*_args: object, **_kwargs: object) -> None:
    raise StoreFull(ROOT)


def test_a_full_disk_is_told_and_keeps_what_was_answered(
    desk: PlainDesk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = desk.new()
    monkeypatch.setattr(Workspace, "set_answer", full)
    monkeypatch.setattr(Workspace, "keep_typing", full)
    console = console_of((".toi d_nhan", "12", "5", monkeypatch.undo, ".toi d_ten", ""))
    assert run(desk.work, console, draft) == 0
    said = capsys.readouterr().out
    assert said.count("Chưa lưu được.") == 1
    assert "Đã lưu được những gì còn trong bộ nhớ." in said
    assert desk.summary(draft, "d_nhan") == "12 hồ sơ"
    assert desk.summary(draft, "d_tra") == "05 hồ sơ"


def test_a_disk_that_stays_full_ends_with_code_2(
    desk: PlainDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = desk.new()
    monkeypatch.setattr(Workspace, "set_answer", full)
    monkeypatch.setattr(Workspace, "keep_typing", full)
    assert desk.talk(draft, ".toi d_nhan", "12") == 2


def test_an_answer_given_outright_is_put_over_nothing_that_was_begun(desk: PlainDesk) -> None:
    """Lines begun before a state are in the history, one undo away."""
    draft = desk.new()
    desk.talk(draft, ".toi d_nhan_xet", "Đang viết.", ".khong")
    assert state(desk, draft, "d_nhan_xet") is AnswerState.NOTHING
    desk.talk(draft, ".hoantac")
    assert desk.summary(draft, "d_nhan_xet") == "Đang viết."
    assert desk.work.interview(draft).typed("d_nhan_xet") != Answer()
