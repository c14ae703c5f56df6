"""The workspace of a command, closed when it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from cchc_tui.domain.paths import Places
from cchc_tui.services.workspace import Workspace


@contextmanager
def desk() -> Iterator[Workspace]:
    """A workspace over the places of the environment; drafts are kept safe at the end."""
    workspace = Workspace(Places.from_env())
    try:
        yield workspace
    finally:
        workspace.close()
