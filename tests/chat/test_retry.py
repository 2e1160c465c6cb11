"""Requests that are tried again."""

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.chat.retry import persistently, seconds


class Requests:
    """Fails with these errors, one after the other, then succeeds."""

    def __init__(self, *errors: TelegramError) -> None:
        self.errors = list(errors)
        self.tries = 0

    async def __call__(self) -> str:
        self.tries += 1
        if self.errors:
            raise self.errors.pop(0)
        return "done"


@pytest.mark.parametrize("error", [RetryAfter(0), NetworkError("Bad Gateway"), TimedOut()])
async def test_what_passes_is_tried_again(error: TelegramError) -> None:
    requests = Requests(error)
    assert await persistently(requests, "test") == "done"
    assert requests.tries == 2


@pytest.mark.parametrize("error", [BadRequest("message is not modified"), Forbidden("blocked")])
async def test_what_cannot_pass_is_raised_at_once(error: TelegramError) -> None:
    requests = Requests(error)
    with pytest.raises(type(error)):
        await persistently(requests, "test")
    assert requests.tries == 1


@pytest.mark.parametrize("error", [RetryAfter(60), TimedOut()])
async def test_patience_ends(error: TelegramError) -> None:
    requests = Requests(error)
    with pytest.raises(type(error)):
        await persistently(requests, "test", patience=0.1)
    assert requests.tries == 1


def test_telegram_says_how_long_to_wait() -> None:
    assert seconds(RetryAfter(7)) == 7.0
