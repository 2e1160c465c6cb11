import sqlite3

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import OperationalError, TimeoutError  # noqa: A004 - SQLAlchemy's own, of its pool

from bot.storage.errors import explain

SQLITE = make_url("sqlite+aiosqlite:////data/digitbot.sqlite3")


@pytest.mark.parametrize(
    ("cause", "advice"),
    [
        ("file is not a database", "move it away"),
        ("database disk image is malformed", "move it away"),
        ("database is locked", "stop other programs"),
        ("database or disk is full", "free some space"),
        ("attempt to write a readonly database", "check the folder's permissions"),
        ("unable to open database file", "check the folder's permissions"),
        ("no such table: readings", "digitbot db upgrade"),
    ],
)
def test_each_cause_has_its_advice(cause: str, advice: str) -> None:
    plain = sqlite3.OperationalError(cause)
    for error in (plain, OperationalError("SELECT 1", {}, plain)):
        assert advice in str(explain(error, SQLITE))


def test_a_pool_that_is_used_up() -> None:
    error = TimeoutError("QueuePool limit of size 5 overflow 10 reached, connection timed out")
    assert "stop other programs" in str(explain(error, SQLITE))


def test_no_password_is_told() -> None:
    url = make_url("postgresql+psycopg://me:hunter2@host/numbers")
    sentence = str(explain(OperationalError("SELECT 1", {}, Exception("password hunter2 is wrong")), url))
    assert "hunter2" not in sentence
    assert "numbers at host" in sentence
