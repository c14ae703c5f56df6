"""Drafts filled from `answers/seed-*.toml`, for the tests of the packaged report kinds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import tomli

from cchc_tui.document.blocks import Document, Heading, Table, all_blocks
from cchc_tui.domain.agencies import load_agency
from cchc_tui.domain.paths import packaged
from cchc_tui.domain.periods import parse_period
from cchc_tui.interview.answer import Answer
from cchc_tui.interview.interview import Interview
from cchc_tui.interview.kinds import Library
from cchc_tui.interview.loader import load_library
from cchc_tui.services.answer_files import read_answers
from cchc_tui.services.reports import assemble_report
from cchc_tui.store.records import DraftInfo

ANSWERS = Path(__file__).parent / "answers"
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
TODAY = date(2026, 11, 21)
HEADING = re.compile(r"([IVX]+\.|\d+\.(?:\d+\.?)?|[a-zđ]\)) +(\S.*)")


@cache
def library() -> Library:
    """The packaged library, read once."""
    return load_library({"prompts": [packaged("prompts")], "templates": [packaged("templates")]})


def interview_of(
    seed: str, answers: Mapping[str, Answer] | None = None, *, period: str = ""
) -> Interview:
    """The draft of a seed, with the answers of its file or with others."""
    path = ANSWERS / f"seed-{seed}.toml"
    about = tomli.loads(path.read_text("utf-8"))
    kind = library().kinds[about["kind"]]
    given = read_answers(path, library(), kind) if answers is None else answers
    return Interview(
        library(),
        kind,
        load_agency(packaged("prompts") / "agencies" / f"{about['agency']}.toml"),
        parse_period(period or about["period"], "" if period else about.get("period_name", "")),
        given,
        today=TODAY,
    )


def document_of(interview: Interview) -> Document:
    """The report as exported."""
    info = DraftInfo(
        id="thu",
        kind=interview.kind.id,
        agency=interview.agency.id,
        period=interview.period.code,
        created_at="2026-11-21T00:00:00Z",
    )
    return assemble_report(interview, info)


def headings_of(document: Document) -> list[tuple[str, str]]:
    """Number and text of each printed heading, as the seeds' headings are normalised."""
    found = [block for block in all_blocks(document) if isinstance(block, Heading)]
    return [(block.number.rstrip(".)"), normal(block.text)) for block in found]


def tables_of(document: Document) -> list[list[list[str]]]:
    """The body rows of every table, as text."""
    return [
        [
            ["".join(getattr(i, "text", "") for i in cell.inlines) for cell in row.cells]
            for row in t.rows
        ]
        for t in all_blocks(document)
        if isinstance(t, Table)
    ]


def normal(text: str) -> str:
    """Without case, end marks and the difference between dashes."""
    folded = unicodedata.normalize("NFC", text).casefold().replace("–", "-")
    return " ".join(folded.split()).rstrip(" .:;")


def seed_headings(name: str, slips: Mapping[str, str]) -> list[tuple[str, str]]:
    """Headings of a seed: Roman, decimal and lettered lines that stand alone.

    Args:
        name: Start of the seed's file name.
        slips: Faults of the original by what stands right in their place.
    """
    if not SEEDS.is_dir():
        pytest.skip("không có báo cáo gốc để đối chiếu")
    (path,) = SEEDS.glob(f"{name}_*.txt")
    return list(_headings(path.read_text("utf-8").split("\n"), slips))


def _headings(lines: list[str], slips: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        for wrong, right in slips.items():
            line = line.replace(wrong, right)
        if found := HEADING.fullmatch(line.strip()):
            yield found[1].rstrip(".)"), normal(found[2])
