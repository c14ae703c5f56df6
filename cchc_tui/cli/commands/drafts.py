"""`new`, `answer`, `drafts`: making drafts, filling them, listing them."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.cli.commands.desk import desk
from cchc_tui.cli.output import MOST_STDIN, as_json, line, say, table
from cchc_tui.domain.files import at_home
from cchc_tui.services.checking import SUFFIXES
from cchc_tui.services.errors import WorkError
from cchc_tui.services.shared import is_shared

if TYPE_CHECKING:
    from cchc_tui.interview.answers import Answer
    from cchc_tui.services.cards import DraftCard
    from cchc_tui.services.workspace import Workspace


def new(arguments: argparse.Namespace) -> int:
    """Make a draft and print its id; with `--plain` go through it at once."""
    from cchc_tui.services.answer_files import read_answers

    with desk() as workspace:
        kind = workspace.drafting.kind(arguments.kind)
        source = _source(workspace, arguments.source, kind.id)
        agency = arguments.agency or _agency_of(workspace, source) or _own_agency(workspace)
        answers: dict[str, Answer] = {}
        if arguments.answers:
            given = read_answers(at_home(Path(arguments.answers)), workspace.library, kind)
            answers = {name: replace(one, source="file") for name, one in given.items()}
        info = workspace.create_draft(
            kind.id,
            arguments.period,
            agency,
            arguments.period_name,
            source or None,
            answers,
        )
        card = workspace.card(info.id)
    if arguments.json:
        as_json(card_as_json(card))
    else:
        line(info.id)
    say(f"Đã tạo bản nháp: {card.name}.")
    if arguments.plain:
        from cchc_tui.cli.commands.app import plain

        return plain(info.id)
    return 0


def _source(workspace: Workspace, named: str, kind: str) -> str:
    """Id of the draft to go on from; a file becomes a draft of its own period first."""
    from cchc_tui.services.importing import import_report

    known = {info.id for info in workspace.store.headers(include_deleted=True)} if named else set()
    path = at_home(Path(named))
    is_report = path.suffix.lower() in SUFFIXES or path.is_file()
    if not named or named.lower() in known or not is_report:
        return named
    found = import_report(workspace, path, kind)
    say(f"Đã đưa {path.name} vào thành bản nháp {found.id}.\n{found.account()}")
    return found.id


def _agency_of(workspace: Workspace, source: str) -> str:
    """The agency of the draft gone on from; empty without one."""
    return workspace.draft(source).agency if source else ""


def _own_agency(workspace: Workspace) -> str:
    """The agency meant where none is named: that of the settings, or the only own one."""
    own = sorted(workspace.agency_book.own_ids())
    chosen = workspace.settings.agency or (own[0] if len(own) == 1 else "")
    if chosen:
        return chosen
    known = ", ".join(own or workspace.agencies())
    raise WorkError(f"Thiếu --agency: chọn một trong các cơ quan {known}.")


def answer(arguments: argparse.Namespace) -> int:
    """Answer from a file; writes nothing if anything in it is wrong."""
    from cchc_tui.services.answer_files import answers_from, read_answers

    with desk() as workspace:
        info = workspace.draft(arguments.draft)
        kind = workspace.drafting.kind(info.kind)
        if arguments.file == "-":
            source = sys.stdin.read(MOST_STDIN + 1)
            if len(source) > MOST_STDIN:
                raise WorkError("stdin dài quá 16 triệu ký tự nên không đọc; chưa ghi gì.")
            given = answers_from(source, "stdin", workspace.library, kind)
        else:
            given = read_answers(at_home(Path(arguments.file)), workspace.library, kind)
        if not given:
            say("Tệp không có câu trả lời nào.")
            return 1
        now = workspace.store.answers(info.id)
        based = {
            name: replace(one, revision=now[name].revision if name in now else 0)
            for name, one in given.items()
        }
        workspace.set_answers(info.id, based, source="file")
        card = workspace.card(info.id)
    say(f"Đã ghi {len(given)} câu trả lời; còn {card.info.required_left} câu bắt buộc.")
    return 0


def drafts(arguments: argparse.Namespace) -> int:
    """List drafts, last changed first."""
    with desk() as workspace:
        cards = workspace.drafts(include_deleted=arguments.all)
        if workspace.shared_trouble:
            say(f"Chưa mở được bản nháp chung. {workspace.shared_trouble}")
    if arguments.json:
        as_json([card_as_json(card) for card in cards])
        return 0
    rows = [
        (
            card.info.id,
            f"{card.info.answered} câu, thiếu {card.info.required_left}",
            card.changed + (" (đã xóa)" if card.info.deleted_at else ""),
            card.name,
        )
        for card in cards
    ]
    table(rows, ("MÃ", "ĐÃ TRẢ LỜI", "SỬA LẦN CUỐI", "BÁO CÁO"))
    return 0


def card_as_json(card: DraftCard) -> dict[str, object]:
    """A draft in a JSON list."""
    info = card.info
    return {
        "id": info.id,
        "shared": is_shared(info.id),
        "name": card.name,
        "kind": info.kind,
        "agency": info.agency,
        "period": info.period,
        "period_name": card.period_name,
        "answered": info.answered,
        "required": info.required,
        "required_left": info.required_left,
        "created_at": info.created_at,
        "created_by": info.created_by,
        "changed_at": info.changed_at,
        "deleted_at": info.deleted_at,
        "copied_from": info.copied_from,
        "problem": card.problem,
    }
