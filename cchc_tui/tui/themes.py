"""The four themes: dark, light, high contrast, and sixteen colours for old terminals.

Every text colour stands out from every ground by WCAG 2.1's 4.5 to 1 (7 to 1 in the theme
of high contrast). The colours are among the 256 of a common terminal, so that they look the
same there.
"""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.theme import Theme

from cchc_tui.domain.settings import THEMES

DARK = Theme(
    name="toi",
    primary="#87d7ff",
    secondary="#d7afff",
    accent="#ffd787",
    warning="#ffd75f",
    error="#ff8787",
    success="#87d787",
    foreground="#e4e4e4",
    background="#121212",
    surface="#262626",
    panel="#303030",
    dark=True,
    variables={"text-muted": "#b2b2b2", "text-disabled": "#b2b2b2", "border-blurred": "#6c6c6c"},
)

LIGHT = Theme(
    name="sang",
    primary="#005f87",
    secondary="#5f0087",
    accent="#5f0000",
    warning="#5f5f00",
    error="#af0000",
    success="#005f00",
    foreground="#1c1c1c",
    background="#ffffff",
    surface="#eeeeee",
    panel="#e4e4e4",
    dark=False,
    variables={"text-muted": "#4e4e4e", "text-disabled": "#4e4e4e", "border-blurred": "#8a8a8a"},
)

HIGH_CONTRAST = Theme(
    name="tuong-phan",
    primary="#ffff00",
    secondary="#00ffff",
    accent="#ffd700",
    warning="#ffd700",
    error="#ffafaf",
    success="#87ff87",
    foreground="#ffffff",
    background="#000000",
    surface="#121212",
    panel="#262626",
    dark=True,
    variables={"text-muted": "#ffffff", "text-disabled": "#ffffff", "border-blurred": "#ffffff"},
)

SIXTEEN = Theme(
    name="16-mau",
    ansi=True,
    primary="ansi_bright_cyan",
    secondary="ansi_bright_magenta",
    accent="ansi_bright_yellow",
    warning="ansi_bright_yellow",
    error="ansi_bright_red",
    success="ansi_bright_green",
    foreground="ansi_white",
    background="ansi_black",
    surface="ansi_black",
    panel="ansi_black",
    boost="ansi_black",
    dark=True,
    variables={
        # The grounds are named rather than left to the terminal: on a white window its bright
        # colours could not be read.
        "ansi-background": "ansi_black",
        "ansi-foreground": "ansi_white",
        "surface": "ansi_black",
        "panel": "ansi_black",
        "boost": "ansi_black",
        "text": "ansi_white",
        "text-muted": "ansi_white",
        "text-disabled": "ansi_white",
        "foreground-muted": "ansi_white",
        "border": "ansi_bright_cyan",
        "border-blurred": "ansi_white",
        "block-cursor-foreground": "ansi_black",
        "block-cursor-background": "ansi_bright_cyan",
        "block-cursor-blurred-foreground": "ansi_white",
        "block-cursor-blurred-background": "ansi_black",
        # Textual draws the cursor of an editor reversed where colours are the terminal's own.
        "input-cursor-background": "ansi_black",
        "input-cursor-foreground": "ansi_white",
        "input-cursor-text-style": "reverse",
        "input-selection-background": "ansi_cyan",
        "input-selection-foreground": "ansi_black",
        "scrollbar": "ansi_white",
        "scrollbar-hover": "ansi_white",
        "scrollbar-active": "ansi_bright_cyan",
        "scrollbar-background": "ansi_black",
        "scrollbar-corner-color": "ansi_black",
    },
)

OURS = (DARK, LIGHT, HIGH_CONTRAST, SIXTEEN)


def register_themes(app: App[Any]) -> None:
    """Make our themes known to an app, which then takes them by name.

    Args:
        app: The app.
    """
    for theme in OURS:
        app.register_theme(theme)


def theme_titles() -> dict[str, str]:
    """Give the themes as a list for the officer shows them.

    Returns:
        Vietnamese title by name, in our order.
    """
    return {theme.name: THEMES[theme.name] for theme in OURS}
