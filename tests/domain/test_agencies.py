from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.domain.agencies import (
    Agency,
    Signer,
    agency_toml,
    authority_lines,
    check_agency,
    load_agencies,
    load_agency,
    new_agency_id,
    save_agency,
)
from cchc_tui.domain.facts import packaged_windows
from cchc_tui.domain.paths import Layer, packaged
from cchc_tui.domain.periods import parse_period
from cchc_tui.domain.problems import DataError
from cchc_tui.domain.text import clean_line
from cchc_tui.domain.windows import WindowRule

OFFICE = Agency(
    id="stp-mau",
    level="so",
    name="Sở Tư pháp",
    full_name="Sở Tư pháp tỉnh Sông Lam",
    superior="UBND tỉnh Sông Lam",
    place="Sông Lam",
    area="tỉnh Sông Lam",
    code="STP",
    drafter="VP",
    recipients=("Bộ Tư pháp", "Sở Nội vụ (VBĐT)"),
    signer=Signer(title="Giám đốc"),
)


@pytest.mark.parametrize(
    ("signer", "lines"),
    [
        (Signer("truc-tiep", title="Giám đốc"), ("GIÁM ĐỐC",)),
        (Signer("truc-tiep", head="Chánh Văn phòng"), ("CHÁNH VĂN PHÒNG",)),
        (Signer("truc-tiep", title="Quyền Giám đốc"), ("Q. GIÁM ĐỐC",)),
        (
            Signer("tm", body="Ủy ban nhân dân", head="Chủ tịch", title="Chủ tịch"),
            ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        ),
        (
            Signer("tm", body="Ủy ban nhân dân", title="Chủ tịch"),
            ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        ),
        (
            Signer("tm", body="Ủy ban nhân dân", head="Chủ tịch"),
            ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"),
        ),
        (
            Signer("tm", body="Ủy ban nhân dân", head="Chủ tịch", title="Phó Chủ tịch"),
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ),
        (
            Signer("tm", body="Ủy ban nhân dân", head="Chủ tịch", title="Quyền Chủ tịch"),
            ("TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"),
        ),
        (
            Signer("kt", head="Giám đốc", title="Phó Giám đốc"),
            ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
        ),
        (
            Signer("kt", head="Giám đốc", title="Phó Giám đốc phụ trách"),
            ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC PHỤ TRÁCH"),
        ),
        (
            Signer("tl", head="Chủ tịch", title="Chánh Văn phòng"),
            ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
        ),
        (
            Signer("tl", head="Chủ tịch", unit_head="Chánh Văn phòng",
                   title="Phó Chánh Văn phòng"),
            ("TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG", "PHÓ CHÁNH VĂN PHÒNG"),
        ),
        (
            Signer("tuq", head="Giám đốc", title="Trưởng phòng Cải cách hành chính"),
            ("TUQ. GIÁM ĐỐC", "TRƯỞNG PHÒNG CẢI CÁCH HÀNH CHÍNH"),
        ),
        (Signer("q", title="Giám đốc"), ("Q. GIÁM ĐỐC",)),
        (Signer("q", title="Q. Giám đốc"), ("Q. GIÁM ĐỐC",)),
        (Signer(), ()),
    ],
)  # fmt: skip
def test_the_lines_of_authority_follow_article_13(signer: Signer, lines: tuple[str, ...]) -> None:
    assert authority_lines(signer) == lines


def test_names_are_printed_in_capitals_and_the_archive_comes_last() -> None:
    assert OFFICE.printed_name == "SỞ TƯ PHÁP"
    assert OFFICE.printed_superior == "UBND TỈNH SÔNG LAM"
    assert OFFICE.symbol() == "BC-STP"
    assert OFFICE.recipient_lines() == ("Bộ Tư pháp", "Sở Nội vụ (VBĐT)", "Lưu: VT, VP")
    bare = dataclasses.replace(OFFICE, drafter="", head_name="Sở Tư pháp tỉnh")
    assert bare.archive_line == "Lưu: VT"
    assert bare.printed_name == "SỞ TƯ PHÁP TỈNH"


def test_a_saved_agency_reads_back_equal_and_is_private(tmp_path: Path) -> None:
    rule = WindowRule(1, 0, 10, 0, source="Công văn số 1/SNV-CCHC")
    agency = dataclasses.replace(OFFICE, windows={"Q": rule, "6T": rule})
    path = tmp_path / "moi" / "stp-mau.toml"
    save_agency(path, agency)
    assert load_agency(path) == agency
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert [*path.parent.iterdir()] == [path]
    quarter = parse_period("2024-Q1", windows=agency.window_rules(packaged_windows()))
    assert (str(quarter.window_start), str(quarter.window_end)) == ("2024-01-01", "2024-03-10")
    year = parse_period("2024-N", windows=agency.window_rules(packaged_windows()))
    assert str(year.window_start) == "2023-12-15"


lines = st.text(max_size=40).map(clean_line)
some = lines.filter(bool)


