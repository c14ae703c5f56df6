"""The published JSON Schemas (2020-12) of every data file, by name."""

from __future__ import annotations

from typing import Any

from cchc_tui.domain.agencies import LEVELS, SIGNER_FORMS
from cchc_tui.domain.facts import WINDOW_TYPES
from cchc_tui.domain.values import Column
from cchc_tui.interview.kinds import Kind, Library, Question, QuestionType

DRAFT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]


def all_schemas() -> dict[str, Schema]:
    """Schemas of the files whose shape does not hang on a kind."""
    from cchc_tui.interview.schema import json_schema

    return json_schema() | {"phrase-file": phrase_schema(), "agency-file": agency_schema()}


def answers_schema(library: Library, kind: Kind) -> Schema:
    """The schema of an answer file for one kind."""
    from cchc_tui.services.answer_files import asked_by

    properties = {name: _answer(question) for name, question in asked_by(library, kind).items()}
    return _document(f"Tệp câu trả lời cho loại {kind.id}", properties, [])


def phrase_schema() -> Schema:
    """The schema of a phrase bank file."""
    phrase = _table(
        {
            "id": _text("Tên mẫu câu, duy nhất"),
            "text": _text("Mẫu câu; ô trống viết {ten} hoặc {ten:kieu}"),
            "sections": _texts("Các mục có mẫu câu này đứng trước; bỏ trống là mọi mục"),
            "keywords": _texts("Từ khác để tìm ra mẫu câu"),
            "valid_from": _date("Ngày đầu tiên được dùng"),
            "valid_to": _date("Ngày cuối cùng được dùng"),
            "superseded_by": _text("Tên mẫu câu thay thế"),
            "basis": _text("Căn cứ"),
            "hidden": {"type": "boolean", "description": "Bỏ mẫu câu cùng tên ở tầng dưới"},
        },
        ["id", "text"],
    )
    abbreviation = _table(
        {
            "short": _text("Chữ viết tắt, viết đúng như trong văn bản"),
            "long": {
                "description": "Chữ đầy đủ, hoặc danh sách nếu có nhiều nghĩa",
                "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
            },
        },
        ["short", "long"],
    )
    return _document(
        "Tệp phrasebank/*.toml",
        {
            "schema": {"const": 1},
            "phrase": {"type": "array", "items": phrase},
            "abbreviation": {"type": "array", "items": abbreviation},
        },
        [],
    )


def agency_schema() -> Schema:
    """The schema of an agency file."""
    signer = _table(
        {
            "form": {"enum": list(SIGNER_FORMS), "description": "Hình thức ký (Điều 13)"},
            "body": _text("Tập thể, khi ký TM."),
            "head": _text("Chức vụ người đứng đầu"),
            "title": _text("Chức vụ người ký"),
            "unit_head": _text("Chức vụ người được ký thừa lệnh, khi cấp phó ký thay"),
            "name": _text("Họ và tên người ký"),
        },
        [],
    )
    day = {"type": "integer", "minimum": 1, "maximum": 31}
    month = {"type": "integer", "minimum": -12, "maximum": 12}
    window = _table(
        {
            "from_day": day,
            "from_month": month,
            "to_day": day,
            "to_month": month,
            "valid_from": _date("Ngày bắt đầu áp dụng"),
            "source": _text("Căn cứ"),
            "note": _text("Ghi chú"),
        },
        [],
    )
    return _document(
        "Tệp prompts/agencies/*.toml",
        {
            "schema": {"const": 1},
            "id": {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"},
            "level": {"enum": list(LEVELS), "description": "Cấp của cơ quan"},
            "name": _text("Cơ quan ban hành, như viết trong câu"),
            "full_name": _text("Tên kèm tỉnh, thành phố"),
            "superior": _text("Cơ quan chủ quản trực tiếp"),
            "head_name": _text("Tên in ở đầu văn bản, nếu khác name viết hoa"),
            "place": _text("Địa danh ở dòng ngày tháng"),
            "area": _text("Địa bàn"),
            "code": _text("Chữ viết tắt trong ký hiệu"),
            "drafter": _text("Đơn vị soạn thảo, viết tắt"),
            "recipients": _texts("Nơi nhận, không kể dòng Lưu"),
            "archive": _text("Nội dung sau “Lưu:”"),
            "signer": signer,
            "windows": _table(dict.fromkeys(WINDOW_TYPES, window), []),
        },
        ["id", "level", "name", "place", "code"],
    )


def _answer(question: Question) -> Schema:
    """What may stand for one question: its value, or a table that says why there is none."""
    states = _table(
        {
            "nothing": {"const": True, "description": "Không phát sinh"},
            "not_applicable": _text("Không áp dụng: lý do"),
            "clerk": {"const": True, "description": "Để văn thư điền"},
            "value": {"description": "Trả lời, khi có reason"},
            "reason": _text("Vì sao sửa số đã tính"),
        },
        [],
    )
    return {"description": question.ask, "anyOf": [*_values(question), states]}


def _values(question: Question) -> list[Schema]:
    text: Schema = {"type": "string"}
    if question.type in (QuestionType.NUMBER, QuestionType.PERCENT, QuestionType.MONEY):
        return [{"type": "number"}, text]
    if question.type is QuestionType.YES_NO:
        return [{"type": "boolean"}, text]
    if question.type is QuestionType.DATE:
        return [{"type": "string", "format": "date"}, text]
    if question.type is QuestionType.CHOICE and not question.open_choice:
        return [{"enum": list(question.options)}]
    if question.type is QuestionType.PROSE:
        return [text, {"type": "array", "items": text}]
    if question.type is QuestionType.CITATIONS:
        return [text, {"type": "array", "items": {"anyOf": [text, _citation()]}}]
    if question.type is QuestionType.TABLE:
        cells = {column.id: _cell(column) for column in question.columns if not column.formula}
        if question.groups:
            cells["nhom"] = _text("Tên nhóm: hàng này là hàng nhóm")
        return [{"type": "array", "items": _table(cells, [])}, text]
    return [text]


def _citation() -> Schema:
    keys = {
        "kind": _text("Loại văn bản"),
        "number": _text("Số, ký hiệu"),
        "date": _text("Ngày ban hành"),
        "issuer": _text("Cơ quan ban hành"),
        "subject": _text("Trích yếu"),
        "note": _text("Ghi chú"),
        "lead": _text("Chữ đứng trước"),
    }
    return _table(keys, ["kind"])


def _cell(column: Column) -> Schema:
    figure = {"anyOf": [{"type": "number"}, {"type": "string"}]}
    shape: Schema = figure if column.type in ("number", "percent", "money") else {"type": "string"}
    return {"description": column.title} | shape


def _document(title: str, properties: Schema, required: list[str]) -> Schema:
    return {"$schema": DRAFT, "title": title} | _table(properties, required)


def _table(properties: Schema, required: list[str]) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _text(says: str) -> Schema:
    return {"type": "string", "description": says}


def _texts(says: str) -> Schema:
    return {"type": "array", "items": {"type": "string"}, "description": says}


def _date(says: str) -> Schema:
    return {"type": "string", "format": "date", "description": says}
