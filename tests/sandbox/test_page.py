from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.sandbox.person import Person
from bot.sandbox.server import SandboxServer

from .chromium import chat_page, chromium
from .drawing import draw
from .echo import echo_bot

# One browser for all tests here, hence one event loop for them and for what they use.
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

DROP = """async ([bytes, zone]) => {
  const transfer = new DataTransfer();
  transfer.items.add(new File([new Uint8Array(bytes)], "digits.jpg", { type: "image/jpeg" }));
  const fire = (target, kind) => target.dispatchEvent(
    new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
  fire(document.body, "dragover");
  fire(document.querySelector(`[data-drop="${zone}"]`), "drop");
}"""
PASTE = """(bytes) => {
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([new Uint8Array(bytes)], "image.png", { type: "image/png" }));
  document.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def server() -> AsyncIterator[SandboxServer]:
    async with SandboxServer() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="module")
async def ann(server: SandboxServer) -> AsyncIterator[Person]:
    async with Person(server.url) as person:
        yield person


@pytest_asyncio.fixture(loop_scope="module")
async def echo(server: SandboxServer) -> AsyncIterator[None]:
    async with echo_bot(server.url):
        yield


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser, server: SandboxServer) -> AsyncIterator[Page]:
    async with chat_page(browser, server.url) as opened:
        yield opened


async def test_person_writes_and_reads(page: Page, echo: None) -> None:
    await expect(page.locator("#empty")).to_contain_text("Drop a photo of handwritten digits here")
    await expect(page.locator("#status")).to_have_text("bot")
    await page.fill("#text", "hello")
    await page.keyboard.press("Enter")
    await expect(page.locator("article.in code")).to_have_text("1234")
    await expect(page.locator("article.in .quote")).to_contain_text("hello")
    await expect(page.locator("#empty")).to_be_hidden()


async def test_text_is_never_html(page: Page, echo: None) -> None:
    attack = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
    await page.fill("#text", attack)
    await page.click("#send")
    await expect(page.locator("article.in .words").last).to_have_text(attack)
    await expect(page.locator("article.out .words")).to_have_text(attack)
    assert await page.title() == "Digitbot sandbox"


async def test_dropped_photo_is_answered_and_buttons_work(page: Page, echo: None, ann: Person) -> None:
    await page.evaluate(DROP, [list(draw()), "photo"])
    answer = page.locator("article.in")
    await expect(answer.locator(".button")).to_have_text(["Right", "Fix", "Alert"])
    before = await answer.locator(".photo img").get_attribute("src")
    await answer.get_by_role("button", name="Alert").click()
    await expect(page.locator("#alert-text")).to_have_text("Not yours")
    await page.get_by_role("button", name="OK").click()
    await answer.get_by_role("button", name="Fix").click()
    await expect(page.locator("#toast")).to_have_text("tapped fix")
    await expect(answer.locator(".words")).to_have_text("after fix")
    assert await answer.locator(".photo img").get_attribute("src") != before
    await expect(answer).to_have_count(1)
    await answer.locator(".photo").click()
    await expect(page.locator("#viewer img")).to_be_visible()
    assert (await ann.messages())[0]["photo"][-1]["width"] == 320


async def test_files_are_sent_as_they_are(page: Page, echo: None) -> None:
    await page.evaluate(DROP, [list(draw()), "document"])
    await expect(page.locator("article.in .words")).to_have_text("file digits.jpg image/jpeg")
    await page.set_input_files("#document", {"name": "scan.png", "mimeType": "image/png", "buffer": draw(form=".png")})
    await expect(page.locator("article.in .words").last).to_have_text("file scan.png image/png")


async def test_picked_pasted_and_captioned_photos(page: Page, ann: Person) -> None:
    await page.fill("#text", "the number of the house")
    await page.set_input_files("#file", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": draw()})
    await expect(page.locator("article.out .photo")).to_have_count(1)
    await page.evaluate(PASTE, list(draw(form=".png")))
    await expect(page.locator("article.out .photo")).to_have_count(2)
    assert [message.get("caption") for message in await ann.messages()] == ["the number of the house", None]


async def test_reply_to_a_message(page: Page, echo: None, ann: Person) -> None:
    await ann.photo(draw())
    answer = page.locator("article.in")
    await answer.hover()
    await answer.get_by_role("button", name="Reply").click()
    await expect(page.locator("#quote-name")).to_have_text("Reply to Digitbot")
    await page.fill("#text", "124")
    await page.click("#send")
    await expect(page.locator("article.out .quote")).to_contain_text("bytes")
    await expect(page.locator("#quote")).to_be_hidden()
    reply = [
        message for message in await ann.messages() if message.get("text") == "124" and not message["from"]["is_bot"]
    ]
    assert "photo" in reply[0]["reply_to_message"]


async def test_commands_menu_typing_and_copy(page: Page, echo: None, ann: Person, server: SandboxServer) -> None:
    await page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await page.click("#slash")
    await page.get_by_role("button", name="/help").click()
    await page.locator("article.in code").click()
    await expect(page.locator("#toast")).to_have_text("Copied")
    assert await page.evaluate("navigator.clipboard.readText()") == "1234"
    await ann.fault("sendPhoto", "delay", seconds=0.4)
    await ann.photo(draw())
    await expect(page.locator("#typing")).to_be_visible()
    await expect(page.locator("article.in .photo")).to_be_visible()
    await expect(page.locator("#typing")).to_be_hidden()


async def test_second_person_in_a_group(page: Page, echo: None, server: SandboxServer) -> None:
    await page.select_option("#who", label="Ben in a group")
    await page.fill("#text", "from Ben")
    await page.keyboard.press("Enter")
    await expect(page.locator("article.in .sender").first).to_have_text("Digitbot")
    await page.select_option("#who", label="Ann in a group")
    await expect(page.locator("article.in", has_text="from Ben").first.locator(".sender")).to_have_text("Ben")


async def test_phone_width_has_no_sideways_scrolling(page: Page, echo: None, ann: Person) -> None:
    await page.set_viewport_size({"width": 360, "height": 640})
    await ann.photo(draw(width=2000, height=300))
    await expect(page.locator("article.in .button").first).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert await page.evaluate("document.getElementById('chat').scrollWidth <= innerWidth")
