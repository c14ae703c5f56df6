from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]

SECTION = """
schema = 1
[[section]]
id = "thu"
title = "Phần thử"
template = "sections/thu.md.j2"
[[section.question]]
id = "thu_so"
type = "number"
ask = "Số hồ sơ nhận trong kỳ?"
label = "Hồ sơ nhận"
unit = "hồ sơ"
example = "12"
required = true
[[section.question]]
id = "thu_tra"
type = "number"
ask = "Số hồ sơ đã trả?"
required = true
[[section.question]]
id = "thu_con"
type = "number"
ask = "Số hồ sơ còn lại"
computed = "thu_so - thu_tra"
[[section.question]]
id = "thu_nhan_xet"
type = "prose"
ask = "Nhận xét chung?"
carry = "keep"
"""

KIND = """
schema = 1
id = "bao-cao-thu"
title = "Báo cáo thử"
summary = "Loại ngắn nhất"
subject = ["Kết quả thử {{ ky.ten_trich_yeu }}"]
periods = ["Q"]
agencies = ["so"]
[[section]]
id = "ket-qua"
level = 1
heading = "Kết quả thử"
use = "thu"
"""

TEMPLATE = """\
Trong {{ ky.ten }}, {{ co_quan }} nhận {{ thu_so }} hồ sơ, trả {{ thu_tra }} hồ sơ, \
còn {{ thu_con }} hồ sơ.

{{ thu_nhan_xet|doan }}
"""

AGENCY = """
schema = 1
id = "so-thu"
level = "so"
name = "Sở Thử nghiệm"
place = "Thành phố Thử"
code = "STN"
[signer]
head = "Giám đốc"
"""

LITERAL = "{{ 7*7 }} {% raw %} *đậm* _nghiêng_ # | & < > \"'"


