"""From what the user named to an open database: checks, making a new one, bringing an older one up to date."""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from pressmark.core.errors import UserError
from pressmark.core.labels import LabelSet
from pressmark.store.database import Database, StorageError
from pressmark.store.files import APPLICATION_ID, VERSION, read_only
from pressmark.store.labels import write_labels
from pressmark.store.tables import metadata

_LOCK = 0x50726573  # any number that other programs on the server are unlikely to lock


def open_database(target: Path | str, *, create: bool, labels: LabelSet) -> Database:
    """Opens a project's database.

    Args:
        target: a file, or the address of a PostgreSQL database.
        create: whether to make it where there is none.
        labels: what a new project begins with.

    Raises:
        UserError: it is not there, not a project, newer than this program, or cannot be read and written;
            whatever is there is as it was before.
    """
    if isinstance(target, str) and "://" in target:
        return _open_address(target, create=create, labels=labels)
    return _open_file(Path(target).expanduser().absolute(), create=create, labels=labels)


def short_name(target: Path | str) -> str:
    """What to call a project: the file's name without its ending, or the server database's name."""
    if isinstance(target, str) and "://" in target:
        return _address(target).database or "project"
    return Path(target).stem


def safe_target(target: Path | str) -> str:
    """The target as it may be shown and kept: an absolute path, or an address without its password."""
    if isinstance(target, str) and "://" in target:
        return _address(target).render_as_string(hide_password=True)
    return str(Path(target).expanduser().absolute())


# Files


def _open_file(path: Path, *, create: bool, labels: LabelSet) -> Database:
    if not os.path.lexists(path):
        if not create:
            raise UserError("There is no project at {path}. Check the name, or make a new project there.", path=path)
        _create_file(path, labels)
    version = _checked(path)
    if version == VERSION:
        database = _connect(path)
    else:
        from pressmark.store import migrations  # Alembic, for old files only

        migrations.check(version, path.name)
        _copy(path, version)
        database = _connect(path)
        try:
            migrations.upgrade(database, version)
        except BaseException:
            database.close()
            raise
    return database


def _connect(path: Path) -> Database:
    database = Database(_file_url(path), path=path, name=path.name)
    try:
        # Not while the file is made: its header would not say whose it is until the first checkpoint.
        database.log_ahead()
        with database.write():
            pass  # a file that can be read but not written says so now, not at the first edit
    except BaseException:
        database.close()
        raise
    return database


def _file_url(path: Path) -> URL:
    return URL.create("sqlite+pysqlite", database=str(path))


def _checked(path: Path) -> str:
    """The version of a project file; reads only."""
    name = path.name
    row: tuple[str] | None = None
    if path.is_dir():
        raise UserError(
            "{path} is a folder, not a project. Choose a project file, or open the folder's articles.", path=path
        )
    if not path.exists():
        raise UserError("{path} leads to a file that is not there. Choose another project.", path=path)
    if not path.is_file():
        raise UserError("{path} is not a file. Choose another project.", path=path)
    if not _allowed(path, os.R_OK):
        raise UserError("{path} cannot be read: you have no permission. Ask its owner, or open a copy.", path=path)
    if path.stat().st_size == 0:
        raise UserError(
            "{path} is empty (0 bytes), so it is not a project. Delete it or choose another name.", path=path
        )
    # Only SQLite may open the file. On POSIX systems, closing a file drops every lock that the process holds on it,
    # also those of its open connections: another process would then take the journal away from under them
    # (sqlite.org/howtocorrupt.html, 2.2).
    try:
        with closing(sqlite3.connect(read_only(path), uri=True)) as connection:
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            if application == APPLICATION_ID and _writable(path):
                row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.Error as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            raise UserError(
                "{path} is not a Pressmark project. To open it as an article, use Open articles instead.", path=path
            ) from error
        if not _writable(path):
            raise _read_only_file(name) from error
        raise StorageError(
            "{path} is damaged and cannot be opened. Open a backup of it.", path=path, details=str(error)
        ) from error
    if application != APPLICATION_ID:
        raise UserError(
            "{path} is a database of another program, not a Pressmark project. Choose another file.", path=path
        )
    if not _writable(path):
        raise _read_only_file(name)
    if row is None:
        raise StorageError("{path} is damaged: it does not say its version. Open a backup of it.", path=path)
    return row[0]


def _read_only_file(name: str) -> StorageError:
    return StorageError(
        "{name} can be read but not written. "
        "Allow writing to the file and to its folder, or copy the project to a place of your own.",
        name=name,
    )


