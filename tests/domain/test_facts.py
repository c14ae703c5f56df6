from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from cchc_tui.domain.citations import parse_citation
from cchc_tui.domain.facts import WINDOW_TYPES, load_facts, packaged_windows
from cchc_tui.domain.paths import packaged
from cchc_tui.domain.problems import DataError


def test_every_type_of_period_has_a_packaged_rule_with_a_source() -> None:
    rules = packaged_windows().by_type
    assert set(rules) == set(WINDOW_TYPES)
    assert all(rule.source for rule in rules.values())
    assert "09/2019/NĐ-CP không quy định" in rules["9T"].note


def test_replaced_documents_are_well_formed_and_dated() -> None:
    facts = load_facts([packaged("prompts/facts")])
    assert facts.replacements["61/2018/NĐ-CP"].new == "118/2025/NĐ-CP"
    for old, fact in facts.replacements.items():
        assert old != fact.new
        assert 0 <= fact.since.year - int(fact.new.split("/")[1]) <= 1
        assert fact.source
        assert fact.about
        for number in (old, fact.new):
            assert parse_citation(number).problems() == ()


def test_a_later_folder_overrides_fact_by_fact(tmp_path: Path) -> None:
    (tmp_path / "rieng.toml").write_text(
        '[[window]]\nperiods = ["9T"]\nfrom_day = 1\nfrom_month = 0\nto_day = 31\n'
        'source = "Quyết định của tỉnh"\n'
        '[[replaced]]\nold = "61/2018/NĐ-CP"\nnew = "1/2027/NĐ-CP"\nsince = 2027-01-01\n',
        encoding="utf-8",
    )
    facts = load_facts([packaged("prompts/facts"), tmp_path, tmp_path / "khong-co"])
    assert facts.windows.by_type["9T"].source == "Quyết định của tỉnh"
    assert facts.windows.by_type["Q"].from_day == 15
    assert facts.replacements["61/2018/NĐ-CP"].since == date(2027, 1, 1)
    assert "107/2021/NĐ-CP" in facts.replacements


def test_mistakes_of_all_files_are_reported_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(
        '[[window]]\nperiods = ["X"]\nform_day = 1\nto_month = 99\n', encoding="utf-8"
    )
    (tmp_path / "b.toml").write_text(
        '[[replaced]]\nold = "1/2018/NĐ-CP"\nsince = "hôm qua"\n[windows]\n', encoding="utf-8"
    )
    with pytest.raises(DataError) as refused:
        load_facts([tmp_path])
    found = {(Path(p.file).name, p.key, p.line) for p in refused.value.problems}
    assert {
        ("a.toml", "periods", 2), ("a.toml", "form_day", 3), ("a.toml", "to_month", 4),
        ("b.toml", "since", 3), ("b.toml", "new", 1), ("b.toml", "windows", 4),
    } <= found  # fmt: skip


def test_the_domain_imports_nothing_heavy() -> None:
    code = (
        "import sys, pkgutil, importlib, cchc_tui.domain as d\n"
        "for m in pkgutil.iter_modules(d.__path__):\n"
        "    importlib.import_module('cchc_tui.domain.' + m.name)\n"
        "heavy = {'textual', 'rich', 'docx', 'jinja2', 'rapidfuzz', 'tomli'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
