from __future__ import annotations

import subprocess
import sys

import pytest
from textual import constants, screen

from cchc_tui.services.terminal_report import Colours, look_at_terminal
from cchc_tui.tui.terminal.environment import (
    FRAMES_LOCAL,
    FRAMES_REMOTE,
    default_theme,
    textual_settings,
)


@pytest.mark.parametrize(
    ("env", "colours"),
    [
        ({"TERM": "xterm-256color"}, Colours.MANY),
        ({"TERM": "tmux-256color", "COLORTERM": "truecolor"}, Colours.ALL),
        ({"TERM": "xterm-256color", "WT_SESSION": "1"}, Colours.ALL),
        ({"TERM": "xterm"}, Colours.SIXTEEN),
        ({"TERM": "linux"}, Colours.SIXTEEN),
        ({"TERM": "putty"}, Colours.SIXTEEN),
        ({"TERM": "xterm-kitty"}, Colours.SIXTEEN),
        ({"TERM": "alacritty"}, Colours.MANY),
        ({"TERM": "dumb"}, Colours.NONE),
        ({}, Colours.NONE),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, Colours.NONE),
    ],
)
def test_colours_are_read_from_the_environment(env: dict[str, str], colours: Colours) -> None:
    assert look_at_terminal(env).colours == colours


@pytest.mark.parametrize(
    ("env", "utf8"),
    [
        ({"LANG": "vi_VN.UTF-8"}, True),
        ({"LANG": "C.utf8"}, True),
        ({"LANG": "vi_VN.UTF-8", "LC_ALL": "C"}, False),
        ({"LC_ALL": "", "LC_CTYPE": "en_US.ISO-8859-1", "LANG": "C.UTF-8"}, False),
    ],
)
def test_the_encoding_is_that_of_the_first_variable_set(env: dict[str, str], utf8: bool) -> None:
    assert look_at_terminal(env).utf8 is utf8


def test_what_is_lacking_is_said_with_what_to_do() -> None:
    poor = look_at_terminal({"TERM": "dumb", "LANG": "C"}, size=(60, 20), interactive=True)
    lacking = [remark.text for remark in poor.remarks() if not remark.ok]
    assert any("export TERM=" in text for text in lacking)
    assert any("UTF-8" in text for text in lacking)
    assert any("60 cột × 20 dòng" in text for text in lacking)


@pytest.mark.parametrize(
    ("env", "said", "unsaid"),
    [
        ({"TERM": "vt100"}, "export TERM=xterm-256color", "Connection"),
        ({"TERM": "linux"}, "dpkg-reconfigure console-setup", "PuTTY"),
        ({"TERM": "xterm"}, "Connection → Data", "console-setup"),
        ({"TERM": "screen"}, "term screen-256color", "PuTTY"),
        ({"TERM": "xterm", "TMUX": "x"}, "default-terminal tmux-256color", "PuTTY"),
        ({"TERM": "xterm-256color"}, "256 màu", "nên dùng"),
        ({"TERM": "tmux-256color"}, "256 màu", "nên dùng"),
        ({"TERM": "xterm", "LANG": "C"}, "(LANG=C)", "LC_ALL"),
        ({"TERM": "xterm", "LANG": "vi_VN.UTF-8", "LC_ALL": "POSIX"}, "export LC_ALL=C.UTF-8", ""),
        ({"TERM": "xterm", "LC_CTYPE": "C", "LANG": "C.UTF-8"}, "export LC_CTYPE=C.UTF-8", "LANG"),
    ],
    ids=str,
)
def test_the_advice_is_for_this_terminal(env: dict[str, str], said: str, unsaid: str) -> None:
    remarks = look_at_terminal({"LANG": "C.UTF-8", **env}, size=(80, 24)).remarks()
    told = " ".join(remark.text for remark in remarks)
    assert said in told
    assert not unsaid or unsaid not in told


def test_a_good_terminal_lacks_nothing() -> None:
    env = {"TERM": "xterm-256color", "LANG": "vi_VN.UTF-8", "SSH_TTY": "/dev/pts/1", "TMUX": "x"}
    good = look_at_terminal(env, size=(120, 40))
    assert all(remark.ok for remark in good.remarks())
    assert good.remote
    assert good.multiplexer == "tmux"


def test_a_pipe_is_told_from_a_terminal() -> None:
    report = look_at_terminal({"TERM": "xterm", "LANG": "C.UTF-8"}, interactive=False)
    assert [remark.ok for remark in report.remarks()].count(False) == 1


def test_what_the_officer_set_for_textual_stays() -> None:
    env = {"TERM": "xterm", "SSH_TTY": "x", "TEXTUAL_FPS": "7"}
    settings = textual_settings(look_at_terminal(env), env)
    assert "MAX_FPS" not in settings
    assert settings["COLOR_SYSTEM"] == "standard"
    assert settings["DISABLE_KITTY_KEY"] is True


def test_over_ssh_fewer_frames_are_drawn() -> None:
    near = {"TERM": "xterm-256color"}
    far = {**near, "SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}
    assert textual_settings(look_at_terminal(near), near)["MAX_FPS"] == FRAMES_LOCAL
    assert textual_settings(look_at_terminal(far), far)["MAX_FPS"] == FRAMES_REMOTE


def test_textual_still_has_the_settings_that_we_choose() -> None:
    env = {"TERM": "xterm-256color"}
    assert not set(textual_settings(look_at_terminal(env), env)) - set(vars(constants))
    assert screen.UPDATE_PERIOD == 1 / constants.MAX_FPS


def test_an_old_terminal_gets_the_theme_of_sixteen_colours() -> None:
    assert default_theme(look_at_terminal({"TERM": "linux"})) == "16-mau"
    assert default_theme(look_at_terminal({"TERM": "xterm-256color"})) == "toi"


def test_looking_at_the_terminal_imports_no_textual() -> None:
    code = (
        "import sys, cchc_tui.services.terminal_report, cchc_tui.tui.terminal.environment;"
        "sys.exit(any(m.split('.')[0] in ('textual', 'rich') for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
