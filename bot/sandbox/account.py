"""One bot and its world: chats, files, updates, webhook, commands and the button presses that wait for an answer."""

import itertools
import time
from dataclasses import dataclass, field

from bot.sandbox.changes import Changes
from bot.sandbox.files import FileStore
from bot.sandbox.messages import Chat, Message
from bot.sandbox.updates import UpdateQueue
from bot.sandbox.webhook import Webhook
from bot.sandbox.wire import JsonObject, bad_request

QUERY_SECONDS = 60.0
"""How long a button press can be answered."""


@dataclass(slots=True, eq=False)
class Query:
    """One press of a button; `answer` is what the bot said, None until then."""

    id: str
    made: float = field(default_factory=time.monotonic)
    answer: JsonObject | None = None


class Account:
    """A bot as Telegram's servers know it. `first` is the first number of its updates and messages."""

    def __init__(self, bot_id: int, name: str, changes: Changes, first: int) -> None:
        self.user: JsonObject = {"is_bot": True, "first_name": name}
        self.changes = changes
        self.shown = 0
        self.identify(bot_id)
        self.updates = UpdateQueue(changes, first)
        self.webhook = Webhook(self.updates, changes)
        self.files = FileStore()
        self.chats: dict[int, Chat] = {}
        self.commands: dict[str, list[JsonObject]] = {}
        self.queries: dict[str, Query] = {}
        self._first = first
        self._query_ids = itertools.count(first)

    def identify(self, bot_id: int) -> None:
        """Take the id that the token says."""
        self.user.update(id=bot_id, username=f"sandbox_{bot_id}_bot")
        self.show()

    def show(self) -> int:
        """Tell whoever watches the chats that something that can be seen has changed."""
        self.shown = self.changes.note()
        return self.shown

    def chat(self, chat_id: int) -> Chat:
        """The chat with this id, as a bot may address it.

        Raises:
            ApiError: 400 if no person has opened it yet.
        """
        if chat_id not in self.chats:
            raise bad_request("chat not found")
        return self.chats[chat_id]

    def open_chat(self, chat_id: int, title: str, person: JsonObject) -> Chat:
        """The chat with this id, made if need be, with this person in it."""
        chat = self.chats.setdefault(chat_id, Chat(chat_id, title, self._first))
        chat.people[person["id"]] = person
        return chat

    def changed(self, message: Message) -> None:
        """Tell whoever watches that a message is new, edited or deleted."""
        message.version = self.show()

    def press(self, person: JsonObject, message: Message, data: str) -> Query:
        """A person presses a button of a message: the bot gets a callback query."""
        query = Query(str(next(self._query_ids)))
        self.queries[query.id] = query
        update = {"id": query.id, "from": person, "message": message.view(), "data": data}
        self.updates.add("callback_query", {**update, "chat_instance": str(message.chat.id)})
        return query

    def answer(self, query_id: str, answer: JsonObject) -> None:
        """The bot answers a press.

        Raises:
            ApiError: 400 if there is no such press, or it is too old.
        """
        query = self.queries.get(query_id)
        if query is None or time.monotonic() - query.made > QUERY_SECONDS:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        query.answer = answer
        self.changes.note()
