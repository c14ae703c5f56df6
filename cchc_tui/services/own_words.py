"""Words and abbreviations that the officer's own spelling list allows.

Kept in `rieng.toml` among the officer's own facts, which nobody else writes; lists written by
hand belong in any other file of the folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.domain.paths import Places, atomic_write, private_dir
from cchc_tui.domain.reading import SourceFile
from cchc_tui.domain.text import clean_line
from cchc_tui.domain.toml_write import dump_toml

if TYPE_CHECKING:
    from pathlib import Path

    from cchc_tui.services.workspace import Workspace

FILE_NAME = "rieng.toml"
HEAD = """\
# Từ riêng, do cchc ghi khi bạn bỏ qua một chữ mà bộ soát không biết. Sửa tay cũng được, nhưng
# ghi chú thêm vào đây sẽ mất ở lần ghi sau; danh sách tự viết nên để ở tệp .toml khác.
"""
LISTS = {"CH01": "words", "CH26": "abbreviations"}
"""Rules that a list can quieten, and the list."""


def list_of(code: str) -> str:
    """The list that quietens a rule: "words", "abbreviations", or empty where none does."""
    return LISTS.get(code, "")


def own_words_file(places: Places) -> Path:
    """Where the officer's own words are kept."""
    return places.own / "prompts" / "facts" / FILE_NAME


def add_own_word(workspace: Workspace, code: str, word: str) -> None:
    """Allow a word that a rule flagged; `cchc check` and the app read it from now on.

    Args:
        workspace: Whose lists; its facts are read anew at their next use.
        code: The rule: one of `LISTS`.
        word: As it was flagged.

    Raises:
        DataError: The file has mistakes; it stays as it is.
        OSError: It cannot be written.
    """
    path = own_words_file(workspace.places)
    words: dict[str, list[str]] = {name: [] for name in LISTS.values()}
    if path.exists():
        file = SourceFile(path)
        top = file.top()
        words = {name: list(top.texts(name)) for name in words}
        top.end()
        file.finish()
    name, word = LISTS[code], clean_line(word)
    if name == "words":
        word = word.casefold()
    if word and word not in words[name]:
        words[name] = sorted([*words[name], word])
    kept = {name: listed for name, listed in words.items() if listed}
    private_dir(path.parent)
    atomic_write(path, (HEAD + dump_toml({"schema": 1, **kept})).encode())
    workspace.__dict__.pop("facts", None)
