"""Checks drafts and files: what both faces do with the rules of the review."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.domain.periods import Period, PeriodProblem
from cchc_tui.services.errors import WorkError

if TYPE_CHECKING:
    from cchc_tui.document.blocks import Document
    from cchc_tui.review.checker import Checker
    from cchc_tui.review.findings import Finding, Spot
    from cchc_tui.review.passages import Passage
    from cchc_tui.review.report import Report
    from cchc_tui.review.rules import PassageCheck, Placed, Registry, ReportCheck, Rule
    from cchc_tui.services.workspace import Workspace
    from cchc_tui.store.records import DraftInfo, Waiver

SUFFIXES = (".docx", ".txt", ".md")
"""Files of a folder that are taken for reports."""

MOST_FILES = 5000
"""Files of a folder that are checked at once."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked and what was found.

    Attributes:
        name: The file, or the id of the draft.
        findings: What was found, in reading order, layout last.
        word: Whether places are paragraphs of a Word file rather than lines.
        data: The bytes of a Word file, to put comments into; empty else.
        waived: What was found in a draft and its officer lets stand, with why.
    """

    name: str
    findings: tuple[Finding, ...]
    word: bool = False
    data: bytes = b""
    waived: tuple[tuple[Finding, Waiver], ...] = ()


def make_checker(workspace: Workspace, pace: Callable[[], None] | None = None) -> Checker:
    """A checker with the legal facts of the workspace.

    Args:
        workspace: Where the facts are.
        pace: Called before every step of a rule: may rest a moment, or raise to end the check.

    Raises:
        DataError: Mistakes in the fact files.
    """
    from cchc_tui.review.catalogue import REGISTRY
    from cchc_tui.review.checker import Checker

    return Checker(workspace.facts, _paced(REGISTRY, pace) if pace else REGISTRY)


def _paced(registry: Registry, pace: Callable[[], None]) -> Registry:
    """The same rules, each calling `pace` before it reads a passage or the report."""

    def local(check: PassageCheck) -> PassageCheck:
        def paced(passage: Passage, report: Report) -> Iterable[Spot]:
            pace()
            return check(passage, report)

        return paced

    def whole(check: ReportCheck) -> ReportCheck:
        def paced(report: Report) -> Iterable[Placed]:
            pace()
            return check(report)

        return paced

    return replace(
        registry,
        local=[local(check) for check in registry.local],
        whole=[whole(check) for check in registry.whole],
    )


def check_file(
    path: Path, checker: Checker, *, select: Collection[str] = (), ignore: Collection[str] = ()
) -> Checked:
    """Check an old report.

    Raises:
        WorkError: It cannot be read; the message says why.
    """
    from cchc_tui.document.readers import ReadProblem, read_report

    try:
        read = read_report(path)
        # What a file is, its content tells, as it does the reader.
        data = found if (found := path.read_bytes()).startswith(b"PK") else b""
    except (ReadProblem, OSError) as problem:
        raise WorkError(str(problem)) from None
    findings = checker.check(read.document, select=select, ignore=ignore)
    findings += _chosen(_loose_notes(read.loose), select, ignore)
    if data:
        findings += layout_of(data, select, ignore)
    else:
        findings = _in_lines(findings, path)
    return Checked(str(path), findings, bool(data), data)


def check_draft(
    workspace: Workspace,
    draft: str,
    checker: Checker,
    *,
    select: Collection[str] = (),
    ignore: Collection[str] = (),
) -> Checked:
    """Check a draft as it would be printed, against the reports of earlier periods if any.

    What its officer lets stand is kept apart.

    Raises:
        WorkError: There is no such draft, or it cannot be assembled.
    """
    info = workspace.draft(draft)
    findings = checker.check(
        workspace.document(info.id),
        earlier=_report_of(workspace, earlier_draft(workspace, info.id)),
        last_year=_report_of(workspace, last_year_draft(workspace, info.id)),
        select=select,
        ignore=ignore,
    )
    waivers = workspace.store.waivers(info.id)
    return Checked(
        info.id,
        tuple(one for one in findings if one.key not in waivers),
        waived=tuple((one, waivers[one.key]) for one in findings if one.key in waivers),
    )


def layout_of(
    data: bytes, select: Collection[str] = (), ignore: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Layout faults of a Word file; one that cannot be opened is said to be unchecked."""
    from cchc_tui.review.findings import Finding, Severity
    from cchc_tui.review.layout import check_layout
    from cchc_tui.review.word_file import NotWord

    try:
        found = check_layout(data)
    except NotWord as problem:
        found = (Finding("TT30", Severity.HINT, f"Chưa kiểm tra được thể thức: {problem}"),)
    return _chosen(found, select, ignore)


