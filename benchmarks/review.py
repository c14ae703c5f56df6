"""Keys while the draft is checked in the background: a report of about 35 pages, 80x24.

Each key is pressed when the hands have rested long enough for a check to be under way, in the
real app; beside it the same keys with checking switched off.
"""

from __future__ import annotations

import random
import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bytes import press
from desk import AUTHOR, ROOT, environment, places, sample_draft
from pty_terminal import PtyTerminal

from cchc_tui.interview.answers import Answer, parse_answer
from cchc_tui.interview.kinds import QuestionType
from cchc_tui.services.workspace import Workspace

KEYS = 40
QUESTION = "dg_uu_diem"
PAGES = 35
PROSE = (
    "Trong nhóm việc {n}.{k}, các phòng và đơn vị đã phân công người phụ trách, lập tiến độ tuần,"
    " công khai kết quả trên Cổng thông tin điện tử, tiếp nhận góp ý của tổ chức và điều"
    " chỉnh cách làm để rút ngắn thời gian giải quyết, nhất là ở lĩnh vực có nhiều hồ sơ."
)
RUN = """
import sys
import cchc_tui.tui.reviewing as reviewing
from cchc_tui.cli.main import main
reviewing.AFTER = float(sys.argv[1])
sys.exit(main(["open", sys.argv[2]]))
"""
AFTER, NEVER = 0.5, 1e6


def lengthen(home: Path, draft: str) -> int:
    """Fill the prose of a draft until the report has the length; gives its words."""
    workspace = Workspace(places(home), author=AUTHOR)
    interview = workspace.interview(draft)
    asked = [
        question
        for question in interview.questions()
        if question.type is QuestionType.PROSE and interview.answer(question.id).given
    ]
    answers: dict[str, Answer] = {}
    for n, question in enumerate(asked[:40], 1):
        text = "\n".join(PROSE.format(n=n, k=k) for k in range(1, 7))
        value = parse_answer(question, text)
        base = interview.typed(question.id)
        answers[question.id] = Answer(base.state, value, revision=base.revision)
    workspace.set_answers(draft, answers)
    words = len(workspace.render(draft, "txt").split())
    workspace.close()
    return words


def measure(home: Path, draft: str, after: float) -> list[float]:
    """Milliseconds from each key to its last byte, in order of length."""
    command = [sys.executable, "-c", RUN, str(after), draft]
    chance = random.Random(1)  # the same moments in both runs
    env = {**environment(home), "PYTHONPATH": str(ROOT)}
    times = []
    with PtyTerminal(command, columns=80, rows=24, env=env, emulate=False) as terminal:
        terminal.settle(2.0, 60)
        for key in "abc ":
            press(terminal, key)
        terminal.settle(2.0, 10)
        for number in range(KEYS):
            times.append(press(terminal, "ab cd "[number % 6])[2])
            terminal.settle(10, AFTER + chance.uniform(0.0, 0.4))
    return sorted(times)


def main() -> None:
    """Print the figures."""
    with TemporaryDirectory() as folder:
        home = Path(folder)
        draft = sample_draft(home, QUESTION)
        words = lengthen(home, draft)
        print(f"\nOne key while the draft ({words} words, about {words // 480} pages) is checked")
        print(f"{'':28}{'ms':>8}{'p95':>8}{'max':>8}")
        for name, after in (("checking switched off", NEVER), ("checked all the time", AFTER)):
            times = measure(home, draft, after)
            p95 = times[int(len(times) * 0.95)]
            print(f"{name:28}{statistics.median(times):8.1f}{p95:8.1f}{times[-1]:8.1f}")
    print("\ntarget: p95 <= 16 ms, checked or not")


if __name__ == "__main__":
    main()
