"""Finding an old report among files: what a folder holds, what a typed path means."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice, takewhile
from pathlib import Path
from urllib.parse import unquote

from cchc_tui.domain.files import at_home
from cchc_tui.domain.paths import Places, atomic_write, private_dir
from cchc_tui.domain.text import clean_line, fold

FORMATS = (".docx", ".txt", ".md")
"""Endings of the files that can be read as reports."""
PARENT = ".."
MOST_ENTRIES = 5000
"""Entries of one folder that are looked at: a folder with more is no folder of reports."""
_ANEW = re.compile(r"/(?=[/'\"“‘]|~/)")
_QUOTES = {"'": "'", '"': '"', "“": "”", "‘": "’"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A report or a folder.

    Attributes:
        path: Where it is.
        name: What to call it: its name without what a terminal cannot show.
        folder: Whether it is a folder.
        changed: When it was changed last, seconds since 1970.
    """

    path: Path
    name: str
    folder: bool
    changed: float = 0.0


def entries_of(folder: Path) -> list[Entry]:
    """The reports of a folder, last changed first, then its folders by name.

    Hidden ones are among them; the locks that Word leaves (`~$…`) are not.

    Raises:
        OSError: The folder cannot be read.
    """
    files: list[Entry] = []
    folders: list[Entry] = []
    with os.scandir(folder) as found:
        for one in islice(found, MOST_ENTRIES):
            with suppress(OSError):  # gone meanwhile, or a link to nowhere
                entry = Entry(Path(one.path), _shown(one.name), one.is_dir(), one.stat().st_mtime)
                if entry.folder:
                    folders.append(entry)
                elif one.name.lower().endswith(FORMATS) and not one.name.startswith("~$"):
                    files.append(entry)
    files.sort(key=lambda one: (-one.changed, fold(one.name)))
    folders.sort(key=lambda one: (one.name.startswith("."), fold(one.name)))
    above = [Entry(folder.parent, PARENT, folder=True)] if folder.parent != folder else []
    return [*files, *above, *folders]


def _shown(name: str) -> str:
    """A name as it can be shown; bytes that are no UTF-8 become question marks."""
    return clean_line(os.fsencode(name).decode("utf-8", "replace"))


def matching(entries: Sequence[Entry], start: str) -> list[Entry]:
    """The entries whose names hold every word of what is typed, without tone marks if one likes.

    Hidden ones only where a dot is typed.
    """
    words = fold(start).split()
    return [
        one
        for one in entries
        if all(word in fold(one.name) for word in words)
        and (not one.name.startswith(".") or start.startswith(".") or one.name == PARENT)
    ]


def completed(entries: Sequence[Entry], start: str) -> str:
    """What is typed of a name, as far as the entries that begin so agree; a folder whole with `/`.

    Where none begins so and one only holds what is typed, it is that one.
    """
    fitting = [one for one in matching(entries, start) if one.name != PARENT]
    beginning = [one for one in fitting if fold(one.name).startswith(fold(start))]
    if not beginning and len(fitting) == 1:
        beginning = fitting
    if not beginning:
        return start
    if len(beginning) == 1:
        return beginning[0].name + ("/" if beginning[0].folder else "")
    columns = zip(*(fold(one.name) for one in beginning), strict=False)
    common = sum(1 for _ in takewhile(lambda letters: len(set(letters)) == 1, columns))
    return beginning[0].name[:common] if common > len(start) else start


def plain_path(text: str) -> str:
    """What is typed or pasted as a path, without the quotes and signs that came along.

    Terminals quote a file that is dropped on them, or put a backslash before its blanks; file
    managers copy it as `file://…`. What is pasted behind a folder that already stands in the
    field, and begins anew (`/`, `~/`, a quote), takes its place.
    """
    text = text.strip()
    _, link, address = text.rpartition("file://")
    if link:
        return unquote(address.rstrip("'\""))
    text = text[[0, *(found.end() for found in _ANEW.finditer(text))][-1] :]
    while len(text) > 1 and _QUOTES.get(text[0]) == text[-1]:
        text = text[1:-1].strip()
    return re.sub(r"\\([\s()&'\"\[\]$!;,])", r"\1", text)


def path_of(text: str) -> Path:
    """The path that is meant, `~` and names in other Unicode forms understood; it may not exist."""
    literal = _absolute(text.strip())
    if _exists(literal):
        return literal
    path = _absolute(plain_path(text))
    return path if _exists(path) else _as_on_disk(path)


def _absolute(text: str) -> Path:
    return Path.cwd() / at_home(Path(text))


def _as_on_disk(path: Path) -> Path:
    """The path with its parts spelled as the disk spells them: macOS keeps names decomposed."""
    found = Path(path.anchor)
    for part in path.parts[1:]:
        step = found / part
        if not _exists(step):
            wanted = unicodedata.normalize("NFC", part)
            with suppress(OSError):
                names = islice(os.scandir(found), MOST_ENTRIES)
                same = (one.path for one in names if _nfc(one.name) == wanted)
                step = Path(next(same, step))
        found = step
    return found


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _exists(path: Path) -> bool:
    return is_file(path) or is_folder(path)


def is_file(path: Path) -> bool:
    """Whether a file is there; a name that no system takes, too long, names none."""
    with suppress(OSError, ValueError):
        return path.is_file()
    return False


def is_folder(path: Path) -> bool:
    """Whether a folder is there; a name that no system takes, too long, names none."""
    with suppress(OSError, ValueError):
        return path.is_dir()
    return False


def parted(text: str) -> tuple[str, str]:
    """What is typed as the folder's part with its `/`, and the start of a name."""
    folder, slash, start = text.rpartition("/")
    return folder + slash, start


def tidy(folder: Path) -> str:
    """A folder as it is written in the field: `~` for the home, `/` at the end."""
    text = str(folder)
    with suppress(RuntimeError):
        home = str(Path.home())
        if text == home or text.startswith(home + os.sep):
            text = "~" + text[len(home) :]
    return text if text.endswith(os.sep) else text + os.sep


# Where one was last


def last_folder(places: Places) -> Path:
    """The folder of the last file; the present one at first, or where that is gone."""
    with suppress(OSError, ValueError):
        kept = Path((places.state / "last-folder").read_text(encoding="utf-8").strip())
        if kept.is_absolute() and kept.is_dir():
            return kept
    return Path.cwd()


def remember_folder(places: Places, folder: Path) -> None:
    """Begin there next time; of no weight where it cannot be written."""
    with suppress(OSError, ValueError):
        private_dir(places.state)
        atomic_write(places.state / "last-folder", f"{folder}\n".encode())
