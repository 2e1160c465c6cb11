"""A part of a picture, and the ways in which its ink can be found."""

import cv2
import numpy as np

from bot.recognition.working import whole_picture


def test_pale_strokes_beside_black_ones_are_ink_in_the_pale_look() -> None:
    page = np.full((300, 400), 225, np.uint8)
    for y in range(40, 280, 60):
        cv2.line(page, (20, y), (380, y), 10, 5)
    cv2.line(page, (200, 50), (200, 90), 165, 5)
    part = whole_picture(page)
    scale = part.scale
    row, column = round(70 * scale), round(200 * scale)
    assert not part.ink.mask[row, column]
    assert part.pale_ink is not None
    assert part.pale_ink.mask[row, column]


def test_there_is_no_pale_look_where_all_ink_is_pale() -> None:
    page = np.full((300, 400), 200, np.uint8)
    cv2.line(page, (20, 40), (380, 240), 176, 9)
    assert whole_picture(page).pale_ink is None


def test_where_a_shadow_is_most_of_the_ink_the_strong_look_is_at_the_pen_alone() -> None:
    page = np.full((300, 400), 215, np.uint8)
    cv2.line(page, (300, 10), (340, 290), 180, 20)
    cv2.line(page, (60, 100), (60, 140), 40, 5)
    part = whole_picture(page)
    shadow, pen = ((round(row * part.scale), round(column * part.scale)) for row, column in ((150, 320), (120, 60)))
    assert part.ink.mask[shadow]
    assert part.strong_ink is not None
    assert not part.strong_ink.mask[shadow]
    assert part.strong_ink.mask[pen]
    assert part.strong_ink.strength > part.ink.strength


def test_there_is_no_strong_look_where_all_ink_is_alike_or_none() -> None:
    page = np.full((300, 400), 215, np.uint8)
    assert whole_picture(page).strong_ink is None
    cv2.line(page, (60, 100), (60, 140), 40, 5)
    assert whole_picture(page).strong_ink is None
