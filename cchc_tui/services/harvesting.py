"""Looks for phrases in old report files: reads them, and leaves out what the bank has already."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.domain.paths import layers, packaged
from cchc_tui.phrases.harvest import Proposal, harvest, same_wording
from cchc_tui.phrases.search import PhraseBank
from cchc_tui.phrases.slots import PIECE
from cchc_tui.phrases.words import load_abbreviations
from cchc_tui.services.old_reports import read_reports, section_titles

if TYPE_CHECKING:
    from cchc_tui.services.workspace import Workspace

NEAREST = 5
"""Phrases of the bank that a proposal is compared with: the nearest by search."""

_WORD = re.compile(r"[^\W\d_]+")

OnFile = Callable[[int, int, Path], None]
"""Told before each file: how many are done, of how many, and which is next."""


def harvest_files(
    workspace: Workspace, bank: PhraseBank, paths: Sequence[Path], minimum: int, on_file: OnFile
) -> list[Proposal]:
    """Phrases proposed from old reports; see `PhraseBook.harvest`.

    Raises:
        WorkError: A file cannot be read; names it.
        DataError: Mistakes in the files of sections.
    """
    today = workspace.today()

    def is_known(wording: str) -> bool:
        words = " ".join(_WORD.findall(PIECE.sub(" ", wording)))
        hits = bank.search(words, limit=NEAREST, today=today)
        return any(same_wording(wording, hit.phrase.text) for hit in hits)

    return harvest(
        read_reports(paths, on_file),
        sections=section_titles(workspace.library),
        spelled=_speller(workspace),
        is_known=is_known,
        minimum=minimum,
    )


def _speller(workspace: Workspace) -> Callable[[str], str]:
    """What writes the usual abbreviations out."""
    own = (layer.path for layer in layers(workspace.places, "phrasebank"))
    written = load_abbreviations(dict.fromkeys([packaged("phrasebank"), *own]), []).written
    long = {short: " ".join(word for _, word in words) for short, words in written.items()}
    return lambda text: _WORD.sub(lambda word: long.get(word[0], word[0]), text)
