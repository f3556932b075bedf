"""A connection to a project's database, its transactions, and the sentences for what can go wrong with them."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import LiteralString

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from pressmark.core.errors import BugError, UserError
from pressmark.store.packing import DamagedError
from pressmark.store.values import LockedError

BUSY_SECONDS = 5.0
"""How long an edit waits for another program (an import, say) that is writing to the same file."""


class StorageError(UserError):
    """The database itself cannot be read or written; the next attempt will most likely fail alike."""


class LockedStorageError(StorageError, LockedError):
    """As `LockedError`, from this room."""


class Database:
    """One open database, for the thread that opened it.

    Args:
        url: SQLite or PostgreSQL.
        path: the SQLite file, None for a server.
        name: how sentences call it.
    """

    def __init__(self, url: URL, *, path: Path | None, name: str) -> None:
        self.name = name
        self.path = path
        self.engine = _engine(url)
        with sentences(name):
            self._connection = self.engine.connect()
        self._file = _identity(path) if path else None

    @property
    def sqlite(self) -> bool:
        """Whether this is a file rather than a server."""
        return self.path is not None

    def log_ahead(self) -> None:
        """Lets readers and a writer of a SQLite file work at the same time (WAL); the mode stays with the file."""
        driver = self._connection.connection.driver_connection
        try:
            driver.execute("PRAGMA journal_mode=WAL")  # pyright: ignore[reportOptionalMemberAccess]
        except sqlite3.Error as error:
            raise _explained(error, self.name) from error

    def wait_at_most(self, seconds: float) -> None:
        """How long a write waits for another program from now on; `BUSY_SECONDS` until it is said."""
        wait = round(1000 * seconds)
        with sentences(self.name):
            driver = self._connection.connection.driver_connection
            assert driver is not None
            cursor = driver.cursor()
            cursor.execute(f"PRAGMA busy_timeout={wait}" if self.sqlite else f"SET lock_timeout={max(1, wait)}")
            cursor.close()
            if not self.sqlite:
                driver.commit()

    def close(self) -> None:
        """Ends the connection; the last one to a file tidies its log away."""
        with sentences(self.name):
            self._connection.close()
            self.engine.dispose()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the database and changes nothing."""
        with sentences(self.name), _transaction(self._connection, write=False) as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is durable when the block ends, and undone when it raises."""
        if self.path is not None and _identity(self.path) != self._file:
            raise StorageError(
                "{name} has been moved or deleted while it was open, so nothing can be saved in it. "
                "Put the file back, or close the project and open it at its new place.",
                name=self.name,
            )
        with sentences(self.name), _transaction(self._connection, write=True) as connection:
            yield connection

    @contextmanager
    def stream(self) -> Iterator[Connection]:
        """As `read`, on a connection of its own, so that edits go on while a long reading lasts; any one thread."""
        with (
            sentences(self.name),
            self.engine.connect() as connection,
            _transaction(connection, write=False) as reading,
        ):
            if self.sqlite:
                reading.exec_driver_sql("PRAGMA cache_size=-4096")  # what is read once need not be kept
            yield reading


@contextmanager
def _transaction(connection: Connection, *, write: bool) -> Iterator[Connection]:
    if connection.in_transaction():
        raise BugError("a transaction was begun inside another one")
    connection.info["write"] = write
    with connection.begin():
        if not write and connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield connection


def _engine(url: URL) -> Engine:
    if url.get_backend_name() == "sqlite":
        engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": BUSY_SECONDS})
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
        return engine
    return create_engine(url, poolclass=NullPool, connect_args={"connect_timeout": 10})


def _prepare(connection, record) -> None:
    # The driver would begin transactions at moments of its own choosing; `_begin` does it instead.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY", "cache_size=-32768"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # Taking the lock at once means that a transaction waits for another writer at its start or not at all.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.info.get("write") else "BEGIN")


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116 - on every edit; Path.stat costs three times as much
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def sentences(name: str) -> Iterator[None]:
    """Turns what a database driver raises, and a value that is damaged, into a sentence for the user, or into a bug."""
    try:
        yield
    except DBAPIError as error:
        raise _explained(error.orig, name) from error
    except (sqlite3.Error, DamagedError) as error:  # from rows that were fetched from the driver itself
        raise _explained(error, name) from error


def _explained(error: BaseException | None, name: str) -> StorageError | BugError:
    details = f"{type(error).__name__}: {error}"
    code = getattr(error, "sqlite_errorname", None)
    if code is not None:
        for start, sentence in _SQLITE.items():
            if code.startswith(start):
                kind = LockedStorageError if start in _LOCKED else StorageError
                return kind(sentence, name=name, details=f"{code}: {error}")
    state = getattr(error, "sqlstate", None) or _refused_connection(str(error))
    for start, sentence in _POSTGRES.items():
        if state.startswith(start):
            kind = LockedStorageError if start in _LOCKED else StorageError
            return kind(sentence, name=name, details=details)
    if code is None and not state and type(error).__name__ == "OperationalError":
        # Without a state the server was never reached, or the line to it broke.
        return StorageError(
            "The database server of {name} cannot be reached, and nothing was changed there. "
            "Check the network, the address, the database's name, the user and the password, then try again.",
            name=name,
            details=details,
        )
    return BugError(f"the database of {name} refused a statement: {details}")


def _refused_connection(message: str) -> str:
    """The state that the driver does not give while connecting, from an English message; "" for any other."""
    if "database" in message and "does not exist" in message:
        return "3D000"
    if "password" in message or "authentication failed" in message:
        return "28P01"
    return ""


_LOCKED = ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03")

_SQLITE: dict[str, LiteralString] = {
    "SQLITE_FULL": "{name} cannot be saved because the disk is full. Nothing that was saved before is lost; "
    "free some space and do it again.",
    "SQLITE_BUSY": "{name} is being written by another program, so this was not saved. "
    "Wait until that is done, or close it, and do it again.",
    "SQLITE_LOCKED": "{name} is being written by another program, so this was not saved. "
    "Wait until that is done, or close it, and do it again.",
    "SQLITE_READONLY": "{name} can be read but not written. "
    "Allow writing to the file and to its folder, or copy the project to a place of your own.",
    "SQLITE_PERM": "{name} can be read but not written. "
    "Allow writing to the file and to its folder, or copy the project to a place of your own.",
    "SQLITE_CANTOPEN": "{name} cannot be opened or made there. "
    "Check that its folder exists and that you may write in it, or choose another place.",
    "SQLITE_CORRUPT": "{name} is damaged. Nothing was written; make a copy of the file now, "
    "then open a backup of it or the newest export.",
    "SQLITE_NOTADB": "{name} is not a Pressmark project, or it is damaged. Choose another file.",
    "SQLITE_IOERR": "{name} cannot be read or written: the disk reports an error. "
    "Check that the disk is connected and not full, and do it again.",
}

_POSTGRES: dict[str, LiteralString] = {
    "28": "The database server refused the user or the password of {name}. Check both in the address.",
    "3D": "There is no database {name} on that server. Make it first (createdb), or check the address.",
    "42501": "You may not do that in the database {name}. Ask whoever runs the server for the right to write there.",
    "53100": "{name} cannot be saved because the server's disk is full. Free some space and do it again.",
    "55P03": "{name} is being written by somebody else, so this was not saved. Do it again.",
    "57P": "The database server of {name} has ended the connection. Nothing was changed; try again in a moment.",
    "08": "The connection to the database server of {name} broke. Nothing was changed; try again in a moment.",
    "25006": "The database {name} can be read but not written. Ask whoever runs the server.",
}
