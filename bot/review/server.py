"""The review page as a web server on this machine alone.

`GET /doubts` gives the first undecided doubts and how many there are; `POST /verdict` takes what the reviewer says of
one, or takes it back.
"""

import base64
import json
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from bot.storage.records import Review
from bot.storage.reviews import ReviewStore

HOSTS = ("127.0.0.1", "localhost")
STATIC = Path(__file__).parent / "static"
FILES = ("", "review.js", "review.css")
POLICY = "default-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
AT_ONCE = 60
"""Doubts that the page holds; it asks for more when it has shown them."""


def make_app(store: ReviewStore) -> Starlette:
    """The web application."""
    # Only these host names are answered, so that no page of another site reaches it by a name of its own.
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False)
    routes = [Route(f"/{path}", show_page) for path in FILES]
    routes += [Route("/doubts", doubts), Route("/verdict", verdict, methods=["POST"])]
    app = Starlette(routes=routes, middleware=[hosts])
    app.state.store = store
    return app


async def show_page(request: Request) -> Response:
    """One of the page's files."""
    name = request.url.path.removeprefix("/") or "index.html"
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    return FileResponse(STATIC / name, headers=headers)


async def doubts(request: Request) -> Response:
    """The first undecided doubts."""
    store: ReviewStore = request.app.state.store
    found = await store.waiting(AT_ONCE)
    return JSONResponse({"count": await store.count_waiting(), "doubts": [_record(review) for review in found]})


async def verdict(request: Request) -> Response:
    """Record a verdict: {"digit", "label", "verdict"}, where null takes it back."""
    if request.headers.get("content-type") != "application/json":  # what a form of another site cannot send
        return _refused("This is not JSON.", 415)
    try:
        said = json.loads(await request.body())
        known = await request.app.state.store.decide(*_numbers(said))
    except (ValueError, TypeError, KeyError):
        return _refused("This is no verdict.", 400)
    return JSONResponse({}) if known else _refused("This label is no longer in doubt.", 404)


def _numbers(said: Any) -> tuple[int, int, int | None]:
    given = None if said["verdict"] is None else int(said["verdict"])
    return int(said["digit"]), int(said["label"]), given


def _record(review: Review) -> dict[str, object]:
    doubt = review.doubt
    return {
        "digit": doubt.digit,
        "label": doubt.label,
        "suggested": doubt.suggested,
        "reason": doubt.reason,
        "readAs": review.read_as,
        "crop": "data:image/png;base64," + base64.b64encode(review.crop_png).decode(),
    }


def _refused(why: str, status: int) -> Response:
    return JSONResponse({"error": why}, status)
