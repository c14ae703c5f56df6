"""CH01 to CH09: letters and marks that cannot be right, whatever the text means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from cchc_tui.domain.syllables import is_vietnamese_syllable
from cchc_tui.review.citing import mentions_in
from cchc_tui.review.compounds import meet
from cchc_tui.review.findings import Severity, Spot
from cchc_tui.review.passages import LONGEST, PROSE, Part, Passage
from cchc_tui.review.report import Report
from cchc_tui.review.rules import REGISTRY, Placed, Rule

_FORM = "Phụ lục I Nghị định số 30/2020/NĐ-CP; thông lệ chính tả tiếng Việt"
REGISTRY.add(
    Rule(
        "CH01",
        Severity.WARNING,
        "Tiếng không có trong tiếng Việt",
        "Chữ viết không thể là một tiếng Việt: sai âm đầu, vần hoặc dấu. Tên riêng và từ nước"
        " ngoài có danh sách riêng, thêm bằng “bỏ qua”.",
        "Cấu tạo âm tiết tiếng Việt",
        flags=("Sở đã triển khai ngị quyết của tỉnh.", "Báo cáo kêt quả thực hiêện."),
        passes=(
            "Sở đã triển khai nghị quyết của tỉnh trên Facebook, Zalo.",
            "Tỉnh Đắk Lắk có hệ thống iGate và E-Office; UBND tỉnh giao VNPT.",
        ),
    ),
    Rule(
        "CH02",
        Severity.WARNING,
        "Lặp từ",
        "Một tiếng viết hai lần liền nhau mà không phải từ láy hay hai từ ghép đứng cạnh.",
        "Thông lệ chính tả",
        flags=("Thực hiện quy định của của UBND tỉnh.", "Phối hợp với các các sở, ngành."),
        passes=(
            "Bố trí công chức trực tiếp tiếp nhận hồ sơ.",
            "Luôn luôn bám sát, dần dần khắc phục; ngày ngày kiểm tra.",
            "Chuyển hồ sơ cho cơ quan quan trắc.",
        ),
    ),
    Rule(
        "CH03",
        Severity.WARNING,
        "Số dính liền chữ",
        "Giữa con số và từ đứng trước, đứng sau phải có dấu cách.",
        "Thông lệ chính tả",
        flags=("Tiếp nhận 11hồ sơ.", "Tổ chức 02lớp tập huấn.", "Tập huấn cho120 người."),
        passes=("Mạng 4G, 5G; Mẫu 2a; khoản 2a; 5S; 8h30.",),
    ),
    Rule(
        "CH04",
        Severity.WARNING,
        "Từ hay viết nhầm",
        "Từng tiếng đều có nghĩa nhưng ghép lại là lỗi thường gặp (phục lục, thông kê…).",
        "Danh sách prompts/facts/chinh-ta.toml",
        flags=("Có phục lục báo cáo kèm theo.", "Kết quả được đăng trên Công thông tin điện tử."),
        passes=("Có phụ lục báo cáo kèm theo.", "Kết quả được đăng trên Cổng thông tin điện tử."),
    ),
    Rule(
        "CH07",
        Severity.WARNING,
        "Chữ tiếng Việt tổ hợp rời",
        "Chữ và dấu được ghi thành hai ký tự (Unicode tổ hợp); máy khác có thể hiện sai, tìm kiếm"
        " không ra. Thể thức dùng Unicode theo TCVN 6909:2001, dạng dựng sẵn.",
        "Khoản 3 Mục I Phụ lục I Nghị định số 30/2020/NĐ-CP",
        flags=("Báo cáo kết qu" + "a\u0309" + " thực hiện.",),
        passes=("Báo cáo kết quả thực hiện.",),
    ),
)

REGISTRY.add(
    Rule(
        "CH09",
        Severity.HINT,
        "Đoạn quá dài, chưa soát hết",
        "Mỗi đoạn chỉ được soát 10.000 ký tự đầu; đoạn dài hơn thường là lỗi đọc tệp.",
        "Giới hạn của chương trình",
        flags=("Sở đã làm việc này. " * (LONGEST // 18),),
        passes=("Sở đã làm việc này.",),
    )
)

_WORD = re.compile(r"[^\W\d_¹²³⁰-₉]+")
_CODE_CHARS = "0123456789/&_@#.-"


@REGISTRY.passage
def spelled(passage: Passage, report: Report) -> Iterator[Spot]:
    """CH01 to CH08 of one passage."""
    text = passage.text
    composed = unicodedata.normalize("NFC", text)
    if composed != text:
        yield Spot(
            "CH07", 0, len(text), "Đoạn này có chữ tổ hợp rời; chuyển sang chữ dựng sẵn.",
            fix=composed,
        )  # fmt: skip
    if passage.cut:
        yield Spot("CH09", 0, 40, "Đoạn quá dài; phần sau chưa được soát.")
    if passage.part is Part.FOOT and passage.marker == "signer":
        return
    yield from _syllables(text, report)
    yield from _doubled(text, passage)
    yield from _glued(text)
    yield from _slips(text, report)


def _syllables(text: str, report: Report) -> Iterator[Spot]:
    masked = blanked(text)
    for found in _WORD.finditer(masked):
        word = found[0]
        if _is_known(word, found.start(), masked, report):
            continue
        yield Spot(
            "CH01", found.start(), found.end(), f"“{word}” không phải là một tiếng Việt đúng."
        )


def _is_known(word: str, start: int, text: str, report: Report) -> bool:
    if len(word) < 2 or not word[1:].islower():
        return True  # letters of a list, abbreviations, names of products
    spelling = report.facts.spelling
    if _correct(word) or word.casefold() in spelling.words or word.casefold() in spelling.slips:
        return True
    before, after = text[max(0, start - 1) : start], text[start + len(word) : start + len(word) + 1]
    if (before in tuple(_CODE_CHARS) and before) or (after in tuple("@/_&") and after):
        return True
    # Unmarked letters with no Vietnamese shape are foreign or a name; too many to list.
    return word.isascii() and (word[0].isupper() or not _looks_vietnamese(word))


@lru_cache(maxsize=20_000)
def _correct(word: str) -> bool:
    return is_vietnamese_syllable(word)


def _looks_vietnamese(word: str) -> bool:
    """Whether unmarked letters are a slip of typing rather than a foreign word."""
    return (
        len(word) <= 7
        and bool(
            re.fullmatch(
                r"(?:ng|ngh|nh|th|tr|ch|ph|kh|gh|gi|qu|[bcdghklmnpqrstvx])?[aeiouy]{1,3}"
                r"(?:ng|nh|ch|[cmnpt])?[sfrxj]?",
                word,
            )
        )
        and not re.search(r"(?:er|or|ar|us|is|os|as|es)$", word)
    )


def blanked(text: str) -> str:
    """A text with numbers of documents and addresses blanked out."""
    for mention in mentions_in(text):
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return re.sub(
        # Each alternative starts at the start of a word, so that no long word is read twice.
        r"(?<!\S)(?:\S*?https?://\S+|www\.\S+|[^\s@]+@\S+|[^\s.]+(?:\.[^\s.]+)*?\."
        r"(?:vn|com|net|org|gov)\b\S*)",
        lambda found: " " * len(found[0]),
        text,
    )


_FUNCTION = frozenset(
    """
    các của và là được trong cho với đã để có theo những từ tại về này khi trên bị do ở đến
    hoặc sẽ không phải bằng sau trước mà nên thì như một huyện tỉnh xã sở ban bộ ngành việc
    """.split()  # noqa: SIM905 - a list of forty words reads best as words
)
_REDUPLICATED = frozenset(
    """
    luôn thường dần ngày từ người nhà năm đều mãi xa gần cao thấp nhanh chậm rất lâu khác
    vừa ai đâu nào gì càng chiều sáng tối đêm tuần tháng hàng ngành cấp nơi chốn lần đời
    xanh đỏ nho khe sâu rộng vài mươi đông vui song rành thầm lăm đăm chang ba khăng nhau dồn
    kìn nườm tấp rối hối lù lờ ngay thật hơi chầm từng mỗi riêng nữa
    """.split()  # noqa: SIM905 - a list of forty words reads best as words
)


def _doubled(text: str, passage: Passage) -> Iterator[Spot]:
    for found in re.finditer(r"(?<![\w-])([^\W\d_]+) +\1(?![\w-])", text, re.IGNORECASE):
        word = found[1].casefold()
        if word in _REDUPLICATED - {"từ"} or passage.part is Part.FOOT or len(word) < 2:
            continue
        first, second = found[0].split()
        if first.islower() and not second.islower():
            continue  # "trụ sở Sở": the second begins a name
        if _two_compounds(text, found) or (word not in _FUNCTION and first.isupper()):
            continue
        yield Spot("CH02", found.start(), found.end(), f"Lặp từ “{first}”.", first, first)
    for found in re.finditer(r"(?<![\w-])([^\W\d_]+)[,;] \1(?![\w-])", text, re.IGNORECASE):
        if found[1].casefold() in _JOINING:
            yield Spot("CH02", found.start(), found.end(), f"Lặp từ “{found[1]}”.", found[1])
    for found in re.finditer(r"(?<![\w-])([^\W\d_]+ [^\W\d_]+) \1(?![\w-])", text, re.IGNORECASE):
        words = found[1].casefold().split()
        if words[0] != words[1]:
            yield Spot("CH02", found.start(), found.end(), f"Lặp “{found[1]}”.", found[1], found[1])


_JOINING = frozenset(("các", "của", "và", "là", "với", "được", "cho", "những", "về", "trong"))
"""Words that no comma parts from themselves."""


def _two_compounds(text: str, found: re.Match[str]) -> bool:
    before = re.search(r"([^\W\d_]+) $", text[: found.start()])
    after = re.match(r" ([^\W\d_]+)", text[found.end() :])
    if before is None or after is None:
        # At either end of a clause one compound is enough to be careful.
        return found[1].casefold() in ("hai", "ba")
    return meet(before[1].casefold(), found[1].casefold(), after[1].casefold())


@REGISTRY.report
def doubled_over_a_break(report: Report) -> Iterator[Placed]:
    """CH02 where a sentence goes on in the next paragraph with the word it broke off at."""
    for passage, after in pairwise(report.passages):
        if passage.part not in PROSE or after.part is not Part.PARAGRAPH:
            continue
        last = passage.text.rpartition(" ")[2]
        if (
            last.isalpha()
            and len(last) > 1
            and after.text.startswith(f"{last} ")
            and last.islower()
        ):
            yield after, Spot("CH02", 0, len(last), f"Lặp từ “{last}” của dòng trước.")


_BEFORE_NUMBERS = frozenset(("cho", "trong", "ban", "trao", "xong", "giao", "giam", "tham"))
"""Words without marks that stand before a count; others before figures may be names."""


def _glued(text: str) -> Iterator[Spot]:
    for found in re.finditer(r"(?<![\w/.,'-])([^\W\d_]{2,})([0-9]+)(?![\w/-])", blanked(text)):
        marked = found[1].islower() and is_vietnamese_syllable(found[1]) and not found[1].isascii()
        if not marked and found[1] not in _BEFORE_NUMBERS:
            continue
        apart = f"{found[1]} {found[2]}"
        yield Spot(
            "CH03", found.start(), found.end(), f"Thiếu dấu cách: “{found[0]}”.", apart, apart
        )
    for found in re.finditer(r"(?<![\w/.,-])([0-9]+)([^\W\d_]{2,})", blanked(text)):
        if not found[2].islower() or not is_vietnamese_syllable(found[2]):
            continue
        if found[2] in ("kg", "km", "ha", "kw") or re.match(r"h[0-9]", found[2]):
            continue
        apart = f"{found[1]} {found[2]}"
        yield Spot(
            "CH03", found.start(), found.end(), f"Thiếu dấu cách: “{found[0]}”.", apart, apart
        )


@lru_cache(maxsize=4)
def _slip_pattern(wrong: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(name) for name in sorted(wrong, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE)


def _slips(text: str, report: Report) -> Iterator[Spot]:
    slips = report.facts.spelling.slips
    if not slips:
        return
    for found in _slip_pattern(tuple(slips)).finditer(text):
        right = slips[found[0].casefold()]
        if found[0].isupper():
            right = right.upper()
        elif found[0][:1].isupper():
            right = right[:1].upper() + right[1:]
        yield Spot(
            "CH04", found.start(), found.end(), f"“{found[0]}” thường là “{right}”.", right, right
        )
