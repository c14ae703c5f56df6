"""How paragraphs look, and what is said of them, for the rules of the layout."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import cchc_tui.review.layout_rules  # noqa: F401 - the codes of what is found
from cchc_tui.review.findings import Finding, Place, Severity
from cchc_tui.review.rules import REGISTRY
from cchc_tui.review.word_paragraphs import Run, WordParagraph


def finding(code: str, message: str, at: WordParagraph | None = None, expected: str = "",
             severity: Severity | None = None) -> Finding:  # fmt: skip
    """A fault of the layout, at a paragraph or of the file as a whole."""
    place = Place(line=at.at, section="Thể thức") if at else Place(section="Thể thức")
    quote = at.text.strip()[:80] if at else ""
    return Finding(code, severity or REGISTRY.rules[code].severity, message, place, quote, expected)


def points(sizes: set[float]) -> str:
    """Sizes in points as they are read."""
    return ", ".join(f"{size:g}".replace(".", ",") for size in sorted(sizes))


def look(paragraph: WordParagraph, *, size: tuple[float, float], bold: bool | None = None,
          italic: bool | None = None, upper: bool = False,
          centred: bool = False) -> list[str]:  # fmt: skip
    """What is wrong with the look of a paragraph, in words."""
    wrong = []
    sizes = {run.size for run in paragraph.runs if run.size is not None}
    if sizes and not all(size[0] <= one <= size[1] for one in sizes):
        low, high = (f"{one:g}" for one in size)
        wrong.append(f"cỡ {points(sizes)} thay vì {low if low == high else f'{low}-{high}'}")
    if bold is not None and not every(paragraph.runs, lambda run: run.bold is bold):
        wrong.append("chưa in đậm" if bold else "không được in đậm")
    if italic is not None and not every(paragraph.runs, lambda run: run.italic is italic):
        wrong.append("chưa in nghiêng" if italic else "không được in nghiêng")
    if upper and not paragraph.text.strip().isupper():
        wrong.append("chưa viết IN HOA")
    if centred and paragraph.align != "center":
        wrong.append("chưa canh giữa")
    return wrong


def every(runs: tuple[Run, ...], test: Callable[[Run], bool]) -> bool:
    """Whether a test holds for every run."""
    return all(test(run) for run in runs)


def say(code: str, what: str, wrong: list[str], at: WordParagraph) -> Iterator[Finding]:
    """One fault for what is wrong with one part; none where nothing is."""
    if wrong:
        yield finding(code, f"{what}: {', '.join(wrong)}.", at)
