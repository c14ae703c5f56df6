"""Which figures of a passage are announced as the parts of which.

The openers and the rule for the whole are told in `figures`.
"""

from __future__ import annotations

import re

from cchc_tui.review.amounts import Figure, Form, Group
from cchc_tui.review.nouns import can_add

_OPENER = re.compile(
    r"\((?!\s*\))|\b(?:trong do|bao gom|gom|cu the|chia ra|chi tiet)\b"
    r"|\b(?:phan|chia)(?: loai)? theo [a-z]+(?: [a-z]+){0,3}:"
    # "17 văn bản: 04 quyết định", "36 nhiệm vụ: đã hoàn thành 30": a colon after what is counted.
    r"|(?<=[a-z]):(?=\s+(?:[0-9]+ [a-z]|[a-z_ ]{2,60}[0-9]))"
    # "58 lượt công dân, với 45 lượt tại trụ sở và 15 lượt lưu động"
    r"|(?<=,) voi(?= [0-9])"
    # "trong số 24 tin, bài, có 15 tin trên báo, 08 bài trên Cổng và 02 tin trên đài"
    r"|(?<=[a-z,]) co(?= [0-9])"
)
_GOES_ON = re.compile(
    r"\s*(?:va )?(?:phuong|nganh|dac khu|cong chuc|vien chuc|nguoi lao dong|don vi|ban(?! hanh)"
    r"|ca nhan|kien nghi|bai|to dan pho|thi tran|thi xa|thanh pho|doan the|kiem tra|to chuc"
    r"|doanh nghiep)\b"
)
"""The second of two nouns that count together: "09 xã, phường", "04 sở, ban, ngành"."""
_AMONG = re.compile(r"\btrong(?: tong)?(?: so)? [0-9][0-9.]*[^.;:()]{0,60}$")
"""What leads "có" where it announces parts: "trong số 24 tin, bài, có …"."""
_OPENERS = 80
"""Openers of one passage that are looked at; no paragraph of a report has a tenth of them."""


def groups_of(plain: str, figures: tuple[Figure, ...], ends: list[int]) -> tuple[Group, ...]:
    """The groups of a passage: every opener that has a whole and parts.

    Args:
        plain: Its folded text, numbers that are not figures blanked out.
        figures: Its figures in order.
        ends: Where its sentences end.
    """
    said = (found for found in _OPENER.finditer(plain) if not _merged(plain, found))
    openers = [
        found for found in said if found[0] != " co" or _AMONG.search(plain[: found.start()][-90:])
    ][:_OPENERS]
    regions: list[tuple[re.Match[str], int, int]] = []
    for found in openers:
        low, high = _region(plain, found, ends)
        if found[0] != "(" and any(a <= found.start() < b for _, a, b in regions):
            # A list within a list ends with its item.
            high = min(high, *(at for at in (plain.find(";", low), high) if at >= 0))
        regions.append((found, low, high))
    groups = []
    for at, (found, low, high) in enumerate(regions):
        inner = [(a, b) for f, a, b in regions[at + 1 :] if low < a and b <= high and f.start() < a]
        group = _group(plain, figures, found, (low, high), inner, ends)
        if group is not None:
            groups.append(group)
    return tuple(groups)


def _merged(plain: str, found: re.Match[str]) -> bool:
    """Whether another opener before it says the same: "(gồm", "trong đó gồm", "cụ thể gồm"."""
    before = plain[max(0, found.start() - 14) : found.start()]
    if found[0] == ":" and re.search(r"(?:gom|chia ra|chi tiet|nhu sau)$", before):
        return True
    return bool(re.search(r"(?:\(|trong do|cu the|bao)[\s:,]*(?:bao|co)?[\s:]*$", before))


def _region(plain: str, found: re.Match[str], ends: list[int]) -> tuple[int, int]:
    """Where the parts of an opener are looked for."""
    low = found.end()
    if found[0] == "(":
        depth = 1
        for at in range(low, len(plain)):
            depth += {"(": 1, ")": -1}.get(plain[at], 0)
            if depth == 0:
                return low, at
        return low, len(plain)
    high = min(end for end in [*ends, len(plain)] if end >= low)
    depth = 0
    for at in range(low, high):
        depth += {"(": 1, ")": -1}.get(plain[at], 0)
        if depth < 0:
            return low, at
    return low, high


