"""The officer's own phrases, which the app writes: `rieng.toml` in the own layer's bank folder.

The file is written anew as a whole, in one form, so remarks put into it by hand are lost (its
head says so); phrases written by hand belong in any other file of the folder, which nothing
here ever writes. What was changed in `rieng.toml` itself by hand is read back first, and a
file with mistakes is refused rather than overwritten.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from cchc_tui.domain.paths import Layer, atomic_write, private_dir
from cchc_tui.domain.problems import DataError, Problem
from cchc_tui.domain.text import clean_line, clean_text, slug
from cchc_tui.domain.toml_write import TomlValue, dump_toml
from cchc_tui.phrases.bank import read_folder, read_source
from cchc_tui.phrases.phrase import Phrase
from cchc_tui.phrases.slots import PIECE

FILE_NAME = "rieng.toml"
ID_START = "rieng."
ID_WORDS = 8
MOST_LETTERS = 4000

HEAD = """\
# Mẫu câu riêng, do cchc ghi khi bạn lưu, sửa, xóa hoặc ẩn mẫu câu trong ứng dụng.
# Sửa tay tệp này cũng được, nhưng ghi chú thêm vào đây sẽ mất ở lần ghi sau; mẫu câu tự viết
# nên để ở tệp .toml khác trong cùng thư mục: cchc không bao giờ ghi vào các tệp ấy.

"""


class OwnProblem(ValueError):  # noqa: N818
    """What cannot be saved; the message says why and what to do, in Vietnamese."""


class OwnPhrases:
    """The phrases of one officer.

    Args:
        folder: The bank folder of the own layer; made when first written to.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / FILE_NAME

    def all(self) -> list[Phrase]:
        """The phrases of `rieng.toml` in its order, hidden ones too.

        Raises:
            DataError: The file has mistakes; names all of them.
        """
        problems: list[Problem] = []
        try:
            source = self.path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            return []
        except (OSError, UnicodeDecodeError) as error:
            message = "không đọc được tệp; hãy xem quyền đọc và lưu lại bằng UTF-8"
            raise DataError([Problem(str(self.path), 0, "", message)]) from error
        found = list(read_source(source, self.path, "own", problems))
        if problems:
            raise DataError(problems)
        return found

    def get(self, phrase_id: str) -> Phrase | None:
        """The phrase of that id in `rieng.toml`; None if it has none."""
        return next((one for one in self.all() if one.id == phrase_id), None)

    def hidden(self) -> list[str]:
        """Ids of the phrases that are hidden."""
        return [one.id for one in self.all() if one.hidden]

    def add(
        self,
        text: str,
        sections: Sequence[str] = (),
        keywords: Sequence[str] = (),
        is_taken: Callable[[str], bool] = lambda phrase_id: False,
    ) -> Phrase:
        """Saves a new phrase under an id made from its first words.

        Args:
            text: Its wording with slots.
            sections: Where it is offered first; none: everywhere.
            keywords: Further words that find it.
            is_taken: Whether another layer has an id, which must not be overridden by chance.

        Raises:
            OwnProblem: The wording is empty, too long, has wrong slots, or is there already.
            DataError: The file has mistakes.
            OSError: It cannot be written.
        """
        return self.add_all([Phrase("", text, tuple(sections), tuple(keywords))], is_taken)[0]

    def add_all(
        self, phrases: Sequence[Phrase], is_taken: Callable[[str], bool] = lambda phrase_id: False
    ) -> list[Phrase]:
        """Saves several new phrases in one go, all or none; as `add`. Their ids are not used."""
        with self._locked():
            kept = self.all()
            ids = {*(one.id for one in kept), *self._by_hand()}
            texts = {one.text: one.id for one in kept if not one.hidden}
            made: list[Phrase] = []
            for one in phrases:
                free = _free_id(one.text, lambda name: name in ids or is_taken(name))
                checked = _checked(replace(one, id=free))
                if checked.text in texts:
                    raise OwnProblem(f"Mẫu câu này đã có, mã “{texts[checked.text]}”.")
                ids.add(checked.id)
                texts[checked.text] = checked.id
                made.append(checked)
            self._write([*kept, *made])
        return made

    def put(self, phrase: Phrase) -> Phrase:
        """Saves a phrase under its id: an own one is replaced, one of another layer overridden.

        Raises:
            OwnProblem: As `add`, or it stands in a file written by hand; names the file.
            DataError: The file has mistakes.
            OSError: It cannot be written.
        """
        checked = _checked(replace(phrase, hidden=False))
        self._replace(phrase.id, checked)
        return checked

    def delete(self, phrase_id: str) -> bool:
        """Deletes an own phrase, an override or a hiding: what is below shows again.

        Returns:
            Whether there was one.

        Raises:
            OwnProblem: It stands in a file written by hand.
            DataError: The file has mistakes.
            OSError: It cannot be written.
        """
        return self._replace(phrase_id, None)

    def hide(self, phrase_id: str) -> None:
        """Takes a phrase of another layer out of the bank; `delete` brings it back.

        Raises:
            OwnProblem: It stands in a file written by hand.
            DataError: The file has mistakes.
            OSError: It cannot be written.
        """
        self._replace(phrase_id, Phrase(phrase_id, "", hidden=True))

    def _replace(self, phrase_id: str, phrase: Phrase | None) -> bool:
        with self._locked():
            kept = self.all()
            places = [at for at, one in enumerate(kept) if one.id == phrase_id]
            by_hand = self._by_hand().get(phrase_id)
            if by_hand is not None:
                name = Path(by_hand).name
                raise OwnProblem(f"Mẫu câu này bạn tự viết trong tệp {name}; hãy sửa ở tệp đó.")
            if not places and phrase is None:
                return False
            at = places[0] if places else len(kept)
            rest = [one for one in kept if one.id != phrase_id]
            self._write([*rest[:at], *([phrase] if phrase else []), *rest[at:]])
            return True

    def _by_hand(self) -> dict[str, str]:
        """The file of each own phrase that is not ours to write."""
        found = read_folder(Layer("own", self.folder), [])
        ours = os.fspath(self.path)
        return {one.id: one.file for one in found if one.file != ours}

    def _write(self, phrases: Sequence[Phrase]) -> None:
        tables = [_table(phrase) for phrase in phrases]
        body: dict[str, TomlValue] = {"schema": 1}
        if tables:
            body["phrase"] = tables
        atomic_write(self.path, (HEAD + dump_toml(body)).encode("utf-8"))

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """One writer at a time, also of two sessions of the same officer."""
        import fcntl

        private_dir(self.folder)
        handle = os.open(self.folder / f".{FILE_NAME}.lock", os.O_CREAT | os.O_RDWR, 0o600)
        try:
            with suppress(OSError):  # a file system without locks: as good as one writer gets
                fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def wording_problem(text: str) -> str:
    """What is wrong with a wording that is to be saved, in Vietnamese; empty if nothing."""
    try:
        _checked(Phrase("x", text))
    except OwnProblem as problem:
        return str(problem)
    return ""


