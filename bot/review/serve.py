"""Serving the review page until it is told to stop."""

import socket
from collections.abc import Callable

import uvicorn

from bot.review.server import make_app
from bot.storage.reviews import ReviewStore


class ReviewError(Exception):
    """The page cannot be served; the words say what to do."""


async def serve_review(store: ReviewStore, port: int, ready: Callable[[str], None]) -> None:
    """Serve the page on this machine until Ctrl-C; `ready` is told its address. Port 0 takes any free one.

    Raises:
        ReviewError: if the port cannot be had.
    """
    try:
        listener = socket.create_server(("127.0.0.1", port), reuse_port=False)
    except OSError as error:
        raise ReviewError(f"Port {port} cannot be used ({error.strerror}); give another --port, or 0.") from error
    config = uvicorn.Config(
        make_app(store), ws="none", lifespan="off", log_config=None, access_log=False, timeout_graceful_shutdown=1
    )
    ready(f"http://127.0.0.1:{listener.getsockname()[1]}")
    await uvicorn.Server(config).serve(sockets=[listener])
