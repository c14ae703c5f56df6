"""`harvest`: phrases proposed from old reports, as a file to be edited."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.cli.commands.desk import desk
from cchc_tui.cli.output import as_json, line, say
from cchc_tui.domain.files import at_home, system_reason
from cchc_tui.services.errors import WorkError

if TYPE_CHECKING:
    from cchc_tui.phrases.harvest import Proposal

MANY_FILES = 3
"""From so many files on it is said which one is being read."""


def harvest(arguments: argparse.Namespace) -> int:
    """Propose phrases."""
    from cchc_tui.services.phrase_book import PhraseBook

    if arguments.min < 1:
        raise WorkError("--min: số lần gặp phải từ 1 trở lên.")
    paths = [at_home(Path(name)) for name in arguments.files]
    with desk() as workspace:
        found = PhraseBook(workspace).harvest(paths, minimum=arguments.min, on_file=_progress)
    if not found:
        say(f"Không có câu nào lặp lại từ {arguments.min} lần trở lên mà kho mẫu câu chưa có.")
        return 1
    _deliver(found, arguments)
    return 0


def _progress(done: int, total: int, path: Path) -> None:
    if total >= MANY_FILES:
        say(f"Đang đọc {done + 1}/{total}: {path.name}")


def _deliver(found: list[Proposal], arguments: argparse.Namespace) -> None:
    if arguments.json:
        as_json([_as_json(one) for one in found])
        return
    from cchc_tui.phrases.proposal_file import to_toml

    text = to_toml(found)
    if arguments.output in ("", "-"):
        sys.stdout.write(text)
    else:
        target = _write(at_home(Path(arguments.output)), text)
        line(str(target))
    say(f"Đề nghị {len(found)} mẫu câu; xóa khối không dùng, sửa cho đúng rồi mới chép vào kho.")


def _write(path: Path, text: str) -> Path:
    """The new file; one that is there already is not overwritten."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise WorkError(f"-o: đã có tệp {path}; hãy chọn tên khác.") from None
    except OSError as error:
        raise WorkError(f"-o: không ghi được {path} ({system_reason(error)}).") from error
    return path.absolute()


def _as_json(one: Proposal) -> dict[str, object]:
    return {
        "text": one.text,
        "section": one.section,
        "count": one.count,
        "files": list(one.files),
        "examples": list(one.examples),
        "slots": [
            {"name": slot.name, "type": slot.type, "value": slot.value} for slot in one.slots
        ],
    }
