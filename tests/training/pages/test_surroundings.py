"""What stands beside digits: words that the fonts have the letters for, drawings that no one takes for a digit."""

import numpy as np
import pytest
from PIL import ImageFont

from bot.recognition.segment import trim
from training.pages.doodles import ANGULAR, DOODLES
from training.pages.surroundings import (
    FOREIGN,
    WORDS,
    any_words,
    broad_fonts,
    fonts,
    print_line,
    printed,
    scratched,
)

UNKNOWN = "￿"
"""No font has a letter for it: what it shows instead is shown for every letter that it lacks."""


@pytest.mark.parametrize("words", [WORDS, FOREIGN])
def test_fonts_have_the_letters_of_their_words(words: tuple[str, ...]) -> None:
    letters = sorted(set("".join(words)))
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


def test_a_scratched_number_is_covered_from_end_to_end() -> None:
    for seed in range(6):
        drawn = trim(scratched(50, 0.1, np.random.default_rng(seed)), 0, 0)
        assert drawn is not None
        assert (drawn.crop >= 128).any(axis=0).mean() > 0.85


def test_only_drawings_are_angular_and_all_points_are_in_their_field() -> None:
    assert set(DOODLES) > ANGULAR
    points = np.array([point for strokes in DOODLES.values() for stroke in strokes for point in stroke])
    assert points.min() >= 0
    assert points.max() <= 140
