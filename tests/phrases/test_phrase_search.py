"""What queries find, how hits are ranked, what is marked on them."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from bank_maker import TODAY, ids, marked, open_bank, write_bank
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc_tui.domain.paths import Layer
from cchc_tui.phrases.search import PhraseBank

TEXTS = [
    "Trong {ky_bao_cao}, {co_quan} đã tiếp nhận {tong:number} hồ sơ",
    "Tiếp tục đẩy mạnh cải cách thủ tục hành chính trên các lĩnh vực",
    "Tỷ lệ giải quyết TTHC đúng hạn đạt {ty_le:percent}",
    "ĐẢM BẢO AN NINH TRẬT TỰ TẠI CƠ QUAN",
    "Công tác tuyên truyền được thực hiện dưới nhiều hình thức",
    "Thực hiện tư pháp hộ tịch theo Nghị định 123/2015/NĐ-CP",
    "Từ đầu năm đến nay, đơn vị đã tổ chức 05 cuộc kiểm tra",
    "Hoà giải ở cơ sở đạt kết quả tốt",
    "Nâng cao chất lượng đội ngũ công chức thực thi công vụ",
    "Xây dựng kế hoạch đào tạo, bồi dưỡng cán bộ",
]


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> PhraseBank:
    return open_bank(tmp_path_factory.mktemp("bank"), TEXTS)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("tiep nhan", "p0"),
        ("tiếp nhận", "p0"),
        ("TIẾP NHẬN", "p0"),
        (unicodedata.normalize("NFD", "tiếp nhận"), "p0"),
        ("nhan tiep", "p0"),
        ("ti nh ho s", "p0"),
        ("tiep nhna ho so", "p0"),
        ("teip nhan hoo so", "p0"),
        ("tthc linh vuc", "p1"),
        ("thủ tục hành chính đúng hạn", "p2"),
        ("cctt", "p1"),
        ("c c t t h c", "p1"),
        ("ccttth", "p1"),
        ("cctthc", "p1"),
        ("ccttcv", "p8"),
        ("cair cachs", "p1"),
        ("ca3i ca1ch", "p1"),
        ("tuyeen truyeenf", "p4"),
        ("dam bao an ninh", "p3"),
        ("đảm bảo", "p3"),
        ("tư pháp", "p5"),
        ("nd-cp 123", "p5"),
        ("từ đ", "p6"),
        ("hòa giải", "p7"),
        ("dao tao boi duong", "p9"),
        ("dt bd cb", "p9"),
    ],
)
def test_every_way_of_typing_finds_the_phrase(bank: PhraseBank, query: str, first: str) -> None:
    assert ids(bank.search(query, today=TODAY))[:1] == [first]


@pytest.mark.parametrize("query", ["tù", "cãi", "tiệp", "đàm", "càch"])
def test_wrong_marks_find_nothing(bank: PhraseBank, query: str) -> None:
    assert bank.search(query, today=TODAY) == []


@pytest.mark.parametrize("query", ["", " ", "t", "?", "{", "…!", "\x00", "\u202e", "a\u0301"])
def test_fewer_than_two_letters_find_nothing(bank: PhraseBank, query: str) -> None:
    assert bank.search(query, today=TODAY) == []


@pytest.mark.parametrize(
    ("query", "stretches"),
    [
        ("tiep nh", ["tiếp", "nh"]),
        ("dam bao", ["ĐẢM", "BẢO"]),
        ("đả", ["ĐẢ"]),
        ("tthc dung", ["TTHC", "đúng"]),
        ("hoa giai", ["Hoà", "giải"]),
        ("dmcc", ["đ", "m", "c", "c"]),
        ("tuyen truyen", ["tuyên", "truyền"]),
        ("nhna", ["nhận"]),
    ],
)
def test_matched_letters_are_marked_on_the_original_text(
    bank: PhraseBank, query: str, stretches: list[str]
) -> None:
    assert marked(bank.search(query, today=TODAY)[0]) == stretches


def test_spans_rise_and_do_not_touch(bank: PhraseBank) -> None:
    for query in ("thu tuc hanh chinh", "co quan", "tiep tuc day manh cai cach"):
        for hit in bank.search(query, today=TODAY):
            flat = [place for span in hit.spans for place in span]
            assert flat == sorted(set(flat))
            assert not flat or flat[-1] <= len(hit.phrase.text)


def test_keywords_find_a_phrase_but_mark_nothing(tmp_path: Path) -> None:
    bank = open_bank(tmp_path, ["Đã xong"], extra='keywords = ["trễ hẹn"]')
    hits = bank.search("tre hen", today=TODAY)
    assert ids(hits) == ["p0"]
    assert hits[0].spans == ()


def test_what_the_draft_knows_of_a_slot_finds_the_slot(bank: PhraseBank) -> None:
    known = {"co_quan": "Sở Tư pháp", "ky_bao_cao": "quý I năm 2026"}
    hits = bank.search("Trong quý I năm 2026, Sở Tư pháp đã", today=TODAY, known=known)
    assert ids(hits)[0] == "p0"


def test_limit_is_kept(bank: PhraseBank) -> None:
    assert len(bank.search("th", today=TODAY, limit=2)) == 2
    assert bank.search("th", today=TODAY, limit=0) == []


def test_the_section_decides_between_equals(tmp_path: Path) -> None:
    folder = tmp_path / "bank"
    folder.mkdir()
    (folder / "b.toml").write_text(
        "".join(
            f'[[phrase]]\nid = "{name}"\ntext = "Đã hoàn thành nhiệm vụ {name}"\n'
            f'sections = ["{section}"]\n'
            for name, section in [("a", "ke-hoach"), ("b", "tthc.ket-qua"), ("c", "tthc")]
        ),
        encoding="utf-8",
    )
    bank = PhraseBank.open([Layer("own", folder)], tmp_path / "cache")
    found = bank.search("hoan thanh nhiem vu", section="tthc.ket-qua", today=TODAY)
    assert ids(found) == ["b", "c", "a"]
    assert ids(bank.search("hoan thanh", section="ke-hoach", today=TODAY))[0] == "a"
    assert [phrase.id for phrase in bank.by_section("tthc")] == ["c"]
    assert bank.by_section("none") == []


class Used:
    def __init__(self, weights: dict[str, float]) -> None:
        self._weights = weights

    def weights(self, today: date) -> Mapping[str, float]:
        return self._weights


def test_phrases_used_before_come_first_among_equals(tmp_path: Path) -> None:
    bank = open_bank(tmp_path, [f"Đã hoàn thành việc thứ {n}" for n in range(500)])
    found = bank.search("hoan thanh viec", today=TODAY, usage=Used({"p444": 3.0, "p7": 1.0}))
    assert ids(found)[:2] == ["p444", "p7"]


def test_expired_and_superseded_phrases_sink_and_are_marked(tmp_path: Path) -> None:
    folder = tmp_path / "bank"
    folder.mkdir()
    (folder / "b.toml").write_text(
        '[[phrase]]\nid = "old"\ntext = "Bộ phận một cửa cấp huyện"\nvalid_to = 2025-06-30\n'
        '[[phrase]]\nid = "gone"\ntext = "Bộ phận một cửa cấp huyện"\nsuperseded_by = "new"\n'
        '[[phrase]]\nid = "new"\ntext = "Bộ phận một cửa ở cấp xã, không có cấp huyện"\n',
        encoding="utf-8",
    )
    bank = PhraseBank.open([Layer("own", folder)], tmp_path / "cache")
    hits = bank.search("mot cua cap huyen", today=TODAY)
    assert ids(hits)[0] == "new"
    assert {hit.phrase.id: hit.expired for hit in hits} == {
        "new": False, "old": True, "gone": True,
    }  # fmt: skip
    assert bank.search("mot cua", today=date(2025, 6, 30))[0].phrase.id in {"old", "new"}
    replaced = next(hit for hit in hits if hit.phrase.id == "gone")
    assert replaced.phrase.superseded_by == "new"


def test_later_layers_override_hide_and_add(tmp_path: Path) -> None:
    layers = [Layer(name, tmp_path / name) for name in ("packaged", "agency", "own")]
    write_bank(layers[0].path, ["Tiếp nhận một", "Tiếp nhận hai", "Tiếp nhận ba"])
    write_bank(layers[1].path, ["Tiếp nhận hai của cơ quan"], start=1)
    layers[2].path.mkdir()
    (layers[2].path / "x.toml").write_text(
        '[[phrase]]\nid = "p2"\nhidden = true\n[[phrase]]\nid = "mine"\ntext = "Tiếp nhận bốn"\n',
        encoding="utf-8",
    )
    bank = PhraseBank.open(layers, tmp_path / "cache")
    found = {hit.phrase.id: hit.phrase for hit in bank.search("tiep nhan", today=TODAY)}
    assert set(found) == {"p0", "p1", "mine"}
    assert (found["p1"].text, found["p1"].layer) == ("Tiếp nhận hai của cơ quan", "agency")
    assert bank.count == 3
    assert bank.get("p2") is None
    assert bank.get("nothing") is None
    mine = bank.get("mine")
    assert mine is not None
    assert mine.layer == "own"
    assert {phrase.id for phrase in bank.by_section("")} == {"p0", "p1", "mine"}


def test_mistakes_are_told_and_the_rest_is_searched(tmp_path: Path) -> None:
    write_bank(tmp_path / "bank", ["Tiếp nhận"])
    (tmp_path / "bank" / "bad.toml").write_text('[[phrase]]\nid = "x"\n', encoding="utf-8")
    for _ in range(2):  # built, then opened from the cache
        bank = PhraseBank.open([Layer("own", tmp_path / "bank")], tmp_path / "cache")
        assert [problem.key for problem in bank.problems] == ["text"]
        assert ids(bank.search("tiep", today=TODAY)) == ["p0"]


def test_an_empty_bank_answers_nothing(tmp_path: Path) -> None:
    bank = PhraseBank.open([Layer("own", tmp_path / "none")], tmp_path / "cache")
    assert bank.count == 0
    assert bank.search("tiep nhan", today=TODAY) == []
    assert bank.by_section("a") == []
    assert PhraseBank.open([], tmp_path / "cache").search("tiep nhan", today=TODAY) == []


WORDS = ["tiep", "nhan", "ho", "so", "giai", "quyet", "thu", "tuc", "hanh", "chinh", "cong"]


@pytest.fixture(scope="module")
def long_bank(tmp_path_factory: pytest.TempPathFactory) -> PhraseBank:
    pick = random.Random(7)
    texts = [" ".join(pick.choices(WORDS, k=200)) for _ in range(60)]
    texts += ["tu " * 300, "c" * 1000, "c " * 500]
    return open_bank(tmp_path_factory.mktemp("long"), texts)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    query=st.one_of(
        st.text(max_size=60),
        st.text(alphabet="cnthg  ", min_size=60, max_size=60),
        st.text(alphabet="tiephnaos ịếậđ0123.{}|*\\", max_size=60),
    )
)
def test_any_query_over_long_phrases_ends_soon_with_sound_spans(
    long_bank: PhraseBank, query: str
) -> None:
    for hit in long_bank.search(query, today=TODAY):
        assert all(0 <= start < end <= len(hit.phrase.text) for start, end in hit.spans)


@pytest.mark.parametrize(
    "query",
    ["tu tu tu tu tu tu tu tu tu tu tu xa", "c n c u t", "c" * 60, "c c c c c c c c c c c d"],
)
def test_repeated_words_are_not_tried_in_every_way(long_bank: PhraseBank, query: str) -> None:
    assert len(long_bank.search(query, today=TODAY)) <= 8


@pytest.mark.parametrize(
    "query",
    ["x" * 1_000_000, "tiep nhan " * 100_000, "e\u0302\u0301" * 300_000, "{" * 1_000_000],
)
def test_a_query_of_a_million_letters_is_cut(bank: PhraseBank, query: str) -> None:
    assert len(bank.search(query, today=TODAY)) <= 8


def test_any_text_can_be_a_phrase_and_is_given_back_unchanged(tmp_path: Path) -> None:
    nasty = [
        "{{ x }} {% y %} & < > *_#| \\ \"q\" 'z'",
        "tab và dấu “ngoặc” – … 100 % m²",
        "chữ Hán 漢字 và biểu tượng 🙂 trong câu",
        "|" * 50 + " sổ đỏ",
        "a" * 3000,
        "một\nhai\nba",
    ]
    bank = open_bank(tmp_path, nasty)
    for number, text in enumerate(nasty):
        phrase = bank.get(f"p{number}")
        assert phrase is not None
        assert phrase.text == text
    assert ids(bank.search("bieu tuong", today=TODAY)) == ["p2"]
    assert ids(bank.search("漢字", today=TODAY)) == ["p2"]
    assert ids(bank.search("so do", today=TODAY))[0] == "p3"
    assert ids(bank.search("aaaa", today=TODAY)) == ["p4"]


def test_typing_on_finds_what_asking_afresh_finds(tmp_path: Path) -> None:
    typed = "Sở Nội vụ đã tiep nhan 12 hồ so dung hna tiếp nhận ho sơ truc tuyen cua Sở Nội vu"
    kept = open_bank(tmp_path, TEXTS)
    for end in range(len(typed) + 1):
        for known in ({"co_quan": "Sở Nội vụ"}, {}):
            fresh = PhraseBank.open([Layer("own", tmp_path / "bank")], tmp_path / "cache")
            now, anew = (
                [
                    (hit.phrase.id, hit.score, hit.spans)
                    for hit in bank.search(typed[:end], known=known, today=TODAY)
                ]
                for bank in (kept, fresh)
            )
            assert now == anew, typed[:end]
