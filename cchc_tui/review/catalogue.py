"""All rules of `cchc check`: importing this module fills the registry."""

from __future__ import annotations

from cchc_tui.review import (
    annexes,
    balance,
    capitals,
    changes,
    citation_rules,
    consistency,
    heads,
    layout,
    punctuation,
    rates,
    spelling,
    stale,
    structure,
    sums,
    table_rows,
    tables,
    twice,
    wholeness,
    windows,
)
from cchc_tui.review.rules import REGISTRY

__all__ = [
    "REGISTRY",
    "annexes",
    "balance",
    "capitals",
    "changes",
    "citation_rules",
    "consistency",
    "heads",
    "layout",
    "punctuation",
    "rates",
    "spelling",
    "stale",
    "structure",
    "sums",
    "table_rows",
    "tables",
    "twice",
    "wholeness",
    "windows",
]
