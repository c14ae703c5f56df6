"""Reading phrase banks written by anyone."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cchc_tui.domain.paths import Layer, packaged
from cchc_tui.domain.problems import DataError, Problem
from cchc_tui.phrases import bank
from cchc_tui.phrases.bank import Phrase, load_phrases, read_folder

GOOD = """
schema = 1

[[phrase]]
id = "a.b"
text = "Đã tiếp nhận {tong:number} hồ sơ"
sections = ["tthc.ket-qua"]
keywords = ["một cửa"]
valid_from = 2025-07-01
valid_to = 2026-12-31
superseded_by = "a.c"
basis = "118/2025/NĐ-CP"

[[phrase]]
id = "a.c"
text = "Đã tiếp nhận {tong:number} hồ sơ thủ tục hành chính"
"""


def folder(tmp_path: Path, *sources: str, name: str = "own") -> Layer:
    path = tmp_path / name
    path.mkdir(exist_ok=True)
    for number, source in enumerate(sources):
        (path / f"{number}.toml").write_text(source, encoding="utf-8")
    return Layer(name, path)


def read(layer: Layer) -> tuple[list[Phrase], list[Problem]]:
    problems: list[Problem] = []
    return list(read_folder(layer, problems)), problems


def test_every_key_of_the_format_is_read(tmp_path: Path) -> None:
    layer = folder(tmp_path, GOOD)
    found, problems = read(layer)
    assert not problems
    first = found[0]
    assert first.text == "Đã tiếp nhận {tong:number} hồ sơ"
    assert first.sections == ("tthc.ket-qua",)
    assert first.keywords == ("một cửa",)
    assert (first.valid_from, first.valid_to) == (date(2025, 7, 1), date(2026, 12, 31))
    assert (first.superseded_by, first.basis) == ("a.c", "118/2025/NĐ-CP")
    assert (first.layer, first.file) == ("own", str(layer.path / "0.toml"))
    assert found[1] == Phrase(
        "a.c", "Đã tiếp nhận {tong:number} hồ sơ thủ tục hành chính", layer="own", file=first.file
    )


@pytest.mark.parametrize(
    ("phrase", "day", "allowed"),
    [
        (Phrase("a", "b", valid_from=date(2025, 7, 1)), date(2025, 6, 30), False),
        (Phrase("a", "b", valid_from=date(2025, 7, 1)), date(2025, 7, 1), True),
        (Phrase("a", "b", valid_to=date(2025, 7, 1)), date(2025, 7, 1), True),
        (Phrase("a", "b", valid_to=date(2025, 7, 1)), date(2025, 7, 2), False),
        (Phrase("a", "b", superseded_by="c"), date(2025, 7, 2), False),
    ],
)
def test_a_phrase_is_in_force_from_its_first_to_its_last_day(
    phrase: Phrase, day: date, allowed: bool
) -> None:
    assert phrase.in_force(day) is allowed


def test_all_mistakes_of_all_files_are_named_with_line_and_nearest_name(tmp_path: Path) -> None:
    layer = folder(
        tmp_path,
        '[[phrase]]\nid = "a"\ntext = "b {x:nunber}"\nkeyword = ["c"]\n'
        '[[phrase]]\nid = "no-text"\n[[phrase]]\ntext = "no id"\n',
        '\n\n[[phrase]]\nid = "a"\ntext = "twice"\n[[phrase]]\nid = "z"\ntext = "x {y"\n'
        'valid_from = 2025-07-01\nvalid_to = 2025-01-01\nsections = 5\nhidden = "yes"\n',
    )
    found, problems = read(layer)
    assert [phrase.id for phrase in found] == ["a", "z"]
    seen = {(Path(p.file).name, p.line, p.key, p.nearest) for p in problems}
    assert ("0.toml", 3, "text", "number") in seen
    assert ("0.toml", 4, "keyword", "keywords") in seen
    assert ("0.toml", 5, "text", "") in seen
    assert ("0.toml", 7, "id", "") in seen
    assert ("1.toml", 0, "id", "") in seen
    assert ("1.toml", 8, "text", "") in seen
    assert ("1.toml", 10, "valid_to", "") in seen
    assert ("1.toml", 11, "sections", "") in seen
    assert ("1.toml", 12, "hidden", "") in seen
    assert len(problems) == 9
    assert found[1].sections == ()


def test_unknown_keys_of_another_tool_are_let_be(tmp_path: Path) -> None:
    layer = folder(
        tmp_path, 'made_by = "x"\n[about]\nz = 1\n[[phrase]]\nid = "a"\ntext = "b"\nx-42 = 3\n'
    )
    found, problems = read(layer)
    assert [phrase.id for phrase in found] == ["a"]
    assert problems == []


def test_one_broken_phrase_costs_only_itself_and_is_named_by_its_line(tmp_path: Path) -> None:
    layer = folder(
        tmp_path,
        '[[phrase]]\nid = "a"\ntext = "một"\n\n[[phrase]]\nid = "b"\ntext = một hai\n\n'
        '[[phrase]]\nid = "c"\ntext = "ba"\n',
    )
    found, problems = read(layer)
    assert [phrase.id for phrase in found] == ["a", "c"]
    assert [problem.line for problem in problems] == [7]


def test_a_header_inside_a_long_string_does_not_cut_the_file_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bank, "BATCH", 1)
    layer = folder(
        tmp_path,
        '[[phrase]]\nid = "a"\ntext = """\nmột\n[[phrase]]\nid = 3\n"""\n'
        '[[phrase]]\nid = "b"\ntext = "hai"\n',
    )
    found, problems = read(layer)
    assert [phrase.id for phrase in found] == ["a", "b"]
    assert found[0].text == "một\n[[phrase]]\nid = 3"
    assert problems == []


@pytest.mark.parametrize("batch", [1, 2, 7, 500])
def test_lines_are_right_however_the_file_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(bank, "BATCH", batch)
    source = "".join(f'[[phrase]]\nid = "p{n}"\ntext = "{{x:sai}}"\n\n' for n in range(10))
    _, problems = read(folder(tmp_path, source))
    assert [problem.line for problem in problems] == [3 + 4 * n for n in range(10)]


def test_text_is_cleaned_and_composed(tmp_path: Path) -> None:
    layer = folder(
        tmp_path, '[[phrase]]\nid = "a"\ntext = "Tie\\u0302\\u0301p \\u202enha\\u0323\\u0302n"\n'
    )
    found, _ = read(layer)
    assert found[0].text == "Tiếp nhận"


@pytest.mark.parametrize(
    ("data", "message"), [(b"\xff\xfe[", "UTF-8"), (b"[[phrase]\nid=1", "TOML")]
)
def test_a_file_that_cannot_be_read_is_reported_not_raised(
    tmp_path: Path, data: bytes, message: str
) -> None:
    layer = folder(tmp_path, GOOD)
    (layer.path / "bad.toml").write_bytes(data)
    found, problems = read(layer)
    assert len(found) == 2
    assert len(problems) == 1
    assert message in str(problems[0])


def test_a_byte_order_mark_and_windows_line_ends_are_read(tmp_path: Path) -> None:
    layer = folder(tmp_path)
    (layer.path / "w.toml").write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    found, problems = read(layer)
    assert len(found) == 2
    assert problems == []


def test_later_layers_override_and_hide(tmp_path: Path) -> None:
    weak = folder(tmp_path, GOOD, name="packaged")
    strong = folder(
        tmp_path,
        '[[phrase]]\nid = "a.b"\nhidden = true\n[[phrase]]\nid = "a.c"\ntext = "Khác"\n',
        name="own",
    )
    found = load_phrases([weak, strong])
    assert list(found) == ["a.c"]
    assert (found["a.c"].text, found["a.c"].layer) == ("Khác", "own")


def test_a_replacement_that_does_not_exist_is_a_mistake(tmp_path: Path) -> None:
    layer = folder(tmp_path, GOOD.replace('superseded_by = "a.c"', 'superseded_by = "a.cc"'))
    with pytest.raises(DataError) as error:
        load_phrases([layer])
    assert [problem.nearest for problem in error.value.problems] == ["a.c"]


def test_a_folder_that_does_not_exist_is_an_empty_bank(tmp_path: Path) -> None:
    assert load_phrases([Layer("own", tmp_path / "none")]) == {}


def test_the_packaged_bank_has_no_mistake() -> None:
    assert len(load_phrases([Layer("packaged", packaged("phrasebank"))])) >= 40
