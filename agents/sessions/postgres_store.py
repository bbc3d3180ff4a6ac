"""Notes in PostgreSQL: one table of keys and bytes, each condition one statement.

A version is the writer's nonce, so a statement whose answer was lost can be sent again: it finds its own row.
The table is made, and later changed, on start; an advisory lock lets one process do it.
"""

import logging
import secrets
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg import Connection, errors
from psycopg.rows import TupleRow

from agents.errors import SettingsError, StoreUnavailable
from agents.sessions.store import ABSENT, Item, Store, WriteConflict

logger = logging.getLogger(__name__)

CONNECTIONS = 16
_TRIES = 2
_PROBE = ".probe"
_LAST = "\U0010ffff"  # sorts after whatever a key may go on with
_MIGRATION_LOCK = 0x6E6F746573  # any number that is ours: "notes"
_MIGRATIONS = (
    """CREATE TABLE notes_objects (
        key text COLLATE "C" PRIMARY KEY,
        body bytea NOT NULL,
        version text NOT NULL
    )""",
)
_MIGRATED = "SELECT coalesce(max(number), 0) FROM notes_migrations"
_READ = "SELECT body, version FROM notes_objects WHERE key = %(key)s"
_WRITE_ANYWAY = """
    INSERT INTO notes_objects (key, body, version) VALUES (%(key)s, %(body)s, %(version)s)
    ON CONFLICT (key) DO UPDATE SET body = excluded.body, version = excluded.version RETURNING 1"""
_WRITE_FIRST = """
    INSERT INTO notes_objects (key, body, version) VALUES (%(key)s, %(body)s, %(version)s)
    ON CONFLICT (key) DO UPDATE SET version = excluded.version
    WHERE notes_objects.version = excluded.version RETURNING 1"""
_WRITE_OVER = """
    UPDATE notes_objects SET body = %(body)s, version = %(version)s
    WHERE key = %(key)s AND version IN (%(expect)s, %(version)s) RETURNING 1"""
_DELETE = """
    DELETE FROM notes_objects
    WHERE key = %(key)s AND version = coalesce(%(expect)s::text, version) RETURNING 1"""
_LIST = """
    SELECT key FROM notes_objects WHERE key > %(after)s AND key >= %(prefix)s AND key < %(end)s
    ORDER BY key LIMIT %(page)s"""
# From folder to folder by the index, over what is in them. `rest` is where the key goes on after the prefix.
_FOLDERS = """
    WITH RECURSIVE step(key) AS (
        (SELECT key FROM notes_objects WHERE key >= %(prefix)s AND key < %(end)s ORDER BY key LIMIT 1)
        UNION ALL
        SELECT (
            SELECT o.key FROM notes_objects o WHERE o.key < %(end)s AND o.key > CASE
                WHEN strpos(substr(step.key, %(rest)s), '/') = 0 THEN step.key
                ELSE left(step.key, %(rest)s + strpos(substr(step.key, %(rest)s), '/') - 1) || %(last)s
            END COLLATE "C" ORDER BY o.key LIMIT 1
        ) FROM step WHERE step.key IS NOT NULL
    )
    SELECT left(key, %(rest)s + strpos(substr(key, %(rest)s), '/') - 1) FROM step
    WHERE strpos(substr(key, %(rest)s), '/') > 0"""


class PostgresStore(Store):
    """`url` as libpq takes it. Connects when it is first asked."""

    durable = False  # until `check` has seen how the server commits

    def __init__(self, url: str, page: int = 1000) -> None:
        self._connections = _Connections(url)
        self._page = page

    def read(self, key: str) -> Item | None:
        rows = self._ask(_READ, key=key)
        return Item(*rows[0]) if rows else None

    def write(self, key: str, body: bytes, *, expect: str | None = None) -> str:
        version = secrets.token_hex(16)
        statement = _WRITE_ANYWAY if expect is None else _WRITE_FIRST if expect == ABSENT else _WRITE_OVER
        if not self._ask(statement, key=key, body=body, version=version, expect=expect):
            raise WriteConflict
        return version

    def delete(self, key: str, *, expect: str | None = None) -> None:
        deleted = self._ask(_DELETE, key=key, expect=expect)
        if not deleted and expect is not None and self.read(key) is not None:
            raise WriteConflict

    def list(self, prefix: str) -> Iterator[str]:
        after = ""
        while True:
            rows = self._ask(_LIST, prefix=prefix, end=prefix + _LAST, after=after, page=self._page)
            yield from (key for (key,) in rows)
            if len(rows) < self._page:
                return
            (after,) = rows[-1]

    def folders(self, prefix: str) -> Iterator[str]:
        place = {"prefix": prefix, "end": prefix + _LAST, "last": _LAST, "rest": len(prefix) + 1}
        return iter([folder for (folder,) in self._ask(_FOLDERS, **place)])

    def check(self) -> None:
        """Also makes or changes the table, finds out whether commits last, and refuses a standby."""
        try:
            with self._connections.one() as connection:
                self._demand_primary(connection)
                _migrate(connection)
                lacking = _lacking(connection)
            self.write(_PROBE, b"ok")
            self.delete(_PROBE)
        except (psycopg.Error, StoreUnavailable) as error:
            raise SettingsError([f"SESSION_STORE: {_advice(error.__cause__ or error)}"]) from None
        self.durable = not lacking
        if lacking:
            logger.warning(
                "PostgreSQL may lose the newest notes; replies say notes_saved false until it has: %s",
                ", ".join(f"{name} on" for name in lacking),
            )

    def close(self) -> None:
        self._connections.close()

    def _ask(self, statement: str, **values: Any) -> Sequence[TupleRow]:
        """The rows of one statement, asked again on a new connection if the old one was lost."""
        left = _TRIES
        while True:
            left -= 1
            try:
                with self._connections.one() as connection:
                    return connection.execute(statement, values, binary=True).fetchall()
            except (errors.OperationalError, errors.InterfaceError) as error:
                self._connections.drop_idle()  # what broke one of them broke most of them
                if not left:
                    raise StoreUnavailable from error
            except psycopg.Error as error:
                raise StoreUnavailable from error

    @staticmethod
    def _demand_primary(connection: Connection) -> None:
        if _shown(connection, "transaction_read_only") == "on":
            raise SettingsError(["SESSION_STORE: names a PostgreSQL standby, read-only; name the primary"])


