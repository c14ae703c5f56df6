"""Writes proposals as a phrase bank file to be edited, each with where it was found."""

from __future__ import annotations

from collections.abc import Sequence

from cchc_tui.domain.text import clean_line, slug
from cchc_tui.domain.toml_write import TomlValue, dump_toml
from cchc_tui.phrases.harvest import Proposal
from cchc_tui.phrases.slots import PIECE

ID_WORDS = 8
EXAMPLE_LETTERS = 200

HEAD = """\
# Mẫu câu đề nghị, rút từ báo cáo cũ bằng “cchc harvest”. Mỗi khối [[phrase]] là một mẫu câu.
# Xóa khối không dùng, sửa câu và ô trống {ten:kiểu} cho đúng, rồi chép tệp vào thư mục mẫu câu
# riêng (lệnh “cchc locate” cho biết ở đâu) là dùng được ngay. Dòng bắt đầu bằng # chỉ để đọc.
"""


def to_toml(proposals: Sequence[Proposal]) -> str:
    """The proposals in the format of the bank, with remarks on where each comes from."""
    ids: set[str] = set()
    parts = [HEAD, "schema = 1\n"]
    section = None
    for one in proposals:
        if one.section != section:
            section = one.section
            parts.append(f"\n# Mục: {section or 'chưa rõ, dùng chung'}\n")
        parts.append(_block(one, _free_id(one, ids)))
    return "\n".join(parts)


def _block(one: Proposal, phrase_id: str) -> str:
    files = clean_line(", ".join(one.files))
    remarks = [f"# Gặp {one.count} lần trong {len(one.files)} tệp: {files}"]
    remarks += [f"# Ví dụ: {_shortened(example)}" for example in one.examples[:2]]
    table: dict[str, TomlValue] = {"id": phrase_id, "text": one.text}
    if one.section:
        table["sections"] = [one.section]
    return "\n".join([*remarks, dump_toml({"phrase": [table]})])


def _shortened(text: str) -> str:
    line = clean_line(text)
    return line if len(line) <= EXAMPLE_LETTERS else line[:EXAMPLE_LETTERS].rstrip() + "…"


def _free_id(one: Proposal, ids: set[str]) -> str:
    words = "-".join(slug(PIECE.sub(" ", one.text)).split("-")[:ID_WORDS]) or "mau-cau"
    base = ".".join(part for part in ("thu-thap", one.section, words) if part)
    number, tried = 1, base
    while tried in ids:
        number += 1
        tried = f"{base}-{number}"
    ids.add(tried)
    return tried
