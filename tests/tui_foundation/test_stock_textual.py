"""Tells when Textual no longer needs what `cchc_tui.tui.terminal` does for it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pty_terminal import PtyTerminal

STOCK = """
from textual.app import App
from textual.widgets import Static, TextArea

class Stock(App):
    def compose(self):
        yield Static("READY")
        yield TextArea()

    def on_mount(self):
        self.query_one(TextArea).focus()

Stock().run(mouse=False)
"""


@pytest.fixture
def stock(tmp_path: Path) -> Iterator[PtyTerminal]:
    script = tmp_path / "stock.py"
    script.write_text(STOCK)
    with PtyTerminal([sys.executable, str(script)]) as terminal:
        terminal.wait_for("READY")
        terminal.settle(0.05)
        yield terminal


@pytest.mark.parametrize("noise", [b"\xe9 ", b"\x1b[M !\xc8"])
def test_stock_textual_still_dies_or_goes_deaf_of_one_bad_byte(
    stock: PtyTerminal, noise: bytes
) -> None:
    stock.send("heard")
    stock.wait_for("heard")
    stock.send(noise)
    stock.settle(0.3)
    stock.send("again")
    stock.settle(0.5)
    heard = [line for line in stock.lines if "heard" in line and "again" in line]
    assert not heard, (
        "textual#6456 and #6668 are mended: remove Decoder from cchc_tui/tui/terminal/input.py"
    )


def test_stock_textual_still_garbles_a_burst(stock: PtyTerminal) -> None:
    for _ in range(8):  # a slow machine may read a burst in pieces, which Textual gets right
        stock.send("vie\x7f\u00ea\x7f\u1ec7t ")
        stock.settle(0.1)
    stock.settle(0.3)
    assert stock.text.count("việt") < 8, (
        "textual#6605 is mended: remove run_own_binding and Turns from cchc_tui/tui/terminal"
    )


def test_stock_textual_still_lets_typed_ahead_keys_pass_a_tab() -> None:
    import textual

    assert textual.__version__.startswith("8.2."), (
        "a new minor version of Textual: read cchc_tui/tui/terminal against it, then raise this"
    )
