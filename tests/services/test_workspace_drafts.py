from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_tui.domain.agencies import Agency, Signer
from cchc_tui.domain.paths import Places
from cchc_tui.domain.problems import DataError
from cchc_tui.domain.settings import Settings, save_settings
from cchc_tui.domain.values import AnswerState, Prose, Quantity
from cchc_tui.interview.answers import UNANSWERED, Answer, parse_answer
from cchc_tui.services.errors import WorkError
from cchc_tui.services.lookup import ActionEntry, Sort
from cchc_tui.services.workspace import Workspace
from cchc_tui.store.errors import Conflict, DamagedStore

SECTION = """
schema = 1
[[section]]
id = "thu"
title = "Phần thử"
template = "sections/thu.md.j2"
[[section.question]]
id = "thu_co"
type = "yes_no"
ask = "Trong kỳ có tiếp nhận hồ sơ không?"
required = true
[[section.question]]
id = "thu_so"
type = "number"
ask = "Số hồ sơ tiếp nhận trực tuyến?"
label = "Hồ sơ trực tuyến"
unit = "hồ sơ"
when = "thu_co"
required = true
[[section.question]]
id = "thu_nhan_xet"
type = "prose"
ask = "Nhận xét chung?"
carry = "keep"
[[section.question]]
id = "thu_kien_nghi"
type = "prose"
ask = "Kiến nghị gì với cấp trên?"
"""

KIND = """
schema = 1
id = "thu-nghiem"
title = "Báo cáo thử nghiệm"
subject = ["Kết quả {{ ky.ten_trich_yeu }}"]
periods = ["Q"]
agencies = ["xa"]
[[section]]
id = "ket-qua"
heading = "Kết quả trong kỳ"
use = "thu"
[[section]]
id = "pl"
annex = true
heading = "Ghi chú"
use = "phu"
[[section]]
id = "an"
heading = "Mục ẩn"
when = "false"
use = "phu"
"""

ANNEX = """
schema = 1
[[section]]
id = "phu"
title = "Phụ lục"
template = "sections/phu.md.j2"
[[section.question]]
id = "phu_ghi_chu"
type = "text"
ask = "Ghi chú của phụ lục?"
"""

TEMPLATES = {
    "thu": (
        "{% if thu_co %}Trong kỳ nhận {{ thu_so }} hồ sơ trực tuyến"
        "{% if truoc(thu_so) is given %}, kỳ trước {{ truoc(thu_so) }}{% endif %}"
        "{% if cung_ky(thu_so) is given %}, cùng kỳ {{ cung_ky(thu_so) }}{% endif %}.{% endif %}"
        "\n\n{{ thu_nhan_xet|doan }}\n\n{{ thu_kien_nghi|doan }}\n"
    ),
    "phu": "{{ phu_ghi_chu }}\n",
}

PHRASES = """
[[phrase]]
id = "thu.tiep-nhan"
text = "Trong {ky_bao_cao}, {co_quan} tiếp nhận {so_luong:number} hồ sơ ươm tạo"
sections = ["thu"]
"""

AGENCY = Agency(
    id="so-thu",
    level="so",
    name="Sở Thử nghiệm",
    place="Thành phố Thử",
    code="STN",
    recipients=("UBND tỉnh (b/c)",),
    signer=Signer(form="kt", head="Giám đốc", title="Phó Giám đốc"),
)


