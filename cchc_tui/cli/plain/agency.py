"""An agency described line by line, once: for the head, the recipients and the signature."""

from __future__ import annotations

from cchc_tui.cli.plain.console import Console
from cchc_tui.domain.agencies import LEVELS, SIGNER_FORMS, Agency, Signer, new_agency_id
from cchc_tui.domain.signers import SIGNER_FIELDS
from cchc_tui.services.workspace import Workspace

_SIGNER = {
    "body": "Thay mặt, ví dụ Ủy ban nhân dân: ",
    "head": "Chức vụ người đứng đầu, ví dụ Giám đốc: ",
    "title": "Chức vụ người ký, ví dụ Giám đốc: ",
    "unit_head": "Ký thay chức vụ nào, nếu có: ",
}


def describe_agency(console: Console, workspace: Workspace) -> str | None:
    """Ask for an agency and keep it; its id, or None where its officer would rather not.

    Raises:
        DataError: It cannot be kept; says what is wrong.
    """
    console.say("Khai cơ quan, chỉ một lần. Enter trống ở tên cơ quan thì thôi.")
    name = console.ask("Tên cơ quan, ví dụ Sở Nội vụ: ").strip()
    if not name:
        return None
    full_name = console.ask("Tên đầy đủ, ví dụ Sở Nội vụ tỉnh Hà Tĩnh: ").strip() or name
    level = console.choose("Cấp nào?", list(LEVELS.values()), "cấp sở")
    superior = console.ask("Cơ quan chủ quản, ví dụ UBND tỉnh Hà Tĩnh (Enter: không có): ")
    place = _asked(console, "Địa danh, ví dụ Hà Tĩnh: ")
    area = console.ask("Địa bàn, ví dụ tỉnh Hà Tĩnh: ")
    code = _asked(console, "Chữ viết tắt, ví dụ SNV: ")
    drafter = console.ask("Đơn vị soạn thảo, ví dụ VP (Enter: không có): ")
    signer = _signer(console)
    recipients = []
    while line := console.ask("Nơi nhận, mỗi dòng một nơi (Enter trống: hết): ").strip(" -;."):
        recipients.append(line)
    agency = Agency(
        id=new_agency_id(full_name, workspace.agencies()),
        level=list(LEVELS)[level or 0],
        name=name,
        full_name=full_name,
        superior=superior.strip(),
        place=place,
        area=area.strip(),
        code=code,
        drafter=drafter.strip(),
        recipients=tuple(recipients),
        signer=signer,
    )
    workspace.save_agency(agency)
    console.say(f"Đã khai cơ quan {full_name}.")
    return agency.id


def _signer(console: Console) -> Signer:
    picked = console.choose("Hình thức ký nào?", list(SIGNER_FORMS.values()), "ký trực tiếp")
    form = list(SIGNER_FORMS)[picked] if picked is not None else "truc-tiep"
    lines = {one: console.ask(_SIGNER[one]).strip() for one in SIGNER_FIELDS[form]}
    return Signer(form=form, name=console.ask("Họ tên người ký: ").strip(), **lines)


def _asked(console: Console, prompt: str) -> str:
    """A line that must not be empty."""
    while not (line := console.ask(prompt).strip()):
        console.say("Chỗ này không để trống được.")
    return line
