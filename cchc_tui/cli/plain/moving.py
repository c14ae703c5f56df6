"""Going about the report: by section, by question, by a few words."""

from __future__ import annotations

from cchc_tui.cli.plain import words
from cchc_tui.cli.plain.commands import place_in
from cchc_tui.cli.plain.talk import Talk
from cchc_tui.domain.text import fold, upper_first
from cchc_tui.interview.interview import SectionView
from cchc_tui.services.lookup import Found, Sort

PLACES = (Sort.SECTION, Sort.QUESTION, Sort.EARLIER)
ALL = "het"
"""What follows a command that is to read everything."""
MOST = 10
"""Places said at once."""


def sections(talk: Talk, rest: str) -> None:
    """`.muc` reads how the sections stand; `.muc 2.1` or `.muc vài chữ` goes to one."""
    if rest in ("", ALL):
        _read_sections(talk, everything=rest == ALL)
        return
    found = _section_named(talk, rest)
    if found is None:
        talk.refuse(f"Không có mục “{rest}”; .muc đọc các mục.")
    else:
        _go_to_section(talk, found.id)


def _read_sections(talk: Talk, *, everything: bool) -> None:
    """The main sections and those beside the present question; or every one."""
    session = talk.session
    here = words.name_of(session, session.place(session.current).id)
    known = words.sections_of(session)
    main = next((place.partition(".")[0] for place, name, _ in known if name == here), "")
    for place, name, section in known:
        inner = "." in place or not place
        if inner and not everything and (not main or place.partition(".")[0] != main):
            continue
        left = session.interview.progress(section.id).required_left
        more = f", còn {left} câu bắt buộc" if left else ""
        now = ", đang ở đây" if name == here else ""
        mark = words.MARKS[session.mark(section.id)]
        talk.say(f"{upper_first(name)}: {mark}{more}{now}.")
    if not everything:
        talk.say(f"Mọi mục con: .muc {ALL}. Đến một mục: .muc và số hoặc vài chữ.")


def _section_named(talk: Talk, named: str) -> SectionView | None:
    """The section of that place, of that printed number, or the first with those words."""
    wanted = fold(named).strip(" .)")
    known = words.sections_of(talk.session)
    for place, _, section in known:
        if wanted == fold(place) or wanted == section.id:
            return section
    for _, _, section in known:
        if wanted == fold(section.number).strip(" .)"):
            return section
    return next((one for _, name, one in known if wanted in fold(name)), None)


def _go_to_section(talk: Talk, section: str) -> None:
    question = talk.session.first_of(section)
    if question:
        talk.go(question)
    else:
        talk.refuse("Mục này không có câu hỏi.")


def go_to(talk: Talk, rest: str) -> None:
    """`.toi 3`: the third question of the section; otherwise by id or by words."""
    session = talk.session
    order = session.order()
    section = session.place(session.current).id
    here = [one.id for one in session.interview.questions(section) if not one.computed]
    if (place := place_in(rest, len(here))) is not None:
        question = here[place]
    elif rest in order:
        question = rest
    else:
        found = [one for one in _found(talk, rest) if one.sort is Sort.QUESTION and one.id in order]
        question = found[0].id if found else ""
    if question:
        talk.go(question)
    else:
        talk.refuse(f"Mục này có {len(here)} câu. Nêu số của câu, mã hoặc vài chữ của câu hỏi.")


def search(talk: Talk, rest: str) -> None:
    """`.tim vài chữ` reads what fits, `.tim 2` goes to the second."""
    places = talk.lists.places
    if (place := place_in(rest, len(places))) is not None:
        _go_to_place(talk, places[place])
        return
    talk.lists.places = found = _found(talk, rest)[:MOST]
    if not found:
        talk.refuse("Không thấy gì; thử vài chữ khác." if rest else "Xin nêu vài chữ: .tim chữ.")
        return
    for number, one in enumerate(found, start=1):
        what = {Sort.SECTION: "mục", Sort.EARLIER: f"kỳ trước, {one.detail}"}.get(one.sort, "câu")
        talk.say(f"{number}. {upper_first(what)}: {one.title}")
    talk.say("Đến một chỗ: .tim và số.")


def _found(talk: Talk, text: str) -> list[Found]:
    session = talk.session
    if not text:
        return []
    found = session.workspace.look_up(text, draft_id=session.draft, limit=4 * MOST)
    return [one for one in found if one.sort in PLACES]


def _go_to_place(talk: Talk, found: Found) -> None:
    if found.sort is Sort.SECTION:
        _go_to_section(talk, found.id)
    elif found.id in talk.session.order():
        talk.go(found.id)
    else:
        talk.say(f"{found.title}: {words.sentence(found.text or 'chưa có số')}")


def next_missing(talk: Talk) -> None:
    """The next required question without an answer, going round at the end."""
    session = talk.session
    missing = {question.id for question in session.interview.missing()}
    order = session.order()
    at = order.index(session.current) + 1 if session.current in order else 0
    found = next((one for one in (*order[at:], *order[:at]) if one in missing), "")
    if found:
        talk.go(found)
    else:
        talk.say("Không còn câu bắt buộc nào chưa trả lời.")


def first(talk: Talk) -> None:
    """The first question of the report."""
    order = talk.session.order()
    if order:
        talk.go(order[0])