class Clock:
    """A clock that only moves when told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_minutes(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def places(tmp_path: Path) -> Places:
    places = Places.from_env({"CCHC_HOME": str(tmp_path / "home")})
    files = {
        "prompts/sections/thu.toml": SECTION,
        "prompts/sections/phu.toml": ANNEX,
        "prompts/kinds/thu.toml": KIND,
        "phrasebank/thu.toml": PHRASES,
        **{f"templates/sections/{name}.md.j2": text for name, text in TEMPLATES.items()},
    }
    for name, text in files.items():
        path = places.own / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return places


@pytest.fixture
def work(places: Places, clock: Clock) -> Iterator[Workspace]:
    workspace = Workspace(places, clock, author="an")
    workspace.save_agency(AGENCY)
    yield workspace
    workspace.close()


def make(work: Workspace, period: str = "2026-Q1", agency: str = "so-thu") -> str:
    return work.create_draft("thu-nghiem", period, agency).id


def reply(work: Workspace, draft: str, **typed: str) -> None:
    """Answers as typed, each on top of what stands."""
    interview = work.interview(draft)
    for name, text in typed.items():
        question = interview.question(name)
        seen = interview.typed(name).revision
        answer = Answer(AnswerState.ANSWERED, parse_answer(question, text), revision=seen)
        work.set_answer(draft, name, answer)


def text_of(work: Workspace, draft: str) -> str:
    return work.render(draft, "txt").decode()


def test_an_answer_comes_back_with_its_revision_author_and_time(work: Workspace) -> None:
    draft = make(work)
    reply(work, draft, thu_co="có", thu_so="8252")
    answer = work.interview(draft).answer("thu_so")
    assert answer.value == Quantity(Decimal(8252), unit="hồ sơ")
    assert (answer.revision, answer.author, answer.at, answer.source) == (
        1,
        "an",
        "2026-11-21T03:00:00Z",
        "",
    )


def test_what_is_returned_is_what_the_next_answer_builds_on(work: Workspace) -> None:
    draft = make(work)
    first = work.set_answer(draft, "phu_ghi_chu", Answer(AnswerState.ANSWERED, "một"))
    second = work.set_answer(
        draft, "phu_ghi_chu", Answer(AnswerState.ANSWERED, "hai", revision=first.revision)
    )
    assert second.revision == 2
    cleared = work.set_answer(draft, "phu_ghi_chu", Answer(revision=second.revision))
    assert not work.interview(draft).answer("phu_ghi_chu").given
    assert work.interview(draft).answer("phu_ghi_chu").revision == cleared.revision == 3


def test_two_officers_at_one_question_are_told_apart(
    work: Workspace, places: Places, clock: Clock
) -> None:
    draft = make(work)
    other = Workspace(places, clock, author="bình")
    other.set_answer(draft, "phu_ghi_chu", Answer(AnswerState.ANSWERED, "của bình"))
    with pytest.raises(Conflict) as caught:
        work.set_answer(draft, "phu_ghi_chu", Answer(AnswerState.ANSWERED, "của an"))
    assert caught.value.current.author == "bình"
    assert work.interview(draft).answer("phu_ghi_chu").value == "của bình"
    other.close()


def test_undo_and_redo_walk_across_questions(work: Workspace) -> None:
    draft = make(work)
    reply(work, draft, thu_co="có", thu_so="5", phu_ghi_chu="x")
    assert [work.undo(draft) for _ in range(4)] == ["phu_ghi_chu", "thu_so", "thu_co", None]
    assert work.interview(draft).progress().answered == 0
    assert [work.redo(draft) for _ in range(4)] == ["thu_co", "thu_so", "phu_ghi_chu", None]
    assert work.interview(draft).answer("phu_ghi_chu").value == "x"


def test_a_hidden_question_keeps_its_answer_out_and_gives_it_back(work: Workspace) -> None:
    draft = make(work)
    reply(work, draft, thu_co="có", thu_so="8252")
    assert "8.252" in text_of(work, draft)
    reply(work, draft, thu_co="không")
    assert "8.252" not in text_of(work, draft)
    assert "thu_so" not in [question.id for question in work.interview(draft).questions()]
    reply(work, draft, thu_co="có")
    assert "8.252" in text_of(work, draft)


def test_typing_and_place_are_there_again_after_a_restart(
    work: Workspace, places: Places, clock: Clock
) -> None:
    draft = make(work)
    work.keep_typing(draft, "thu_nhan_xet", "đang gõ dở", 7, 0)
    # No close: the first session was killed.
    again = Workspace(places, clock, author="an")
    assert again.typing(draft)["thu_nhan_xet"].text == "đang gõ dở"
    place = again.place(draft)
    assert place is not None
    assert (place.question, place.cursor) == ("thu_nhan_xet", 7)
    again.drop_typing(draft, "thu_nhan_xet")
    again.keep_place(draft, "thu_so")
    assert again.typing(draft) == {}
    again.close()
    place = work.place(draft)
    assert place is not None
    assert place.question == "thu_so"


def test_earlier_periods_stand_beside_the_question_latest_first(work: Workspace) -> None:
    for period, number in (("2025-Q1", "100"), ("2025-Q4", "200"), ("2026-Q2", "999")):
        reply(work, make(work, period), thu_co="có", thu_so=number)
    work.save_agency(Agency(id="khac", level="so", name="Sở Khác", place="K", code="SK",
                            signer=Signer(head="Giám đốc")))  # fmt: skip
    reply(work, make(work, "2025-Q3", "khac"), thu_co="có", thu_so="777")
    draft = make(work, "2026-Q1")
    reply(work, draft, thu_co="có", thu_so="300")
    found = work.earlier(draft, "thu_so")
    assert [(one.period.short_name, one.answer.value) for one in found] == [
        ("Quý IV/2025", Quantity(Decimal(200), unit="hồ sơ")),
        ("Quý I/2025", Quantity(Decimal(100), unit="hồ sơ")),
    ]
    assert "nhận 300 hồ sơ trực tuyến, kỳ trước 200, cùng kỳ 100." in text_of(work, draft)


def test_an_earlier_answer_changed_meanwhile_is_seen(work: Workspace) -> None:
    before, draft = make(work, "2025-Q4"), make(work)
    reply(work, before, thu_co="có", thu_so="100")
    assert len(work.earlier(draft, "thu_so")) == 1
    reply(work, before, thu_so="150")
    assert work.earlier(draft, "thu_so")[0].answer.value == Quantity(Decimal(150), unit="hồ sơ")
    work.delete(before)
    assert work.earlier(draft, "thu_so") == []


def test_a_new_draft_from_another_takes_what_stands(work: Workspace) -> None:
    first = make(work)
    reply(work, first, thu_co="có", thu_nhan_xet="Giữ lại.", thu_kien_nghi="Hỏi lại.")
    second = work.create_draft("thu-nghiem", "2026-Q2", "so-thu", copy_from=first)
    interview = work.interview(second.id)
    assert interview.answer("thu_nhan_xet").value == Prose("Giữ lại.")
    assert interview.answer("thu_nhan_xet").source == f"draft:{first}"
    assert not interview.answer("thu_co").given
    assert not interview.answer("thu_kien_nghi").given
    assert second.copied_from == first
    assert work.undo(second.id) is None


def test_a_copy_is_whole_and_named_as_one(work: Workspace) -> None:
    first = make(work)
    reply(work, first, thu_co="có", thu_so="5")
    copy = work.copy(first)
    assert copy.id == f"{first}-2"
    assert work.card(copy.id).name == "Báo cáo thử nghiệm, Quý I/2026 (bản sao)"
    assert work.card(copy.id).info.answered == 2


def test_the_list_says_how_far_each_draft_is_and_when_it_was_changed(
    work: Workspace, clock: Clock
) -> None:
    first, second = make(work), make(work, "2026-Q2")
    clock.pass_minutes(5)
    reply(work, first, thu_co="có")
    clock.pass_minutes(5)
    cards = work.drafts()
    assert [card.info.id for card in cards] == [first, second]
    assert [card.changed for card in cards] == ["5 phút trước", "10 phút trước"]
    assert cards[0].name == "Báo cáo thử nghiệm, Quý I/2026"
    assert cards[0].agency_name == "Sở Thử nghiệm"
    assert (cards[0].info.answered, cards[0].info.required_left) == (1, 1)
    assert (cards[1].info.answered, cards[1].info.required_left) == (0, 1)


def test_a_list_opens_only_drafts_that_changed(
    work: Workspace, places: Places, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(work)
    work.drafts()
    again = Workspace(places, clock)
    monkeypatch.setattr(again.drafting, "interview", lambda _: pytest.fail("opened a draft"))
    assert len(again.drafts()) == 1
    again.close()


def test_rename_delete_and_restore(work: Workspace) -> None:
    draft = make(work)
    work.rename(draft, "Tên\nmới \u202e")
    assert work.card(draft).name == "Tên mới"
    work.delete(draft)
    assert work.drafts() == []
    assert len(work.drafts(include_deleted=True)) == 1
    work.restore(draft)
    work.rename(draft, "")
    assert work.card(draft).name == "Báo cáo thử nghiệm, Quý I/2026"


def test_a_draft_whose_kind_is_gone_is_listed_with_its_problem(
    work: Workspace, places: Places, clock: Clock
) -> None:
    draft = make(work)
    (places.own / "prompts/kinds/thu.toml").unlink()
    again = Workspace(places, clock)
    (card,) = again.drafts()
    assert card.kind_title == "thu-nghiem"
    assert "Không có loại báo cáo" in card.problem
    with pytest.raises(WorkError, match="Không có loại báo cáo “thu-nghiem”"):
        again.interview(draft)
    again.close()


def test_an_answer_that_no_longer_fits_its_question_is_asked_again(
    work: Workspace, places: Places, clock: Clock
) -> None:
    draft = make(work)
    reply(work, draft, phu_ghi_chu="chữ")
    changed = ANNEX.replace('type = "text"', 'type = "number"')
    (places.own / "prompts/sections/phu.toml").write_text(changed, encoding="utf-8")
    again = Workspace(places, clock, author="an")
    answer = again.interview(draft).answer("phu_ghi_chu")
    assert not answer.given
    again.set_answer(
        draft, "phu_ghi_chu", Answer(AnswerState.ANSWERED, Quantity(Decimal(3)), revision=1)
    )
    again.close()


def test_an_agency_changed_is_seen_in_open_drafts(work: Workspace) -> None:
    draft = make(work)
    assert "SỞ THỬ NGHIỆM" in text_of(work, draft)
    work.save_agency(Agency(id="so-thu", level="so", name="Sở Đổi tên", place="X", code="SDT",
                            signer=Signer(head="Giám đốc")))  # fmt: skip
    assert "SỞ ĐỔI TÊN" in text_of(work, draft)


def test_own_agencies_come_first_and_a_wrong_one_is_not_saved(work: Workspace) -> None:
    assert next(iter(work.agencies())) == "so-thu"
    with pytest.raises(DataError, match="mã chỉ gồm chữ thường"):
        work.save_agency(Agency(id="../x", level="so", name="X", place="X", code="X"))
    assert "../x" not in work.agencies()


def test_head_and_foot_come_from_the_agency_until_answered_otherwise(work: Workspace) -> None:
    draft = make(work)
    text = text_of(work, draft)
    for line in ("/BC-STN", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Kết quả Quý I năm 2026"):
        assert line in text
    assert "- UBND tỉnh (b/c);\n- Lưu: VT." in text
    reply(
        work,
        draft,
        so_van_ban="5",
        ngay_ky="20/3/2026",
        trich_yeu="Việc khác\nquý I",
        kinh_gui="- Bộ Nội vụ;",
        noi_nhan="Như đã gửi\nLưu: VT, X.",
        ky_tham_quyen="Q. GIÁM ĐỐC",
        ky_ho_ten="Nguyễn Văn A",
    )
    text = text_of(work, draft)
    for line in (
        "Số: 05/BC-STN",
        "Thành phố Thử, ngày 20 tháng 3 năm 2026",
        "Việc khác\nquý I",
        "Kính gửi: Bộ Nội vụ",
        "Như đã gửi",
        "- Lưu: VT, X.",
        "Q. GIÁM ĐỐC",
        "Nguyễn Văn A",
    ):
        assert line in text
    assert "Lưu: VT." not in text
    assert "PHÓ GIÁM ĐỐC" not in text


def test_number_and_date_stay_open_for_the_clerk(work: Workspace) -> None:
    draft = make(work)
    for name in ("so_van_ban", "ngay_ky"):
        work.set_answer(draft, name, Answer(AnswerState.CLERK))
    text = text_of(work, draft)
    assert "Số:       /BC-STN" in text.replace("\xa0", " ")
    assert "tháng     năm 2026" in text.replace("\xa0", " ")


def test_addressees_can_be_switched_off(work: Workspace, places: Places, clock: Clock) -> None:
    draft = make(work)
    reply(work, draft, kinh_gui="Bộ Nội vụ")
    save_settings(places.settings_file, Settings(addressees=False))
    again = Workspace(places, clock)
    assert "Kính gửi" not in text_of(again, draft)
    again.close()


def test_a_report_names_what_is_open_and_the_file_carries_its_making(work: Workspace) -> None:
    draft = make(work)
    reply(work, draft, thu_co="có")
    document = work.document(draft)
    assert document.properties.created == "2026-11-21T03:00:00Z"
    assert document.properties.author == "Sở Thử nghiệm"
    assert len(document.annexes) <= 1


def test_an_export_says_where_it_is_and_what_is_open(work: Workspace, tmp_path: Path) -> None:
    draft = make(work)
    reply(work, draft, thu_co="có")
    done = work.export(draft, "txt", tmp_path)
    assert done.path == tmp_path / "BC-thu-nghiem-stn-2026-Q1.txt"
    assert [gap.question for gap in done.gaps] == ["thu_so"]
    assert done.message == f"Đã xuất: {done.path} (còn 1 chỗ chưa trả lời)"
    assert [one.path for one in work.store.exports_of(draft)] == [str(done.path)]


def test_phrases_are_offered_with_what_the_draft_knows(work: Workspace) -> None:
    draft = make(work)
    (first, *_) = work.suggest(draft, "tiep nhan ho so uom tao", section="thu", capital=True)
    assert first.hit.phrase.id == "thu.tiep-nhan"
    assert first.filled.text.startswith("Trong quý I năm 2026, Sở Thử nghiệm tiếp nhận")
    assert [stop.name for stop in first.filled.stops] == ["so_luong"]
    assert [one.hit.phrase.id for one in work.phrases_of(draft, "thu")] == ["thu.tiep-nhan"]
    work.phrase_used(draft, "thu_nhan_xet", "thu.tiep-nhan")
    assert work.suggestions.usage.uses("thu.tiep-nhan")[0].draft == draft


def test_the_assistant_line_finds_every_sort_of_thing(work: Workspace) -> None:
    reply(work, make(work, "2025-Q4"), thu_co="có", thu_so="113")
    draft = make(work)
    reply(work, draft, thu_co="có")
    actions = (ActionEntry("export", "Xuất báo cáo ra tệp", "word docx luu"),)

    def first(words: str) -> tuple[Sort, str]:
        found = work.look_up(words, draft_id=draft, actions=actions)[0]
        return found.sort, found.id

    assert first("xuat word") == (Sort.ACTION, "export")
    assert first("den ket qua trong ky") == (Sort.SECTION, "ket-qua")
    assert first("kien nghi") == (Sort.QUESTION, "thu_kien_nghi")
    assert first("ho so truc tuyen quy truoc") == (Sort.EARLIER, "thu_so")
    assert first("mau cau ho so uom tao") == (Sort.PHRASE, "thu.tiep-nhan")
    earlier = work.look_up("truc tuyen ky truoc", draft_id=draft)[0]
    assert (earlier.detail, earlier.text) == ("Quý IV/2025", "113 hồ sơ")
    assert "an" not in [one.id for one in work.look_up("muc an", draft_id=draft)]


def test_without_a_draft_the_assistant_line_finds_drafts_and_actions(work: Workspace) -> None:
    draft = make(work)
    make(work, "2026-Q2")
    actions = (ActionEntry("new", "Tạo báo cáo mới"),)
    assert work.look_up("quy i 2026", actions=actions)[0].id == draft
    assert work.look_up("tao moi", actions=actions)[0].id == "new"
    assert [one.id for one in work.look_up("", actions=actions)] == ["new"]


def test_kinds_of_the_agencys_level_come_first(work: Workspace) -> None:
    assert work.kinds_for("xa")[0].agencies.count("xa") == 1
    assert len(work.kinds_for("xa")) == len(work.library.kinds)


@pytest.mark.parametrize(
    ("kind", "period", "agency", "said"),
    [
        ("thu-nghiemm", "2026-Q1", "so-thu", "“thu-nghiem”"),
        ("thu-nghiem", "2026-Q9", "so-thu", "Không có quý 9"),
        ("thu-nghiem", "2026-Q1", "so-thuu", "“so-thu”"),
    ],
)
def test_a_draft_that_cannot_be_is_not_made(
    work: Workspace, kind: str, period: str, agency: str, said: str
) -> None:
    with pytest.raises(WorkError, match=said):
        work.create_draft(kind, period, agency)
    assert work.drafts() == []


def test_a_free_period_keeps_its_name(work: Workspace) -> None:
    info = work.create_draft(
        "thu-nghiem", "2024-01-01..2024-11-15", "so-thu", "11 tháng đầu năm 2024"
    )
    assert info.id == "thu-nghiem-2024-01-01-2024-11-15"
    assert work.card(info.id).period_name == "11 tháng đầu năm 2024"
    assert "Kết quả 11 tháng đầu năm 2024" in text_of(work, info.id)


def test_the_sample_is_wholly_answered_and_adds_up(work: Workspace) -> None:
    info = work.create_sample()
    interview = work.interview(info.id)
    assert interview.missing() == []
    assert interview.checks() == []
    assert work.card(info.id).name.startswith("Báo cáo mẫu")
    assert work.export_name(info.id).startswith("BC-")


def test_closing_keeps_a_good_copy(work: Workspace, places: Places, clock: Clock) -> None:
    make(work)
    work.close()
    (copy,) = (places.data / "backups").iterdir()
    assert copy.stat().st_size > 0
    (places.data / "drafts.db").write_bytes(b"rac" * 3000)
    again = Workspace(places, clock)
    with pytest.raises(DamagedStore, match="doctor --recover") as caught:
        again.drafts()
    assert caught.value.offer is not None
    assert caught.value.offer.drafts == 1
    assert "Đã dựng lại 1 bản nháp" in again.recover_drafts()
    assert len(again.drafts()) == 1
    again.close()


def test_the_author_is_the_one_given_then_the_environment_then_the_settings(
    places: Places, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_settings(places.settings_file, Settings(author="từ thiết đặt"))
    monkeypatch.delenv("CCHC_AUTHOR", raising=False)
    assert Workspace(places, clock, author="được nêu").author == "được nêu"
    assert Workspace(places, clock).author == "từ thiết đặt"
    monkeypatch.setenv("CCHC_AUTHOR", "từ môi trường")
    assert Workspace(places, clock).author == "từ môi trường"
    monkeypatch.delenv("CCHC_AUTHOR")
    places.settings_file.write_text("sai = = sai", encoding="utf-8")
    assert Workspace(places, clock).author


def test_mistakes_in_data_files_are_all_reported(
    work: Workspace, places: Places, clock: Clock
) -> None:
    for name in ("mot", "hai"):
        path = places.own / f"prompts/kinds/{name}.toml"
        path.write_text(f'schema = 1\nid = "{name}"\ntitel = "x"\n', encoding="utf-8")
    with pytest.raises(DataError) as caught:
        _ = Workspace(places, clock).library
    said = str(caught.value)
    assert "mot.toml" in said
    assert "hai.toml" in said
    assert "“title”" in said


def test_unanswered_is_one_value() -> None:
    assert not UNANSWERED.given
