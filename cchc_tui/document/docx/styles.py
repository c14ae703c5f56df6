"""The styles of a report: looks by Nghị định 30/2020/NĐ-CP, Phụ lục I, as Word styles.

Everything that has a look has a style, so an agency changes looks in a reference file and not
here. Built-in styles keep Word's names, by which the navigation pane finds headings.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from cchc_tui.document.docx.xml import BOLD, DECLARATION, ITALIC, NAMESPACES, indent, spacing

FONT = "Times New Roman"
FIRST_LINE = 720
"""Indent of a paragraph's first line: 1,27 cm (mục II.6e)."""

_FONTS = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
_LANG = '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
_BLACK = '<w:color w:val="000000"/>'
_LINE = 264
"""Line spacing of the body: 1,1 lines, between single and 1,5 (mục II.6e)."""


class Style(StrEnum):
    """Every style used, by its id in our own files."""

    NORMAL = "Normal"
    BODY = "BodyText"
    HEADING_1 = "Heading1"
    HEADING_2 = "Heading2"
    HEADING_3 = "Heading3"
    HEADING_4 = "Heading4"
    LIST_1 = "List"
    LIST_2 = "List2"
    LIST_3 = "List3"
    CAPTION = "Caption"
    HEADER = "Header"
    FOOTNOTE = "FootnoteText"
    FOOTNOTE_MARK = "FootnoteReference"
    TABLE = "TableGrid"
    COUNTRY = "QuocHieu"
    MOTTO = "TieuNgu"
    SUPERIOR = "CoQuanChuQuan"
    AGENCY = "CoQuanBanHanh"
    NUMBER = "SoKyHieu"
    PLACE = "DiaDanh"
    TYPE_NAME = "TenLoai"
    SUBJECT = "TrichYeu"
    ADDRESSEES = "KinhGui"
    NOTE = "GhiChu"
    CELL = "BangChu"
    CELL_SMALL = "BangChuNho"
    UNIT = "DonViTinh"
    RECIPIENTS = "NoiNhan"
    RECIPIENT = "NoiNhanDong"
    AUTHORITY = "QuyenHan"
    SIGNER = "HoTen"
    ANNEX = "PhuLuc"
    ANNEX_TITLE = "PhuLucTen"
    ANNEX_REFERENCE = "PhuLucKemTheo"
    RULE = "DuongKe"


@dataclass(frozen=True, slots=True)
class _Look:
    """A paragraph style: its name in Word, its paragraph and its run properties."""

    name: str
    paragraph: str = ""
    size: int = 0
    run: str = ""
    outline: int = -1
    keep: bool = False
    based_on: Style = Style.NORMAL


def _centred(before: int = 0, after: int = 0) -> str:
    return spacing(before=before, after=after) + '<w:jc w:val="center"/>'


def _justified(before: int = 0) -> str:
    return (
        spacing(before=before, after=120, line=_LINE)
        + indent(first=FIRST_LINE)
        + '<w:jc w:val="both"/>'
    )


_LOOKS: dict[Style, _Look] = {
    Style.BODY: _Look("Body Text", _justified()),
    Style.HEADING_1: _Look("heading 1", _justified(120), 14, BOLD, outline=0, keep=True),
    Style.HEADING_2: _Look("heading 2", _justified(), 14, BOLD, outline=1, keep=True),
    Style.HEADING_3: _Look("heading 3", _justified(), 14, BOLD, outline=2, keep=True),
    Style.HEADING_4: _Look("heading 4", _justified(), 14, BOLD + ITALIC, outline=3, keep=True),
    Style.LIST_1: _Look("List", based_on=Style.BODY),
    Style.LIST_2: _Look("List 2", based_on=Style.BODY),
    Style.LIST_3: _Look("List 3", based_on=Style.BODY),
    Style.CAPTION: _Look("caption", _centred(before=60, after=60), 13, BOLD, keep=True),
    Style.HEADER: _Look("header", _centred(), 14),
    Style.FOOTNOTE: _Look("footnote text", spacing() + '<w:jc w:val="both"/>', 10),
    Style.COUNTRY: _Look("TT Quốc hiệu", _centred(), 13, BOLD),
    Style.MOTTO: _Look("TT Tiêu ngữ", _centred(), 14, BOLD),
    Style.SUPERIOR: _Look("TT Cơ quan chủ quản", _centred(), 13),
    Style.AGENCY: _Look("TT Cơ quan ban hành", _centred(), 13, BOLD),
    Style.NUMBER: _Look("TT Số, ký hiệu", _centred(before=100), 13),
    Style.PLACE: _Look("TT Địa danh, thời gian", _centred(before=100), 14, ITALIC),
    Style.TYPE_NAME: _Look("TT Tên loại", _centred(before=300), 14, BOLD, keep=True),
    Style.SUBJECT: _Look("TT Trích yếu", _centred(), 14, BOLD, keep=True),
    Style.ADDRESSEES: _Look("TT Kính gửi", spacing(), 14),
    Style.NOTE: _Look("TT Ghi chú", size=13, based_on=Style.BODY),
    Style.CELL: _Look("TT Chữ trong bảng", spacing(before=30, after=30), 12),
    Style.CELL_SMALL: _Look("TT Chữ nhỏ trong bảng", spacing(before=20, after=20), 10),
    Style.UNIT: _Look(
        "TT Đơn vị tính", spacing(after=60) + '<w:jc w:val="right"/>', 12, ITALIC, keep=True
    ),
    Style.RECIPIENTS: _Look("TT Nơi nhận", spacing(), 12, BOLD + ITALIC),
    Style.RECIPIENT: _Look("TT Nơi nhận: tên", spacing(), 11),
    Style.AUTHORITY: _Look("TT Quyền hạn, chức vụ", _centred(), 14, BOLD),
    Style.SIGNER: _Look("TT Họ tên người ký", _centred(before=1300), 14, BOLD),
    Style.ANNEX: _Look("TT Phụ lục", _centred(), 14, BOLD, outline=0, keep=True),
    Style.ANNEX_TITLE: _Look("TT Tên phụ lục", _centred(), 14, BOLD, outline=1, keep=True),
    Style.ANNEX_REFERENCE: _Look("TT Phụ lục kèm theo", _centred(), 14, ITALIC, keep=True),
    Style.RULE: _Look("TT Đường kẻ", spacing(line=80, exact=True), 2),
}

