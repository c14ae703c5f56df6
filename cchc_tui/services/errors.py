"""What an officer can do wrong, said in Vietnamese with the way out."""

from __future__ import annotations

from pathlib import Path

from cchc_tui.domain.paths import Places


class WorkError(Exception):
    """A request that cannot be carried out; `str()` is one message for the officer."""


def refuse_outside(places: Places, path: Path) -> None:
    """Let files be named only where this session may write them.

    Raises:
        WorkError: The path leads elsewhere.
    """
    if places.fenced_off(path):
        raise WorkError(
            f"Phiên này chỉ dùng được tệp trong {places.fence}; {path} ở ngoài thư mục đó."
        )
