"""Libraries are imported without the parts that they bear to miss."""

from __future__ import annotations

import subprocess
import sys

FRESH = """
import sys
from cchc_tui.domain.sparing import import_without
asyncio = import_without("asyncio", "ssl")
assert "ssl" not in sys.modules, "spared"
import ssl
assert ssl.OPENSSL_VERSION, "there for whoever wants it afterwards"
assert import_without("asyncio", "ssl") is asyncio
assert sys.modules["ssl"] is ssl, "what is loaded stays"
print(asyncio.run(asyncio.sleep(0, "chạy được")))
"""

HASHES = """
import sys
from cchc_tui.domain.sparing import import_without
hashlib = import_without("hashlib", "_hashlib")
assert "_hashlib" not in sys.modules
print(hashlib.sha256(b"").hexdigest()[:8], hashlib.blake2b(b"", digest_size=2).hexdigest())
"""


def printed(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], check=True, capture_output=True, text=True,
        encoding="utf-8",
    )  # fmt: skip
    return done.stdout.strip()


def test_a_module_is_imported_without_one_that_it_can_do_without() -> None:
    assert printed(FRESH) == "chạy được"


def test_hashes_are_the_same_without_openssl() -> None:
    import hashlib

    wanted = hashlib.sha256(b"").hexdigest()[:8], hashlib.blake2b(b"", digest_size=2).hexdigest()
    assert printed(HASHES) == " ".join(wanted)
