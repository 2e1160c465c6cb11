"""The person's side over HTTP: what people write, send and press, and what they see. JSON out, JSON or forms in."""

import secrets
import time
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.account import Account
from bot.sandbox.entities import find_commands
from bot.sandbox.files import media_content
from bot.sandbox.messages import Chat, Message
from bot.sandbox.methods_updates import commands_in
from bot.sandbox.pictures import picture_size
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.wire import ApiError, JsonObject, Params, Upload, bad_request, read_params

LONGEST_WATCH = 50.0
PRESS_SECONDS = 15.0
"""How long a press waits for the bot's answer."""

Endpoint = Callable[[Request], Awaitable[Response]]


async def post_text(sandbox: Sandbox, params: Params) -> JsonObject:
    """A person writes: `user`, `name`, `chat`, `title`, `text`, `reply_to`."""
    account, person = sandbox.current, _person(params)
    chat = _chat(account, params, person)
    return _deliver(account, chat, person, _words("text", params.text("text") or ""), _reply(chat, params))


async def post_media(sandbox: Sandbox, params: Params) -> list[JsonObject]:
    """A person sends files of one `kind`, several as an album; the caption goes to the first."""
    account, person = sandbox.current, _person(params)
    chat, kind = _chat(account, params, person), params.text("kind") or "photo"
    uploads = params.uploads.get("file") or [Upload(f"{kind}.bin", "", b"sandbox")]
    album: JsonObject = {"media_group_id": secrets.token_hex(8)} if len(uploads) > 1 else {}
    contents = [media_content(account.files, kind, upload) | album for upload in uploads]
    contents[0] |= _words("caption", params.text("caption") or "")
    reply = _reply(chat, params)
    return [_deliver(account, chat, person, content, reply) for content in contents]


async def post_edit(sandbox: Sandbox, params: Params) -> JsonObject:
    """A person changes a text of theirs: `message_id`, `text`."""
    account, person = sandbox.current, _person(params)
    message = _message(_chat(account, params, person), params)
    if message.sender["id"] != person["id"]:
        raise bad_request("message can't be edited")
    message.content = _words("text", params.text("text") or "")
    message.edit_date = int(time.time())
    account.changed(message)
    account.updates.add("edited_message", message.view())
    return message.view()


async def post_tap(sandbox: Sandbox, params: Params) -> JsonObject:
    """A person presses a button: `message_id`, `button` (its text or data). Answers with what the bot said to it."""
    account, person = sandbox.current, _person(params)
    message = _message(_chat(account, params, person), params)
    query = account.press(person, message, _button_data(message, params.text("button") or ""))
    seconds = params.decimal("timeout", PRESS_SECONDS)
    answered = await sandbox.changes.until(lambda: query.answer is not None, seconds)
    return {"answered": answered, **(query.answer or {"text": "", "show_alert": False})}


async def watch(sandbox: Sandbox, params: Params) -> JsonObject:
    """What can be seen in a `chat` and has changed `since` a version; waits up to `timeout` seconds for a change."""
    account, since = sandbox.current, params.number("since", 0) or 0
    seconds = min(params.decimal("timeout", 0), LONGEST_WATCH)
    await sandbox.changes.until(lambda: account.shown > since or sandbox.current is not account, seconds)
    chat = account.chats.get(params.required_number("chat"))
    changed = [message for message in chat.messages.values() if message.version > since] if chat else []
    return {
        "session": f"{sandbox.started}-{account.user['id']}",
        "version": account.shown,
        "bot": account.user,
        "commands": commands_in(account.commands, chat),
        "action": chat.current_action if chat else None,
        "messages": [{**message.view(), "deleted": message.deleted} for message in changed],
    }


async def list_chats(sandbox: Sandbox, params: Params) -> list[JsonObject]:  # noqa: ARG001 - all are called alike
    """All chats with the people in them."""
    return [{**chat.view(), "people": [*chat.people.values()]} for chat in sandbox.current.chats.values()]


