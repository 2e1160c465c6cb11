"""Methods about chats, files and presses of buttons."""

from bot.sandbox.call import Call, Method
from bot.sandbox.files import LARGEST_DOWNLOAD
from bot.sandbox.wire import JsonObject, bad_request

LONGEST_ANSWER = 200


async def get_file(call: Call) -> JsonObject:
    """Where a file can be downloaded.

    Raises:
        ApiError: 400 for an unknown file, or one of more than 20 MB.
    """
    found = call.account.files.get(call.params.text("file_id") or "")
    if len(found.data) > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return {**found.mention, "file_path": found.path}


async def answer_callback_query(call: Call) -> bool:
    """What a person sees after a press: nothing, a short note, or an alert.

    Raises:
        ApiError: 400 for an unknown or too old press, or more than 200 characters.
    """
    text = call.params.text("text") or ""
    if len(text) > LONGEST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    answer = {"text": text, "show_alert": call.params.flag("show_alert")}
    call.account.answer(call.params.text("callback_query_id") or "", answer)
    return True


async def get_chat(call: Call) -> JsonObject:
    """A chat with the few details that the sandbox knows."""
    return {**call.chat().view(), "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _NO_GIFTS}


async def get_chat_member(call: Call) -> JsonObject:
    """A person's or the bot's place in a chat."""
    chat, user_id = call.chat(), call.params.required_number("user_id")
    if user_id == call.account.user["id"]:
        return {"status": "member", "user": call.account.user}
    if user_id not in chat.people:
        raise bad_request("member not found")
    return {"status": "member", "user": chat.people[user_id]}


_NO_GIFTS = dict.fromkeys(
    (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    ),
    False,
)

METHODS: dict[str, Method] = {
    "getFile": get_file,
    "answerCallbackQuery": answer_callback_query,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
}