class Desk:
    """A fresh machine with one tiny report kind and one agency, used through `cchc` alone."""

    def __init__(self, home: Path) -> None:
        self.home = home
        own = home / "data" / "own"
        for name, text in {
            "prompts/sections/thu.toml": SECTION,
            "prompts/kinds/bao-cao-thu.toml": KIND,
            "prompts/agencies/so-thu.toml": AGENCY,
            "templates/sections/thu.md.j2": TEMPLATE,
        }.items():
            path = own / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def run(self, *arguments: str, stdin: str = "", code: int = 0) -> tuple[str, str]:
        done = self.start(*arguments, stdin=stdin)
        out, err = done.stdout.decode(), done.stderr.decode()
        assert done.returncode == code, (arguments, done.returncode, out, err)
        assert "Traceback" not in err
        return out, err

    def start(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess[bytes]:
        env = {
            "CCHC_HOME": str(self.home),
            "CCHC_AUTHOR": "an",
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
        }
        return subprocess.run(
            [sys.executable, "-m", "cchc_tui", *arguments],
            input=stdin.encode(),
            capture_output=True,
            env=env,
            cwd=self.home,
            check=False,
        )

    def json(self, *arguments: str, code: int = 0) -> Any:
        return json.loads(self.run(*arguments, "--json", code=code)[0])

    def file(self, name: str, text: str) -> str:
        path = self.home / name
        path.write_text(text, encoding="utf-8")
        return str(path)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def draft(desk: Desk) -> str:
    return desk.run("new", "bao-cao-thu", "--period", "2026-Q1")[0].strip()


def answers(nhan_xet: str = "Tốt.") -> str:
    return f"thu_so = 12\nthu_tra = 5\nthu_nhan_xet = '''{nhan_xet}'''\n"


def text_of_docx(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        xml = package.read("word/document.xml").decode()
    return "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml))


def test_a_report_goes_from_nothing_to_a_word_file(desk: Desk, draft: str) -> None:
    assert draft == "bao-cao-thu-2026-q1"
    _, said = desk.run("answer", draft, desk.file("a.toml", answers()))
    assert "3 câu" in said
    assert desk.run("show", draft, "--missing") == (
        "Báo cáo thử, Quý I/2026 (Sở Thử nghiệm)\n",
        f"{draft}: đã trả lời 3, còn thiếu 0.\n",
    )
    path, _ = desk.run("export", draft)
    assert Path(path.strip()) == desk.home / "BC-bao-cao-thu-stn-2026-Q1.docx"
    word = text_of_docx(Path(path.strip()).read_bytes())
    text, _ = desk.run("export", draft, "-f", "txt", "-o", "-")
    for printed in (word, text):
        assert "Sở Thử nghiệm nhận 12 hồ sơ, trả 05 hồ sơ, còn 07 hồ sơ." in printed
        assert "SỞ THỬ NGHIỆM" in printed
        assert "Kết quả thử Quý I năm 2026" in printed
        assert "BC-STN" in printed


@pytest.mark.parametrize("fmt", ["docx", "txt", "md"])
def test_the_same_answers_give_the_same_bytes(desk: Desk, draft: str, fmt: str) -> None:
    desk.run("answer", draft, desk.file("a.toml", answers()))
    one = desk.start("export", draft, "-f", fmt, "-o", "-").stdout
    desk.run("answer", draft, desk.file("a.toml", answers()))
    assert desk.start("export", draft, "-f", fmt, "-o", "-").stdout == one != b""


def test_what_an_officer_types_comes_out_as_typed(desk: Desk, draft: str) -> None:
    desk.run("answer", draft, desk.file("a.toml", answers(LITERAL)))
    text, _ = desk.run("export", draft, "-f", "txt", "-o", "-")
    assert LITERAL in text


def test_unanswered_places_are_marked_and_listed(desk: Desk, draft: str) -> None:
    out, said = desk.run("export", draft, "-o", "bc.txt")
    assert out == f"{desk.home / 'bc.txt'}\n"
    assert "chưa trả lời: Hồ sơ nhận (thu_so)" in said
    assert "Hồ sơ nhận" in (desk.home / "bc.txt").read_text(encoding="utf-8")
    shown = desk.json("show", draft, "--missing", code=1)
    assert [one["id"] for one in shown] == ["thu_so", "thu_tra"]


def test_a_file_edited_by_hand_is_kept(desk: Desk, draft: str) -> None:
    first = Path(desk.run("export", draft)[0].strip())
    first.write_bytes(b"sua tay")
    second, said = desk.run("export", draft)
    assert second.strip().endswith("2026-Q1 (2).docx")
    assert "sửa tay" in said
    assert first.read_bytes() == b"sua tay"


def test_every_mistake_of_an_answer_file_is_said_at_once_and_nothing_is_written(
    desk: Desk, draft: str
) -> None:
    wrong = 'thu_so = 12\nthu_soo = 1\nthu_tra = "mười"\ntieu_de = "x"\n'
    out, said = desk.run("answer", draft, desk.file("sai.toml", wrong), code=2)
    assert out == ""
    assert "dòng 2, khóa “thu_soo”: không có câu hỏi này. Có phải “thu_so”?" in said
    assert "dòng 3, khóa “thu_tra”" in said
    assert "dòng 4, khóa “tieu_de”" in said
    assert desk.run("history", draft, code=1)[0].count("\n") == 1
    _, said = desk.run("new", "bao-cao-thu", "--period", "2026-Q2", "--answers",
                       str(desk.home / "sai.toml"), code=2)  # fmt: skip
    assert len(desk.json("drafts")) == 1


def test_a_question_of_another_kind_is_told_from_an_unknown_one(desk: Desk, draft: str) -> None:
    stranger = next(
        one["id"]
        for one in desk.json("questions", "cchc-so")
        if one["id"] not in {own["id"] for own in desk.json("questions", "bao-cao-thu")}
    )
    _, said = desk.run("answer", draft, desk.file("a.toml", f"{stranger} = 1\n"), code=2)
    assert "không thuộc loại báo cáo “bao-cao-thu”" in said


def test_states_and_stdin_are_answers_too(desk: Desk, draft: str) -> None:
    given = "[answers]\nthu_so = { nothing = true }\nthu_tra = { not_applicable = 'Vì thử' }\n"
    desk.run("answer", draft, "-", stdin=given)
    shown = {one["id"]: one for one in desk.json("show", draft)}
    assert shown["thu_so"]["state"] == "nothing"
    assert shown["thu_tra"]["state"] == "not_applicable"
    assert shown["thu_tra"]["answer"]["reason"] == "Vì thử"


def test_history_keeps_every_revision(desk: Desk, draft: str) -> None:
    for number in (1, 2):
        desk.run("answer", draft, "-", stdin=f"thu_so = {number}\n")
    found = desk.json("history", draft, "thu_so")
    assert [(one["revision"], one["text"], one["author"], one["source"]) for one in found] == [
        (1, "01 hồ sơ", "an", "file"),
        (2, "02 hồ sơ", "an", "file"),
    ]


def test_a_draft_from_another_takes_its_standing_answers_only(desk: Desk, draft: str) -> None:
    desk.run("answer", draft, desk.file("a.toml", answers("Giữ câu này.")))
    given = ("new", "bao-cao-thu", "--period", "2026-Q2", "--from", draft)
    second = desk.json(*given)["id"]
    shown = {one["id"]: one for one in desk.json("show", second)}
    assert shown["thu_nhan_xet"]["text"] == "Giữ câu này."
    assert shown["thu_nhan_xet"]["source"] == f"draft:{draft}"
    assert shown["thu_so"]["state"] == "unanswered"


def test_ids_stay_apart_and_may_be_written_in_capitals(desk: Desk, draft: str) -> None:
    again = desk.run("new", "bao-cao-thu", "--period", "2026-q1")[0].strip()
    assert again == f"{draft}-2"
    assert draft in desk.run("show", draft.upper())[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["questions", "bao-cao-thuu"], "Có phải “bao-cao-thu”?"),
        (["new", "bao-cao-thuu", "--period", "2026-Q1"], "Có phải “bao-cao-thu”?"),
        (["new", "bao-cao-thu", "--period", "2026-Q5"], "Không có quý 5"),
        (["new", "bao-cao-thu", "--period", "quý 1"], "không phải mã kỳ"),
        (["new", "bao-cao-thu", "--period", "2026-Q1", "--agency", "so-thuu"], "“so-thu”?"),
        (["new", "bao-cao-thu", "--period", "2026-Q1", "--from", "x"], "Không có bản nháp “x”"),
        (["show", "bao-cao-thu-2026-q2"], "Có phải “bao-cao-thu-2026-q1”?"),
        (["show", "bao-cao-thu-2026-q1", "--section", "ket-quaa"], "Có phải “ket-qua”?"),
        (["history", "bao-cao-thu-2026-q1", "thu_s"], "Có phải “thu_so”?"),
        (["answer", "bao-cao-thu-2026-q1", "thieu.toml"], "không có tệp này"),
        (["export", "bao-cao-thu-2026-q1", "-o", "khong/co/a.docx"], "Không có thư mục"),
        (["export", "bao-cao-thu-2026-q1", "-o", "a.pdf"], "Không biết định dạng"),
        (["export", "bao-cao-thu-2026-q1", "--reference", "x.docx"], "không có tệp x.docx"),
        (["export", "bao-cao-thu-2026-q1", "-f", "txt", "--reference", "a.docx"], "docx"),
        (["search", "a", "--bank", "khong-co"], "không có thư mục"),
        (["search", "a", "-n", "0"], "từ 1 trở lên"),
        (["schema", "answer"], "Có phải “answers”?"),
        (["schema", "answers"], "--kind"),
    ],
)
def test_bad_input_is_explained_and_ends_with_two(
    desk: Desk, draft: str, arguments: list[str], said: str
) -> None:
    desk.file("a.docx", "không phải Word")
    out, err = desk.run(*arguments, code=2)
    assert said in err
    assert out == ""


