"""Writes TOML: enough for agencies, settings and answer files, escaped so it reads back equal."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

TomlValue = (
    str | bool | int | float | Decimal | date | Sequence["TomlValue"] | Mapping[str, "TomlValue"]
)

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f\ud800-\udfff]')


def dump_toml(table: Mapping[str, TomlValue]) -> str:
    """The TOML text of a table: plain values first, then tables, then arrays of tables.

    Raises:
        TypeError: A value has no TOML form.
    """
    lines: list[str] = []
    _table(table, (), lines)
    return "\n".join(lines).strip("\n") + "\n"


def _table(table: Mapping[str, TomlValue], path: tuple[str, ...], lines: list[str]) -> None:
    for key, value in table.items():
        if not isinstance(value, Mapping) and not _is_tables(value):
            lines.append(f"{_key(key)} = {_value(value)}")
    for key, value in table.items():
        inner = (*path, key)
        name = ".".join(map(_key, inner))
        if isinstance(value, Mapping):
            lines += ["", f"[{name}]"]
            _table(value, inner, lines)
        elif _is_tables(value) and isinstance(value, Sequence):
            for element in value:
                lines += ["", f"[[{name}]]"]
                if isinstance(element, Mapping):
                    _table(element, inner, lines)


def _is_tables(value: TomlValue) -> bool:
    return (
        isinstance(value, Sequence)
        and not isinstance(value, str)
        and bool(value)
        and all(isinstance(element, Mapping) for element in value)
    )


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _string(key)


def _string(text: str) -> str:
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(found: re.Match[str]) -> str:
    char = found[0]
    if "\ud800" <= char <= "\udfff":
        return ""  # half a character: TOML has no form for it
    return _ESCAPES.get(char) or f"\\u{ord(char):04x}"


def _value(value: TomlValue) -> str:
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, Decimal):
        return _string(f"{value:f}")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items()) + " }"
    if isinstance(value, Sequence):
        return "[" + ", ".join(map(_value, value)) + "]"
    raise TypeError(f"no TOML form for {type(value).__name__}")
