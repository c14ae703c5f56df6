"""Open places of phrases left in an answer: `{so_ho_so}` would be printed as it stands."""

from __future__ import annotations

import re

from cchc_tui.interview.kinds import Question, QuestionType

_LEFT = re.compile(r"(?<!\{)\{([a-z][a-z0-9_]{0,79})\}(?!\})")
_WORDED = (QuestionType.TEXT, QuestionType.PROSE)


def open_slots(question: Question, text: str) -> tuple[str, ...]:
    """Names of the open places in the text of an answer, each once, in their order."""
    if question.type not in _WORDED or "{" not in text:
        return ()
    return tuple(dict.fromkeys(_LEFT.findall(text)))


def open_slots_remark(question: Question, text: str) -> str:
    """What to say of open places left in a text, in Vietnamese; empty if there are none.

    The text can stand as an answer all the same: nothing is refused for it.
    """
    left = open_slots(question, text)
    if not left:
        return ""
    shown = ", ".join(f"{{{name}}}" for name in left[:3]) + (", …" if left[3:] else "")
    return f"Còn ô trống {shown}: điền vào hoặc xóa đi."


def with_open_slots(wording: str) -> str:
    """A wording made of a text in which open places were left: they are its slots again."""
    return re.sub(r"\{\{([a-z][a-z0-9_]{0,79})\}\}", r"{\1}", wording)
