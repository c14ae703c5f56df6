"""How much of the real reports is understood: imported onto their kind, against answers by hand.

Run `python benchmarks/import_kind.py [--json] [--misses] [--held-out] [SEED...]`; prints a row for
each report: what of each sort of answer was read right, how many readings were wrong, and how many
of its words stand in the exported text, in their order. Figures, dates and documents count where
the answer by hand has one; of tables the cells with figures; of texts those the old report says in
like words.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import tomli
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from cchc_tui.domain.citations import Citation
from cchc_tui.domain.dates import PartialDate
from cchc_tui.domain.paths import Places
from cchc_tui.domain.text import fold
from cchc_tui.domain.values import AnswerState, Prose, Quantity, Records, Row, RowKind
from cchc_tui.interview.answer import Answer, Value
from cchc_tui.interview.interview import Interview
from cchc_tui.services.answer_files import read_answers
from cchc_tui.services.importing import ImportResult, import_report
from cchc_tui.services.imports.words import words_of_text
from cchc_tui.services.workspace import Workspace

ROOT = Path(__file__).parents[1]
SEEDS = ROOT.parent / "shared" / "seeds"
ANSWERS = ROOT / "tests" / "content" / "answers"
SORTS = ("figures", "dates", "documents", "cells", "choices", "texts")
PROSE = "prose"
SIGNER = "ky_ho_ten"
"""Read, but names stand in no answers by hand."""
SAID = 70
"""From here on a report is held to say a text, of 100: by hand it was often put in other words."""
LIKE = 80
"""From here on two texts say the same, of 100."""
_NOTE = re.compile(r"^[¹²³⁰⁴-⁹]+\s*.+$", re.MULTILINE)
_RAISED = re.compile("[¹²³⁰⁴-⁹]")
_WORD = re.compile(r"\w+")


@dataclass
class Count:
    """Readings of one sort: how many there are to make, how many were right, how many wrong."""

    wanted: int = 0
    right: int = 0
    wrong: int = 0
    misses: list[str] = field(default_factory=list)

    def add(self, other: Count) -> None:
        self.wanted += other.wanted
        self.right += other.right
        self.wrong += other.wrong


@dataclass
class Score:
    """What became of one report."""

    sorts: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in SORTS})
    words: float = 0.0
    in_order: float = 0.0


@contextmanager
def workspace() -> Iterator[Workspace]:
    """A place of its own, gone afterwards."""
    with TemporaryDirectory() as folder:
        places = Places.from_env({"CCHC_HOME": folder})
        work = Workspace(places, lambda: datetime(2026, 11, 21, 3, 0, tzinfo=UTC), author="an")
        try:
            yield work
        finally:
            work.close()


def score(
    work: Workspace, path: Path, wanted: Mapping[str, Answer], *, prose: bool = False
) -> Score:
    """One report imported and compared with the answers it should give, with `prose` if asked."""
    found = import_report(work, path)
    source = fold(path.read_text("utf-8")) if path.suffix == ".txt" else ""
    made = Score()
    if prose:
        made.sorts[PROSE] = Count()
    read = work.interview(found.id)
    truth = Interview(
        read.library, read.kind, read.agency, read.period, dict(wanted), today=work.today()
    )
    for name in {**wanted, **found.answers}:
        if name in wanted:
            if _is_text(work, name) and not _said(wanted[name], source):
                continue
            _compare(work, made, name, wanted[name], found)
        elif read.visible(name) and name != SIGNER:
            # Nothing by hand: what its default or formula makes of the other answers holds.
            known = truth.answer(name)
            right = truth.visible(name) and _plain(known.value) == _plain(found.answers[name].value)
            if not right:
                _compare(work, made, name, None, found)
    if path.suffix == ".txt":
        written = work.render(found.id, "txt").decode()
        made.words, made.in_order = kept(path.read_text("utf-8"), written)
    return made


def _is_text(work: Workspace, name: str) -> bool:
    return work.library.questions[name].type.value == "text"


def _said(wanted: Answer, source: str) -> bool:
    """Whether the report says an answer by hand in like words; of a Word file it is taken so."""
    text = _plain(wanted.value)
    return not source or fuzz.partial_ratio(fold(text), source) >= SAID


def kept(source: str, written: str) -> tuple[float, float]:
    """Share of the words of a text that are in another, and that stand there in order.

    Notes at the foot of a page have no order: they stand where they are referred to.
    """
    one, other = _words(source), _words(written)
    there: dict[str, int] = {}
    for word in other:
        there[word] = there.get(word, 0) + 1
    got = 0
    for word in one:
        got += there.get(word, 0) > 0
        there[word] = there.get(word, 0) - 1
    body = _words(_NOTE.sub("", source))
    return got / len(one), LCSseq.similarity(body, other) / len(body)


def _words(text: str) -> list[str]:
    plain = _RAISED.sub("", text)
    return [word.casefold().lstrip("0") or "0" for word in _WORD.findall(plain)]


def _compare(
    work: Workspace, made: Score, name: str, wanted: Answer | None, found: ImportResult
) -> None:
    """Count one question's answer by its type."""
    answer = found.answers.get(name)
    value = wanted.value if wanted else None
    read = answer.value if answer else None
    type_ = work.library.questions[name].type.value
    if type_ == "citations":
        _documents(made.sorts["documents"], name, _tuple(value), _tuple(read))
    elif type_ == "table":
        _cells(made.sorts["cells"], name, _rows(value), _rows(read))
    elif type_ in ("number", "percent", "money"):
        _single(made.sorts["figures"], name, _told(wanted), _told(answer))
    elif type_ == "date":
        _single(made.sorts["dates"], name, _plain(value), _plain(read))
    elif type_ in ("choice", "yes_no"):
        _single(made.sorts["choices"], name, _plain(value), _plain(read))
    elif type_ == "text":
        _text(made.sorts["texts"], name, _plain(value), _plain(read))
    elif type_ == PROSE and PROSE in made.sorts and wanted is not None:
        _text(made.sorts[PROSE], name, _plain(value), _plain(read))


