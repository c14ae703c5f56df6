"""A Word file that cchc exported comes back whole, and with what was edited in it since."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
import tomli
from docx.document import Document as WordFile
from docx.text.paragraph import Paragraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_tui.document.readers import read_docx
from cchc_tui.document.writers import write_text
from cchc_tui.domain.paths import Places, packaged
from cchc_tui.domain.values import AnswerState, Prose, Quantity
from cchc_tui.interview.answers import Answer, parse_answer, show_answer
from cchc_tui.interview.kinds import Question
from cchc_tui.services.answer_files import read_answers
from cchc_tui.services.importing import ImportResult, import_report
from cchc_tui.services.imports.imprint import read_imprint
from cchc_tui.services.workspace import Workspace

ANSWERS = Path(__file__).parents[1] / "content" / "answers"
FILES = [*sorted(ANSWERS.glob("seed-*.toml")), packaged("prompts") / "samples" / "mau.toml"]
WORD = re.compile(r"\w+")


def opened(home: Path) -> Iterator[Workspace]:
    places = Places.from_env({"CCHC_HOME": str(home)})
    workspace = Workspace(places, lambda: datetime(2026, 11, 21, 3, 0, tzinfo=UTC), author="an")
    yield workspace
    workspace.close()


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    yield from opened(tmp_path_factory.mktemp("home"))


@pytest.fixture
def empty_desk(tmp_path: Path) -> Iterator[Workspace]:
    """No other period stands by whose figures could show."""
    yield from opened(tmp_path / "home")


@dataclass(frozen=True)
class Sent:
    """A report that was exported: its draft, its answers, its file."""

    draft: str
    answers: dict[str, Answer]
    data: bytes


def sent(work: Workspace, path: Path) -> Sent:
    about = tomli.loads(path.read_text("utf-8"))
    kind = work.library.kinds[about["kind"]]
    answers = dict(read_answers(path, work.library, kind))
    made = work.create_draft(
        kind.id, about["period"], about["agency"], about.get("period_name", ""), answers=answers
    )
    return Sent(made.id, answers, work.render(made.id, "docx"))


def imported(work: Workspace, data: bytes, folder: Path) -> ImportResult:
    path = folder / "bao-cao.docx"
    path.write_bytes(data)
    return import_report(work, path)


def edited(data: bytes, change: Callable[[WordFile], None]) -> bytes:
    """The file as Word would save it after a change."""
    word = docx.Document(io.BytesIO(data))
    change(word)
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()


def paragraph_with(word: WordFile, words: str) -> Paragraph:
    return next(one for one in word.paragraphs if words in one.text)


def retyped(words: str, new: str) -> Callable[[WordFile], None]:
    """Words of one paragraph typed over."""

    def change(word: WordFile) -> None:
        paragraph = paragraph_with(word, words)
        text = paragraph.text.replace(words, new)
        for run in paragraph.runs[1:]:
            run.text = ""
        paragraph.runs[0].text = text

    return change


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_exported_report_comes_back_with_its_answers_and_its_words(
    work: Workspace, tmp_path: Path, path: Path
) -> None:
    old = sent(work, path)
    found = imported(work, old.data, tmp_path)
    before, after = work.interview(old.draft), work.interview(found.id)
    info, read = work.draft(old.draft), work.draft(found.id)
    assert (read.kind, read.agency, read.period) == (info.kind, info.agency, info.period)
    asked = [name for name in old.answers if before.visible(name)]
    same = [
        name
        for name in asked
        if (after.typed(name).state, after.typed(name).value)
        == (before.typed(name).state, before.typed(name).value)
    ]
    assert len(same) >= 0.95 * len(asked), set(asked) - set(same)
    assert write_text(work.document(found.id)) == write_text(work.document(old.draft))
    assert not found.free


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_old_report_kept_in_its_own_words_comes_back_as_it_was(
    empty_desk: Workspace, tmp_path: Path, path: Path
) -> None:
    old = tmp_path / "bao-cao-cu.txt"
    old.write_text(write_text(empty_desk.document(sent(empty_desk, path).draft)), encoding="utf-8")
    read = import_report(empty_desk, old)
    found = imported(empty_desk, empty_desk.render(read.id, "docx"), tmp_path)
    edited = re.findall(r"đã sửa trong Word ([0-9]+) mục", "\n".join(found.notes))
    # A title kept among paragraphs ("a) …") is a heading in the file, with what follows it.
    assert sum(map(int, edited)) <= 2
    old_words, new_words = (
        Counter(WORD.findall(write_text(empty_desk.document(one.id)))) for one in (read, found)
    )
    assert (old_words - new_words).total() <= 0.05 * old_words.total()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_carries_nothing_that_the_report_does_not_say(work: Workspace, path: Path) -> None:
    old = sent(work, path)
    document = read_docx(old.data).document
    told = json.loads(document.imprint)
    assert set(told) == {"version", "kind", "period", "period_name", "answers"}
    said = set(WORD.findall(work.render(old.draft, "txt").decode().casefold()))
    interview = work.interview(old.draft)
    for name, plain in told["answers"].items():
        assert set(plain) <= {"state", "value"}, name
        assert interview.visible(name), name
        if isinstance(plain.get("value"), str) and not interview.question(name).options:
            words = {one for one in WORD.findall(plain["value"].casefold()) if one.isalpha()}
            assert words <= said, name


def test_what_is_hidden_or_a_reason_of_ones_own_stays_at_home(work: Workspace) -> None:
    questions = work.library.questions
    answers = {
        "hs_truc_tuyen": Answer(
            AnswerState.ANSWERED, parse_answer(questions["hs_truc_tuyen"], "12")
        ),
        "hs_nguyen_nhan": Answer(AnswerState.ANSWERED, "bí mật của đơn vị"),
        "kh_so_nhiem_vu": Answer(AnswerState.NOT_APPLICABLE, reason="chuyện riêng trong phòng"),
    }
    made = work.create_draft("cchc-so", "2026-Q1", "stp-an-giang", answers=answers)
    assert not work.interview(made.id).visible("hs_nguyen_nhan")
    assert work.interview(made.id).visible("kh_so_nhiem_vu")
    imprint = read_docx(work.render(made.id, "docx")).document.imprint
    assert "hs_truc_tuyen" in imprint
    assert "kh_so_nhiem_vu" in imprint
    assert "bí mật" not in imprint
    assert "chuyện riêng" not in imprint


def test_the_same_answers_give_the_same_bytes(work: Workspace) -> None:
    old = sent(work, FILES[0])
    assert work.render(old.draft, "docx") == old.data


def test_the_file_is_a_package_that_names_its_custom_part(work: Workspace) -> None:
    with zipfile.ZipFile(io.BytesIO(sent(work, FILES[0]).data)) as archive:
        relations = archive.read("word/_rels/document.xml.rels").decode()
        assert 'customXml" Target="../customXml/item1.xml"' in relations
        assert archive.read("customXml/item1.xml").startswith(b"<?xml")
        assert "urn:cchc:report:1" in archive.read("customXml/item1.xml").decode()


def test_a_file_without_its_answers_is_one_setting_or_one_option_away(
    work: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = work.create_sample().id

    def parts(embed: bool | None = None) -> list[str]:
        with zipfile.ZipFile(io.BytesIO(work.render(draft, "docx", embed=embed))) as archive:
            return [name for name in archive.namelist() if name.startswith("customXml/")]

    assert parts()
    assert parts(embed=False) == []
    monkeypatch.setattr(work, "settings", replace(work.settings, embed_answers=False))
    assert parts() == []
    assert parts(embed=True)


# Edited in Word since


@pytest.fixture(scope="module")
def quarter(work: Workspace) -> Sent:
    return sent(work, ANSWERS / "seed-000.toml")


def change_all(*changes: Callable[[WordFile], None]) -> Callable[[WordFile], None]:
    def change(word: WordFile) -> None:
        for one in changes:
            one(word)

    return change


def deleted(words: str) -> Callable[[WordFile], None]:
    def change(word: WordFile) -> None:
        element = paragraph_with(word, words)._element
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)

    return change


def added(before: str, text: str) -> Callable[[WordFile], None]:
    """A paragraph typed in front of another."""

    def change(word: WordFile) -> None:
        paragraph_with(word, before).insert_paragraph_before(text)

    return change


def value(found: ImportResult, name: str) -> object:
    answer = found.answers.get(name)
    held = answer.value if answer else None
    if isinstance(held, Quantity):
        return str(held.value)
    return held.text if isinstance(held, Prose) else held


def text_of(work: Workspace, found: ImportResult) -> str:
    return work.render(found.id, "txt").decode()


def test_a_figure_changed_in_word_is_the_answer(
    work: Workspace, quarter: Sent, tmp_path: Path
) -> None:
    change = retyped("10 mục tiêu và 38 nhiệm vụ", "12 mục tiêu và 41 nhiệm vụ")
    found = imported(work, edited(quarter.data, change), tmp_path)
    assert value(found, "kh_so_nhiem_vu") == "41"
    text = text_of(work, found)
    assert "12 mục tiêu và 41 nhiệm vụ" in text
    assert "38 nhiệm vụ" not in text
    assert not any(note.startswith("Tệp do cchc xuất, chữ còn nguyên") for note in found.notes)


def test_a_sentence_changed_around_a_figure_is_kept_as_it_stands(
    work: Workspace, quarter: Sent, tmp_path: Path
) -> None:
    new = "Mười hai người đã được bổ nhiệm, bổ nhiệm lại trong quý."
    change = retyped(
        "Trong kỳ, cơ quan đã thực hiện quy trình bổ nhiệm, bổ nhiệm lại đối với 07 trường hợp.",
        new,
    )
    found = imported(work, edited(quarter.data, change), tmp_path)
    text = text_of(work, found)
    assert new in text
    assert "07 trường hợp" not in text
    assert "04 trường hợp" in text


def test_a_paragraph_added_and_one_deleted_in_word_are_so_in_the_draft(
    work: Workspace, quarter: Sent, tmp_path: Path
) -> None:
    change = change_all(
        added("Sở tiếp tục rà soát, sắp xếp đầu mối", "Đoạn mới gõ trong Word, có 77 hồ sơ."),
        deleted("Việc phối hợp liên thông dữ liệu"),
        deleted("Các nhiệm vụ đề ra cho quý I"),
    )  # fmt: skip
    found = imported(work, edited(quarter.data, change), tmp_path)
    lines = text_of(work, found).splitlines()
    new = lines.index("Đoạn mới gõ trong Word, có 77 hồ sơ.")
    assert lines[new + 2].startswith("Sở tiếp tục rà soát")
    assert not any("liên thông dữ liệu với Công an" in line for line in lines)
    assert not any("cơ bản đã được các đơn vị triển khai" in line for line in lines)


def test_a_cell_changed_in_word_is_the_answer(
    work: Workspace, quarter: Sent, tmp_path: Path
) -> None:
    def change(word: WordFile) -> None:
        cell = next(
            cell
            for table in word.tables
            for row in table.rows
            for cell in row.cells
            if cell.text.strip() == "1.983"
        )
        cell.paragraphs[0].runs[0].text = "1.990"

    found = imported(work, edited(quarter.data, change), tmp_path)
    text = text_of(work, found)
    assert "1.990" in text
    assert "1.983" not in text


def test_the_rest_of_an_edited_file_keeps_its_answers(
    work: Workspace, quarter: Sent, tmp_path: Path
) -> None:
    change = retyped("10 mục tiêu và 38 nhiệm vụ", "12 mục tiêu và 41 nhiệm vụ")
    found = imported(work, edited(quarter.data, change), tmp_path)
    interview = work.interview(quarter.draft)
    asked = [name for name in quarter.answers if interview.visible(name)]
    same = [
        name
        for name in asked
        if name in found.answers and found.answers[name].value == quarter.answers[name].value
    ]
    assert len(same) >= len(asked) - 3, set(asked) - set(same)


def test_another_period_typed_in_word_is_the_period(
    work: Workspace, quarter: Sent, tmp_path: Path
) -> None:
    def change(word: WordFile) -> None:
        for paragraph in word.paragraphs:
            for run in paragraph.runs:
                run.text = run.text.replace("uý I năm 2020", "uý II năm 2020")

    found = imported(work, edited(quarter.data, change), tmp_path)
    assert found.period == "2020-Q2"


def test_a_new_heading_and_a_whole_section_gone_are_so_in_the_draft(
    work: Workspace, quarter: Sent, tmp_path: Path
) -> None:
    def change(word: WordFile) -> None:
        first = paragraph_with(word, "Về kiểm tra cải cách hành chính")
        deleted("Cùng với việc tự kiểm tra thường xuyên")(word)
        first.runs[-1].text = "Việc khác chưa mẫu nào có"
        for run in first.runs[:-1]:
            run.text = ""

    found = imported(work, edited(quarter.data, change), tmp_path)
    text = text_of(work, found)
    assert "Việc khác chưa mẫu nào có" in text
    assert "tự kiểm tra thường xuyên" not in text


# What is noted is never believed blindly


def with_imprint(data: bytes, imprint: str) -> bytes:
    from cchc_tui.document.docx.package import IMPRINT, imprint_part

    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry, imprint_part(imprint) if entry.filename == IMPRINT else content)
    return made.getvalue()


def noted(data: bytes) -> dict[str, object]:
    told = json.loads(read_docx(data).document.imprint)
    assert isinstance(told, dict)
    return told


def test_a_false_note_gives_way_to_the_words(
    work: Workspace, quarter: Sent, tmp_path: Path
) -> None:
    told = noted(quarter.data)
    answers = told["answers"]
    assert isinstance(answers, dict)
    answers["kh_so_nhiem_vu"]["value"]["number"] = "999"
    answers["hs_truc_tuyen"]["value"]["number"] = "888"
    found = imported(work, with_imprint(quarter.data, json.dumps(told)), tmp_path)
    text = text_of(work, found)
    assert "38 nhiệm vụ" in text
    assert "113 hồ sơ tiếp nhận trực tuyến" in text
    assert "999" not in text
    assert "888" not in text


BAD_NOTES = (
    "", "null", "[]", "{", "0", "[" * 5000, '{"version": 1}', '{"version": 2, "kind": "cchc-so"}',
    '{"version": 1, "kind": ["a"], "answers": {}}',
    '{"version": 1, "kind": "cchc-so-nq30c", "answers": []}',
    '{"version": 1, "kind": "cchc-so-nq30c", "answers": {"x": 1, "hs_truc_tuyen": 3}}',
)  # fmt: skip


@pytest.mark.parametrize("note", BAD_NOTES)
def test_a_broken_note_leaves_a_report_to_be_read_as_any_other(
    work: Workspace, quarter: Sent, tmp_path: Path, note: str
) -> None:
    found = imported(work, with_imprint(quarter.data, note), tmp_path)
    assert found.kind == "cchc-so-nq30c"
    assert "113 hồ sơ tiếp nhận trực tuyến" in text_of(work, found)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8)
    | st.sampled_from(["1E+999999999", "NaN", "-1", "answered", "nothing", "{{ x }}", "\u202e"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["state", "value", "number", "cells", "places", "unit", "kind", "date"]),
        inner,
        max_size=4,
    ),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(JSON, min_size=12, max_size=12))
def test_whatever_is_noted_becomes_answers_or_is_left_out(
    work: Workspace, plains: list[object]
) -> None:
    library = work.library
    names = [
        "hs_truc_tuyen", "hs_nguyen_nhan", "ngay_ky", "kh_cchc", "md_kieu", "trich_yeu",
        "hs_linh_vuc", "noi_nhan", "kh_so_nhiem_vu", "so_van_ban", "khong_co", "hs_truoc_han",
    ]  # fmt: skip
    told = {
        "version": 1,
        "kind": "cchc-so",
        "period": "2026-Q1",
        "answers": {
            name: {"state": "answered", "value": plain} if at % 2 else plain
            for at, (name, plain) in enumerate(zip(names, plains, strict=True))
        },
    }
    found = read_imprint(json.dumps(told), library)
    assert found is not None
    for name, answer in found.answers.items():
        question = library.questions[name]
        assert parse_shown(question, answer)


def parse_shown(question: Question, answer: Answer) -> bool:
    """Whether an answer can be shown, in a line of a sane length."""
    return len(show_answer(question, answer)) < 10_000


# Read by its words alone


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_without_its_note_a_file_still_keeps_its_words(
    work: Workspace, tmp_path: Path, path: Path
) -> None:
    old = sent(work, path)
    found = imported(work, with_imprint(old.data, ""), tmp_path)
    before = Counter(WORD.findall(work.render(old.draft, "txt").decode().casefold()))
    after = Counter(WORD.findall(text_of(work, found).casefold()))
    lost = before - after
    assert lost.total() <= 0.015 * before.total(), lost


def test_a_table_stays_where_it_stood_among_kept_words(
    work: Workspace, quarter: Sent, tmp_path: Path
) -> None:
    text = text_of(work, imported(work, with_imprint(quarter.data, ""), tmp_path))
    lead, table, note = (
        text.index(one)
        for one in (
            "kết quả giải quyết thủ tục hành chính tại Sở",
            "1.983\t604",
            "Số liệu thống kê",
        )
    )
    assert lead < table < note


def test_an_annex_read_shows_though_its_figures_stand_in_the_text_as_well(
    work: Workspace, tmp_path: Path
) -> None:
    old = sent(work, ANSWERS / "seed-004.toml")
    found = imported(work, with_imprint(old.data, ""), tmp_path)
    assert work.interview(found.id).visible("pl_tien_do")
    assert "Hoàn thiện phần mềm nhắc việc" in text_of(work, found)
    assert "[…" not in text_of(work, found)
