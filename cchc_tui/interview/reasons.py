"""Says in words why a question is asked or hidden."""

from __future__ import annotations

from cchc_tui.interview.answers import summarise
from cchc_tui.interview.evaluation import Evaluation
from cchc_tui.interview.expressions import compile_expression
from cchc_tui.interview.views import View

_CALLED = {
    "ky": "kỳ báo cáo",
    "ky_bao_cao": "kỳ báo cáo",
    "nam_bao_cao": "năm báo cáo",
    "ngay_bao_cao": "ngày báo cáo",
    "co_quan": "cơ quan",
    "chu_quan": "cơ quan chủ quản",
}


def why(scope: Evaluation, name: str) -> str:
    """Why a question is asked or hidden, in Vietnamese, with the answers that decide it."""
    if name not in scope.plan.holders:
        return "Câu này không thuộc loại báo cáo đang soạn."
    conditions = _conditions(scope, name)
    if scope.visible(name):
        reasons = "; ".join(_because(scope, c) for c in conditions)
        return f"Hỏi câu này vì {reasons}." if reasons else "Câu này luôn được hỏi."
    failing = [condition for condition in conditions if not scope.holds(condition)]
    return f"Ẩn câu này vì {'; '.join(_because(scope, c) for c in failing)}."


def _conditions(scope: Evaluation, name: str) -> list[str]:
    """The conditions of a question: its own, and those of its first shown section."""
    places = scope.plan.holders[name]
    place = next((p for p in places if scope.section_asked(p)), places[0])
    nodes = [scope.plan.nodes[n] for n in (place, *scope.plan.parents[place])]
    found = [scope.library.questions[name].when, *(node.when for node in nodes)]
    return [condition for condition in dict.fromkeys(found) if condition]


def _because(scope: Evaluation, condition: str) -> str:
    said = []
    for name in compile_expression(condition).names:
        question = scope.library.questions.get(name)
        if question is not None:
            answer = summarise(question, scope.answer(name)) if scope.visible(name) else ""
            said.append(f"“{question.name}” là “{answer}”" if answer else
                        f"“{question.name}” chưa trả lời")  # fmt: skip
        elif isinstance(view := scope.context.get(name), View):
            said.append(f"{_CALLED.get(name, name)} là “{view.plain()}”")
    return ", ".join(said) or f"điều kiện {condition}"
