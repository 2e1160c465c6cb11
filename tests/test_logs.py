"""No token in any log, whoever logs it."""

import io
import logging
from collections.abc import Iterator

import pytest

from bot.logs import configure, hide

TOKEN = "123456:very-secret"  # noqa: S105 - of nobody


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    before = logging.getLogger().handlers[:]
    configure("DEBUG")
    hide(TOKEN)
    handler, out = logging.getLogger().handlers[0], io.StringIO()
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(out)
    yield out
    logging.getLogger().handlers[:] = before


def test_requests_are_not_logged(written: io.StringIO) -> None:
    for name in ("httpx", "httpcore.http11", "telegram.ext.Updater"):
        logging.getLogger(name).info("GET https://example.org/bot%s/getMe", TOKEN)
    assert written.getvalue() == ""


def test_a_token_in_a_message_is_hidden(written: io.StringIO) -> None:
    logging.getLogger("bot.app").info("address %s", f"/bot{TOKEN}/getMe")
    assert written.getvalue().endswith("address /bot<token>/getMe\n")


def test_a_token_in_a_traceback_is_hidden(written: io.StringIO) -> None:
    try:
        raise ValueError(f"cannot reach /bot{TOKEN}/getMe")
    except ValueError:
        logging.getLogger("httpx").exception("failed")
    assert "<token>" in written.getvalue()
    assert TOKEN not in written.getvalue()


def test_our_lines_are_logged_from_the_chosen_level_on(written: io.StringIO) -> None:
    logging.getLogger("bot.service").debug("fine detail")
    logging.getLogger("some.library").info("chatter")
    assert "fine detail" in written.getvalue()
    assert "chatter" not in written.getvalue()
