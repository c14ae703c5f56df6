"""An old report becomes a draft: its kind, agency and period, its facts, and every word else.

Nothing is dropped: what no question takes stays in the section where it stood.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.document.blocks import Document
from cchc_tui.domain.agencies import Agency
from cchc_tui.domain.periods import Period
from cchc_tui.domain.text import clean_line
from cchc_tui.interview.interview import Interview
from cchc_tui.services.errors import WorkError
from cchc_tui.services.imports.about import (
    guess_kind,
    guess_period,
    level_of,
    match_agency,
    new_agency,
    period_of_spans,
)
from cchc_tui.services.imports.gathering import Gathering
from cchc_tui.services.imports.imprint import Imprint, read_imprint
from cchc_tui.services.imports.matching import match_segments
from cchc_tui.services.imports.result import HeadingMatch, ImportResult, Understood
from cchc_tui.services.imports.segments import Segment, segments_of
from cchc_tui.services.imports.spans import spans_in
from cchc_tui.services.old_reports import as_report

if TYPE_CHECKING:
    from cchc_tui.services.workspace import Workspace

__all__ = ["HeadingMatch", "ImportResult", "Understood", "import_report", "understand"]

POOR_KIND = 0.45
"""Below this a kind is only a guess."""


def read_old_report(path: Path) -> tuple[Document, tuple[str, ...]]:
    """An old report and what is to be known of its reading.

    Raises:
        WorkError: The file cannot be read as a report; says why.
    """
    from cchc_tui.document.readers import ReadProblem, read_report

    try:
        report = read_report(path)
    except ReadProblem as problem:
        raise WorkError(str(problem)) from None
    return report.document, report.notes


def import_report(workspace: Workspace, path: Path, kind_id: str = "") -> ImportResult:
    """Make a draft of an old report.

    Args:
        workspace: Where the draft goes.
        path: A `.docx`, `.txt` or `.md`.
        kind_id: The kind to read it as; empty: the one that fits best.

    Raises:
        WorkError: The file cannot be read, or there is no such kind.
    """
    document, notes = read_old_report(path)
    found = understand(workspace, document, kind_id)
    made = found.new_agency
    if made is not None:
        note = f"Đã thêm cơ quan “{made.name}” ({made.id}); hãy xem lại tên, mã và người ký."
        notes = (*notes, note)
    return replace(keep(workspace, found, path.name), notes=(*notes, *found.notes))


def keep(workspace: Workspace, found: ImportResult, name: str) -> ImportResult:
    """Make the draft of what was understood, and its agency where that is new.

    Args:
        workspace: Where they go.
        found: What was understood.
        name: Name of the file it comes from.
    """
    if found.new_agency is not None and found.new_agency.id not in workspace.agencies():
        workspace.save_agency(found.new_agency)
    source = f"file:{clean_line(name)}"
    info = workspace.create_draft(
        found.kind,
        found.period,
        found.agency,
        found.period_name,
        answers={name: replace(one, source=source) for name, one in found.answers.items()},
    )
    return replace(found, id=info.id)


def understand(
    workspace: Workspace,
    document: Document,
    kind_id: str = "",
    agency: Agency | None = None,
    period: Period | None = None,
) -> ImportResult:
    """What an old report says, as answers; writes nothing.

    Args:
        workspace: Whose kinds and agencies are known.
        document: The old report.
        kind_id: The kind to read it as; empty: the one that fits best.
        agency: Who reported; None: as the report says.
        period: What period it reports on; None: as the report says.
    """
    library = workspace.library
    segments = segments_of(document)
    imprint = read_imprint(document.imprint, library)
    if imprint is not None and kind_id not in ("", imprint.kind):
        imprint = None
    names = as_report("", document).known
    sender = agency or match_agency(document, names, workspace.agencies())
    notes: list[str] = []
    if imprint is not None:
        confidence, kind = 1.0, library.kinds[imprint.kind]
    else:
        ranked = guess_kind(document, segments, library, level_of(document, names, sender))
        if kind_id:
            wanted = workspace.drafting.kind(kind_id)
            ranked.sort(key=lambda one: one[1].id != wanted.id)
        confidence, kind = ranked[0]
    sender = sender or new_agency(document, names, kind, set(workspace.agencies()))
    if confidence < POOR_KIND and not kind_id:
        notes.append(
            f"Không chắc về loại báo cáo {kind.id}; nếu không phải, hãy chọn loại khác (--kind)."
        )
    if period is None:
        period, unsure = _period(workspace, document, segments, sender, imprint)
        notes += unsure
    draft = Interview(library, kind, sender, period, {}, today=workspace.today())
    gathering = Gathering(draft, document)
    if imprint is not None:
        edited = gathering.take(imprint.answers)
        notes.append(_own(edited))
    else:
        gathering.read(match_segments(segments, library, kind))
    found = gathering.result(confidence, notes)
    known = sender.id in workspace.agencies()
    return found if known else replace(found, new_agency=sender)


def _period(
    workspace: Workspace,
    document: Document,
    segments: list[Segment],
    sender: Agency,
    imprint: Imprint | None,
) -> tuple[Period, list[str]]:
    """What period a report is on, and what to say where that is not certain."""
    rules = workspace.window_rules(sender)
    texts = [passage.text for segment in segments for passage in segment.passages]
    noted = imprint.period_in((*document.head.subject, *texts), rules) if imprint else None
    if noted is not None:
        return noted, []
    before = [passage.text for passage in segments[0].passages]
    period, named = guess_period(document, before, workspace.today(), rules)
    several = None if named else period_of_spans(spans_in(texts), rules)
    if several is not None:
        return several, []
    return period, [] if named else [f"Không thấy tên kỳ báo cáo; tạm lấy {period.name}."]


def _own(edited: int) -> str:
    """What is to be known of a file of ours."""
    if not edited:
        return "Tệp do cchc xuất, chữ còn nguyên: lấy lại đúng các câu trả lời đã có."
    return (
        f"Tệp do cchc xuất, đã sửa trong Word {edited:02d} mục: các mục đó lấy theo chữ trong tệp."
    )
