"""Fixtures for databases: a test that asks for `database` runs on SQLite and on PostgreSQL."""

import os
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from hypothesis import settings
from sqlalchemy import make_url

from bot.storage.database import Database
from bot.storage.migrate import upgrade
from bot.storage.tables import Base
from tests.postgres import find_programs, run_server

settings.register_profile("patient", deadline=None)  # a busy machine is no failure
settings.load_profile("patient")

GIVEN = "DIGITBOT_TEST_POSTGRES"
"""URL of a server to use instead of one of our own; its user must be allowed to create databases."""
BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """URL of a PostgreSQL server."""
    programs = find_programs()
    if given := os.environ.get(GIVEN):
        yield given
    elif programs:
        with run_server(programs) as url:
            yield url
    else:
        pytest.skip(f"PostgreSQL is not installed, and {GIVEN} is not set")


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "digitbot.sqlite3"
    upgrade(f"sqlite+aiosqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: str) -> Iterator[str]:
    """URL of a PostgreSQL database with all tables, to be emptied after each test."""
    with _new_postgres(postgres_server) as url:
        upgrade(url)
        yield url


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """URL of a database without tables."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'empty.sqlite3'}"
    else:
        with _new_postgres(request.getfixturevalue("postgres_server")) as url:
            yield url


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """URL of a database with all tables and nothing in them."""
    if request.param == "sqlite":
        path = shutil.copy(request.getfixturevalue("migrated_sqlite"), tmp_path / "digitbot.sqlite3")
        yield f"sqlite+aiosqlite:///{path}"
    else:
        url = request.getfixturevalue("migrated_postgres")
        yield url
        _empty_postgres(url)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open database with all tables and nothing in them."""
    opened = Database(database_url)
    yield opened
    await opened.close()


@contextmanager
def _new_postgres(server: str) -> Iterator[str]:
    name = f"digitbot_{uuid4().hex[:12]}"
    with _connect(server) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
        try:
            yield make_url(server).set(database=name).render_as_string(hide_password=False)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _empty_postgres(url: str) -> None:
    tables = ", ".join(Base.metadata.tables)
    with _connect(url) as connection:
        connection.execute(f"TRUNCATE {tables} RESTART IDENTITY".encode())


def _connect(url: str) -> psycopg.Connection:
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(plain, autocommit=True)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With DIGITBOT_FORBID_SKIPS set, as CI does, a skipped test fails the run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = len(reporter.stats.get("skipped", [])) if reporter else 0
    if reporter and skipped and os.environ.get("DIGITBOT_FORBID_SKIPS"):
        reporter.write_line(f"{skipped} skipped, and skips are forbidden here", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