_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def names() -> dict[Style, str]:
    """The name in Word of every style, by which a reference file is searched."""
    return {
        Style.NORMAL: "Normal",
        Style.FOOTNOTE_MARK: "footnote reference",
        Style.TABLE: "Table Grid",
        **{style: look.name for style, look in _LOOKS.items()},
    }


def definitions(ids: Mapping[Style, str], wanted: Collection[Style]) -> str:
    """`w:style` elements of the styles in `wanted`, which refer to one another by `ids`."""
    drawn = {
        Style.NORMAL: _normal,
        Style.FOOTNOTE_MARK: _footnote_mark,
        Style.TABLE: _table,
    }
    return "".join(
        drawn[style](ids) if style in drawn else _definition(style, ids)
        for style in Style
        if style in wanted
    )


def styles_part() -> str:
    """`word/styles.xml` of a report that has no reference file."""
    ids = {style: style.value for style in Style}
    return (
        f"{DECLARATION}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}"
        f'<w:sz w:val="28"/><w:szCs w:val="28"/>{_LANG}</w:rPr></w:rPrDefault>'
        f"<w:pPrDefault><w:pPr>{spacing()}</w:pPr></w:pPrDefault></w:docDefaults>"
        f"{_DEFAULTS}{definitions(ids, set(Style))}</w:styles>"
    )


_DEFAULTS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
    '<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
    '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style>"
)


def _normal(ids: Mapping[Style, str]) -> str:
    return (
        f'<w:style w:type="paragraph" w:default="1" w:styleId="{ids[Style.NORMAL]}">'
        '<w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl/></w:pPr>'
        f'<w:rPr>{_FONTS}{_BLACK}<w:sz w:val="28"/><w:szCs w:val="28"/>{_LANG}</w:rPr></w:style>'
    )


def _footnote_mark(ids: Mapping[Style, str]) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{ids[Style.FOOTNOTE_MARK]}">'
        '<w:name w:val="footnote reference"/><w:uiPriority w:val="99"/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    )


def _table(ids: Mapping[Style, str]) -> str:
    return (
        f'<w:style w:type="table" w:styleId="{ids[Style.TABLE]}"><w:name w:val="Table Grid"/>'
        f'<w:uiPriority w:val="39"/><w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders></w:tblPr>'
        "</w:style>"
    )


def _definition(style: Style, ids: Mapping[Style, str]) -> str:
    """A paragraph style."""
    look = _LOOKS[style]
    outline = f'<w:outlineLvl w:val="{look.outline}"/>' if look.outline >= 0 else ""
    keep = "<w:keepNext/><w:keepLines/>" if look.keep else ""
    following = f'<w:next w:val="{ids[Style.BODY]}"/>' if look.outline >= 0 else ""
    size = f'<w:sz w:val="{look.size * 2}"/><w:szCs w:val="{look.size * 2}"/>' if look.size else ""
    paragraph = keep + look.paragraph + outline
    run = look.run + (_BLACK if look.outline >= 0 else "") + size
    custom = ' w:customStyle="1"' if look.name.startswith("TT ") else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{ids[style]}">'
        f'<w:name w:val="{look.name}"/><w:basedOn w:val="{ids[look.based_on]}"/>{following}'
        "<w:qFormat/>"
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )
