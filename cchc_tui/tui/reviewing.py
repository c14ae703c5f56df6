"""The review of an open draft behind the keys: begun when the hands rest, stopped by a key."""

from __future__ import annotations

import time
from collections.abc import Callable

from textual.screen import Screen
from textual.timer import Timer

from cchc_tui.services.background_check import Check, Stopped
from cchc_tui.services.problems import Problem
from cchc_tui.services.session import Session

AFTER = 0.5
"""Seconds after the last change before the draft is checked."""


class BackgroundReview:
    """Checks one draft whenever it has changed and nobody types.

    Args:
        screen: Whose timers and threads are used.
        session: The draft.
        told: Called on the screen's thread when a check found something else than the last.
    """

    def __init__(self, screen: Screen[None], session: Session, told: Callable[[], None]) -> None:
        self._screen = screen
        self._session = session
        self._told = told
        self._timer: Timer | None = None
        self._changed = 0.0
        self._seen: object = None
        self.listener: Callable[[], None] | None = None
        """Also told, after every check that was not stopped."""

    @property
    def busy(self) -> bool:
        """Whether a check is under way or about to begin."""
        return self._timer is not None or self._session.review.running

    def look(self) -> None:
        """Check soon if the answers are others than those checked last."""
        if self._session.interview is not self._seen:
            self.soon()

    def soon(self) -> None:
        """Something changed: check once the hands rest. Costs a key nothing to speak of."""
        self._changed = time.monotonic()
        self._session.review.stop()
        if self._timer is None:
            self._timer = self._screen.set_timer(AFTER, self._due)

    def stop(self) -> None:
        """No more checks: the screen goes away."""
        self._session.review.stop()
        if self._timer is not None:
            self._timer.stop()

    def _due(self) -> None:
        left = AFTER - (time.monotonic() - self._changed)
        self._timer = self._screen.set_timer(left, self._due) if left > 0 else None
        if self._timer is None:
            self._seen = self._session.interview
            check = self._session.review.begin()
            self._screen.run_worker(lambda: self._run(check), thread=True, group="review")

    def _run(self, check: Check) -> None:
        try:
            found = check.run()
        except Stopped:
            return
        if self._screen.is_attached:
            self._screen.app.call_from_thread(self._done, check, found)

    def _done(self, check: Check, found: tuple[Problem, ...]) -> None:
        if self._session.review.finish(check, found):
            self._told()
        if self.listener is not None:
            self.listener()