@given(name=some, place=some, full=lines, recipients=st.lists(some, max_size=4), title=some)
def test_any_text_in_an_agency_survives_its_file(
    name: str,
    place: str,
    full: str,
    recipients: list[str],
    title: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    agency = dataclasses.replace(
        OFFICE, name=name, place=place, full_name=full, recipients=tuple(recipients),
        signer=Signer(title=title, name=name),
    )  # fmt: skip
    path = tmp_path_factory.mktemp("agency") / "a.toml"
    save_agency(path, agency)
    assert load_agency(path) == agency


def test_saving_a_broken_agency_says_why_and_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    save_agency(path, OFFICE)
    before = path.read_bytes()
    with pytest.raises(DataError) as refused:
        save_agency(path, dataclasses.replace(OFFICE, name="", code="S T/P"))
    assert {problem.key for problem in refused.value.problems} == {"name", "code"}
    assert path.read_bytes() == before


def test_a_place_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "chan").write_text("", encoding="utf-8")
    with pytest.raises(DataError, match="không ghi được"):
        save_agency(tmp_path / "chan" / "a.toml", OFFICE)


@pytest.mark.parametrize(
    ("signer", "key"),
    [
        (Signer("tm", title="Chủ tịch"), "signer.body"),
        (Signer("tm", body="Ủy ban nhân dân"), "signer.title"),
        (Signer("kt", title="Phó Giám đốc"), "signer.head"),
        (Signer("kt", head="Giám đốc"), "signer.title"),
        (Signer("tl", title="Chánh Văn phòng"), "signer.head"),
        (Signer("tuq", head="Giám đốc"), "signer.title"),
        (Signer("kt", head="A", title="B", unit_head="C"), "signer.unit_head"),
        (Signer("khac", title="A"), "signer.form"),
        (Signer(), "signer.title"),
    ],
)
def test_a_signer_without_what_its_form_needs_is_refused(signer: Signer, key: str) -> None:
    assert list(check_agency(dataclasses.replace(OFFICE, signer=signer))) == [key]


def test_every_mistake_of_a_file_is_reported_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "sai.toml"
    path.write_text(
        "schema = 1\n"
        'id = "a"\n'
        'level = "s"\n'
        'nmae = "Sở"\n'
        'place = ["x"]\n'
        'code = "STP"\n'
        "recipients = [1]\n"
        "[signer]\n"
        'form = "k"\n'
        "[windows.Q]\n"
        "from_day = 40\n"
        "[windows.X]\n",
        encoding="utf-8",
    )
    with pytest.raises(DataError) as refused:
        load_agency(path)
    found = {(problem.key, problem.line): problem for problem in refused.value.problems}
    assert found[("nmae", 4)].nearest == "name"
    assert found[("level", 3)].message
    assert {
        ("name", 1), ("place", 5), ("recipients", 7), ("form", 9), ("from_day", 11), ("X", 12),
    } <= set(found)  # fmt: skip
    assert all(str(path) in line for line in str(refused.value).splitlines())


def test_a_signer_mistake_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "sai.toml"
    text = agency_toml(dataclasses.replace(OFFICE, signer=Signer("kt", head="Giám đốc")))
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as refused:
        load_agency(path)
    (problem,) = refused.value.problems
    assert problem.key == "title"
    assert text.splitlines()[problem.line - 1] == "[signer]"


def test_later_folders_replace_agencies_and_missing_folders_are_none(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    save_agency(first / "x.toml", OFFICE)
    save_agency(second / "y.toml", dataclasses.replace(OFFICE, place="Nơi khác"))
    found = load_agencies([first, Layer("own", second), tmp_path / "khong-co"])
    assert {id_: agency.place for id_, agency in found.items()} == {"stp-mau": "Nơi khác"}


def test_two_files_of_one_folder_cannot_share_an_id(tmp_path: Path) -> None:
    save_agency(tmp_path / "x.toml", OFFICE)
    save_agency(tmp_path / "y.toml", OFFICE)
    with pytest.raises(DataError, match=re.escape("đã có trong tệp x.toml")):
        load_agencies([tmp_path])


def test_new_ids_come_from_names_and_avoid_those_taken() -> None:
    assert new_agency_id("Sở Tư pháp tỉnh Khánh Hòa") == "so-tu-phap-tinh-khanh-hoa"
    assert new_agency_id("Sở", ["so", "so-2"]) == "so-3"
    assert new_agency_id("???") == "co-quan"


def test_the_packaged_agencies_are_whole_and_name_nobody() -> None:
    found = load_agencies([packaged("prompts/agencies")])
    assert {
        "mau-so-noi-vu", "snv-ha-tinh", "stp-an-giang", "stp-khanh-hoa", "ubnd-khanh-son",
        "vp-ubnd-quang-ngai",
    } <= set(found)  # fmt: skip
    for agency in found.values():
        assert check_agency(agency) == {}
        assert agency.recipients
        assert agency.full_name
        assert agency.area
        assert agency.archive_line.startswith("Lưu: VT, ")
        assert not agency.signer.name
    assert authority_lines(found["snv-ha-tinh"].signer) == ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")
    assert authority_lines(found["ubnd-khanh-son"].signer)[0] == "TM. ỦY BAN NHÂN DÂN"
