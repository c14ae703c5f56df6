"""An interview becomes a `Document`.

Its wording goes to the assembler; its head and foot are made from the agency and from the
answers of the sections `the-thuc` and `ket`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cchc_tui.document.assemble import SectionSource, annex_reference, assemble
from cchc_tui.document.blocks import Document, Foot, Head, Properties
from cchc_tui.domain.agencies import Agency, authority_lines
from cchc_tui.domain.dates import PartialDate, format_long
from cchc_tui.domain.numbers import format_quantity
from cchc_tui.domain.values import AnswerState, Prose, Quantity
from cchc_tui.interview.wording import TemplateProblem, WordedSection, render
from cchc_tui.services.errors import WorkError

if TYPE_CHECKING:
    from cchc_tui.interview.interview import Interview
    from cchc_tui.store.records import DraftInfo

NUMBER, SIGNED_ON, SUBJECT, ADDRESSEES = "so_van_ban", "ngay_ky", "trich_yeu", "kinh_gui"
RECIPIENTS, AUTHORITY, SIGNER = "noi_nhan", "ky_tham_quyen", "ky_ho_ten"


def assemble_report(interview: Interview, info: DraftInfo, *, addressees: bool = True) -> Document:
    """The report as it stands.

    Args:
        interview: The draft's questions and answers.
        info: Its header; the time it was made is the time in the file, so that the same
            answers give the same bytes whenever they are exported.
        addressees: Print `Kính gửi` where it was answered.

    Raises:
        WorkError: A template of the kind cannot be printed.
    """
    try:
        wording = render(interview)
    except TemplateProblem as error:
        raise WorkError(str(error)) from None
    head = _head(interview, addressees=addressees)
    agency = interview.agency
    reference = annex_reference(head, agency.full_name or agency.name)
    return assemble(
        head,
        [_source(section, reference) for section in wording.sections],
        _foot(interview),
        Properties(
            title=" ".join(head.subject),
            author=agency.full_name or agency.name,
            created=info.created_at,
        ),
    )


def _source(section: WordedSection, reference: str) -> SectionSource:
    return SectionSource(
        id=section.id,
        heading=section.heading,
        level=section.level,
        number_style=section.number_style,
        markdown=section.markdown,
        inserts=section.inserts,
        open=section.open,
        nothing=section.nothing,
        annex=section.annex,
        landscape=section.landscape,
        reference=reference if section.annex else "",
    )


def _head(interview: Interview, *, addressees: bool) -> Head:
    agency = interview.agency
    return Head(
        superior=agency.printed_superior,
        agency=agency.printed_name,
        number=_number(interview),
        symbol=agency.symbol(),
        place=agency.place,
        date=format_long(_signed_on(interview)),
        subject=_lines(interview, SUBJECT) or tuple(interview.subject()),
        addressees=_lines(interview, ADDRESSEES) if addressees else (),
    )


def _number(interview: Interview) -> str:
    """Số, below ten with a leading zero (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3)."""
    value = _value(interview, NUMBER)
    return format_quantity(value).replace(".", "") if isinstance(value, Quantity) else ""


def _signed_on(interview: Interview) -> PartialDate:
    """Date of signing; day and month stay open for the clerk until they are known."""
    value = _value(interview, SIGNED_ON)
    if isinstance(value, PartialDate):
        return value
    return PartialDate(interview.period.window_end.year)


def _foot(interview: Interview) -> Foot:
    agency: Agency = interview.agency
    name = _value(interview, SIGNER)
    return Foot(
        recipients=_recipients(interview),
        authority=_lines(interview, AUTHORITY) or authority_lines(agency.signer),
        signer=name if isinstance(name, str) and name else agency.signer.name,
    )


def _recipients(interview: Interview) -> tuple[str, ...]:
    """Nơi nhận as answered, with the agency's `Lưu` line where none was typed."""
    agency = interview.agency
    typed = _lines(interview, RECIPIENTS)
    if not typed:
        return agency.recipient_lines()
    filed = any(line.casefold().startswith("lưu") for line in typed)
    return typed if filed else (*typed, agency.archive_line)


def _lines(interview: Interview, question: str) -> tuple[str, ...]:
    """The lines of a prose answer without list marks and end marks; empty if not answered."""
    value = _value(interview, question)
    text = value.text if isinstance(value, Prose) else value if isinstance(value, str) else ""
    stripped = (line.strip().lstrip("-+* ").rstrip(" ;.") for line in text.splitlines())
    return tuple(line for line in stripped if line)


def _value(interview: Interview, question: str) -> object:
    """The value of a question that is asked now and answered; else None."""
    if not interview.visible(question):
        return None
    answer = interview.answer(question)
    return answer.value if answer.state is AnswerState.ANSWERED else None
