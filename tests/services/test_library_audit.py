from __future__ import annotations

import os
from pathlib import Path

import pytest

from cchc_tui.domain.paths import Places
from cchc_tui.domain.problems import DataError
from cchc_tui.interview import loader
from cchc_tui.interview.kinds import Library
from cchc_tui.services.audited import load_audited

SECTION = """
schema = 1
[[section]]
id = "thu"
title = "Thử"
template = "sections/thu.md.j2"
[[section.question]]
id = "thu_so"
type = "number"
ask = "Số?"
when = "WHEN"
"""


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.from_env({"CCHC_HOME": str(tmp_path)})


@pytest.fixture
def audits(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each load was audited, in order."""
    seen: list[bool] = []
    real = loader.load_library

    def load(places: Places, *, audit: bool = True) -> Library:
        seen.append(audit)
        return real(places, audit=audit)

    monkeypatch.setattr(loader, "load_library", load)
    return seen


def put(places: Places, when: str) -> None:
    section = places.own / "prompts/sections/thu.toml"
    section.parent.mkdir(parents=True, exist_ok=True)
    section.write_text(SECTION.replace("WHEN", when), encoding="utf-8")
    # Two edits within the clock's grain must still differ.
    os.utime(section, ns=(len(when), len(when)))
    template = places.own / "templates/sections/thu.md.j2"
    template.parent.mkdir(parents=True, exist_ok=True)
    template.write_text("Có {{ thu_so }} hồ sơ.\n", encoding="utf-8")


def test_packaged_files_alone_are_read_without_an_audit(places: Places, audits: list[bool]) -> None:
    assert load_audited(places).kinds
    assert audits == [False]


def test_files_of_an_agency_are_audited_once_for_each_change(
    places: Places, audits: list[bool]
) -> None:
    put(places, "")
    load_audited(places)
    load_audited(places)
    put(places, "true")
    load_audited(places)
    assert audits == [True, False, True]


def test_a_mistake_in_an_expression_is_reported_every_time(places: Places) -> None:
    put(places, "thu_so >")
    for _ in range(2):
        with pytest.raises(DataError, match=r"thu\.toml, dòng"):
            load_audited(places)


def test_a_cache_that_cannot_be_written_costs_only_time(places: Places, audits: list[bool]) -> None:
    put(places, "")
    places.cache.parent.mkdir(parents=True, exist_ok=True)
    places.cache.write_text("một tệp, không phải thư mục")
    load_audited(places)
    load_audited(places)
    assert audits == [True, True]
