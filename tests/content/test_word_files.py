"""The Word file of every packaged kind, and its checked copy, open in Word without repair."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from ooxml_order import trees_of
from ooxml_whole import faults_of
from seed_reports import library
from test_wording_reads_well import AGENCIES, PERIODS, given_answers

from cchc_tui.cli.main import main
from cchc_tui.document.docx.xml import W
from cchc_tui.domain.paths import Places
from cchc_tui.services.workspace import Workspace


@pytest.fixture
def work(tmp_path: Path) -> Iterator[Workspace]:
    places = Places.from_env({"CCHC_HOME": str(tmp_path / "home")})
    workspace = Workspace(places, lambda: datetime(2026, 11, 21, tzinfo=UTC), author="an")
    yield workspace
    workspace.close()


def exported(work: Workspace, kind: str, mode: str) -> bytes:
    """The report of a kind as the officer gets it, each question answered by its example."""
    period = PERIODS.get(kind, ("2026-Q3",))[-1]
    answers = given_answers(library().kinds[kind], mode)
    made = work.create_draft(kind, period, AGENCIES[kind], answers=answers)
    return work.render(made.id, "docx")


@pytest.mark.parametrize("mode", ["examples", "nothing-typed"])
@pytest.mark.parametrize("kind", AGENCIES)
def test_an_exported_report_opens_without_repair(work: Workspace, kind: str, mode: str) -> None:
    assert faults_of(exported(work, kind, mode)) == []


def test_the_sample_opens_without_repair(work: Workspace) -> None:
    assert faults_of(work.render(work.create_sample().id, "docx")) == []


@pytest.mark.parametrize("kind", AGENCIES)
def test_a_checked_copy_opens_without_repair(
    work: Workspace, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, checked = tmp_path / "a.docx", tmp_path / "b.docx"
    source.write_bytes(exported(work, kind, "examples"))
    main(["check", str(source), "--format", "docx", "-o", str(checked)])
    capsys.readouterr()
    data = checked.read_bytes()
    assert trees_of(data)["word/comments.xml"].findall(f"{{{W}}}comment")
    assert faults_of(data) == []


def test_faults_are_found(work: Workspace) -> None:
    whole = work.render(work.create_sample().id, "docx")
    assert faults_of(whole.replace(b"word/header1.xml", b"word/header2.xml"))
