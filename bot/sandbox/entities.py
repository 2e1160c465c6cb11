"""Text with formatting: HTML → plain text and entities, offsets and lengths in UTF-16 code units as Telegram counts."""

import html
import re

from bot.sandbox.wire import JsonObject, Params, bad_request

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024

_TAGS = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("u", "ins"), "underline"),
    **dict.fromkeys(("s", "strike", "del"), "strikethrough"),
    **dict.fromkeys(("span", "tg-spoiler"), "spoiler"),
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
_TOKEN = re.compile(r"<(?P<end>/?)(?P<tag>[a-zA-Z][a-zA-Z0-9-]*)?(?P<more>[^<>]*)>?|&(?:lt|gt|amp|quot|#\w+);")
_HREF = re.compile(r"""href\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_COMMAND = re.compile(r"(?<![\w/])/[a-zA-Z0-9_]{1,32}(?:@\w{3,32})?(?![\w/])")


def units(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


class _HtmlReader:
    """Reads tags from left to right; `open` holds those not yet ended."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.text = ""
        self.entities: list[JsonObject] = []
        self.open: list[tuple[str, JsonObject]] = []

    def read(self) -> None:
        at = 0
        for token in _TOKEN.finditer(self.source):
            self.text += self.source[at : token.start()]
            at = token.end()
            if token[0].startswith("&"):
                self.text += html.unescape(token[0])
            elif token["end"]:
                self._end(token)
            else:
                self._start(token)
        self.text += self.source[at:]
        if self.open:
            self._refuse(f'Can\'t find end tag corresponding to start tag "{self.open[-1][0]}"')

    def _start(self, token: re.Match[str]) -> None:
        tag = (token["tag"] or "").lower()
        if tag not in _TAGS or not token[0].endswith(">"):
            self._refuse(f'Unsupported start tag "{tag}" at byte offset {self._byte(token)}')
        entity: JsonObject = {"type": _TAGS[tag], "offset": units(self.text), "length": 0}
        link = _HREF.search(token["more"]) if tag == "a" else None
        if link:
            entity["url"] = html.unescape(link[1] or link[2] or "")
        self.entities.append(entity)
        self.open.append((tag, entity))

    def _end(self, token: re.Match[str]) -> None:
        tag = (token["tag"] or "").lower()
        if not self.open:
            self._refuse(f"Unexpected end tag at byte offset {self._byte(token)}")
        expected, entity = self.open.pop()
        if tag != expected:
            where = self._byte(token)
            self._refuse(f'Unmatched end tag at byte offset {where}, expected "</{expected}>", found "</{tag}>"')
        entity["length"] = units(self.text) - entity["offset"]

    def _byte(self, token: re.Match[str]) -> int:
        return len(self.source[: token.start()].encode())

    def _refuse(self, reason: str) -> None:
        raise bad_request(f"can't parse entities: {reason}")


def parse_html(source: str) -> tuple[str, list[JsonObject]]:
    """Text and entities of Telegram's HTML.

    Raises:
        ApiError: 400 for tags that Telegram does not know or that are not balanced.
    """
    reader = _HtmlReader(source)
    reader.read()
    linked = [e for e in reader.entities if e["type"] != "text_link" or e.get("url")]
    return _trim(reader.text, linked)


def find_commands(text: str) -> list[JsonObject]:
    """The bot commands in a text, as entities."""
    return [
        {"type": "bot_command", "offset": units(text[: found.start()]), "length": units(found[0])}
        for found in _COMMAND.finditer(text)
    ]


def formatted(params: Params, name: str, entities_name: str = "entities") -> tuple[str, list[JsonObject]]:
    """The text parameter `name`, read by `parse_mode` or with the entities that are given beside it.

    Raises:
        ApiError: 400 for broken HTML, or a parse mode other than HTML.
    """
    source = params.text(name) or ""
    mode = params.text("parse_mode") or ""
    if mode.lower() == "html":
        text, entities = parse_html(source)
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        text, entities = _trim(source, params.items(entities_name, dict))
    return text, sorted(entities + find_commands(text), key=lambda entity: int(entity["offset"]))


def text_content(params: Params) -> JsonObject:
    """The content of a text message.

    Raises:
        ApiError: 400 for an empty or too long text, or broken HTML.
    """
    text, entities = formatted(params, "text")
    if not text:
        raise bad_request("message text is empty")
    if len(text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return {"text": text, **({"entities": entities} if entities else {})}


def caption_content(params: Params) -> JsonObject:
    """The caption's part of a message's content; empty without one.

    Raises:
        ApiError: 400 for a too long caption, or broken HTML.
    """
    text, entities = formatted(params, "caption", "caption_entities")
    if len(text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    if not text:
        return {}
    return {"caption": text, **({"caption_entities": entities} if entities else {})}


def _trim(text: str, entities: list[JsonObject]) -> tuple[str, list[JsonObject]]:
    """Cut white space off both ends, and the entities with it."""
    cut, kept = units(text[: len(text) - len(text.lstrip())]), text.strip()
    limit, moved = units(kept), []
    for entity in entities:
        offset, length = (Params(entity).required_number(name) for name in ("offset", "length"))
        start, end = max(0, offset - cut), min(limit, offset + length - cut)
        if end > start:
            moved.append({**entity, "offset": start, "length": end - start})
    return kept, moved
