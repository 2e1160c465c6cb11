import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sandbox.api import METHODS
from bot.sandbox.call import Call
from bot.sandbox.person import Person
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.server import SandboxServer
from bot.sandbox.wire import ApiError, Params

ANN = {"id": 1001, "is_bot": False, "first_name": "Ann"}
NAMES = [
    "text",
    "caption",
    "photo",
    "media",
    "document",
    "reply_markup",
    "reply_parameters",
    "entities",
    "commands",
    "scope",
]
SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "media", "inline_keyboard", "message_id", "offset", "length"]), inner
        )
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("name", sorted(set(METHODS) - {"getupdates", "setwebhook"}))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.dictionaries(st.sampled_from(NAMES), VALUES))
async def test_any_parameters_are_taken_or_refused(name: str, values: dict[str, object]) -> None:
    account = Sandbox().account("1:a")
    message = account.open_chat(1001, "Ann", ANN).add(account.user, {"text": "x"})
    values = {"chat_id": 1001, "message_id": message.id, "user_id": 1001} | values
    try:
        await METHODS[name](Call(account, Params(values)))
    except ApiError as refusal:
        refused = refusal.code
        assert refused == 400


async def test_call_log_names_methods_and_no_token(server: SandboxServer, ann: Person) -> None:
    await ann.text("/start")
    async with httpx.AsyncClient() as client:
        await client.post(f"{server.url}/bot1:s3cret/sendMessage", json={"chat_id": 1001, "text": "x"})
    assert await ann.calls() == [{"method": "sendMessage", "params": {"chat_id": 1001, "text": "x"}, "status": 200}]
    assert await ann.calls("sendPhoto") == []


async def test_answers_in_the_form_of_the_bot_api(server: SandboxServer) -> None:
    async with httpx.AsyncClient(base_url=server.url) as client:
        missing = await client.get("/bot1:a/sendSmoke")
        assert (missing.status_code, missing.json()) == (
            404,
            {"ok": False, "error_code": 404, "description": "Not Found"},
        )
        assert (await client.get("/bot1:a/logOut")).json() == {"ok": True, "result": True}
