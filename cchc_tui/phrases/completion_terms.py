"""Administrative terms by which typing is completed: `terms.toml` of each phrase folder.

Like the rest of a bank it is read leniently: what cannot be understood is passed over and told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from cchc_tui.domain.problems import DataError, Problem, read_toml
from cchc_tui.domain.text import clean_line, fold, syllables

TERMS_FILE = "terms.toml"
LEAST_INITIALS = 3
"""Words of a term that is known by their first letters: two letters begin a word."""


def load_terms(folders: Iterable[Path], problems: list[Problem]) -> list[str]:
    """The terms of every folder that has some, each once, adding mistakes to `problems`."""
    found: dict[str, None] = {}
    for folder in folders:
        path = folder / TERMS_FILE
        if path.is_file():
            found.update(dict.fromkeys(_terms(path, problems)))
    return list(found)


def _terms(path: Path, problems: list[Problem]) -> Iterator[str]:
    try:
        items = read_toml(path).get("terms", [])
    except DataError as error:
        problems.extend(error.problems)
        return
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        message = "phải là danh sách cụm từ, mỗi cụm trong ngoặc kép, cách nhau bằng dấu phẩy"
        problems.append(Problem(str(path), 0, "terms", message))
        return
    yield from filter(None, map(clean_line, items))


def short_forms(
    meanings: Mapping[str, Iterable[str]], terms: Iterable[str] = ()
) -> dict[str, tuple[str, ...]]:
    """What abbreviations stand for, by their folded letters.

    Args:
        meanings: Abbreviations with what each stands for, the likeliest first.
        terms: Known by their first letters as well.
    """
    found: dict[str, dict[str, None]] = {}
    for short, longs in meanings.items():
        found.setdefault(fold(short), {}).update(dict.fromkeys(longs))
    for term in terms:
        words = syllables(fold(term))
        if len(words) >= LEAST_INITIALS:
            found.setdefault("".join(word[0] for word in words), {})[term] = None
    return {short: tuple(longs) for short, longs in found.items()}
