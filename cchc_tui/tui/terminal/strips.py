"""Lines of the screen without the caches that they do not use.

Textual gives each line seven caches when it is made, though most lines are only drawn: making the
caches takes seven times as long as making the line, and they stay as empty as they began.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.segment import Segment
from textual.cache import FIFOCache
from textual.strip import Strip

CACHES = {
    "_divide_cache": 4,
    "_crop_cache": 16,
    "_style_cache": 16,
    "_filter_cache": 4,
    "_line_length_cache": 4,
    "_crop_extend_cache": 4,
    "_offsets_cache": 4,
}
"""What Textual 8.2 makes beforehand, and how many results each holds."""

OTHERS = {"_segments", "_cell_length", "_render_cache", "_link_ids", "_cell_count"}


def _made(strip: Strip, segments: Iterable[Segment], cell_length: int | None = None) -> None:
    strip._segments = list(segments)
    strip._cell_length = cell_length
    strip._render_cache = None
    strip._link_ids = None
    strip._cell_count = None


def _cache(strip: Strip, name: str) -> FIFOCache[Any, Any]:
    """A cache at its first use: Python asks here for what is not there yet."""
    if name not in CACHES:
        raise AttributeError(name, name=name, obj=strip)
    made: FIFOCache[Any, Any] = FIFOCache(CACHES[name])
    setattr(strip, name, made)
    return made


def use_lean_strips() -> None:
    """Let caches of lines begin at their first use; a Textual made otherwise is left alone."""
    if set(Strip.__slots__) == OTHERS | CACHES.keys():
        vars_of: Any = Strip
        vars_of.__init__ = _made
        vars_of.__getattr__ = _cache
