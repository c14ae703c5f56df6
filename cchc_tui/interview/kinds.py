"""Report kinds, sections and questions as data read from `prompts/`.

Only shapes live here; `loader` reads the files and reports their mistakes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from cchc_tui.domain.values import Column


class QuestionType(StrEnum):
    """What can be asked."""

    TEXT = "text"
    PROSE = "prose"
    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    CHOICE = "choice"
    YES_NO = "yes_no"
    CITATIONS = "citations"
    TABLE = "table"


class Carry(StrEnum):
    """What happens to an answer in the next period's draft."""

    KEEP = "keep"
    """Standing: kept as it is."""
    UPDATE = "update"
    """Kept, with figures, dates and period names to be looked at again."""
    ASK = "ask"
    """Asked anew; the old answer stays one key away."""


class Severity(StrEnum):
    """How grave a failed check is."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to answer.

    Attributes:
        id: Unique over the whole library; also the name in expressions and slots.
        type: What kind of value it takes.
        ask: The question, in Vietnamese, as the officer reads it.
        help: One line of help.
        example: An example answer as it would be typed.
        basis: Legal or customary basis; may be empty.
        section: Id of the library section that owns it.
        label: Short noun for tables of answers and messages; defaults to `ask`.
        unit: "hồ sơ", "văn bản", "tỷ đồng" ...
        required: Counted as missing while unanswered.
        when: Expression; the question shows only while it is true. Empty: always.
        default: Expression giving the answer while none is given. Empty: none.
        carry: What the next period's draft does with the answer.
        options: Allowed values of a choice.
        open_choice: A choice that also takes free text.
        places: Decimal places printed; None keeps those typed.
        minimum: Least allowed figure; None for no bound.
        maximum: Greatest allowed figure; None for no bound.
        max_items: For citations: how many documents at most; 0 for no bound.
        columns: For tables.
        row_labels: For tables with fixed rows: what stands in the first column.
        totals: For tables: print a row of totals.
        groups: For tables: rows may be gathered under group rows.
        numbered: For tables: a first column `TT`; None numbers growing tables only.
        computed: Formula; never asked, but may be overridden with a reason.
    """

    id: str
    type: QuestionType
    ask: str
    help: str = ""
    example: str = ""
    basis: str = ""
    section: str = ""
    label: str = ""
    unit: str = ""
    required: bool = False
    when: str = ""
    default: str = ""
    carry: Carry = Carry.ASK
    options: tuple[str, ...] = ()
    open_choice: bool = False
    places: int | None = None
    minimum: float | None = None
    maximum: float | None = None
    max_items: int = 0
    columns: tuple[Column, ...] = ()
    row_labels: tuple[str, ...] = ()
    totals: bool = False
    groups: bool = False
    numbered: bool | None = None
    computed: str = ""

    @property
    def name(self) -> str:
        """What to call the question in a list or a message."""
        return self.label or self.ask


@dataclass(frozen=True, slots=True)
class Check:
    """A relation between answers that must hold.

    Attributes:
        id: Unique over the library.
        that: Expression that must be true; not judged while a name in it is unanswered.
        message: What is wrong, in Vietnamese; a Jinja template over the answers.
        severity: error, warning or hint.
        about: Ids of the questions it speaks of; empty means those named in `that`.
        basis: Where the relation comes from.
    """

    id: str
    that: str
    message: str
    severity: Severity = Severity.ERROR
    about: tuple[str, ...] = ()
    basis: str = ""


@dataclass(frozen=True, slots=True)
class LibrarySection:
    """A reusable section: its questions, checks and wording, independent of any heading.

    Attributes:
        id: e.g. `tthc.ket-qua`; phrases name it in `sections`.
        title: What it is about, for people who write kinds.
        template: Path of its wording below `templates/`.
        questions: In the order asked, computed values among them.
        checks: Relations that must hold wherever the section is used.
    """

    id: str
    title: str
    template: str
    questions: tuple[Question, ...]
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionNode:
    """One place in the tree of a kind.

    Attributes:
        id: Unique within the kind.
        heading: Jinja template of the heading; empty: content without a heading.
        level: Depth of the heading, from 1.
        use: Id of the library section whose questions stand here; empty for a container.
        questions: Which of its questions are asked here; empty means all.
        template: Wording used here; empty means the library section's own.
        when: Expression; the whole section shows only while it is true.
        annex: True for an annex: `heading` is its title.
        landscape: For annexes whose table is wide.
    """

    id: str
    heading: str = ""
    level: int = 1
    use: str = ""
    questions: tuple[str, ...] = ()
    template: str = ""
    when: str = ""
    annex: bool = False
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A report kind.

    Attributes:
        id: e.g. `cchc-so`.
        title: What the officer picks from the list.
        summary: One line that tells it from its neighbours.
        subject: Lines of the trích yếu, each a Jinja template.
        periods: Codes of the usual period types, e.g. `("Q", "6T", "9T", "N")`.
        agencies: Levels of agency that send it: "so", "van-phong", "huyen", "xa", "tinh".
        numbering: Heading styles by level: "I.", "1.", "1.1.", "a)".
        sections: Every node, parents before children, in printed order.
        checks: Relations particular to this kind.
        valid_from: First day (ISO) on which a report of this kind is due; may be empty.
        valid_to: Last such day; may be empty.
        basis: The rule that asks for the report.
    """

    id: str
    title: str
    summary: str
    subject: tuple[str, ...]
    sections: tuple[SectionNode, ...]
    periods: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    numbering: tuple[str, ...] = ("I.", "1.", "a)")
    checks: tuple[Check, ...] = ()
    valid_from: str = ""
    valid_to: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Library:
    """Everything that can be reported, from all three layers of files.

    Compared by identity, so that what is derived from it can be cached with it.

    Attributes:
        kinds: By id.
        sections: By id.
        questions: Every question of every section, by id.
        templates: Source of each wording, by its path below `templates/`.
    """

    kinds: dict[str, Kind] = field(default_factory=dict)
    sections: dict[str, LibrarySection] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    templates: dict[str, str] = field(default_factory=dict)
