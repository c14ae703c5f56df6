"""What is kept from key to key changes no answer, and keeps the work of a key small."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bank_maker import TODAY, write_bank

from cchc_tui.domain.paths import Layer
from cchc_tui.phrases import align
from cchc_tui.phrases.meanings import Meaning
from cchc_tui.phrases.query import MAX_LETTERS, MAX_TOKENS, Token, parse_query
from cchc_tui.phrases.rank import CLOSE
from cchc_tui.phrases.readings import Reader
from cchc_tui.phrases.search import PhraseBank

WORDS = (
    "tiếp nhận giải quyết hồ sơ đúng hạn theo quy định của pháp luật cơ chế một cửa liên thông "
    "thủ tục hành chính kết quả cơ quan đơn vị trong kỳ báo cáo công tác cải cách đạt tỷ lệ"
)
CLAUSE = (
    "trong ky bao cao co quan đã tiếp nhận và giai quyet ho so đúng hạn theo quy dinh cua phap "
    "luat ve co che mot cua lien thong tai bo phan tiep nhan va tra ket qua cua cac don vi"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank of phrases that share their words, so that every key has another shortlist."""
    folder = tmp_path_factory.mktemp("bank")
    chance = random.Random(1)
    write_bank(
        folder / "bank",
        [" ".join(chance.choices(WORDS.split(), k=chance.randint(6, 24))) for _ in range(240)],
    )
    return folder


def opened(folder: Path) -> PhraseBank:
    """The bank, with nothing kept."""
    return PhraseBank.open([Layer("own", folder / "bank")], folder / "cache")


def found(bank: PhraseBank, query: str) -> list[Any]:
    hits = bank.search(query, today=TODAY)
    return [(hit.phrase.id, hit.score, hit.spans) for hit in hits]


def typed_on(text: str) -> Iterator[str]:
    """The text letter by letter, with some words taken back and typed again."""
    for end in range(2, len(text) + 1):
        yield text[:end]
        if end % 23 == 0:
            yield from (text[:back] for back in range(end - 1, end - 9, -1))


def test_what_is_kept_from_key_to_key_changes_no_answer(folder: Path) -> None:
    bank = opened(folder)
    for number, query in enumerate(typed_on(CLAUSE)):
        shown = found(bank, query)
        if number % 4 == 0:
            assert shown == found(opened(folder), query), query


def test_a_letter_has_only_its_own_word_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Token] = []
    stock = Reader._read

    def counted(self: Reader, token: Token) -> Meaning:
        read.append(token)
        return stock(self, token)

    monkeypatch.setattr(Reader, "_read", counted)
    bank = opened(folder)
    for end in range(2, len(CLAUSE) + 1):
        read.clear()
        bank.search(CLAUSE[:end], today=TODAY)
        assert len(read) <= 1, CLAUSE[:end]
    assert len(CLAUSE) > MAX_LETTERS
    assert len(parse_query(CLAUSE)) == MAX_TOKENS


def test_a_word_is_sought_in_a_phrase_only_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sought: Counter[tuple[Meaning, str]] = Counter()
    stock = align._places

    def counted(meaning: Meaning, text: str, *rest: Any) -> Any:
        sought[meaning, text] += 1
        return stock(meaning, text, *rest)

    monkeypatch.setattr(align, "_places", counted)
    bank = opened(folder)
    for end in range(2, len(CLAUSE) + 1):
        bank.search(CLAUSE[:end], today=TODAY)
    assert set(sought.values()) == {1}


def test_within_a_word_the_words_before_it_are_not_laid_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laid: list[object] = []
    stock = align._longer

    def counted(*given: Any) -> Any:
        laid.append(given)
        return stock(*given)

    bank = opened(folder)
    bank.search("tiep nhan giai quyet ho so theo quy dinh cua phap luat", today=TODAY)
    monkeypatch.setattr(align, "_longer", counted)
    bank.search("tiep nhan giai quyet ho so theo quy dinh cua phap luat ", today=TODAY)
    assert len(laid) == 0
    bank.search("tiep nhan giai quyet ho so theo quy dinh cua phap lua", today=TODAY)
    anew = CLOSE * 11
    assert 0 < len(laid) < anew / 3, "one step a phrase; all of them only for one that is new"
