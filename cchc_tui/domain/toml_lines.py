"""Finds the line of a table or key in TOML source, for messages about valid TOML.

The parser keeps no positions once the text is correct. This scanner walks the same text
statement by statement and steps over strings, comments and arrays, so nothing inside a
value is taken for a header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r'[ \t]*(?:"((?:[^"\\\n]|\\.)*)"|\'([^\'\n]*)\'|([A-Za-z0-9_-]+))[ \t]*')
_STRING = re.compile(
    r'"""(?:[^\\]|\\.)*?"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One header or key line.

    Attributes:
        line: Line from 1.
        kind: "table", "array" (an element of an array of tables) or "key".
        path: The dotted name; a key's own name, without that of its table.
    """

    line: int
    kind: str
    path: tuple[str, ...]


def statements(source: str) -> Iterator[Statement]:
    """Every header and key of a valid TOML text, in order; stops where it is not valid."""
    at = 0
    line, counted = 1, 0
    while True:
        found = _BLANK.match(source, at)
        at = found.end() if found else at
        if at >= len(source):
            return
        line, counted = line + source.count("\n", counted, at), at
        brackets = 2 if source.startswith("[[", at) else int(source[at] == "[")
        path, at = _path(source, at + brackets)
        if not path:
            return
        yield Statement(line, ("key", "table", "array")[brackets], path)
        at = _value_end(source, at)


def locate_key(
    source: str, table: str | Sequence[str], index: int | Sequence[int], key: str = ""
) -> int:
    """The line (from 1) of a key; of its table where the key is absent; 0 without either.

    A key that is itself a table or an array of tables is found at its header.

    Args:
        source: Valid TOML.
        table: Name of the table, dotted (`section.question`); empty for the top.
        index: Which element of an array of tables, from 0: one number counts through the
            whole file, a sequence has one number for each array on the way
            (`(2, 0)`: first question of the third section). Ignored for plain tables.
        key: Name of the key, dotted keys as written; empty asks for the table's header.
    """
    wanted = tuple(part for part in (table.split(".") if isinstance(table, str) else table) if part)
    inside = ours = named = not wanted
    header = nested = 0
    for statement, path, counts in _in_tables(source):
        if statement.kind == "key":
            if inside and ".".join(statement.path) == key:
                return statement.line
            continue
        inside = path == wanted and _is_element(counts, index, statement.kind)
        if path == wanted:
            ours, named = inside, True
            header = header or (statement.line if inside else 0)
        elif path[: len(wanted)] == wanted:
            if not named:  # [a.b] without [a]: the table is there, but has no header
                ours, header = True, header or statement.line
            if ours and path[len(wanted)] == key:
                nested = nested or statement.line
    return nested or header


def _in_tables(source: str) -> Iterator[tuple[Statement, tuple[str, ...], tuple[int, ...]]]:
    """Statements with the table they open or stand in, and that table's array indexes.

    The last of the indexes counts through the whole file; those before it count, array by
    array, within their parent.
    """
    within: dict[tuple[str, ...], int] = {}
    overall: dict[tuple[str, ...], int] = {}
    path: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    for statement in statements(source):
        if statement.kind != "key":
            path = statement.path
            if statement.kind == "array":
                within[path] = within.get(path, -1) + 1
                overall[path] = overall.get(path, -1) + 1
                for deeper in [p for p in within if p[: len(path)] == path and p != path]:
                    del within[deeper]
            ways = [path[:n] for n in range(1, len(path) + 1) if path[:n] in within]
            counts = (*(within[way] for way in ways), overall.get(path, 0))
        yield statement, path, counts


def _is_element(counts: tuple[int, ...], index: int | Sequence[int], kind: str) -> bool:
    if isinstance(index, int):
        return kind == "table" or counts[-1] == index
    return counts[:-1] == tuple(index)


def _path(source: str, at: int) -> tuple[tuple[str, ...], int]:
    """A dotted name from `at`, and where it ends."""
    parts: list[str] = []
    while found := _KEY.match(source, at):
        double, single, bare = found.groups()
        parts.append(next(part for part in (double, single, bare) if part is not None))
        at = found.end()
        if not source.startswith(".", at):
            break
        at += 1
    return tuple(parts), at


def _value_end(source: str, at: int) -> int:
    """Where the rest of the statement ends: the next line end outside strings and brackets."""
    depth = 0
    while at < len(source):
        char = source[at]
        if char in "\"'" and (found := _STRING.match(source, at)):
            at = found.end()
            continue
        if char == "#":
            at = source.find("\n", at)
            if at < 0:
                return len(source)
            continue
        if char == "\n" and depth <= 0:
            return at + 1
        depth += (char in "[{") - (char in "]}")
        at += 1
    return at
