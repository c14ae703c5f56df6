"""Whatever an answer holds, the file opens and every part obeys the schema's order."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from document_samples import FOOT, HEAD, NASTY, relaxed, report, small
from hypothesis import given
from hypothesis import strategies as st
from ooxml_order import disorder, parts_of, text_of, trees_of

from cchc_tui.document.assemble import SectionSource, assemble
from cchc_tui.document.blocks import Document, Paragraph, Properties, Text
from cchc_tui.document.docx.xml import W
from cchc_tui.document.printing import printable
from cchc_tui.document.writers import write_docx
from cchc_tui.domain.inserts import Insert, Literal, ProseInsert, mark
from cchc_tui.domain.values import Prose

SIGNS = st.characters(exclude_categories=())
"""Every code point, lone surrogates and controls among them."""

ANY_TEXT = st.text(SIGNS, max_size=30) | st.sampled_from(NASTY)
PARTS = {
    "[Content_Types].xml",
    "_rels/.rels",
    "word/document.xml",
    "word/styles.xml",
    "word/settings.xml",
    "word/footnotes.xml",
    "word/header1.xml",
    "word/_rels/document.xml.rels",
    "docProps/core.xml",
}


def test_the_package_holds_its_parts_and_nothing_else() -> None:
    assert set(parts_of(write_docx(report()))) == PARTS


def test_every_part_is_in_schema_order() -> None:
    for name, root in trees_of(write_docx(report())).items():
        assert not list(disorder(root)), name


def test_the_order_check_finds_disorder() -> None:
    (root,) = [
        tree for name, tree in trees_of(write_docx(report())).items() if name == "word/document.xml"
    ]
    properties = next(element for element in root.iter(f"{{{W}}}pPr") if len(element) > 1)
    properties.insert(0, properties[-1])
    assert list(disorder(root))


@relaxed
@given(ANY_TEXT)
def test_any_text_in_any_place_gives_a_file_that_opens(text: str) -> None:
    packed = write_docx(small(text))
    for name, root in trees_of(packed).items():
        assert not list(disorder(root)), name
    docx.Document(io.BytesIO(packed))


@relaxed
@given(st.text(SIGNS, max_size=40) | st.sampled_from(NASTY))
def test_any_text_is_printed_as_typed(text: str) -> None:
    document = Document(HEAD, (Paragraph((Text(text),)),), FOOT)
    root = trees_of(write_docx(document))["word/document.xml"]
    assert printable(text) in text_of(root)


def test_a_megabyte_of_text_is_written() -> None:
    text = "Dữ liệu <dài> & nhiều dòng\n" * 36_000
    inserts: dict[int, Insert] = {0: ProseInsert(Prose(text)), 1: Literal(text)}
    section = SectionSource("a", markdown=f"{mark(0)}\n\n{mark(1)}", inserts=inserts)
    packed = write_docx(assemble(replace(HEAD, agency=text), [section], FOOT))
    printed = text_of(trees_of(packed)["word/document.xml"])
    assert printed.count("Dữ liệu <dài> & nhiều dòng") == 3 * 36_000


def test_the_same_report_gives_the_same_bytes() -> None:
    assert write_docx(report()) == write_docx(report())


def test_no_entry_knows_the_time_or_the_machine() -> None:
    with zipfile.ZipFile(io.BytesIO(write_docx(report()))) as archive:
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert (entry.create_system, entry.extra, entry.comment) == (0, b"", b"")


def test_relationships_and_content_types_name_only_what_is_there() -> None:
    trees = trees_of(write_docx(report()))
    targets = {f"word/{element.get('Target')}" for element in trees["word/_rels/document.xml.rels"]}
    assert targets <= set(trees)
    overrides = {
        element.get("PartName", "").lstrip("/")
        for element in trees["[Content_Types].xml"]
        if element.get("PartName")
    }
    assert overrides <= set(trees)
    assert {name for name in trees if not name.endswith(".rels")} - {
        "[Content_Types].xml"
    } == overrides


def test_file_properties_are_those_of_the_report() -> None:
    properties = Properties("Báo cáo <quý I> & khác", "Sở Tư pháp", "2026-03-20T08:30:00+07:00")
    opened = docx.Document(io.BytesIO(write_docx(replace(report(), properties=properties))))
    core = opened.core_properties
    assert (core.title, core.author, core.language) == (
        "Báo cáo <quý I> & khác",
        "Sở Tư pháp",
        "vi-VN",
    )
    assert core.created == core.modified
    assert core.created is not None
    assert core.created.isoformat() == "2026-03-20T01:30:00+00:00"


def test_a_time_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="isoformat"):
        write_docx(replace(report(), properties=Properties(created="hôm qua")))


def test_a_report_of_nothing_opens() -> None:
    packed = write_docx(Document(replace(HEAD, subject=()), (), replace(FOOT, recipients=())))
    assert docx.Document(io.BytesIO(packed)).tables
