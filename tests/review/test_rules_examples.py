from __future__ import annotations

import re
from functools import lru_cache

import pytest

from cchc_tui.domain.facts import load_facts
from cchc_tui.domain.paths import packaged
from cchc_tui.domain.syllables import is_vietnamese_syllable
from cchc_tui.review.catalogue import REGISTRY
from cchc_tui.review.checker import Checker
from cchc_tui.review.examples import document_of
from cchc_tui.review.rules import GROUPS, Rule

RULES = list(REGISTRY)
WITHOUT_TEXT = {"SL16", "SL19", *(rule.code for rule in RULES if rule.code >= "TT10")}
"""Rules that need a Word file or an earlier report; they have tests of their own."""


@lru_cache(maxsize=1)
def checker() -> Checker:
    return Checker(load_facts([packaged("prompts/facts")]))


def codes(text: str) -> set[str]:
    return {finding.code for finding in checker().check(document_of(text))}


FLAGS = [(rule.code, text) for rule in RULES for text in rule.flags]
PASSES = [(rule.code, text) for rule in RULES for text in rule.passes]


@pytest.mark.parametrize(("code", "text"), FLAGS)
def test_a_rule_flags_what_it_says_it_flags(code: str, text: str) -> None:
    assert code in codes(text)


@pytest.mark.parametrize(("code", "text"), PASSES)
def test_a_rule_passes_what_it_says_it_passes(code: str, text: str) -> None:
    assert code not in codes(text)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_explains_itself(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{2}[0-9]{2}", rule.code)
    assert rule.code[:2] in GROUPS
    assert len(rule.name) > 5
    assert rule.why.endswith(".")
    assert rule.source
    if rule.code not in WITHOUT_TEXT:
        assert rule.flags
        assert rule.passes


def test_the_list_of_foreign_words_holds_no_vietnamese_syllable() -> None:
    words = load_facts([packaged("prompts/facts")]).spelling.words
    assert len(words) > 100
    assert [word for word in words if is_vietnamese_syllable(word)] == []
