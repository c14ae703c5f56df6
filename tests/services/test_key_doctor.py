"""Asking for every key, and what is said of those that do not arrive."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.services.key_doctor import KEYS, STOP, Key, ask_keys
from cchc_tui.services.terminal_report import Remark


def asked(sent: Iterator[bytes]) -> tuple[list[Remark], list[str]]:
    """What is found and said when the keys send these bytes in turn."""
    said: list[str] = []
    return ask_keys(lambda: next(sent, b""), said.append), said


def test_a_terminal_that_sends_everything_lacks_nothing() -> None:
    for which in (0, -1):
        found, said = asked(iter([key.sends[which] for key in KEYS]))
        assert [remark.ok for remark in found] == [True]
        assert found[0].text == f"{len(KEYS)} trên {len(KEYS)} phím đã hỏi đến được."
        assert sum(line.endswith("?") for line in said) == len(KEYS)


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_a_key_that_does_not_arrive_is_named_with_a_way_out(key: Key) -> None:
    found, _ = asked(iter([b"\r" if one is key else one.sends[0] for one in KEYS]))
    (missing,) = [remark.text for remark in found if not remark.ok]
    assert missing.startswith(f"{key.title} không đến. ")
    assert "F2, gõ “doi phim”" in missing


def test_function_keys_tell_of_the_setting_of_putty() -> None:
    found, _ = asked(iter([b"\r", STOP]))
    assert "PuTTY: chọn Xterm R6" in found[1].text


def test_a_key_that_arrives_as_another_is_told_so() -> None:
    found, said = asked(iter([b"\x1bOQ", STOP]))
    assert found[1].text.startswith("F1 đến thành F2.")
    assert "  ! đến thành F2" in said


def test_strange_bytes_are_shown_as_text_that_steers_nothing() -> None:
    found, said = asked(iter([b"\x1b]0;x\x07\xff" * 30, STOP]))
    assert "\\x1b]0;x\\x07\\xff" in found[1].text
    assert all(line.isprintable() for line in said)


def test_stopping_early_judges_only_what_was_asked() -> None:
    assert asked(iter([]))[0] == [Remark(ok=True, text="chưa thử phím nào.")]
    found, _ = asked(iter([KEYS[0].sends[0], STOP]))
    assert [remark.text for remark in found] == ["1 trên 1 phím đã hỏi đến được."]


def test_no_two_keys_send_the_same() -> None:
    sends = [send for key in KEYS for send in key.sends if key.name != "tab"]
    assert len(sends) == len(set(sends))


@given(st.lists(st.binary(max_size=8), max_size=60))
def test_any_bytes_end_in_a_finding(sent: list[bytes]) -> None:
    found, _ = asked(iter(sent))
    assert found
    assert all(remark.text.isprintable() for remark in found)
