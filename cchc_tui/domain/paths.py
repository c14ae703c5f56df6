"""Where `cchc` keeps things: the user's directories, the packaged data, the three layers.

`CCHC_HOME` moves everything into one directory; without it the XDG directories are used.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

FOLDERS = ("prompts", "templates", "phrasebank")
"""Folders of data that exist in every layer."""

_PACKAGE = Path(__file__).resolve().parent.parent


class NoHome(Exception):  # noqa: N818 - named after the fact, as every problem of ours
    """Neither `CCHC_HOME` nor `HOME` says where to keep things, and the system knows no home."""

    def __init__(self) -> None:
        super().__init__(
            "Không biết thư mục nhà của tài khoản này nên không có chỗ giữ bản nháp: hãy đặt biến "
            "HOME, hoặc CCHC_HOME, là một thư mục ghi được."
        )


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer of data files.

    Attributes:
        name: "packaged", "agency" or "own".
        path: The folder; of the two latter it may not exist.
    """

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class Places:
    """The user's directories.

    Attributes:
        config: Settings.
        data: Drafts, and the officer's own prompts, templates and phrases below `own`.
        state: What may be lost: logs, last position.
        cache: What can be made again.
        agency: Data directory shared by the agency; None where there is none.
        fence: The only directory where files may be read and written by name; None: anywhere.
    """

    config: Path
    data: Path
    state: Path
    cache: Path
    agency: Path | None = None
    fence: Path | None = None

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None) -> Places:
        """The places named by the environment (`os.environ` unless given).

        `CCHC_HOME` first, then `XDG_*_HOME` (relative ones are ignored, as the XDG rules
        ask), then the defaults below `HOME`. The agency directory is `CCHC_AGENCY_DIR`, or
        `agency_dir` of the settings file; the fence is `CCHC_FENCE`, which `cchc serve` sets.

        Raises:
            NoHome: There is no home at all.
        """
        env = os.environ if env is None else env
        home = env.get("CCHC_HOME", "")
        if home:
            base = _absolute(home, env)
            places = cls(base / "config", base / "data", base / "state", base / "cache")
        else:
            places = cls(
                _xdg(env, "XDG_CONFIG_HOME", ".config"),
                _xdg(env, "XDG_DATA_HOME", ".local/share"),
                _xdg(env, "XDG_STATE_HOME", ".local/state"),
                _xdg(env, "XDG_CACHE_HOME", ".cache"),
            )
        fence = env.get("CCHC_FENCE", "")
        places = replace(places, fence=_absolute(fence, env) if fence else None)
        return places.with_agency(_agency_dir(places, env))

    def with_agency(self, agency: Path | None) -> Places:
        """The same places with another agency directory."""
        return replace(self, agency=agency)

    def fenced_off(self, path: Path) -> bool:
        """Whether files may not be read or written at a path, links followed."""
        if self.fence is None:
            return False
        try:
            return not _resolved(path).is_relative_to(_resolved(self.fence))
        except (OSError, ValueError):
            return True  # where it leads cannot be told

    @property
    def settings_file(self) -> Path:
        """The officer's settings."""
        return self.config / "settings.toml"

    @property
    def agency_closed(self) -> bool:
        """Whether there is an agency directory that this account may not enter."""
        here = self.agency
        return here is not None and os.path.lexists(here) and not os.access(here, os.R_OK | os.X_OK)

    @property
    def shared_drafts(self) -> Path | None:
        """The drafts that the agency shares; None where there is no agency directory."""
        return self.agency / "drafts" / "drafts.db" if self.agency else None

    @property
    def own(self) -> Path:
        """The officer's own layer of data."""
        return self.data / "own"

    @property
    def agencies(self) -> Path:
        """Where agencies made by the officer are kept."""
        return self.own / "prompts" / "agencies"

    def ensure(self) -> None:
        """Makes the directories, closed to other users (0700).

        Raises:
            OSError: A directory cannot be made.
        """
        for path in (self.config, self.data, self.state, self.cache):
            private_dir(path)


