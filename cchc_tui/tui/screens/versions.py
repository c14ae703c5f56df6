"""The saved versions of a draft: when, why, what going back would change."""

from __future__ import annotations

from functools import cache

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from cchc_tui.services.ago import local_time
from cchc_tui.services.versions import Change, Version, changes, versions
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.screens.dialogs import Dialog
from cchc_tui.tui.widgets.bars import KeyBar
from cchc_tui.tui.widgets.cells import shorten
from cchc_tui.tui.widgets.line_list import Line, LineList

SHOWN = 4
"""How many changes are told before only their number is."""
WIDTH = 100
NAME = 32
"""Characters of a question's name that tell which one it is."""


class VersionsScreen(Dialog[int | None]):
    """A list of versions; returns the number of the one to go back to."""

    DEFAULT_CSS = f"""
    VersionsScreen > Vertical {{ width: {WIDTH}; }}
    VersionsScreen LineList {{ max-height: 40vh; }}
    VersionsScreen #detail {{ height: 6; color: $text-muted; margin-top: 1; }}
    """
    HELP = (
        "Mỗi dòng là bản nháp như ở một mốc. Enter lấy lại bản ấy: câu trả lời của nó được ghi "
        "thành lần sửa mới, không mất gì, và hoàn tác được."
    )

    def __init__(self, workspace: Workspace, draft: str) -> None:
        super().__init__()
        self._author = workspace.author
        self._now = workspace.clock()
        self._versions = {str(one.number): one for one in versions(workspace, draft)}
        self._changes = cache(lambda number: changes(workspace, draft, number))

    def compose(self) -> ComposeResult:
        """Versions, what the marked one would change, keys."""
        with Vertical():
            yield self.title_line(f"Các bản đã lưu: {len(self._versions)}")
            yield LineList([self._line(one) for one in self._versions.values()])
            yield Static("", id="detail", markup=False)
            yield KeyBar([("↑↓", "Di chuyển"), ("Enter", "Lấy lại bản này"), ("Esc", "Đóng")])

    def _line(self, version: Version) -> Line:
        moments = "; ".join(version.moments)
        text = moments[:1].upper() + moments[1:]
        at = local_time(version.at, self._now)
        by = "" if version.author == self._author else f" · {version.author}"
        return Line(str(version.number), text, f"{at:%H:%M %d/%m/%Y}{by}")

    def on_mount(self) -> None:
        """Start in the list."""
        self.query_one(LineList).focus()
        self._describe()

    def on_line_list_moved(self, _event: LineList.Moved) -> None:
        """Say what the marked version would change."""
        self._describe()

    def _describe(self) -> None:
        version = self._versions[self.query_one(LineList).chosen]
        self.query_one("#detail", Static).update(self._detail(version))

    def _detail(self, version: Version) -> str:
        if version.is_now:
            return f"Bản nháp như đang có: {version.answered} câu đã trả lời."
        found = self._changes(version.number)
        if not found:
            return "Giống hiện nay."
        lines = [f"Lấy lại thì đổi {len(found)} câu:"]
        lines += [self._told(one) for one in found[:SHOWN]]
        if len(found) > SHOWN:
            lines.append(f"  và {len(found) - SHOWN} câu khác")
        return "\n".join(lines)

    def _told(self, change: Change) -> str:
        """A change in one line of the window."""
        name = shorten(change.name, NAME)
        room = (min(WIDTH, self.app.size.width) - len(name) - 15) // 2
        now, then = (shorten(text or "(chưa trả lời)", room) for text in (change.now, change.then))
        return f"  {name}: {now} → {then}"

    def on_line_list_chosen(self, event: LineList.Chosen) -> None:
        """Go back to it, unless the draft stands so."""
        version = self._versions[event.id]
        self.dismiss(None if version.is_now else version.number)
