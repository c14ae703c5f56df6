"""The four themes: dark, light, high contrast, and sixteen colours for old terminals.

Every text colour stands out from every ground by WCAG 2.1's 4.5 to 1 (7 to 1 in the theme
of high contrast), also after rounding to the 256 colours of a common terminal.
"""

from __future__ import annotations

from textual.app import App
from textual.theme import Theme

from cchc_tui.domain.settings import THEMES

DARK = Theme(
    name="toi",
    primary="#7cc4ff",
    secondary="#c3b1ff",
    accent="#ffc78a",
    warning="#ffd27a",
    error="#ff9c9c",
    success="#8be28f",
    foreground="#e8e8e8",
    background="#14181f",
    surface="#222a35",
    panel="#2a3342",
    dark=True,
    variables={"text-muted": "#b4bfcc", "text-disabled": "#b4bfcc", "border-blurred": "#5b6675"},
)

LIGHT = Theme(
    name="sang",
    primary="#004a8f",
    secondary="#55308a",
    accent="#7a3500",
    warning="#6b4200",
    error="#a00016",
    success="#0b5320",
    foreground="#1a1a1a",
    background="#fafafa",
    surface="#e9edf3",
    panel="#e0e6ee",
    dark=False,
    variables={"text-muted": "#424c58", "text-disabled": "#424c58", "border-blurred": "#8a94a0"},
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


def register_themes(app: App[object]) -> None:
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
