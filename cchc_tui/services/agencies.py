"""The agencies that can report: packaged examples, the shared ones, the officer's own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from cchc_tui.domain.agencies import Agency, load_agencies, save_agency
from cchc_tui.domain.paths import Places, layers
from cchc_tui.domain.text import nearest
from cchc_tui.services.errors import WorkError

FOLDER = "prompts/agencies"


class AgencyBook:
    """Agencies of all layers by id."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._found: dict[str, Agency] | None = None

    def all(self) -> dict[str, Agency]:
        """Agencies by id, the officer's own first.

        Raises:
            DataError: Mistakes in agency files, all of them.
        """
        if self._found is None:
            found = load_agencies(layers(self._places, FOLDER))
            own = self.own_ids()
            self._found = dict(
                sorted(found.items(), key=lambda item: (item[0] not in own, item[0]))
            )
        return self._found

    def own_ids(self) -> set[str]:
        """Ids of the agencies that the officer has described here."""
        folder = self._places.agencies
        return {path.stem for path in folder.glob("*.toml")} if folder.is_dir() else set()

    def get(self, agency: str) -> Agency:
        """One agency.

        Raises:
            WorkError: There is none with this id; names the nearest.
        """
        found = self.all()
        if agency not in found:
            raise WorkError(unknown("cơ quan", agency, found))
        return found[agency]

    def save(self, agency: Agency) -> Path:
        """Keep an agency among the officer's own, replacing one with the same id.

        Raises:
            DataError: It is not fit to be saved, or cannot be written.
        """
        path = self._places.agencies / f"{agency.id}.toml"
        save_agency(path, agency)
        self._found = None
        return path


def unknown(what: str, name: str, names: Iterable[str]) -> str:
    """“Không có …” with the nearest valid name."""
    near = nearest(name, names)
    hint = f" Có phải “{near}”?" if near else ""
    return f"Không có {what} “{name}”.{hint}"
