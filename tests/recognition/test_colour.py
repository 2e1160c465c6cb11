"""Colour as a measure of ink: what has the paper's colour is light, whatever the light on it."""

import cv2
import numpy as np

from bot.recognition.colour import ColourImage, Colours, from_paper, off_lines, off_paper
from bot.recognition.types import Box

PEN = 60, 140, 20
"""Green, in BGR."""


def page() -> ColourImage:
    picture = np.full((300, 400, 3), (190, 220, 230), np.uint8)
    cv2.line(picture, (100, 100), (100, 200), PEN, 6)
    return picture


def test_only_the_coloured_stroke_is_dark() -> None:
    found = off_paper(from_paper(page()))
    assert found is not None
    assert found.shape == (300, 400)
    assert found[150, 100] < 80
    assert found[:, 150:].min() > 230


def test_a_shadow_is_hardly_seen() -> None:
    picture = page()
    picture[:, 250:300] = (picture[:, 250:300] * 0.6).astype(np.uint8)
    found = off_paper(from_paper(picture))
    assert found is not None
    assert int(found[150, 275]) - int(found[150, 100]) > 80


def test_a_picture_without_colours_tells_nothing() -> None:
    grey = cv2.cvtColor(page(), cv2.COLOR_BGR2GRAY)
    assert off_paper(from_paper(np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), np.uint8))) is None


def test_what_has_the_colour_of_lines_is_light_be_it_paler_or_darker_than_they() -> None:
    picture = page()
    lines = np.zeros(picture.shape[:2], np.bool_)
    for row, rule in ((60, (200, 120, 60)), (180, (195, 180, 160))):  # one blue rule as it is, and one that has faded
        cv2.line(picture, (0, row), (399, row), rule, 3)
    lines[59:62] = True
    found = off_lines(from_paper(picture), lines)
    assert found is not None
    assert found[150, 100] < 80
    assert found[60, 200:].min() > 200
    assert found[180, 200:].min() > 200


def test_strokes_of_the_lines_own_colour_are_not_told_from_them() -> None:
    picture = page()
    cv2.line(picture, (0, 60), (399, 60), PEN, 3)
    lines = np.zeros(picture.shape[:2], np.bool_)
    lines[59:62] = True
    assert off_lines(from_paper(picture), lines) is None


def test_any_size_can_be_asked() -> None:
    for shape in ((1, 1), (1, 1280), (1280, 2), (16, 3000), (3000, 16)):
        picture = np.full((*shape, 3), 200, np.uint8)
        picture[0, 0] = PEN
        found = off_paper(from_paper(picture))
        assert found is None or found.shape == shape


def test_a_part_is_cut_from_colours_that_are_decoded_once_and_smaller() -> None:
    decoded = []

    def decode() -> ColourImage:
        decoded.append(page())
        return decoded[-1]

    colours = Colours(decode, 800, 600)
    assert not decoded
    part = colours.of(Box(160, 160, 80, 280), (40, 140))
    assert part.shape == (140, 40, 3)
    assert tuple(part[70, 20].tolist()) == PEN
    assert tuple(part[5, 5].tolist()) == (190, 220, 230)
    colours.of(Box(0, 0, 1, 1), (8, 8))
    assert len(decoded) == 1
