"""Bringing the database to this version's schema."""

import asyncio
import sqlite3

from alembic import command
from sqlalchemy.exc import SQLAlchemyError

from bot.storage.database import Database
from bot.storage.engine import parse_url
from bot.storage.errors import explain
from bot.storage.revisions import make_config, refuse_newer


def upgrade(url: str) -> None:
    """Create the tables, or bring them up to date. It runs an event loop: call it in a thread that has none.

    Raises:
        StorageError: if the database cannot be opened, or is of a newer version.
    """
    refuse_newer(asyncio.run(_revision(url)))
    try:
        command.upgrade(make_config(url), "head")
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise explain(error, parse_url(url)) from error


async def _revision(url: str) -> str | None:
    database = Database(url)
    try:
        return await database.revision()
    finally:
        await database.close()
