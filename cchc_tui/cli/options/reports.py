"""What the commands on kinds, reports and phrases take."""

from __future__ import annotations

import argparse

from cchc_tui.cli.options.common import draft_argument, json_option

FORMATS = ("docx", "txt", "md")


def kinds(parser: argparse.ArgumentParser) -> None:
    """Declare what `cchc kinds` takes."""
    json_option(parser)


def questions(parser: argparse.ArgumentParser) -> None:
    """Declare what `cchc questions` takes."""
    parser.add_argument("kind", metavar="LOẠI", help="mã loại báo cáo, xem “cchc kinds”")
    parser.add_argument("--section", metavar="MỤC", default="", help="chỉ các câu của mục này")
    json_option(parser)


def agencies(parser: argparse.ArgumentParser) -> None:
    """Declare what `cchc agencies` takes."""
    json_option(parser)


def export(parser: argparse.ArgumentParser) -> None:
    """Declare what `cchc export` takes."""
    draft_argument(parser)
    parser.add_argument(
        "-f", "--format", choices=FORMATS, default="", help="định dạng; mặc định theo đuôi của -o"
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="NƠI|-",
        default="",
        help="tệp hoặc thư mục; “-” là in ra stdout; mặc định là thư mục hiện tại",
    )
    parser.add_argument(
        "--reference", metavar="TỆP.docx", default="", help="lấy kiểu chữ, khổ giấy của tệp này"
    )
    parser.add_argument(
        "--no-embed",
        action="store_true",
        help="tệp Word không mang kèm câu trả lời; mặc định theo embed_answers trong thiết đặt",
    )


def check(parser: argparse.ArgumentParser) -> None:
    """Declare what `cchc check` takes."""
    parser.add_argument(
        "target",
        metavar="TỆP|THƯ_MỤC|BẢN_NHÁP",
        nargs="?",
        default="",
        help="báo cáo .docx, .txt, .md; cả một thư mục; hoặc mã bản nháp",
    )
    parser.add_argument(
        "--select", metavar="MÃ,…", default="", help="chỉ các quy tắc này: SL01 hoặc cả nhóm SL"
    )
    parser.add_argument(
        "--ignore", metavar="MÃ,…", default="", help="bỏ các quy tắc này hoặc các nhóm này"
    )
    parser.add_argument(
        "--explain", metavar="MÃ", default="", help="giải thích một quy tắc, căn cứ và ví dụ"
    )
    parser.add_argument(
        "-f",
        "--format",
        choices=("docx",),
        default="",
        help="docx: ghi tệp Word có ghi chú ở từng chỗ phát hiện; cần -o",
    )
    parser.add_argument(
        "-o", "--output", metavar="TỆP.docx|-", default="", help="nơi ghi tệp có ghi chú"
    )
    parser.add_argument(
        "--all", action="store_true", help="in cả những chỗ của bản nháp đã được bỏ qua, với lý do"
    )
    json_option(parser)


def search(parser: argparse.ArgumentParser) -> None:
    """Declare what `cchc search` takes."""
    parser.add_argument(
        "query",
        metavar="CÂU_TÌM|-",
        help="vài chữ, không cần dấu; “-” là đọc mỗi dòng một câu tìm, trả mỗi dòng một JSON",
    )
    parser.add_argument(
        "--section", metavar="MỤC", default="", help="mẫu câu của mục này đứng trước"
    )
    parser.add_argument("-n", "--limit", metavar="SỐ", type=int, default=8, help="số kết quả")
    parser.add_argument(
        "--bank", metavar="THƯ_MỤC", default="", help="chỉ tìm trong kho mẫu câu này"
    )
    json_option(parser)


def harvest(parser: argparse.ArgumentParser) -> None:
    """Declare what `cchc harvest` takes."""
    parser.add_argument("files", metavar="TỆP", nargs="+", help="báo cáo cũ: .docx, .txt hoặc .md")
    parser.add_argument(
        "-o", "--output", metavar="TỆP", default="", help="ghi ra tệp này thay vì stdout"
    )
    parser.add_argument(
        "--min", metavar="SỐ", type=int, default=2, help="câu phải gặp từ bấy nhiêu lần; mặc định 2"
    )
    json_option(parser)
