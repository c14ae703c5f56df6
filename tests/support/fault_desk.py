"""A draft of plain questions, an officer who types into it over ssh, and what is left of that.

What the officer has seen is noted with its time: an answer counts from the moment the next
question stands on the screen, a letter from the moment it stands in the field.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from pty_terminal import PtyTerminal
from ssh_server import SshServer

from cchc_tui.domain.paths import Places
from cchc_tui.interview.answers import show_answer
from cchc_tui.interview.kinds import Library
from cchc_tui.services.reading import as_answer
from cchc_tui.services.workspace import Workspace
from cchc_tui.store.drafts import DraftStore

ROOT = Path(__file__).parents[2]
AUTHOR = "Cán bộ thử"
QUESTIONS = 90
WORDS = ("hồ sơ", "đúng hạn", "tiếp nhận", "Ủy ban", "giải quyết", "thủ tục", "một cửa", "xã")

_KIND = """schema = 1
id = "thu-su-co"
title = "Báo cáo thử sự cố"
summary = "Chỉ để thử"
subject = ["Thử sự cố {{ ky.ten_trich_yeu }}"]
periods = ["Q"]
agencies = ["so"]
numbering = ["I."]
[[section]]
id = "chung"
level = 1
heading = "Nội dung"
use = "su-co.chung"
"""
_SECTION = """schema = 1
[[section]]
id = "su-co.chung"
title = "Nội dung"
template = "sections/su-co.md.j2"
"""
_QUESTION = """[[section.question]]
id = "{id}"
type = "prose"
ask = "Xin ghi ý {number:02}?"
label = "Nhãn {number:02}"
"""


def question(number: int) -> str:
    """Id of a question, counted from 0."""
    return f"su_co_{number:02}"


def ask(number: int) -> str:
    """What stands on the screen while a question is asked, and not later."""
    return f"Xin ghi ý {number:02}?"


class FaultDesk:
    """A home with an empty draft of many prose questions.

    Args:
        folder: Holds the shared data of the agency.
        home: `CCHC_HOME`; inside `folder` by default. May lie on a disk that will fail.
    """

    def __init__(self, folder: Path, home: Path | None = None) -> None:
        self.home = home or folder / "home"
        self.shared = folder / "shared"
        self._write_kind()
        self.env = {
            "CCHC_HOME": str(self.home),
            "CCHC_AGENCY_DIR": str(self.shared),
            "CCHC_AUTHOR": AUTHOR,
            "PYTHONPATH": str(ROOT),
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "HOME": str(folder),
        }
        self.places = Places.from_env(self.env)
        workspace = Workspace(self.places, author=AUTHOR)
        self.library: Library = workspace.library
        self.draft = workspace.create_draft("thu-su-co", "2026-Q1", "mau-so-noi-vu").id
        workspace.keep_place(self.draft, question(0))
        workspace.close()
        self.command = [sys.executable, "-m", "cchc_tui", "open", self.draft]

    def _write_kind(self) -> None:
        prompts = self.shared / "prompts"
        for name in ("kinds", "sections"):
            (prompts / name).mkdir(parents=True, exist_ok=True)
        (self.shared / "templates" / "sections").mkdir(parents=True, exist_ok=True)
        numbers = range(QUESTIONS)
        questions = [_QUESTION.format(id=question(number), number=number) for number in numbers]
        wording = "\n\n".join("{{ " + question(number) + "|doan }}" for number in numbers)
        (prompts / "kinds" / "thu-su-co.toml").write_text(_KIND)
        (prompts / "sections" / "su-co.toml").write_text(_SECTION + "".join(questions))
        (self.shared / "templates" / "sections" / "su-co.md.j2").write_text(wording + "\n")

    def answers(self) -> set[str]:
        """Ids of the questions that have an answer in the store."""
        with DraftStore(self.places.data / "drafts.db") as store:
            found = store.answers(self.draft).items()
            return {name for name, stored in found if stored.plain is not None}

    def read(self, data: Path | None = None) -> dict[str, str]:
        """What an officer would find in each field on opening the draft again.

        Args:
            data: The directory of the store; that of the desk by default.
        """
        with DraftStore((data or self.places.data) / "drafts.db") as store:
            found = {
                name: show_answer(self.library.questions[name], answer)
                for name, stored in store.answers(self.draft).items()
                if (answer := as_answer(self.library.questions[name], stored)).given
            }
            typing = store.typing(self.draft, author=AUTHOR)
            return {**found, **{name: one.text for name, one in typing.items()}}

    def process(self) -> int:
        """The app of this desk; 0 if none runs."""
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != os.getpid():
                try:
                    mine = f"CCHC_HOME={self.home}".encode() in (
                        entry.joinpath("environ").read_bytes().split(b"\0")
                    )
                    if mine and b"cchc_tui" in entry.joinpath("cmdline").read_bytes():
                        return int(entry.name)
                except OSError:
                    continue
        return 0


@dataclass
class Seen:
    """What the officer has seen.

    Attributes:
        answered: Texts of the questions that were left behind.
        current: Number of the present question.
        letters: Text in its field and when it stood there, oldest first.
        sent: Text typed into it, seen or not.
    """

    answered: dict[str, str] = field(default_factory=dict)
    current: int = 0
    letters: list[tuple[float, str]] = field(default_factory=list)
    sent: str = ""

    def by(self, moment: float) -> str:
        """What stood in the present field at a moment."""
        return next((text for at, text in reversed(self.letters) if at <= moment), "")


@dataclass(frozen=True)
class Loss:
    """What was missing after a fault.

    Attributes:
        answers: Questions whose answer was not there or was another.
        letters: Letters missing that had stood on the screen for longer than allowed.
        fresh: Letters missing that had stood there for less.
        strange: Whether the field held something that nobody typed.
    """

    answers: tuple[str, ...]
    letters: int
    fresh: int
    strange: bool

    @property
    def nothing(self) -> bool:
        """Whether the promise was kept."""
        return not (self.answers or self.letters or self.strange)


def judge(seen: Seen, found: dict[str, str], moment: float, allowed: float) -> Loss:
    """Compare what was seen with what was found after a fault.

    Args:
        seen: By the officer.
        found: On opening again.
        moment: Of the fault.
        allowed: Seconds of typing that may be missing.
    """
    wrong = tuple(name for name, text in seen.answered.items() if found.get(name) != text)
    here = found.get(question(seen.current), "")
    return Loss(
        wrong,
        letters=max(len(seen.by(moment - allowed).rstrip()) - len(here), 0),
        fresh=max(len(seen.by(moment).rstrip()) - len(here), 0),
        strange=not seen.sent.startswith(here),
    )


class Officer:
    """Types into the draft over ssh.

    Args:
        server: Where to log in.
        desk: Whose draft is opened.
        chance: Gives the words and the moments.
        seen: What was seen in earlier sessions.
        columns: Width of the terminal; where there is a preview, messages leave the field free.

    Attributes:
        meanwhile: Run between keys and what they bring to the screen.
    """

    def __init__(
        self,
        server: SshServer,
        desk: FaultDesk,
        chance: random.Random,
        seen: Seen | None = None,
        columns: int = 100,
    ) -> None:
        self.desk = desk
        self.seen = seen or Seen()
        self.meanwhile: Callable[[], None] = lambda: None
        self._chance = chance
        self.terminal = PtyTerminal(server.command(desk.command, desk.env), columns=columns)
        try:
            self.terminal.wait_for(ask(self.seen.current), timeout=60)
        finally:
            self.app = desk.process()

    def __enter__(self) -> Officer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def shows(self, text: str) -> bool:
        """Whether a text stands in the field, however its lines are broken."""
        columns = (row.split("│") for row in self.terminal.lines)
        rows = "".join(parts[2] for parts in columns if len(parts) > 2)
        return "".join(text.split()) in "".join(rows.split())

    def wait_told(self, text: str) -> None:
        """Wait until a message says a text, however its lines are broken."""
        # Right of a message a few columns of the screen behind it stay in sight.
        wanted = re.compile(r"\s.{0,8}?".join(map(re.escape, text.split())))

        def told() -> bool:
            rows = (row.rpartition("▌")[2].strip() for row in self.terminal.lines if "▌" in row)
            return wanted.search(" ".join(rows)) is not None

        self.terminal.wait_for(told, timeout=30)

    def type_words(self) -> None:
        """Type a few words and see them."""
        words = f"{self._chance.choice(WORDS)} {self._chance.randrange(1000)} "
        self.type(words)

    def type(self, words: str) -> None:
        """Type a text and see it."""
        before = self.seen.sent
        self.seen.sent += words
        self.terminal.send(words)
        self.meanwhile()
        self.terminal.wait_for(lambda: self.shows(self.seen.sent), timeout=30)
        assert self.seen.sent == before + words
        self.seen.letters.append((time.monotonic(), self.seen.sent))

    def go_on(self) -> None:
        """Answer the question and see the next one."""
        seen = self.seen
        self.terminal.send("\x1b[6~")
        self.meanwhile()
        following = seen.current + 1
        self.terminal.wait_for(ask(following), timeout=30)
        seen.answered[question(seen.current)] = seen.sent.strip()
        seen.current, seen.letters, seen.sent = following, [], ""

    def work(self, pieces: int) -> None:
        """Type a number of pieces, going on to the next question now and then."""
        for _ in range(pieces):
            self.type_words()
            if len(self.seen.sent) > 60:
                self.go_on()

    def find_again(self) -> None:
        """Take what stands in the present field for what was typed, as an officer would."""
        here = self.desk.read().get(question(self.seen.current), "")
        self.seen.sent = here
        self.seen.letters = [(time.monotonic(), here)]
        self.terminal.wait_for(lambda: self.shows(here), timeout=30)
        self.terminal.send("\x1b[F")

    def close(self) -> None:
        """Leave, whatever state the session is in; the app has ended afterwards."""
        self.terminal.close()
        end_process(self.app)


def end_process(process: int) -> None:
    """Kill one process that may be gone already, and wait until it is."""
    if not process:
        return
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return
    wait_gone(process)


def wait_gone(process: int, seconds: float = 30.0) -> None:
    """Wait until a process has ended.

    Raises:
        AssertionError: It has not.
    """
    end = time.monotonic() + seconds
    while alive(process):
        assert time.monotonic() < end, f"process {process} outlived its session"
        time.sleep(0.01)


def alive(process: int) -> bool:
    """Whether a process runs; one that has ended and was not asked for does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def parent_of(process: int) -> int:
    """The process that started another."""
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


