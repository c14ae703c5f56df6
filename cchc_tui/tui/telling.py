"""What can go wrong with the officer's things, and the words in which it is said. Pure."""

from __future__ import annotations

from cchc_tui.domain.periods import PeriodProblem
from cchc_tui.domain.problems import DataError
from cchc_tui.services.errors import WorkError
from cchc_tui.store.errors import DamagedStore, StoreError

_TITLES = (
    (StoreError, "Kho bản nháp"),
    (DataError, "Tệp dữ liệu có lỗi"),
    (WorkError, "Không làm được"),
    (PeriodProblem, "Kỳ báo cáo"),
)


def title_of(error: BaseException) -> str:
    """Heading of the message about a failure; empty for one that only the makers can mend."""
    return next((title for kind, title in _TITLES if isinstance(error, kind)), "")


def recovery_text(damaged: DamagedStore) -> str:
    """What is offered where the drafts are damaged."""
    offer = damaged.offer
    copy = "Chưa có bản sao tốt nào; vẫn có thể cứu những gì còn đọc được."
    if offer is not None:
        copy = (
            f"Có bản sao tốt ghi {offer.at}: {offer.drafts} bản nháp, câu trả lời cuối lúc "
            f"{offer.last_change or 'chưa có'}. Câu trả lời mới hơn được cứu thêm từ tệp hỏng "
            "nếu còn đọc được."
        )
    return (
        f"Tệp {damaged.path} không đọc được trọn vẹn ({damaged.reason}).\n\n{copy}\n\n"
        "Enter dựng lại kho bản nháp; tệp hỏng được giữ lại bên cạnh, không bị xóa."
    )
