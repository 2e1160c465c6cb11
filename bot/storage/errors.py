"""What can go wrong with the database, in words for the person who runs the bot."""

import sqlite3

from sqlalchemy import URL
from sqlalchemy.exc import IntegrityError, ProgrammingError, SQLAlchemyError


class StorageError(Exception):
    """The database cannot be used; `str(error)` is one sentence that says what happened and what to do."""


WRONG_URL = (
    "DIGITBOT_DATABASE_URL is not usable: write sqlite+aiosqlite:///PATH, or postgresql+psycopg://USER@HOST/NAME."
)
NO_PSYCOPG = "PostgreSQL needs psycopg: install it with pip install 'digitbot[scale]'."
NEWER = (
    "The database was written by a newer version of digitbot: install that version, "
    "or set DIGITBOT_DATABASE_URL to another database."
)
NOT_MIGRATED = "The database is not set up for this version of digitbot: run `digitbot db upgrade`."


NO_MIGRATIONS = "The folder of migrations is missing: run digitbot from its checkout, installed with pip install -e."


def explain(error: SQLAlchemyError | sqlite3.Error | OSError, url: URL) -> StorageError:
    """The driver's error as a sentence; it names the database, but never a password or a value."""
    cause = str(getattr(error, "orig", None) or error)
    if isinstance(error, ProgrammingError) or "no such" in cause:
        return StorageError(NOT_MIGRATED)
    if isinstance(error, IntegrityError | sqlite3.IntegrityError):
        return StorageError("What was to be stored belongs to a record that is gone: send the photo again.")
    if url.get_backend_name() == "sqlite":
        return StorageError(_explain_sqlite(cause, url.database or "in memory"))
    return StorageError(
        f"The database {url.database} at {url.host or 'this machine'} cannot be used: "
        "start PostgreSQL, or correct DIGITBOT_DATABASE_URL (user, password, name)."
    )


def _explain_sqlite(cause: str, path: str) -> str:
    if "not a database" in cause or "malformed" in cause:
        return (
            f"The file {path} is damaged or no SQLite database: move it away, "
            "or set DIGITBOT_DATABASE_URL to another file."
        )
    if "locked" in cause or "QueuePool" in cause:
        return f"The database {path} is in use for too long: stop other programs that use it."
    if "full" in cause:
        return f"The disk of the database {path} is full: free some space."
    return (
        f"The database {path} cannot be opened for writing: check the folder's permissions, "
        "or set DIGITBOT_DATABASE_URL to another file."
    )