def test_a_reference_that_is_no_word_file_is_explained(desk: Desk, draft: str) -> None:
    desk.run("export", draft, "--reference", desk.file("a.docx", "không phải Word"), code=2)


def test_lists_are_json_where_asked(desk: Desk, draft: str) -> None:
    assert "bao-cao-thu" in {one["id"] for one in desk.json("kinds")}
    assert desk.json("agencies")[0] == {
        "id": "so-thu", "name": "Sở Thử nghiệm", "full_name": "", "level": "so", "own": True
    }  # fmt: skip
    asked = {one["id"]: one for one in desk.json("questions", "bao-cao-thu")}
    assert asked["thu_so"]["required"] is True
    assert asked["thu_so"]["section"] == "ket-qua"
    assert asked["thu_so"]["example"] == "12"
    assert desk.json("drafts")[0]["required_left"] == 2
    assert desk.json("locate")["drafts"] == str(desk.home / "data" / "drafts.db")
    schemas = json.loads(desk.run("schema")[0])
    assert set(schemas) == {"section-file", "kind-file", "phrase-file", "agency-file"}
    own = json.loads(desk.run("schema", "answers", "--kind", "bao-cao-thu")[0])
    assert "thu_so" in own["properties"]


def test_a_stream_of_searches_is_answered_line_by_line(desk: Desk) -> None:
    bank = desk.home / "bank"
    bank.mkdir()
    (bank / "a.toml").write_text(
        '[[phrase]]\nid = "m.mot"\ntext = "Tăng cường kiểm tra công vụ"\n', encoding="utf-8"
    )
    given = ("search", "-", "--json", "--bank", str(bank))
    out, _ = desk.run(*given, stdin="kiem tra cong vu\nzzzz\n\n")
    found = [json.loads(line) for line in out.splitlines()]
    assert [one["query"] for one in found] == ["kiem tra cong vu", "zzzz", ""]
    assert found[0]["results"][0]["id"] == "m.mot"
    assert found[1]["results"] == []
    assert all(one["elapsed_ms"] >= 0 for one in found)
    desk.run("search", "zzzz", "--bank", str(bank), code=1)