def _group(
    plain: str,
    figures: tuple[Figure, ...],
    found: re.Match[str],
    region: tuple[int, int],
    inner: list[tuple[int, int]],
    ends: list[int],
) -> Group | None:
    low, high = region
    depth = plain[:low].count("(") - plain[:low].count(")")
    inside = [
        at
        for at, figure in enumerate(figures)
        if low <= figure.start < high
        and figure.depth == depth
        and figure.form in (Form.COUNT, Form.MONEY)
        and not any(a <= figure.start < b for a, b in inner)
    ]
    if not inside:
        return None
    whole = _whole(plain, figures, found.start(), figures[inside[0]], ends, found[0])
    if whole is None:
        return None
    by_segment: dict[int, list[int]] = {}
    for at in inside:
        by_segment.setdefault(figures[at].segment, []).append(at)
    noun = figures[whole].noun
    parts = []
    for members in by_segment.values():
        fitting = [at for at in members if can_add(noun, figures[at].noun)]
        same = [at for at in fitting if figures[at].noun == noun]
        chosen = (same or fitting or members)[0]
        parts.append(chosen)
    inner_text = plain[low:high]
    for a, b in inner:
        inner_text = inner_text.replace(plain[a:b], "")
    pieces = inner_text.split(";")
    # Where each piece between semicolons tells a figure, commas part nothing.
    parted = len(pieces) > 1 and all(re.search(r"[0-9]", s) for s in pieces if s.strip(" :.()"))
    segments = pieces if parted else [s for s in re.split(r"[,;]", inner_text) if s.strip(" :.()")]
    bare = sum(1 for s in segments if not re.search(r"[0-9]", s) and not _GOES_ON.match(s))
    opener = found[0]
    listed = re.match(r"\s*(?:co\s+)?(bao gom|gom)", plain[low:high])
    named = re.match(r"\s*(trong do|bao gom|gom|cu the)", plain[low:high])
    if said := (named if opener == "(" else None) or listed:
        opener = said[1]
    closed = bool(re.search(r"\bva\s(?:[a-z ]{0,40})$", plain[low : figures[parts[-1]].start]))
    opener = "chia ra" if opener.endswith(":") and len(opener) > 1 else opener
    return Group(whole, tuple(parts), opener, bare, found.start(), high, closed)


def _whole(
    plain: str,
    figures: tuple[Figure, ...],
    at: int,
    part: Figure,
    ends: list[int],
    opener: str,
) -> int | None:
    """Index of the figure that the opener at this place announces parts of."""
    sentence = sum(1 for end in ends if end <= at)
    start = ends[sentence - 1] if sentence else 0
    if not plain[start:at].strip(" _-+*:;,."):
        sentence -= 1  # the opener starts its sentence: the whole was said in the one before
    before = [
        index
        for index, figure in enumerate(figures)
        if figure.end <= at
        and figure.sentence == sentence
        and figure.form in (Form.COUNT, Form.MONEY)
    ]
    if not before:
        return None
    nearest = before[-1]
    if opener == " co":
        among = re.search(r"\btrong(?: tong)?(?: so)?$", figures[nearest].before)
        return nearest if among and figures[nearest].noun == part.noun else None
    if opener == ":":
        counted = plain[figures[nearest].end : at]
        named = figures[nearest].noun and re.fullmatch(
            r"(?!.*\b(?:gom|trong do|cu the|chia ra|nhu sau)\b)[a-z ,]{1,60}", counted
        )
        return nearest if named else None
    if opener == "(":
        rest = plain[figures[nearest].end : at]
        later = any(f.start >= figures[nearest].end and f.end <= at for f in figures)
        return None if later or re.search(r"[;.]", rest) else nearest
    depth = plain[:at].count("(") - plain[:at].count(")")
    level = [index for index in before if figures[index].depth <= depth]
    same = [index for index in level if part.noun and figures[index].noun == part.noun]
    if same:
        return same[-1]
    totals = [index for index in level if re.search(r"\btong (?:so|cong)\b", figures[index].before)]
    if totals:
        return totals[-1]
    fitting = [index for index in level if can_add(figures[index].noun, part.noun)]
    return (fitting or level or [nearest])[-1]
