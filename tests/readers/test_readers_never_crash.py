"""Whatever is done to a file, a report or one clear message comes out; what we write we read."""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
from collections import Counter
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from messy_docx import headings, notes, outline, report, rows, tables
from messy_docx import p as par
from messy_docx import r as run

from cchc_tui.document.blocks import (
    Block,
    Cell,
    Document,
    Foot,
    Footnote,
    Head,
    Heading,
    ItemList,
    ListItem,
    Paragraph,
    Table,
    TableRow,
    Text,
)
from cchc_tui.document.readers import ReadProblem, read_docx, read_markdown, read_text
from cchc_tui.document.readers.report import decoded
from cchc_tui.document.writers import write_docx, write_text

relaxed = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


@cache
def _sample() -> bytes:
    table = (
        "<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/>"
        f"<w:vMerge w:val='restart'/></w:tcPr>{par(run('A'))}</w:tc></w:tr></w:tbl>"
    )
    return report(
        par(run("I. KẾT QUẢ", "<w:b/>")),
        par(run("Sở đã giải quyết 120 hồ sơ."), '<w:numPr><w:numId w:val="1"/></w:numPr>'),
        table,
    )


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _reads(data: bytes) -> None:
    """Read, and write what was read: both must work, or one clear message come out."""
    try:
        found = read_docx(data)
    except ReadProblem:
        return
    write_text(found.document)
    write_docx(found.document)


@relaxed
@given(st.data())
def test_no_damaged_archive_crashes(data: st.DataObject) -> None:
    content = bytearray(_sample())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.one_of(st.just(len(content)), st.integers(0, len(content))))
    _reads(bytes(content[:cut]))


_TEXT_PARTS = ("word/document.xml", "word/styles.xml", "word/numbering.xml",
               "word/_rels/document.xml.rels", "[Content_Types].xml", "_rels/.rels")  # fmt: skip


