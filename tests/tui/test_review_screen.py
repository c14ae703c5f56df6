"""The review in the app: beside the question, in the list, before an export; driven by keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from driving import (
    LARGE,
    SMALL,
    app_on,
    current,
    interview,
    rows,
    said,
    settle,
    still,
    to,
    until,
    write,
)
from textual.pilot import Pilot

from cchc_tui.domain.values import AnswerState
from cchc_tui.interview.answers import Answer, parse_answer
from cchc_tui.services.problems import Problem
from cchc_tui.services.session import Session
from cchc_tui.services.workspace import Workspace
from cchc_tui.tui.screens.dialogs import AskScreen, MessageScreen, PickScreen
from cchc_tui.tui.screens.export import ExportScreen
from cchc_tui.tui.screens.interview import InterviewScreen
from cchc_tui.tui.screens.review import ReviewScreen
from cchc_tui.tui.widgets.finding_line import FindingLine

PLANTED = {
    "kh_noi_dung_khac": "Sở đã triển khai ngị quyết của của tỉnh.",
    "cd_bien_phap": "Tổ một cửa tiếp nhận 11hồ sơ, báo cáo thông kê đã gửi.",
    "cd_danh_gia": "Đã giải quyết 90/120 hồ sơ, đạt tỷ lệ 80%. Tiếp nhận 100 hồ sơ, trong đó"
    " trực tuyến 60 hồ sơ, trực tiếp 30 hồ sơ.",
    "kt_ket_qua": "Sở thực hiện Nghị định số 61/25018/NĐ-CP. Phòng đã họp ngày 5/6/2026 với các"
    " đơn vị (gồm Văn phòng.",
    "kt_kien_nghi": "Đề nghị UBND huyện Sơn Tây phối hợp.",
}
CODES = {"CH01", "CH02", "CH03", "CH04", "SL03", "SL05", "VD03", "CH08", "CH06", "KT03"}
"""Ten kinds of fault, one planted of each."""
FAULTY = "cd_danh_gia"


Compare = Callable[..., bool]


@pytest.fixture
def planted(desk: Workspace) -> str:
    """The sample report with ten faults in it."""
    made = desk.create_sample().id
    questions = desk.library.questions
    desk.set_answers(
        made,
        {
            name: Answer(AnswerState.ANSWERED, parse_answer(questions[name], text), revision=1)
            for name, text in PLANTED.items()
        },
    )
    desk.keep_place(made, "kh_noi_dung_khac")
    return made


async def reviewed(pilot: Pilot[None]) -> None:
    """Wait until the draft was checked."""
    await to(pilot, InterviewScreen)
    await settle(pilot)
    assert interview(pilot).session.review.checked


async def listed(pilot: Pilot[None]) -> ReviewScreen:
    """Open the list once the draft was checked."""
    await reviewed(pilot)
    await pilot.press("f5")
    return await to(pilot, ReviewScreen)


async def mark(pilot: Pilot[None], code: str) -> Problem:
    """Move the mark to the first problem with that code, with the arrow key."""
    screen = await to(pilot, ReviewScreen)
    await pilot.press("home")
    for _ in range(60):
        problem = screen.problem
        if problem is not None and problem.code == code:
            return problem
        await pilot.press("down")
    raise AssertionError(f"no {code} in the list:\n{said(pilot)}")


async def test_ten_faults_are_found_gone_to_corrected_or_let_stand(
    desk: Workspace, planted: str
) -> None:
    async with app_on(desk, planted).run_test(size=SMALL) as pilot:
        screen = await listed(pilot)
        assert {one.code for one in screen.problems} >= CODES
        for code in sorted(CODES):
            problem = await mark(pilot, code)
            await pilot.press("enter")
            await to(pilot, InterviewScreen)
            assert current(pilot) == problem.question
            editor = interview(pilot).panel.editor
            assert editor.value[editor.cursor_index :].startswith(problem.words)
            await pilot.press("f5")
            await mark(pilot, code)
            if problem.fix is not None:
                await pilot.press("s")
                await to(pilot, MessageScreen)
                assert "Trước:" in said(pilot)
                await pilot.press("enter")
            else:
                await pilot.press("b")
                await to(pilot, AskScreen)
                await write(pilot, f"ly do {code}")
                await pilot.press("enter")
                if code == "CH01":
                    await to(pilot, MessageScreen)
                    await pilot.press("escape")
            screen = await to(pilot, ReviewScreen)
        await settle(pilot)
        assert not CODES & {one.code for one in screen.problems if one.question in PLANTED}

    text = desk.interview(planted).answer("kh_noi_dung_khac").value
    assert "quyết của tỉnh" in str(text)
    async with app_on(desk, planted).run_test(size=SMALL) as pilot:
        screen = await listed(pilot)
        assert not CODES & {one.code for one in screen.problems if one.question in PLANTED}
        assert any(line.startswith("Đã bỏ qua (") for line in rows(screen))
        assert "ly do SL05" in " ".join(rows(screen))


async def test_a_finding_stands_beside_its_question_and_a_key_corrects_it(
    desk: Workspace, planted: str
) -> None:
    desk.keep_place(planted, FAULTY)
    async with app_on(desk, planted).run_test(size=SMALL) as pilot:
        await reviewed(pilot)
        line = interview(pilot).query_one(FindingLine)
        assert line.display
        shown = " ".join(line.rows)
        assert all(part in shown for part in ("Lỗi SL03", "75%", "F5: thêm 1"))
        assert "lỗi " in said(pilot).splitlines()[0]
        before = interview(pilot).panel.editor.value
        await pilot.press("ctrl+r")
        assert interview(pilot).panel.editor.value == before.replace("80%", "75%")
        await settle(pilot)
        assert [one.code for one in line.problems] == ["SL05"]
        await pilot.press("ctrl+z")
        assert interview(pilot).panel.editor.value == before


async def test_what_is_typed_is_checked_when_the_hands_rest(desk: Workspace, planted: str) -> None:
    desk.keep_place(planted, "kt_tap_huan")
    async with app_on(desk, planted).run_test(size=SMALL) as pilot:
        await reviewed(pilot)
        line = interview(pilot).query_one(FindingLine)
        before = line.problems
        await pilot.press("ctrl+end")
        await write(pilot, " va tiep nhan 12ho so cac cac nganh")
        assert line.problems == before
        await until(pilot, lambda: len(line.problems) > len(before))


async def test_the_field_stands_still_when_a_finding_comes(desk: Workspace, planted: str) -> None:
    desk.keep_place(planted, FAULTY)
    async with app_on(desk, planted).run_test(size=SMALL) as pilot:
        top = interview(pilot).panel.editor.region
        await reviewed(pilot)
        assert interview(pilot).query_one(FindingLine).display
        assert interview(pilot).panel.editor.region == top


async def test_f8_walks_every_fault_place_by_place(desk: Workspace, planted: str) -> None:
    async with app_on(desk, planted).run_test(size=SMALL) as pilot:
        await reviewed(pilot)
        session = interview(pilot).session
        wanted = {(one.question, one.start) for one in session.problems() if one.question}
        seen = set()
        for _ in range(len(session.problems()) + 1):
            await pilot.press("f8")
            seen.add((current(pilot), interview(pilot).panel.cursor))
        assert {place for place in wanted if place[1] >= 0} <= seen


async def test_what_was_let_stand_counts_again_with_the_same_key(
    desk: Workspace, planted: str
) -> None:
    async with app_on(desk, planted).run_test(size=SMALL) as pilot:
        screen = await listed(pilot)
        await mark(pilot, "SL03")
        await pilot.press("b")
        await to(pilot, AskScreen)
        await pilot.press("enter")
        assert "Xin nêu lý do." in said(pilot)
        await write(pilot, "so cu")
        await pilot.press("enter")
        await to(pilot, ReviewScreen)
        assert "SL03" not in {one.code for one in screen.problems}
        await pilot.press("end")
        assert "Lý do bỏ qua: so cu" in said(pilot)
        await pilot.press("b")
        assert "SL03" in {one.code for one in screen.problems}
        assert not desk.store.waivers(planted)


async def test_a_word_can_be_added_to_ones_own_list(desk: Workspace, planted: str) -> None:
    async with app_on(desk, planted).run_test(size=SMALL) as pilot:
        await listed(pilot)
        await mark(pilot, "CH01")
        await pilot.press("b")
        await to(pilot, AskScreen)
        await write(pilot, "ten rieng")
        await pilot.press("enter")
        await to(pilot, MessageScreen)
        assert "Thêm “ngị”" in said(pilot)
        await pilot.press("enter")
        await to(pilot, ReviewScreen)
        await settle(pilot)
        assert "ngị" in desk.facts.spelling.words


async def test_the_rule_is_explained_with_its_source(desk: Workspace, planted: str) -> None:
    async with app_on(desk, planted).run_test(size=LARGE) as pilot:
        await listed(pilot)
        await mark(pilot, "SL03")
        assert "Ở chỗ: “80%”" in said(pilot)
        assert "Căn cứ:" in said(pilot)
        await pilot.press("x")
        await to(pilot, MessageScreen)
        assert "Không báo:" in said(pilot)


def test_the_same_fault_is_told_once_in_the_words_of_the_kind(desk: Workspace, draft: str) -> None:
    session = Session(desk, draft)
    for name, text in (("thu_nhan", "15613"), ("thu_xong", "15700")):
        session.go(name)
        session.type(text, 0)
        session.commit()
    rule = Problem(
        "error", "thu_xong", "", "", "15.700 lớn hơn 15.613.", code="SL10",
        quote="15.700/15.613", words="15.700", start=0, key="SL10|thu_xong|15.700/15.613",
    )  # fmt: skip
    other = replace(rule, message="9 lớn hơn 8.", quote="9/8", key="SL10|thu_xong|9/8")
    session.review.found = (rule, other)
    told = [one for one in session.problems() if one.kind == "error"]
    assert [one.message for one in told] == [
        "Đã giải quyết 15.700 nhiều hơn tiếp nhận 15.613.",
        "9 lớn hơn 8.",
    ]
    assert (told[0].start, told[0].rule) == (0, "")


# Before an export


@pytest.mark.parametrize(("embed", "words"), [(True, "mang kèm các"), (False, "không mang kèm")])
async def test_the_export_says_whether_a_word_file_carries_its_answers(
    desk: Workspace, planted: str, embed: bool, words: str
) -> None:
    desk.settings = replace(desk.settings, embed_answers=embed)
    async with app_on(desk, planted).run_test(size=SMALL) as pilot:
        await pilot.press("f9")
        await to(pilot, ExportScreen)
        await until(pilot, lambda: f"Tệp Word {words}" in said(pilot))


async def test_errors_ask_for_a_yes_and_no_leads_to_the_list(
    desk: Workspace, planted: str, isolated: Path
) -> None:
    async with app_on(desk, planted).run_test(size=SMALL) as pilot:
        await reviewed(pilot)
        await pilot.press("f9")
        await to(pilot, ExportScreen)
        await pilot.press("enter")
        await to(pilot, PickScreen)
        assert "Vẫn xuất?" in said(pilot)
        await pilot.press("enter")
        await to(pilot, ReviewScreen)
        assert not list(isolated.glob("*.docx"))


async def test_with_a_yes_the_report_is_written(
    desk: Workspace, planted: str, isolated: Path
) -> None:
    async with app_on(desk, planted).run_test(size=SMALL) as pilot:
        await reviewed(pilot)
        await pilot.press("f9")
        await to(pilot, ExportScreen)
        await pilot.press("enter")
        await to(pilot, PickScreen)
        await pilot.press("down", "enter")
        await until(pilot, lambda: list(isolated.glob("*.docx")))


async def test_a_report_without_findings_that_matter_is_written_at_once(
    desk: Workspace, isolated: Path
) -> None:
    clean = desk.create_sample().id
    async with app_on(desk, clean).run_test(size=SMALL) as pilot:
        await pilot.press("f9")
        await to(pilot, ExportScreen)
        await pilot.press("enter")
        await until(pilot, lambda: list(isolated.glob("*.docx")))


# Pictures


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_picture_of_the_list(
    snap_compare: Compare, desk: Workspace, planted: str, size: tuple[int, int]
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await listed(pilot)
        await mark(pilot, "SL03")
        await still(pilot)

    assert snap_compare(app_on(desk, planted), terminal_size=size, run_before=steps)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_picture_of_a_finding_beside_its_question(
    snap_compare: Compare, desk: Workspace, planted: str, size: tuple[int, int]
) -> None:
    desk.keep_place(planted, FAULTY)

    async def steps(pilot: Pilot[None]) -> None:
        await reviewed(pilot)
        await still(pilot)

    assert snap_compare(app_on(desk, planted), terminal_size=size, run_before=steps)


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
def test_picture_of_the_question_before_an_export(
    snap_compare: Compare, desk: Workspace, planted: str, size: tuple[int, int]
) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await reviewed(pilot)
        await still(pilot)  # the preview behind has found its place
        await pilot.press("f9")
        await to(pilot, ExportScreen)
        await pilot.press("enter")
        await to(pilot, PickScreen)
        await still(pilot)

    assert snap_compare(app_on(desk, planted), terminal_size=size, run_before=steps)
