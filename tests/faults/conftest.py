"""One server for the tests of a file, and a draft in a home of its own for each of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fault_desk import FaultDesk
from ssh_server import SshServer


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SshServer]:
    """A running sshd."""
    with SshServer(tmp_path_factory.mktemp("sshd")) as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path) -> FaultDesk:
    """A draft to type into."""
    return FaultDesk(tmp_path)