def _told(answer: Answer | None) -> str:
    """A single answer as compared; nothing is zero."""
    if answer is not None and answer.state is AnswerState.NOTHING:
        return "0"
    return _plain(answer.value if answer else None)


def _plain(value: Value | None) -> str:
    if isinstance(value, Quantity):
        return str(value.value.normalize())
    if isinstance(value, PartialDate):
        return f"{value.day}/{value.month}/{value.year}"
    if isinstance(value, Prose):
        return value.text
    return "" if value is None else str(value)


def _single(count: Count, name: str, wanted: str, read: str) -> None:
    count.wanted += bool(wanted)
    count.right += bool(wanted) and wanted == read
    count.wrong += bool(read) and wanted != read
    if wanted != read:
        count.misses.append(f"{name}: {wanted or '–'} | {read or '–'}")


def _text(count: Count, name: str, wanted: str, read: str) -> None:
    one, other = (" ".join(words_of_text(text)) for text in (wanted, read))
    like = bool(wanted) and fuzz.token_set_ratio(one, other) >= LIKE
    count.wanted += bool(wanted)
    count.right += like
    count.wrong += bool(read) and not like
    if not like:
        count.misses.append(f"{name}: {wanted or '–'} | {read[:90] or '–'}")


def _tuple(value: Value | None) -> tuple[Citation, ...]:
    return tuple(one for one in value if one.number) if isinstance(value, tuple) else ()


def _documents(
    count: Count, name: str, wanted: Sequence[Citation], read: Sequence[Citation]
) -> None:
    there, here = {one.number for one in wanted}, {one.number for one in read}
    count.wanted += len(there)
    count.right += len(there & here)
    count.wrong += len(here - there)
    count.misses += [f"{name}: {one}" for one in sorted(there - here)]
    count.misses += [f"{name}: – | {one}" for one in sorted(here - there)]


