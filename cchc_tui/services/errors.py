"""What an officer can do wrong, said in Vietnamese with the way out."""

from __future__ import annotations


class WorkError(Exception):
    """A request that cannot be carried out; `str()` is one message for the officer."""
