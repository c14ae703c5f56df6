"""Answers as JSON for the store.

Whatever comes back is cleaned again: a file may have been edited.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from cchc_tui.domain.citations import Citation
from cchc_tui.domain.dates import PartialDate
from cchc_tui.domain.numbers import APPROXIMATIONS
from cchc_tui.domain.text import clean_line, clean_text
from cchc_tui.domain.values import (
    AnswerState,
    CellValue,
    NumberStyle,
    Prose,
    Quantity,
    Records,
    Row,
    RowKind,
)
from cchc_tui.interview.answer import Answer, AnswerProblem, Value
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.interview.spots import StaleKind, StaleSpot
from cchc_tui.interview.typed import STYLES

Plain = dict[str, Any]
CITATION_KEYS = ("kind", "number", "issuer", "subject", "note", "lead")
"""Texts of a citation, as named in JSON and in answer files."""


def to_plain(question: Question, answer: Answer) -> Plain:
    """The state, value and reason as JSON can hold them; `from_plain` reads them back."""
    plain: Plain = {"state": answer.state.value}
    if answer.value is not None:
        plain["value"] = _plain_value(answer.value)
    if answer.reason:
        plain["reason"] = clean_line(answer.reason)
    if answer.source:
        plain["source"] = answer.source
    if answer.stale:
        plain["stale"] = [_plain_spot(spot) for spot in answer.stale]
    return plain


def from_plain(question: Question, plain: Plain) -> Answer:
    """Reads what `to_plain` wrote.

    Raises:
        AnswerProblem: The data is damaged or of another type than the question.
    """
    try:
        state = AnswerState(plain["state"])
        value = None
        if state is AnswerState.ANSWERED:
            value = _value(question, plain["value"])
        reason, source = clean_line(plain.get("reason", "")), clean_line(plain.get("source", ""))
        stale = tuple(_spot(item) for item in plain.get("stale", ()))
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise AnswerProblem(f"Câu trả lời đã lưu cho “{question.id}” bị hỏng.") from error
    return Answer(state, value, reason, source, stale=stale)


def _plain_value(value: Value) -> Any:
    if isinstance(value, bool | str):
        return value
    if isinstance(value, Prose):
        return value.text
    if isinstance(value, Quantity):
        return _plain_quantity(value)
    if isinstance(value, PartialDate):
        return _plain_date(value)
    if isinstance(value, Records):
        return [_plain_row(row) for row in value.rows]
    return [_plain_citation(citation) for citation in value]


def _plain_quantity(quantity: Quantity) -> Plain:
    plain: Plain = {"number": str(quantity.value)}
    style = "" if quantity.style is NumberStyle.COUNT else quantity.style.value
    extra = {
        "style": style,
        "approx": quantity.approx,
        "unit": quantity.unit,
        "places": quantity.places,
    }
    return plain | {key: value for key, value in extra.items() if value not in ("", None)}


def _plain_date(day: PartialDate) -> str:
    parts = [f"{day.year:04d}"]
    parts += [f"{part:02d}" for part in (day.month, day.day) if part is not None]
    return "-".join(parts)


def _plain_citation(citation: Citation) -> Plain:
    plain = {key: getattr(citation, key) for key in CITATION_KEYS}
    if citation.date is not None:
        plain["date"] = _plain_date(citation.date)
    return {key: value for key, value in plain.items() if value or key == "lead"}


def _plain_row(row: Row) -> Plain:
    if row.kind is not RowKind.ITEM:
        return {"kind": row.kind.value, "label": row.label}
    cells = {
        name: _plain_quantity(cell) if isinstance(cell, Quantity) else cell
        for name, cell in row.cells.items()
        if cell is not None
    }
    return {"cells": cells}


def _plain_spot(spot: StaleSpot) -> Plain:
    plain: Plain = {"start": spot.start, "end": spot.end, "kind": spot.kind.value}
    texts = {"old": spot.old_text, "proposed": spot.proposed, "question": spot.question}
    return plain | {key: text for key, text in texts.items() if text}


def _spot(plain: Any) -> StaleSpot:
    start, end = int(plain["start"]), int(plain["end"])
    if not 0 <= start <= end:
        raise ValueError(plain)
    texts = (clean_line(plain.get(key, "")) for key in ("old", "proposed", "question"))
    return StaleSpot(start, end, StaleKind(plain["kind"]), *texts)


def _value(question: Question, plain: Any) -> Value:
    if question.type in STYLES:
        return _quantity(plain, STYLES[question.type])
    return _READERS[question.type](plain)


def _yes_no(plain: Any) -> bool:
    if not isinstance(plain, bool):
        raise TypeError(plain)
    return plain


def _quantity(plain: Any, style: NumberStyle) -> Quantity:
    number = Decimal(plain["number"])
    if not number.is_finite():
        raise ValueError(plain)
    approx = plain.get("approx", "")
    if approx and approx not in APPROXIMATIONS:
        raise ValueError(approx)
    places = plain.get("places")
    return Quantity(
        number,
        approx,
        style,
        clean_line(plain.get("unit", "")),
        None if places is None else int(places),
    )


def _date(plain: Any) -> PartialDate:
    return PartialDate(*(int(part) for part in plain.split("-")))


def _citations(plain: Any) -> tuple[Citation, ...]:
    return tuple(_citation(item) for item in plain)


def _citation(plain: Any) -> Citation:
    texts = {key: clean_line(plain[key]) for key in CITATION_KEYS if key in plain}
    day = _date(plain["date"]) if "date" in plain else None
    return Citation(**({"kind": "", "number": "", "issuer": "", "subject": ""} | texts), date=day)


def _records(plain: Any) -> Records:
    return Records(tuple(_row(item) for item in plain))


def _row(plain: Any) -> Row:
    if "cells" not in plain:
        return Row(kind=RowKind(plain["kind"]), label=clean_line(plain["label"]))
    return Row({name: _cell(value) for name, value in plain["cells"].items()})


def _cell(plain: Any) -> CellValue:
    if isinstance(plain, str):
        return clean_line(plain)
    return _quantity(plain, NumberStyle(plain.get("style", NumberStyle.COUNT)))


_READERS: Mapping[QuestionType, Callable[[Any], Value]] = {
    QuestionType.TEXT: clean_line,
    QuestionType.PROSE: lambda plain: Prose(clean_text(plain)),
    QuestionType.CHOICE: clean_line,
    QuestionType.DATE: _date,
    QuestionType.YES_NO: _yes_no,
    QuestionType.CITATIONS: _citations,
    QuestionType.TABLE: _records,
}
