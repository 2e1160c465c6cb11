"""What stands beside digits: words that the fonts have the letters for, drawings that no one takes for a digit."""

import numpy as np
import pytest
from PIL import ImageFont

from training.pages.doodles import ANGULAR, DOODLES
from training.pages.fonts import broad_fonts, fonts, printed
from training.pages.surroundings import FOREIGN, PLAIN, WORDS, any_word, any_words, made_up, print_line

UNKNOWN = "￿"
"""No font has a letter for it: what it shows instead is shown for every letter that it lacks."""


@pytest.mark.parametrize("words", [WORDS, FOREIGN])
def test_fonts_have_the_letters_of_their_words(words: tuple[str, ...]) -> None:
    letters = sorted(set("".join(word + word.upper() for word in words)))
    for font in broad_fonts() if words is FOREIGN else fonts():
        face = ImageFont.truetype(font, 40)
        lacking = bytes(face.getmask(UNKNOWN))
        assert not [letter for letter in letters if bytes(face.getmask(letter)) == lacking], font.name


def test_no_word_has_a_digit() -> None:
    assert not [word for word in WORDS + FOREIGN if any(character.isdigit() for character in word)]


def test_words_of_any_language_are_drawn() -> None:
    rng = np.random.default_rng(1)
    languages = set()
    for _ in range(60):
        words, font = any_words(rng)
        languages.add(words)
        assert printed(words[0], font, 30).max() == 255
    assert languages == {WORDS, FOREIGN}


def test_some_printed_lines_hold_numbers_but_none_numbers_alone() -> None:
    rng = np.random.default_rng(2)
    lines = [print_line(WORDS, 4, rng) for _ in range(200)]
    numbers = [line for line in lines if any(character.isdigit() for character in line)]
    assert 20 < len(numbers) < 80
    assert all(any(character.isalpha() for character in line) for line in lines)
    assert all(len(line.replace(" %", "").split(" ")) == 4 for line in lines)


def test_made_up_words_look_like_no_number() -> None:
    rng = np.random.default_rng(3)
    words = [made_up(rng) for _ in range(200)]
    assert all(word.isalpha() and 4 <= len(word) <= 8 for word in words)
    assert all(sum(letter in PLAIN for letter in word) >= len(word) / 2 for word in words)
    assert len(set(words)) > 190


def test_words_are_in_small_letters_with_a_capital_first_or_in_capitals() -> None:
    rng = np.random.default_rng(4)
    words = [any_word(rng) for _ in range(300)]
    assert sum(word.islower() for word in words) > 80
    assert sum(word.istitle() for word in words) > 60
    assert sum(word.isupper() for word in words) > 20


def test_only_drawings_are_angular_and_all_points_are_in_their_field() -> None:
    assert set(DOODLES) > ANGULAR
    points = np.array([point for strokes in DOODLES.values() for stroke in strokes for point in stroke])
    assert points.min() >= 0
    assert points.max() <= 140
