"""What is logged of an error."""

from bot.chat.errors import outline


def fail() -> None:
    try:
        raise KeyError("a person's words")
    except KeyError as error:
        raise ValueError("more of them") from error


def test_the_outline_has_types_and_places_only() -> None:
    try:
        fail()
    except ValueError as error:
        text = outline(error)
    assert "ValueError in " in text
    assert "; from KeyError in fail (" in text
    assert "words" not in text
    assert "more of them" not in text
