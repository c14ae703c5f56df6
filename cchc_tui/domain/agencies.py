"""Who reports: names, place, code, signer and recipients of an agency, kept in a TOML file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cchc_tui.domain.facts import WINDOW_TYPES, read_window
from cchc_tui.domain.files import system_reason
from cchc_tui.domain.paths import Layer, atomic_write, private_dir
from cchc_tui.domain.problems import DataError, Problem
from cchc_tui.domain.reading import SourceFile, TableReader
from cchc_tui.domain.signers import SIGNER_FORMS, Signer, authority_lines, check_signer
from cchc_tui.domain.text import slug
from cchc_tui.domain.toml_write import TomlValue, dump_toml
from cchc_tui.domain.windows import WindowRule, WindowRules

LEVELS = {
    "so": "sở, ban, ngành cấp tỉnh",
    "van-phong": "văn phòng Ủy ban nhân dân",
    "huyen": "cấp huyện (trước ngày 01/7/2025)",
    "xa": "xã, phường, đặc khu",
    "tinh": "Ủy ban nhân dân tỉnh, thành phố",
}
"""Levels of agency and what a form calls them."""


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency that reports.

    Attributes:
        id: Name of its file, and of it in drafts: `[a-z0-9-]+`.
        level: A key of `LEVELS`.
        name: Cơ quan ban hành, as in a sentence: "Sở Tư pháp".
        full_name: With its province: "Sở Tư pháp tỉnh Khánh Hòa".
        superior: Cơ quan chủ quản trực tiếp; empty where there is none to print.
        head_name: Ban hành as printed in the head, where it is not `name` in capitals.
        place: Địa danh of the date line.
        area: Địa bàn: "tỉnh Khánh Hòa".
        code: Abbreviation in the symbol: "STP".
        drafter: Unit that drafts, as abbreviated: "VP".
        recipients: Nơi nhận, without marks and without the `Lưu:` line.
        archive: What stands after `Lưu: `; empty: `VT` and the drafter.
        signer: Who signs.
        windows: Reporting windows of its own, by type of period.
    """

    id: str
    level: str
    name: str
    full_name: str = ""
    superior: str = ""
    head_name: str = ""
    place: str = ""
    area: str = ""
    code: str = ""
    drafter: str = ""
    recipients: tuple[str, ...] = ()
    archive: str = ""
    signer: Signer = field(default_factory=Signer)
    windows: Mapping[str, WindowRule] = field(default_factory=dict, hash=False)

    def symbol(self, type_code: str = "BC") -> str:
        """Ký hiệu of its documents of one type: `BC-STP`."""
        return f"{type_code}-{self.code}"

    @property
    def printed_name(self) -> str:
        """Cơ quan ban hành in capitals, for the head."""
        return (self.head_name or self.name).upper()

    @property
    def printed_superior(self) -> str:
        """Cơ quan chủ quản in capitals, for the head; may be empty."""
        return self.superior.upper()

    @property
    def archive_line(self) -> str:
        """Last line of Nơi nhận: `Lưu: VT, VP`."""
        return "Lưu: " + (self.archive or ", ".join(filter(None, ("VT", self.drafter))))

    def recipient_lines(self) -> tuple[str, ...]:
        """Nơi nhận with the `Lưu:` line last, without dashes and end marks."""
        return (*self.recipients, self.archive_line)

    def window_rules(self, general: WindowRules) -> WindowRules:
        """The general reporting windows with this agency's own in their place."""
        return general.override(self.windows)


def new_agency_id(name: str, taken: Iterable[str] = ()) -> str:
    """An id from the full name, unlike those taken: `so-tu-phap-tinh-khanh-hoa`."""
    base = slug(name)[:60].strip("-") or "co-quan"
    ids = set(taken)
    if base not in ids:
        return base
    return next(f"{base}-{n}" for n in range(2, len(ids) + 3) if f"{base}-{n}" not in ids)


def check_agency(agency: Agency) -> dict[str, str]:
    """What is wrong with an agency, by key (`name`, `signer.head`), in Vietnamese."""
    wrong: dict[str, str] = {}
    if not agency.id or slug(agency.id) != agency.id:
        wrong["id"] = "mã chỉ gồm chữ thường không dấu, chữ số và gạch nối, ví dụ so-tu-phap."
    for key, value in (("name", agency.name), ("place", agency.place), ("code", agency.code)):
        if not value:
            wrong[key] = "thiếu khóa này hoặc để trống."
    if agency.level not in LEVELS:
        wrong["level"] = f"chọn một trong: {', '.join(LEVELS)}."
    if agency.code and not agency.code.replace("-", "").isalnum():
        wrong["code"] = "chữ viết tắt chỉ gồm chữ, số và gạch nối, ví dụ STP."
    return wrong | {f"signer.{key}": message for key, message in check_signer(agency.signer)}


