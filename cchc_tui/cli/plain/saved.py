"""The saved versions of a draft, read out; and going back to one."""

from __future__ import annotations

from cchc_tui.cli.plain.commands import place_in
from cchc_tui.cli.plain.reviewing import agreed
from cchc_tui.cli.plain.talk import Talk
from cchc_tui.services.ago import local_time
from cchc_tui.services.versions import Change, Version, changes
from cchc_tui.services.versions import versions as versions_of

MOST = 12
"""Versions, or answers that change, said at once."""


def saved(talk: Talk, rest: str) -> None:
    """`.cacban` reads the versions, latest first; `.cacban 2` goes back to one, after a yes."""
    found = versions_of(talk.session.workspace, talk.session.draft)
    if not rest:
        talk.console.numbered([_line(talk, one) for one in found[:MOST]])
        if len(found) > MOST:
            talk.say(f"Còn {len(found) - MOST} bản cũ hơn; .cacban và số vẫn lấy lại được.")
        talk.say("Lấy lại một bản: .cacban và số; có hỏi lại trước khi đổi.")
    elif (place := place_in(rest, len(found))) is None:
        talk.refuse(f"Nêu số từ 1 đến {len(found)}; .cacban đọc các bản.")
    else:
        _go_back(talk, found[place])


def _line(talk: Talk, version: Version) -> str:
    at = local_time(version.at, talk.session.workspace.clock())
    why = "; ".join(version.moments)
    return f"{at:%H:%M ngày %d/%m/%Y}, {version.author}, {version.answered} câu trả lời: {why}."


def _go_back(talk: Talk, version: Version) -> None:
    session = talk.session
    found = changes(session.workspace, session.draft, version.number)
    if not found:
        talk.say("Bản ấy giống hiện nay; không có gì để lấy lại.")
        return
    talk.say(f"Lấy lại bản ấy thì đổi {len(found)} câu:", *map(_change, found[:MOST]))
    if len(found) > MOST:
        talk.say(f"và {len(found) - MOST} câu khác.")
    if agreed(talk, "Lấy lại?", "Chưa đổi gì.") and talk.attempt(
        lambda: session.go_back(version.number)
    ):
        talk.arrive()
        talk.say(f"Đã lấy lại: {len(found)} câu thay đổi. .hoantac trở về như trước.")


def _change(one: Change) -> str:
    return f"{one.name}: nay {one.now or 'chưa trả lời'}; sẽ là {one.then or 'chưa trả lời'}."
