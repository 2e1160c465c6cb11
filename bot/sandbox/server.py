"""The sandbox as a web server on this machine."""

import asyncio
import contextlib
import socket
from collections.abc import Iterator
from types import TracebackType
from typing import Self

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from bot.sandbox import api, page, people
from bot.sandbox.connection import CuttableProtocol
from bot.sandbox.sandbox import Sandbox

HOSTS = ("127.0.0.1", "localhost")


class SandboxError(Exception):
    """The sandbox could not start; the words say what to do."""


def make_app(sandbox: Sandbox) -> Starlette:
    """The web application: the Bot API, the person's side and the chat page."""
    # Only these host names are answered, so that no page of another site reaches the sandbox by a name of its own.
    hosts = Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False)
    app = Starlette(routes=[*api.routes(), *people.routes(), *page.routes()], middleware=[hosts])
    app.state.sandbox = sandbox
    return app


class _Server(uvicorn.Server):
    """uvicorn without signal handlers: whoever runs the event loop has its own."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class SandboxServer:
    """The sandbox, served in the current event loop while the context is open.

    `port` 0 takes any free one. Only addresses of this machine are taken as `host`.

    Raises:
        ValueError: if the host is not this machine.
        SandboxError: on entering, if the port cannot be had.
    """

    def __init__(self, port: int = 0, host: str = "127.0.0.1", sandbox: Sandbox | None = None) -> None:
        if host not in HOSTS:
            raise ValueError(f"the sandbox listens on this machine only, not on {host}")
        self.sandbox = sandbox or Sandbox()
        self._address = host, port
        self._port = port

    @property
    def url(self) -> str:
        """Address of the chat page, without a slash at its end."""
        return f"http://{self._address[0]}:{self._port}"

    async def __aenter__(self) -> Self:
        listener = self._listen()
        self._port = listener.getsockname()[1]
        config = uvicorn.Config(
            make_app(self.sandbox),
            http=CuttableProtocol,
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="warning",
            access_log=False,
            timeout_keep_alive=75,  # longer than any client's, so that no call meets a connection that is being closed
            timeout_graceful_shutdown=1,
        )
        self._server = _Server(config)
        self._task = asyncio.create_task(self._server.serve(sockets=[listener]))
        while not self._server.started and not self._task.done():  # noqa: ASYNC110
            await asyncio.sleep(0.005)  # uvicorn tells nobody when it has started
        if self._task.done():
            self._task.result()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.sandbox.close()
        self._server.should_exit = True
        await self._task

    def _listen(self) -> socket.socket:
        try:
            return socket.create_server(self._address, reuse_port=False)
        except OSError as error:
            port = self._address[1]
            raise SandboxError(
                f"Port {port} cannot be used ({error.strerror}); set DIGITBOT_SANDBOX_PORT to another one, or to 0."
            ) from error
