"""Everything of ours that reaches into Textual's internals, and nothing else does.

Textual's minor version is pinned; `tests/tui_foundation` says when a new one makes a part
of this package unnecessary or breaks it.
"""
