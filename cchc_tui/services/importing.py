"""An old report becomes a draft: its kind, agency and period, its facts, and every word else.

Nothing is dropped: what no question takes stays in the section where it stood.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.document.blocks import Document
from cchc_tui.domain.agencies import Agency
from cchc_tui.domain.periods import Period
from cchc_tui.domain.text import clean_line
from cchc_tui.domain.values import AnswerState, Prose, Quantity
from cchc_tui.interview.answer import Answer, Value
from cchc_tui.interview.interview import Interview
from cchc_tui.interview.kinds import Kind, Library
from cchc_tui.interview.wording import render
from cchc_tui.services.errors import WorkError
from cchc_tui.services.imports import facts
from cchc_tui.services.imports.about import (
    code_of,
    guess_kind,
    guess_period,
    level_of,
    match_agency,
    new_agency,
    period_of_spans,
    signed_on,
)
from cchc_tui.services.imports.choices import by_answers, by_words, opening
from cchc_tui.services.imports.matching import SURE, Match, match_segments
from cchc_tui.services.imports.placing import place, said_by
from cchc_tui.services.imports.reading import Region, fill, regions_of
from cchc_tui.services.imports.segments import segments_of
from cchc_tui.services.imports.solving import solve
from cchc_tui.services.imports.spans import spans_in
from cchc_tui.services.old_reports import as_report

if TYPE_CHECKING:
    from cchc_tui.services.workspace import Workspace

OPENING, MANNER = "mo-dau", "md_kieu"
"""The section of the opening sentence, and the question that says how it is written."""
MOST_NAMED = 5
"""Unsure readings named one by one."""
POOR_KIND = 0.45
"""Below this a kind is only a guess."""


@dataclass(frozen=True, slots=True)
class Understood:
    """One fact read: its question, as shown, and how sure that is, 0 to 1."""

    question: str
    label: str
    shown: str
    confidence: float


@dataclass(frozen=True, slots=True)
class HeadingMatch:
    """An old heading and the section it went to; an empty section: kept with the one before."""

    heading: str
    section: str
    confidence: float


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of an old report.

    Attributes:
        id: Of the draft; empty where none was made.
        kind: Its kind.
        kind_confidence: How well the kind fits, 0 to 1.
        agency: Its agency.
        period: Code of its period.
        period_name: Name of a free period; else empty.
        matched: Every heading and where it went.
        facts: Every figure, date, citation and table read.
        free: Passages and table rows kept word for word, by question.
        notes: What the officer should know or look at, one Vietnamese sentence each.
        answers: All of it as answers.
        new_agency: The agency, where it is not known yet; kept with the draft.
    """

    id: str
    kind: str
    kind_confidence: float
    agency: str
    period: str
    period_name: str
    matched: tuple[HeadingMatch, ...]
    facts: tuple[Understood, ...]
    free: Mapping[str, int]
    notes: tuple[str, ...]
    answers: Mapping[str, Answer]
    new_agency: Agency | None = None

    def account(self) -> str:
        """The result in a few lines for the officer."""
        own = sum(1 for one in self.matched if one.section)
        sure = sum(1 for one in self.facts if one.confidence >= facts.SURE)
        kept = sum(self.free.values())
        lines = [
            f"Loại báo cáo: {self.kind} (khớp {self.kind_confidence:.0%}).",
            f"Cơ quan: {self.agency}; kỳ: {self.period_name or self.period}.",
            f"Đề mục: {own}/{len(self.matched)} khớp với mục của loại báo cáo.",
            f"Số liệu, viện dẫn, bảng đọc được: {len(self.facts)}, trong đó {sure} chắc chắn.",
            f"Giữ nguyên văn: {kept} đoạn.",
        ]
        unsure = [one for one in self.facts if one.confidence < facts.SURE]
        if unsure:
            named = "; ".join(f"{one.label}: {one.shown}" for one in unsure[:MOST_NAMED])
            more = f"; và {len(unsure) - MOST_NAMED} chỗ khác" if len(unsure) > MOST_NAMED else ""
            lines.append(f"Cần đối chiếu với văn bản cũ: {named}{more}.")
        return "\n".join([*lines, *(f"- {note}" for note in self.notes)])


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
    segments, _ = segments_of(document)
    names = as_report("", document).known
    sender = agency or match_agency(document, names, workspace.agencies())
    ranked = guess_kind(document, segments, library, level_of(document, names, sender))
    if kind_id:
        wanted = workspace.drafting.kind(kind_id)
        ranked.sort(key=lambda one: one[1].id != wanted.id)
    confidence, kind = ranked[0]
    sender = sender or new_agency(document, names, kind, set(workspace.agencies()))
    notes = []
    if confidence < POOR_KIND and not kind_id:
        notes.append(
            f"Không chắc về loại báo cáo {kind.id}; nếu không phải, hãy chọn loại khác (--kind)."
        )
    if period is None:
        rules = workspace.window_rules(sender)
        texts = [passage.text for segment in segments for passage in segment.passages]
        before = [passage.text for passage in segments[0].passages]
        period, named = guess_period(document, before, workspace.today(), rules)
        several = None if named else period_of_spans(spans_in(texts), rules)
        if several is not None:
            period = several
        elif not named:
            notes.append(f"Không thấy tên kỳ báo cáo; tạm lấy {period.name}.")
    matches = match_segments(segments, library, kind)
    draft = Interview(library, kind, sender, period, {}, today=workspace.today())
    found = _Reader(library, kind, draft, document, matches).result(confidence, notes)
    known = sender.id in workspace.agencies()
    return found if known else replace(found, new_agency=sender)


