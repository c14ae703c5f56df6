"""Who else is at the draft, told between two lines and never in the middle of one."""

from __future__ import annotations

from cchc_tui.cli.plain import words
from cchc_tui.domain.text import upper_first
from cchc_tui.services.presence import Watch, short_names
from cchc_tui.services.session import Session
from cchc_tui.store.presence import Present


class Company:
    """The others at a draft, looked for in a thread of its own.

    Args:
        session: The open draft.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._others: tuple[Present, ...] = ()
        self._told: dict[str, str] = {}
        self._beside: set[str] = set()
        self._written = False
        self._watch = Watch(
            session.workspace.store,
            session.draft,
            session.workspace.author,
            came_or_went=self._take,
            written=self._note,
        )

    def begin(self) -> None:
        """Begin to look around."""
        self._watch.begin(self._session.current)

    def end(self) -> None:
        """The officer leaves the draft."""
        self._watch.end()

    def _take(self, others: tuple[Present, ...]) -> None:
        self._others = others

    def _note(self) -> None:
        self._written = True

    def moved(self) -> None:
        """The officer is at another question."""
        self._watch.moved(self._session.current)

    def news(self) -> list[str]:
        """What is new since it was asked last: who came, who went, who is at this question."""
        session, others = self._session, self._others
        me = session.workspace.store.signed(session.draft, session.workspace.author)
        names = short_names(others, me)
        lines = [
            f"{_named(names[one.session])} đang mở bản nháp này, ở "
            f"{words.place_of(session, one.question)}."
            for one in others
            if one.session not in self._told
        ]
        lines += [
            f"{_named(name)} đã rời bản nháp này."
            for name_of, name in self._told.items()
            if name_of not in names
        ]
        beside = {one.session for one in others if one.question == session.current}
        lines += [
            f"{_named(names[one])} cũng ở câu này." for one in beside if one not in self._beside
        ]
        self._told, self._beside = names, beside
        return lines

    def answered(self) -> bool:
        """Whether somebody else has answered the present question since it was asked last.

        Raises:
            StoreError: It cannot be read.
        """
        if not self._written:
            return False
        self._written = False
        return self._session.look_again()


def _named(name: str) -> str:
    return "Bạn, ở cửa sổ khác," if name == "bạn" else upper_first(name)
