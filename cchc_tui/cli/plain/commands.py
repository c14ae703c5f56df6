"""What a line means: a command after a mark, or text; and what each command is called."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cchc_tui.domain.text import fold, nearest, slug

LONGEST_NUMBER = 6
"""Digits of a number that names a place in a list."""
_COMMAND = re.compile(r"[./](?=[^\W\d_])(\S+)(?:\s+(.*))?\Z", re.DOTALL)
_DOUBLED = re.compile(r"(?:\.\.|//)(?![./]|\s*\Z)|(?:\.\.|//)\Z")


@dataclass(frozen=True, slots=True)
class Command:
    """A command.

    Attributes:
        name: Without the mark: `lui`.
        usage: What follows the name, as help writes it; may be empty.
        does: What it does, in a few words.
    """

    name: str
    usage: str
    does: str

    @property
    def shown(self) -> str:
        """As help lists it: `.muc số: đến một mục`."""
        return f".{self.name}{' ' if self.usage else ''}{self.usage}: {self.does}"


@dataclass(frozen=True, slots=True)
class Given:
    """A command as typed: its word without tone marks, and what follows."""

    word: str
    rest: str


GROUPS: dict[str, tuple[Command, ...]] = {
    "Đi lại": (
        Command("tiep", "", "câu sau"),
        Command("lui", "", "câu trước"),
        Command("dau", "", "câu đầu tiên"),
        Command("toi", "số, mã hoặc vài chữ", "đến một câu của mục này, hoặc câu nào cũng được"),
        Command(
            "muc", "số hoặc vài chữ", "đến một mục; .muc đọc các mục chính, .muc het đọc mọi mục"
        ),
        Command("tim", "vài chữ", "tìm mục, câu hỏi, số liệu kỳ trước; .tim 2 đến chỗ thứ 2"),
        Command("thieu", "", "đến câu bắt buộc kế tiếp chưa trả lời"),
    ),
    "Trả lời": (
        Command("doc", "", "đọc đủ câu trả lời đang ghi"),
        Command("them", "", "viết thêm vào câu trả lời; với bảng thì thêm hàng"),
        Command("sua", "", "thay một câu văn trong đoạn; .sua 3 nhận cách sửa phát hiện 3"),
        Command("khong", "", "không phát sinh trong kỳ"),
        Command("khongapdung", "lý do", "không áp dụng với cơ quan"),
        Command("vanthu", "", "để văn thư điền"),
        Command("trong", "", "bỏ câu trả lời; với bảng thì bỏ trống ô này"),
        Command("ghide", "mã số lý do", "ghi số khác thay cho số tính ra"),
        Command("hoantac", "", "lấy lại như trước lần sửa cuối"),
        Command("lamlai", "", "làm lại điều vừa hoàn tác"),
        Command("cacban", "số", "đọc các bản đã lưu của báo cáo này; có số thì lấy lại bản ấy"),
        Command("giaithich", "", "vì sao hỏi câu này, căn cứ"),
    ),
    "Bảng": (
        Command("dong", "số", "đến một hàng"),
        Command("nhom", "tên", "thêm một hàng tên nhóm"),
        Command("xoa", "số", "xóa một hàng; không có số thì hàng đang sửa"),
    ),
    "Mẫu câu và kỳ trước": (
        Command("mau", "vài chữ", "tìm mẫu câu; .mau 2 lấy mẫu câu thứ 2"),
        Command("kytruoc", "", "đọc câu trả lời các kỳ trước; .kytruoc 1 lấy lại"),
        Command("so", "", "đến chỗ kế tiếp còn của kỳ trước"),
        Command("giu", "", "chỗ ấy vẫn đúng, giữ nguyên"),
        Command("nhan", "", "nhận đề nghị cho chỗ ấy"),
        Command("thay", "chữ mới", "thay chỗ ấy"),
        Command("bo", "", "bỏ câu, dòng hoặc văn bản có chỗ ấy"),
    ),
    "Soát và xuất": (
        Command("soat", "", "đọc những chỗ cần xem; .soat 3 đến chỗ thứ 3, .soat tiep đọc tiếp"),
        Command("boqua", "số lý do", "bỏ qua một phát hiện"),
        Command("xem", "", "đọc báo cáo của mục này; .xem het đọc cả báo cáo"),
        Command("xuat", "docx, txt hoặc md", "ghi báo cáo ra tệp; thêm nơi ghi nếu cần"),
    ),
    "Chung": (
        Command("giup", "nhóm", "đọc một nhóm lệnh; dấu ? đọc trợ giúp của câu hỏi"),
        Command("thoat", "", "dừng; lần sau mở lại đúng chỗ này"),
    ),
}
"""Commands within a report, by what they are about."""

WITHIN = frozenset(
    ("doc", "them", "sua", "trong", "dong", "nhom", "xoa", "mau", "giup", "giaithich")
)
"""Commands that leave an answer in the middle of which they come unfinished."""
AT_A_QUESTION = frozenset(
    (
        *("doc", "them", "sua", "khong", "khongapdung", "vanthu", "trong", "giaithich", "dong"),
        *("nhom", "xoa", "mau", "kytruoc", "giu", "nhan", "thay", "bo"),
    )
)
"""Commands about the present question: behind the last one there is none."""

COMMANDS = {command.name: command for group in GROUPS.values() for command in group}

HOW = (
    "Mỗi dòng là một câu trả lời; Enter trống thì giữ nguyên và sang câu sau. Dòng bắt đầu bằng "
    "dấu chấm hoặc dấu gạch chéo rồi đến chữ là lệnh. Muốn ghi đúng một dòng như thế thì gõ dấu "
    "ấy hai lần."
)


def understood(line: str) -> Given | str:
    """The command in a line, or the text that it is.

    A doubled mark stands for itself: `..net` is the text `.net`; so `...` and `./.` are text.
    """
    text = line.strip(" ")
    found = _COMMAND.match(text)
    if found:
        return Given(slug(found[1]).replace("-", ""), " ".join((found[2] or "").split()))
    doubled = _DOUBLED.match(text)
    return text[1:] if doubled else line


def unknown_command(word: str, known: list[str]) -> str:
    """What is said of a command that there is not, with the nearest."""
    near = nearest(word, known)
    hint = f" Có phải .{near}?" if near else ""
    return (
        f"Không có lệnh .{word}.{hint} .giup đọc các lệnh; muốn ghi nguyên dòng ấy thì gõ hai dấu "
        "ở đầu."
    )


def place_in(text: str, count: int) -> int | None:
    """The place, from 0, that a number from 1 to `count` names; None for any other text."""
    plain = text.strip().rstrip(".")
    if not plain.isdecimal() or len(plain) > LONGEST_NUMBER:
        return None
    return int(plain) - 1 if 1 <= int(plain) <= count else None


def yes(line: str) -> bool | None:
    """Whether a reply says yes or no; None where it says neither."""
    plain = fold(line).strip(" .")
    if plain in ("co", "c", "dong y", "y", "yes"):
        return True
    return False if plain in ("khong", "k", "n", "no", "thoi") else None
