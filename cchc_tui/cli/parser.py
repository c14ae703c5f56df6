"""The commands and options of `cchc`, declared once: parser, help and docs/CLI.md agree."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from cchc_tui import __version__
from cchc_tui.cli.arguments import Parser

PERIODS = "2026-T06, 2026-Q1, 2026-6T, 2026-6TC, 2026-9T, 2026-N, 2024-01-01..2024-11-15"

EXIT_CODES = """\
Mã thoát: 0 xong; 1 có điều phát hiện, hoặc không tìm thấy gì; 2 dùng sai, đầu vào sai
hoặc không làm được. Dữ liệu in ra stdout, lời nhắn ra stderr."""

FORMATS = ("docx", "txt", "md")
SCHEMAS = ("section-file", "kind-file", "phrase-file", "agency-file", "answers")


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
    _plain(parser, default=False)
    commands = parser.add_subparsers(dest="command", metavar="LỆNH", title="Các lệnh")
    for name, (text, declare) in COMMANDS.items():
        sub = commands.add_parser(name, help=text, description=upper(text), epilog=EXIT_CODES)
        declare(sub)
    return parser


def upper(text: str) -> str:
    """The text as a sentence."""
    return text[:1].upper() + text[1:] + "."


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="in JSON")


def _draft(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("draft", metavar="BẢN_NHÁP", help="mã bản nháp, xem “cchc drafts”")


def _plain(parser: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    """Suppressed in a command, so that `cchc --plain open DRAFT` means what it says."""
    parser.add_argument(
        "--plain",
        action="store_true",
        default=default,
        help="hỏi đáp từng dòng chữ, cho trình đọc màn hình, đường nối tiếp và tập lệnh",
    )


def _open(parser: argparse.ArgumentParser) -> None:
    _draft(parser)
    _plain(parser)


def _kinds(parser: argparse.ArgumentParser) -> None:
    _json(parser)


def _questions(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="LOẠI", help="mã loại báo cáo, xem “cchc kinds”")
    parser.add_argument("--section", metavar="MỤC", default="", help="chỉ các câu của mục này")
    _json(parser)


def _agencies(parser: argparse.ArgumentParser) -> None:
    _json(parser)


def _new(parser: argparse.ArgumentParser) -> None:
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
    _plain(parser)
    _json(parser)


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="TỆP", help="báo cáo cũ: .docx, .txt hoặc .md")
    parser.add_argument(
        "--kind", metavar="LOẠI", default="", help="loại báo cáo; mặc định tự nhận ra"
    )
    _json(parser)


def _answer(parser: argparse.ArgumentParser) -> None:
    _draft(parser)
    parser.add_argument("file", metavar="TỆP.toml", help="tệp câu trả lời; “-” là đọc từ stdin")


def _drafts(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help="cả bản nháp đã xóa")
    _json(parser)


def _show(parser: argparse.ArgumentParser) -> None:
    _draft(parser)
    parser.add_argument("--section", metavar="MỤC", default="", help="chỉ mục này")
    parser.add_argument(
        "--missing",
        action="store_true",
        help="chỉ các câu bắt buộc chưa trả lời; mã thoát 1 nếu còn câu nào",
    )
    _json(parser)


def _history(parser: argparse.ArgumentParser) -> None:
    _draft(parser)
    parser.add_argument(
        "question", metavar="CÂU_HỎI", nargs="?", default="", help="chỉ câu hỏi này"
    )
    _json(parser)


def _versions(parser: argparse.ArgumentParser) -> None:
    _draft(parser)
    parser.add_argument(
        "version",
        metavar="BẢN",
        nargs="?",
        default="",
        help="số của một bản, hoặc ngày giờ như --to; in những câu sẽ đổi nếu lấy lại bản ấy",
    )
    _json(parser)


def _rollback(parser: argparse.ArgumentParser) -> None:
    _draft(parser)
    parser.add_argument(
        "--to",
        metavar="BẢN",
        required=True,
        help="số của bản, xem “cchc versions”; hoặc ngày giờ: 2026-11-20, 2026-11-20T16:30",
    )


def _export(parser: argparse.ArgumentParser) -> None:
    _draft(parser)
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


def _check(parser: argparse.ArgumentParser) -> None:
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
    _json(parser)


def _search(parser: argparse.ArgumentParser) -> None:
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
    _json(parser)


def _harvest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="TỆP", nargs="+", help="báo cáo cũ: .docx, .txt hoặc .md")
    parser.add_argument(
        "-o", "--output", metavar="TỆP", default="", help="ghi ra tệp này thay vì stdout"
    )
    parser.add_argument(
        "--min", metavar="SỐ", type=int, default=2, help="câu phải gặp từ bấy nhiêu lần; mặc định 2"
    )
    _json(parser)


def _backup(parser: argparse.ArgumentParser) -> None:
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
    _json(parser)


def _restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="TỆP", help="tệp sao lưu, hoặc tên một bản sao ở “cchc backup --list”"
    )


def _share(parser: argparse.ArgumentParser) -> None:
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
    _json(parser)


def _move(parser: argparse.ArgumentParser) -> None:
    _draft(parser)
    parser.add_argument("--copy", action="store_true", help="chép, bản nháp cũ vẫn ở chỗ cũ")


def _serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--files",
        metavar="THƯ_MỤC",
        default="~/bao-cao",
        help="nơi duy nhất đọc, ghi tệp theo tên; mặc định ~/bao-cao",
    )


def _locate(parser: argparse.ArgumentParser) -> None:
    _json(parser)


def _schema(parser: argparse.ArgumentParser) -> None:
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


def _doctor(parser: argparse.ArgumentParser) -> None:
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
    _json(parser)


COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "open": ("mở ứng dụng ở một bản nháp, đúng chỗ đang làm dở", _open),
    "kinds": ("liệt kê các loại báo cáo", _kinds),
    "questions": ("liệt kê các câu hỏi của một loại báo cáo", _questions),
    "agencies": ("liệt kê các cơ quan", _agencies),
    "new": ("tạo bản nháp, in mã của nó", _new),
    "import": ("đưa một báo cáo cũ vào thành bản nháp, nói rõ đã hiểu những gì", _import),
    "answer": ("trả lời các câu hỏi từ một tệp TOML", _answer),
    "drafts": ("liệt kê các bản nháp", _drafts),
    "show": ("in các câu trả lời của một bản nháp và nguồn của chúng", _show),
    "history": ("in các lần sửa câu trả lời", _history),
    "versions": ("liệt kê các bản đã lưu của một bản nháp", _versions),
    "rollback": ("lấy lại một bản đã lưu; hoàn tác được", _rollback),
    "export": ("xuất báo cáo ra Word, văn bản hoặc Markdown", _export),
    "check": ("soát một báo cáo: số liệu, viện dẫn, cấu trúc, thể thức, chính tả", _check),
    "search": ("tìm mẫu câu", _search),
    "harvest": ("đề nghị mẫu câu rút từ báo cáo cũ", _harvest),
    "backup": ("sao lưu bản nháp, mẫu câu, cơ quan và thiết đặt vào một tệp", _backup),
    "restore": ("khôi phục từ tệp sao lưu; giữ lại những gì đang có", _restore),
    "share": ("lập, vào hoặc xem nơi dùng chung của cơ quan", _share),
    "move": ("chuyển bản nháp của mình vào nơi dùng chung, hoặc ngược lại", _move),
    "serve": ("chỉ cho dùng cchc qua SSH, không có shell (ForceCommand của sshd)", _serve),
    "locate": ("in nơi đặt các tệp", _locate),
    "schema": ("in JSON Schema của các tệp dữ liệu", _schema),
    "doctor": ("kiểm tra máy, tệp dữ liệu và bản nháp", _doctor),
}
"""Name of each command, what it does, and what declares its arguments."""