def _rows(value: Value | None) -> list[Row]:
    rows = value.rows if isinstance(value, Records) else ()
    return [row for row in rows if row.kind is RowKind.ITEM]


def _cells(count: Count, name: str, wanted: list[Row], read: list[Row]) -> None:
    """Cells with figures, each wanted row against the read row that fits it best."""
    left = list(read)
    for row in wanted:
        figures = _figures(row)
        best = max(left, key=lambda one: _fit(figures, one), default=None)
        got = _figures(best) if best is not None and _fit(figures, best) > 0 else {}
        if got and best is not None:
            left.remove(best)
        count.wanted += len(figures)
        right = sum(1 for column, value in figures.items() if got.get(column) == value)
        count.right += right
        count.wrong += sum(1 for column, value in got.items() if figures.get(column, "0") != value)
        if right < len(figures):
            count.misses.append(f"{name}: {figures} | {got or '–'}")
    for row in left:
        count.wrong += len(_figures(row))
        count.misses += [f"{name}: – | {_figures(row)}"] if _figures(row) else []


def _figures(row: Row) -> dict[str, str]:
    return {
        column: _plain(value) for column, value in row.cells.items() if isinstance(value, Quantity)
    }


def _fit(figures: Mapping[str, str], row: Row) -> int:
    there = _figures(row)
    return sum(1 for column, value in figures.items() if there.get(column) == value)


def measure(seeds: Sequence[str]) -> dict[str, Score]:
    """Scores by seed."""
    found = {}
    with workspace() as work:
        for path in sorted(SEEDS.glob("*.txt")):
            seed = path.name[:3]
            if seeds and seed not in seeds:
                continue
            answers = ANSWERS / f"seed-{seed}.toml"
            kind = work.library.kinds[tomli.loads(answers.read_text("utf-8"))["kind"]]
            found[seed] = score(work, path, read_answers(answers, work.library, kind))
    return found


def table(scores: Mapping[str, Score]) -> str:
    """The figures, a row for each report and one for all."""
    total = {name: Count() for one in scores.values() for name in one.sorts}
    wide = max(6, *(len(seed) + 1 for seed in scores))
    lines = [" " * wide + "".join(f"{name:>17}" for name in total) + "    words  in order"]
    for seed, one in scores.items():
        for name, count in one.sorts.items():
            total[name].add(count)
        lines.append(f"{seed:{wide}}{_row(one.sorts)}  {one.words:7.2%}  {one.in_order:8.2%}")
    lines += [f"{'all':{wide}}{_row(total)}", "right/wanted, -wrong"]
    return "\n".join(lines)


def _row(sorts: Mapping[str, Count]) -> str:
    return "".join(f"{f'{one.right}/{one.wanted} -{one.wrong}':>17}" for one in sorts.values())


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seeds", nargs="*")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--held-out", action="store_true")
    options = parser.parse_args()
    if options.held_out:
        from import_heldout import measure as measured  # it needs what stands here
    elif SEEDS.is_dir():
        measured = measure
    else:
        print("the real reports are not there")
        return 0
    scores = measured(options.seeds)
    if options.json:
        print(json.dumps({seed: _as_json(one) for seed, one in scores.items()}))
        return 0
    if options.misses:
        for seed, one in scores.items():
            for name, count in one.sorts.items():
                print(*(f"{seed} {name}: {miss}" for miss in count.misses), sep="\n")
    print(table(scores))
    return 0


def _as_json(one: Score) -> dict[str, object]:
    counts = {name: [c.right, c.wanted, c.wrong] for name, c in one.sorts.items()}
    return {**counts, "words": one.words, "in_order": one.in_order}


if __name__ == "__main__":
    sys.exit(main())