class _Reader:
    """Gathers the answers that one document gives to one kind."""

    def __init__(
        self,
        library: Library,
        kind: Kind,
        draft: Interview,
        document: Document,
        matches: list[Match],
    ) -> None:
        self._library = library
        self._matches = matches
        self._draft = draft
        self._kind = kind
        self._facts: list[Understood] = []
        self._answers: dict[str, Answer] = {}
        self._free: dict[str, int] = {}
        self._regions = regions_of(library, kind)
        fill(self._regions, matches, code_of(document))
        self._head(document)
        for region in self._regions:
            self._gather(region)
        self._choose()
        self._solve()
        self._words()

    def _head(self, document: Document) -> None:
        head = document.head
        if head.number.isdigit():
            self._note("so_van_ban", Quantity(Decimal(head.number)), 1.0)
        day = signed_on(document)
        if day is not None:
            self._note("ngay_ky", day, 1.0)
        subject = "\n".join(head.subject)
        if subject and " ".join(head.subject) != " ".join(self._draft.subject()):
            self._keep("trich_yeu", Prose(subject))
        self._keep("kinh_gui", Prose("\n".join(f"- {one}" for one in head.addressees)))
        foot, agency = document.foot, self._draft.agency
        if foot.recipients != agency.recipient_lines():
            self._keep("noi_nhan", Prose("\n".join(f"- {one}" for one in foot.recipients)))
        if foot.signer != agency.signer.name:
            self._keep("ky_ho_ten", foot.signer)

    def _gather(self, region: Region) -> None:
        for question, day in region.spans:
            self._note(question.id, day, 0.8)
        for reading in region.readings:
            if not reading.question.computed:
                self._note(reading.question.id, reading.value, reading.score)
        for name, citations in region.citations.items():
            self._note(name, citations, 0.7)
        for _, table in region.tables:
            self._note(table.question.id, table.records, table.score)
        for told in region.told:
            self._note(told.question.id, told.records, min(told.score, 1.0))

    def _note(self, name: str, value: Value, confidence: float) -> None:
        from cchc_tui.interview.answers import summarise

        question = self._library.questions.get(name)
        if question is None or name in self._answers:
            return
        answer = Answer(AnswerState.ANSWERED, value)
        self._answers[name] = answer
        shown = summarise(question, answer)
        self._facts.append(Understood(name, question.name, shown, round(confidence, 2)))

    def _keep(self, name: str, value: Prose | str) -> None:
        text = value if isinstance(value, str) else value.text
        if text and name in self._library.questions:
            self._answers[name] = Answer(AnswerState.ANSWERED, value)

    def _choose(self) -> None:
        """Choices that the words or the figures of the old report settle."""
        for region in self._regions:
            if region.node.use == OPENING and MANNER in self._library.questions:
                manner = opening(self._library.questions[MANNER], region.texts)
                if manner:
                    self._note(MANNER, manner, 0.9)
            for name, value in by_words(region.questions, region.texts):
                self._note(name, value, 0.6)
        draft = self._draft.with_answers(self._answers)
        for name, value in by_answers(draft, self._printed()):
            self._note(name, value, 0.6)

    def _printed(self) -> dict[str, Quantity]:
        """Computed figures as the old report prints them."""
        return {
            reading.question.id: reading.value
            for region in self._regions
            for reading in region.readings
            if reading.question.computed and isinstance(reading.value, Quantity)
        }

    def _solve(self) -> None:
        """What follows from a printed total and the parts read beside it."""
        draft = self._draft.with_answers(self._answers)
        for name, quantity in solve(draft, self._printed()):
            self._note(name, quantity, 0.6)

    def _words(self) -> None:
        interview = self._draft.with_answers(self._answers)
        worded = {section.id: said_by(section) for section in render(interview).sections}
        for region in self._regions:
            if not region.segments:
                continue
            said = "\n".join(worded.get(node.id, "") for node in region.nodes)
            answers, count = place(region, said, interview)
            self._answers |= answers
            if count:
                self._free[max(answers, key=lambda name: len(str(answers[name].value)))] = count

    def result(self, confidence: float, notes: list[str]) -> ImportResult:
        """Everything understood, with what to look at."""
        period = self._draft.period
        interview = self._draft.with_answers(self._answers)
        notes += [f"Cần xem: {failed.message}" for failed in interview.checks()]
        matched = tuple(
            HeadingMatch(
                f"{m.segment.number} {m.segment.heading}".strip(),
                m.node.id if m.score else "",
                round(m.score, 2),
            )
            for m in self._matches
            if m.segment.heading
        )
        unsure = [one for one in matched if one.section and one.confidence < SURE]
        notes += [f"Đề mục “{one.heading}” tạm xếp vào mục {one.section}." for one in unsure]
        return ImportResult(
            id="",
            kind=self._kind.id,
            kind_confidence=round(min(confidence, 1.0), 2),
            agency=self._draft.agency.id,
            period=period.code,
            period_name=period.given_name,
            matched=matched,
            facts=tuple(self._facts),
            free=self._free,
            notes=tuple(notes),
            answers=self._answers,
        )