async def list_calls(sandbox: Sandbox, params: Params) -> list[JsonObject]:
    """The calls that bots made, oldest first; `method` picks one method's."""
    wanted = (params.text("method") or "").lower()
    return [call for call in sandbox.calls if wanted in {"", call["method"].lower()}]


async def order_fault(sandbox: Sandbox, params: Params) -> list[JsonObject]:
    """Order a fault: `method`, `kind`, `times`, `retry_after`, `seconds`. Answers with all that are still to happen."""
    sandbox.faults.order(params)
    return sandbox.faults.view()


async def clear_faults(sandbox: Sandbox, params: Params) -> list[JsonObject]:  # noqa: ARG001 - all are called alike
    """Order nothing more."""
    sandbox.faults.clear()
    return []


async def show_file(request: Request) -> Response:
    """A file's bytes: pictures to be shown, all others only to be saved."""
    try:
        found = request.app.state.sandbox.current.files.get(request.path_params["file_id"])
    except ApiError as error:
        return error.response()
    picture = picture_size(found.data)
    if picture is not None:
        return Response(found.data, media_type=picture[0])
    return Response(found.data, headers={"Content-Disposition": "attachment"}, media_type="application/octet-stream")


def routes() -> list[Route]:
    """Where the person's side is found."""
    return [
        Route("/sandbox/texts", _endpoint(post_text), methods=["POST"]),
        Route("/sandbox/media", _endpoint(post_media), methods=["POST"]),
        Route("/sandbox/edits", _endpoint(post_edit), methods=["POST"]),
        Route("/sandbox/taps", _endpoint(post_tap), methods=["POST"]),
        Route("/sandbox/changes", _endpoint(watch)),
        Route("/sandbox/chats", _endpoint(list_chats)),
        Route("/sandbox/calls", _endpoint(list_calls)),
        Route("/sandbox/faults", _endpoint(order_fault), methods=["POST"]),
        Route("/sandbox/faults", _endpoint(clear_faults), methods=["DELETE"]),
        Route("/sandbox/files/{file_id}", show_file),
    ]


def _endpoint(act: Callable[[Sandbox, Params], Awaitable[object]]) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        if request.headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
            return ApiError(403, "Forbidden: pages of other sites play no person here").response()
        try:
            return JSONResponse(await act(request.app.state.sandbox, await read_params(request)))
        except ApiError as error:
            return error.response()

    return endpoint


def _person(params: Params) -> JsonObject:
    name = params.text("name") or "Ann"
    return {"id": params.required_number("user"), "is_bot": False, "first_name": name, "language_code": "en"}


def _chat(account: Account, params: Params, person: JsonObject) -> Chat:
    chat_id = params.number("chat") or person["id"]
    title = person["first_name"] if chat_id > 0 else params.text("title") or "Group"
    return account.open_chat(chat_id, title, person)


def _message(chat: Chat, params: Params) -> Message:
    message = chat.find(params.required_number("message_id"))
    if message is None:
        raise bad_request("message not found")
    return message


def _reply(chat: Chat, params: Params) -> Message | None:
    message_id = params.number("reply_to")
    return None if message_id is None else chat.replied(message_id)


def _words(name: str, text: str) -> JsonObject:
    if not text:
        return {}
    commands = find_commands(text)
    entities = {"entities" if name == "text" else "caption_entities": commands} if commands else {}
    return {name: text, **entities}


def _deliver(
    account: Account, chat: Chat, person: JsonObject, content: JsonObject, reply: Message | None
) -> JsonObject:
    if not content:
        raise bad_request("message text is empty")
    message = chat.add(person, content, reply)
    account.changed(message)
    account.updates.add("message", message.view())
    return message.view()


def _button_data(message: Message, button: str) -> str:
    """The data of the button with this text; else the words as they are, so that old buttons can be pressed too."""
    rows = message.content.get("reply_markup", {}).get("inline_keyboard", [])
    return next(
        (str(b["callback_data"]) for row in rows for b in row if b["text"] == button and "callback_data" in b), button
    )