def _chosen(
    findings: Iterable[Finding], select: Collection[str], ignore: Collection[str]
) -> tuple[Finding, ...]:
    return tuple(
        finding
        for finding in findings
        if (not select or finding.code.startswith(tuple(select)))
        and not (ignore and finding.code.startswith(tuple(ignore)))
    )


def _loose_notes(count: int) -> tuple[Finding, ...]:
    """What is to be said of footnotes without a mark in the text."""
    from cchc_tui.review.findings import Finding, Severity

    if not count:
        return ()
    say = f"{count:02d} chú thích ở cuối trang không có số dẫn trong câu."
    return (Finding("CT12", Severity.WARNING, say),)


def _in_lines(findings: tuple[Finding, ...], path: Path) -> tuple[Finding, ...]:
    """The findings with the lines of a text file that their places do not have."""
    from cchc_tui.document.readers.report import decoded
    from cchc_tui.review.locating import with_lines

    return with_lines(findings, decoded(path.read_bytes()))


def reports_in(folder: Path) -> Iterator[Path]:
    """Reports of a folder and those within it, by name; hidden files and Word's own are left out.

    Raises:
        WorkError: There is none, or there are more than `MOST_FILES`.
    """
    found = sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES
        and not path.name.startswith((".", "~$"))
        and path.is_file()
    )
    if not found:
        raise WorkError(f"Thư mục {folder} không có tệp .docx, .txt hay .md nào.")
    if len(found) > MOST_FILES:
        raise WorkError(f"Thư mục {folder} có hơn {MOST_FILES} tệp; hãy chọn thư mục nhỏ hơn.")
    yield from found


def known_codes(codes: str) -> tuple[str, ...]:
    """Codes, or beginnings of codes, separated by commas: `SL,CT01`.

    Raises:
        WorkError: One of them begins no code.
    """
    from cchc_tui.review.catalogue import REGISTRY

    found = tuple(code.strip().upper() for code in codes.split(",") if code.strip())
    for code in found:
        if not any(rule.code.startswith(code) for rule in REGISTRY):
            groups = ", ".join(dict.fromkeys(rule.code[:2] for rule in REGISTRY))
            raise WorkError(f"Không có quy tắc “{code}”. Các nhóm: {groups}; xem docs/RULES.md.")
    return found


def rule_named(code: str) -> Rule:
    """The rule with this code.

    Raises:
        WorkError: There is none.
    """
    from cchc_tui.domain.text import nearest
    from cchc_tui.review.catalogue import REGISTRY

    rule = REGISTRY.rules.get(code.strip().upper())
    if rule is None:
        near = nearest(code.upper(), REGISTRY.rules)
        raise WorkError(f"Không có quy tắc “{code}”." + (f" Có phải {near}?" if near else ""))
    return rule


def earlier_draft(workspace: Workspace, draft: str) -> DraftInfo | None:
    """The draft of the same kind and agency for the period before; None if there is none."""
    try:
        return _draft_of(workspace, draft, workspace.interview(draft).period.previous())
    except PeriodProblem:
        return None


def last_year_draft(workspace: Workspace, draft: str) -> DraftInfo | None:
    """The draft of the same kind and agency for the same period of the year before, if any."""
    try:
        return _draft_of(workspace, draft, workspace.interview(draft).period.same_last_year())
    except PeriodProblem:
        return None


def _draft_of(workspace: Workspace, draft: str, period: Period) -> DraftInfo | None:
    info = workspace.draft(draft)
    for card in workspace.store.headers():
        if (card.kind, card.agency, card.period) == (info.kind, info.agency, period.code):
            return card
    return None


def _report_of(workspace: Workspace, found: DraftInfo | None) -> Document | None:
    """The report of a draft, where it can be assembled."""
    try:
        return workspace.document(found.id) if found else None
    except WorkError:
        return None
