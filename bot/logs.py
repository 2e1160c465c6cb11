"""Logging, set up once: one line per event on standard error, and never the bot's token."""

import logging
import sys


def configure(level: str) -> None:
    """Log from `level` on; libraries only from WARNING on.

    httpx logs each request's address at INFO, and Telegram's addresses contain the token; so its loggers, and those of
    the Telegram library that print requests when debugged, never go below WARNING.
    """
    logging.basicConfig(
        level=logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        stream=sys.stderr,
        force=True,
    )
    for ours in ("bot", "training"):
        logging.getLogger(ours).setLevel(level)
    for chatty in ("httpx", "httpcore", "telegram", "uvicorn"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


class Redact(logging.Filter):
    """Replaces the token in whatever is logged, tracebacks' messages included: the last line of defence."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record in place; always keeps it."""
        text = record.getMessage()
        if record.exc_info and record.exc_text is None:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = record.exc_text.replace(self._token, "<token>")
        if self._token in text:
            record.msg, record.args = text.replace(self._token, "<token>"), ()
        return True


def hide(token: str) -> None:
    """Keep a token out of every line that the handlers write."""
    for handler in logging.getLogger().handlers:
        handler.addFilter(Redact(token))
