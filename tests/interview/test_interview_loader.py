from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cchc_tui.domain.paths import Places, packaged
from cchc_tui.domain.problems import DataError, Problem
from cchc_tui.interview.kinds import Library
from cchc_tui.interview.loader import load_library
from cchc_tui.interview.schema import KIND_FILE, QUESTION, SECTION_FILE, json_schema

MakeLibrary = Callable[..., Library]
LayerFiles = Callable[..., dict[str, list[Path]]]

SECTION = """schema = 1
[[section]]
id = "a"
title = "A"
template = "a.md.j2"
[[section.question]]
id = "so_ho_so"
type = "number"
ask = "Bao nhiêu?"
"""
KIND = """schema = 1
id = "k"
title = "K"
[[section]]
id = "a"
heading = "A"
use = "a"
"""


def problems(make: MakeLibrary, **files: object) -> list[Problem]:
    with pytest.raises(DataError) as caught:
        make(**({"sections": SECTION, "kind": KIND, "templates": {"a.md.j2": ""}} | files))
    return list(caught.value.problems)


def test_a_kind_made_of_files_alone_is_loaded(make_library: MakeLibrary) -> None:
    library = make_library()
    assert list(library.kinds) == ["thu"]
    assert library.questions["tong_so"].section == "ho-so"
    assert [column.id for column in library.questions["linh_vuc"].columns][:2] == ["ten", "nhan"]


def test_the_packaged_library_has_no_mistakes() -> None:
    library = load_library({"prompts": [packaged("prompts")], "templates": [packaged("templates")]})
    assert library.questions


def test_one_key_of_a_broken_file_does_not_hide_the_others(make_library: MakeLibrary) -> None:
    sections = SECTION.replace("ask =", "askk =").replace('"number"', '"nunber"')
    found = problems(make_library, sections=sections, kind=KIND.replace("use", "uze"))
    assert {(Path(p.file).parent.name, p.key) for p in found} >= {
        ("sections", "ask"),
        ("sections", "askk"),
        ("sections", "type"),
        ("kinds", "uze"),
    }


def test_a_mistake_names_its_line_and_the_nearest_valid_key(make_library: MakeLibrary) -> None:
    found = problems(make_library, sections=SECTION.replace("ask =", "askk ="))
    problem = next(p for p in found if p.key == "askk")
    assert (problem.line, problem.nearest) == (9, "ask")
    assert "Có phải “ask”?" in str(problem)


QUESTION_MISTAKES = [
    ("when = 'so_ho_sơ >'", "when", "sai cú pháp"),
    ("when = 'so_ho_soo > 1'", "when", "so_ho_soo"),
    ("default = 'khong_co + 1'", "default", "khong_co"),
    ("computed = 'mo_tep(1)'", "computed", "mo_tep"),
    ("computed = 'so_ho_so + 1'", "computed", "đi vòng"),
    ("when = 'so_ho_so > 1'", "when", "đi vòng"),
    ("required = 'co'", "required", "true hoặc false"),
    ("minimum = 'mot'", "minimum", "phải là số"),
    ("minimum = 5\nmaximum = 1", "minimum", "lớn hơn"),
    ("options = ['a']", "options", "chỉ dùng cho kiểu"),
    ("row_labels = ['a']", "row_labels", "chỉ dùng cho kiểu"),
    ("carry = 'giu'", "carry", "keep"),
    ("example = 'mười'", "example", "không gõ được"),
    ("khoa_la = 1", "khoa_la", "không có khóa này"),
    ("when = 'ky.tenn == 1'", "when", ".tenn"),
    ("when = 'so_ho_so.tong > 1'", "when", "dấu chấm"),
    ("when = 'co_quan.__class__'", "when", "dấu chấm"),
]


@pytest.mark.parametrize(("line", "key", "says"), QUESTION_MISTAKES)
def test_a_mistake_in_a_question_is_reported_at_its_key(
    make_library: MakeLibrary, line: str, key: str, says: str
) -> None:
    found = problems(make_library, sections=f"{SECTION}{line}\n")
    assert any(p.key == key and says in p.message and p.line >= 7 for p in found), found


