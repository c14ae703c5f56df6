"""The sample report: an invented agency and figures, wholly answered, to look around in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cchc_tui.domain.paths import packaged
from cchc_tui.domain.problems import read_toml
from cchc_tui.services.answer_files import read_answers
from cchc_tui.services.errors import WorkError

if TYPE_CHECKING:
    from cchc_tui.services.workspace import Workspace
    from cchc_tui.store.records import DraftInfo

SAMPLE = "mau.toml"


def sample_file() -> Path:
    """The packaged sample: an answer file that also names kind, period and agency."""
    return packaged("prompts") / "samples" / SAMPLE


def create_sample(workspace: Workspace) -> DraftInfo:
    """Make a new draft of the sample.

    Raises:
        WorkError: The packaged sample is not there or does not say what it reports.
        DataError: Mistakes in its answers.
    """
    path = sample_file()
    if not path.exists():
        raise WorkError("Bản cài đặt này không có báo cáo mẫu.")
    about = read_toml(path)
    kind = workspace.drafting.kind(_text(about, "kind"))
    answers = read_answers(path, workspace.library, kind)
    info = workspace.create_draft(
        kind.id,
        _text(about, "period"),
        _text(about, "agency"),
        str(about.get("period_name", "")),
        answers={name: replace(one, source="sample") for name, one in answers.items()},
    )
    workspace.rename(info.id, str(about.get("title", "Báo cáo mẫu")))
    return workspace.draft(info.id)


def _text(about: Mapping[str, Any], key: str) -> str:
    if not isinstance(about.get(key), str):
        raise WorkError(f"Báo cáo mẫu thiếu khóa “{key}”.")
    return str(about[key])
