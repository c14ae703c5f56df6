"""`search`: phrases by a few words, once or for a stream of queries."""

from __future__ import annotations

import argparse
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.cli.commands.desk import desk
from cchc_tui.cli.output import as_json, line, say
from cchc_tui.domain.files import at_home
from cchc_tui.services.errors import WorkError

if TYPE_CHECKING:
    from cchc_tui.phrases.search import Hit, PhraseBank
    from cchc_tui.services.workspace import Workspace


MOST_QUERY = 4096
"""Characters of a line that are sought at once; a line without end is sought piece by piece."""


def search(arguments: argparse.Namespace) -> int:
    """Find phrases."""
    if arguments.limit < 1:
        raise WorkError("-n: số kết quả phải từ 1 trở lên.")
    with desk() as workspace:
        bank = _bank(workspace, arguments.bank)
        for problem in bank.problems:
            say(str(problem))
        if arguments.query == "-":
            return _answer_stream(bank, arguments, workspace.today())
        hits = bank.search(
            arguments.query,
            section=arguments.section,
            limit=arguments.limit,
            today=workspace.today(),
            usage=None if arguments.bank else workspace.suggestions.usage,
        )
    if arguments.json:
        as_json([_as_json(hit) for hit in hits])
    else:
        for hit in hits:
            mark = " [hết hiệu lực]" if hit.expired else ""
            line(f"{hit.phrase.id}{mark}\t{hit.phrase.text}")
    if not hits:
        say("Không tìm thấy mẫu câu nào.")
    return 0 if hits else 1


def _bank(workspace: Workspace, folder: str) -> PhraseBank:
    if not folder:
        return workspace.suggestions.bank
    from cchc_tui.domain.paths import Layer
    from cchc_tui.phrases.search import PhraseBank

    path = at_home(Path(folder)).absolute()
    if not path.is_dir():
        raise WorkError(f"--bank: không có thư mục {path}.")
    return PhraseBank.open([Layer("bank", path)], workspace.places.cache)


def _answer_stream(bank: PhraseBank, arguments: argparse.Namespace, today: date) -> int:
    """One JSON line for each line of stdin, sent at once."""
    while query := sys.stdin.readline(MOST_QUERY):
        start = time.perf_counter()
        hits = bank.search(
            query.rstrip("\r\n"), section=arguments.section, limit=arguments.limit, today=today
        )
        elapsed = (time.perf_counter() - start) * 1000
        as_json(
            {
                "query": query.rstrip("\r\n"),
                "elapsed_ms": round(elapsed, 3),
                "results": [_as_json(hit) for hit in hits],
            },
            compact=True,
        )
        sys.stdout.flush()
    return 0


def _as_json(hit: Hit) -> dict[str, object]:
    phrase = hit.phrase
    return {
        "id": phrase.id,
        "text": phrase.text,
        "score": round(hit.score, 4),
        "spans": [list(span) for span in hit.spans],
        "sections": list(phrase.sections),
        "layer": phrase.layer,
        "expired": hit.expired,
        "superseded_by": phrase.superseded_by,
        "basis": phrase.basis,
    }