TABLE_MISTAKES = [
    ("", "column", "ít nhất một cột"),
    ('[[section.question.column]]\nid = "a"\ntitle = "A"\ntype = "money"', "type", "money"),
    ('[[section.question.column]]\nid = "a"\ntitle = "A"\ntotal = "sum"', "total", "number"),
    ('[[section.question.column]]\nid = "a"\ntitle = "A"\ntype = "choice"', "options", "lựa chọn"),
    (
        '[[section.question.column]]\nid = "a"\ntitle = "A"\ntype = "number"\nformula = "b + 1"',
        "formula",
        "không có cột “b”",
    ),
    (
        '[[section.question.column]]\nid = "a"\ntitle = "A"\ntype = "number"\nformula = "a + 1"',
        "formula",
        "đi vòng",
    ),
    (
        '[[section.question.column]]\nid = "a"\ntitle = "A"\n'
        '[[section.question.column]]\nid = "a"\ntitle = "B"',
        "id",
        "đã có trong bảng",
    ),
    (
        'row_labels = ["x", "x"]\n[[section.question.column]]\nid = "a"\ntitle = "A"',
        "row_labels",
        "trùng nhau",
    ),
    ('[[section.question.column]]\nid = "nhom"\ntitle = "A"', "id", "dành riêng"),
    ('totals = true\n[[section.question.column]]\nid = "a"\ntitle = "A"', "totals", "total"),
]


@pytest.mark.parametrize(("lines", "key", "says"), TABLE_MISTAKES)
def test_a_mistake_in_a_table_is_reported_at_its_key(
    make_library: MakeLibrary, lines: str, key: str, says: str
) -> None:
    sections = SECTION.replace('"number"', '"table"') + lines + "\n"
    found = problems(make_library, sections=sections)
    assert any(p.key == key and says in p.message for p in found), found


KIND_MISTAKES = [
    (KIND.replace('use = "a"', 'use = "b-c"'), "use", "không có mục"),
    (KIND + 'questions = ["so_ho_soo"]\n', "questions", "so_ho_soo"),
    (KIND + 'template = "b.md.j2"\n', "template", "b.md.j2"),
    (KIND + "level = 2\n", "level", "nhảy cấp"),
    (KIND + 'when = "khong_co"\n', "when", "khong_co"),
    (KIND + "landscape = true\n", "landscape", "phụ lục"),
    (KIND + 'when = "so_ho_so > 1"\n', "when", "đi vòng"),
    (KIND + '[[section]]\nid = "a"\nheading = "B"\n', "id", "đã có"),
    (KIND + '[[section]]\nid = "b"\n', "use", "mục thư viện"),
    (KIND.replace('heading = "A"', 'heading = "A {{ ky.tn }}"'), "heading", ".tn"),
    (KIND.replace('heading = "A"', 'heading = "A {% if %}"'), "heading", "cú pháp"),
    (KIND.replace("schema = 1", "schema = 2"), "schema", "phiên bản"),
    (KIND.replace('id = "k"', 'id = "K K"', 1), "id", "không đúng mẫu"),
    (KIND + '[[check]]\nid = "c"\nthat = "co_quan_la"\nmessage = "x"\n', "that", "co_quan_la"),
    (KIND + '[[check]]\nid = "c"\nthat = "1 > 2"\nmessage = "{{ la }}"\n', "message", "la"),
    (KIND + '[[check]]\nid = "c"\nthat = "1"\nmessage = "x"\nabout = ["la"]\n', "about", "la"),
    ('schema = 1\nid = "k"\ntitle = ', "", "cú pháp TOML"),
]


@pytest.mark.parametrize(("kind", "key", "says"), KIND_MISTAKES)
def test_a_mistake_in_a_kind_is_reported_at_its_key(
    make_library: MakeLibrary, kind: str, key: str, says: str
) -> None:
    found = problems(make_library, kind=kind)
    assert any(p.key == key and says in p.message for p in found), found
    assert all(p.line > 0 for p in found if p.file.endswith(".toml"))


