"""Every SQL statement of the store.

Portable between SQLite and PostgreSQL: named parameters, standard types and `ON CONFLICT`
only; what is particular to one engine (pragmas, locking) lives in `connection`. Times are
ISO 8601 text in UTC, answers are JSON text. Reads nothing and runs nothing by itself.
"""

from __future__ import annotations

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE draft (
            id TEXT PRIMARY KEY,
            kind TEXT NOT NULL,
            agency TEXT NOT NULL,
            period TEXT NOT NULL,
            period_name TEXT NOT NULL,
            title TEXT NOT NULL,
            created_at TEXT NOT NULL,
            created_by TEXT NOT NULL,
            changed_at TEXT NOT NULL,
            deleted_at TEXT NOT NULL,
            copied_from TEXT NOT NULL,
            answered INTEGER NOT NULL,
            required INTEGER NOT NULL,
            required_left INTEGER NOT NULL,
            counted_step INTEGER NOT NULL,
            last_step INTEGER NOT NULL
        )""",
        """CREATE TABLE step (
            draft TEXT NOT NULL REFERENCES draft (id),
            step INTEGER NOT NULL,
            verb TEXT NOT NULL,
            target INTEGER NOT NULL,
            author TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (draft, step)
        )""",
        """CREATE TABLE revision (
            draft TEXT NOT NULL REFERENCES draft (id),
            question TEXT NOT NULL,
            revision INTEGER NOT NULL,
            step INTEGER NOT NULL,
            origin INTEGER NOT NULL,
            answer TEXT NOT NULL,
            source TEXT NOT NULL,
            author TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (draft, question, revision)
        )""",
        "CREATE INDEX revision_by_step ON revision (draft, step)",
        """CREATE TABLE typing (
            draft TEXT NOT NULL REFERENCES draft (id),
            author TEXT NOT NULL,
            question TEXT NOT NULL,
            text TEXT NOT NULL,
            cursor_at INTEGER NOT NULL,
            base_revision INTEGER NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (draft, author, question)
        )""",
        """CREATE TABLE resume (
            draft TEXT NOT NULL REFERENCES draft (id),
            author TEXT NOT NULL,
            question TEXT NOT NULL,
            cursor_at INTEGER NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (draft, author)
        )""",
        """CREATE TABLE export (
            draft TEXT NOT NULL REFERENCES draft (id),
            path TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (path, sha256)
        )""",
    ),
    (
        """CREATE TABLE waiver (
            draft TEXT NOT NULL REFERENCES draft (id),
            finding TEXT NOT NULL,
            message TEXT NOT NULL,
            reason TEXT NOT NULL,
            author TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (draft, finding)
        )""",
    ),
)
"""One entry a schema version, oldest first; a released entry is never edited."""

TABLES = ("draft", "step", "revision", "typing", "resume", "export", "waiver")
"""In an order that satisfies the references between them."""

CREATE_META = "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)"
READ_VERSION = "SELECT value FROM meta WHERE key = 'schema'"
WRITE_VERSION = """INSERT INTO meta (key, value) VALUES ('schema', :version)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value"""

_DRAFT = """id, kind, agency, period, period_name, title, created_at, created_by, changed_at,
    deleted_at, copied_from, answered, required, required_left, counted_step, last_step"""

ADD_DRAFT = f"""INSERT INTO draft ({_DRAFT}) VALUES (:id, :kind, :agency, :period, :period_name,
    :title, :created_at, :created_by, :changed_at, '', :copied_from, 0, 0, 0, -1, 0)"""  # noqa: S608
GET_DRAFT = f"SELECT {_DRAFT} FROM draft WHERE id = :id"  # noqa: S608
LIST_DRAFTS = f"""SELECT {_DRAFT} FROM draft WHERE deleted_at = '' OR :deleted = 1
    ORDER BY changed_at DESC, id"""  # noqa: S608
RENAME_DRAFT = "UPDATE draft SET title = :title, changed_at = :at WHERE id = :id"
MARK_DELETED = "UPDATE draft SET deleted_at = :at WHERE id = :id"
NOTE_PROGRESS = """UPDATE draft SET answered = :answered, required = :required,
    required_left = :required_left, counted_step = :step WHERE id = :id"""

FINGERPRINT = """SELECT COUNT(*), COALESCE(SUM(last_step), 0), COALESCE(MAX(changed_at), ''),
    COALESCE(MAX(deleted_at), '') FROM draft"""
COUNT_DRAFTS = "SELECT COUNT(*) FROM draft"
LAST_REVISION_AT = "SELECT COALESCE(MAX(at), '') FROM revision"
CARRY_STEPS_ON = """UPDATE draft SET last_step = :step, counted_step = -1
    WHERE id = :id AND last_step < :step"""

STEPS_OF_ALL = "SELECT id, last_step FROM draft"

LAST_STEP = "SELECT last_step FROM draft WHERE id = :draft"
TOUCH_DRAFT = "UPDATE draft SET last_step = :step, changed_at = :at WHERE id = :draft"
ADD_STEP = """INSERT INTO step (draft, step, verb, target, author, at)
    VALUES (:draft, :step, :verb, :target, :author, :at)"""
ALL_STEPS = """SELECT step, verb, target, author, at FROM step
    WHERE draft = :draft ORDER BY step"""
STEPS_OF = """SELECT step, verb, target FROM step
    WHERE draft = :draft AND author = :author AND verb <> 'begin' ORDER BY step"""

_REVISION = "draft, question, revision, step, origin, answer, source, author, at"

ADD_REVISION = f"""INSERT INTO revision ({_REVISION}) VALUES (:draft, :question, :revision,
    :step, :origin, :answer, :source, :author, :at)"""  # noqa: S608
LATEST = f"""SELECT {_REVISION} FROM revision AS r WHERE draft = :draft AND revision =
    (SELECT MAX(revision) FROM revision AS m WHERE m.draft = r.draft AND m.question = r.question)
    ORDER BY question"""  # noqa: S608
LATEST_OF_QUESTION = f"""SELECT {_REVISION} FROM revision
    WHERE draft = :draft AND question = :question ORDER BY revision DESC LIMIT 1"""  # noqa: S608
AT_STEP = f"""SELECT {_REVISION} FROM revision AS r WHERE draft = :draft AND revision =
    (SELECT MAX(revision) FROM revision AS m
     WHERE m.draft = r.draft AND m.question = r.question AND m.step <= :step)
    ORDER BY question"""  # noqa: S608
REVISION_BEFORE = f"""SELECT {_REVISION} FROM revision
    WHERE draft = :draft AND question = :question AND revision < :revision
    ORDER BY revision DESC LIMIT 1"""  # noqa: S608
REVISIONS_OF_STEP = f"""SELECT {_REVISION} FROM revision
    WHERE draft = :draft AND step = :step ORDER BY question"""  # noqa: S608
HISTORY = f"""SELECT {_REVISION} FROM revision
    WHERE draft = :draft AND (:question = '' OR question = :question)
    ORDER BY step, question"""  # noqa: S608

SET_TYPING = """INSERT INTO typing (draft, author, question, text, cursor_at, base_revision, at)
    VALUES (:draft, :author, :question, :text, :cursor, :base_revision, :at)
    ON CONFLICT (draft, author, question) DO UPDATE SET text = excluded.text,
    cursor_at = excluded.cursor_at, base_revision = excluded.base_revision, at = excluded.at"""
TYPING_OF = """SELECT question, text, cursor_at, base_revision, at FROM typing
    WHERE draft = :draft AND author = :author ORDER BY at"""
CLEAR_TYPING = """DELETE FROM typing
    WHERE draft = :draft AND author = :author AND question = :question"""
SET_RESUME = """INSERT INTO resume (draft, author, question, cursor_at, at)
    VALUES (:draft, :author, :question, :cursor, :at)
    ON CONFLICT (draft, author) DO UPDATE SET question = excluded.question,
    cursor_at = excluded.cursor_at, at = excluded.at"""
RESUME_OF = "SELECT question, cursor_at, at FROM resume WHERE draft = :draft AND author = :author"

ADD_EXPORT = """INSERT INTO export (draft, path, sha256, at)
    VALUES (:draft, :path, :sha256, :at)
    ON CONFLICT (path, sha256) DO UPDATE SET draft = excluded.draft, at = excluded.at"""
EXPORTS_AT = "SELECT draft, path, sha256, at FROM export WHERE path = :path ORDER BY at"
EXPORTS_OF = "SELECT draft, path, sha256, at FROM export WHERE draft = :draft ORDER BY at"

SET_WAIVER = """INSERT INTO waiver (draft, finding, message, reason, author, at)
    VALUES (:draft, :finding, :message, :reason, :author, :at)
    ON CONFLICT (draft, finding) DO UPDATE SET message = excluded.message,
    reason = excluded.reason, author = excluded.author, at = excluded.at"""
DROP_WAIVER = "DELETE FROM waiver WHERE draft = :draft AND finding = :finding"
WAIVERS_OF = """SELECT finding, message, reason, author, at FROM waiver
    WHERE draft = :draft ORDER BY at, finding"""
COPY_WAIVERS = """INSERT INTO waiver (draft, finding, message, reason, author, at)
    SELECT :draft, finding, message, reason, author, at FROM waiver WHERE draft = :original"""


def key_of(table: str) -> str:
    """The column that names the draft a row belongs to."""
    return "id" if table == "draft" else "draft"


def empty(table: str) -> str:
    """Takes every row out of a table of ours."""
    return f"DELETE FROM main.{table}"  # noqa: S608 - a table of our own


def fill_from(table: str, store: str) -> str:
    """Takes in every row of the same table of an attached store of the same schema."""
    return f"INSERT INTO main.{table} SELECT * FROM {store}.{table}"  # noqa: S608 - as above


def rows_of(table: str) -> str:
    """All rows of a table of `TABLES` that belong to a draft."""
    return f"SELECT * FROM {table} WHERE {key_of(table)} = :draft"  # noqa: S608


def insert_row(table: str, columns: tuple[str, ...]) -> str:
    """A row for a table of `TABLES`; files known already stay as they are known."""
    names, values = ", ".join(columns), ", ".join(f":{name}" for name in columns)
    known = " ON CONFLICT (path, sha256) DO NOTHING" if table == "export" else ""
    return f"INSERT INTO {table} ({names}) VALUES ({values}){known}"  # noqa: S608


CREATE_PRESENCE = """CREATE TABLE IF NOT EXISTS presence (
    session TEXT PRIMARY KEY,
    draft TEXT NOT NULL,
    author TEXT NOT NULL,
    question TEXT NOT NULL,
    beat REAL NOT NULL
)"""
BE_PRESENT = """INSERT INTO presence (session, draft, author, question, beat)
    VALUES (:session, :draft, :author, :question, :beat)
    ON CONFLICT (session) DO UPDATE SET draft = excluded.draft, author = excluded.author,
    question = excluded.question, beat = excluded.beat"""
WHO_IS_PRESENT = """SELECT session, author, question FROM presence
    WHERE draft = :draft AND session <> :session AND beat > :since AND beat <= :until
    ORDER BY author, session"""
LEAVE = "DELETE FROM presence WHERE session = :session"
FORGET_ABSENT = "DELETE FROM presence WHERE beat <= :since OR beat > :until"
