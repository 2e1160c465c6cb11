"""A person who chats with the bot, for tests: speaks to the sandbox over HTTP, in this process or another."""

import asyncio
import ssl
from collections.abc import Callable, Sequence
from typing import Any, Self

import httpx

JsonObject = dict[str, Any]
FileParts = list[tuple[str, tuple[str, bytes, str]]]

# The sandbox speaks plain HTTP; without this, each client would read all certificates, a tenth of a second long.
_NO_CERTIFICATES = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class PersonError(Exception):
    """The sandbox refused what the person did, or the bot did not do in time what was waited for."""


class Person:
    """One person in one chat: their private chat with the bot, or a group (a negative `chat`).

    Messages are dictionaries in the form of the Bot API. Close it, or use it as an async context manager.
    """

    def __init__(self, url: str, user: int = 1001, name: str = "Ann", chat: int | None = None) -> None:
        self.user = user
        self.chat = user if chat is None else chat
        self._fields: JsonObject = {"user": user, "name": name, "chat": self.chat}
        self._client = httpx.AsyncClient(base_url=url, timeout=60, trust_env=False, verify=_NO_CERTIFICATES)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """End all connections."""
        await self._client.aclose()

    async def text(self, text: str, reply_to: JsonObject | int | None = None) -> JsonObject:
        """Write a text, perhaps as a reply (to a message or its number)."""
        return await self._post("texts", text=text, reply_to=_number(reply_to))

    async def edit(self, message: JsonObject | int, text: str) -> JsonObject:
        """Change a text of one's own."""
        return await self._post("edits", message_id=_number(message), text=text)

    async def photo(
        self,
        data: bytes,
        filename: str = "photo.jpg",
        caption: str | None = None,
        reply_to: JsonObject | int | None = None,
    ) -> JsonObject:
        """Send a picture as a photo."""
        return await self._send("photo", [(filename, data, "image/jpeg")], caption, reply_to)

    async def document(
        self, data: bytes, filename: str, mime: str = "application/octet-stream", caption: str | None = None
    ) -> JsonObject:
        """Send a file as it is."""
        return await self._send("document", [(filename, data, mime)], caption)

    async def album(self, photos: Sequence[bytes], caption: str | None = None) -> list[JsonObject]:
        """Send several photos at once."""
        files = [(f"photo{number}.jpg", data, "image/jpeg") for number, data in enumerate(photos)]
        return await self._send_all("photo", files, caption)

    async def sticker(self) -> JsonObject:
        """Send a sticker."""
        return await self._send("sticker", [])

    async def video(self) -> JsonObject:
        """Send a video."""
        return await self._send("video", [])

    async def voice(self) -> JsonObject:
        """Send a voice message."""
        return await self._send("voice", [])

    async def tap(self, message: JsonObject | int, button: str, timeout: float = 15.0) -> JsonObject:  # noqa: ASYNC109 - passed on
        """Press a button, named by its text or data; gives `answered`, and `text` and `show_alert` of the answer."""
        return await self._post("taps", message_id=_number(message), button=button, timeout=timeout)

    async def messages(self) -> list[JsonObject]:
        """All messages in the chat, oldest first."""
        return [message for message in (await self._changes(0, 0))["messages"] if not message["deleted"]]

    async def wait_for(self, predicate: Callable[[JsonObject], bool], timeout: float = 10.0) -> JsonObject:  # noqa: ASYNC109 - in the words of tests
        """The newest message of the bot that fulfils the predicate, now or within so many seconds, edits included.

        Raises:
            PersonError: if there is none by then; the words list what the bot wrote.
        """
        deadline, since = asyncio.get_running_loop().time() + timeout, 0
        while (left := deadline - asyncio.get_running_loop().time()) > 0:
            news = await self._changes(since, left)
            since = news["version"]
            for message in reversed(news["messages"]):
                if message["from"]["is_bot"] and not message["deleted"] and predicate(message):
                    return dict(message)
        written = [m.get("text") or m.get("caption") for m in await self.messages() if m["from"]["is_bot"]]
        raise PersonError(f"no such message within {timeout} s; the bot wrote {written}")

    async def download(self, message: JsonObject) -> bytes:
        """The bytes of a message's photo (the largest size) or document."""
        file = message["photo"][-1] if "photo" in message else message["document"]
        response = await self._client.get(f"/sandbox/files/{file['file_id']}")
        return response.raise_for_status().content

    async def calls(self, method: str = "") -> list[JsonObject]:
        """The calls that bots made, oldest first: `method`, `params`, `status`."""
        found: list[JsonObject] = (await self._client.get("/sandbox/calls", params={"method": method})).json()
        return found

    async def chats(self) -> list[JsonObject]:
        """All chats with the `people` in them."""
        found: list[JsonObject] = (await self._client.get("/sandbox/chats")).json()
        return found

    async def commands(self) -> list[JsonObject]:
        """The commands that the bot offers in this chat."""
        found: list[JsonObject] = (await self._changes(0, 0))["commands"]
        return found

    async def fault(self, method: str, kind: str, **details: float) -> None:
        """Order a fault for the next calls of a method: `times`, `retry_after`, `seconds` as the kind needs."""
        await self._post("faults", method=method, kind=kind, **details)

    async def no_faults(self) -> None:
        """Call off all faults that are still to happen."""
        await self._client.delete("/sandbox/faults")

    async def _changes(self, since: int, seconds: float) -> JsonObject:
        params = {"chat": self.chat, "since": since, "timeout": seconds}
        news: JsonObject = _checked(await self._client.get("/sandbox/changes", params=params))
        return news

    async def _post(self, path: str, **fields: object) -> JsonObject:
        done: JsonObject = _checked(await self._client.post(f"/sandbox/{path}", json=self._fields | fields))
        return done

    async def _send(
        self,
        kind: str,
        files: Sequence[tuple[str, bytes, str]],
        caption: str | None = None,
        reply_to: JsonObject | int | None = None,
    ) -> JsonObject:
        return (await self._send_all(kind, files, caption, reply_to))[0]

    async def _send_all(
        self,
        kind: str,
        files: Sequence[tuple[str, bytes, str]],
        caption: str | None = None,
        reply_to: JsonObject | int | None = None,
    ) -> list[JsonObject]:
        fields = self._fields | {"kind": kind, "caption": caption, "reply_to": _number(reply_to)}
        data = {name: str(value) for name, value in fields.items() if value is not None}
        parts: FileParts = [("file", file) for file in files]
        sent: list[JsonObject] = _checked(await self._client.post("/sandbox/media", data=data, files=parts))
        return sent


def _number(message: JsonObject | int | None) -> int | None:
    return message["message_id"] if isinstance(message, dict) else message


def _checked(response: httpx.Response) -> Any:
    body = response.json()
    if response.is_error:
        raise PersonError(body["description"])
    return body
