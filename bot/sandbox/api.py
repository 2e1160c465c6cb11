"""The Bot API's two addresses: calls of methods, and downloads of files."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox import methods_chat, methods_edit, methods_send, methods_updates
from bot.sandbox.call import Call, Method
from bot.sandbox.connection import cut
from bot.sandbox.faults import Fault
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.wire import ApiError, Params, read_params

METHODS: dict[str, Method] = {
    name.lower(): method
    for module in (methods_updates, methods_send, methods_edit, methods_chat)
    for name, method in module.METHODS.items()
}
"""All methods by their lower-case names: Telegram does not mind the case."""


async def call_method(request: Request) -> Response:
    """Do what a bot asks, or let it fail as ordered."""
    name, sandbox = request.path_params["method"], _sandbox(request)
    params = Params()
    try:
        params = await read_params(request)
        fault = sandbox.faults.next(name)
        response = await _faulty(request, fault) if fault else None
        if response is None:
            response = await _answer(request, params)
        if fault is not None and fault.kind == "drop_after":
            response = await cut(request)
    except ApiError as error:
        response = error.response()
    sandbox.log(name, params.loggable(), response.status_code)
    return response


async def download(request: Request) -> Response:
    """The bytes of a file, at the path that getFile gave."""
    sandbox = _sandbox(request)
    fault = sandbox.faults.next("download")
    if fault is not None and (failed := await _faulty(request, fault)) is not None:
        return failed
    try:
        found = sandbox.account(request.path_params["token"]).files.at(request.path_params["path"])
    except ApiError as error:
        return error.response()
    if found is None:
        return ApiError(404, "Not Found").response()
    return Response(found.data, media_type="application/octet-stream")


def routes() -> list[Route]:
    """Where the Bot API is found."""
    return [
        Route("/bot{token}/{method}", call_method, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", download),
    ]


async def _answer(request: Request, params: Params) -> Response:
    account = _sandbox(request).account(request.path_params["token"])
    method = METHODS.get(request.path_params["method"].lower())
    if method is None:
        raise ApiError(404, "Not Found")
    return JSONResponse({"ok": True, "result": await method(Call(account, params))})


async def _faulty(request: Request, fault: Fault) -> Response | None:
    if fault.kind == "delay":
        await _sandbox(request).changes.pause(fault.seconds)
    if fault.kind == "drop":
        return await cut(request)
    return fault.answer()


def _sandbox(request: Request) -> Sandbox:
    found: Sandbox = request.app.state.sandbox
    return found
