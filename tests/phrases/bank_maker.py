"""Small banks for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from cchc_tui.domain.paths import Layer
from cchc_tui.phrases.search import Hit, PhraseBank

TODAY = date(2026, 11, 21)


def write_bank(folder: Path, texts: Sequence[str], *, extra: str = "", start: int = 0) -> None:
    """Writes phrases `p0`, `p1`, ... with these texts; `extra` is added to each."""
    folder.mkdir(parents=True, exist_ok=True)
    source = "".join(
        f"[[phrase]]\nid = \"p{number}\"\ntext = '''{text}'''\n{extra}\n"
        for number, text in enumerate(texts, start)
    )
    (folder / "bank.toml").write_text(source, encoding="utf-8")


def open_bank(tmp_path: Path, texts: Sequence[str], *, extra: str = "") -> PhraseBank:
    """A bank of these texts."""
    write_bank(tmp_path / "bank", texts, extra=extra)
    return PhraseBank.open([Layer("own", tmp_path / "bank")], tmp_path / "cache")


def ids(hits: Sequence[Hit]) -> list[str]:
    """Ids in order."""
    return [hit.phrase.id for hit in hits]


def marked(hit: Hit) -> list[str]:
    """The stretches of the text that are marked."""
    return [hit.phrase.text[start:end] for start, end in hit.spans]
