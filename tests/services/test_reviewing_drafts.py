"""The review of an open draft: where findings come from, what is let stand, what is corrected."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from cchc_tui.cli.main import main
from cchc_tui.domain.paths import Places
from cchc_tui.domain.problems import DataError
from cchc_tui.interview.interview import Mark
from cchc_tui.services.background_check import Stopped
from cchc_tui.services.before_export import check_before_export, needs_yes
from cchc_tui.services.checking import check_draft, make_checker
from cchc_tui.services.own_words import add_own_word, own_words_file
from cchc_tui.services.problems import Problem
from cchc_tui.services.session import Session
from cchc_tui.services.workspace import Workspace

PLAN, MEASURES, VIEW = "kh_noi_dung_khac", "cd_bien_phap", "cd_danh_gia"


@pytest.fixture
def work(isolated: Path) -> Iterator[Workspace]:
    workspace = Workspace(Places.from_env(), author="Cán bộ thử")
    yield workspace
    workspace.close()


@pytest.fixture
def session(work: Workspace) -> Session:
    """The sample report, open."""
    return Session(work, work.create_sample().id)


def say(session: Session, question: str, text: str) -> None:
    """Answer a prose question and check the draft."""
    session.go(question)
    session.type(text, len(text))
    assert session.commit().ok
    session.review.check_now()


def found(session: Session, code: str) -> Problem:
    """The one problem with that code."""
    (problem,) = [one for one in session.problems() if one.code == code]
    return problem


def test_a_finding_is_tied_to_its_question_and_to_the_place_in_its_text(session: Session) -> None:
    text = "Sở đã ban hành kế hoạch.\nCác phòng thực hiện theo ngị quyết của tỉnh."
    say(session, PLAN, text)
    problem = found(session, "CH01")
    assert (problem.question, problem.words) == (PLAN, "ngị")
    assert text[problem.start :].startswith("ngị quyết")
    assert problem.place == "1."


def test_the_same_words_twice_are_found_each_at_its_own_place(session: Session) -> None:
    text = "Thực hiện ngị quyết của tỉnh.\nThực hiện ngị quyết của tỉnh rồi báo cáo."
    say(session, PLAN, text)
    starts = [one.start for one in session.problems() if one.code == "CH01"]
    assert starts == [text.find("ngị"), text.rfind("ngị")]


def test_what_is_being_typed_is_checked_too(session: Session) -> None:
    session.go(PLAN)
    session.type("Các phòng theo ngị quyết", 0)
    session.review.check_now()
    assert found(session, "CH01").start == len("Các phòng theo ")


def test_a_syllable_that_is_half_typed_is_no_mistake_yet(session: Session) -> None:
    session.go(PLAN)
    text = "Các phòng học tiê"
    session.type(text, len(text))
    session.review.check_now()
    assert not [one for one in session.problems() if one.code == "CH01"]
    for longer in (f"{text} ", f"{text}, và"):
        session.type(longer, len(longer))
        assert found(session, "CH01").words == "tiê"
    session.type(text, 3)
    assert found(session, "CH01").words == "tiê"
    session.type(text, len(text))
    assert not [one for one in session.problems() if one.code == "CH01"]
    session.commit()
    assert found(session, "CH01").words == "tiê"


def test_words_without_marks_that_look_for_a_phrase_are_no_mistakes(session: Session) -> None:
    session.go(PLAN)
    text = "Các phòng đã họp. quy che chi tieu noi bo"
    session.type(text, len(text))
    session.review.check_now()
    assert not [one for one in session.problems() if one.code == "CH01"]
    session.type(f"{text}, rồi", len(f"{text}, rồi"))
    assert found(session, "CH01").words == "tieu"


def test_a_word_left_wrong_is_told_though_it_was_found_while_half_typed(session: Session) -> None:
    session.go(PLAN)
    news = []
    for text in ("Các phòng học tiê", "Các phòng học tiê ", "Các phòng học tiê n"):
        session.type(text, len(text))
        check = session.review.begin()
        news.append(session.review.finish(check, check.run()))
    assert news == [True, True, False]


def test_a_half_typed_word_hides_no_mistake_elsewhere(session: Session) -> None:
    say(session, MEASURES, "Thực hiện ngị quyết của tỉnh.")
    session.go(PLAN)
    session.type("Theo ngị quyết, học tiê", len("Theo ngị quyết, học tiê"))
    session.review.check_now()
    wrong = [(one.question, one.words) for one in session.problems() if one.code == "CH01"]
    assert wrong == [(PLAN, "ngị"), (MEASURES, "ngị")]


def test_a_text_that_is_no_answer_does_not_hide_other_findings(session: Session) -> None:
    say(session, PLAN, "Thực hiện ngị quyết của tỉnh.")
    session.go("hs_truc_tuyen")
    session.type("nhiều lắm", 0)
    session.review.check_now()
    assert {one.kind for one in session.problems()} >= {"refused", "warning"}
    assert found(session, "CH01").question == PLAN


def test_a_correction_changes_the_words_alone_and_is_undone_in_one_step(session: Session) -> None:
    text = "Thực hiện quy định của của tỉnh; phần còn lại giữ nguyên."
    say(session, PLAN, text)
    assert session.review.correct(found(session, "CH02"))
    assert session.text(PLAN).text == text.replace("của của", "của")
    assert not [one for one in session.problems() if one.code == "CH02"]
    session.undo()
    assert session.text(PLAN).text == text


def test_a_correction_finds_words_that_moved_and_refuses_words_that_are_gone(
    session: Session,
) -> None:
    say(session, PLAN, "Thực hiện quy định của của tỉnh.")
    problem = found(session, "CH02")
    session.type("Trong kỳ, thực hiện quy định của của tỉnh.", 0)
    assert session.review.correct(problem)
    assert session.text(PLAN).text == "Trong kỳ, thực hiện quy định của tỉnh."
    assert not session.review.correct(problem)


def test_a_word_in_a_table_is_found_and_corrected_in_its_cell(session: Session) -> None:
    name = next(
        name
        for name in session.order()
        if session.interview.question(name).columns and session.records(name).rows
        and session.interview.question(name).columns[0].type == "text"
        and not session.interview.question(name).row_labels
    )  # fmt: skip
    session.go(name)
    records, columns = session.records(), session.question.columns
    first = records.rows[0]
    cells = {**first.cells, columns[0].id: "Lĩnh vực của của ngành"}
    session.type_records(type(records)((type(first)(cells), *records.rows[1:])))
    session.commit()
    session.review.check_now()
    problem = next(one for one in session.problems() if one.code == "CH02")
    assert (problem.question, problem.cell) == (name, 0)
    assert session.review.correct(problem)
    assert session.records().rows[0].cells[columns[0].id] == "Lĩnh vực của ngành"


def test_what_may_stand_is_kept_with_the_draft_and_can_be_taken_back(session: Session) -> None:
    say(session, PLAN, "Thực hiện ngị quyết của tỉnh.")
    problem = found(session, "CH01")
    session.review.waive(problem, "tên dự án")
    assert problem.key not in {one.key for one in session.problems()}

    again = Session(session.workspace, session.draft)
    again.review.check_now()
    assert problem.key not in {one.key for one in again.problems()}
    assert [one.reason for one in again.review.waivers.values()] == ["tên dự án"]
    assert again.review.waivers[problem.key].author == "Cán bộ thử"
    again.review.revoke(problem.key)
    assert problem.key in {one.key for one in again.problems()}


def test_a_copy_keeps_what_may_stand_and_a_new_period_does_not(session: Session) -> None:
    say(session, PLAN, "Thực hiện ngị quyết của tỉnh.")
    session.review.waive(found(session, "CH01"), "tên dự án")
    work, info = session.workspace, session.workspace.draft(session.draft)
    copy = work.copy(session.draft)
    following = work.create_draft(info.kind, "2027-Q1", info.agency, copy_from=info.id)
    assert len(work.store.waivers(copy.id)) == 1
    assert not work.store.waivers(following.id)


def test_a_stopped_check_ends_and_changes_nothing(session: Session) -> None:
    check = session.review.begin()
    session.review.stop()
    with pytest.raises(Stopped):
        check.run()
    assert not session.review.finish(check, (Problem("error", "", "", "", "cũ"),))
    assert session.review.found == ()


def test_a_newer_check_takes_the_place_of_an_older_one(session: Session) -> None:
    older = session.review.begin()
    newer = session.review.begin()
    with pytest.raises(Stopped):
        older.run()
    assert session.review.finish(newer, newer.run())


def test_checks_in_several_threads_do_not_disturb_one_another(session: Session) -> None:
    say(session, PLAN, "Thực hiện ngị quyết của tỉnh.")
    checks = [session.review.begin()]
    results: list[tuple[Problem, ...]] = []

    def run() -> None:
        results.append(checks[0].run())

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [session.review.found] * 3


def test_an_error_marks_its_section_until_it_is_let_stand(session: Session) -> None:
    say(session, VIEW, "Trong kỳ giải quyết 90/120 hồ sơ, đạt tỷ lệ 80%.")
    section = session.place(VIEW).id
    assert session.mark(section) is Mark.PROBLEM
    session.review.waive(found(session, "SL03"), "số của đơn vị khác")
    assert session.mark(section) is not Mark.PROBLEM


def test_a_rule_that_fails_is_told_and_ends_nothing(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("quy tắc hỏng")

    monkeypatch.setattr("cchc_tui.review.checker.Checker.check", broken)
    session.review.check_now()
    assert [one.message for one in session.problems()] == [
        "Chưa soát được báo cáo: lỗi bất ngờ của chương trình (ValueError)."
    ]


@pytest.mark.parametrize(
    "nasty",
    [
        "{{ 7*7 }} {% raw %} ngị",
        "*_#|<b>&amp; ngị",
        "e\u0302\u0323 ngị \u202e",
        "ngị " * 3,
        "\u00a0ngị\u00a0",
    ],
)
def test_nasty_text_is_placed_where_it_stands(session: Session, nasty: str) -> None:
    say(session, PLAN, nasty)
    text = session.text(PLAN).text
    placed = [one for one in session.problems() if one.question == PLAN and one.words]
    assert placed
    for problem in placed:
        assert text[problem.start : problem.start + len(problem.words)] == problem.words


# The officer's own words


def test_a_word_of_ones_own_is_not_flagged_any_more_in_app_and_command(
    session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    say(session, PLAN, "Phần mềm Xờtinh hoạt động ổn định.")
    problem = found(session, "CH01")
    add_own_word(session.workspace, problem.code, problem.quote)
    session.review.check_now()
    assert not [one for one in session.problems() if one.code == "CH01"]
    assert main(["check", session.draft]) == 0
    assert "CH01" not in capsys.readouterr().out


def test_own_words_add_up_and_the_file_is_private(work: Workspace) -> None:
    for code, word in (("CH01", "Xtinh"), ("CH01", "Bkơ"), ("CH01", "xtinh"), ("CH26", "TTPVHCC")):
        add_own_word(work, code, word)
    spelling = work.facts.spelling
    assert {"xtinh", "bkơ"} <= spelling.words
    assert "TTPVHCC" in spelling.abbreviations
    assert own_words_file(work.places).stat().st_mode & 0o777 == 0o600


def test_a_file_of_own_words_with_mistakes_is_refused_and_left_alone(work: Workspace) -> None:
    path = own_words_file(work.places)
    path.parent.mkdir(parents=True)
    path.write_text('schema = 1\nword = ["sai khóa"]\n', encoding="utf-8")
    with pytest.raises(DataError, match="words"):
        add_own_word(work, "CH01", "mới")
    assert "sai khóa" in path.read_text(encoding="utf-8")


# The command, and the check before an export


def test_the_command_counts_only_what_was_not_let_stand(
    session: Session, capsys: pytest.CaptureFixture[str]
) -> None:
    say(session, VIEW, "Trong kỳ giải quyết 90/120 hồ sơ, đạt tỷ lệ 80%.")
    assert main(["check", session.draft]) == 1
    session.review.waive(found(session, "SL03"), "số của đơn vị khác")
    capsys.readouterr()
    assert main(["check", session.draft]) == 0
    out = capsys.readouterr()
    assert "SL03" not in out.out
    assert "Đã bỏ qua 1 chỗ" in out.err
    assert main(["check", session.draft, "--all"]) == 0
    assert "lý do: số của đơn vị khác" in capsys.readouterr().out
    main(["check", session.draft, "--all", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert [one["waived"]["reason"] for one in told if "waived" in one] == ["số của đơn vị khác"]


def test_the_command_and_the_app_find_the_same(session: Session) -> None:
    say(session, PLAN, "Thực hiện quy định của của tỉnh.")
    work = session.workspace
    checked = check_draft(work, session.draft, make_checker(work))
    assert {one.key for one in checked.findings} == {one.key for one in session.review.found}


def test_a_clean_report_is_exported_at_once_and_one_with_errors_is_not(session: Session) -> None:
    problems = check_before_export(session.workspace, session.draft)
    assert not needs_yes(problems)
    say(session, VIEW, "Trong kỳ giải quyết 90/120 hồ sơ, đạt tỷ lệ 80%.")
    problems = check_before_export(session.workspace, session.draft)
    assert needs_yes(problems)
    assert [one.code for one in problems if one.kind == "error"] == ["SL03"]


def test_what_stays_from_the_last_period_is_asked_about(session: Session) -> None:
    work, info = session.workspace, session.workspace.draft(session.draft)
    following = work.create_draft(info.kind, "2026-N", info.agency, copy_from=info.id)
    problems = check_before_export(work, following.id)
    kinds = {one.kind for one in problems}
    assert {"stale", "missing"} <= kinds
    assert needs_yes(tuple(one for one in problems if one.kind == "stale"))


def test_the_sample_report_shows_nothing_wrong_and_would_with_another_figure(
    work: Workspace, session: Session
) -> None:
    """The first thing that an officer sees of the program must not be a fault."""

    def faults() -> list[str]:
        found = check_before_export(work, session.draft)
        return [one.message for one in found if one.kind in ("error", "refused")]

    assert faults() == []
    say(session, "hs_qua_han", "9.999")
    session.commit()
    assert faults()
