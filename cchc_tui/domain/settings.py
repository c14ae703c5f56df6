"""The officer's settings, in one small TOML file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cchc_tui.domain.files import system_reason
from cchc_tui.domain.paths import atomic_write, private_dir
from cchc_tui.domain.problems import DataError, Problem
from cchc_tui.domain.reading import SourceFile, TableReader
from cchc_tui.domain.toml_write import TomlValue, dump_toml

THEMES = {
    "toi": "tối",
    "sang": "sáng",
    "tuong-phan": "tương phản cao",
    "16-mau": "16 màu",
}
"""Names of the themes and what a list calls them."""

TYPING = {"tat": "tắt", "telex": "Telex", "vni": "VNI"}
"""Ways of typing Vietnamese without an input method, and what they are called."""

TONE_STYLES = {"cu": "hòa, thúy", "moi": "hoà, thuý"}
"""Where the tone of an open `oa`, `oe`, `uy` stands."""

FORBIDDEN_KEYS = ("ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m")
"""Keys that terminals send as Backspace, Tab and Enter; no action may have them."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an officer can set.

    Attributes:
        theme: A key of `THEMES`.
        author: Name written beside each change of an answer, and in document properties.
        agency: Id of the agency new drafts are for.
        agency_dir: Directory of the agency's shared data; empty for none.
        pad_counts: Print counts below ten with a leading zero (`05`).
        addressees: Print `Kính gửi`, as Nghị định 30/2020 asks of a report sent upwards.
        typing: A key of `TYPING`.
        tone_style: A key of `TONE_STYLES`.
        completion: Show how what is typed may go on.
        embed_answers: Let a Word file carry the answers it prints, so that it reads back whole.
        keys: Keys of the officer's own, by action: `{"export": "ctrl+e"}`.
    """

    theme: str = "toi"
    author: str = ""
    agency: str = ""
    agency_dir: str = ""
    pad_counts: bool = True
    addressees: bool = True
    typing: str = "tat"
    tone_style: str = "cu"
    completion: bool = True
    embed_answers: bool = True
    keys: Mapping[str, str] = field(default_factory=dict, hash=False)


def load_settings(path: Path) -> Settings:
    """Reads the settings; the defaults where there is no file.

    Raises:
        DataError: The file cannot be read, or every mistake found in it.
    """
    if not path.exists():
        return Settings()
    file = SourceFile(path)
    top = file.top()
    settings = Settings(
        theme=top.choice("theme", tuple(THEMES), "toi"),
        author=top.text("author"),
        agency=top.text("agency"),
        agency_dir=top.text("agency_dir"),
        pad_counts=top.flag("pad_counts", True),
        addressees=top.flag("addressees", True),
        typing=top.choice("typing", tuple(TYPING), "tat"),
        tone_style=top.choice("tone_style", tuple(TONE_STYLES), "cu"),
        completion=top.flag("completion", True),
        embed_answers=top.flag("embed_answers", True),
        keys=_keys(top.table("keys")),
    )
    top.end()
    file.finish()
    return settings


def _keys(reader: TableReader) -> dict[str, str]:
    found: dict[str, str] = {}
    for action in reader.names():
        key = reader.text(action, required=True).lower()
        if key in FORBIDDEN_KEYS:
            message = f"không dùng được {key}: terminal gửi nó như Backspace, Tab hoặc Enter."
            reader.problem(action, message)
        elif not re.fullmatch(r"(?:(?:ctrl|alt|shift)\+)*[a-z0-9_]+", key):
            reader.problem(action, f"“{key}” không phải tên phím; ghi như f9 hoặc ctrl+e.")
        elif key in found.values():
            reader.problem(action, f"phím {key} đã dùng cho việc khác ở trên.")
        else:
            found[action] = key
    return found


def save_settings(path: Path, settings: Settings) -> None:
    """Writes the settings whole or not at all, readable by their owner only.

    Raises:
        DataError: The file cannot be written.
    """
    table: dict[str, TomlValue] = {
        "schema": 1,
        "theme": settings.theme,
        "author": settings.author,
        "agency": settings.agency,
        "agency_dir": settings.agency_dir,
        "pad_counts": settings.pad_counts,
        "addressees": settings.addressees,
        "typing": settings.typing,
        "tone_style": settings.tone_style,
        "completion": settings.completion,
        "embed_answers": settings.embed_answers,
    }
    if settings.keys:
        table["keys"] = dict(settings.keys)
    try:
        private_dir(path.parent)
        atomic_write(path, dump_toml(table).encode("utf-8"))
    except OSError as error:
        reason = f"không ghi được tệp ({system_reason(error)})."
        raise DataError([Problem(str(path), 0, "", reason)]) from None


def agency_dir_of(path: Path) -> str:
    """`agency_dir` of a settings file; empty where the file is absent or has mistakes."""
    try:
        return load_settings(path).agency_dir
    except DataError:
        return ""
