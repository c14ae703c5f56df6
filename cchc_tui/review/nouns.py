"""What a figure counts: the noun after it, and to which class it belongs.

Only figures of one class can be parts of one whole: five classes held for 250 people are not
255 of anything.
"""

from __future__ import annotations

import re

_CLASSES: dict[str, str] = {
    "person": "luot nguoi|luot hoc vien|luot can bo|luot cong chuc|luot thi sinh|luot dai bieu"
    "|luot tham du|nguoi|nhan su|can bo|cong chuc|vien chuc|nhan vien|hoc vien|dai bieu|thi sinh"
    "|thac si|tien si|dai hoc|cao dang|trung cap|dang vien|giao vien|hoa giai vien|bao cao vien"
    "|tuyen truyen vien|ca nhan|hoi vien|lao dong|bien che|lanh dao|doan vien|nam gioi|nu",
    "org": "van phong|phong|don vi|co quan|xa|phuong|huyen|thi tran|thi xa|dac khu|doi|to chuc"
    "|trung tam|doanh nghiep|tap the|hop tac xa|truong|thon|to dan pho|bo phan|ban quan ly"
    "|dia phuong|chi nhanh|ubnd",
    "doc": "van ban|vbqppl|vb|quyet dinh|nghi quyet|nghi dinh|thong tu|ke hoach|cong van|de an"
    "|du an luat|du an|luat|chi thi|bao cao|to trinh|du thao|cong dien|thong bao|huong dan"
    "|quy che|quy dinh|de nghi xay dung|chuong trinh|ket luan",
    "case": "ho so|hs|bo ho so",
    "proc": "thu tuc hanh chinh|tthc|thu tuc|dich vu cong|dvctt|dvc|dich vu",
    "event": "lop|hoi nghi|buoi|cuoc thi|cuoc kiem tra|cuoc hop|cuoc|dot|hoi thao|hoi thi|khoa"
    "|phien|toa dam",
    "print": "cuon|to roi|to gap|to|ban tin|tai lieu|an pham|tin bai|tin|bai viet|bai|so tay"
    "|phong su|chuyen muc|tinh huong",
    "petition": "phan anh kien nghi|phan anh|kien nghi|y kien|don thu|don|khieu nai|to cao",
    "task": "nhiem vu|chi tieu|muc tieu|noi dung|cong viec|san pham|tieu chi",
    "occasion": "truong hop|vu viec|vu|viec|luot danh gia|luot truy cap|luot thi|luot",
    "money": "ty dong|trieu dong|nghin dong|dong|ty|trieu",
    "message": "tin nhan|thue bao|giao dich|tai khoan|chung thu so|chu ky so",
    "form": "phieu khao sat|phieu ly lich tu phap|phieu|giay phep|giay chung nhan|giay|the can cuoc"
    "|the|chung chi",
    "household": "ho dan|ho gia dinh|ho ngheo|ho can ngheo|ho",
    "counter": "quay|diem cau|diem",
    "device": "bo may tinh|may tinh|may quet|may in|may vi tinh|may|thiet bi|camera",
    "idea": "sang kien|mo hinh|giai phap|de tai",
    "result": "ket qua",
    "post": "vi tri viec lam|vi tri",
    "page": "trang tai lieu|trang",
    "round": "lan",
}
_BY_NOUN = {noun: name for name, nouns in _CLASSES.items() for noun in nouns.split("|")}
_NOUN = re.compile(
    r"\s*(?:so\s+|luong\s+)?(" + "|".join(sorted(_BY_NOUN, key=len, reverse=True)) + r")\b"
)
WIDER = {
    ("occasion", "case"), ("case", "occasion"), ("occasion", "person"), ("person", "occasion"),
    ("petition", "case"),
}  # fmt: skip
"""Pairs (whole, part) of different classes that can add up."""


_SAME = {
    **dict.fromkeys(
        ("luot nguoi", "luot tham du", "luot hoc vien", "luot dai bieu", "luot thi sinh",
         "hoc vien", "dai bieu", "thi sinh"),
        "nguoi",
    ),
    **dict.fromkeys(("thu tuc hanh chinh", "thu tuc"), "tthc"),
    **dict.fromkeys(("hs", "bo ho so"), "ho so"),
    **dict.fromkeys(("phan anh", "kien nghi"), "phan anh kien nghi"),
    **dict.fromkeys(("phieu khao sat", "phieu ly lich tu phap"), "phieu"),
    **dict.fromkeys(("vb", "vbqppl"), "van ban"),
    **dict.fromkeys(("cuoc kiem tra", "cuoc hop"), "cuoc"),
}  # fmt: skip
"""Nouns that count the same thing in other words."""


def noun_at(after: str) -> str:
    """The noun that starts a folded stretch of text after a figure; empty if none is known."""
    found = _NOUN.match(after)
    return _SAME.get(found[1], found[1]) if found else ""


_NAMED_BEFORE = re.compile(
    r"\b(?:tong so|so luong|so|tong)\s+(?:cac\s+)?("
    + "|".join(sorted(_BY_NOUN, key=len, reverse=True))
    + r")\b"
)


def noun_before(before: str) -> str:
    """The noun a label names before its figure: "số phiếu thu về là"; empty if none."""
    found = _NAMED_BEFORE.search(before)
    return _SAME.get(found[1], found[1]) if found else ""


def class_of(noun: str) -> str:
    """Class of a noun; empty for one that is not known."""
    return _BY_NOUN.get(noun, "")


def can_add(whole: str, part: str) -> bool:
    """Whether something counted by `part` can be part of something counted by `whole`.

    True where either is not known.
    """
    first, second = class_of(whole), class_of(part)
    return not first or not second or first == second or (first, second) in WIDER
