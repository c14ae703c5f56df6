"""A draft in which everything goes on at once: findings, stale places, earlier periods."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from cchc_tui.domain.paths import Places
from cchc_tui.services.session import Session
from cchc_tui.services.workspace import Workspace

ROOT = Path(__file__).parents[2]
AUTHOR = "Cán bộ thử"
KIND, AGENCY = "bao-cao-thu", "mau-so-noi-vu"
PROSE = "thu_tinh_hinh"
FIGURE = "thu_nhan"

_EARLIER = {"2025-Q1": "98", "2025-Q2": "104", "2025-Q3": "121", "2025-Q4": "113"}
_FIRST = {
    "thu_can_cu": "Công văn số 12/SNV-CCHC ngày 05/3/2026 của Sở Nội vụ về việc báo cáo",
    PROSE: "- Đã tổ chức 04 lớp tập huấn. Có 210 người dự.\n- Thực hiện ngị quyết của tỉnh.",
    "thu_co_kiem_tra": "có",
    "thu_so_cuoc": "5",
    FIGURE: "15613",
    "thu_xong": "15900",  # more than were received
    "thu_muc_do": "Đúng tiến độ",
    "thu_bang": "Tư pháp | 10 | 9\nĐất đai | 20 | 19",
    "thu_ngay": "12/03/2026",
    "thu_tien": "23,6 triệu đồng",
}


class BusyDesk:
    """A home with four earlier quarters, one full report and the draft carried from it.

    Args:
        folder: An empty directory; everything is inside it.

    Attributes:
        draft: The carried draft, of quarter II of 2026.
        full: The draft it was carried from.
        env: What a session runs with.
        command: Opens the draft.
    """

    def __init__(self, folder: Path) -> None:
        shutil.copytree(ROOT / "tests" / "tui" / "desk", folder / "shared")
        self.folder = folder
        self.env = {
            "CCHC_HOME": str(folder / "cchc"),
            "CCHC_AGENCY_DIR": str(folder / "shared"),
            "CCHC_AUTHOR": AUTHOR,
            "PYTHONPATH": str(ROOT),
            "HOME": str(folder),
        }
        work = self.workspace()
        for period, figure in _EARLIER.items():
            earlier = Session(work, work.create_draft(KIND, period, AGENCY).id)
            earlier.settle_reading(FIGURE, figure)
        session = Session(work, work.create_draft(KIND, "2026-Q1", AGENCY).id)
        for question, text in _FIRST.items():
            session.settle_reading(question, text)
        self.full = session.draft
        self.draft = work.create_draft(KIND, "2026-Q2", AGENCY, copy_from=self.full).id
        self.at(PROSE, work)
        work.close()
        self.command = [sys.executable, "-m", "cchc_tui", "open", self.draft]

    def workspace(self) -> Workspace:
        """The officer's desk; to be closed by the caller."""
        return Workspace(Places.from_env(self.env), author=AUTHOR)

    def at(self, question: str, work: Workspace) -> None:
        """Let the draft be opened at a question."""
        work.keep_place(self.draft, question)
