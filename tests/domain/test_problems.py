from __future__ import annotations

from pathlib import Path

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.domain.problems import DataError, Problem, locate_key, parse_toml, read_toml
from cchc_tui.domain.toml_lines import statements

SOURCE = '''\
schema = 1  # [[section]]
"khóa có dấu" = 'a # b'
dotted.key = [
  "[[section]]",  # [[section]]
  ["id = 1"],
]
text = """
[[section]]
id = "giả"
\\""" [[section.question]]
"""
literal = \'\'\'
[[section.question]]
\\\'\'\'

[[section]]
id = "a"
[[section.question]]
id = "a1"
ask = "id = 9"
inline = { id = 1, deep = { ask = "}" } }
[[section.question]]
  id = "a2"
[section.plain]
id = "p"

[[section]]
id = "b"
[[section.question]]
id = "b1"
[[section.question.column]]
id = "c1"
[[section.question.column]]
id = "c2"
'''


def line_of(text: str, nth: int = 0) -> int:
    return [n for n, line in enumerate(SOURCE.splitlines(), 1) if text in line][nth]


@pytest.mark.parametrize(
    ("table", "index", "key", "text", "nth"),
    [
        ("", 0, "schema", "schema = 1", 0),
        ("", 0, "khóa có dấu", "khóa có dấu", 0),
        ("", 0, "dotted.key", "dotted.key", 0),
        ("", 0, "literal", "literal", 0),
        ("section", 0, "id", 'id = "a"', 0),
        ("section", 1, "id", 'id = "b"', 0),
        ("section.question", 0, "id", 'id = "a1"', 0),
        ("section.question", 0, "ask", 'ask = "id = 9"', 0),
        ("section.question", 1, "id", 'id = "a2"', 0),
        ("section.question", 2, "id", 'id = "b1"', 0),
        ("section.question", (1, 0), "id", 'id = "b1"', 0),
        ("section.question", (0, 1), "id", 'id = "a2"', 0),
        ("section.question.column", 1, "id", 'id = "c2"', 0),
        ("section.question.column", (1, 0, 0), "id", 'id = "c1"', 0),
        (("section", "plain"), 0, "id", 'id = "p"', 0),
    ],
)
def test_a_key_is_found_in_its_table(
    table: str | tuple[str, ...], index: int | tuple[int, ...], key: str, text: str, nth: int
) -> None:
    assert locate_key(SOURCE, table, index, key) == line_of(text, nth)


def test_the_sample_is_valid_toml() -> None:
    assert len(tomli.loads(SOURCE)["section"]) == 2


def test_an_absent_key_gives_the_line_of_its_table() -> None:
    assert locate_key(SOURCE, "section.question", (0, 1), "ask") == line_of('id = "a2"') - 1
    assert locate_key(SOURCE, "section", 1) == line_of('id = "b"') - 1
    assert locate_key(SOURCE, "", 0, "nothing") == 0
    assert locate_key(SOURCE, "section", 7, "id") == 0
    assert locate_key(SOURCE, "nowhere", 0, "id") == 0
    assert locate_key("", "", 0, "id") == 0


def test_a_key_that_is_a_table_is_found_at_its_header() -> None:
    source = "[w.Q]\na = 1\n[w.X]\n[[s]]\n[s.t]\n[[s]]\n[[s.u]]\n[s.t]\n"
    assert locate_key(source, "w", 0, "X") == 3
    assert locate_key(source, "", 0, "w") == 1
    assert locate_key(source, "", 0, "s") == 4
    assert locate_key(source, "s", 1, "t") == 8
    assert locate_key(source, "s", (1,), "u") == 7
    assert locate_key(source, "s", 0, "t") == 5


def test_a_top_key_is_not_looked_for_inside_tables() -> None:
    assert locate_key("[a]\nid = 1\n", "", 0, "id") == 0
    assert locate_key("[a]\n[b]\nid = 1\n", "a", 0, "id") == 1


