"""What the list of drafts says: a line for each, and what stands in their place."""

from __future__ import annotations

from cchc_tui.services.cards import DraftCard
from cchc_tui.services.shared import is_shared
from cchc_tui.tui.widgets.line_list import Line

WELCOME = """\
Chưa có bản nháp nào.

  F4  Mở báo cáo mẫu đã trả lời đủ: xem, sửa thử, xuất thử.
  F9  Bắt đầu từ tệp Word kỳ trước: chỉ sửa những chỗ thay đổi.
  F3  Tạo báo cáo mới: chọn loại, cơ quan, kỳ rồi trả lời từng câu.
  F2  Dòng trợ lý: gõ điều muốn làm, không cần dấu.
  F1  Trợ giúp.
"""
BROKEN = """\
Tệp dữ liệu có lỗi nên chưa mở được bản nháp nào. Bản nháp vẫn còn nguyên.

{problem}

Sửa tệp (hoặc đưa tệp đó ra nơi khác) rồi nhấn Ctrl+R để đọc lại.
"""
CLOSED = """\
Chưa mở được kho bản nháp.

{problem}

Nhấn Ctrl+R để thử lại.
"""
HELP = (
    "Danh sách bản nháp, sửa gần nhất đứng trên. Enter mở bản đang chọn, về đúng câu đang trả "
    "lời dở. Số bên phải: số câu bắt buộc đã trả lời trên tổng số. ✓ đã đủ, ● còn thiếu, "
    "! không mở được. “chung”: bản nháp dùng chung của cơ quan; S để chuyển hoặc chép qua lại."
)


def draft_line(card: DraftCard) -> Line:
    """A draft with how far it is, and whether it is shared."""
    info = card.info
    if card.problem:
        return Line(info.id, f"! {card.name}", card.changed)
    done = info.required - info.required_left
    mark = "✓" if not info.required_left else "●"
    kind = card.kind_title.partition(" (")[0]
    name = info.title or f"{kind} · {card.period_name}"
    agency = "" if card.agency_name in name else f" · {card.agency_name}"
    shared = "chung  " if is_shared(info.id) else ""
    right = f"{shared}{done}/{info.required}  {card.changed}"
    return Line(info.id, f"{mark} {name}{agency}", right)
