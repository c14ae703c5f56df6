"""The commands and options of `cchc`, declared once: parser, help and docs/CLI.md agree."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from cchc_tui import __version__
from cchc_tui.cli.arguments import Parser, refuse_unreadable
from cchc_tui.cli.options import drafts, machine, reports
from cchc_tui.cli.options.common import plain_option

EXIT_CODES = """\
Mã thoát: 0 xong; 1 có điều phát hiện, hoặc không tìm thấy gì; 2 dùng sai, đầu vào sai
hoặc không làm được. Dữ liệu in ra stdout, lời nhắn ra stderr."""


def build_parser() -> argparse.ArgumentParser:
    """The whole command line."""
    parser = Parser(
        prog="cchc",
        description="Trợ lý soạn báo cáo hành chính định kỳ. Không có lệnh: mở ứng dụng.",
        epilog=EXIT_CODES,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"cchc {__version__}",
        help="in phiên bản rồi thôi",
    )
    plain_option(parser, default=False)
    commands = parser.add_subparsers(dest="command", metavar="LỆNH", title="Các lệnh")
    for name, (text, declare) in COMMANDS.items():
        sub = commands.add_parser(name, help=text, description=upper(text), epilog=EXIT_CODES)
        declare(sub)
    return parser


def parse(words: Sequence[str]) -> argparse.Namespace:
    """A command line understood.

    Raises:
        UsageError: It cannot be.
    """
    refuse_unreadable(words)
    return build_parser().parse_args(words)


def upper(text: str) -> str:
    """The text as a sentence."""
    return text[:1].upper() + text[1:] + "."


COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "open": ("mở ứng dụng ở một bản nháp, đúng chỗ đang làm dở", drafts.open_),
    "kinds": ("liệt kê các loại báo cáo", reports.kinds),
    "questions": ("liệt kê các câu hỏi của một loại báo cáo", reports.questions),
    "agencies": ("liệt kê các cơ quan", reports.agencies),
    "new": ("tạo bản nháp, in mã của nó", drafts.new),
    "import": ("đưa một báo cáo cũ vào thành bản nháp, nói rõ đã hiểu những gì", drafts.import_),
    "answer": ("trả lời các câu hỏi từ một tệp TOML", drafts.answer),
    "drafts": ("liệt kê các bản nháp", drafts.drafts),
    "show": ("in các câu trả lời của một bản nháp và nguồn của chúng", drafts.show),
    "history": ("in các lần sửa câu trả lời", drafts.history),
    "versions": ("liệt kê các bản đã lưu của một bản nháp", drafts.versions),
    "rollback": ("lấy lại một bản đã lưu; hoàn tác được", drafts.rollback),
    "export": ("xuất báo cáo ra Word, văn bản hoặc Markdown", reports.export),
    "check": ("soát một báo cáo: số liệu, viện dẫn, cấu trúc, thể thức, chính tả", reports.check),
    "search": ("tìm mẫu câu", reports.search),
    "harvest": ("đề nghị mẫu câu rút từ báo cáo cũ", reports.harvest),
    "backup": ("sao lưu bản nháp, mẫu câu, cơ quan và thiết đặt vào một tệp", machine.backup),
    "restore": ("khôi phục từ tệp sao lưu; giữ lại những gì đang có", machine.restore),
    "share": ("lập, vào hoặc xem nơi dùng chung của cơ quan", machine.share),
    "move": ("chuyển bản nháp của mình vào nơi dùng chung, hoặc ngược lại", drafts.move),
    "serve": ("chỉ cho dùng cchc qua SSH, không có shell (ForceCommand của sshd)", machine.serve),
    "locate": ("in nơi đặt các tệp", machine.locate),
    "schema": ("in JSON Schema của các tệp dữ liệu", machine.schema),
    "doctor": ("kiểm tra máy, tệp dữ liệu và bản nháp", machine.doctor),
}
"""Name of each command, what it does, and what declares its arguments."""
