"""What the example of a text question tells of its answers: how they begin, end and look."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import islice

from cchc_tui.services.imports.sentences import OPENING, Sentence
from cchc_tui.services.imports.words import said_as_one, words_of_text

_ROMAN = r"[IVXLC]+"
_SHAPED = re.compile(rf"(?:[^\W\d]+\s){{0,2}}(?:\d|{_ROMAN}\b)")
"""Starts an example that has a shape: `Quý III/2020`, `11 giờ 30 phút`, `khoản 9 Mục I`."""
_STOPS = frozenset(".;:()")
_TURNS = frozenset((
    "nhằm", "để", "góp", "được", "đã", "đạt", "trong", "qua", "từ", "với", "theo", "do", "đến",
    "có", "đồng", "tiếp", "trên", "khi", "mà", "như", "sẽ", "đang", "tuy", "cụ",
))  # fmt: skip
"""Behind a comma these begin what is said of a text, not a further item of it."""
_ENDS = frozenset(("nhằm", "để", "góp", "được", "đã", "đạt"))
_NEVER_FIRST = frozenset((
    "của", "trong", "tại", "theo", "trên", "từ", "đến", "với", "và", "cho", "về", "không", "nhiều",
    "có", "được", "ở", "này", "nêu", "góp", "qua", "kể", "nhằm", "để",
))  # fmt: skip
_NEVER_LAST = frozenset((
    "trong", "việc", "về", "của", "tại", "và", "các", "với", "cho", "theo", "tiến", "hành", "là",
    "nêu", "trên", "như", "sau", "đối", "kể", "từ", "ngày", "tổng", "số", "qua", "đến",
))  # fmt: skip
_PERIOD = re.compile(
    rf"\s+(?i:(?:trong|của|từ)\s+)?(?i:(?:quý|năm|tháng|giai đoạn)\s+)?(?:\d|{_ROMAN}\b).*",
    re.DOTALL,
)
_TIMES = frozenset(("quy", "thang", "nam", "giai"))
"""Among the first words of a period."""
_AGENCIES = (
    ("uy", "ban"), ("hoi", "dong"), ("so",), ("bo",), ("van", "phong"), ("phong",), ("chu", "tich"),
    ("buu", "dien"), ("cong", "an"), ("truong",), ("thanh", "tra"),
)  # fmt: skip
_NUMBERED = re.compile(r"\d+(?:/\d+)?/[A-ZĐ]")
_LONG, _MORE = 3, 6
_HEAD_WORDS = 2


class Example:
    """The example of a question, as a pattern.

    Args:
        text: As the question gives it; empty where it gives none.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = words_of_text(text)
        self._list = bool(re.search(r"[,;]| và ", text))

    @cached_property
    def _shape(self) -> re.Pattern[str] | None:
        if not _SHAPED.match(self._text):
            return None
        parts = re.findall(rf"\d+|\b{_ROMAN}\b|\s*[-–]\s*|\s+|[^\W\d]+|.", self._text)
        return re.compile("".join(map(_shape_of, parts)), re.IGNORECASE)

    def starts(self, sentence: Sentence) -> list[int]:
        """Words of a sentence that begin as the example does."""
        if self._shape is not None:
            firsts = {found.start() for found in self._shape.finditer(sentence.text)}
            return [n for n, token in enumerate(sentence.tokens) if token.start in firsts]
        head = [word for word in self._words if word.isalnum()][:_HEAD_WORDS]
        if len(head) < _HEAD_WORDS:
            return []
        return [
            at
            for at in sentence.places.get(head[0], ())
            if [token.word for token in sentence.tokens[at : at + len(head)]] == head
        ]

    def stops(self, sentence: Sentence, start: int, at: int) -> bool:
        """Whether a text that starts at one word cannot go on at another."""
        word = sentence.tokens[at].word
        if word == ";" and ";" in self._text:
            return False
        if word in _STOPS:
            return True
        if word == ",":
            around = (token.word for token in sentence.tokens[at - 1 : at + 2 : 2])
            if at and said_as_one(*around):
                return False
            return not self._list or sentence.raw(at + 1).lower() in _TURNS
        return at > start and sentence.raw(at).lower() in _ENDS

    def fitted(self, sentence: Sentence, start: int, end: int) -> str:
        """The words from one to another, cut as the example is; empty where they cannot answer."""
        if end <= start:
            return ""
        first, last = sentence.tokens[start].start, sentence.tokens[end - 1].end
        text = sentence.text[first:last].strip(' ,;:.“”"')
        if sentence.tokens[start].word in OPENING:
            return text
        if self._whole(sentence, start):
            return text[: self._length(sentence, start)]
        if self._shape is not None:
            found = self._shape.match(text)
            return found[0] if found else ""
        if not re.search(r"\d", self._text):
            if _NUMBERED.search(text):
                return ""
            text = _PERIOD.sub("", text)
            if not _TIMES.isdisjoint(words_of_text(text)[:2]) and text[:1] not in self._text[:1]:
                return ""
        words = text.split()
        while words and words[-1].lower().strip(",") in _NEVER_LAST:
            words.pop()
        text = " ".join(words).strip(' ,;:“”"')
        if not words or words[0].lower() in _NEVER_FIRST - set(self._text.split()[:1]):
            return ""
        return text if self._named_alike(text) else ""

    def _whole(self, sentence: Sentence, start: int) -> bool:
        """Whether all the words of the example stand at a place, word for word."""
        words = tuple(word for word in self._words if word.isalnum())
        here = (t.word for t in sentence.tokens[start:] if t.word.isalnum())
        return len(words) > 1 and tuple(islice(here, len(words))) == words

    def _length(self, sentence: Sentence, start: int) -> int:
        """How many characters the words of the example are that stand there."""
        words = sum(1 for word in self._words if word.isalnum())
        alone = [token for token in sentence.tokens[start:] if token.word.isalnum()]
        return alone[words - 1].end - sentence.tokens[start].start

    def _named_alike(self, text: str) -> bool:
        """Whether a text begins with a name where the example does."""
        here = words_of_text(text)
        if _agency(here) and self._words and not _agency(self._words):
            return False
        if not self._text[:1].isupper() or text[:1].isupper():
            return True
        return here[:1] == self._words[:1]

    def likeness(self, text: str) -> float:
        """1 for a text of the example's shape or beginning, below 0 for one far too long."""
        if self._shape is not None:
            return 1.0
        words = words_of_text(text)
        if self._words and len(words) > _LONG * len(self._words) + _MORE:
            return -1.0
        if self._list and len(words) * _LONG < len(self._words):
            return -0.5
        known = {word for word in self._words if word.isalnum()}
        return len(known.intersection(words)) / len(known) if known else 0.0


def _agency(words: list[str]) -> bool:
    return any(tuple(words[: len(one)]) == one for one in _AGENCIES)


def _shape_of(part: str) -> str:
    if part.isdigit():
        return r"\d+"
    if re.fullmatch(_ROMAN, part):
        return rf"\b{_ROMAN}\b"
    if re.fullmatch(r"\s*[-–]\s*", part):
        return r"\s*[-–]\s*"
    return r"\s+" if part.isspace() else re.escape(part)
