"""`check`: what would send a report back, in a draft, a file or a folder."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cchc_tui.cli.commands.desk import desk
from cchc_tui.cli.output import as_json, line, say
from cchc_tui.domain.files import at_home, system_reason
from cchc_tui.services import checking
from cchc_tui.services.errors import WorkError

if TYPE_CHECKING:
    from cchc_tui.review.findings import Finding
    from cchc_tui.services.checking import Checked
    from cchc_tui.services.workspace import Workspace


def check(arguments: argparse.Namespace) -> int:
    """Check and print; 1 where there is an error, 2 where a file cannot be read."""
    if arguments.explain:
        return _explain(arguments.explain)
    if not arguments.target:
        raise WorkError("Thiếu tệp, thư mục hoặc bản nháp cần soát. Xem: cchc check --help")
    select = checking.known_codes(arguments.select)
    ignore = checking.known_codes(arguments.ignore)
    failed = False
    found: list[Checked] = []
    with desk() as workspace:
        for checked in _all(workspace, arguments.target, select, ignore):
            if checked is None:
                failed = True
                continue
            found.append(checked)
            if not arguments.json:
                _print(checked, several=Path(arguments.target).is_dir())
                if arguments.all:
                    _print_waived(checked)
        if arguments.format:
            _comment(workspace, arguments, found)
    if arguments.json:
        as_json(list(_plain_all(found, waived=arguments.all)))
    errors = sum(f.severity.value == "error" for one in found for f in one.findings)
    say(_summary(found))
    return 2 if failed else 1 if errors else 0


def _all(
    workspace: Workspace, target: str, select: tuple[str, ...], ignore: tuple[str, ...]
) -> Iterator[Checked | None]:
    """Everything checked, one after another; None for a file of a folder that cannot be read."""
    checker = checking.make_checker(workspace)
    path = at_home(Path(target))
    if path.is_dir():
        files = list(checking.reports_in(path))
        for at, file in enumerate(files, 1):
            say(f"[{at}/{len(files)}] {file}")
            try:
                yield checking.check_file(file, checker, select=select, ignore=ignore)
            except WorkError as error:
                say(str(error))
                yield None
    elif path.exists() or path.suffix.lower() in checking.SUFFIXES:
        yield checking.check_file(path, checker, select=select, ignore=ignore)
    else:
        yield checking.check_draft(workspace, target, checker, select=select, ignore=ignore)


def _print(checked: Checked, *, several: bool) -> None:
    for finding in checked.findings:
        where = _where(checked, finding)
        start = f"{checked.name}: " if several else ""
        line(f"{start}{where}{finding.severity.label} {finding.code}: {finding.message}")
        if finding.quote:
            line(f"    “{_short(finding.context or finding.quote)}”")
        if finding.expected and finding.expected not in finding.message:
            line(f"    nên là: {finding.expected}")


def _print_waived(checked: Checked) -> None:
    for finding, waiver in checked.waived:
        line(f"{_where(checked, finding)}đã bỏ qua {finding.code}: {finding.message}")
        line(f"    lý do: {waiver.reason} ({waiver.author}, {waiver.at[:10]})")


def _plain_all(found: list[Checked], *, waived: bool) -> Iterator[dict[str, object]]:
    for one in found:
        for finding in one.findings:
            yield _plain(one, finding)
        for finding, waiver in one.waived if waived else ():
            why = {"reason": waiver.reason, "author": waiver.author, "at": waiver.at}
            yield {**_plain(one, finding), "waived": why}


def _where(checked: Checked, finding: Finding) -> str:
    place = finding.place
    if place.line:
        return f"{'đoạn' if checked.word else 'dòng'} {place.line}: "
    return f"{place.section}: " if place.section else ""


def _short(text: str, most: int = 160) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _plain(checked: Checked, finding: Finding) -> dict[str, object]:
    place = finding.place
    return {
        "file": checked.name,
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "line": place.line if place.line and not checked.word else None,
        "paragraph": place.line if place.line and checked.word else None,
        "section": place.section,
        "question": place.question,
        "quote": finding.quote,
        "expected": finding.expected,
        "fix": finding.fix,
    }


def _summary(found: list[Checked]) -> str:
    counts = {"error": 0, "warning": 0, "hint": 0}
    for one in found:
        for finding in one.findings:
            counts[finding.severity.value] += 1
    waived = sum(len(one.waived) for one in found)
    said = f"{counts['error']} lỗi, {counts['warning']} cảnh báo, {counts['hint']} gợi ý."
    if not any(counts.values()):
        said = "Không phát hiện gì."
    return said + (f" Đã bỏ qua {waived} chỗ; --all để xem." if waived else "")


def _comment(workspace: Workspace, arguments: argparse.Namespace, found: list[Checked]) -> None:
    """Write the checked Word file with comments; a draft is exported first."""
    from cchc_tui.domain.paths import atomic_write
    from cchc_tui.review.word_comments import with_comments

    if len(found) != 1 or Path(arguments.target).is_dir():
        raise WorkError("--format docx chỉ dùng cho một tệp Word hoặc một bản nháp.")
    checked = found[0]
    draft = not checked.data and not Path(arguments.target).is_file()
    data = workspace.render(checked.name, "docx") if draft else checked.data
    if not data:
        raise WorkError("--format docx cần một tệp .docx hoặc một bản nháp.")
    if not arguments.output:
        raise WorkError("Thiếu -o TỆP.docx: nơi ghi tệp có ghi chú.")
    written = with_comments(data, checked.findings)
    if arguments.output == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(written)
        return
    target = at_home(Path(arguments.output))
    if target.exists():
        raise WorkError(f"{target} đã có; hãy chọn tên khác để không ghi đè.")
    try:
        atomic_write(target, written, mode=0o644)
    except OSError as error:
        raise WorkError(f"Không ghi được {target}: {system_reason(error)}.") from None
    say(f"Đã ghi tệp có ghi chú: {target}")


def _explain(code: str) -> int:
    rule = checking.rule_named(code)
    line(f"{rule.code} · {rule.name} · {rule.severity.label} · nhóm {rule.group}")
    line(rule.why)
    line(f"Căn cứ: {rule.source}")
    for title, examples in (("Báo:", rule.flags), ("Không báo:", rule.passes)):
        if examples:
            line(title)
            for example in examples:
                line("  - " + _short(example.replace("\n", " / "), 200))
    return 0
