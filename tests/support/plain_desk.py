"""A desk with one kind that has every type of question, and a plain face with scripted lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from cchc_tui.cli.plain.console import Console
from cchc_tui.cli.plain.home import run
from cchc_tui.domain.paths import Places
from cchc_tui.services.workspace import Workspace

SECTIONS = """
schema = 1
[[section]]
id = "dong"
title = "Đủ loại câu"
template = "sections/dong.md.j2"
[[section.question]]
id = "d_ten"
type = "text"
ask = "Tên đợt kiểm tra?"
required = true
carry = "update"
[[section.question]]
id = "d_nhan"
type = "number"
ask = "Số hồ sơ nhận?"
help = "Chỉ tính hồ sơ mới."
example = "1.250"
label = "Hồ sơ nhận"
unit = "hồ sơ"
required = true
[[section.question]]
id = "d_tra"
type = "number"
ask = "Số hồ sơ trả?"
unit = "hồ sơ"
label = "Hồ sơ trả"
carry = "update"
[[section.question]]
id = "d_con"
type = "number"
ask = "Số hồ sơ còn lại"
computed = "d_nhan - d_tra"
[[section.question]]
id = "d_ngay"
type = "date"
ask = "Ngày chốt số liệu?"
[[section.question]]
id = "d_co_tre"
type = "yes_no"
ask = "Có hồ sơ trễ hẹn không?"
[[section.question]]
id = "d_ly_do"
type = "prose"
ask = "Lý do trễ hẹn?"
when = "d_co_tre"
required = true
[[section.question]]
id = "d_muc"
type = "choice"
ask = "Mức độ?"
options = ["thấp", "vừa", "cao"]
[[section.question]]
id = "d_can_cu"
type = "citations"
ask = "Căn cứ văn bản nào?"
[[section.check]]
id = "d.khop"
that = "d_tra <= d_nhan"
message = "Số trả lớn hơn số nhận."
severity = "error"

[[section]]
id = "dbang"
title = "Bảng"
template = "sections/dbang.md.j2"
[[section.question]]
id = "d_bang"
type = "table"
ask = "Kết quả từng lĩnh vực?"
totals = true
groups = true
[[section.question.column]]
id = "ten"
title = "Lĩnh vực"
[[section.question.column]]
id = "nhan"
title = "Nhận"
type = "number"
total = "sum"
[[section.question.column]]
id = "tra"
title = "Trả"
type = "number"
total = "sum"
[[section.question.column]]
id = "ty_le"
title = "Tỷ lệ"
type = "percent"
formula = "tra / nhan * 100"
places = 2
[[section.question]]
id = "d_co_dinh"
type = "table"
ask = "Theo cấp?"
row_labels = ["Cấp tỉnh", "Cấp xã"]
[[section.question.column]]
id = "cap"
title = "Cấp"
[[section.question.column]]
id = "so"
title = "Số hồ sơ"
type = "number"
[[section.question]]
id = "d_nhan_xet"
type = "prose"
ask = "Nhận xét chung?"
carry = "update"
"""

KIND = """
schema = 1
id = "du-loai"
title = "Đủ loại"
summary = "Mỗi loại câu một lần"
subject = ["Kết quả {{ ky.ten_trich_yeu }}"]
periods = ["Q"]
agencies = ["so"]
[[section]]
id = "dong"
level = 1
heading = "Kết quả chung"
use = "dong"
[[section]]
id = "bang"
level = 1
heading = "Kết quả từng lĩnh vực"
use = "dbang"
"""

FILES = {
    "prompts/sections/dong.toml": SECTIONS,
    "prompts/kinds/du-loai.toml": KIND,
    "prompts/agencies/so-thu.toml": """
schema = 1
id = "so-thu"
level = "so"
name = "Sở Thử nghiệm"
place = "Thành phố Thử"
code = "STN"
[signer]
head = "Giám đốc"
""",
    "templates/sections/dong.md.j2": """\
{{ d_ten }}: nhận {{ d_nhan }}, trả {{ d_tra }}, còn {{ d_con }} đến {{ d_ngay }}, mức {{ d_muc }}.

{{ d_ly_do|doan }}

Căn cứ {{ d_can_cu }}.
""",
    "templates/sections/dbang.md.j2": """\
{{ d_bang|bang }}

{{ d_co_dinh|bang }}

{{ d_nhan_xet|doan }}
""",
    "phrasebank/thu.toml": """
[[phrase]]
id = "thu.ket-qua"
text = "Đã tiếp nhận {so_ho_so_moi:number} hồ sơ của {ten_don_vi_gui}"
sections = ["dbang"]
""",
}


def make_home(home: Path) -> Path:
    """Put the kind, its agency and its phrase into a home; returns it."""
    for name, text in FILES.items():
        path = home / "data" / "own" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return home


class PlainDesk:
    """A workspace over a home of its own, and a draft of the kind with every type."""

    def __init__(self, home: Path, author: str = "An") -> None:
        self.home = make_home(home)
        self.places = Places.from_env({"CCHC_HOME": str(self.home)})
        self.work = Workspace(self.places, author=author)

    def new(self, period: str = "2026-Q1", copy_from: str | None = None) -> str:
        """Id of a new draft."""
        return self.work.create_draft("du-loai", period, "so-thu", copy_from=copy_from).id

    def talk(self, draft: str, *lines: str, person: bool = False) -> int:
        """Go through a draft with these lines; returns the exit code."""
        return run(self.work, console_of(lines, person=person), draft)

    def summary(self, draft: str, question: str) -> str:
        """The answer in one line."""
        from cchc_tui.interview.answers import summarise

        interview = self.work.interview(draft)
        return summarise(interview.question(question), interview.answer(question))


def console_of(
    lines: Iterable[str | bytes | BaseException | Callable[[], None]], *, person: bool = False
) -> Console:
    """A console that reads these lines; an exception is raised, a function called meanwhile."""
    waiting = iter(lines)

    def read() -> bytes:
        for line in waiting:
            if isinstance(line, BaseException):
                raise line
            if callable(line):
                line()
            else:
                return (line.encode() if isinstance(line, str) else line) + b"\n"
        return b""

    return Console(read, interactive=person)
