"""What may stand in the files of `prompts/sections` and `prompts/kinds`.

One table of keys serves both the loader, which reports every mistake, and the published
JSON Schema (`cchc schema`), so the two cannot disagree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cchc_tui.domain.periods import PeriodType
from cchc_tui.interview.kinds import Carry, QuestionType, Severity

SCHEMA_VERSION = 1
QUESTION_ID = r"[a-z][a-z0-9_]*"
SECTION_ID = r"[a-z0-9]+([.-][a-z0-9]+)*"
KIND_ID = r"[a-z0-9]+(-[a-z0-9]+)*"
PERIOD_TYPES = tuple(type_.value for type_ in PeriodType)
AGENCY_LEVELS = ("so", "van-phong", "huyen", "xa", "tinh")
NUMBER_STYLES = ("I.", "1.", "1.1.", "a)", "")


@dataclass(frozen=True, slots=True)
class Key:
    """What one key takes.

    Attributes:
        type: "text", "texts", "flag", "whole", "number", "date", "tables".
        says: What it is for, in Vietnamese.
        required: The key must be there and not be empty.
        options: The only allowed texts; empty allows any.
        pattern: Regular expression that the whole text must match; empty allows any.
        items: Keys of the tables of a "tables" key.
    """

    type: str
    says: str
    required: bool = False
    options: tuple[str, ...] = ()
    pattern: str = ""
    items: Mapping[str, Key] = field(default_factory=dict)


COLUMN: Mapping[str, Key] = {
    "id": Key("text", "Tên cột, dùng trong công thức", required=True, pattern=QUESTION_ID),
    "title": Key("text", "Tiêu đề cột", required=True),
    "parent": Key("text", "Tiêu đề chung ở hàng trên, cho các cột liền nhau"),
    "type": Key("text", "Kiểu ô", options=("text", "number", "percent", "date", "choice")),
    "total": Key("text", "Cách tính ở hàng tổng", options=("", "sum", "formula")),
    "formula": Key("text", "Công thức trên các cột của cùng một hàng"),
    "width": Key("number", "Phần bề rộng, so với các cột khác"),
    "options": Key("texts", "Các giá trị của cột kiểu choice"),
    "places": Key("whole", "Số chữ số thập phân khi in"),
}

QUESTION: Mapping[str, Key] = {
    "id": Key("text", "Tên câu hỏi, duy nhất", required=True, pattern=QUESTION_ID),
    "type": Key(
        "text", "Kiểu câu trả lời", required=True, options=tuple(t.value for t in QuestionType)
    ),
    "ask": Key("text", "Câu hỏi như cán bộ đọc", required=True),
    "help": Key("text", "Một dòng hướng dẫn"),
    "example": Key("text", "Câu trả lời mẫu, viết như khi gõ"),
    "basis": Key("text", "Căn cứ"),
    "label": Key("text", "Tên ngắn, dùng trong bảng và thông báo"),
    "unit": Key("text", "Đơn vị tính"),
    "required": Key("flag", "Bắt buộc trả lời"),
    "when": Key("text", "Biểu thức: chỉ hỏi khi đúng"),
    "default": Key("text", "Biểu thức: trả lời sẵn khi chưa trả lời"),
    "carry": Key("text", "Kỳ sau: giữ, xem lại hay hỏi lại", options=tuple(c.value for c in Carry)),
    "options": Key("texts", "Các lựa chọn của kiểu choice"),
    "open_choice": Key("flag", "Kiểu choice nhận cả câu trả lời khác"),
    "places": Key("whole", "Số chữ số thập phân khi in"),
    "minimum": Key("number", "Số nhỏ nhất được nhận"),
    "maximum": Key("number", "Số lớn nhất được nhận"),
    "max_items": Key("whole", "Số văn bản nhiều nhất của kiểu citations; 0 là không hạn chế"),
    "row_labels": Key("texts", "Nhãn các hàng cố định của kiểu table"),
    "totals": Key("flag", "Bảng có hàng tổng"),
    "groups": Key("flag", "Bảng có hàng nhóm"),
    "numbered": Key("flag", "Bảng có cột TT; mặc định chỉ bảng không có hàng cố định"),
    "computed": Key("text", "Biểu thức tính ra câu trả lời"),
    "column": Key("tables", "Các cột của kiểu table", items=COLUMN),
}

CHECK: Mapping[str, Key] = {
    "id": Key("text", "Tên kiểm tra, duy nhất", required=True, pattern=SECTION_ID),
    "that": Key("text", "Biểu thức phải đúng", required=True),
    "message": Key("text", "Điều báo khi sai; dùng được {{ câu_hỏi }}", required=True),
    "severity": Key("text", "Mức độ", options=tuple(s.value for s in Severity)),
    "about": Key("texts", "Các câu hỏi liên quan; bỏ trống là các câu trong biểu thức"),
    "basis": Key("text", "Căn cứ"),
}

SECTION: Mapping[str, Key] = {
    "id": Key("text", "Tên mục trong thư viện, duy nhất", required=True, pattern=SECTION_ID),
    "title": Key("text", "Mục nói về việc gì", required=True),
    "template": Key("text", "Tệp câu chữ dưới templates/"),
    "question": Key("tables", "Các câu hỏi, theo thứ tự", items=QUESTION),
    "check": Key("tables", "Các quan hệ phải đúng giữa câu trả lời", items=CHECK),
}

NODE: Mapping[str, Key] = {
    "id": Key("text", "Tên mục trong loại báo cáo, duy nhất", required=True, pattern=SECTION_ID),
    "heading": Key("text", "Tiêu đề; dùng được {{ ky.ten }}"),
    "level": Key("whole", "Cấp tiêu đề, từ 1"),
    "use": Key("text", "Mục của thư viện đặt ở đây"),
    "questions": Key("texts", "Chỉ hỏi các câu này của mục"),
    "template": Key("text", "Tệp câu chữ khác của mục"),
    "when": Key("text", "Biểu thức: mục chỉ có khi đúng"),
    "annex": Key("flag", "Mục là phụ lục"),
    "landscape": Key("flag", "Phụ lục in ngang"),
}

_VERSION = Key("whole", "Phiên bản định dạng; hiện là 1", required=True)

SECTION_FILE: Mapping[str, Key] = {
    "schema": _VERSION,
    "section": Key("tables", "Các mục của thư viện", required=True, items=SECTION),
}

KIND_FILE: Mapping[str, Key] = {
    "schema": _VERSION,
    "id": Key("text", "Tên loại báo cáo", required=True, pattern=KIND_ID),
    "title": Key("text", "Tên hiện trong danh sách loại báo cáo", required=True),
    "summary": Key("text", "Một dòng phân biệt với loại khác"),
    "subject": Key("texts", "Trích yếu, mỗi phần tử một dòng; dùng được {{ ky.ten }}"),
    "periods": Key("texts", "Các kiểu kỳ thường dùng", options=PERIOD_TYPES),
    "agencies": Key("texts", "Các cấp cơ quan phải báo cáo", options=AGENCY_LEVELS),
    "numbering": Key("texts", "Kiểu đánh số từng cấp tiêu đề", options=NUMBER_STYLES),
    "valid_from": Key("date", "Ngày đầu tiên áp dụng"),
    "valid_to": Key("date", "Ngày cuối cùng áp dụng"),
    "basis": Key("text", "Văn bản quy định báo cáo"),
    "section": Key("tables", "Các mục, theo thứ tự in", required=True, items=NODE),
    "check": Key("tables", "Các quan hệ riêng của loại báo cáo", items=CHECK),
}

_JSON_TYPES: Mapping[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "flag": {"type": "boolean"},
    "whole": {"type": "integer", "minimum": 0},
    "number": {"type": "number"},
    "date": {"type": "string", "format": "date"},
}


def json_schema() -> dict[str, Any]:
    """The JSON Schemas (2020-12) of the question files and the kind files, by name.

    Names are `section-file` and `kind-file`.
    """
    return {
        "section-file": _document("Tệp prompts/sections/*.toml", SECTION_FILE),
        "kind-file": _document("Tệp prompts/kinds/*.toml", KIND_FILE),
    }


def _document(title: str, keys: Mapping[str, Key]) -> dict[str, Any]:
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title}
    document = head | _table(keys)
    document["properties"]["schema"] = {"const": SCHEMA_VERSION, "description": _VERSION.says}
    return document


def _table(keys: Mapping[str, Key]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {name: _property(key) for name, key in keys.items()},
        "required": [name for name, key in keys.items() if key.required],
        "additionalProperties": False,
    }


def _property(key: Key) -> dict[str, Any]:
    found: dict[str, Any] = {"description": key.says}
    if key.type == "tables":
        found |= {"type": "array", "items": _table(key.items)}
        return found | ({"minItems": 1} if key.required else {})
    if key.type == "texts":
        return found | {"type": "array", "items": _text(key)}
    if key.type == "text":
        return found | _text(key)
    return found | _JSON_TYPES[key.type]


def _text(key: Key) -> dict[str, Any]:
    found = dict(_JSON_TYPES["text"])
    if key.options:
        found["enum"] = list(key.options)
    if key.pattern:
        found["pattern"] = f"^{key.pattern}$"
    if key.required:
        found["minLength"] = 1
    return found
