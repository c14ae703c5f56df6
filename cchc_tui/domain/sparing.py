"""Libraries without the parts that they can do without and we never use.

Some libraries import another one if it is installed, for uses that are none of ours: asyncio
takes OpenSSL for connections over a network, which this program never opens, and every session
on a server would hold it in memory.
"""

from __future__ import annotations

import importlib
import sys
from types import ModuleType


def import_without(name: str, spared: str) -> ModuleType:
    """Import a module as if another were not installed, as it is made to bear.

    Args:
        name: The module wanted.
        spared: The one that it is not to load; others may still import it afterwards. Where
            it is loaded already nothing is spared.

    Returns:
        The module wanted.
    """
    if spared in sys.modules:
        return importlib.import_module(name)
    sys.modules[spared] = None  # type: ignore[assignment]  # as the import system has it
    try:
        return importlib.import_module(name)
    finally:
        del sys.modules[spared]