def test_doctor_finds_mistakes_in_data_files(desk: Desk, draft: str) -> None:
    found = json.loads(desk.start("doctor", "--json").stdout)
    assert [one for one in found if not one["ok"]] == []
    kind = desk.home / "data/own/prompts/kinds/bao-cao-thu.toml"
    kind.write_text(KIND.replace('use = "thu"', 'use = "thuu"'), encoding="utf-8")
    out, _ = desk.run("doctor", code=1)
    assert "bao-cao-thu.toml, dòng" in out


def test_a_damaged_store_is_reported_and_recovered(desk: Desk, draft: str) -> None:
    desk.run("answer", draft, desk.file("a.toml", answers()))
    store = desk.home / "data" / "drafts.db"
    store.write_bytes(b"hong" * 4000)
    for arguments in (["drafts"], ["show", draft]):
        _, said = desk.run(*arguments, code=2)
        assert "bị hỏng" in said
        assert "doctor --recover" in said
    desk.run("doctor", code=1)
    said = desk.start("doctor", "--recover").stderr.decode()
    assert "Đã dựng lại 1 bản nháp" in said
    assert {one["id"]: one["text"] for one in desk.json("show", draft)}["thu_so"] == "12 hồ sơ"
    assert any(path.read_bytes().startswith(b"hong") for path in store.parent.glob("drafts-hong*"))
    assert "không hỏng" in desk.start("doctor", "--recover").stderr.decode()


def test_a_broken_pipe_is_quiet(desk: Desk) -> None:
    done = subprocess.run(
        f"{sys.executable} -m cchc_tui questions cchc-so --json | head -c 10",
        shell=True,
        capture_output=True,
        env={**os.environ, "CCHC_HOME": str(desk.home), "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.stderr == b""


def test_output_is_utf8_in_any_locale(desk: Desk) -> None:
    env = {**os.environ, "CCHC_HOME": str(desk.home), "PYTHONPATH": str(ROOT)}
    env |= {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(
        [sys.executable, "-m", "cchc_tui", "kinds"], capture_output=True, env=env, check=False
    )
    assert done.returncode == 0
    assert "Báo cáo thử" in done.stdout.decode("utf-8")


def test_files_of_the_officer_are_closed_to_others(desk: Desk, draft: str) -> None:
    for path in (desk.home / "data").iterdir():
        if path.name.startswith("drafts.db"):
            assert path.stat().st_mode & 0o077 == 0


PACKAGED = [path.stem for path in sorted((ROOT / "prompts" / "kinds").glob("*.toml"))]


@pytest.mark.parametrize("kind", PACKAGED)
def test_every_packaged_kind_exports_empty_and_with_its_examples(desk: Desk, kind: str) -> None:
    period = {"N": "2026-N", "6T": "2026-6T", "T": "2026-T06"}
    code = next(one["periods"] for one in desk.json("kinds") if one["id"] == kind)
    given = ("new", kind, "--period", period.get(code[0], "2026-Q1"), "--agency", "so-thu")
    draft = desk.run(*given)[0].strip()
    assert desk.run("export", draft, "-f", "txt", "-o", "-")[0]
    examples = {
        one["id"]: one["example"]
        for one in desk.json("questions", kind)
        if one["example"] and one["type"] != "table" and not one["computed"]
    }
    # A JSON text is also a TOML text.
    lines = [f"{name} = {json.dumps(text)}" for name, text in examples.items()]
    desk.run("answer", draft, desk.file("a.toml", "\n".join(lines)))
    assert desk.run("export", draft, "-f", "txt", "-o", "-")[0]
    data = desk.start("export", draft, "-o", "-").stdout
    assert zipfile.is_zipfile(io.BytesIO(data))