def _checked(phrase: Phrase) -> Phrase:
    """The phrase cleaned, valid by the rules of the bank.

    Raises:
        OwnProblem: It is not.
    """
    text = clean_text(phrase.text).strip()
    if not re.search(r"[^\W\d_]", text):
        raise OwnProblem("Mẫu câu còn trống; hãy ghi câu cần lưu.")
    if len(text) > MOST_LETTERS:
        raise OwnProblem(f"Mẫu câu dài quá {MOST_LETTERS} chữ cái; hãy cắt ngắn.")
    clean = replace(
        phrase,
        text=text,
        sections=_lines(phrase.sections),
        keywords=_lines(phrase.keywords),
        layer="own",
    )
    problems: list[Problem] = []
    source = dump_toml({"phrase": [_table(clean)]})
    found = list(read_source(source, Path(FILE_NAME), "own", problems))
    if problems or not found:
        said = "; ".join(_said(problem) for problem in problems) or "không đọc lại được"
        raise OwnProblem(f"Chưa lưu được mẫu câu: {said}.")
    return clean


def _said(problem: Problem) -> str:
    near = f" (có phải “{problem.nearest}”?)" if problem.nearest else ""
    return problem.message.rstrip(".") + near


def _lines(several: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line for line in map(clean_line, several) if line))


def _free_id(text: str, is_taken: Callable[[str], bool]) -> str:
    base = ID_START + ("-".join(slug(PIECE.sub(" ", text)).split("-")[:ID_WORDS]) or "mau-cau")
    number, tried = 1, base
    while is_taken(tried):
        number += 1
        tried = f"{base}-{number}"
    return tried


def _table(phrase: Phrase) -> dict[str, TomlValue]:
    """A phrase as the file has it; what is empty is left out."""
    table: dict[str, TomlValue] = {"id": phrase.id}
    if phrase.hidden:
        return {**table, "hidden": True}
    table["text"] = phrase.text
    optional: dict[str, TomlValue | None] = {
        "sections": list(phrase.sections),
        "keywords": list(phrase.keywords),
        "valid_from": phrase.valid_from,
        "valid_to": phrase.valid_to,
        "superseded_by": phrase.superseded_by,
        "basis": phrase.basis,
    }
    return {**table, **{key: value for key, value in optional.items() if value}}
