"""One check of a draft in the background: stoppable, and out of the way of the keys."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cchc_tui.domain.problems import DataError
from cchc_tui.services.errors import WorkError
from cchc_tui.services.problems import Problem
from cchc_tui.store.errors import StoreError

if TYPE_CHECKING:
    from cchc_tui.document.blocks import Document
    from cchc_tui.interview.interview import Interview
    from cchc_tui.review.checker import Checker
    from cchc_tui.services.workspace import Workspace
    from cchc_tui.store.records import DraftInfo

SLICE, REST = 0.004, 0.001
"""Seconds that a check works at a stretch, and those it leaves to the keys in between."""
SWITCH = 0.0005
"""Seconds after which a check gives way to a thread that has a key, at any place in the code."""


EYES_ONLY = "TT30"
"""What a program cannot judge, as seals: true of every draft, so no news before an export."""


class Stopped(Exception):  # noqa: N818
    """A check was stopped because what it checks has changed."""


@dataclass
class Tools:
    """What the checks of one draft share: rules with what they remember, the earlier report.

    Attributes:
        workspace: Where the draft is.
        draft: Its id.
        lock: Held by the check that runs; what the rules remember is for one at a time.
        pace: Called between two steps of the rules.
    """

    workspace: Workspace
    draft: str
    lock: threading.Lock = field(default_factory=threading.Lock)
    pace: Callable[[], None] = lambda: None
    _checker: Checker | None = None
    _beside: dict[tuple[str, int], Document | None] = field(default_factory=dict)

    def checker(self) -> Checker:
        """The rules; made anew when the facts were read anew."""
        from cchc_tui.services.checking import make_checker

        if self._checker is None or self._checker.facts is not self.workspace.facts:
            self._checker = make_checker(self.workspace, lambda: self.pace())
        return self._checker

    def beside(self, found: DraftInfo | None) -> Document | None:
        """The report of another period, assembled once for each state of its draft."""
        if found is None:
            return None
        stamp = (found.id, found.last_step)
        if stamp not in self._beside:
            self._beside[stamp] = None
            with suppress(WorkError):
                self._beside[stamp] = self.workspace.document(found.id)
        return self._beside[stamp]


class Check:
    """One check of a draft as it stood at one moment.

    Args:
        tools: What checks of the same draft share.
        interview: The draft; used by no one else.
        typed: Texts of fields that are not answers as they stand, by question.
    """

    def __init__(self, tools: Tools, interview: Interview, typed: Mapping[str, str]) -> None:
        self._tools = tools
        self._interview = interview
        self._typed = typed
        self._stopped = False
        self._worked = 0.0

    def stop(self) -> None:
        """Give up as soon as possible."""
        self._stopped = True

    def run(self) -> tuple[Problem, ...]:
        """Assemble the report and check it; what is found, in reading order.

        A report that cannot be checked is itself a problem: never silence.

        Raises:
            Stopped: `stop` was called.
        """
        with self._tools.lock, _giving_way():
            try:
                return tuple(self._found())
            except (WorkError, DataError, StoreError) as error:
                return (Problem("error", "", "", "", f"Chưa soát được báo cáo: {error}"),)
            except (ArithmeticError, LookupError, TypeError, ValueError) as error:
                # A rule that fails on some text must not end the work of who types it.
                name = type(error).__name__
                message = f"Chưa soát được báo cáo: lỗi bất ngờ của chương trình ({name})."
                return (Problem("warning", "", "", "", message),)

    def _found(self) -> Iterator[Problem]:
        from cchc_tui.review.passages import passages_of
        from cchc_tui.services.checking import earlier_draft, last_year_draft
        from cchc_tui.services.finding_places import Placing
        from cchc_tui.services.reports import assemble_report

        self._pace()
        tools = self._tools
        work = tools.workspace
        info = work.draft(tools.draft)
        document = assemble_report(self._interview, info, addressees=work.settings.addressees)
        tools.pace = self._pace
        findings = tools.checker().check(
            document,
            earlier=tools.beside(earlier_draft(work, tools.draft)),
            last_year=tools.beside(last_year_draft(work, tools.draft)),
        )
        self._pace()
        placing = Placing(self._interview, passages_of(document), self._typed)
        for finding in findings:
            self._pace()
            yield placing.place(finding)

    def _pace(self) -> None:
        """Between two steps: stop if wanted, and leave time to the keys."""
        if self._stopped:
            raise Stopped
        now = time.perf_counter()
        if now - self._worked > SLICE:
            time.sleep(REST)
            self._worked = time.perf_counter()


@contextmanager
def _giving_way() -> Iterator[None]:
    """Let the thread of the keys in at once, not after the five milliseconds of the default."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def placed_layout(data: bytes) -> tuple[Problem, ...]:
    """Layout faults of the exported Word file as problems; no answer is behind them."""
    from cchc_tui.services.checking import layout_of

    return tuple(
        Problem(
            kind=one.severity.value, question="", name="Thể thức", place="", message=one.message,
            code=one.code, quote=one.quote, expected=one.expected, key=one.key,
        )
        for one in layout_of(data)
        if one.code != EYES_ONLY
    )  # fmt: skip
