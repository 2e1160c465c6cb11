"""The chat page: plain HTML, JavaScript and CSS from the folder `static`, and nothing from elsewhere."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

STATIC = Path(__file__).parent / "static"
FILES = ("", "chat.js", "message.js", "chat.css", "icon.svg")
POLICY = "default-src 'self'; img-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


async def show_page(request: Request) -> Response:
    """One of the page's files."""
    name = request.url.path.removeprefix("/") or "index.html"
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    return FileResponse(STATIC / name, headers=headers)


def routes() -> list[Route]:
    """Where the page is found."""
    return [Route(f"/{path}", show_page) for path in FILES]
