"""Words for comparing: folded, short forms written out, one word for what is said in several."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cchc_tui.domain.text import fold

SLOT = "#"
"""Stands for any figure, date, document or gap."""
_SHORT = {
    "cchc": "cai cach hanh chinh", "tthc": "thu tuc hanh chinh", "cntt": "cong nghe thong tin",
    "vbqppl": "van ban quy pham phap luat", "qppl": "quy pham phap luat",
    "pakn": "phan anh kien nghi", "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan",
    "cbcc": "can bo cong chuc", "cbccvc": "can bo cong chuc vien chuc",
    "sncl": "su nghiep cong lap", "hs": "ho so", "dvc": "dich vu cong", "qd": "quyet dinh",
    "bcci": "buu chinh cong ich", "dvctt": "dich vu cong truc tuyen",
}  # fmt: skip
_SHORT_TEXT = 160
_SAME = (
    (("tre", "han"), ("qua", "han")),
    (("tre", "hen"), ("qua", "han")),
    (("chuyen", "sang"), ("chuyen", "qua")),
    (("ky", "truoc", "chuyen", "den"), ("ky", "truoc", "chuyen", "qua")),
    (("qua", "mang"), ("truc", "tuyen")),
    (("huy", "bo"), ("bai", "bo")),
    (("dam", "bao"), ("bao", "dam")),
    (("gop", "y", "kien"), ("gop", "y")),
)
"""Two ways of saying one thing: what stands in reports, and what stands in our wording."""
_PAIRS = (
    "chuc-ca nhan-to dan-doanh dan-to chuc-vien vien-nguoi bo-cong anh-kien quan-don quan-to "
    "ban-nganh so-ban so-nganh doi-bo sung-thay xa-phuong phuong-thi xa-thi huyen-thi phong-don "
    "phong-ban nghi-lop nganh-dia"
)
_ONE = frozenset(tuple(pair.split("-")) for pair in _PAIRS.split(" "))
"""Last and first words of what is said together with a comma: `tổ chức, cá nhân`."""
_STARTS = {one[0] for one, _ in _SAME}
_WORD = re.compile(r"[a-z0-9]+|[%/;:.,()\n]")


def words_of_text(text: str) -> list[str]:
    """Folded words and the marks that matter, in order."""
    if len(text) > _SHORT_TEXT:
        return plain(_WORD.findall(fold(text)))
    return list(_words_of_short(text))


@lru_cache(maxsize=8192)
def _words_of_short(text: str) -> tuple[str, ...]:
    """Labels, examples and clauses of the wording come again and again."""
    return tuple(plain(_WORD.findall(fold(text))))


def folded_alike(text: str) -> str:
    """The text folded, each character where it stood; as it is where that cannot be."""
    folded = fold(text)
    return folded if len(folded) == len(text) else text.lower()


def plain(words: list[str]) -> list[str]:
    """Folded words with short forms written out and one word for several ways to say it."""
    long = [part for word in words for part in written_out(word)]
    long = [
        word
        for at, word in enumerate(long)
        if word != "," or not said_as_one(*long[at - 1 : at], *long[at + 1 : at + 2])
    ]
    if not _STARTS.intersection(long):
        return long
    found: list[str] = []
    at = 0
    while at < len(long):
        said, meant = _meant(long, at)
        found.extend(meant)
        at += said
    return found


def said_as_one(*words: str) -> bool:
    """Whether what ends and begins with two words is one thing: `tổ chức, cá nhân`."""
    return words in _ONE


def _meant(words: list[str], at: int) -> tuple[int, tuple[str, ...]]:
    for said, meant in _SAME:
        if words[at] == said[0] and tuple(words[at : at + len(said)]) == said:
            return len(said), meant
    return 1, (words[at],)


@cache
def written_out(word: str) -> tuple[str, ...]:
    """A short form in full: `tthc` gives four words; any other word is itself."""
    return tuple(_SHORT[word].split()) if word in _SHORT else (word,)


def without_soft_commas(words: list[str]) -> list[str]:
    """The words without the commas that part no figures: `phản ánh, kiến nghị` is one thing."""
    found: list[str] = []
    figure = True
    for word in reversed(words):
        if word in (SLOT, "@"):
            figure = True
        elif word == ",":
            if not figure:
                continue
            figure = False
        elif word in ".;()":
            figure = False
        found.append(word)
    return found[::-1]
