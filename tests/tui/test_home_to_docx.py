"""From the list of drafts to a Word file, with keys alone, for the shortest packaged kind."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from driving import SMALL, app_on, interview, said, to, until, write
from textual.pilot import Pilot

from cchc_tui.interview.kinds import QuestionType
from cchc_tui.interview.plan import plan_of
from cchc_tui.services.session import Session
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.screens.agencies import AgencyScreen
from cchc_tui.tui.screens.dialogs import AskScreen, PickScreen
from cchc_tui.tui.screens.export import ExportScreen
from cchc_tui.tui.screens.home import HomeScreen
from cchc_tui.tui.screens.interview import InterviewScreen
from cchc_tui.tui.screens.new_draft import NewDraftScreen
from cchc_tui.tui.screens.preview import PreviewScreen
from cchc_tui.tui.screens.review import ReviewScreen
from cchc_tui.tui.widgets.form import PickField

ANSWERS = {
    QuestionType.TEXT: "So Tu phap tinh",
    QuestionType.PROSE: "Da trien khai day du cac nhiem vu",
    QuestionType.NUMBER: "12",
    QuestionType.PERCENT: "95,5%",
    QuestionType.MONEY: "23,6 ty dong",
    QuestionType.DATE: "05/3/2026",
    QuestionType.CITATIONS: "Ke hoach so 14/KH-STP ngay 31/01/2026 cua So Tu phap",
}


def shortest(desk: Workspace) -> str:
    """The packaged kind with the fewest questions."""
    kinds = [kind for kind in desk.library.kinds.values() if kind.id != "bao-cao-thu"]
    library = desk.library
    return min(kinds, key=lambda kind: sum(map(len, plan_of(library, kind).asked.values()))).id


async def begin(pilot: Pilot[None], title: str) -> InterviewScreen:
    """A new draft of a kind, for a sample agency."""
    await to(pilot, HomeScreen)
    await pilot.press("f3")
    await to(pilot, AgencyScreen)
    await pilot.press("escape")
    form = await to(pilot, NewDraftScreen)
    await pilot.press("enter")
    await to(pilot, PickScreen)
    await write(pilot, title)
    await pilot.press("enter")
    await to(pilot, NewDraftScreen)
    await until(pilot, lambda: form.query_one("#kind", PickField).title.lower().startswith("thực"))
    await pilot.press("f9")
    return await to(pilot, InterviewScreen)


async def answer(pilot: Pilot[None], screen: InterviewScreen) -> None:
    """Answer the question with the focus as an officer in a hurry would."""
    question = screen.session.question
    if question.type in (QuestionType.CHOICE, QuestionType.YES_NO):
        await pilot.press("1")
    elif question.type is QuestionType.TABLE:
        await write(pilot, "Phong mot")
        await pilot.press("pagedown")
    else:
        await write(pilot, ANSWERS[question.type])
        await pilot.press("pagedown")
    await until(pilot, lambda: screen.session.interview.answer(question.id).typed)


async def leave(pilot: Pilot[None], session: Session, key: str) -> None:
    """Press a key that goes to another question."""
    before = session.current
    await pilot.press(key)
    await until(pilot, lambda: session.current != before)


async def not_applicable(pilot: Pilot[None]) -> None:
    """Say with F7 that a question does not apply."""
    await pilot.press("f7")
    await to(pilot, PickScreen)
    await write(pilot, "khong ap dung")
    await pilot.press("enter")
    await to(pilot, AskScreen)
    await write(pilot, "don vi khong co")
    await pilot.press("enter")
    await to(pilot, InterviewScreen)


async def test_from_the_list_to_a_word_file_with_keys_alone(
    desk: Workspace, isolated: Path
) -> None:
    assert shortest(desk) == "cong-vu-tthc"
    async with app_on(desk).run_test(size=SMALL) as pilot:
        screen = await begin(pilot, "thuc hien cong vu")
        session = screen.session
        for _ in range(60):
            missing = session.interview.missing()
            if not missing:
                break
            if session.current != missing[0].id:
                await leave(pilot, session, "f8")
            if session.question.required and not session.interview.answer(session.current).given:
                await answer(pilot, screen)
            else:
                await leave(pilot, session, "pagedown")
        assert not session.interview.missing()
        await not_applicable(pilot)
        await pilot.press("f5")
        await to(pilot, ReviewScreen)
        await pilot.press("escape")
        await to(pilot, InterviewScreen)
        await pilot.press("f4")
        await to(pilot, PreviewScreen)
        await until(pilot, lambda: "không còn chỗ trống" in said(pilot))
        await pilot.press("f9")
        await to(pilot, ExportScreen)
        await pilot.press("enter")
        await until(pilot, lambda: "Đã xuất:" in said(pilot))
        await pilot.press("escape")
        await to(pilot, PreviewScreen)
        await pilot.press("escape")
        await to(pilot, InterviewScreen)
        assert interview(pilot).session.draft == session.draft
    (made,) = isolated.glob("*.docx")
    assert "Da trien khai day du" in ZipFile(made).read("word/document.xml").decode()
