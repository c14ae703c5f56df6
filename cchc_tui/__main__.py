"""Entry point: `cchc` and `python -m cchc_tui`."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line of this process and return its exit code."""
    from cchc_tui.cli.main import main as run

    return run()


if __name__ == "__main__":
    sys.exit(main())