# Cuts


def cut_connection(officer: Officer) -> None:
    """The client dies without a word, as when a laptop is closed."""
    officer.terminal.process.kill()


def kill_app(officer: Officer) -> None:
    """kill -9 of the app."""
    os.kill(officer.app, signal.SIGKILL)


def kill_sshd(officer: Officer) -> None:
    """kill -9 of the process of sshd that serves the session."""
    os.kill(parent_of(officer.app), signal.SIGKILL)


def hang_up(officer: Officer) -> None:
    """SIGHUP, as when a terminal window is closed."""
    os.kill(officer.app, signal.SIGHUP)


CUTS = {
    "connection cut": cut_connection,
    "kill -9 of the app": kill_app,
    "kill -9 of sshd's child": kill_sshd,
    "SIGHUP": hang_up,
}


def strike(officer: Officer, cut: str, allowed: float) -> Loss:
    """Cut a session and see what is left once its app is gone."""
    moment = time.monotonic()
    CUTS[cut](officer)
    wait_gone(officer.app)
    return judge(officer.seen, officer.desk.read(), moment, allowed)


def freeze(officer: Officer, image: Path, allowed: float) -> Loss:
    """See what kill -9 would leave at this moment, without killing.

    The app is stopped with all its threads, the files of the store are copied as they are, and
    the app goes on. A killed process leaves what it has written to its files and nothing else,
    which is what is copied.
    """
    os.kill(officer.app, signal.SIGSTOP)
    try:
        _wait_stopped(officer.app)
        moment = time.monotonic()
        image.mkdir(parents=True)
        for name in ("drafts.db", "drafts.db-wal"):
            shutil.copyfile(officer.desk.places.data / name, image / name)
    finally:
        os.kill(officer.app, signal.SIGCONT)
    loss = judge(officer.seen, officer.desk.read(image), moment, allowed)
    shutil.rmtree(image)
    return loss


def _wait_stopped(process: int) -> None:
    def running() -> bool:
        stats = Path(f"/proc/{process}/task").glob("*/stat")
        return any(one.read_text().rpartition(")")[2].split()[0] not in "Tt" for one in stats)

    end = time.monotonic() + 10
    while running():
        assert time.monotonic() < end, "the app does not stop"
        time.sleep(0.0005)
