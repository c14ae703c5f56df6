"""What typing is completed with: how likely, how much, and never an old figure."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_tui.domain.paths import packaged
from cchc_tui.domain.problems import Problem
from cchc_tui.domain.text import fold
from cchc_tui.phrases.completion import GAIN, LONGEST, Completer, Completion, fits
from cchc_tui.phrases.completion_documents import Documents
from cchc_tui.phrases.completion_terms import load_terms, short_forms
from cchc_tui.phrases.completion_texts import LiveText, SortedText, runs_of
from cchc_tui.phrases.words import load_abbreviations

SAID = (
    "Các cơ quan, đơn vị đã rà soát thủ tục hành chính thuộc thẩm quyền giải quyết.",
    "Bộ phận Tiếp nhận và Trả kết quả giải quyết thủ tục hành chính đúng hạn.",
    "Ủy ban nhân dân huyện chỉ đạo các cơ quan, đơn vị công khai thủ tục hành chính.",
)
SHORT = {"tthc": ("thủ tục hành chính",), "ubnd": ("Ủy ban nhân dân",), "hs": ("hồ sơ",)}
NASTY = (
    "",
    " ",
    "\n\n",
    "-",
    "“",
    "{{ co_quan }} {% if x %}",
    "*đậm* _nghiêng_ # | a | b |",
    "a & b < c > d",
    "e\u0323\u0302 thu\u0309 tu\u0323c",
    "\u202ethủ tục\u202c \x1b[31mđỏ\x1b[0m",
    "ßtraße Ǆ ﬁ ŉ",
    "1" * 4000,
    "aaaa" * 4000,
    "{" * 4000,
    "công " * 4000,
)


def live(*texts: str) -> LiveText:
    return LiveText(run for text in texts for run in runs_of(text))


def completer(*texts: str, weight: int = 3) -> Completer:
    return Completer([(live(*texts), weight)], SHORT)


def after(before: str, completion: Completion | None) -> str:
    """The line once the proposal is taken."""
    assert completion is not None, before
    return before[: len(before) - completion.replaces] + completion.text


@pytest.mark.parametrize(
    ("typed", "becomes"),
    [
        ("rà soát thủ t", "rà soát thủ tục hành chính thuộc thẩm quyền giải quyết"),
        ("giải quyết thủ t", "giải quyết thủ tục hành chính đúng hạn"),
        ("khác hẳn cơ q", "khác hẳn cơ quan, đơn vị"),
        ("thu tuc h", "thủ tục hành chính"),
        ("Thu t", "Thủ tục hành chính"),
        ("đã thủ tục", "đã thủ tục hành chính"),
        ("đã thủ tục ", "đã thủ tục hành chính"),
        ("tthc", "Thủ tục hành chính"),
        ("các tthc", "các thủ tục hành chính"),
        ("Các Tthc", "Các Thủ tục hành chính"),
        ("- ubnd", "- Ủy ban nhân dân"),
        ("(hs", "(Hồ sơ"),
        ("tại bộ phận ti", "tại bộ phận tiếp nhận và Trả kết quả giải quyết thủ tục hành chính"),
    ],
)
def test_what_is_typed_goes_on_as_it_did_before(typed: str, becomes: str) -> None:
    assert after(typed, completer(*SAID).complete(typed)) == becomes


def test_marks_left_out_are_put_in_from_the_first_word_without_them() -> None:
    found = completer(*SAID).complete("đã công khai thu tuc h")
    assert found == Completion("thủ tục hành chính", len("thu tuc h"))


def test_letters_with_marks_only_go_on_with_words_that_have_them() -> None:
    said = completer("hồ sơ thủ tục", "hồ sơ thư tín", "hồ sơ thư tín")
    assert after("hồ sơ thư", said.complete("hồ sơ thư")) == "hồ sơ thư tín"
    assert after("hồ sơ thủ", said.complete("hồ sơ thủ")) == "hồ sơ thủ tục"


def test_the_latest_words_before_decide() -> None:
    said = completer("kế hoạch kiểm tra", "kết quả kiểm soát", "quy trình kiểm định")
    assert after("theo kết quả ki", said.complete("theo kết quả ki")).endswith("kiểm soát")
    assert after("theo quy trình ki", said.complete("theo quy trình ki")).endswith("kiểm định")


@pytest.mark.parametrize(
    "typed", ["", "x", "t", "zzz", "các TTHC", "UBND", "đã 45", "hành chính", "…"]
)
def test_nothing_is_offered_without_a_reason(typed: str) -> None:
    assert completer(*SAID).complete(typed) is None


def test_no_figure_date_or_symbol_is_ever_offered() -> None:
    said = completer("Toàn tỉnh tiếp nhận 15.613 hồ sơ", "đạt tỷ lệ 98,5% trong quý I năm 2026")
    for typed in ("Toàn tỉnh tiếp n", "tiếp nhận ", "đạt tỷ l", "trong quý I n"):
        found = said.complete(typed)
        assert found is None or not any(map(str.isdigit, found.text)), (typed, found)


def test_a_run_ends_at_slots_sentences_and_list_marks() -> None:
    text = "- Đã {so:number} lần họp; ban hành “kế hoạch” (mới).\n+ Tiếp tục rà soát - công khai"
    assert list(runs_of(text)) == [
        " Đã", " lần họp", " ban hành", " kế hoạch", " mới", " Tiếp tục rà soát", " công khai",
    ]  # fmt: skip


def test_words_on_which_texts_disagree_are_left_out() -> None:
    said = completer("tổ chức thực hiện tốt", "tổ chức thực hiện đúng", "tổ chức thực hiện ngay")
    assert after("đã tổ ch", said.complete("đã tổ ch")) == "đã tổ chức thực hiện"


def test_a_proposal_is_no_longer_than_is_read_at_a_glance() -> None:
    found = completer("một " + " ".join(["hai"] * 40)).complete("một h")
    assert found is not None
    assert len(found.text.split()) <= LONGEST


def test_an_abbreviation_with_several_meanings_takes_the_one_in_use() -> None:
    short = {"ct": ("chỉ thị", "chương trình")}
    used = Completer([(live("theo chương trình đã đề ra"), 3)], short)
    assert after("các ct", used.complete("các ct")) == "các chương trình"
    assert after("các ct", Completer([], short).complete("các ct")) == "các chỉ thị"


def test_letters_that_begin_words_are_no_abbreviation() -> None:
    short = {"th": ("thực hiện",), "ch": ("chấp hành",)}
    assert Completer([], short).complete("đã th") is None


def test_sorted_and_live_texts_agree() -> None:
    one = Completer([(SortedText(SAID), 3)], SHORT)
    for typed in ("rà soát thủ t", "cơ q", "giải quy", "Ủy ban nh", "thu tuc ", "công kh"):
        assert one.complete(typed) == completer(*SAID).complete(typed), typed


def test_a_cut_proposal_ends_with_a_whole_word_or_is_none() -> None:
    long = Completion("ục hành chính thuộc thẩm quyền")
    assert long.cut(40) == long
    assert long.cut(15) == Completion("ục hành chính")
    assert long.cut(1) is None
    assert Completion("thủ tục hành chính", 4).cut(9) is not None
    assert Completion("thủ tục hành chính", 4).cut(6) is None


def test_one_step_is_one_word_or_a_document_up_to_its_number() -> None:
    assert Completion(" hành chính đúng").step() == Completion(" hành")
    assert Completion("ục hành").step() == Completion("ục")
    assert Completion("thủ tục hành chính", 4).step() == Completion("thủ", 4)
    document = Completion("Quyết định số 45/QĐ-UBND ngày 02/3/2026", 5)
    assert document.step() == Completion("Quyết định số 45/QĐ-UBND", 5)


@pytest.mark.parametrize("typed", NASTY)
def test_nasty_input_is_survived(typed: str) -> None:
    said = Completer([(live(*SAID, *NASTY), 3), (SortedText(NASTY), 1)], SHORT)
    documents = Documents([*NASTY, "Kế hoạch số 12/KH-UBND"])
    for citing in (True, False):
        documents.complete(typed, citing=citing)
    said.complete(typed)


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=5))
def test_whatever_is_typed_what_stands_before_is_kept(typed: str, texts: list[str]) -> None:
    for text in (live(*texts, *SAID), SortedText([*texts, *SAID])):
        found = Completer([(text, 3)], SHORT).complete(typed)
        if found is not None:
            line = after(typed, found)
            kept = len(typed) - found.replaces
            assert 0 <= kept <= len(typed)
            assert line[:kept] == typed[:kept]
            assert len(found.text) - found.replaces >= GAIN
            assert "\n" not in found.text
            assert found.replaces == 0 or len(line) > len(typed)


@given(st.text(alphabet="aàáăắâấđdeêếthuủục ", min_size=1, max_size=20))
def test_a_text_fits_itself_and_its_fold(text: str) -> None:
    assert fits(text, text)
    assert fits(fold(text), text)


def test_a_mark_that_is_not_there_does_not_fit() -> None:
    assert fits("tie", "tiế")
    assert fits("tiê", "tiế")
    assert not fits("tiế", "tie")
    assert not fits("đ", "d")


QD = "Quyết định số 45/QĐ-UBND ngày 02/3/2026 của UBND tỉnh về công khai thủ tục hành chính"
KH = "Kế hoạch số 12/KH-UBND ngày 15/01/2026 của UBND tỉnh về kiểm tra công vụ"
KH2 = "Kế hoạch số 120/KH-SNV ngày 20/01/2026 của Sở Nội vụ về kiểm tra công vụ"
KNOWN = Documents([QD, KH, KH2])


@pytest.mark.parametrize(
    ("typed", "citing", "becomes"),
    [
        ("qd 45", True, QD),
        ("theo qd 45", False, f"theo {QD}"),
        ("theo QĐ 45", False, f"theo {QD}"),
        ("45/", True, QD),
        ("số 45", True, QD),
        ("quyet dinh so 45", False, QD),
        ("Kế hoạch số 12", False, KH),
        ("kh 120", True, KH2),
        ("12/kh", False, KH),
        ("Thực hiện Kế hoạch số 12/KH-UBND ngày 1", False, f"Thực hiện {KH}"),
        ("công khai thủ tục", True, QD),
        ("- 45", True, f"- {QD}"),
    ],
)
def test_a_known_document_is_written_out(typed: str, citing: bool, becomes: str) -> None:
    assert after(typed, KNOWN.complete(typed, citing=citing)) == becomes


@pytest.mark.parametrize(
    ("typed", "citing"),
    [
        ("tổng số 45", False),
        ("45", False),
        ("giải quyết 45/", False),
        ("đã họp 12", False),
        ("12/QĐ", True),
        ("qd 4", True),
        ("tờ trình số 45", False),
        ("kiểm tra công vụ", True),
        ("công khai thủ tục", False),
        (QD, True),
        ("kh 12/KH-STP", True),
    ],
)
def test_a_figure_or_another_document_is_left_alone(typed: str, citing: bool) -> None:
    assert KNOWN.complete(typed, citing=citing) is None


def test_the_packaged_terms_are_sound() -> None:
    problems: list[Problem] = []
    terms = load_terms([packaged("phrasebank")], problems)
    assert not problems
    assert len(terms) == len({fold(term) for term in terms}), "a term stands twice"
    assert len(terms) > 100
    assert not [term for term in terms if any(map(str.isdigit, term)) or len(term.split()) < 2]


def test_terms_are_known_by_their_first_letters_and_abbreviations_come_first() -> None:
    meanings = load_abbreviations([packaged("phrasebank")], []).meanings
    short = short_forms(meanings, load_terms([packaged("phrasebank")], []))
    assert short["cdvcqg"] == ("Cổng Dịch vụ công quốc gia",)
    assert short["tthc"][0] == "thủ tục hành chính"
    assert short["dvctt"][0] == "dịch vụ công trực tuyến"


@pytest.mark.parametrize("source", [b'terms = "cum tu"', b"terms = [1]", b"terms = [", b"\xff"])
def test_mistakes_in_a_list_of_terms_are_told_and_passed_over(
    tmp_path: Path, source: bytes
) -> None:
    (tmp_path / "terms.toml").write_bytes(source)
    problems: list[Problem] = []
    assert load_terms([tmp_path], problems) == []
    assert [Path(problem.file).name for problem in problems] == ["terms.toml"]