def _writable(path: Path) -> bool:
    return _allowed(path, os.W_OK) and _allowed(path.parent, os.W_OK | os.X_OK)


def _allowed(path: Path, mode: int) -> bool:
    return os.access(path, mode, **({"effective_ids": True} if os.access in os.supports_effective_ids else {}))


def _create_file(path: Path, labels: LabelSet) -> None:
    """Makes a whole project beside its place and gives it its name at the end: no half-made file is ever there."""
    if not path.parent.is_dir():
        raise UserError(
            "The folder {folder} does not exist, so no project can be made there. Make it first.", folder=path.parent
        )
    unborn = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    try:
        unborn.touch(exist_ok=False)
        database = Database(_file_url(unborn), path=unborn, name=path.name)
        try:
            with database.write() as connection:
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                create_schema(connection)
                write_labels(connection, labels)
        finally:
            database.close()
        _name(unborn, path)
    except OSError as error:
        raise StorageError(
            "No project can be made at {path}: {reason}. Choose another place.", path=path, reason=error.strerror
        ) from error
    finally:
        unborn.unlink(missing_ok=True)


def _name(unborn: Path, path: Path) -> None:
    try:
        os.link(unborn, path)
    except FileExistsError:
        return  # somebody else has just made one; that one is opened
    except OSError:
        # A file system without links (a memory card). `rename` would replace a file that came in this moment,
        # except on Windows; there is no better way on such a disk.
        if not path.exists():
            unborn.rename(path)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _copy(path: Path, version: str) -> Path:
    """A backup of the file as it is, beside it."""
    number = 1
    copy = path.with_name(f"{path.stem}.backup-{version}{path.suffix}")
    while copy.exists():
        number += 1
        copy = path.with_name(f"{path.stem}.backup-{version}-{number}{path.suffix}")
    try:
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as sink:
            source.backup(sink)
    except sqlite3.Error as error:
        copy.unlink(missing_ok=True)
        raise StorageError(
            "{name} needs an update for this version of Pressmark, but no backup could be written beside it, "
            "so it was left alone. Free some space there, or copy the project elsewhere, and open it again.",
            name=path.name,
            details=str(error),
        ) from error
    return copy


def create_schema(connection: Connection) -> None:
    """Every table as the newest version has it, stamped with that version, without Alembic."""
    metadata.create_all(connection)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.execute(text("INSERT INTO alembic_version VALUES (:version)"), {"version": VERSION})


# Servers


def _address(target: str) -> URL:
    try:
        url = make_url(target)
    except (ArgumentError, ValueError) as error:
        raise UserError(
            "That is not the address of a database. Write postgresql://user:password@server/database.",
            details=str(error),
        ) from error
    if url.drivername not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise UserError(
            "A project cannot be kept in “{drivername}”. "
            "Use a file, or the address of a PostgreSQL database: postgresql://user:password@server/database.",
            drivername=url.drivername,
        )
    if not url.database:
        raise UserError("The address names no database. Write postgresql://user:password@server/database.")
    return url.set(drivername="postgresql+psycopg")


def _open_address(target: str, *, create: bool, labels: LabelSet) -> Database:
    url = _address(target)
    name = url.database or ""
    try:
        database = Database(url, path=None, name=name)
    except ModuleNotFoundError as error:
        raise UserError(
            'The part that talks to PostgreSQL is not installed. Run: pip install "pressmark[postgres]"',
            details=str(error),
        ) from error
    try:
        with database.write() as connection:
            # One program at a time makes or updates the tables.
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            there = set(inspect(connection).get_table_names())
            if not there:
                _create_on_server(connection, name, create=create, labels=labels)
                version = VERSION
            elif {"alembic_version", "project_state", "article"} <= there:
                version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
            else:
                raise UserError(
                    "The database {name} holds tables of another program. Make an empty database for the project.",
                    name=name,
                )
        if version != VERSION:
            from pressmark.store import migrations

            migrations.check(version, name)
            migrations.upgrade(database, version)
    except BaseException:
        database.close()
        raise
    return database


def _create_on_server(connection: Connection, name: str, *, create: bool, labels: LabelSet) -> None:
    if not create:
        raise UserError(
            "There is no project in the database {name} yet. Check the address, or make a new project.", name=name
        )
    encoding = connection.execute(text("SHOW server_encoding")).scalar_one()
    if encoding != "UTF8":
        raise UserError(
            "The database {name} cannot hold every character (its encoding is {encoding}). "
            "Make one with the encoding UTF8.",
            name=name,
            encoding=encoding,
        )
    create_schema(connection)
    write_labels(connection, labels)