class _Connections:
    """At most so many at once, made when needed. A server that is down is an error at once, not a wait."""

    def __init__(self, url: str, most: int = CONNECTIONS) -> None:
        self._url = url
        self._idle: list[Connection] = []
        self._closed = False
        self._free = threading.BoundedSemaphore(most)

    @contextmanager
    def one(self) -> Iterator[Connection]:
        with self._free:
            connection = self._pop() or self._connect()
            try:
                yield connection
            finally:
                if self._closed or connection.closed or connection.info.transaction_status != _IDLE:
                    connection.close()
                else:
                    self._idle.append(connection)

    def drop_idle(self) -> None:
        while connection := self._pop():
            connection.close()

    def close(self) -> None:
        self._closed = True
        self.drop_idle()

    def _pop(self) -> Connection | None:
        try:
            return self._idle.pop()
        except IndexError:
            return None

    def _connect(self) -> Connection:
        connection = psycopg.connect(
            self._url,
            autocommit=True,
            prepare_threshold=None,  # poolers between us and the server hand statements to any connection
            connect_timeout=3,
            tcp_user_timeout=5000,
            application_name="healthcare-assistant",
        )
        connection.execute("SET statement_timeout = 5000")
        return connection


_IDLE = psycopg.pq.TransactionStatus.IDLE


def _migrate(connection: Connection) -> None:
    """Bring the table to what this code expects. Where it is that already, no right to change it is used."""
    there = _value(connection, "SELECT to_regclass('notes_migrations') IS NOT NULL")
    if there and _value(connection, _MIGRATED) == len(_MIGRATIONS):
        return
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")  # to see what another just did
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_MIGRATION_LOCK,))
        connection.execute(
            "CREATE TABLE IF NOT EXISTS notes_migrations"
            " (number int PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())"
        )
        done = _value(connection, _MIGRATED)
        if done > len(_MIGRATIONS):
            raise SettingsError(["SESSION_STORE: its tables are of a newer version than this program"])
        for number, migration in enumerate(_MIGRATIONS[done:], done + 1):
            connection.execute(migration)
            connection.execute("INSERT INTO notes_migrations (number) VALUES (%s)", (number,))


def _lacking(connection: Connection) -> list[str]:
    """The settings without which a commit that returned is not yet on disk."""
    needed = ("fsync", "full_page_writes", "synchronous_commit")
    return [name for name in needed if _shown(connection, name) == "off"]


def _shown(connection: Connection, setting: str) -> str:
    return str(_value(connection, "SELECT current_setting(%s)", setting))


def _value(connection: Connection, query: str, *values: str) -> Any:
    row = connection.execute(query, values).fetchone()
    return row[0] if row else None


def _advice(error: BaseException) -> str:
    """Never with the driver's own words: they may quote the URL. At connection they are all it tells."""
    match error:
        case errors.InsufficientPrivilege():
            return "the PostgreSQL user may not create or use the tables notes_objects and notes_migrations"
        case errors.ProgrammingError():
            return "must look like postgresql://[user:password@]host:port/database"
        case errors.OperationalError(sqlstate=None) if "FATAL" in str(error):
            return "PostgreSQL refuses the connection; check user, password and database in the URL"
        case errors.OperationalError(sqlstate=None):
            return "PostgreSQL cannot be reached; check host, port, TLS and network"
    code = getattr(error, "sqlstate", None) or type(error).__name__
    return f"PostgreSQL answers and cannot be used ({code}); is it full or read-only?"