def private_dir(path: Path) -> None:
    """Makes a directory that only its owner can enter; closes it if it was open.

    Those above it that are missing are closed too, as the XDG rules ask.

    Raises:
        OSError: It cannot be made, or is not a directory.
    """
    if not path.parent.exists():
        private_dir(path.parent)
    path.mkdir(mode=0o700, exist_ok=True)
    if path.stat().st_mode & 0o077:
        path.chmod(0o700)


def packaged(folder: str) -> Path:
    """The data folder that came with `cchc`, from a wheel or from a checkout.

    Raises:
        ValueError: There is no such folder of data.
    """
    if folder.split("/", 1)[0] not in FOLDERS:
        raise ValueError(f"no packaged folder {folder!r}; there are {', '.join(FOLDERS)}")
    installed = _PACKAGE / "data" / folder
    return installed if installed.is_dir() else _PACKAGE.parent / folder


def layers(places: Places, folder: str) -> list[Layer]:
    """The folder in each layer, weakest first: packaged, agency, own.

    An agency directory that the account may not enter is left out: the officer's own work
    goes on without it.

    `folder` is one of `FOLDERS` or a path below one (`prompts/agencies`).
    """
    found = [Layer("packaged", packaged(folder))]
    if places.agency is not None and not places.agency_closed:
        found.append(Layer("agency", places.agency / folder))
    found.append(Layer("own", places.own / folder))
    return found


def is_group_place(folder: Path) -> bool:
    """Whether a directory is a place that a group shares: setgid and open to its group."""
    return folder.stat().st_mode & 0o2070 == 0o2070


def kept_mode(folder: Path) -> int:
    """Mode of a file of ours: 0660 in a shared place, else 0600.

    The place decides and not the umask, which is one for the whole process.
    """
    return 0o660 if is_group_place(folder) else 0o600


def kept_dir(path: Path) -> None:
    """Makes a directory and those above it: 2770 below a shared place, else 0700.

    One that is there keeps its mode.

    Raises:
        OSError: It cannot be made.
    """
    if path.is_dir():
        return
    kept_dir(path.parent)
    path.mkdir(mode=0o700, exist_ok=True)
    if is_group_place(path.parent):
        path.chmod(0o2770)


def atomic_write(path: Path, data: bytes, mode: int | None = None) -> None:
    """Writes a file so that a reader sees the old or the new one, never a part.

    A symbolic link is followed. The parent directory must exist.

    Args:
        path: The file.
        data: What it holds.
        mode: By default 0600, in a shared place 0660.

    Raises:
        OSError: The file cannot be written; the old one is untouched.
    """
    path = _resolved(path)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            os.fchmod(file.fileno(), kept_mode(path.parent) if mode is None else mode)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_dir(path.parent)


def _sync_dir(path: Path) -> None:
    """Makes the new name itself durable; some file systems refuse, which does no harm."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


def _absolute(path: str, env: Mapping[str, str]) -> Path:
    """The path with `~` as the home of `env`, made absolute."""
    if path == "~" or path.startswith("~/"):
        return Path(_home(env), path[2:])
    return Path(path).absolute()


def _home(env: Mapping[str, str]) -> Path:
    home = env.get("HOME", "")
    try:
        return Path(home) if home else Path.home()
    except RuntimeError:
        raise NoHome from None


def _resolved(path: Path) -> Path:
    """The path with its links followed.

    Raises:
        OSError: A link leads around to itself; Python before 3.13 has no error of its own for it.
    """
    try:
        return path.resolve()
    except RuntimeError:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from None


def _xdg(env: Mapping[str, str], name: str, default: str) -> Path:
    given = env.get(name, "")
    base = Path(given) if given.startswith("/") else _home(env) / default
    return base / "cchc"


def _agency_dir(places: Places, env: Mapping[str, str]) -> Path | None:
    given = env.get("CCHC_AGENCY_DIR", "")
    if not given:
        # A broken settings file is reported by whoever needs the settings; the places must
        # still be known for the report.
        from cchc_tui.domain.settings import agency_dir_of

        given = agency_dir_of(places.settings_file)
    return _absolute(given, env) if given else None
