"""argparse that speaks Vietnamese: usage, headings, help and every error message."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from cchc_tui.domain.text import clean_line

MOST = 4096
"""Characters of an argument: the longest path the system takes; nothing else is as long."""
_SHOWN = 60


class UsageError(Exception):
    """The command line cannot be understood; `str()` says why and how to get help."""


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help with a Vietnamese usage line."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Begin the usage line in Vietnamese."""
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser whose every word is Vietnamese; raises `UsageError` instead of exiting."""

    def __init__(self, **kwargs: Any) -> None:
        # Options are not guessed from their beginnings: a script must not change meaning
        # when an option is added.
        super().__init__(
            **{**kwargs, "formatter_class": Formatter, "allow_abbrev": False, "add_help": False}
        )
        self._positionals.title = "Tham số"
        self._optionals.title = "Tùy chọn"
        self.add_argument("-h", "--help", action="help", help="in hướng dẫn này rồi thôi")

    def _print_message(self, message: str, file: Any = None) -> None:
        """Print help or the version; where it cannot be printed, `main` says so."""
        print(message, end="", file=file, flush=True)

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong, in Vietnamese.

        Raises:
            UsageError: Always.
        """
        raise UsageError(f"{in_vietnamese(message)}\nXem: {self.prog} --help")


def refuse_unreadable(words: Sequence[str]) -> None:
    """Refuse what can be neither a word nor the name of a file.

    Raises:
        UsageError: An argument is not UTF-8, too long, or holds the character zero.
    """
    for number, word in enumerate(words, 1):
        what = f"Tham số thứ {number}, “{shorten(word)}”,"
        if len(word) > MOST:
            raise UsageError(f"{what} dài {len(word)} ký tự; nhiều nhất là {MOST}.")
        if "\0" in word:
            raise UsageError(f"{what} có ký tự số không (NUL); hãy bỏ ký tự đó.")
        if any("\ud800" <= letter <= "\udfff" for letter in word):
            raise UsageError(
                f"{what} không phải chữ UTF-8. Nếu là tên tệp, hãy đổi tên tệp; nếu gõ tay, hãy "
                "đặt bảng mã của terminal là UTF-8."
            )


def shorten(text: str) -> str:
    """The text on one line, its middle left out where it is long."""
    text = clean_line(text)
    half = _SHOWN // 2
    return text if len(text) <= 2 * _SHOWN else f"{text[: _SHOWN + half]}…{text[-half:]}"


_ERRORS: tuple[tuple[str, str], ...] = (
    (r"the following arguments are required: (.*)", r"Thiếu tham số: \1."),
    (r"unrecognized arguments: (.*)", r"Thừa hoặc sai tham số: \1."),
    (r"argument (\S+): expected one argument", r"Tùy chọn \1 cần một giá trị."),
    (r"argument (\S+): expected at least one argument", r"Tùy chọn \1 cần ít nhất một giá trị."),
    (r"argument (\S+): not allowed with argument (\S+)", r"Không dùng \1 cùng với \2."),
    (r"argument (\S+): ignored explicit argument (.*)", r"Tùy chọn \1 không nhận giá trị."),
    (r"argument (\S+): invalid int value: '(.*)'", r"\1: “\2” không phải số nguyên."),
    (r"one of the arguments (.*) is required", r"Cần một trong các tùy chọn: \1."),
)
_CHOICE = re.compile(r"argument (\S+): invalid choice: '(.*?)' \(choose from (.*)\)", re.DOTALL)


def in_vietnamese(message: str) -> str:
    """An error message of argparse in Vietnamese; a wrong choice names the nearest."""
    message = clean_line(message)
    choice = _CHOICE.fullmatch(message)
    if choice:
        return _wrong_choice(choice[1], choice[2], choice[3].replace("'", "").split(", "))
    for pattern, text in _ERRORS:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return found.expand(text)
    # Messages of our own types come as "argument X: <Vietnamese>".
    return re.sub(r"^argument (\S+): ", r"\1: ", message)


def _wrong_choice(name: str, given: str, known: list[str]) -> str:
    from cchc_tui.domain.text import nearest

    near = nearest(given, known)
    what = "Không có lệnh" if name == "LỆNH" else f"{name}: không có"
    hint = f" Có phải “{near}”?" if near else ""
    return f"{what} “{given}”.{hint} Chọn một trong: {', '.join(known)}."
