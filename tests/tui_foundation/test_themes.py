from __future__ import annotations

import pytest
from rich.color import Color as RichColor
from rich.color import ColorSystem
from textual.app import App
from textual.color import Color
from textual.theme import Theme

from cchc_tui.domain.settings import THEMES
from cchc_tui.tui.themes import DARK, HIGH_CONTRAST, LIGHT, OURS, register_themes, theme_titles

TEXTS = ["foreground", "text-muted", "primary", "secondary", "accent", "warning", "error"]
TEXTS += ["success", "text-disabled"]
GROUNDS = ["background", "surface", "panel"]


def luminance(colour: Color) -> float:
    """Relative luminance, WCAG 2.1."""

    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = colour.rgb
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(one: Color, other: Color) -> float:
    """Contrast ratio, WCAG 2.1."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def rounded(colour: Color) -> Color:
    """The colour that a terminal of 256 colours shows for it."""
    found = RichColor.from_rgb(*colour.rgb).downgrade(ColorSystem.EIGHT_BIT).get_truecolor()
    return Color(*found)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("theme", [DARK, LIGHT, HIGH_CONTRAST], ids=lambda theme: theme.name)
def test_text_stands_out_from_its_ground(theme: Theme, ground: str, text: str) -> None:
    colours = theme.to_color_system().generate()
    least = 7.0 if theme is HIGH_CONTRAST else 4.5
    front, back = Color.parse(colours[text]), Color.parse(colours[ground])
    assert contrast(front, back) >= least
    assert front.a == back.a == 1
    assert contrast(rounded(front), rounded(back)) >= least


def test_the_measure_itself_is_right() -> None:
    assert contrast(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21)
    assert contrast(Color.parse("#777777"), Color.parse("#ffffff")) == pytest.approx(4.48, abs=0.01)


def test_every_theme_of_the_settings_is_there_with_its_vietnamese_name() -> None:
    assert theme_titles() == THEMES


@pytest.mark.parametrize("theme", OURS, ids=lambda theme: theme.name)
async def test_an_app_takes_every_theme(theme: Theme) -> None:
    app: App[object] = App()
    async with app.run_test():
        register_themes(app)
        app.theme = theme.name
        assert app.current_theme is theme
