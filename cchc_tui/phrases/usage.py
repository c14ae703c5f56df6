"""How often and how lately phrases were used, and what slots were last filled with.

A small SQLite file on the officer's machine or in the agency's directory; nothing in it
leaves that place. A file that cannot be opened or written only costs the ranking: searching
goes on without it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

HALF_LIFE_DAYS = 92
"""A use counts half after a quarter: reports are periodic, and last quarter's wording is the
best guess for this one."""

OTHERS = 0.5
"""What a use by another officer of the agency counts, beside one's own."""

_TABLES = """
CREATE TABLE IF NOT EXISTS used (
    phrase TEXT NOT NULL, day TEXT NOT NULL, author TEXT NOT NULL,
    draft TEXT NOT NULL, question TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS used_phrase ON used (phrase);
CREATE TABLE IF NOT EXISTS slot_value (
    author TEXT NOT NULL, slot TEXT NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (author, slot));
"""


@dataclass(frozen=True, slots=True)
class Use:
    """One insertion of a phrase: the day, who, and in which draft and question."""

    day: date
    author: str
    draft: str
    question: str


class Usage:
    """The record of uses in one file.

    Args:
        path: The SQLite file; made when first written.
        author: Whose uses count in full; other people's count `OTHERS`.
    """

    def __init__(self, path: Path, author: str = "") -> None:
        self.path = path
        self.author = author
        self._weights: dict[str, float] | None = None
        self._day = date.min

    def record(self, phrase: str, today: date, *, draft: str = "", question: str = "") -> None:
        """Notes that a phrase was inserted."""
        row = {"phrase": phrase, "day": today.isoformat(), "author": self.author}
        self._write(
            "INSERT INTO used (phrase, day, author, draft, question)"
            " VALUES (:phrase, :day, :author, :draft, :question)",
            {**row, "draft": draft, "question": question},
        )
        self._weights = None

    def weights(self, today: date) -> Mapping[str, float]:
        """How much each phrase was used, by id: uses, halved every `HALF_LIFE_DAYS`.

        Read once and kept until the day changes or a use is recorded here.
        """
        if self._weights is None or self._day != today:
            found: dict[str, float] = {}
            for phrase, day, author, times in self._read(
                "SELECT phrase, day, author, count(*) FROM used GROUP BY phrase, day, author", {}
            ):
                age = max(0, (today - _day(day)).days)
                share = 1.0 if author == self.author else OTHERS
                found[phrase] = found.get(phrase, 0.0) + times * share * 0.5 ** (
                    age / HALF_LIFE_DAYS
                )
            self._weights, self._day = found, today
        return self._weights

    def uses(self, phrase: str) -> list[Use]:
        """Where a phrase was used, latest first."""
        rows = self._read(
            "SELECT day, author, draft, question FROM used WHERE phrase = :phrase"
            " ORDER BY day DESC, rowid DESC",
            {"phrase": phrase},
        )
        return [Use(_day(day), author, draft, question) for day, author, draft, question in rows]

    def remember_value(self, slot: str, value: str) -> None:
        """Keeps what a slot was filled with, to be offered the next time."""
        self._write(
            "INSERT INTO slot_value (author, slot, value) VALUES (:author, :slot, :value)"
            " ON CONFLICT (author, slot) DO UPDATE SET value = excluded.value",
            {"author": self.author, "slot": slot, "value": value},
        )

    def last_value(self, slot: str) -> str:
        """What this author last gave for a slot; empty if never."""
        rows = self._read(
            "SELECT value FROM slot_value WHERE author = :author AND slot = :slot",
            {"author": self.author, "slot": slot},
        )
        return str(rows[0][0]) if rows else ""

    def _read(self, statement: str, values: Mapping[str, str]) -> list[tuple[Any, ...]]:
        if not self.path.exists():
            return []
        try:
            with closing(sqlite3.connect(self.path, timeout=0.2)) as base:
                return base.execute(statement, values).fetchall()
        except sqlite3.Error:
            return []

    def _write(self, statement: str, values: Mapping[str, str]) -> None:
        try:
            if not self.path.exists():
                self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                self.path.touch(mode=0o600)
            with closing(sqlite3.connect(self.path, timeout=0.2)) as base, base:
                base.executescript(_TABLES)
                base.execute(statement, values)
        except (OSError, sqlite3.Error):
            return


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return date.min
