"""What a workspace is made of, each thing opened at its first use."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.domain.agencies import Agency
from cchc_tui.domain.facts import Facts, load_facts
from cchc_tui.domain.paths import Places, layers, private_dir
from cchc_tui.domain.problems import DataError
from cchc_tui.domain.settings import Settings, load_settings
from cchc_tui.domain.text import clean_line
from cchc_tui.domain.windows import WindowRules
from cchc_tui.interview.kinds import Kind, Library
from cchc_tui.services.agencies import AgencyBook
from cchc_tui.store.drafts import DraftStore
from cchc_tui.store.errors import StoreReadOnly

if TYPE_CHECKING:
    from cchc_tui.services.suggestions import Suggestions

Clock = Callable[[], datetime]
"""Gives the present moment with its zone."""


def local_now() -> datetime:
    """The present moment in the zone of the machine."""
    return datetime.now().astimezone()


class Resources:
    """Library, store, agencies, facts, settings and phrases over one set of places.

    Args:
        places: Where files are; made when first written to.
        clock: The present moment, with its zone.
        author: Who works here; empty: `CCHC_AUTHOR`, the settings, or the account.
    """

    def __init__(self, places: Places, clock: Clock = local_now, author: str = "") -> None:
        self.places = places
        self.clock = clock
        self._author = author

    @cached_property
    def settings(self) -> Settings:
        """The officer's settings.

        Raises:
            DataError: Mistakes in the file, all of them.
        """
        return load_settings(self.places.settings_file)

    @cached_property
    def author(self) -> str:
        """Who works here: as given, `CCHC_AUTHOR`, the settings, or the name of the account."""
        given = clean_line(self._author or os.environ.get("CCHC_AUTHOR", ""))
        if given:
            return given
        try:
            return self.settings.author or account_name()
        except DataError:
            # Reported where the settings matter; work is still signed by someone.
            return account_name()

    @cached_property
    def facts(self) -> Facts:
        """Reporting windows and replaced documents of all layers.

        Raises:
            DataError: Mistakes in the files, all of them.
        """
        return load_facts(layer.path for layer in layers(self.places, "prompts/facts"))

    def window_rules(self, agency: Agency | None) -> WindowRules:
        """The reporting windows that hold for an agency."""
        return agency.window_rules(self.facts.windows) if agency else self.facts.windows

    @cached_property
    def library(self) -> Library:
        """Report kinds, sections and questions of all layers.

        Raises:
            DataError: Mistakes in the files, all of them.
        """
        from cchc_tui.services.audited import load_audited

        return load_audited(self.places)

    @cached_property
    def store(self) -> DraftStore:
        """The drafts on disk, those that the agency shares among them.

        Raises:
            DamagedStore: The officer's own file is damaged; names the good copy on offer.
            StoreError: It cannot be opened.
        """
        path = self.places.data / "drafts.db"
        try:
            private_dir(path.parent)
        except OSError as error:
            raise StoreReadOnly(path) from error
        own, shared = DraftStore(path), self.places.shared_drafts
        if shared is None or not (self.places.agency_closed or os.path.lexists(shared.parent)):
            return own
        from cchc_tui.services.shared import JoinedStore

        return JoinedStore(own, shared)

    @property
    def shared_trouble(self) -> str:
        """Why the drafts that the agency shares cannot be used; empty if they can, or if none."""
        return str(getattr(self.store, "trouble", ""))

    @cached_property
    def agency_book(self) -> AgencyBook:
        """Agencies of all layers."""
        return AgencyBook(self.places)

    @cached_property
    def suggestions(self) -> Suggestions:
        """The phrase bank with the officer's habits."""
        from cchc_tui.services.suggestions import Suggestions

        return Suggestions(self.places, self.author)

    def reload(self) -> None:
        """Read the data files and the settings again at their next use."""
        for name in ("settings", "facts", "library", "agency_book", "suggestions", "drafting"):
            self.__dict__.pop(name, None)

    def recover(self) -> str:
        """Rebuild damaged drafts; says in Vietnamese what was brought back.

        Raises:
            StoreError: The new file could not be written.
        """
        from cchc_tui.services.health import recover_drafts

        if "store" in self.__dict__:
            self.store.close()
            del self.__dict__["store"]
        self.__dict__.pop("drafting", None)
        return recover_drafts(self.places)

    def agencies(self) -> dict[str, Agency]:
        """Agencies by id, the officer's own first."""
        return self.agency_book.all()

    def save_agency(self, agency: Agency) -> Path:
        """Keep an agency among the officer's own; gives its file."""
        return self.agency_book.save(agency)

    def kinds_for(self, level: str = "") -> list[Kind]:
        """Kinds that agencies of a level send first, then the others; by title."""
        today = self.today().isoformat()

        def rank(kind: Kind) -> tuple[bool, bool, str]:
            past = bool(kind.valid_to) and kind.valid_to < today
            return (bool(level) and level not in kind.agencies, past, kind.title)

        return sorted(self.library.kinds.values(), key=rank)

    def today(self) -> date:
        """The local date."""
        return self.clock().date()

    def now(self) -> str:
        """The present moment as it is stored: ISO 8601, UTC, to the second."""
        return self.clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def account_name() -> str:
    """Name of the account; `cán bộ` where the system has none."""
    try:
        return clean_line(getpass.getuser()) or "cán bộ"
    except (OSError, KeyError):
        return "cán bộ"
