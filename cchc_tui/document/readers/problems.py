"""The one way a reader refuses a file."""

from __future__ import annotations


class ReadProblem(ValueError):  # noqa: N818 - the word of the trade
    """A file cannot be read as a report; the message, in Vietnamese, says why and what to do."""
