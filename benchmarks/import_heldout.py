"""What an import understands of reports written by one who never read how it works.

`python benchmarks/import_kind.py --held-out [--misses] [REPORT...]` runs it. Beside what is counted
of the real reports, paragraphs (`prose`) count where the report has them under their own heading.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import tomli
from import_kind import ROOT, Score, score, workspace
from word_of_text import word_file

from cchc_tui.services.answer_files import read_answers
from cchc_tui.services.importing import import_report

HELD_OUT = ROOT / "tests" / "importing" / "heldout"


def measure(seeds: Sequence[str]) -> dict[str, Score]:
    """Scores by report; one taken for another kind or period is called by that too."""
    found = {}
    with workspace() as work, TemporaryDirectory() as folder:
        for answers in sorted(HELD_OUT.glob("*.toml")):
            if seeds and answers.stem not in seeds:
                continue
            about = tomli.loads(answers.read_text("utf-8"))
            path = report_file(answers, Path(folder))
            wanted = read_answers(answers, work.library, work.library.kinds[about["kind"]])
            read = import_report(work, path)
            known = (read.kind, read.period) == (about["kind"], about["period"])
            name = answers.stem if known else f"{answers.stem} ({read.kind} {read.period})"
            found[name] = score(work, path, wanted, prose=True)
    return found


def report_file(answers: Path, folder: Path) -> Path:
    """The report that a file of answers is of: as it stands, or made into a Word file."""
    source = next(one for one in HELD_OUT.glob(f"{answers.stem}.*") if one != answers)
    if not source.name.endswith(".docx.txt"):
        return source
    path = folder / source.name.removesuffix(".txt")
    path.write_bytes(word_file(source.read_text("utf-8")))
    return path
