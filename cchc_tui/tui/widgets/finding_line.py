"""Two lines under a field: the gravest fault of its question, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip
from textual.widget import Widget

from cchc_tui.services.problems import Problem
from cchc_tui.tui.widgets.cells import cut_wrap, line_strip, spread

SEVERITIES = {"error": "Lỗi", "warning": "Cảnh báo", "hint": "Gợi ý"}
"""How grave a fault is, as a line begins."""


def headline(problem: Problem) -> str:
    """A fault in a few words: how grave, by which rule, what, and what should stand there."""
    text = " ".join(filter(None, (SEVERITIES[problem.kind], problem.rule)))
    text += f": {problem.message}"
    expected = problem.fix if problem.fix is not None else problem.expected
    if expected and expected not in problem.message:
        text += f" Nên là: {expected}"
    return text


class FindingLine(Widget):
    """Says one fault calmly, how many others there are, and the key that corrects it."""

    ROWS = 2
    DEFAULT_CSS = """
    FindingLine { height: 2; display: none; }
    FindingLine .finding-line--error { color: $error; text-style: bold; }
    FindingLine .finding-line--other { color: $secondary; }
    """
    COMPONENT_CLASSES = {"finding-line--error", "finding-line--other"}  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__()
        self._problems: tuple[Problem, ...] = ()
        self._key = ""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is said or counted, the gravest first."""
        return self._problems

    def show(self, problems: Sequence[Problem], key: str) -> bool:
        """Speak of other faults; whether the widget came or went.

        Args:
            problems: The gravest first; none hides the widget.
            key: Name of the key that corrects a fault.
        """
        before = self.display
        if (tuple(problems), key) != (self._problems, self._key):
            self._problems, self._key = tuple(problems), key
            self.display = bool(problems)
            self.refresh()
        return before != self.display

    @property
    def rows(self) -> list[str]:
        """The two lines as they are drawn."""
        if not self._problems:
            return [""] * self.ROWS
        width, first = self.size.width, self._problems[0]
        more = f"F5: thêm {len(self._problems) - 1}" if len(self._problems) > 1 else ""
        keys = f"{self._key}: sửa" if first.fix is not None else ""
        right = " · ".join(filter(None, (keys, more)))
        room = max(width - len(right) - 1, 1) if right else width
        lines = cut_wrap(headline(first), (width, room))
        return [lines[0], spread(lines[1], right, width)]

    def render_line(self, y: int) -> Strip:
        """Draw one of the two lines."""
        grave = bool(self._problems) and self._problems[0].kind == "error"
        part = "error" if grave else "other"
        style = self.get_component_rich_style(f"finding-line--{part}", partial=True)
        return line_strip(self.rows[y], self.size.width, self.rich_style + style)
