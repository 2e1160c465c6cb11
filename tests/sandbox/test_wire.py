import json

import httpx
import pytest

from bot.sandbox.person import Person
from bot.sandbox.server import SandboxServer
from bot.sandbox.wire import ApiError, Params, Upload

TEXT: dict[str, str | int] = {"chat_id": 1001, "text": "1 & 2"}


@pytest.mark.parametrize("way", ["query", "form", "json", "multipart"])
async def test_parameters_arrive_in_each_encoding(server: SandboxServer, ann: Person, way: str) -> None:
    await ann.text("/start")
    url, markup = f"{server.url}/bot1:a/sendMessage", {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}
    plain: dict[str, str | int] = TEXT | {"reply_markup": json.dumps(markup)}
    async with httpx.AsyncClient() as client:
        match way:
            case "query":
                answer = await client.get(url, params=plain)
            case "form":
                answer = await client.post(url, data=plain)
            case "json":
                answer = await client.post(url, json=TEXT | {"reply_markup": markup})
            case _:
                answer = await client.post(url, data=plain, files={"unused": b"x"})
    result = answer.json()["result"]
    assert (result["text"], result["reply_markup"]) == ("1 & 2", markup)


@pytest.mark.parametrize("body", [b"{", b"[1]", b'"text"'])
async def test_json_that_is_none_is_refused(server: SandboxServer, body: bytes) -> None:
    async with httpx.AsyncClient(headers={"Content-Type": "application/json"}) as client:
        answer = await client.post(f"{server.url}/bot1:a/getMe", content=body)
    assert answer.json() == {"ok": False, "error_code": 400, "description": "Bad Request: can't parse JSON object"}


def test_values_of_the_wrong_kind_are_refused() -> None:
    params = Params({"message_id": "one", "media": "{"})
    with pytest.raises(ApiError, match="can't parse message_id"):
        params.number("message_id")
    with pytest.raises(ApiError, match="can't parse media JSON object"):
        params.record("media")
    with pytest.raises(ApiError, match="can't parse message_id JSON object"):
        params.record("message_id")
    with pytest.raises(ApiError, match="can't parse list JSON array"):
        Params({"list": "[1, 2, null]"}).items("list", int)
    with pytest.raises(ApiError, match="can't parse seconds"):
        Params({"seconds": "soon"}).decimal("seconds", 1)
    with pytest.raises(ApiError, match="encoded in UTF-8"):
        Params({"text": "\ud800"}).text("text")
    with pytest.raises(ApiError, match="user is required"):
        params.required_number("user")


def test_log_has_no_bytes() -> None:
    params = Params({"chat_id": "1"}, {"photo": [Upload("a.jpg", "image/jpeg", b"12345")]})
    assert params.loggable() == {"chat_id": "1", "uploads": {"photo": [{"name": "a.jpg", "size": 5}]}}
