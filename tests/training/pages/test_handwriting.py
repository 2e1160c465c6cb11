"""Handwriting beside numbers: words letter by letter, numbers scratched out."""

import cv2
import numpy as np
import pytest

from bot.recognition.segment import trim
from training.pages.handwriting import handwritten, scratched


@pytest.mark.parametrize("word", ["Name", "lemon", "größe", "ЦЕНА", "x"])
def test_a_word_fills_its_picture_and_is_about_as_high_as_asked(word: str) -> None:
    for seed in range(6):
        ink = handwritten(word, 60, 0.1, np.random.default_rng(seed))
        x, y, width, height = cv2.boundingRect(ink)
        assert (x, y, width, height) == (0, 0, ink.shape[1], ink.shape[0])
        assert 20 < ink.shape[0] < 140


def test_hands_set_the_letters_of_a_word_more_or_less_evenly() -> None:
    rng = np.random.default_rng(1)
    lengths = [handwritten("nnnnnn", 60, 0.1, rng).shape[1] for _ in range(60)]
    assert max(lengths) > 1.6 * min(lengths)


def test_a_scratched_number_is_covered_from_end_to_end() -> None:
    for seed in range(6):
        drawn = trim(scratched(50, 0.1, np.random.default_rng(seed)), 0, 0)
        assert drawn is not None
        assert (drawn.crop >= 128).any(axis=0).mean() > 0.85
