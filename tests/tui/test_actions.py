"""The one table of actions: keys, methods, words."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from textual.widget import Widget

from cchc_tui.domain.settings import FORBIDDEN_KEYS
from cchc_tui.domain.text import fold
from cchc_tui.services.lookup import ActionEntry
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.actions import (
    ACTIONS,
    EVERYWHERE,
    FIGURES,
    HARVEST,
    HOME,
    IMPORT,
    INTERVIEW,
    PHRASES,
    PREVIEW,
    REVIEW,
    Action,
    actions_of,
)
from cchc_tui.tui.app import CchcApp
from cchc_tui.tui.key_names import key_name, keys_of
from cchc_tui.tui.screens.figures import FiguresScreen
from cchc_tui.tui.screens.harvest import HarvestScreen
from cchc_tui.tui.screens.home import HomeScreen
from cchc_tui.tui.screens.import_report import ImportReportScreen
from cchc_tui.tui.screens.interview import InterviewScreen
from cchc_tui.tui.screens.phrases import PhraseBookScreen
from cchc_tui.tui.screens.preview import PreviewScreen
from cchc_tui.tui.screens.review import ReviewScreen
from cchc_tui.tui.terminal.keys import own_keys
from cchc_tui.tui.widgets.figure_grid import FigureGrid
from cchc_tui.tui.widgets.line_list import LineList
from cchc_tui.tui.widgets.report_view import ReportView

SCREENS = {
    HOME: HomeScreen,
    INTERVIEW: InterviewScreen,
    PREVIEW: PreviewScreen,
    PHRASES: PhraseBookScreen,
    HARVEST: HarvestScreen,
    FIGURES: FiguresScreen,
    IMPORT: ImportReportScreen,
    REVIEW: ReviewScreen,
}
IDS = [f"{action.where}.{action.id}" for action in ACTIONS]


@pytest.mark.parametrize("action", ACTIONS, ids=IDS)
def test_no_action_has_a_key_that_terminals_send_for_another(action: Action) -> None:
    assert not set(keys_of(action, {})) & set(FORBIDDEN_KEYS)


@pytest.mark.parametrize("action", ACTIONS, ids=IDS)
def test_every_action_has_its_method(action: Action) -> None:
    owner = CchcApp if action.where == EVERYWHERE else SCREENS[action.where]
    assert callable(getattr(owner, f"action_{action.id}", None))


@pytest.mark.parametrize("where", SCREENS)
def test_no_key_means_two_things_on_one_screen(where: str) -> None:
    keys = Counter(key for action in actions_of(where, EVERYWHERE) for key in keys_of(action, {}))
    assert [key for key, times in keys.items() if times > 1] == []


@pytest.mark.parametrize("where", SCREENS)
def test_no_two_actions_of_a_screen_are_called_the_same(where: str) -> None:
    for one, other in combinations(actions_of(where, EVERYWHERE), 2):
        assert fold(one.title) != fold(other.title)


@pytest.mark.parametrize("where", SCREENS)
def test_every_function_key_in_the_bar_fits_eighty_columns_before_quit(where: str) -> None:
    bar = [
        f" {key_name(keys_of(action, {})[0])} {action.short}"
        for action in actions_of(where, EVERYWHERE)
        if action.short and keys_of(action, {}) and action.id not in ("quit", "undo")
    ]
    assert len("".join(bar)) <= 80


@pytest.mark.parametrize("where", SCREENS)
def test_the_assistant_line_finds_every_action_by_its_own_words(
    desk: Workspace, draft: str, where: str
) -> None:
    doable = actions_of(where, EVERYWHERE)
    entries = [ActionEntry(one.command, one.title, f"{one.words} {one.short}") for one in doable]
    here = "" if where == HOME else draft
    for action in doable:
        found = desk.look_up(fold(action.title), draft_id=here, actions=entries, limit=3)
        assert action.command in [one.id for one in found], action.title


@pytest.mark.parametrize(
    ("words", "action"),
    [
        ("xuat word", "export"),
        ("kiem tra loi", "review"),
        ("mau cau", "phrases"),
        ("hoan tac", "undo"),
        ("phim tat", "keys"),
        ("giao dien sang", "themes"),
        ("thoat", "quit"),
    ],
)
def test_a_few_words_without_tone_marks_find_what_is_meant(
    desk: Workspace, draft: str, words: str, action: str
) -> None:
    doable = actions_of(INTERVIEW, EVERYWHERE)
    entries = [ActionEntry(one.id, one.title, f"{one.words} {one.short}") for one in doable]
    found = desk.look_up(words, draft_id=draft, actions=entries, limit=4)
    assert action in [one.id for one in found]


@pytest.mark.parametrize(
    ("key", "name"),
    [("f1", "F1"), ("ctrl+z", "Ctrl+Z"), ("pagedown", "PgDn"), ("ctrl+left", "Ctrl+←")],
)
def test_keys_are_called_as_on_the_keyboard(key: str, name: str) -> None:
    assert key_name(key) == name


@pytest.mark.parametrize("widget", [LineList, ReportView, FigureGrid])
def test_the_help_names_no_key_in_english(widget: type[Widget]) -> None:
    titles = {title for _, title in own_keys(widget())}
    english = {"Scroll", "Page", "Cursor", "Focus", "Delete", "Move", "Copy", "Select", "Toggle"}
    assert not english & {word for title in titles for word in title.split()}