def load_agency(path: Path) -> Agency:
    """Reads one agency file.

    Raises:
        DataError: The file cannot be read, or every mistake found in it.
    """
    file = SourceFile(path)
    top = file.top()
    agency = _agency(top)
    top.end()
    for key, message in check_agency(agency).items() if not file.problems else ():
        _problem_at(top, key, message)
    file.finish()
    return agency


def _problem_at(top: TableReader, key: str, message: str) -> None:
    table, _, name = key.rpartition(".")
    reader = TableReader(top.file, {}, (table,)) if table else top
    reader.problem(name, message)


def _agency(top: TableReader) -> Agency:
    windows_reader = top.table("windows")
    windows = {
        type_: read_window(windows_reader.table(type_))
        for type_ in WINDOW_TYPES
        if type_ in windows_reader.names()
    }
    windows_reader.end()
    return Agency(
        id=top.text("id", required=True),
        level=top.choice("level", tuple(LEVELS)),
        name=top.text("name", required=True),
        full_name=top.text("full_name"),
        superior=top.text("superior"),
        head_name=top.text("head_name"),
        place=top.text("place", required=True),
        area=top.text("area"),
        code=top.text("code", required=True),
        drafter=top.text("drafter"),
        recipients=top.texts("recipients"),
        archive=top.text("archive"),
        signer=_signer(top.table("signer")),
        windows=windows,
    )


def _signer(reader: TableReader) -> Signer:
    signer = Signer(
        form=reader.choice("form", tuple(SIGNER_FORMS), "truc-tiep"),
        body=reader.text("body"),
        head=reader.text("head"),
        title=reader.text("title"),
        unit_head=reader.text("unit_head"),
        name=reader.text("name"),
    )
    reader.end()
    return signer


def save_agency(path: Path, agency: Agency) -> None:
    """Writes an agency file whole or not at all, readable by its owner only.

    Raises:
        DataError: The agency is not fit to be saved, or the file cannot be written.
    """
    wrong = check_agency(agency)
    if wrong:
        raise DataError([Problem(str(path), 0, key, text) for key, text in wrong.items()])
    try:
        private_dir(path.parent)
        atomic_write(path, agency_toml(agency).encode("utf-8"))
    except OSError as error:
        reason = f"không ghi được tệp ({system_reason(error)})."
        raise DataError([Problem(str(path), 0, "", reason)]) from None


def agency_toml(agency: Agency) -> str:
    """The text of an agency's file; empty keys are left out."""
    table: dict[str, TomlValue] = {"schema": 1}
    for key in ("id", "level", "name", "full_name", "superior", "head_name", "place", "area",
                "code", "drafter", "recipients", "archive"):  # fmt: skip
        table |= _given(key, getattr(agency, key))
    signer: dict[str, TomlValue] = {}
    for key in ("form", "body", "head", "title", "unit_head", "name"):
        signer |= _given(key, getattr(agency.signer, key))
    table["signer"] = signer
    if agency.windows:
        table["windows"] = {type_: _window(rule) for type_, rule in agency.windows.items()}
    return dump_toml(table)


def _given(key: str, value: str | tuple[str, ...]) -> dict[str, TomlValue]:
    return {key: value} if value else {}


def _window(rule: WindowRule) -> dict[str, TomlValue]:
    table: dict[str, TomlValue] = {
        "from_day": rule.from_day,
        "from_month": rule.from_month,
        "to_day": rule.to_day,
        "to_month": rule.to_month,
    }
    if rule.valid_from is not None:
        table["valid_from"] = rule.valid_from
    return table | _given("source", rule.source) | _given("note", rule.note)


def load_agencies(sources: Iterable[Layer | Path]) -> dict[str, Agency]:
    """Every agency of the folders (of `prompts/agencies` in each layer), by id.

    A later folder replaces an agency of an earlier one with the same id.

    Raises:
        DataError: Mistakes in any of the files, all of them.
    """
    found: dict[str, Agency] = {}
    problems: list[Problem] = []
    for source in sources:
        folder = source.path if isinstance(source, Layer) else source
        here: dict[str, Path] = {}
        for path in sorted(folder.glob("*.toml")):
            try:
                agency = load_agency(path)
            except DataError as error:
                problems += error.problems
                continue
            if agency.id in here:
                message = f"mã “{agency.id}” đã có trong tệp {here[agency.id].name}."
                problems.append(Problem(str(path), 1, "id", message))
            here[agency.id] = path
            found[agency.id] = agency
    if problems:
        raise DataError(problems)
    return found


__all__ = [
    "LEVELS",
    "SIGNER_FORMS",
    "Agency",
    "Signer",
    "agency_toml",
    "authority_lines",
    "check_agency",
    "load_agencies",
    "load_agency",
    "new_agency_id",
    "save_agency",
]
