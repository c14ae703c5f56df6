"""Arguments that several commands take."""

from __future__ import annotations

import argparse


def json_option(parser: argparse.ArgumentParser) -> None:
    """Lists and results as JSON."""
    parser.add_argument("--json", action="store_true", help="in JSON")


def draft_argument(parser: argparse.ArgumentParser) -> None:
    """The draft a command is about."""
    parser.add_argument("draft", metavar="BẢN_NHÁP", help="mã bản nháp, xem “cchc drafts”")


def plain_option(parser: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    """Suppressed in a command, so that `cchc --plain open DRAFT` means what it says."""
    parser.add_argument(
        "--plain",
        action="store_true",
        default=default,
        help="hỏi đáp từng dòng chữ, cho trình đọc màn hình, đường nối tiếp và tập lệnh",
    )
