from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from cchc_tui.domain.agencies import Agency
from cchc_tui.domain.periods import parse_period
from cchc_tui.interview.answers import Answer
from cchc_tui.interview.interview import EarlierAnswers, Interview
from cchc_tui.interview.kinds import Library
from cchc_tui.interview.loader import load_library

SECTIONS = """
schema = 1

[[section]]
id = "ho-so"
title = "Hồ sơ"
template = "ho-so.md.j2"

[[section.question]]
id = "truc_tuyen"
type = "number"
ask = "Số hồ sơ trực tuyến?"
label = "Trực tuyến"
unit = "hồ sơ"
required = true

[[section.question]]
id = "truc_tiep"
type = "number"
ask = "Số hồ sơ trực tiếp?"
required = true

[[section.question]]
id = "buu_chinh"
type = "number"
ask = "Số hồ sơ qua bưu chính?"

[[section.question]]
id = "tong_so"
type = "number"
ask = "Tổng số hồ sơ"
computed = "truc_tuyen + truc_tiep"

[[section.question]]
id = "ty_le_tt"
type = "percent"
ask = "Tỷ lệ trực tuyến"
computed = "ty_le(truc_tuyen, tong_so)"

[[section.question]]
id = "co_tre"
type = "yes_no"
ask = "Có hồ sơ trễ hạn không?"

[[section.question]]
id = "so_tre"
type = "number"
ask = "Bao nhiêu hồ sơ trễ hạn?"
when = "co_tre"

[[section.question]]
id = "ly_do_tre"
type = "prose"
ask = "Vì sao trễ hạn?"
when = "so_tre > 5"

[[section.question]]
id = "noi_gui"
type = "text"
ask = "Gửi cơ quan nào?"
default = "'Sở Nội vụ ' ~ dia_ban"

[[section.check]]
id = "tre.it-hon-tong"
that = "so_tre <= tong_so"
message = "Trễ hạn {{ so_tre }} nhiều hơn tổng số {{ tong_so }}."

[[section]]
id = "bang"
title = "Bảng"
template = "bang.md.j2"

[[section.question]]
id = "linh_vuc"
type = "table"
ask = "Kết quả theo lĩnh vực?"
totals = true
groups = true
[[section.question.column]]
id = "ten"
title = "Lĩnh vực"
[[section.question.column]]
id = "nhan"
title = "Tiếp nhận"
type = "number"
total = "sum"
[[section.question.column]]
id = "xong"
title = "Đã giải quyết"
type = "number"
total = "sum"
[[section.question.column]]
id = "ty_le"
title = "Tỷ lệ"
type = "percent"
formula = "xong / nhan * 100"
total = "formula"
places = 2
[[section.question.column]]
id = "muc"
title = "Mức"
type = "choice"
options = ["tốt", "khá"]
"""

KIND = """
schema = 1
id = "thu"
title = "Báo cáo thử"
subject = ["Công tác thử {{ ky.ten_trich_yeu }}"]
periods = ["Q"]
numbering = ["I.", "1."]

[[section]]
id = "mot"
heading = "Kết quả"

[[section]]
id = "mot.ho-so"
level = 2
heading = "Hồ sơ"
use = "ho-so"

[[section]]
id = "mot.bang"
level = 2
heading = "Theo lĩnh vực {{ ky.ten }}"
use = "bang"
when = "truc_tuyen > 0"
"""

TEMPLATES = {
    "ho-so.md.j2": "Trong {{ ky.ten }}, {{ co_quan }} nhận {{ tong_so }} hồ sơ.\n\n"
    "Trễ hạn {{ so_tre }} hồ sơ.\n\n{{ ly_do_tre|doan }}\n",
    "bang.md.j2": "{{ linh_vuc|bang }}\n",
}

MakeLibrary = Callable[..., Library]
MakeInterview = Callable[..., Interview]


def write_layer(
    root: Path,
    sections: str = SECTIONS,
    kind: str = KIND,
    templates: Mapping[str, str] = TEMPLATES,
) -> dict[str, list[Path]]:
    for folder, text in (("sections", sections), ("kinds", kind)):
        (root / "prompts" / folder).mkdir(parents=True, exist_ok=True)
        if text:
            (root / "prompts" / folder / "thu.toml").write_text(text, "utf-8")
    (root / "templates").mkdir(exist_ok=True)
    for name, text in templates.items():
        (root / "templates" / name).write_text(text, "utf-8")
    return {"prompts": [root / "prompts"], "templates": [root / "templates"]}


@pytest.fixture
def make_library(tmp_path: Path) -> MakeLibrary:
    """Writes files into a layer of its own and loads them."""

    def make(
        sections: str = SECTIONS, kind: str = KIND, templates: Mapping[str, str] = TEMPLATES
    ) -> Library:
        return load_library(write_layer(tmp_path, sections, kind, templates))

    return make


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The small library above."""
    return load_library(write_layer(tmp_path_factory.mktemp("layer")))


AGENCY = Agency(
    "stp", "so", "Sở Tư pháp", "Sở Tư pháp tỉnh A", place="A", area="tỉnh A", code="STP"
)


@pytest.fixture(scope="session")
def make_interview(library: Library) -> MakeInterview:
    """An interview of the small library with some answers."""

    def make(
        answers: Mapping[str, Answer] | None = None,
        *,
        period: str = "2026-Q1",
        earlier: EarlierAnswers | None = None,
        of: Library = library,
    ) -> Interview:
        kind = next(iter(of.kinds.values()))
        return Interview(
            of,
            kind,
            AGENCY,
            parse_period(period),
            answers or {},
            earlier=earlier,
            today=date(2026, 3, 5),
        )

    return make


@pytest.fixture
def layer_files() -> Callable[..., dict[str, list[Path]]]:
    """Writes a layer and gives its folders, for tests that load it themselves."""
    return write_layer
