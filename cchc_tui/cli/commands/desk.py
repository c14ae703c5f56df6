"""The workspace of a command, closed when it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from cchc_tui.cli.output import say
from cchc_tui.domain.paths import Places
from cchc_tui.services.workspace import Workspace
from cchc_tui.store.errors import StoreError


@contextmanager
def desk() -> Iterator[Workspace]:
    """A workspace over the places of the environment; drafts are kept safe at the end."""
    workspace = Workspace(Places.from_env())
    try:
        yield workspace
    except BaseException:
        # What went wrong first is what the officer should read.
        with suppress(StoreError):
            workspace.close()
        raise
    try:
        workspace.close()
    except StoreError as error:
        # The command itself is done; only the good copy is missing.
        say(f"Chưa giữ được bản sao của các bản nháp. {error}")
