"""Methods that send messages."""

import secrets

from bot.sandbox.call import Call, Method
from bot.sandbox.entities import caption_content, text_content
from bot.sandbox.markup import inline_keyboard
from bot.sandbox.wire import JsonObject, bad_request

ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


async def send_message(call: Call) -> JsonObject:
    """A text."""
    return _post(call, text_content(call.params) | inline_keyboard(call.params))


async def send_photo(call: Call) -> JsonObject:
    """A picture with a caption."""
    return _send_media(call, "photo")


async def send_document(call: Call) -> JsonObject:
    """A file with a caption."""
    return _send_media(call, "document")


async def send_media_group(call: Call) -> list[JsonObject]:
    """An album: two to ten pictures or two to ten files."""
    items = call.params.items("media", dict)
    if not 2 <= len(items) <= 10:
        raise bad_request("group must contain from 2 to 10 items")
    if {"photo", "document"} <= {item.get("type") for item in items}:
        raise bad_request("document can't be mixed with other media types")
    group = secrets.token_hex(8)
    contents = [_part(call.within(item)) | {"media_group_id": group} for item in items]
    return [_post(call, content) for content in contents]


async def send_chat_action(call: Call) -> bool:
    """Show in the chat that the bot is at work."""
    action = call.params.text("action") or ""
    if action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    call.chat().act(action)
    call.account.show()
    return True


def _part(call: Call) -> JsonObject:
    return call.media(call.params.text("type") or "", "media") | caption_content(call.params)


def _send_media(call: Call, kind: str) -> JsonObject:
    call.chat()
    words = caption_content(call.params) | inline_keyboard(call.params)
    return _post(call, call.media(kind, kind) | words)


def _post(call: Call, content: JsonObject) -> JsonObject:
    chat = call.chat()
    message = chat.add(call.account.user, content, call.reply_to(chat))
    chat.action = ""
    call.account.changed(message)
    return message.view()


METHODS: dict[str, Method] = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendMediaGroup": send_media_group,
    "sendChatAction": send_chat_action,
}
