"""Legibility: high and dark enough for a person."""

import numpy as np
import pytest

from training.pages.legible import LEAST_CONTRAST, contrasts, is_legible

HEIGHT, WIDTH = 480, 640


def drawn(level: int, tall: int = 40, ground: int = 200) -> tuple[np.ndarray, np.ndarray]:
    picture = np.full((HEIGHT, WIDTH, 3), ground, np.uint8)
    owner = np.zeros((HEIGHT, WIDTH), np.uint16)
    for index in range(3):
        place = np.s_[100 : 100 + tall, 100 + 60 * index : 104 + 60 * index]
        picture[place], owner[place] = level, index + 1
    return picture, owner


def test_the_contrast_is_the_difference_to_the_ground() -> None:
    np.testing.assert_allclose(contrasts(*drawn(120), 3), 80, atol=1)
    np.testing.assert_allclose(contrasts(*drawn(240, ground=60), 3), 180, atol=1)


@pytest.mark.parametrize(
    ("level", "tall", "legible"), [(60, 40, True), (190, 40, False), (60, 5, False), (60, 7, True)]
)
def test_faint_and_tiny_digits_are_not_legible(level: int, tall: int, legible: bool) -> None:
    assert is_legible(*drawn(level, tall), 3) is legible


def test_colour_alone_is_contrast() -> None:
    picture, owner = drawn(200)
    picture[owner > 0, 0] = 200 - round(LEAST_CONTRAST) - 10
    assert is_legible(picture, owner, 3)