TEMPLATE_MISTAKES = [
    ("{{ so_ho_soo }}", "so_ho_soo"),
    ("{{ so_ho_so|ngay_day_duu }}", "bộ lọc"),
    ("{{ so_ho_so is givven }}", "phép thử"),
    ("{% if so_ho_so %}", "cú pháp"),
    ("{{ so_ho_so.__class__ }}", "dấu chấm"),
    ("{{ ''.__class__.__mro__ }}", "sau tên câu hỏi"),
    ("{{ range(10**9) }}", "range"),
    ("{{ 10 ** 10 }}", "Pow"),
    ("{{ cycler('a') }}", "cycler"),
    ("{% include '../../etc/passwd' %}", "không có tệp"),
    ("{% include so_ho_so %}", "ngoặc kép"),
    ("{% include 'a.md.j2' %}", "đi vòng"),
    ("{% import 'b.md.j2' as b %}", "with context"),
    ("{% macro m() %}{{ m() }}{% endmacro %}", "macro"),
    ("{% filter upper %}a{% endfilter %}", "FilterBlock"),
    ("{{ truoc(khong_co) }}", "khong_co"),
    ("{{ ty_le(1) }}", "ty_le"),
]


@pytest.mark.parametrize(("template", "says"), TEMPLATE_MISTAKES)
def test_a_mistake_in_a_template_is_reported_with_its_line(
    make_library: MakeLibrary, template: str, says: str
) -> None:
    found = problems(make_library, templates={"a.md.j2": f"Dòng một.\n{template}"})
    assert any(says in p.message and p.file.endswith("a.md.j2") for p in found), found


def test_a_question_may_stand_in_one_section_only(make_library: MakeLibrary) -> None:
    again = SECTION.replace("schema = 1\n", "").replace('id = "a"', 'id = "b"')
    found = problems(make_library, sections=SECTION + again)
    assert any("so_ho_so” đã có" in p.message and "dòng 7" in p.message for p in found), found


def test_a_section_stands_once_in_a_layer(make_library: MakeLibrary) -> None:
    found = problems(make_library, sections=SECTION + SECTION.replace("schema = 1\n", ""))
    assert any("mục “a” đã có" in p.message for p in found), found


def test_a_later_layer_replaces_what_has_the_same_name(
    tmp_path: Path, layer_files: LayerFiles
) -> None:
    first = layer_files(tmp_path / "1", SECTION, KIND, {"a.md.j2": "một"})
    changed = SECTION.replace("Bao nhiêu?", "Mấy?")
    second = layer_files(tmp_path / "2", changed, "", {"a.md.j2": "hai"})
    library = load_library({name: first[name] + second[name] for name in first})
    assert library.questions["so_ho_so"].ask == "Mấy?"
    assert library.templates == {"a.md.j2": "hai"}
    assert list(library.kinds) == ["k"]


def test_a_symbolic_link_out_of_templates_is_no_template_name(make_library: MakeLibrary) -> None:
    found = problems(make_library, sections=SECTION.replace("a.md.j2", "../prompts/x.toml"))
    assert any("không có tệp" in p.message for p in found)


def test_files_that_came_with_the_program_are_trusted_and_others_are_looked_into(
    tmp_path: Path,
) -> None:
    places = Places(*(tmp_path / name for name in ("config", "data", "state", "cache")))
    assert load_library(places).questions
    folder = places.own / "templates"
    folder.mkdir(parents=True)
    (folder / "x.md.j2").write_text("{{ khong_co_dau }}", "utf-8")
    with pytest.raises(DataError, match="khong_co_dau"):
        load_library(places)


def test_files_below_a_hidden_directory_are_read_and_hidden_files_are_not(
    tmp_path: Path, layer_files: LayerFiles
) -> None:
    root = tmp_path / ".cchc"
    root.mkdir()
    files = layer_files(root, SECTION, KIND, {"a.md.j2": "", ".a.md.j2.swp.j2": "{{"})
    assert list(load_library(files).templates) == ["a.md.j2"]


def test_every_key_of_the_loader_is_in_the_published_schema() -> None:
    schemas = json.loads(json.dumps(json_schema()))
    assert set(schemas["section-file"]["properties"]) == set(SECTION_FILE)
    assert set(schemas["kind-file"]["properties"]) == set(KIND_FILE)
    question = schemas["section-file"]["properties"]["section"]["items"]["properties"]["question"]
    assert set(question["items"]["properties"]) == set(QUESTION)
    assert question["items"]["required"] == ["id", "type", "ask"]
    assert re.fullmatch(question["items"]["properties"]["id"]["pattern"], "hs_truc_tuyen")
