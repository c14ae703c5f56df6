"""Copying and typing Vietnamese in the installed command under a real tmux."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from test_in_tmux import Tmux, tmux

from cchc_tui.services.workspace import Workspace

__all__ = ["tmux"]

pytestmark = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")


def test_telex_is_typed_and_the_answer_reaches_tmux_and_then_the_bare_screen(
    tmux: Tmux,
    desk: Workspace,
    draft: str,
) -> None:
    desk.close()
    tmux.start("open", draft)
    tmux.until("Tình hình chung trong kỳ?")
    tmux.keys("F12")
    tmux.until("· Telex")
    for word in ["Tieeps", "nhaanj", "ddur", "hoof", "sow,", "QDD", "15/2020/NDD-CP"]:
        tmux.type(word + " ")
    text = "Tiếp nhận đủ hồ sơ, QĐ 15/2020/NĐ-CP"
    tmux.until(text)
    tmux.keys("C-c")
    tmux.until("bộ nhớ của tmux")
    assert tmux.run("show-buffer").strip() == text
    tmux.keys("C-c")
    tmux.until("bôi đen phần cần chép")
    assert "Tình hình chung trong kỳ?" not in tmux.screen
    assert text in tmux.screen
    tmux.keys("Enter")
    tmux.until("Tình hình chung trong kỳ?")
    tmux.keys("F12", "F12")
    tmux.until(lambda: "· Telex" not in tmux.screen and "· VNI" not in tmux.screen)


def test_the_preview_is_copied_whole(
    tmux: Tmux,
    desk: Workspace,
    draft: str,
    isolated: Path,
) -> None:
    desk.close()
    tmux.start("open", draft)
    tmux.until("Tình hình chung trong kỳ?")
    tmux.keys("F4")
    tmux.until("Xem trước")
    tmux.keys("C-c")
    tmux.until("bộ nhớ của tmux")
    copied = tmux.run("show-buffer")
    assert "BÁO CÁO" in copied
    assert "Nơi nhận" in copied
