"""What the commands on drafts take: making, answering, looking at, going back, moving."""

from __future__ import annotations

import argparse

from cchc_tui.cli.options.common import draft_argument, json_option, plain_option

PERIODS = "2026-T06, 2026-Q1, 2026-6T, 2026-6TC, 2026-9T, 2026-N, 2024-01-01..2024-11-15"


def open_(parser: argparse.ArgumentParser) -> None:
    """Declare what `cchc open` takes."""
    draft_argument(parser)
    plain_option(parser)


def new(parser: argparse.ArgumentParser) -> None:
    """Declare what `cchc new` takes."""
    parser.add_argument("kind", metavar="LOẠI", help="mã loại báo cáo, xem “cchc kinds”")
    parser.add_argument("--period", metavar="KỲ", required=True, help=f"kỳ báo cáo: {PERIODS}")
    parser.add_argument(
        "--period-name",
        metavar="TÊN",
        default="",
        help="tên của kỳ từ ngày đến ngày, như “11 tháng đầu năm 2024”",
    )
    parser.add_argument(
        "--agency",
        metavar="CƠ_QUAN",
        default="",
        help="mã cơ quan, xem “cchc agencies”; bỏ qua được nếu chỉ có một cơ quan của mình",
    )
    parser.add_argument(
        "--from",
        dest="source",
        metavar="BẢN_NHÁP|TỆP",
        default="",
        help="làm tiếp từ bản nháp kỳ trước, hoặc từ báo cáo cũ (.docx, .txt, .md)",
    )
    parser.add_argument(
        "--answers", metavar="TỆP.toml", default="", help="trả lời sẵn các câu ghi trong tệp"
    )
    plain_option(parser)
    json_option(parser)


def import_(parser: argparse.ArgumentParser) -> None:
    """Declare what `cchc import` takes."""
    parser.add_argument("file", metavar="TỆP", help="báo cáo cũ: .docx, .txt hoặc .md")
    parser.add_argument(
        "--kind", metavar="LOẠI", default="", help="loại báo cáo; mặc định tự nhận ra"
    )
    json_option(parser)


def answer(parser: argparse.ArgumentParser) -> None:
    """Declare what `cchc answer` takes."""
    draft_argument(parser)
    parser.add_argument("file", metavar="TỆP.toml", help="tệp câu trả lời; “-” là đọc từ stdin")


def drafts(parser: argparse.ArgumentParser) -> None:
    """Declare what `cchc drafts` takes."""
    parser.add_argument("--all", action="store_true", help="cả bản nháp đã xóa")
    json_option(parser)


def show(parser: argparse.ArgumentParser) -> None:
    """Declare what `cchc show` takes."""
    draft_argument(parser)
    parser.add_argument("--section", metavar="MỤC", default="", help="chỉ mục này")
    parser.add_argument(
        "--missing",
        action="store_true",
        help="chỉ các câu bắt buộc chưa trả lời; mã thoát 1 nếu còn câu nào",
    )
    json_option(parser)


def history(parser: argparse.ArgumentParser) -> None:
    """Declare what `cchc history` takes."""
    draft_argument(parser)
    parser.add_argument(
        "question", metavar="CÂU_HỎI", nargs="?", default="", help="chỉ câu hỏi này"
    )
    json_option(parser)


def versions(parser: argparse.ArgumentParser) -> None:
    """Declare what `cchc versions` takes."""
    draft_argument(parser)
    parser.add_argument(
        "version",
        metavar="BẢN",
        nargs="?",
        default="",
        help="số của một bản, hoặc ngày giờ như --to; in những câu sẽ đổi nếu lấy lại bản ấy",
    )
    json_option(parser)


def rollback(parser: argparse.ArgumentParser) -> None:
    """Declare what `cchc rollback` takes."""
    draft_argument(parser)
    parser.add_argument(
        "--to",
        metavar="BẢN",
        required=True,
        help="số của bản, xem “cchc versions”; hoặc ngày giờ: 2026-11-20, 2026-11-20T16:30",
    )


def move(parser: argparse.ArgumentParser) -> None:
    """Declare what `cchc move` takes."""
    draft_argument(parser)
    parser.add_argument("--copy", action="store_true", help="chép, bản nháp cũ vẫn ở chỗ cũ")
