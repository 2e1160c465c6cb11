"""Methods by which a bot gets its updates, and those about the bot itself."""

import json
import re

from bot.sandbox.call import Call, Method
from bot.sandbox.messages import Chat
from bot.sandbox.wire import ApiError, JsonObject, bad_request

_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


async def get_me(call: Call) -> JsonObject:
    """The bot as a user."""
    abilities = {"can_join_groups": True, "can_read_all_group_messages": True, "supports_inline_queries": False}
    return {**call.account.user, **abilities}


async def get_updates(call: Call) -> list[JsonObject]:
    """Long polling.

    Raises:
        ApiError: 409 beside a webhook or another poll.
    """
    params, queue = call.params, call.account.updates
    if call.account.webhook.target is not None:
        reason = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        raise ApiError(409, f"Conflict: {reason}")
    _allow(call)
    return await queue.poll(
        params.number("offset", 0) or 0, params.number("limit", 100) or 100, params.number("timeout", 0) or 0
    )


async def set_webhook(call: Call) -> bool:
    """Deliver updates by POST from now on; an empty address ends this."""
    url, secret = call.params.text("url") or "", call.params.text("secret_token") or ""
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if not url:
        return await delete_webhook(call)
    _allow(call)
    _drop_pending(call)
    call.account.updates.end_polls("setWebhook request")
    call.account.webhook.set(url, secret)
    return True


async def delete_webhook(call: Call) -> bool:
    """Deliver updates no more."""
    _drop_pending(call)
    call.account.webhook.remove()
    return True


async def get_webhook_info(call: Call) -> JsonObject:
    """Where updates go, how many wait, and what went wrong last."""
    return call.account.webhook.view()


async def nothing(call: Call) -> bool:  # noqa: ARG001 - all methods are called alike
    """Methods that have no effect here."""
    return True


async def set_my_commands(call: Call) -> bool:
    """Replace the commands of a scope."""
    commands = call.params.items("commands", dict)
    if any(not _COMMAND.fullmatch(str(command.get("command"))) for command in commands):
        raise bad_request("BOT_COMMAND_INVALID")
    if any(not 1 <= len(str(command.get("description", ""))) <= 256 for command in commands):
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    call.account.commands[_scope(call)] = commands
    call.account.show()
    return True


async def get_my_commands(call: Call) -> list[JsonObject]:
    """The commands of a scope."""
    return call.account.commands.get(_scope(call), [])


async def delete_my_commands(call: Call) -> bool:
    """Forget the commands of a scope."""
    call.account.commands.pop(_scope(call), None)
    call.account.show()
    return True


def commands_in(commands: dict[str, list[JsonObject]], chat: Chat | None) -> list[JsonObject]:
    """The commands that a person sees in a chat: those of the narrowest scope that has any."""
    kind = "all_private_chats" if chat is None or chat.type == "private" else "all_group_chats"
    scopes: list[JsonObject] = [{"type": kind}, {"type": "default"}]
    if chat is not None:
        scopes.insert(0, {"type": "chat", "chat_id": chat.id})
    return next((found for scope in scopes if (found := commands.get(_key(scope, "")))), [])


def _scope(call: Call) -> str:
    return _key(call.params.record("scope") or {"type": "default"}, call.params.text("language_code") or "")


def _key(scope: JsonObject, language: str) -> str:
    return json.dumps([scope, language], sort_keys=True)


def _allow(call: Call) -> None:
    if "allowed_updates" in call.params.values:
        call.account.updates.allowed = call.params.items("allowed_updates", str)


def _drop_pending(call: Call) -> None:
    if call.params.flag("drop_pending_updates"):
        call.account.updates.clear()


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "logOut": nothing,
    "close": nothing,
}
