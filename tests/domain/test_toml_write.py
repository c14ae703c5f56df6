from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
import tomli
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.domain.toml_write import TomlValue, dump_toml

texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=30)
scalars = st.one_of(texts, st.booleans(), st.integers(-(2**63), 2**63 - 1), st.dates())
tables = st.recursive(
    st.dictionaries(texts, st.one_of(scalars, st.lists(scalars, max_size=3)), max_size=4),
    lambda inner: st.dictionaries(
        texts, st.one_of(inner, st.lists(inner, min_size=1, max_size=3)), max_size=3
    ),
    max_leaves=8,
)


@given(tables)
def test_what_is_written_reads_back_equal(table: dict[str, TomlValue]) -> None:
    assert tomli.loads(dump_toml(table)) == table


def test_tables_follow_plain_values() -> None:
    written = dump_toml(
        {"t": {"b": 1}, "a": "x", "list": [{"c": 1}, {"c": 2}], "mixed": [1, {"d": 2}]}
    )
    assert written == (
        'a = "x"\nmixed = [1, { d = 2 }]\n\n[t]\nb = 1\n\n[[list]]\nc = 1\n\n[[list]]\nc = 2\n'
    )


def test_decimals_are_text_days_are_days_and_half_characters_vanish() -> None:
    written = dump_toml({"a": Decimal("1E+3"), "b": date(2025, 7, 1), "c": "x\ud800y\x00\x7f"})
    assert tomli.loads(written) == {"a": "1000", "b": date(2025, 7, 1), "c": "xy\x00\x7f"}


def test_what_toml_cannot_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="no TOML form"):
        dump_toml({"a": None})  # type: ignore[dict-item]