def test_a_table_named_in_two_places_is_searched_in_its_own() -> None:
    source = "[[a]]\nx = 1\n[a.w]\nq = 1\n[[a]]\nx = 2\n[a.w]\nq = 2\n"
    assert locate_key(source, "a.w", (1,), "q") == 8
    assert locate_key(source, "a.w", (0,), "q") == 4


@given(st.text(max_size=200))
def test_any_text_is_scanned_to_an_end(text: str) -> None:
    lines = [statement.line for statement in statements(text)]
    assert lines == sorted(lines)
    assert all(1 <= line <= text.count("\n") + 1 for line in lines)


values = st.one_of(
    st.text(max_size=20).map(lambda t: tomli_string(t)),
    st.integers().map(str),
    st.sampled_from(['"""\n[[t]]\nk0 = 1\n"""', "'''\n[t]\n'''", '[\n"]", # ]\n1]', "{a = [1]}"]),
)


def tomli_string(text: str) -> str:
    plain = "".join(c for c in text if c.isprintable() and c not in '\\"')
    return f'"{plain}"'


@given(st.lists(st.lists(values, min_size=1, max_size=4), min_size=1, max_size=4))
def test_every_key_of_generated_toml_is_found_where_it_was_written(tables: list[list[str]]) -> None:
    source, wanted = "", {}
    for n, keys in enumerate(tables):
        source += "[[t]]\n"
        for k, value in enumerate(keys):
            wanted[n, k] = source.count("\n") + 1
            source += f"k{k} = {value}\n"
    tomli.loads(source)
    for (n, k), line in wanted.items():
        assert locate_key(source, "t", n, f"k{k}") == line


def test_a_problem_is_one_line_with_file_line_key_and_nearest_name() -> None:
    problem = Problem("x.toml", 3, "typ", "không có khóa này.", "type")
    assert str(problem) == "Tệp x.toml, dòng 3, khóa “typ”: không có khóa này. Có phải “type”?"
    assert str(Problem("x.toml", 0, "", "không có tệp này.")) == "Tệp x.toml: không có tệp này."
    assert str(DataError([problem, problem])).count("\n") == 1


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("a = 1\nb = \n", 2, "giá trị không hợp lệ"),
        ("a = 1\na = 2\n", 2, "đã có ở trên"),
        ("[a]\n[a]\n", 2, "bảng này đã khai"),
        ("a\n", 1, "thiếu dấu “=”"),
        ("a = 1 b\n", 1, "thừa chữ"),
        ("\n[a\n", 2, "thiếu dấu “]”"),
        ('a = "x\n', 1, "không được dùng"),
        ('a = "x', 1, "chuỗi thiếu dấu nháy"),
        ('a = "\\q"\n', 1, "“\\\\”"),
        ("a = [1,\n", 2, ""),
        ("= 1\n", 1, ""),
        ("a = 2024-02-30\n", 1, ""),
        ("a = " + "[" * 5000, 1, ""),
    ],
)
def test_a_syntax_error_names_its_line_in_vietnamese(source: str, line: int, said: str) -> None:
    with pytest.raises(DataError) as refused:
        parse_toml(source, "x.toml")
    (problem,) = refused.value.problems
    assert problem.line in (line, 0)
    assert said in problem.message
    assert "sai cú pháp TOML" in problem.message


def test_files_are_read_as_nfc_without_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_bytes('\ufeffa = "tie\u0302\u0301p"\r\n'.encode())
    assert read_toml(path) == {"a": "tiếp"}


def test_files_that_cannot_be_read_are_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="không có tệp"):
        read_toml(tmp_path / "x.toml")
    with pytest.raises(DataError, match="không đọc được"):
        read_toml(tmp_path)
    latin = tmp_path / "latin.toml"
    latin.write_bytes(b'a = 1\nb = "\xe9"\n')
    with pytest.raises(DataError, match=r"dòng 2.*UTF-8"):
        read_toml(latin)
    huge = tmp_path / "huge.toml"
    with huge.open("wb") as file:
        file.truncate(17 * 2**20)
    with pytest.raises(DataError, match="lớn hơn"):
        read_toml(huge)
