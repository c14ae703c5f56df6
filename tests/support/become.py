"""Runs `cchc` as another account: `become.py NUMBER GROUPS arguments…`, groups joined by commas.

Reads all the code it may need before it gives up being root, because the interpreter itself
may lie where the other account cannot go. What is opened afterwards is opened as that account.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys

LATE = (
    "docx", "docx.oxml", "jinja2", "jinja2.sandbox", "jinja2.nativetypes", "markdown_it", "lxml",
    "rapidfuzz", "rapidfuzz.fuzz", "rapidfuzz.process", "sqlite3", "getpass", "shutil", "zipfile",
    "uuid", "encodings.ascii", "encodings.cp437", "encodings.latin_1", "encodings.unicode_escape",
    "encodings.utf_8_sig",
)  # fmt: skip
"""What the program imports only where it is used."""


def read_all() -> None:
    """Import everything but the terminal app."""
    for name in LATE:
        try:
            importlib.import_module(name)
        except ImportError:
            continue
    import cchc_tui

    for module in pkgutil.walk_packages(cchc_tui.__path__, "cchc_tui."):
        if not module.name.startswith(("cchc_tui.tui", "cchc_tui.__main__")):
            importlib.import_module(module.name)


def become(number: int, groups: list[int]) -> None:
    """Be an ordinary account from now on."""
    os.setgroups(groups)
    os.setgid(number)
    os.setuid(number)
    os.umask(0o022)


def main() -> int:
    """Become the account and do as told."""
    number, groups, *words = sys.argv[1:]
    read_all()
    become(int(number), [int(one) for one in groups.split(",") if one])
    if words[:1] == ["-c"]:
        sys.argv = words
        exec(words[1], {"__name__": "__main__"})
        return 0
    from cchc_tui.cli.main import main as cchc

    return cchc(words)


if __name__ == "__main__":
    sys.exit(main())
