"""Levels of headings: by their styles where those can be trusted, else by how forms nest."""

from __future__ import annotations

from cchc_tui.document.readers.entries import Entry, family_of, form_of

_ABOVE_ROMAN = ("part", "LETTER", "CAPITALS")


def set_levels(headings: list[Entry]) -> None:
    """Levels by the order in which forms appear below one another."""
    trusted = _trusted(headings)
    above = min((e.line.outline for e in headings if e.line.outline), default=1) - 1
    open_: list[tuple[str, int, int]] = []
    first: dict[str, int] = {}
    for entry in headings:
        form = form_of(entry)
        depth = entry.mark.depth if entry.mark else 1
        if trusted and entry.line.outline:
            entry.level = entry.line.outline - above
            while open_ and open_[-1][1] >= entry.level:
                open_.pop()
        else:
            _close(open_, form, depth, first.get(form, 0))
            entry.level = open_[-1][1] + 1 if open_ else 1
        open_.append((form, entry.level, depth))
        first.setdefault(form, entry.level)


def _close(open_: list[tuple[str, int, int]], form: str, depth: int, first: int) -> None:
    """Take from the open headings those that end where one of this form begins.

    `first` is the level the form was first met at, 0 if it is new.
    """
    forms = [opened for opened, _, _ in open_]
    if form in forms:
        del open_[forms.index(form) :]
        return
    if form == "CAPITALS":
        open_.clear()
        return
    if form == "roman" and (first == 1 or not any(f.startswith(_ABOVE_ROMAN) for f in forms)):
        open_.clear()
        return
    if form.startswith("part"):
        open_.clear()
        return
    family = family_of(form)
    while open_ and family_of(open_[-1][0]) == family and open_[-1][2] >= depth > 1:
        open_.pop()
    deeper = [
        at
        for at, (opened, _, own) in enumerate(open_)
        if own > depth and family_of(opened) == family
    ]
    if deeper:
        del open_[deeper[0] :]


def _trusted(headings: list[Entry]) -> bool:
    """Whether heading styles tell levels: not if lines of different forms share one style."""
    by_outline: dict[int, set[str]] = {}
    for entry in headings:
        if entry.line.outline and entry.mark:
            by_outline.setdefault(entry.line.outline, set()).add(entry.mark.form)
    if not any(entry.line.outline for entry in headings):
        return False
    return len(by_outline) != 1 or len(next(iter(by_outline.values()))) == 1
