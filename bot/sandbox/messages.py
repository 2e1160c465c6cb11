"""Chats and the messages in them, kept in the form in which the Bot API shows them."""

import time
from dataclasses import dataclass, field

from bot.sandbox.wire import JsonObject, bad_request

FIRST_SUPERGROUP = -1_000_000_000_000
"""Ids from here downwards are of supergroups."""
ACTION_SECONDS = 5.0
"""How long a chat action is shown, unless a message ends it."""


@dataclass(slots=True, eq=False)
class Message:
    """One message. `content` holds what its kind brings: text, photo, caption, entities, reply_markup and so on.

    `version` is the sandbox's count of changes at the last change of this message.
    """

    id: int
    chat: "Chat"
    sender: JsonObject
    content: JsonObject
    reply_to: "Message | None" = None
    date: int = field(default_factory=lambda: int(time.time()))
    edit_date: int | None = None
    deleted: bool = False
    version: int = 0

    def view(self, *, with_reply: bool = True) -> JsonObject:
        """The message as updates and results show it; the replied message is shown one level deep."""
        shown: JsonObject = {"message_id": self.id, "from": self.sender, "chat": self.chat.view(), "date": self.date}
        if self.edit_date is not None:
            shown["edit_date"] = self.edit_date
        if with_reply and self.reply_to is not None and not self.reply_to.deleted:
            shown["reply_to_message"] = self.reply_to.view(with_reply=False)
        return {**shown, **self.content}


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat (its id is the person's) or a group (negative id), with its people, messages and chat action."""

    id: int
    title: str
    last_message: int
    people: dict[int, JsonObject] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    action: str = ""
    action_ends: float = 0.0

    @property
    def type(self) -> str:
        """Telegram's name for the kind of chat."""
        if self.id > 0:
            return "private"
        return "group" if self.id > FIRST_SUPERGROUP else "supergroup"

    def view(self) -> JsonObject:
        """The chat as messages show it."""
        if self.id > 0:
            return {"id": self.id, "type": "private", "first_name": self.title}
        return {"id": self.id, "type": self.type, "title": self.title}

    def add(self, sender: JsonObject, content: JsonObject, reply_to: Message | None = None) -> Message:
        """Append a message under the next number."""
        self.last_message += 1
        message = Message(self.last_message, self, sender, content, reply_to)
        self.messages[message.id] = message
        return message

    def find(self, message_id: int | None) -> Message | None:
        """The message with this number, unless it was deleted."""
        message = self.messages.get(message_id) if message_id is not None else None
        return None if message is None or message.deleted else message

    def replied(self, message_id: int, *, optional: bool = False) -> Message | None:
        """The message that is replied to; None only if it is missing and may be.

        Raises:
            ApiError: 400 if it is missing and may not be.
        """
        message = self.find(message_id)
        if message is None and not optional:
            raise bad_request("message to be replied not found")
        return message

    def act(self, action: str) -> None:
        """Show a chat action from now on."""
        self.action, self.action_ends = action, time.monotonic() + ACTION_SECONDS

    @property
    def current_action(self) -> JsonObject | None:
        """The chat action that is shown now, with the seconds it has left."""
        left = self.action_ends - time.monotonic()
        return {"action": self.action, "seconds": round(left, 2)} if self.action and left > 0 else None
