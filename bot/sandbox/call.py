"""One call of the Bot API: whose it is, its parameters, and what these lead to."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from bot.sandbox.account import Account
from bot.sandbox.files import checked_photo, media_content
from bot.sandbox.messages import Chat, Message
from bot.sandbox.wire import JsonObject, Params, Upload, bad_request


@dataclass(frozen=True, slots=True)
class Call:
    """What a method works with."""

    account: Account
    params: Params

    def within(self, values: JsonObject) -> "Call":
        """The same call with the parameters of one of its parts, such as one picture of an album."""
        return replace(self, params=Params(values, self.params.uploads))

    def chat(self) -> Chat:
        """The chat that `chat_id` names.

        Raises:
            ApiError: 400 if there is none.
        """
        name = self.params.text("chat_id") or ""
        if not name.lstrip("-").isdecimal():
            raise bad_request("chat not found" if name else "chat_id is empty")
        return self.account.chat(int(name))

    def reply_to(self, chat: Chat) -> Message | None:
        """The message that the new one replies to, if any.

        Raises:
            ApiError: 400 if it is missing and may not be.
        """
        asked = Params(self.params.record("reply_parameters"))
        message_id = asked.number("message_id") or self.params.number("reply_to_message_id")
        if message_id is None:
            return None
        name = "allow_sending_without_reply"
        optional = asked.flag(name) or self.params.flag(name)
        return chat.replied(message_id, optional=optional)

    def upload(self, name: str) -> Upload:
        """The file of a parameter: uploaded under its name, as `attach://…`, or known by its file_id.

        Raises:
            ApiError: 400 if there is none, it is empty, or it is an address on another server.
        """
        given = self.params.text(name) or ""
        sent = self.params.attachment(given.removeprefix("attach://") if given else name)
        if sent is None:
            return self._known_file(name, given)
        if not sent.data:
            raise bad_request("file must be non-empty")
        return sent

    def media(self, kind: str, name: str) -> JsonObject:
        """The content that this kind of media gives a message, from the file of the parameter `name`.

        Raises:
            ApiError: 400 if there is no such file, or it is no picture where one is needed.
        """
        upload = self.upload(name)
        return media_content(self.account.files, kind, checked_photo(upload) if kind == "photo" else upload)

    def _known_file(self, name: str, given: str) -> Upload:
        if not given or given.startswith("attach://"):
            raise bad_request(f"there is no {name} in the request")
        if given.startswith(("http://", "https://")):
            raise bad_request("failed to get HTTP URL content")
        known = self.account.files.get(given)
        return Upload(known.name, known.mime, known.data)


Method = Callable[[Call], Awaitable[Any]]
