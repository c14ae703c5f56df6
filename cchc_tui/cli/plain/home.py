"""The list of drafts by number, and what can be done from there."""

from __future__ import annotations

from collections.abc import Callable

from cchc_tui.cli.plain.commands import COMMANDS as WITHIN_A_REPORT
from cchc_tui.cli.plain.commands import Command, Given, place_in, understood, unknown_command
from cchc_tui.cli.plain.console import Console, Ended, Left
from cchc_tui.cli.plain.interview import interview
from cchc_tui.cli.plain.starting import import_file, new_report
from cchc_tui.cli.plain.talk import Talk
from cchc_tui.domain.problems import DataError
from cchc_tui.services.cards import DraftCard
from cchc_tui.services.errors import WorkError
from cchc_tui.services.session import Session
from cchc_tui.services.workspace import Workspace

DONE, FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130
"""Exit codes, as docs/CLI.md has them."""

COMMANDS = {
    command.name: command
    for command in (
        Command("moi", "", "lập báo cáo mới"),
        Command("nhap", "tệp", "bắt đầu từ tệp báo cáo kỳ trước, .docx, .txt hoặc .md"),
        Command("mauthu", "", "mở một báo cáo mẫu đã trả lời đủ"),
        Command("xoa", "số", "xóa một bản nháp"),
        Command("hoantac", "", "lấy lại bản nháp vừa xóa"),
        Command("giup", "", "đọc các lệnh"),
        Command("thoat", "", "dừng"),
    )
}
"""Commands at the list of drafts."""


def _elsewhere(word: str) -> str:
    """What is said of a command that there is not here: many are for within a report."""
    if word in WITHIN_A_REPORT:
        return f"Lệnh .{word} dùng khi đã mở một báo cáo: gõ số bản nháp trước."
    return unknown_command(word, list(COMMANDS))


def run(workspace: Workspace, console: Console, draft: str = "") -> int:
    """Run the plain face: at a draft, or at the list of drafts.

    Returns:
        The exit code: 1 where a script had lines that were not understood, 2 where something
        could not be saved.

    Raises:
        StoreError: The drafts cannot be read.
        WorkError: There is no such draft.
    """
    home = _Home(workspace, console)
    try:
        if draft:
            home.open(draft)
        else:
            home.stay()
    except Ended as end:
        home.note(*end.args)
    except Left as left:
        home.note(*left.args)
        return FAILED if home.unsaved else INTERRUPTED
    if home.unsaved:
        return FAILED
    return FOUND if home.refused and not console.interactive else DONE


class _Home:
    """The list of drafts."""

    def __init__(self, workspace: Workspace, console: Console) -> None:
        self.refused = self.unsaved = False
        self._work = workspace
        self._console = console
        self._cards: list[DraftCard] = []
        self._deleted: list[str] = []
        self._leaving = False
        self._actions: dict[str, Callable[[str], None]] = {
            "moi": self._new,
            "nhap": self._import,
            "mauthu": self._sample,
            "xoa": self._delete,
            "hoantac": self._restore,
            "giup": self._help,
            "thoat": self._leave,
        }

    def note(self, *talks: Talk) -> None:
        """Note how interviews ended."""
        for talk in talks:
            self.refused |= talk.refused
            self.unsaved |= bool(talk.trouble)

    def open(self, draft: str) -> None:
        """Go through a draft."""
        self.note(interview(self._console, Session(self._work, draft)))

    def stay(self) -> None:
        """Read the drafts and do what is asked, until the officer leaves."""
        self._read()
        while not self._leaving:
            line = self._console.ask("Số bản nháp hoặc lệnh: ")
            try:
                self._take(line)
            except (WorkError, DataError) as error:
                self._refuse(str(error))

    def _read(self) -> None:
        self._cards = self._work.drafts()
        if self._cards:
            self._console.say("Các bản nháp, mới sửa trước:")
            self._console.numbered([_line(card) for card in self._cards])
            self._console.say("Gõ số để mở; .moi lập báo cáo mới; .giup đọc các lệnh.")
        else:
            self._console.say(
                "Chưa có bản nháp nào. .moi lập báo cáo mới; .nhap và tên tệp bắt đầu từ báo cáo "
                "kỳ trước; .mauthu mở báo cáo mẫu; .thoat dừng."
            )

    def _refuse(self, text: str) -> None:
        self.refused = True
        self._console.say(text)

    def _take(self, line: str) -> None:
        given = understood(line)
        if isinstance(given, Given):
            if given.word in self._actions:
                self._actions[given.word](given.rest)
            else:
                self._refuse(_elsewhere(given.word))
        elif line.strip() in ("", "?"):
            self._help("") if line.strip() else self._read()
        else:
            self._open_named(line.strip())

    def _open_named(self, named: str) -> None:
        card = self._numbered(named)
        draft = card.info.id if card else self._work.draft(named).id
        self._visit(draft)

    def _numbered(self, text: str) -> DraftCard | None:
        place = place_in(text, len(self._cards))
        return None if place is None else self._cards[place]

    def _visit(self, draft: str | None) -> None:
        """Go through a draft and come back to the list."""
        if draft is None:
            self._console.say("Chưa lập gì.")
            return
        self.open(draft)
        self._console.say("")
        self._read()

    def _new(self, _rest: str) -> None:
        self._visit(new_report(self._console, self._work))

    def _import(self, rest: str) -> None:
        name = rest or self._console.ask("Tệp báo cáo kỳ trước (Enter: thôi): ").strip()
        self._visit(import_file(self._console, self._work, name) if name else None)

    def _sample(self, _rest: str) -> None:
        self._visit(self._work.create_sample().id)

    def _delete(self, rest: str) -> None:
        card = self._numbered(rest)
        if card is None:
            self._refuse("Nêu số của bản nháp: .xoa 2.")
            return
        self._work.delete(card.info.id)
        self._deleted.append(card.info.id)
        self._console.say(f"Đã xóa {card.name}; .hoantac lấy lại.")
        self._read()

    def _restore(self, _rest: str) -> None:
        if not self._deleted:
            self._console.say("Không còn gì để hoàn tác.")
            return
        self._work.restore(self._deleted.pop())
        self._read()

    def _help(self, _rest: str) -> None:
        self._console.say("Gõ số để mở một bản nháp. Các lệnh:")
        self._console.say(*(command.shown for command in COMMANDS.values()))

    def _leave(self, _rest: str) -> None:
        self._leaving = True


def _line(card: DraftCard) -> str:
    if card.problem:
        return f"{card.name}, không mở được: {card.problem}"
    left = card.info.required_left
    state = f"còn {left} câu bắt buộc" if left else "đã đủ câu bắt buộc"
    return f"{card.name}, {card.agency_name}, {state}, sửa {card.changed}"