@relaxed
@given(st.data())
def test_no_damaged_part_crashes(data: st.DataObject) -> None:
    parts = _parts(_sample())
    name = data.draw(st.sampled_from([part for part in _TEXT_PARTS if part in parts]))
    content = bytearray(parts[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        end = data.draw(st.integers(at, min(at + 200, len(content))))
        content[at:end] = data.draw(
            st.one_of(
                st.binary(max_size=4),
                st.sampled_from((b'"-1"', b'"99999999999"', b"<w:p>", b"</w:p>", b"<!--", b"&x;")),
            )
        )
    _reads(_packed({**parts, name: bytes(content)}))


@relaxed
@given(st.data())
def test_elements_moved_about_crash_nothing(data: st.DataObject) -> None:
    """Well-formed nonsense: elements repeated, nested and left out."""
    parts = _parts(_sample())
    text = parts["word/document.xml"].decode()
    pieces = ("<w:tbl>", "</w:tbl>", "<w:tr>", "<w:tc>", "<w:p>", "<w:r>", "<w:pPr>", "w:val=")
    old = data.draw(st.sampled_from(pieces))
    new = data.draw(st.sampled_from(("", "<w:tbl/>", "<w:p/>", "<w:tr/>", "<w:sdt/>", *pieces)))
    count = data.draw(st.integers(1, 3))
    _reads(_packed({**parts, "word/document.xml": text.replace(old, new, count).encode()}))


@pytest.mark.parametrize("lost", _TEXT_PARTS)
def test_a_file_without_one_of_its_parts_crashes_nothing(lost: str) -> None:
    _reads(_packed({name: part for name, part in _parts(_sample()).items() if name != lost}))


_KINDS_OF_LINES = """
BÁO CÁO~I. KẾT QUẢ~1. Về kế hoạch~1.1 Việc~a) Điểm~- gạch~+ cộng~* sao~A\tB\tC~\tx\t~| a | b |
|---|~¹ Chú thích~lời¹ văn~[^1]: x~[^1]~**~**đậm~nghiêng*~Nơi nhận:~- Lưu: VT.~GIÁM ĐỐC~TM. UBND
Bảng 1.~Nguyễn Văn A~Phụ lục I~PHỤ LỤC~(Kèm theo)~Số: 1/BC~ngày tháng năm~Kính gửi:~12~- 3 -~\f~   
## Đề mục~---~Đơn vị tính: %~Phần I~II.1.~(1)~./.~Phần thứ nhất~B. TỒN TẠI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
"""
_LINES = st.sampled_from((*_KINDS_OF_LINES.strip().replace("\n", "~").split("~"), ""))


_LABELS = "nơi nhận kính gửi số cộng hòa xã hội chủ nghĩa việt nam"
_REPEATED = "a b c x tt"
_OWN_WORDS = frozenset(_LABELS.split())
"""Words that the writers print by themselves, or that mean nothing without what follows."""
_TOLD_TWICE = frozenset(_REPEATED.split())
"""Words of the header of a table, left out where it comes again on the next page."""
_LETTERS = re.compile(r"[a-zà-ỹđ]+")


@relaxed
@given(st.lists(_LINES, max_size=30))
def test_no_word_of_a_jumbled_report_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    with contextlib.suppress(ReadProblem):
        found = read_text(text)
        written = write_text(found.document)
        lost = Counter(_LETTERS.findall(text.lower())) - Counter(_LETTERS.findall(written.lower()))
        told = _LETTERS.findall(" ".join(found.notes).lower())
        assert not set(lost) - set(told) - _OWN_WORDS - _TOLD_TWICE


@relaxed
@given(st.lists(st.one_of(_LINES, st.text(max_size=30)), max_size=30))
def test_no_text_crashes(lines: list[str]) -> None:
    text = "\n".join(lines)
    for reader in (read_text, read_markdown):
        with contextlib.suppress(ReadProblem):
            found = reader(text)
            write_docx(found.document)
            write_text(found.document)


@relaxed
@given(st.binary(max_size=400))
def test_no_bytes_crash_the_decoder(data: bytes) -> None:
    with contextlib.suppress(ReadProblem):
        decoded(data)


# What we write we read back.

_VOCABULARY = (
    "hồ sơ thủ tục hành chính giải quyết tiếp nhận đúng hạn cơ quan đơn vị kế hoạch rà soát công "
    "khai niêm yết 15.613 98,5% 2024 01/02/2024 (VBĐT) & < > “mẫu” UBND"
)
_SYLLABLES = st.sampled_from(tuple(_VOCABULARY.split()))
_WORDS = st.lists(_SYLLABLES, min_size=3, max_size=12).map(" ".join)
_SENTENCE = _WORDS.map(lambda words: f"Sở {words}.")
_TITLE = _WORDS.map(lambda words: f"Công tác {words}".rstrip(".,;:"))
_NOTE = _SENTENCE.map(lambda text: Footnote((Text(text),)))


@st.composite
def _paragraphs(draw: st.DrawFn) -> Paragraph:
    first = draw(_SENTENCE)
    if draw(st.booleans()):
        return Paragraph((Text(first), draw(_NOTE), Text(f" {draw(_SENTENCE)}")))
    return Paragraph((Text(first), Text(" Đạt tỷ lệ cao.", bold=draw(st.booleans()))))


@st.composite
def _lists(draw: st.DrawFn) -> ItemList:
    def item(marker: str, below: tuple[ListItem, ...] = ()) -> ListItem:
        return ListItem(marker, (Text(draw(_SENTENCE)),), 1, below)

    items = [
        item("-", tuple(item("+") for _ in range(draw(st.integers(0, 2)))))
        for _ in range(draw(st.integers(1, 3)))
    ]
    return ItemList(tuple(items))


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    columns = draw(st.integers(3, 5))
    titles = tuple(Cell((Text(f"Cột {draw(_WORDS)}"),)) for _ in range(columns))
    body = tuple(
        TableRow(
            (
                Cell((Text(str(at + 1)),)),
                *(Cell((Text(draw(_SYLLABLES)),)) for _ in range(columns - 1)),
            )
        )
        for at in range(draw(st.integers(1, 4)))
    )
    return Table((TableRow(titles),), body, (1.0,) * columns)


@st.composite
def _documents(draw: st.DrawFn) -> Document:
    blocks: list[Block] = []
    for part, roman in enumerate(("I.", "II.", "III.")[: draw(st.integers(1, 3))]):
        blocks.append(Heading(1, roman, draw(_TITLE).upper()))
        for at in range(draw(st.integers(0, 2))):
            blocks.append(Heading(2, f"{at + 1}.", draw(_TITLE)))
            blocks += draw(st.lists(st.one_of(_paragraphs(), _lists()), min_size=1, max_size=3))
            if draw(st.booleans()):
                blocks += [draw(_paragraphs()), draw(_tables())]
        if not part:
            blocks.append(draw(_paragraphs()))
    head = Head("UBND TỈNH MẪU", "SỞ NỘI VỤ", "12", "BC-SNV", "Mẫu", "ngày 05 tháng 6 năm 2024",
                subject=("Công tác tháng 6",))  # fmt: skip
    foot = Foot(("Bộ Nội vụ", "Lưu: VT"), ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), "Lê Văn Mẫu")
    return Document(head, tuple(blocks), foot)


@relaxed
@given(_documents())
def test_what_we_write_to_word_we_read_back(document: Document) -> None:
    found = read_docx(write_docx(document)).document
    assert found.head == document.head
    assert found.foot == document.foot
    assert headings(found) == headings(document)
    assert notes(found) == notes(document)
    assert [rows(table) for table in tables(found)] == [rows(table) for table in tables(document)]
    assert outline(_merged(found.body)) == outline(_merged(document.body))


def _merged(blocks: tuple[Block, ...]) -> list[Block]:
    """Blocks with neighbouring lists made one, as they stand on paper."""
    found: list[Block] = []
    for block in blocks:
        last = found[-1] if found else None
        if isinstance(block, ItemList) and isinstance(last, ItemList):
            found[-1] = ItemList((*last.items, *block.items))
        else:
            found.append(block)
    return found


@relaxed
@given(_documents())
def test_what_we_write_as_text_we_read_back(document: Document) -> None:
    found = read_text(write_text(document)).document
    assert found.head == document.head
    assert found.foot == document.foot
    assert headings(found) == headings(document)
    assert sorted(notes(found)) == sorted(notes(document))
    assert write_text(found).split() == write_text(document).split()
