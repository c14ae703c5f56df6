"""What the commands on the machine and its files take."""

from __future__ import annotations

import argparse

from cchc_tui.cli.options.common import json_option

SCHEMAS = ("section-file", "kind-file", "phrase-file", "agency-file", "answers")


def backup(parser: argparse.ArgumentParser) -> None:
    """Declare what `cchc backup` takes."""
    parser.add_argument(
        "file",
        metavar="NƠI|-",
        nargs="?",
        default="",
        help="tệp hoặc thư mục; “-” là in ra stdout; mặc định là thư mục hiện tại",
    )
    parser.add_argument(
        "--list", action="store_true", help="không sao lưu; liệt kê các bản sao đã tự giữ"
    )
    json_option(parser)


def restore(parser: argparse.ArgumentParser) -> None:
    """Declare what `cchc restore` takes."""
    parser.add_argument(
        "file", metavar="TỆP", help="tệp sao lưu, hoặc tên một bản sao ở “cchc backup --list”"
    )


def share(parser: argparse.ArgumentParser) -> None:
    """Declare what `cchc share` takes."""
    parser.add_argument(
        "folder",
        metavar="THƯ_MỤC",
        nargs="?",
        default="",
        help="vào nơi dùng chung ở thư mục này; bỏ trống là xem nơi đang dùng",
    )
    parser.add_argument(
        "--group",
        metavar="NHÓM",
        default="",
        help="lập nơi dùng chung ở THƯ_MỤC cho nhóm này của máy (việc của người quản trị)",
    )
    json_option(parser)


def serve(parser: argparse.ArgumentParser) -> None:
    """Declare what `cchc serve` takes."""
    parser.add_argument(
        "--files",
        metavar="THƯ_MỤC",
        default="~/bao-cao",
        help="nơi duy nhất đọc, ghi tệp theo tên; mặc định ~/bao-cao",
    )


def locate(parser: argparse.ArgumentParser) -> None:
    """Declare what `cchc locate` takes."""
    json_option(parser)


def schema(parser: argparse.ArgumentParser) -> None:
    """Declare what `cchc schema` takes."""
    parser.add_argument(
        "name",
        metavar="TÊN",
        nargs="?",
        default="",
        help=f"một trong: {', '.join(SCHEMAS)}; bỏ trống là tất cả",
    )
    parser.add_argument(
        "--kind", metavar="LOẠI", default="", help="với answers: loại báo cáo của tệp trả lời"
    )


def doctor(parser: argparse.ArgumentParser) -> None:
    """Declare what `cchc doctor` takes."""
    parser.add_argument(
        "--recover",
        action="store_true",
        help="dựng lại tệp bản nháp bị hỏng từ bản sao tốt và những gì còn đọc được",
    )
    parser.add_argument(
        "--keys",
        action="store_true",
        help="hỏi nhấn từng phím ứng dụng dùng, nói phím nào không đến và cách khắc phục",
    )
    json_option(parser)
