"""Legal facts kept as data in `prompts/facts/*.toml`, each with its source and dates.

Later layers override earlier ones fact by fact, so an agency can correct what changed since.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from cchc_tui.domain.paths import packaged
from cchc_tui.domain.problems import DataError, Problem
from cchc_tui.domain.reading import SourceFile, TableReader
from cchc_tui.domain.windows import WindowRule, WindowRules

WINDOW_TYPES = ("T", "Q", "6T", "6TC", "9T", "N")
"""Types of period that have a window rule."""


@dataclass(frozen=True, slots=True)
class Replacement:
    """A legal document that another one replaced.

    Attributes:
        old: Number and symbol of the old document: `61/2018/NĐ-CP`.
        new: Number and symbol of the new one.
        since: First day on which the new one is in force.
        about: What both regulate, in Vietnamese.
        source: Where this is known from, in Vietnamese.
    """

    old: str
    new: str
    since: date
    about: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Outdated:
    """A name that is no longer right: of a province, a level, a department, a service.

    Attributes:
        name: The name as written, without regard to case: `Sở Thông tin và Truyền thông`.
        instead: What stands in its place; may be empty.
        since: First day on which the name is wrong for what happens then.
        about: What changed, in Vietnamese.
        source: Where this is known from, in Vietnamese.
    """

    name: str
    instead: str
    since: date
    about: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Spelling:
    """What officers write that no spelling table knows.

    Attributes:
        slips: Slips that are real syllables in a wrong place, and what was meant.
        words: Words that are no Vietnamese syllables and are right: products, foreign words.
        abbreviations: Abbreviations that need no introduction.
    """

    slips: Mapping[str, str] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    abbreviations: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything read from the fact files.

    Attributes:
        windows: Reporting windows by type of period.
        replacements: Replaced documents by the old number.
        outdated: Names that changed, by the old name in small letters.
        spelling: Slips and words that a speller must know.
    """

    windows: WindowRules = field(default_factory=WindowRules)
    replacements: Mapping[str, Replacement] = field(default_factory=dict)
    outdated: Mapping[str, Outdated] = field(default_factory=dict)
    spelling: Spelling = field(default_factory=Spelling)


def load_facts(folders: Iterable[Path]) -> Facts:
    """Reads every `*.toml` of the folders, weakest folder first; absent ones are passed over.

    Raises:
        DataError: Mistakes in any of the files, all of them.
    """
    windows: dict[str, WindowRule] = {}
    replacements: dict[str, Replacement] = {}
    outdated: dict[str, Outdated] = {}
    slips: dict[str, str] = {}
    words: set[str] = set()
    abbreviations: set[str] = set()
    problems: list[Problem] = []
    for path in (path for folder in folders for path in sorted(folder.glob("*.toml"))):
        try:
            file = SourceFile(path)
            top = file.top()
            windows |= _windows(top)
            replacements |= {fact.old: fact for fact in map(_replacement, top.tables("replaced"))}
            outdated |= {
                name.name.casefold(): name for name in map(_outdated, top.tables("outdated"))
            }
            slips |= dict(map(_slip, top.tables("slip")))
            words |= {word.casefold() for word in top.texts("words")}
            abbreviations |= set(top.texts("abbreviations"))
            top.end()
            file.finish()
        except DataError as error:
            problems += error.problems
    if problems:
        raise DataError(problems)
    spelling = Spelling(slips, frozenset(words), frozenset(abbreviations))
    return Facts(WindowRules(windows), replacements, outdated, spelling)


@lru_cache(maxsize=1)
def packaged_windows() -> WindowRules:
    """The reporting windows that come with `cchc`."""
    return load_facts([packaged("prompts/facts")]).windows


def read_window(reader: TableReader) -> WindowRule:
    """The window rule in one table; mistakes go to the reader's file."""
    rule = WindowRule(
        from_day=_bounded(reader, "from_day", 1, 31, 1),
        from_month=_bounded(reader, "from_month", -12, 12, 0),
        to_day=_bounded(reader, "to_day", 1, 31, 31),
        to_month=_bounded(reader, "to_month", -12, 12, 0),
        valid_from=reader.day("valid_from"),
        source=reader.text("source"),
        note=reader.text("note"),
    )
    reader.end()
    return rule


def _windows(top: TableReader) -> dict[str, WindowRule]:
    found: dict[str, WindowRule] = {}
    for reader in top.tables("window"):
        types = reader.texts("periods")
        unknown = [type_ for type_ in types if type_ not in WINDOW_TYPES]
        if unknown or not types:
            reader.problem("periods", f"phải gồm các mã kỳ trong: {', '.join(WINDOW_TYPES)}.")
        rule = read_window(reader)
        found |= dict.fromkeys(types, rule)
    return found


def _replacement(reader: TableReader) -> Replacement:
    since = reader.day("since")
    if since is None:
        reader.problem("since", "thiếu ngày văn bản mới có hiệu lực, ví dụ 2025-07-01.")
    fact = Replacement(
        old=reader.text("old", required=True),
        new=reader.text("new", required=True),
        since=since or date.max,
        about=reader.text("about"),
        source=reader.text("source"),
    )
    reader.end()
    return fact


def _outdated(reader: TableReader) -> Outdated:
    since = reader.day("since")
    if since is None:
        reader.problem("since", "thiếu ngày tên cũ không còn đúng, ví dụ 2025-07-01.")
    fact = Outdated(
        name=reader.text("name", required=True),
        instead=reader.text("instead"),
        since=since or date.max,
        about=reader.text("about"),
        source=reader.text("source"),
    )
    reader.end()
    return fact


def _slip(reader: TableReader) -> tuple[str, str]:
    pair = reader.text("wrong", required=True).casefold(), reader.text("right", required=True)
    reader.end()
    return pair


def _bounded(reader: TableReader, key: str, low: int, high: int, default: int) -> int:
    value = reader.whole(key, default)
    if not low <= value <= high:
        reader.problem(key, f"phải từ {low} đến {high}.")
        return default
    return value
