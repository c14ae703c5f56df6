"""TT10 to TT23: the layout of a Word file against Phụ lục I of Nghị định 30/2020/NĐ-CP.

Checks everything the decree fixes and nothing that it leaves free. What could not be found or
evaluated is said so (TT30), never passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cchc_tui.review.findings import Finding
from cchc_tui.review.layout_lines import drawn_lines, typed_lines
from cchc_tui.review.layout_page import fonts, pages
from cchc_tui.review.looks import finding, look, points, say
from cchc_tui.review.word_file import WordFile
from cchc_tui.review.word_paragraphs import WordParagraph, plain


@dataclass(frozen=True, slots=True)
class _Parts:
    """Paragraphs of a file by what they are."""

    motto: WordParagraph | None
    country: WordParagraph | None
    number: WordParagraph | None
    dated: WordParagraph | None
    type_name: WordParagraph | None
    subject: WordParagraph | None
    subject_end: WordParagraph | None
    superior: tuple[WordParagraph, ...]
    agency: WordParagraph | None
    body: tuple[WordParagraph, ...]
    to: WordParagraph | None
    recipients: tuple[WordParagraph, ...]
    authority: tuple[WordParagraph, ...]


def check_layout(data: bytes) -> tuple[Finding, ...]:
    """Layout faults of a .docx, page first, then from top to bottom.

    Raises:
        NotWord: It cannot be opened.
    """
    word = WordFile.open(data)
    paragraphs = [p for p in word.paragraphs if p.text.strip()]
    parts = _parts(paragraphs)
    found = [
        *pages(word),
        *fonts([*paragraphs, *(p for p in word.around if p.text.strip())]),
        *_head(parts),
        *_body(parts.body),
        *_headings(parts.body),
        *typed_lines(paragraphs),
        *drawn_lines(word.paragraphs, parts.motto, parts.agency, parts.subject_end),
        *_foot(parts),
        *_unread(parts, word),
    ]
    return tuple(found)


def _parts(paragraphs: list[WordParagraph]) -> _Parts:
    def first(test: Callable[[str], object], start: int = 0) -> int | None:
        return next((n for n, p in enumerate(paragraphs[start:], start) if test(plain(p))), None)

    def get(index: int | None) -> WordParagraph | None:
        return paragraphs[index] if index is not None else None

    country = first(lambda t: t.startswith("cong hoa xa hoi"))
    motto = first(lambda t: re.match(r"doc lap\W+tu do", t))
    number = first(lambda t: re.match(r"so\s*:", t))
    dated = first(lambda t: re.search(r", ngay\b.*\bthang\b.*\bnam\b", t))
    type_at = first(lambda t: t == "bao cao")
    to = first(lambda t: t.startswith("noi nhan"), type_at or 0)
    end = to if to is not None else len(paragraphs)
    start = _subject_end(paragraphs, type_at) if type_at is not None else end
    body = tuple(p for p in paragraphs[start:end] if not p.table and p.section == 0)
    after = paragraphs[end + 1 :] if to is not None else []
    signature = [p for p in after if p.table or p.section == 0][:40]
    recipients = tuple(p for p in signature if re.match(r"\s*-", p.text))
    authority = tuple(p for p in signature if _is_authority(p))
    names = _names(paragraphs, {country, motto, number, dated}, type_at)
    return _Parts(
        get(motto), get(country), get(number), get(dated), get(type_at),
        get(type_at + 1 if type_at is not None and type_at + 1 < len(paragraphs) else None),
        get(start - 1 if type_at is not None and type_at + 1 < start <= len(paragraphs) else None),
        names[:-1], names[-1] if names else None,
        body, get(to), recipients, authority[:4],
    )  # fmt: skip


def _names(
    paragraphs: list[WordParagraph], others: set[int | None], type_at: int | None
) -> tuple[WordParagraph, ...]:
    """Ô 2: the superior body and the issuing one, from the top of the file."""
    found: list[WordParagraph] = []
    for at, paragraph in enumerate(paragraphs[: type_at or 0]):
        if at in others or re.fullmatch(r"[\W_]*", paragraph.text):
            continue
        if not paragraph.text.strip().isupper() or len(found) == 4:
            break
        found.append(paragraph)
    return tuple(found)


def _subject_end(paragraphs: list[WordParagraph], type_at: int) -> int:
    """Where the body starts: after the centred lines below the type."""
    at = type_at + 1
    while at < len(paragraphs) and paragraphs[at].align == "center" and at < type_at + 6:
        at += 1
    return max(at, type_at + 2)


def _is_authority(paragraph: WordParagraph) -> bool:
    text = paragraph.text.strip()
    return (
        text.isupper()
        and len(text) < 60
        and bool(
            re.match(r"(?:TM|KT|TL|TUQ|Q)\.|.*(?:GIÁM ĐỐC|CHỦ TỊCH|CHÁNH|TRƯỞNG|THANH TRA)", text)
        )
    )


_OWN_NAME = re.compile(r"(?:SỞ|VĂN PHÒNG|PHÒNG|BAN|CỤC|CHI CỤC|TRUNG TÂM|THANH TRA) ")


def _head(parts: _Parts) -> Iterator[Finding]:
    if parts.country:
        wrong = look(parts.country, size=(12, 13), bold=True, italic=False, upper=True)
        yield from say("TT15", "Quốc hiệu", wrong, parts.country)
    if parts.motto:
        wrong = look(parts.motto, size=(13, 14), bold=True, italic=False)
        if not re.search(r"Độc lập - Tự do - Hạnh phúc", parts.motto.text):
            wrong.append("phải ghi “Độc lập - Tự do - Hạnh phúc”")
        yield from say("TT15", "Tiêu ngữ", wrong, parts.motto)
    if parts.agency:
        wrong = look(parts.agency, size=(12, 13), bold=True, italic=False, upper=True)
        yield from say("TT16", "Tên cơ quan ban hành", wrong, parts.agency)
    own = bool(parts.agency and _OWN_NAME.match(parts.agency.text.strip()))
    for line in parts.superior:
        # Several bold lines may be one long name; a name of its own below makes it the superior.
        bold = False if own else None
        wrong = look(line, size=(12, 13), bold=bold, italic=False, upper=True)
        yield from say("TT16", "Tên cơ quan chủ quản", wrong, line)
    if parts.number:
        wrong = look(parts.number, size=(13, 13), bold=False, italic=False)
        yield from say("TT16", "Số, ký hiệu", wrong, parts.number)
    if parts.dated:
        wrong = look(parts.dated, size=(13, 14), bold=False, italic=True)
        yield from say("TT16", "Địa danh, ngày tháng", wrong, parts.dated)
    if parts.type_name:
        wrong = look(
            parts.type_name, size=(13, 14), bold=True, italic=False, upper=True, centred=True
        )
        yield from say("TT17", "Tên loại", wrong, parts.type_name)
    if parts.subject:
        wrong = look(parts.subject, size=(13, 14), bold=True, italic=False, centred=True)
        yield from say("TT17", "Trích yếu", wrong, parts.subject)


_HEADINGS = re.compile(r"\s*(?:[IVXLC]+\.|[0-9]+(?:\.[0-9]+)*\.?\s|[a-zđ]\)|[-+*•–])")


def _body(body: tuple[WordParagraph, ...]) -> Iterator[Finding]:
    sized = [
        p for p in body
        if any(run.size is not None and not 13 <= run.size <= 14 for run in p.runs)
        and not re.match(r"\s*\(?(?:đơn vị tính|nguồn)", p.text, re.I)
    ]  # fmt: skip
    if sized:
        sizes = {run.size for p in sized for run in p.runs if run.size and not 13 <= run.size <= 14}
        yield finding("TT18", f"{len(sized)} đoạn có cỡ chữ {points(sizes)}.", sized[0], "13-14")
    prose = [p for p in body if len(p.text) > 120 and not _HEADINGS.match(p.text)]
    tests: tuple[tuple[str, Callable[[WordParagraph], bool], str], ...] = (
        ("không canh đều hai lề", lambda p: p.align == "both", "canh đều hai lề"),
        ("lùi đầu dòng khác 1 cm và 1,27 cm",
         lambda p: abs(p.indent - 10) <= 0.3 or abs(p.indent - 12.7) <= 0.3
         or (p.indent == 0 and p.text.startswith("\t")), "1 cm hoặc 1,27 cm"),
        ("cách đoạn dưới 6 pt", lambda p: max(p.before, p.after) >= 5.9, "tối thiểu 6 pt"),
        ("giãn dòng ngoài 1-1,5 dòng", lambda p: p.spacing == 0 or 0.99 <= p.spacing <= 1.51,
         "1 đến 1,5 dòng"),
    )  # fmt: skip
    for what, right, expected in tests:
        wrong = [p for p in prose if not right(p)]
        if wrong:
            yield finding("TT19", f"{len(wrong)}/{len(prose)} đoạn văn {what}.", wrong[0], expected)


_CHAPTER = re.compile(r"\s*[IVXLC]+\.\s+\S")


def _headings(body: tuple[WordParagraph, ...]) -> Iterator[Finding]:
    """TT23: headings numbered I, II, III: capitals, bold, upright."""
    for paragraph in body:
        text = paragraph.text.strip()
        if not _CHAPTER.match(text) or len(text) > 200 or text.endswith((".", ";", ":")):
            continue
        wrong = look(paragraph, size=(13, 14), bold=True, italic=False)
        if not re.sub(r"^[IVXLC]+\.\s+", "", text).isupper():
            wrong.append("chưa viết IN HOA")
        yield from say("TT23", "Tiêu đề của mục", wrong, paragraph)


def _foot(parts: _Parts) -> Iterator[Finding]:
    if parts.to:
        yield from say(
            "TT21", "“Nơi nhận:”", look(parts.to, size=(12, 12), bold=True, italic=True), parts.to
        )
    for at, line in enumerate(parts.recipients):
        wrong = look(line, size=(11, 11), bold=False, italic=False)
        last = at + 1 == len(parts.recipients)
        if not line.text.rstrip().endswith("." if last else ";"):
            wrong.append(f"thiếu dấu {'chấm' if last else 'chấm phẩy'} ở cuối dòng")
        yield from say("TT21", "Danh sách nơi nhận", wrong, line)
    for line in parts.authority:
        wrong = look(line, size=(13, 14), bold=True, italic=False, upper=True)
        yield from say("TT22", "Quyền hạn, chức vụ", wrong, line)


def _unread(parts: _Parts, word: WordFile) -> Iterator[Finding]:
    missing = [
        name
        for name, part in (
            ("Quốc hiệu", parts.country), ("Tiêu ngữ", parts.motto), ("số, ký hiệu", parts.number),
            ("địa danh, ngày tháng", parts.dated), ("tên loại BÁO CÁO", parts.type_name),
            ("Nơi nhận", parts.to), ("quyền hạn, chức vụ người ký", parts.authority or None),
        )
        if part is None
    ]  # fmt: skip
    if missing:
        yield finding("TT30", f"Chưa kiểm tra được: không tìm thấy {', '.join(missing)}.")
    unknown = sum(
        1 for p in word.paragraphs for run in p.runs if run.font is None or run.size is None
    )
    if unknown:
        yield finding("TT30", f"Chưa kiểm tra được phông hoặc cỡ chữ của {unknown} đoạn chữ: tệp"
                       " không ghi.")  # fmt: skip
    yield finding("TT30", "Chưa kiểm tra được: vị trí dấu và chữ ký số; hãy xem bằng mắt.")
