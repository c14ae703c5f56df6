"""Drafts of one's own and those the agency shares, as one store.

A shared draft has `chung/` before its id. Who works in one signs with name and account, so
that two officers of one name stay two.
"""

from __future__ import annotations

import os
import pwd
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from itertools import count
from pathlib import Path
from typing import Any

from cchc_tui.store.drafts import DraftStore
from cchc_tui.store.errors import DraftExists, StoreError, StoreReadOnly
from cchc_tui.store.movable import Rows
from cchc_tui.store.records import DraftInfo, ExportRecord, NewAnswer

PREFIX = "chung/"
"""How the ids of shared drafts begin."""

_ROUTED = (
    "all_rows", "answers", "answers_at", "clear_typing", "delete", "drop_waiver", "exports_of",
    "history", "note_export", "note_progress", "others_wrote", "redo", "rename", "restore",
    "resume", "roll_back", "save", "save_many", "set_resume", "set_typing", "steps", "typing",
    "undo", "waive", "waivers",
)  # fmt: skip
"""Methods whose first argument names the draft and which work on the store that keeps it."""


def is_shared(draft: str) -> bool:
    """Whether an id is that of a shared draft."""
    return draft.startswith(PREFIX)


def account() -> str:
    """Name of the account by its number: the environment may say anything."""
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        return str(os.geteuid())


class JoinedStore(DraftStore):
    """Two stores as one.

    A shared store that cannot be used stands in nobody's way: `trouble` says what is wrong,
    and the officer's own drafts are there.

    Args:
        own: The officer's own drafts.
        shared: File of the shared drafts.
        name: Name of the account, for signing.
    """

    def __init__(self, own: DraftStore, shared: Path, name: str = "") -> None:
        self._own = own
        self._name = name or account()
        self.path, self.backups = own.path, own.backups
        self.trouble = ""
        """Why the shared drafts cannot be used; empty if they can."""
        self._shared: DraftStore | None = None
        self._shared_path = shared
        try:
            self._shared = DraftStore(shared)
        except StoreError as error:
            self.trouble = str(error)
        except OSError:
            self.trouble = str(StoreReadOnly(shared))

    def _part(self, draft: str) -> tuple[DraftStore, str]:
        """The store that keeps a draft, and its id there.

        Raises:
            StoreError: It is a shared one, and those cannot be used.
        """
        if not is_shared(draft):
            return self._own, draft
        if self._shared is None:
            raise StoreError(f"Chưa mở được bản nháp chung. {self.trouble}")
        return self._shared, draft.removeprefix(PREFIX)

    def _parts(self) -> list[tuple[DraftStore, str]]:
        shared = [] if self._shared is None else [(self._shared, PREFIX)]
        return [(self._own, ""), *shared]

    def file_of(self, draft: str) -> tuple[Path, str]:
        """The database file that keeps a draft, and the id it has there."""
        store, name = self._part(draft)
        return store.path, name

    def signed(self, draft: str, author: str) -> str:
        """How an author signs in a draft: in a shared one with the account."""
        if not is_shared(draft) or author == self._name:
            return author
        return f"{author} ({self._name})"

    # Both

    def close(self) -> None:
        """Close both files."""
        for store, _ in self._parts():
            store.close()

    def check(self) -> str:
        """What the integrity checks find; empty if all is well."""
        return next(filter(None, (store.check() for store, _ in self._parts())), "")

    def snapshot(self, at: str) -> Path | None:
        """Keep good copies of what has changed; gives the last one made."""
        made = [store.snapshot(at) for store, _ in self._parts()]
        return next(filter(None, reversed(made)), None)

    def headers(self, *, include_deleted: bool = False) -> list[DraftInfo]:
        """Headers of all drafts, last changed first."""
        found = [
            replace(info, id=prefix + info.id)
            for store, prefix in self._parts()
            for info in store.headers(include_deleted=include_deleted)
        ]
        return sorted(found, key=lambda info: info.changed_at, reverse=True)

    def exports_at(self, path: str) -> list[ExportRecord]:
        """What was written to a path from any draft, oldest first."""
        found = [one for store, _ in self._parts() for one in store.exports_at(path)]
        return sorted(found, key=lambda one: one.at)

    # One of both

    def create(self, info: DraftInfo, answers: Mapping[str, NewAnswer] | None = None) -> DraftInfo:
        """Make a draft in the store that its id names."""
        store, name = self._part(info.id)
        made = replace(info, id=name, created_by=self.signed(info.id, info.created_by))
        return replace(store.create(made, answers), id=info.id)

    def get(self, draft: str) -> DraftInfo:
        """The header of a draft, deleted or not."""
        store, name = self._part(draft)
        return replace(store.get(name), id=draft)

    def copy_waivers(self, original: str, draft: str) -> None:
        """Let what was waived in one draft be waived in its copy, wherever they are."""
        store, name = self._part(draft)
        for one in self.waivers(original).values():
            store.waive(name, one.finding, one.message, one.reason, author=one.author, at=one.at)

    def carry(self, draft: str, author: str) -> str:
        """Copy a draft with its whole history to the other side; what its author did stays theirs.

        Args:
            draft: A draft of one's own or a shared one.
            author: Who carries it, as they sign in their own drafts.

        Returns:
            Id of the copy.
        """
        side = "" if is_shared(draft) else PREFIX
        store, stem = self._part(side + draft.removeprefix(PREFIX))
        rows = _signed(self.all_rows(draft), self.signed(draft, author), self.signed(side, author))
        for number in count(1):
            name = stem if number == 1 else f"{stem}-{number}"
            try:
                store.take_in(name, rows)
            except DraftExists:
                continue
            return side + name
        raise AssertionError("unreachable: names never end")


def _signed(rows: Rows, old: str, new: str) -> Rows:
    """The rows with one author signing otherwise."""
    return {
        table: tuple(
            {**row, "author": new} if row.get("author") == old else row for row in of_table
        )
        for table, of_table in rows.items()
    }


def _routed(name: str) -> Callable[..., Any]:
    method = getattr(DraftStore, name)

    @wraps(method)
    def call(self: JoinedStore, draft: str, *arguments: Any, **named: Any) -> Any:
        if "author" in named:
            named["author"] = self.signed(draft, named["author"])
        store, id_there = self._part(draft)
        return method(store, id_there, *arguments, **named)

    return call


for _name in _ROUTED:
    setattr(JoinedStore, _name, _routed(_name))
