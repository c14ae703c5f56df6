"""Reports the import was not made for: ministry, province, commune; Word, text, Markdown, PDF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from import_kind import SORTS, Score, kept, score, table, workspace
from unseen_reports import UNSEEN, Unseen, answers_of

from cchc_tui.services.importing import import_report
from cchc_tui.services.workspace import Workspace

LEAST = {"figures": 0.9, "dates": 0.9, "documents": 0.85, "cells": 0.9, "choices": 0.9}
"""Share of what there is to read that must be read right, over all reports."""
MOST_WRONG = {"figures": 0.06, "dates": 0.0, "documents": 0.1, "cells": 0.0, "choices": 0.1}
"""Wrong readings allowed, as a share of what there is to read."""


@pytest.fixture(scope="module")
def work() -> Iterator[Workspace]:
    with workspace() as made:
        yield made


@pytest.fixture(scope="module")
def scores(work: Workspace, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Score]:
    folder = tmp_path_factory.mktemp("unseen")
    found = {}
    for report in UNSEEN:
        path = _file(report, folder)
        found[report.name] = score(work, path, answers_of(report, work.library.questions))
    print(table(found))
    return found


def _file(report: Unseen, folder: Path) -> Path:
    path = folder / f"{report.name}{report.suffix}"
    path.write_bytes(report.data())
    return path


@pytest.mark.parametrize("report", UNSEEN, ids=lambda one: one.name)
def test_an_unseen_report_finds_its_kind_period_and_headings(
    work: Workspace, tmp_path: Path, report: Unseen
) -> None:
    found = import_report(work, _file(report, tmp_path))
    assert (found.kind, found.period) == (report.kind, report.period)
    assert len(found.matched) == report.headings
    assert work.agencies()[found.agency].code


@pytest.mark.parametrize("sort", [name for name in SORTS if name in LEAST])
def test_most_of_an_unseen_report_is_read_and_hardly_anything_wrong(
    scores: dict[str, Score], sort: str
) -> None:
    counts = [one.sorts[sort] for one in scores.values()]
    wanted = sum(one.wanted for one in counts)
    misses = [miss for one in counts for miss in one.misses]
    assert sum(one.right for one in counts) >= LEAST[sort] * wanted, misses
    assert sum(one.wrong for one in counts) <= MOST_WRONG[sort] * wanted, misses


@pytest.mark.parametrize("report", UNSEEN, ids=lambda one: one.name)
def test_an_unseen_report_keeps_its_words_in_order(
    work: Workspace, tmp_path: Path, report: Unseen
) -> None:
    path = _file(report, tmp_path)
    found = import_report(work, path)
    source = "\n".join(_lines(path))
    every, in_order = kept(source, work.render(found.id, "txt").decode())
    assert every >= 0.97
    # Tables that became answers are printed where and as the kind has them.
    assert in_order >= 0.8


def _lines(path: Path) -> Iterator[str]:
    """The words of a file by another way than the reader's."""
    if path.suffix == ".docx":
        import docx

        document = docx.Document(str(path))
        for child in document.element.body.iterchildren():
            yield " ".join(node.text or "" for node in child.iter() if node.tag.endswith("}t"))
    else:
        yield path.read_text("utf-8")
