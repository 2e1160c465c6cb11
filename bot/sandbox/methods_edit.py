"""Methods that change or delete messages."""

import time

from bot.sandbox.call import Call, Method
from bot.sandbox.entities import caption_content, text_content
from bot.sandbox.markup import inline_keyboard
from bot.sandbox.messages import Message
from bot.sandbox.wire import JsonObject, bad_request

_WORDS = frozenset({"caption", "caption_entities", "reply_markup"})
_MEDIA = frozenset({"photo", "document"})


async def edit_text(call: Call) -> JsonObject:
    """Another text; a keyboard that is not given again goes."""
    message = _own_message(call)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    return _change(call, message, text_content(call.params) | inline_keyboard(call.params))


async def edit_caption(call: Call) -> JsonObject:
    """Another caption, or none; a keyboard that is not given again goes."""
    message = _own_message(call)
    if not _MEDIA & message.content.keys():
        raise bad_request("there is no caption in the message to edit")
    kept = {name: value for name, value in message.content.items() if name not in _WORDS}
    return _change(call, message, kept | caption_content(call.params) | inline_keyboard(call.params))


async def edit_media(call: Call) -> JsonObject:
    """Another picture or file with its caption; a keyboard that is not given again goes."""
    message = _own_message(call)
    part = call.within(call.params.record("media"))
    kind = part.params.text("type") or ""
    if kind not in _MEDIA:
        raise bad_request("can't parse media JSON object")
    words = caption_content(part.params) | inline_keyboard(call.params)
    album = {name: value for name, value in message.content.items() if name == "media_group_id"}
    return _change(call, message, part.media(kind, "media") | words | album)


async def edit_markup(call: Call) -> JsonObject:
    """Another keyboard, or none."""
    message = _own_message(call)
    kept = {name: value for name, value in message.content.items() if name != "reply_markup"}
    return _change(call, message, kept | inline_keyboard(call.params))


async def delete_message(call: Call) -> bool:
    """Take a message out of the chat."""
    message = call.chat().find(call.params.number("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    _delete(call, message)
    return True


async def delete_messages(call: Call) -> bool:
    """Take several messages out of the chat; missing ones are passed over."""
    chat = call.chat()
    for message_id in call.params.items("message_ids", int):
        message = chat.find(message_id)
        if message is not None:
            _delete(call, message)
    return True


async def set_reaction(call: Call) -> bool:
    """React to a message; the reaction is taken, and not shown."""
    if call.chat().find(call.params.number("message_id")) is None:
        raise bad_request("message to react not found")
    return True


def _own_message(call: Call) -> Message:
    message = call.chat().find(call.params.number("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message.sender["id"] != call.account.user["id"]:
        raise bad_request("message can't be edited")
    return message


def _change(call: Call, message: Message, content: JsonObject) -> JsonObject:
    if content == message.content:
        reason = "specified new message content and reply markup are exactly the same as a current content"
        raise bad_request(f"message is not modified: {reason} and reply markup of the message")
    message.content = content
    message.edit_date = int(time.time())
    call.account.changed(message)
    return message.view()


def _delete(call: Call, message: Message) -> None:
    message.deleted = True
    call.account.changed(message)


METHODS: dict[str, Method] = {
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageMedia": edit_media,
    "editMessageReplyMarkup": edit_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "setMessageReaction": set_reaction,
}
