from __future__ import annotations

import pytest

from cchc_tui.services.lookup_index import Entry, Found, Index, Sort, split

ACTIONS = {
    "export": ("Xuất báo cáo ra tệp", "word docx luu tai ve in"),
    "preview": ("Xem trước toàn văn báo cáo", "ban in trang"),
    "help": ("Trợ giúp về ô đang chọn", "huong dan phim tat"),
    "undo": ("Hoàn tác, kể cả qua nhiều câu hỏi", "lui lai sua"),
}
SECTIONS = {
    "tc": "Cải cách tài chính công",
    "tthc": "Cải cách thủ tục hành chính",
    "tt": "Công tác thông tin, tuyên truyền",
    "bm": "Cải cách tổ chức bộ máy hành chính nhà nước",
}
QUESTIONS = {
    "hs_tre_han": "Số hồ sơ giải quyết trễ hạn trong kỳ?",
    "hs_dung_han": "Số hồ sơ giải quyết đúng hạn trong kỳ?",
    "hs_truc_tuyen": "Số hồ sơ tiếp nhận trực tuyến trong kỳ?",
    "tc_don_vi": "Số đơn vị thực hiện tự chủ tài chính?",
}


def entries() -> list[Entry]:
    found = [
        Entry.of(Found(Sort.ACTION, name, title), words) for name, (title, words) in ACTIONS.items()
    ]
    found += [Entry.of(Found(Sort.SECTION, name, title)) for name, title in SECTIONS.items()]
    found += [Entry.of(Found(Sort.QUESTION, name, title)) for name, title in QUESTIONS.items()]
    found += [
        Entry.of(Found(Sort.EARLIER, name, title), "ky truoc quy IV nam 2025")
        for name, title in QUESTIONS.items()
    ]
    return found


def first(words: str) -> tuple[Sort, str]:
    found = Index(entries()).rank(split(words))
    assert found, words
    return found[0].sort, found[0].id


@pytest.mark.parametrize(
    ("words", "sort", "id_"),
    [
        ("xuat word", Sort.ACTION, "export"),
        ("Xuất báo cáo", Sort.ACTION, "export"),
        ("den tai chinh cong", Sort.SECTION, "tc"),
        ("tai chinh cong", Sort.SECTION, "tc"),
        ("ho so tre han quy truoc", Sort.EARLIER, "hs_tre_han"),
        ("ho so tre han", Sort.QUESTION, "hs_tre_han"),
        ("hồ sơ trễ hạn", Sort.QUESTION, "hs_tre_han"),
        ("tthc", Sort.SECTION, "tthc"),
        ("bo may", Sort.SECTION, "bm"),
        ("tuyen truyen", Sort.SECTION, "tt"),
        ("huong dan", Sort.ACTION, "help"),
        ("truc tuyn", Sort.QUESTION, "hs_truc_tuyen"),
        ("hoan tac", Sort.ACTION, "undo"),
        ("tu chu", Sort.QUESTION, "tc_don_vi"),
        ("xem tr", Sort.ACTION, "preview"),
        ("qua han", Sort.QUESTION, "hs_tre_han"),
    ],
)
def test_a_few_words_without_tone_marks_find_what_is_meant(
    words: str, sort: Sort, id_: str
) -> None:
    assert first(words) == (sort, id_)


@pytest.mark.parametrize("words", ["zzzz", "qwerty asdf", "…", "{{ }}", "\u202e"])
def test_words_that_mean_nothing_here_find_nothing(words: str) -> None:
    assert Index(entries()).rank(split(words)) == [] if split(words) else split(words) == ()


def test_each_thing_is_found_once() -> None:
    found = Index(entries()).rank(split("den muc cai cach"))
    keys = [(one.sort, one.id) for one in found]
    assert len(keys) == len(set(keys))


def test_a_megabyte_of_words_does_no_harm() -> None:
    assert Index(entries()).rank(split("ho so " * 50))
