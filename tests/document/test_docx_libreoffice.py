"""The file as an office program lays it out: pages, page numbers, headings, notes."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from document_samples import HEAD, NASTY, report, small

from cchc_tui.document.blocks import Document, Foot, Paragraph, Text
from cchc_tui.document.printing import COUNTRY, MOTTO, one_line
from cchc_tui.document.writers import write_docx

pytestmark = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="LibreOffice và poppler không có trên máy này",
)

LONG = "Công việc được giao đã hoàn thành đúng thời hạn, bảo đảm chất lượng theo yêu cầu. "


def _documents() -> dict[str, Document]:
    """Reports to convert, by name; `day-N` end their text at different heights of a page."""
    documents = {"bao-cao": report()}
    documents |= {f"la-{at}": small(text) for at, text in enumerate(NASTY)}
    for lines in range(12, 34, 2):
        body = (*[Paragraph((Text("Dòng."),))] * lines, Paragraph((Text("Lời kết./."),)))
        foot = Foot(("Sở Nội vụ", "Lưu: VT"), ("GIÁM ĐỐC",), "Trần Thị B")
        documents[f"day-{lines}"] = Document(replace(HEAD, subject=()), body, foot)
    return documents


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Text of every page of every report, by its name; one conversion for all."""
    folder = tmp_path_factory.mktemp("soffice")
    names = []
    for name, document in _documents().items():
        (folder / f"{name}.docx").write_bytes(write_docx(document))
        names.append(f"{name}.docx")
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            *names,
        ],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=280,
    )
    return {Path(name).stem: _pages(folder / name) for name in names}


def _pages(path: Path) -> list[str]:
    done = subprocess.run(
        ["pdftotext", "-layout", str(path.with_suffix(".pdf")), "-"],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.split("\f")[:-1]


def _first_line(page: str) -> str:
    return page.strip().split("\n")[0].strip()


def test_the_head_stands_on_its_lines(pages: dict[str, list[str]]) -> None:
    lines = pages["bao-cao"][0].split("\n")
    assert any(line.rstrip().endswith(COUNTRY) and "UBND TỈNH" in line for line in lines)
    assert any(MOTTO in line for line in lines)
    assert any("Số:" in line and "Khánh Hòa, ngày" in line for line in lines)


def test_page_numbers_start_at_two_and_annexes_start_afresh(pages: dict[str, list[str]]) -> None:
    firsts = [_first_line(page) for page in pages["bao-cao"]]
    starts = [
        at for at, page in enumerate(pages["bao-cao"]) if _first_line(page).startswith("Phụ lục")
    ]
    assert len(starts) == 2
    for begin, end in zip([0, *starts], [*starts, len(firsts)], strict=True):
        numbers = firsts[begin + 1 : end]
        assert numbers == [str(number) for number in range(2, end - begin + 1)]
        assert not firsts[begin].isdigit()
    assert starts[0] >= 2


def test_header_rows_repeat_on_every_page_of_a_table(pages: dict[str, list[str]]) -> None:
    annex = [page for page in pages["bao-cao"] if "Lĩnh vực 3" in page and "Cột 7" in page]
    assert len(annex) >= 2


def test_notes_stand_at_the_foot_of_their_page(pages: dict[str, list[str]]) -> None:
    page = next(page for page in pages["bao-cao"] if "Quyết định số 88/QĐ-UBND" in page)
    note = page.index("Quyết định số 88/QĐ-UBND")
    assert "Về kế hoạch" in page[:note]
    assert not re.search(r"^\s*[IV]+\. ", page[note:], re.MULTILINE)


@pytest.mark.parametrize("at", range(len(NASTY)))
def test_nasty_answers_are_printed(pages: dict[str, list[str]], at: int) -> None:
    printed = re.sub(r"\s", "", "".join(pages[f"la-{at}"]))
    assert re.sub(r"\s", "", one_line(NASTY[at])) in printed


def test_the_signature_never_stands_alone(pages: dict[str, list[str]]) -> None:
    counts = set()
    for name, laid_out in pages.items():
        if name.startswith("day-"):
            counts.add(len(laid_out))
            signed = next(page for page in laid_out if "GIÁM ĐỐC" in page)
            assert "Lời kết./." in signed
            assert "Trần Thị B" in signed
            assert "Lưu: VT." in signed
            assert laid_out[-1] == signed
    assert counts == {1, 2}
