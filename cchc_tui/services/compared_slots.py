"""Slots of phrases that say how a figure has changed: `{hs_truc_tuyen_so_cung_ky}`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from cchc_tui.interview.typed import STYLES

if TYPE_CHECKING:
    from cchc_tui.services.workspace import Workspace

WITH = {"_so_ky_truoc": ("kỳ trước", "năm trước"), "_so_cung_ky": ("cùng kỳ", "năm trước")}
"""Ends of the names of such slots, and what the figure is compared with there."""


class ComparedSlots(Mapping[str, str]):
    """What a draft knows, and comparisons by name: these are found when asked for, never listed.

    Args:
        known: What the draft knows.
        found: Comparisons found before; grows.
        workspace: Where the drafts are.
        draft: Id of the draft.
    """

    def __init__(
        self, known: Mapping[str, str], found: dict[str, str], workspace: Workspace, draft: str
    ) -> None:
        self._known = known
        self._found = found
        self._work = workspace
        self._draft = draft

    def __getitem__(self, name: str) -> str:
        if name in self._known:
            return self._known[name]
        end = next((end for end in WITH if name.endswith(end)), "")
        if not end:
            raise KeyError(name)
        if name not in self._found:
            self._found[name] = self._compare(name.removesuffix(end), WITH[end])
        if not self._found[name]:
            raise KeyError(name)
        return self._found[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)

    def _compare(self, name: str, wanted: tuple[str, str]) -> str:
        from cchc_tui.services.trends import trend

        question = self._work.library.questions.get(name)
        if question is None or question.type not in STYLES:
            return ""
        changes = trend(self._work, self._draft, name).changes()
        said = (f"{change} so với {other}" for other, change in changes if other in wanted)
        return next(said, "")
