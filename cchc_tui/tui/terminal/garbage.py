"""When Python looks for garbage: not while the first screen is made, nor through all of it later.

Reading code and screens makes some hundred thousand things that stay until the end. Looking
through them over and over took a tenth of the time to the first question, and stopped a key
for as long as it takes to draw three.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def looked_for_later() -> Iterator[None]:
    """Look for no garbage before `begin_to_look`; as before when the app has ended."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        (gc.enable if before else gc.disable)()


def begin_to_look() -> None:
    """Look once through everything there is, then only through what is made from now on."""
    gc.collect()
    gc.freeze()
    gc.enable()
