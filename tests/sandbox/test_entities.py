import html
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.entities import find_commands, parse_html, text_content, units
from bot.sandbox.wire import ApiError, Params


def test_tags_become_entities() -> None:
    text, entities = parse_html('<b>Read:</b> <code>12\n34</code> <a href="https://example.org/?a=1&amp;b=2">more</a>')
    assert text == "Read: 12\n34 more"
    assert entities == [
        {"type": "bold", "offset": 0, "length": 5},
        {"type": "code", "offset": 6, "length": 5},
        {"type": "text_link", "offset": 12, "length": 4, "url": "https://example.org/?a=1&b=2"},
    ]


def test_offsets_count_utf16_units() -> None:
    assert parse_html("😀 <i>x</i>") == ("😀 x", [{"type": "italic", "offset": 3, "length": 1}])


def test_nested_tags_and_names_that_mean_the_same() -> None:
    _, entities = parse_html("<strong>a<em>b</em></strong><pre>c</pre><ins>d</ins><del>e</del>")
    kinds = [(entity["type"], entity["offset"], entity["length"]) for entity in entities]
    assert kinds == [("bold", 0, 2), ("italic", 1, 1), ("pre", 2, 1), ("underline", 3, 1), ("strikethrough", 4, 1)]


def test_white_space_at_the_ends_goes() -> None:
    assert parse_html("  <b> a </b>\n") == ("a", [{"type": "bold", "offset": 0, "length": 1}])


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>a", "find end tag"),
        ("a</b>", "Unexpected end tag"),
        ("<b>a</i>", 'expected "</b>", found "</i>"'),
        ("<blink>a</blink>", 'Unsupported start tag "blink" at byte offset 0'),
        ("1 < 2", "Unsupported start tag"),
        ("ä<b", 'Unsupported start tag "b" at byte offset 2'),
    ],
)
def test_broken_html_is_refused(source: str, words: str) -> None:
    with pytest.raises(ApiError) as caught:
        parse_html(source)
    assert caught.value.description.startswith("Bad Request: can't parse entities: ")
    assert words in caught.value.description


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escaped_text_comes_out_as_it_was(text: str) -> None:
    source = html.escape(text, quote=False)
    assert parse_html(source) == (text.strip(), [])
    kept, entities = parse_html(f"<b>{source}</b>")
    assert kept == text.strip()
    assert [(e["offset"], e["length"]) for e in entities] == ([(0, units(kept))] if kept else [])


@given(st.text())
def test_any_text_is_read_or_refused(source: str) -> None:
    with suppress(ApiError):
        text, entities = parse_html(source)
        assert all(0 <= e["offset"] < e["offset"] + e["length"] <= units(text) for e in entities)


def test_commands_are_found() -> None:
    assert find_commands("/start now, /help@a_bot and http://x/y or 1/2") == [
        {"type": "bot_command", "offset": 0, "length": 6},
        {"type": "bot_command", "offset": 12, "length": 11},
    ]


def test_given_entities_are_kept() -> None:
    given_ = [{"type": "code", "offset": 0, "length": 2}]
    assert text_content(Params({"text": "12", "entities": given_})) == {"text": "12", "entities": given_}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "message text is empty"),
        ({"text": " \n"}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "x", "parse_mode": "MarkdownV2"}, "unsupported parse_mode"),
    ],
)
def test_texts_that_are_refused(values: dict[str, str], words: str) -> None:
    with pytest.raises(ApiError, match=words):
        text_content(Params(dict(values)))
