"""Real reports survive: words and their order, headings, cells and notes, by every route."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

import docx
import pytest
from messy_docx import data_of, headings, notes, tables, text_in

from cchc_tui.document import printing
from cchc_tui.document.blocks import Document
from cchc_tui.document.readers import ReadReport, read_docx, read_markdown, read_report, read_text
from cchc_tui.document.writers import write_docx, write_markdown, write_text

_SEEDS = sorted((Path(__file__).parents[3] / "shared" / "seeds").glob("*.txt"))
_WORD = re.compile(r"\w+")
_NOTE = re.compile(r"^([¹²³⁰⁴-⁹]+)\s*(.+)$", re.MULTILINE)

pytestmark = pytest.mark.skipif(not _SEEDS, reason="the real reports are not there")

# Headings of each level, notes, and tables: counted by hand in the five reports.
_COUNTED = {
    "000": ((3, 14, 2, 0), 2, 1),
    "001": ((4, 17, 13, 9), 14, 0),
    "002": ((3, 3, 3, 0), 0, 0),
    "003": ((4, 9, 3, 0), 11, 0),
    "004": ((3, 12, 6, 0), 0, 5),
}


@pytest.fixture(scope="module", params=_SEEDS, ids=lambda path: path.name[:3])
def seed(request: pytest.FixtureRequest) -> tuple[Path, ReadReport]:
    path: Path = request.param
    return path, read_report(path)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _written(document: Document) -> list[str]:
    """Words of the written text without the motto, which stands in no seed."""
    text = write_text(document)
    return _words(text.replace(printing.COUNTRY, "").replace(printing.MOTTO, ""))


def _kept(source: list[str], written: list[str]) -> float:
    lost = Counter(source) - Counter(written)
    return 1 - sum(lost.values()) / len(source)


def test_hardly_a_word_is_lost_or_made_up(seed: tuple[Path, ReadReport]) -> None:
    path, report = seed
    source, written = _words(path.read_text(encoding="utf-8")), _written(report.document)
    assert _kept(source, written) >= 0.999
    assert _kept(written, source) >= 0.999


def test_words_of_the_body_keep_their_order(seed: tuple[Path, ReadReport]) -> None:
    path, report = seed
    source = _words(_NOTE.sub("", path.read_text(encoding="utf-8")))
    written = _words(_NOTE.sub("", write_text(report.document)))
    matcher = SequenceMatcher(None, source, written, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    assert same / len(source) >= 0.99


def test_every_heading_note_and_table_is_found(seed: tuple[Path, ReadReport]) -> None:
    path, report = seed
    levels, noted, tabled = _COUNTED[path.name[:3]]
    found = Counter(level for level, _, _ in headings(report.document))
    assert tuple(found.get(level, 0) for level in (1, 2, 3, 4)) == levels
    assert len(notes(report.document)) == noted
    assert len(tables(report.document)) == tabled


def test_every_note_stands_in_the_text_that_refers_to_it(seed: tuple[Path, ReadReport]) -> None:
    path, report = seed
    printed = [found[2].strip() for found in _NOTE.finditer(path.read_text(encoding="utf-8"))]
    assert notes(report.document) == printed


def test_every_cell_of_every_table_is_kept(seed: tuple[Path, ReadReport]) -> None:
    path, report = seed
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = [cell.strip() for line in lines if "\t" in line for cell in line.split("\t")]
    found = " ".join(
        text_in(cell.inlines)
        for table in tables(report.document)
        for row in (*table.header, *table.rows)
        for cell in row.cells
    )
    joined = " ".join(cell for cell in cells if cell)
    assert Counter(_words(joined)) == Counter(_words(found))


def test_a_seed_comes_back_the_same_from_our_own_files(seed: tuple[Path, ReadReport]) -> None:
    _, report = seed
    routes = (
        read_docx(write_docx(report.document)),
        read_text(write_text(report.document)),
        read_markdown(write_markdown(report.document)),
    )
    wanted = [(level, number, text.casefold()) for level, number, text in headings(report.document)]
    for route in routes:
        found = [
            (level, number, text.casefold()) for level, number, text in headings(route.document)
        ]
        assert found == wanted
        assert _kept(_written(report.document), _written(route.document)) == 1
        assert notes(route.document) == notes(report.document)
        assert route.document.foot == report.document.foot


def test_a_seed_pasted_into_word_line_by_line_is_understood(seed: tuple[Path, ReadReport]) -> None:
    path, report = seed
    pasted = docx.Document()
    for line in path.read_text(encoding="utf-8").splitlines():
        pasted.add_paragraph(line)
    found = read_docx(data_of(pasted)).document
    assert headings(found) == headings(report.document)
    assert notes(found) == notes(report.document)
    assert found.foot == report.document.foot


def test_a_seed_cut_to_a_width_is_joined_again(seed: tuple[Path, ReadReport]) -> None:
    """As a mail program or a scanner leaves it: 90 characters a line, page numbers between."""
    path, report = seed
    wrapped = _wrapped(path.read_text(encoding="utf-8"), 90)
    found = read_text(wrapped).document
    wanted, got = headings(report.document), headings(found)
    assert len(set(wanted) & set(got)) >= 0.9 * len(set(wanted))
    assert _kept(_written(report.document), _written(found)) >= 0.995


def _wrapped(text: str, width: int) -> str:
    """Text with lines broken at a width; lines with tabs are left alone."""
    lines: list[str] = []
    for line in text.splitlines():
        while "\t" not in line and len(line) > width and " " in line[: width + 1]:
            at = line.rindex(" ", 0, width + 1)
            lines.append(line[:at])
            line = line[at + 1 :]
        lines.append(line)
    return "\n".join(lines)
