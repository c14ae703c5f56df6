"""What was understood of an old report, in lines that an officer can look through. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from cchc_tui.interview.free import further_id, instead_id
from cchc_tui.interview.kinds import Kind, Library
from cchc_tui.services.importing import ImportResult
from cchc_tui.services.imports import facts, matching
from cchc_tui.tui.widgets.line_list import Line

PLACED_BEFORE = "giữ ở mục đứng trước"
"""Said of a heading that fits no section."""


def summary_of(found: ImportResult) -> str:
    """How much was understood, in one line."""
    own = sum(1 for one in found.matched if one.section)
    sure = sum(1 for one in found.facts if one.confidence >= facts.SURE)
    return (
        f"Khớp loại {found.kind_confidence:.0%} · đề mục {own}/{len(found.matched)} · câu trả lời "
        f"{len(found.facts)}, chắc {sure} · nguyên văn {sum(found.free.values())} đoạn"
    )


def account_lines(found: ImportResult, library: Library) -> list[Line]:
    """Everything understood: what to look at first, then facts, headings, text kept as it is."""
    kind = library.kinds[found.kind]
    titles = _titles(kind, library)
    groups = [
        ("Nên xem lại", [Line("", f"! {note}") for note in found.notes]),
        ("Câu trả lời đọc được", list(_facts(found))),
        ("Đề mục của tệp và mục của loại báo cáo", list(_headings(found, titles))),
        ("Giữ nguyên văn, không mất chữ nào", list(_kept(found, kind, library, titles))),
    ]
    lines: list[Line] = []
    for title, rows in groups:
        if rows:
            lines.append(Line("", f"{title} ({len(rows)})", kind="title"))
            lines += rows
    return [
        Line(str(number), one.text, one.right, one.kind, one.indent + (one.kind != "title"))
        for number, one in enumerate(lines)
    ]


def _facts(found: ImportResult) -> Iterator[Line]:
    """What is least sure first: that is what has to be looked at."""
    for one in sorted(found.facts, key=lambda fact: fact.confidence >= facts.SURE):
        yield Line("", f"{one.label}: {one.shown}", _sure(one.confidence, facts.SURE))


def _headings(found: ImportResult, titles: dict[str, str]) -> Iterator[Line]:
    for one in sorted(found.matched, key=lambda match: match.confidence >= matching.SURE):
        if not one.section:
            yield Line("", one.heading, PLACED_BEFORE)
            continue
        yield Line("", one.heading, _sure(one.confidence, matching.SURE))
        if one.confidence < matching.SURE:
            yield Line("", f"→ {titles.get(one.section, one.section)}", kind="dim", indent=2)


def _sure(confidence: float, enough: float) -> str:
    return f"{'' if confidence >= enough else '? '}{confidence:.0%}"


def _kept(
    found: ImportResult, kind: Kind, library: Library, titles: dict[str, str]
) -> Iterator[Line]:
    free = {
        name: titles[node.id]
        for node in kind.sections
        for name in (instead_id(node.id), further_id(node.id))
    }
    for question, count in found.free.items():
        asked = library.questions.get(question)
        name = free.get(question) or (asked.name if asked else question)
        yield Line("", name, f"{count} đoạn")


def _titles(kind: Kind, library: Library) -> dict[str, str]:
    """What to call each section of a kind; a heading with slots gives way to a plain title."""
    return {
        node.id: node.heading
        if node.heading and "{" not in node.heading
        else library.sections[node.use].title
        if node.use in library.sections
        else node.id
        for node in kind.sections
    }
