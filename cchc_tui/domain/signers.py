"""Who signs a report, and the lines of authority printed above the name."""

from __future__ import annotations

from dataclasses import dataclass

from cchc_tui.domain.text import fold

SIGNER_FORMS = {
    "truc-tiep": "thủ trưởng ký trực tiếp",
    "tm": "TM. (thay mặt tập thể)",
    "kt": "KT. (cấp phó ký thay)",
    "tl": "TL. (thừa lệnh)",
    "tuq": "TUQ. (thừa ủy quyền)",
    "q": "Q. (quyền thủ trưởng)",
}
"""Forms of signing (Điều 13 Nghị định 30/2020/NĐ-CP) and what a form calls them."""

SIGNER_FIELDS = {
    "truc-tiep": ("title",),
    "q": ("title",),
    "tm": ("body", "head", "title"),
    "kt": ("head", "title"),
    "tl": ("head", "title", "unit_head"),
    "tuq": ("head", "title"),
}
"""What each form of signing prints besides the name; keys of `Signer`."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs, and by what authority.

    Attributes:
        form: A key of `SIGNER_FORMS`.
        body: For `tm`: the collective, "Ủy ban nhân dân".
        head: Title of the head: for `kt`, `tl`, `tuq` the one signed for; for `tm` the head of
            the collective.
        title: Title of the signer. For `tm`, where it is not `head`, a deputy signs for the head.
        unit_head: For `tl`, where the deputy of the one ordered signs: that one's title.
        name: Full name; may be empty.
    """

    form: str = "truc-tiep"
    body: str = ""
    head: str = ""
    title: str = ""
    unit_head: str = ""
    name: str = ""


def authority_lines(signer: Signer) -> tuple[str, ...]:
    """Quyền hạn, chức vụ of the signer in capitals, one line each (ô 7a).

    By Điều 13 and Phụ lục I, mục II.7 of Nghị định 30/2020/NĐ-CP: `GIÁM ĐỐC`;
    `TM. ỦY BAN NHÂN DÂN` / `CHỦ TỊCH`; the same / `KT. CHỦ TỊCH` / `PHÓ CHỦ TỊCH`;
    `KT. GIÁM ĐỐC` / `PHÓ GIÁM ĐỐC`; `TL. CHỦ TỊCH` / `CHÁNH VĂN PHÒNG`, his deputy with
    `KT. CHÁNH VĂN PHÒNG` between; `TUQ. …` / own title; `Q. GIÁM ĐỐC`.
    """
    deputy = bool(signer.head) and fold(signer.title) not in ("", fold(signer.head))
    lines: list[str] = []
    if signer.form == "tm":
        lines.append(f"TM. {signer.body}")
        if deputy and fold(signer.title) != f"quyen {fold(signer.head)}":
            lines.append(f"KT. {signer.head}")
        lines.append(_acting(signer.title or signer.head))
    elif signer.form in ("kt", "tl", "tuq"):
        lines.append(f"{signer.form.upper()}. {signer.head}")
        if signer.form == "tl" and signer.unit_head:
            lines.append(f"KT. {signer.unit_head}")
        lines.append(signer.title)
    elif signer.form == "q":
        lines.append("Q. " + _without_acting(signer.title or signer.head))
    else:
        lines.append(_acting(signer.title or signer.head))
    return tuple(line.upper() for line in lines if line.strip())


def _acting(title: str) -> str:
    """`Quyền Giám đốc` is printed `Q. Giám đốc`."""
    bare = _without_acting(title)
    return title if bare == title else f"Q. {bare}"


def _without_acting(title: str) -> str:
    for start in ("quyen ", "q. "):
        if fold(title).startswith(start):
            return title[len(start) :]
    return title


def check_signer(signer: Signer) -> list[tuple[str, str]]:
    """What is wrong with a signer: key and message, in Vietnamese."""
    if signer.form not in SIGNER_FORMS:
        return [("form", f"chọn một trong: {', '.join(SIGNER_FORMS)}.")]
    wrong: list[tuple[str, str]] = []
    if signer.form == "tm" and not signer.body:
        wrong.append(("body", "ký thay mặt (tm) phải ghi tên tập thể, ví dụ Ủy ban nhân dân."))
    if signer.form in ("kt", "tl", "tuq") and not signer.head:
        wrong.append(("head", f"ký {signer.form} phải ghi chức vụ của người được ký thay."))
    if not signer.title and (signer.form in ("kt", "tl", "tuq") or not signer.head):
        wrong.append(("title", "thiếu chức vụ của người ký."))
    if signer.unit_head and signer.form != "tl":
        wrong.append(("unit_head", "chỉ dùng khi ký thừa lệnh (tl)."))
    return wrong
