"""Which names data files may use, and what may be read from each with a dot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cchc_tui.interview.functions import FUNCTIONS, TIME_FUNCTIONS
from cchc_tui.interview.kinds import Question, QuestionType
from cchc_tui.interview.views import CITATION_MEMBERS, DATE_MEMBERS

CONTEXT_NAMES = (
    "co_quan",
    "co_quan_day_du",
    "chu_quan",
    "dia_danh",
    "dia_ban",
    "ky",
    "ky_bao_cao",
    "ky_sau",
    "ky_truoc",
    "nam_bao_cao",
    "ngay_bao_cao",
)
"""Names besides questions: the agency, the period, the day of the report."""
PERIOD_NEIGHBOURS = ("sau", "truoc", "cung_ky")
PERIOD_DATES = ("tu_ngay", "den_ngay", "so_lieu_tu", "so_lieu_den")
PERIOD_TEXTS = ("ten", "ten_tieu_de", "ten_trich_yeu", "ten_ngan", "loai")
PERIOD_MEMBERS = (*PERIOD_TEXTS, *PERIOD_DATES, "nam", *PERIOD_NEIGHBOURS)
TABLE_MEMBERS = ("tong", "dem", "so_dong", "nhom")
GROUP_MEMBERS = ("ten", "so_dong", "tong")
LOOP_MEMBERS = ("index", "index0", "first", "last", "length")
_KEYWORDS = ("true", "false", "none", "not", "and", "or", "is", "in", "if", "else", "loop")
RESERVED = frozenset([*CONTEXT_NAMES, *FUNCTIONS, *TIME_FUNCTIONS, *_KEYWORDS])
"""Names that no question may have."""

Complaint = tuple[str, str, Iterable[str]]
"""Message; the name as written; the names that could have been meant."""


def check_name(
    name: str, attributes: Sequence[str], questions: Mapping[str, Question]
) -> Complaint | None:
    """What is wrong with `name.attribute...`; None if nothing is."""
    if name == "ky":
        return _check_period(attributes)
    if name in CONTEXT_NAMES:
        return _none_of(name, attributes)
    question = questions.get(name)
    if question is None:
        return (f"không có câu hỏi hay tên “{name}”.", name, [*questions, *CONTEXT_NAMES])
    if question.type is QuestionType.TABLE:
        return check_table_path(question, attributes)
    if question.type is QuestionType.CITATIONS and attributes:
        return _one_of(name, attributes[0], CITATION_MEMBERS) or _none_of(name, attributes[1:])
    if question.type is QuestionType.DATE and attributes:
        return _one_of(name, attributes[0], DATE_MEMBERS) or _none_of(name, attributes[1:])
    return _none_of(name, attributes)


def check_table_path(question: Question, attributes: Sequence[str]) -> Complaint | None:
    """What is wrong with attributes read from a table."""
    if not attributes:
        return None
    first, rest = attributes[0], attributes[1:]
    if (complaint := _one_of(question.id, first, TABLE_MEMBERS)) is not None:
        return complaint
    if first in ("so_dong", "nhom") or not rest:
        return _none_of(f"{question.id}.{first}", rest)
    if (complaint := check_column(question, rest[0])) is not None:
        return complaint
    if first == "tong":
        return _none_of(f"{question.id}.tong.{rest[0]}", rest[1:])
    column = next(column for column in question.columns if column.id == rest[0])
    if column.options and len(rest) > 1 and rest[1] not in column.options:
        return (f"cột “{column.id}” không có giá trị “{rest[1]}”.", rest[1], column.options)
    return None


def check_column(question: Question, name: str) -> Complaint | None:
    """What is wrong with reading a column of a table's row."""
    columns = [column.id for column in question.columns]
    if name in columns:
        return None
    return (f"bảng “{question.id}” không có cột “{name}”.", name, columns)


def _check_period(attributes: Sequence[str]) -> Complaint | None:
    for index, attribute in enumerate(attributes):
        if (complaint := _one_of("ky", attribute, PERIOD_MEMBERS)) is not None:
            return complaint
        rest = attributes[index + 1 :]
        if attribute in PERIOD_DATES and rest:
            return _one_of(attribute, rest[0], DATE_MEMBERS) or _none_of(rest[0], rest[1:])
        if attribute not in PERIOD_NEIGHBOURS:
            return _none_of(f"ky.{attribute}", rest)
    return None


def _one_of(owner: str, name: str, names: Sequence[str]) -> Complaint | None:
    if name in names:
        return None
    return (f"“{owner}” không có “.{name}”; chỉ có {', '.join(names)}.", name, names)


def _none_of(owner: str, attributes: Sequence[str]) -> Complaint | None:
    if not attributes:
        return None
    return (f"“{owner}” không có gì để đọc sau dấu chấm (“.{attributes[0]}”).", "", ())
