"""Which parts of two sequences are versions of one another, in order, as alike as can be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Part = TypeVar("Part")
MANY = 2500
"""Pairs beyond which two stretches are not compared part by part."""


def versions(
    ours: Sequence[Part], others: Sequence[Part], likeness: Callable[[Part, Part], float]
) -> list[tuple[int, int]]:
    """Numbers of the parts that belong together, in order.

    Args:
        ours: One sequence.
        others: The other one.
        likeness: How alike two parts are; 0: they are no versions of one.
    """
    if len(ours) * len(others) > MANY:
        return []
    # best[i][j]: how alike ours[i:] and others[j:] are at most.
    alike = [[likeness(one, other) for other in others] for one in ours]
    best = [[0.0] * (len(others) + 1) for _ in range(len(ours) + 1)]
    for i in reversed(range(len(ours))):
        for j in reversed(range(len(others))):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], alike[i][j] + best[i + 1][j + 1])
    found, i, j = list[tuple[int, int]](), 0, 0
    while i < len(ours) and j < len(others):
        if best[i][j] > max(best[i + 1][j], best[i][j + 1]):
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return found
