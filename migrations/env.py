"""Runs the migrations, on SQLite and PostgreSQL alike."""

import asyncio

from alembic import context
from sqlalchemy import Connection, text

from bot.settings import Settings
from bot.storage.engine import make_engine, parse_url
from bot.storage.tables import Base

LOCK = 0x6469676974  # any number that only this project's migrations lock


def migrate(connection: Connection) -> None:
    # two processes may start at once: the second waits here, and finds nothing left to do; so it is one transaction for
    # all migrations, where Alembic's own would end after each of them on SQLite
    with connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
        context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
        context.run_migrations()


async def main(url: str) -> None:
    engine = make_engine(parse_url(url), foreign_keys=False).execution_options(immediate=True)
    try:
        async with engine.connect() as connection:
            await connection.run_sync(migrate)
    finally:
        await engine.dispose()


asyncio.run(main(context.config.attributes.get("url") or Settings().database_url))
