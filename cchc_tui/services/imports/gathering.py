"""The answers that one old report gives to one kind, gathered section by section."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from cchc_tui.document.blocks import Document
from cchc_tui.domain.values import AnswerState, Prose, Quantity
from cchc_tui.interview.answer import Answer, Value
from cchc_tui.interview.free import further_id, is_free
from cchc_tui.interview.interview import Interview
from cchc_tui.interview.kinds import QuestionType
from cchc_tui.interview.wording import render
from cchc_tui.services.imports.about import code_of, signed_on
from cchc_tui.services.imports.alignment import Alignment
from cchc_tui.services.imports.choices import by_agency, by_answers, by_words, opening
from cchc_tui.services.imports.contexts import contexts_of
from cchc_tui.services.imports.keeping import free_answer, kept_of
from cchc_tui.services.imports.matching import SURE, Match
from cchc_tui.services.imports.own import hold
from cchc_tui.services.imports.phrased import read_phrased
from cchc_tui.services.imports.placing import Said, outlying, place
from cchc_tui.services.imports.reading import fill
from cchc_tui.services.imports.regions import Region, regions_of
from cchc_tui.services.imports.result import HeadingMatch, ImportResult, Understood
from cchc_tui.services.imports.segments import closing_of
from cchc_tui.services.imports.sentences import sentences_of
from cchc_tui.services.imports.solving import solve

OPENING, MANNER, CLOSING = "mo-dau", "md_kieu", "ket"
"""The sections of the opening and the closing sentence; the question how the first is written."""
PLACED = 0.7
"""How sure it is that paragraphs answer the prose question they were given to."""
PRINTED = "Số đã in trong văn bản cũ, không kèm các số thành phần."
"""Why a figure that is computed stands as it was printed."""
_TOLD = (QuestionType.TEXT, QuestionType.PROSE, QuestionType.CHOICE, QuestionType.YES_NO)
"""Types that the account of an import does not list."""


class Gathering:
    """What has been gathered of an old report.

    Args:
        draft: Of its kind, agency and period.
        document: The report.
    """

    def __init__(self, draft: Interview, document: Document) -> None:
        self._library = draft.library
        self._draft = draft
        self._document = document
        self._regions = regions_of(draft.library, draft.kind)
        self._matches: list[Match] = []
        self._facts: list[Understood] = []
        self._answers: dict[str, Answer] = {}
        self._free: dict[str, int] = {}

    def read(self, matches: list[Match]) -> None:
        """Gather what a report of anybody's says.

        Args:
            matches: Its segments with their sections.
        """
        self._matches = matches
        fill(self._regions, matches, code_of(self._document))
        self._head()
        self._closing()
        for region in self._regions:
            self._gather(region)
        self._choose()
        self._solve()
        self._override()
        self._words(self._regions)

    def take(self, answers: Mapping[str, Answer]) -> int:
        """Gather what a file of ours was made of, as far as its words bear it out.

        Args:
            answers: Those of its imprint.

        Returns:
            How many of its sections were edited since.
        """
        held = hold(self._draft.with_answers(answers), self._document, self._regions)
        self._matches = held.matches
        self._answers = held.answers
        for name, answer in held.answers.items():
            if self._library.questions[name].type not in _TOLD:
                self._tell(name, answer, 1.0)
        self._head()
        self._words(held.edited)
        return len(held.edited)

    def _head(self) -> None:
        document = self._document
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

    def _closing(self) -> None:
        """Short texts of the closing, which is printed by its wording alone."""
        library = self._library
        node = next((one for one in self._draft.kind.sections if one.use == CLOSING), None)
        section = library.sections[CLOSING]
        contexts = contexts_of(
            library, node.template if node and node.template else section.template
        )
        questions = [library.questions[name] for name in contexts if "." not in name]
        alignment = Alignment(questions, contexts)
        closing = enumerate(closing_of(self._document))
        sentences = [one for at, text in closing for one in sentences_of(at, text)]
        for said in read_phrased(questions, contexts, sentences, alignment):
            self._note(said.question.id, said.text, said.score)

    def _gather(self, region: Region) -> None:
        for question, day in region.spans:
            self._note(question.id, day, 0.8)
        for reading in region.readings:
            if not reading.question.computed:
                self._note(reading.question.id, reading.value, reading.score)
        for name, citations in region.citations.items():
            self._note(name, citations, 0.7)
        for said in region.phrased:
            self._note(said.question.id, said.text, said.score)
        for _, table in region.tables:
            self._note(table.question.id, table.records, table.score)
        for told in region.told:
            self._note(told.question.id, told.records, min(told.score, 1.0))

    def _note(self, name: str, value: Value, confidence: float, reason: str = "") -> None:
        if name not in self._library.questions or name in self._answers:
            return
        self._answers[name] = Answer(AnswerState.ANSWERED, value, reason)
        self._tell(name, self._answers[name], confidence)

    def _tell(self, name: str, answer: Answer, confidence: float) -> None:
        from cchc_tui.interview.answers import summarise

        question = self._library.questions[name]
        shown = summarise(question, answer)
        self._facts.append(Understood(name, question.name, shown, round(confidence, 2)))

    def _keep(self, name: str, value: Prose | str) -> None:
        text = value if isinstance(value, str) else value.text
        if text and name in self._library.questions and name not in self._answers:
            self._answers[name] = Answer(AnswerState.ANSWERED, value)

    def _choose(self) -> None:
        """Choices that the agency, the words or the figures of the old report settle."""
        asked = [question for region in self._regions for question in region.questions]
        for name, option in by_agency(asked, self._draft.agency.name):
            self._note(name, option, 0.9)
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
        for region in self._regions:
            for name, value in region.chosen.items():
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

    def _override(self) -> None:
        """Computed rates that the old report prints without the parts they are made of.

        A total is not: where no part was read, it is likelier another figure.
        """
        draft = self._draft.with_answers(self._answers)
        for name, quantity in self._printed().items():
            rate = self._library.questions[name].type is QuestionType.PERCENT
            if rate and draft.visible(name) and not draft.answer(name).given:
                self._note(name, quantity, 0.6, PRINTED)

    def _words(self, regions: Iterable[Region]) -> None:
        interview = self._draft.with_answers(self._answers)
        worded = {section.id: section for section in render(interview).sections}
        shown = {section.id for section in interview.sections()}
        last = next(one for one in self._regions if one.node.id in shown)
        for region in regions:
            if region.node.id not in shown:
                self._keep_hidden(region, last)
                continue
            last = last if region.node.annex else region
            if not region.segments:
                continue
            said = Said.of(worded[node.id] for node in region.nodes if node.id in worded)
            answers, count = place(region, said, interview)
            self._answers |= answers
            for name in answers:
                if not is_free(name):
                    self._tell(name, answers[name], PLACED)
            if count:
                self._free[max(answers, key=lambda name: len(str(answers[name].value)))] = count

    def _keep_hidden(self, region: Region, last: Region) -> None:
        """The words of a section that does not show, behind the last one that does."""
        lines = outlying(region)
        if not lines:
            return
        name = further_id(last.node.id)
        held = self._answers.get(name)
        kept = kept_of(held.value.text) if held and isinstance(held.value, Prose) else []
        self._answers[name] = free_answer([*kept, *lines])
        self._free[name] = self._free.get(name, 0) + len(lines)

    def result(self, confidence: float, notes: Sequence[str]) -> ImportResult:
        """Everything gathered, with what to look at."""
        period = self._draft.period
        interview = self._draft.with_answers(self._answers)
        more = [*notes, *(f"Cần xem: {failed.message}" for failed in interview.checks())]
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
        more += [f"Đề mục “{one.heading}” tạm xếp vào mục {one.section}." for one in unsure]
        return ImportResult(
            id="",
            kind=self._draft.kind.id,
            kind_confidence=round(min(confidence, 1.0), 2),
            agency=self._draft.agency.id,
            period=period.code,
            period_name=period.given_name,
            matched=matched,
            facts=tuple(self._facts),
            free=self._free,
            notes=tuple(more),
            answers=self._answers,
        )
