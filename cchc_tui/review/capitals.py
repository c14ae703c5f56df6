"""CH10 to CH17: capital letters by Phụ lục II, where a rule can be sure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cchc_tui.domain.syllables import is_vietnamese_syllable
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.passages import LOWER, PROSE, Part, Passage
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Rule

REGISTRY.add(
    Rule(
        "CH10",
        Severity.HINT,
        "“Nhân dân” viết hoa",
        "Danh từ Nhân dân viết hoa khi đứng riêng; trong tên Ủy ban nhân dân, Hội đồng nhân dân,"
        " Tòa án nhân dân, Công an nhân dân… thì không.",
        "Khoản 1 Mục V Phụ lục II Nghị định số 30/2020/NĐ-CP",
        flags=("Tận tình phục vụ nhân dân.", "Tạo sự hài lòng của nhân dân."),
        passes=(
            "Tận tình phục vụ Nhân dân.",
            "Ủy ban nhân dân tỉnh, Hội đồng nhân dân tỉnh, Tòa án nhân dân, Quân đội nhân dân.",
        ),
    ),
    Rule(
        "CH11",
        Severity.WARNING,
        "Viết hoa khi viện dẫn điều, khoản, điểm",
        "Phần, Chương, Mục, Tiểu mục, Điều viết hoa; khoản, điểm viết thường.",
        "Khoản 7 Mục V Phụ lục II Nghị định số 30/2020/NĐ-CP",
        flags=(
            "Theo khoản 2 điều 103 của Luật.",
            "Theo quy định tại Khoản 2 Điều 103.",
            "Theo điểm A khoản 2 Điều 103.",
        ),
        passes=("Theo điểm a khoản 2 Điều 103.", "Khoản 2 Điều 103 quy định như sau."),
    ),
    Rule(
        "CH12",
        Severity.HINT,
        "Tên luật, bộ luật viết hoa chữ đầu",
        "Viết hoa chữ cái đầu của tên loại và của tiếng thứ nhất tạo thành tên văn bản: Bộ luật"
        " Hình sự, Luật Bảo hiểm xã hội.",
        "Khoản 6 Mục V Phụ lục II Nghị định số 30/2020/NĐ-CP",
        flags=("Bộ luật hình sự năm 2015; Luật bảo hiểm xã hội.", "Thực hiện Luật ngân sách."),
        passes=("Bộ luật Hình sự; Luật Bảo hiểm xã hội.", "Các dự án Luật trình Quốc hội."),
    ),
    Rule(
        "CH13",
        Severity.HINT,
        "Tên đơn vị hành chính viết hoa sai",
        "Thành phố Hồ Chí Minh, Thủ đô Hà Nội viết hoa cả danh từ chung; các tên khác chỉ viết hoa"
        " tên riêng (tỉnh Nam Định).",
        "Khoản 1 Mục III Phụ lục II Nghị định số 30/2020/NĐ-CP",
        flags=("Tại thành phố Hồ Chí Minh.", "Sở Tư pháp Tỉnh Khánh Hòa báo cáo."),
        passes=("Tại Thành phố Hồ Chí Minh.", "Tỉnh Khánh Hòa có 65 đơn vị.", "Tỉnh ủy Khánh Hòa."),
    ),
    Rule(
        "CH14",
        Severity.HINT,
        "Tên cơ quan viết hoa sai",
        "Viết hoa chữ đầu của từ chỉ loại hình cơ quan và chức năng: Sở Tư pháp, Bộ Nội vụ, Văn"
        " phòng Chính phủ.",
        "Khoản 1 Mục IV Phụ lục II Nghị định số 30/2020/NĐ-CP",
        flags=(
            "Theo hướng dẫn của sở Tư pháp.",
            "Văn phòng chính phủ ban hành.",
            "Bộ tài chính.",
            "Nghị quyết của Ban chấp hành Trung ương Đảng.",
            "Phối hợp với Sở Giáo dục - Đào tạo.",
        ),
        passes=("Theo hướng dẫn của Sở Tư pháp.", "Văn phòng Chính phủ; các sở, ngành."),
    ),
    Rule(
        "CH15",
        Severity.HINT,
        "Tên ngày tết viết sai",
        "Viết hoa chữ đầu của tiếng thứ nhất tạo thành tên gọi: tết Nguyên đán, tết Trung thu; viết"
        " hoa Tết khi thay cho tết Nguyên đán.",
        "Điểm b khoản 8 Mục V Phụ lục II Nghị định số 30/2020/NĐ-CP",
        flags=("Triển khai tổ chức Tết Nguyên đán Giáp Thìn.",),
        passes=("Tổ chức tết Nguyên đán Giáp Thìn.", "Nghỉ Tết theo quy định."),
    ),
)

REGISTRY.add(
    Rule(
        "CH16",
        Severity.WARNING,
        "Tên năm âm lịch không đúng với năm dương lịch",
        "Can chi của năm tính được từ năm dương lịch: 2024 là Giáp Thìn, 2026 là Bính Ngọ.",
        "Lịch can chi, chu kỳ 60 năm",
        flags=("Bản tin Tư pháp số Xuân Nhâm Thìn 2024.",),
        passes=("Bản tin Tư pháp số Xuân Giáp Thìn 2024.", "Mừng tết Bính Ngọ năm 2026."),
    )
)

REGISTRY.add(
    Rule(
        "CH17",
        Severity.WARNING,
        "Đầu câu không viết hoa",
        "Viết hoa chữ cái đầu âm tiết thứ nhất của một câu hoàn chỉnh, sau dấu chấm, chấm hỏi, chấm"
        " than và khi xuống dòng.",
        "Khoản 1 Mục I Phụ lục II Nghị định số 30/2020/NĐ-CP",
        flags=("Chất lượng được nâng cao. các phòng đã chủ động phối hợp.",),
        passes=(
            "Chất lượng được nâng cao. Các phòng đã chủ động phối hợp.",
            "Gồm: a. hộ tịch; TP. Huế; v.v. và các việc khác.",
            "Đăng tải trên laichau.gov.vn và các trang khác; đạt 12.5 điểm.",
        ),
    )
)

_STEMS = ("Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ", "Canh", "Tân", "Nhâm", "Quý")
_BRANCHES = (
    "Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi", "Thân", "Dậu", "Tuất", "Hợi",
)  # fmt: skip
_LUNAR = re.compile(
    rf"\b(?P<name>(?:{'|'.join(_STEMS)}) (?:{'|'.join(_BRANCHES)}))"
    r"(?:\s+năm|\s*[-(,])?\s+(?P<year>(?:19|20)[0-9]{2})\b"
)


def lunar_name(year: int) -> str:
    """Can chi of a calendar year: 1984 is Giáp Tý."""
    return f"{_STEMS[(year - 4) % 10]} {_BRANCHES[(year - 4) % 12]}"


@REGISTRY.passage
def lunar_years(passage: Passage, _report: Report) -> Iterator[Spot]:
    """CH16."""
    for found in _LUNAR.finditer(passage.text):
        right = lunar_name(int(found["year"]))
        if found["name"] != right:
            start, end = found.span("name")
            message = f"Năm {found['year']} là {right}, không phải {found['name']}."
            yield Spot("CH16", start, end, message, right, right)


_FULL_STOP = re.compile(
    r"(?P<last>[^\W\d_]{2,}|[0-9]%|\)|[0-9]{2})(?P<stop>[.?!]) +"
    rf"(?P<next>[{LOWER}][^\W\d_]+)"
)
_ABBREVIATED = frozenset(
    ("tp", "tx", "tt", "ths", "ts", "pgs", "gs", "bs", "cn", "ks", "kt", "tm", "tl", "vv", "v.v",
     "nxb", "vd", "st", "no", "tr", "đc", "ub")
)  # fmt: skip


@REGISTRY.passage
def sentences(passage: Passage, _report: Report) -> Iterator[Spot]:
    """CH17."""
    if passage.part not in PROSE:
        return
    for found in _FULL_STOP.finditer(passage.text):
        last = found["last"].casefold()
        if last in _ABBREVIATED or passage.text[: found.start("stop")].endswith(("v.v", "..")):
            continue
        if not (last.isdigit() or last[-1] in "%)") and not is_vietnamese_syllable(last):
            continue
        if is_vietnamese_syllable(found["next"]):
            right = found["next"][:1].upper() + found["next"][1:]
            message = f"Sau dấu “{found['stop']}” phải viết hoa: “{right}”."
            yield Spot("CH17", found.start("next"), found.end(), message, right, right)


_PEOPLE = re.compile(
    r"(?<!Ủy ban )(?<!Uỷ ban )(?<!ủy ban )(?<!Hội đồng )(?<!hội đồng )(?<!Tòa án )(?<!Toà án )"
    r"(?<!tòa án )(?<!kiểm sát )(?<!sát )(?<!Công an )(?<!công an )(?<!Quân đội )(?<!quân đội )"
    r"(?<!vũ trang )(?<!Hội thẩm )(?<!hội thẩm )(?<!tín dụng )(?<!Tín dụng )(?<!Nhà giáo )"
    r"(?<!Nghệ sĩ )(?<!Nghệ nhân )(?<!Thầy thuốc )(?<!quốc phòng toàn dân và an ninh )"
    r"(?<!an ninh )(?<!thanh tra )(?<!Thanh tra )(?<!công )nhân dân\b(?! tệ)"
)
_CLAUSE = re.compile(
    r"(?P<low>\b(?:điều|chương|mục|phần)\s+(?:[0-9]+[a-z]?|[IVX]+)\b(?=[^.;]{0,40}\b(?:Luật|Nghị"
    r"|Thông|Quyết|Bộ luật|của)\b))"
    rf"|(?<=[{LOWER},] )(?P<up>(?:Khoản|Điểm)\s+[0-9a-zđ]+[)]?(?=[ ,]))"
    r"|(?P<letter>\bđiểm [A-ZĐ](?= khoản [0-9]))"
)
_LAW = re.compile(
    r"\b(?:Luật|Bộ luật|Pháp lệnh) (?P<name>hình sự|dân sự|lao động|bảo hiểm|phòng,? chống|an toàn"
    r"|ngân sách|đất đai|nhà ở|hộ tịch|công chứng|đấu giá|giao thông|cán bộ|công chức|viên chức"
    r"|tố cáo|khiếu nại|tiếp công dân|thanh tra|doanh nghiệp|đầu tư|xây dựng|hòa giải|trợ giúp"
    r"|lưu trữ|thi đua|tổ chức|quản lý|bảo vệ|giám định|lý lịch|quốc tịch|căn cước|cư trú"
    r"|thực hành|xử lý|trách nhiệm|ban hành văn bản|tố tụng|thi hành án|khám bệnh|sở hữu trí tuệ"
    r"|giao dịch điện tử|an ninh mạng|tiếp cận thông tin|phổ biến|hôn nhân|đo lường|tiêu chuẩn"
    r"|chất lượng sản phẩm|trồng trọt|chăn nuôi|thủy lợi|lâm nghiệp|thủy sản|phá sản)\b"
)
_CITY = re.compile(r"\bthành phố Hồ Chí Minh\b|\bthủ đô Hà Nội\b|\bThủ đô hà Nội\b")
_PROVINCE = re.compile(
    r"(?:(?<=[^\W\d_A-ZĐ] )|(?<=UBND )|(?<=HĐND ))(?P<unit>Tỉnh|Huyện|Xã|Thị xã|Thị trấn)"
    r"(?= (?!ủy\b|uỷ\b|Ủy\b|Đoàn\b|đoàn\b|đội\b)"
    r"[A-ZĐ][a-zà-ỹ])"
)
_DEPARTMENTS = (
    "Tư pháp|Nội vụ|Tài chính|Y tế|Công Thương|Công thương|Xây dựng|Giáo dục và Đào tạo|Ngoại vụ"
    "|Khoa học và Công nghệ|Nông nghiệp|Văn hóa|Thông tin và Truyền thông|Tài nguyên"
    "|Kế hoạch và Đầu tư|Lao động|Giao thông vận tải|Du lịch|Dân tộc"
)
_BODY = re.compile(
    rf"(?<![\w-])(?P<unit>sở|bộ) (?:{_DEPARTMENTS})\b"
    r"|(?<![\w-])(?:Sở|Bộ) (?P<name>tư pháp|nội vụ|tài chính|y tế|xây dựng|ngoại vụ|công thương"
    r"|giáo dục và đào tạo|khoa học và công nghệ)\b"
    r"|\bVăn phòng (?P<office>chính phủ)\b|(?<![\w-])(?P<low>văn phòng) Chính phủ\b"
    r"|\bBan (?P<committee>chấp hành) Trung ương\b"
    r"|\b(?:Sở|Phòng|Bộ) (?:Tài nguyên|Thông tin|Giáo dục|Khoa học|Kế hoạch)"
    r"(?P<joint>(?: -| và| –)? )"
    r"(?P<second>(?i:môi trường|truyền thông|đào tạo|công nghệ|đầu tư))\b"
)
_TET = re.compile(r"(?<=[^\W\d_A-ZĐ] )Tết (?:Nguyên đán|Nguyên Đán|Trung thu|Trung Thu|Đoan ngọ)")


@REGISTRY.passage
def capitals(passage: Passage, _report: Report) -> Iterator[Spot]:
    """CH10 to CH15 of one passage."""
    if passage.part not in (*PROSE, Part.CELL, Part.HEADING) or passage.text.isupper():
        return
    text = passage.text
    yield from _simple("CH10", _PEOPLE, text, lambda _: "Nhân dân")
    yield from _simple("CH13", _CITY, text, lambda m: m[0][:1].upper() + m[0][1:])
    yield from _simple("CH15", _TET, text, lambda m: m[0][:1].lower() + m[0][1:])
    for found in _CLAUSE.finditer(text):
        right = found[0][:1].lower() + found[0][1:]
        if found["letter"]:
            right = found[0].lower()
        if found["low"]:
            right = found[0][:1].upper() + found[0][1:]
        yield _spot("CH11", found.start(), found.end(), found[0], right)
    for found in _LAW.finditer(text):
        name = found["name"]
        right = found[0][: -len(name)] + name[:1].upper() + name[1:]
        yield _spot("CH12", found.start(), found.end(), found[0], right)
    for found in _PROVINCE.finditer(text):
        yield _spot("CH13", found.start(), found.end(), found[0], found[0].lower())
    for found in _BODY.finditer(text):
        if (right := _agency(found)) != found[0]:
            yield _spot("CH14", found.start(), found.end(), found[0], right)


_JOINED = {
    "môi trường": "Môi trường", "truyền thông": "Truyền thông", "đào tạo": "Đào tạo",
    "công nghệ": "Công nghệ", "đầu tư": "Đầu tư",
}  # fmt: skip


def _agency(found: re.Match[str]) -> str:
    if found["name"]:
        name = found["name"]
        special = {"công thương": "Công Thương", "giáo dục và đào tạo": "Giáo dục và Đào tạo",
                   "khoa học và công nghệ": "Khoa học và Công nghệ"}  # fmt: skip
        return f"{found[0].split()[0]} {special.get(name, name[:1].upper() + name[1:])}"
    if found["committee"]:
        return "Ban Chấp hành Trung ương"
    if second := found["second"]:
        first = found[0][: found.start("joint") - found.start()]
        return f"{first} và {_JOINED[second.casefold()]}"
    if found["office"]:
        return "Văn phòng Chính phủ"
    return found[0][:1].upper() + found[0][1:]


def _spot(code: str, start: int, end: int, said: str, right: str) -> Spot:
    return Spot(code, start, end, f"“{said}” viết là “{right}”.", right, right)


def _simple(
    code: str, pattern: re.Pattern[str], text: str, right: Callable[[re.Match[str]], str]
) -> Iterator[Spot]:
    for found in pattern.finditer(text):
        yield _spot(code, found.start(), found.end(), found[0], right(found))
