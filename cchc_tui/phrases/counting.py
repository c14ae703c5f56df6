"""Names for the figures of a sentence, from the words beside them: `15 hồ sơ` is `so_ho_so`."""

from __future__ import annotations

import re

from cchc_tui.phrases.slots import slot_name

_LETTERS = "A-Za-zÀ-ỹĐđ"
_AFTER = re.compile(
    rf"(?:\s+(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)(?!\w))?[\s“\"]*([{_LETTERS}]+)(?:\s+([{_LETTERS}]+))?"
)
_BEFORE = re.compile(rf"([{_LETTERS}]+)\s+([{_LETTERS}]+)\W*\Z")
_LINKS = re.compile(
    r"(?:(?:\s+|\A)(?:là|được|đạt|có|gồm|còn|hơn|trên|khoảng|gần|với|thêm|tới|đến))*[\s:]*\Z"
)
_ONE_WORD = frozenset((
    "lớp", "lượt", "người", "cuộc", "buổi", "đợt", "cuốn", "bài", "tin", "xã", "huyện", "tỉnh",
    "phòng", "ngày", "tháng", "giờ", "phút", "lần", "điểm", "suất", "khóa", "tổ", "đoàn", "câu",
    "mã", "bậc", "máy", "sở", "phường", "nhóm", "ca", "vụ", "tờ", "bộ", "tuần",
))  # fmt: skip
_TWO_WORDS = frozenset(
    ("tin bài", "bài viết", "tin nhắn", "lượt người", "bộ hồ", "ngày làm", "phòng họp")
)
_NOT_NOUNS = frozenset((
    "trong", "là", "và", "so", "với", "đạt", "trên", "được", "đã", "của", "cho", "tại", "năm",
    "theo", "đến", "từ", "bị", "do", "để", "không", "chưa", "đang", "sẽ", "còn", "có", "gồm",
    "như", "vào", "về", "qua", "ở", "thì", "mà", "nên", "nhưng", "hoặc", "các", "những", "một",
    "này", "đó", "tổng", "số", "lượng",
))  # fmt: skip


def count_name(text: str, start: int, end: int) -> str:
    """A name for the figure at `text[start:end]`: of what it counts, or of what leads to it."""
    after = _AFTER.match(text, end)
    if after and after[1].lower() not in _NOT_NOUNS:
        noun = _noun(after[1], after[2] or "")
        return slot_name(f"so {noun}")
    return _name_before(text[max(0, start - 80) : start])


def _noun(first: str, second: str) -> str:
    small, pair = first.lower(), f"{first} {second}".lower()
    alone = not second or second.lower() in _NOT_NOUNS or first.isupper()
    if pair in _TWO_WORDS or not (alone or small in _ONE_WORD):
        return pair
    return small


def _name_before(before: str) -> str:
    """`trực tiếp 6.806` is `so_truc_tiep`, `kỳ trước chuyển sang là 555` is `so_chuyen_sang`."""
    found = _BEFORE.search(_LINKS.sub("", before))
    if found is None or found[2].lower() in _NOT_NOUNS:
        return "so"
    words = [word for word in found.groups() if word.lower() not in _NOT_NOUNS - {"trong"}]
    return slot_name("so " + " ".join(words))
