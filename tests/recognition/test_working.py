"""A part of a picture, and the ways in which its ink can be found."""

import cv2
import numpy as np
import pytest

from bot.recognition.colour import ColourImage, Colours
from bot.recognition.ink import find_ink
from bot.recognition.types import GreyImage
from bot.recognition.working import Working, whole_picture


def whole(page: GreyImage, colours: ColourImage | None = None) -> Working:
    colours = np.dstack([page] * 3) if colours is None else colours
    return whole_picture(page, Colours(lambda: colours, page.shape[1], page.shape[0]))


def squared(rule: tuple[int, int, int], pen: tuple[int, int, int]) -> tuple[GreyImage, ColourImage]:
    """A page of squares and one stroke, grey and in colours (BGR)."""
    page = np.full((400, 600, 3), 225, np.uint8)
    for at in range(10, 600, 20):
        cv2.line(page, (at, 0), (at, 399), rule, 2)
        cv2.line(page, (0, at), (599, at), rule, 2)
    cv2.line(page, (305, 150), (325, 250), pen, 5)
    return np.asarray(cv2.cvtColor(page, cv2.COLOR_BGR2GRAY), np.uint8), page


def test_pale_strokes_beside_black_ones_are_ink_in_the_pale_look() -> None:
    page = np.full((300, 400), 225, np.uint8)
    for y in range(40, 280, 60):
        cv2.line(page, (20, y), (380, y), 10, 5)
    cv2.line(page, (200, 50), (200, 90), 165, 5)
    part = whole(page)
    scale = part.scale
    row, column = round(70 * scale), round(200 * scale)
    assert not part.ink.mask[row, column]
    assert part.pale_ink is not None
    assert part.pale_ink.mask[row, column]


@pytest.mark.parametrize("darker", [0.6, 0.7])
def test_stripes_of_shadow_are_no_ink_and_hide_none(darker: float) -> None:
    page = np.full((600, 900), 215, np.uint8)
    for x in range(100, 850, 30):
        cv2.line(page, (x, 250), (x + 8, 300), 30, 4)
    striped = np.where(np.arange(900) % 120 < 70, page, page * darker)
    part = whole(np.asarray(cv2.GaussianBlur(striped, (9, 9), 0), np.uint8))
    assert len(part.ink.pieces.stats) - 1 == len(range(100, 850, 30))


def test_noise_does_not_tear_faint_strokes() -> None:
    page = np.full((700, 800), 180, np.uint8)
    for x in range(100, 700, 50):
        cv2.line(page, (x, 300), (x + 10, 340), 148, 2)
    noise = cv2.GaussianBlur(np.random.default_rng(3).normal(0, 12, page.shape), (0, 0), 0.8)
    grey = np.asarray(np.clip(cv2.GaussianBlur(page, (5, 5), 0) + 1.2 * noise, 0, 255), np.uint8)
    torn, whole_strokes = (int((ink.pieces.stats[1:, 3] >= 38).sum()) for ink in (find_ink(grey, 1.0), whole(grey).ink))
    assert find_ink(grey, 1.0).noisy
    assert torn < 12
    assert whole_strokes == 12


def dim(light: float) -> GreyImage:
    """A page of faint strokes in so much light, before a camera whose noise is always the same."""
    page = np.full((700, 800), 200.0, np.float32)
    for x in range(100, 700, 50):
        cv2.line(page, (x, 300), (x + 10, 340), 140, 4)
    noise = np.random.default_rng(3).normal(0, 7, page.shape)
    return np.asarray(np.clip(light * cv2.GaussianBlur(page, (5, 5), 0) + noise, 0, 255), np.uint8)


def test_strokes_that_noise_hides_in_dim_light_are_whole_in_the_smooth_look() -> None:
    part = whole(dim(0.25))
    assert part.ink.hidden
    assert part.smooth_ink is not None
    torn, whole_strokes = (int((ink.pieces.stats[1:, 3] >= 36).sum()) for ink in (part.ink, part.smooth_ink))
    assert torn < 6
    assert whole_strokes == 12


def test_there_is_no_smooth_look_where_noise_hides_nothing() -> None:
    assert whole(dim(1.0)).smooth_ink is None


def test_there_is_no_pale_look_where_all_ink_is_pale() -> None:
    page = np.full((300, 400), 200, np.uint8)
    cv2.line(page, (20, 40), (380, 240), 176, 9)
    assert whole(page).pale_ink is None


def test_where_a_shadow_is_most_of_the_ink_the_strong_look_is_at_the_pen_alone() -> None:
    page = np.full((300, 400), 215, np.uint8)
    cv2.line(page, (300, 10), (340, 290), 180, 20)
    cv2.line(page, (60, 100), (60, 140), 40, 5)
    part = whole(page)
    shadow, pen = ((round(row * part.scale), round(column * part.scale)) for row, column in ((150, 320), (120, 60)))
    assert part.ink.mask[shadow]
    assert part.strong_ink is not None
    assert not part.strong_ink.mask[shadow]
    assert part.strong_ink.mask[pen]
    assert part.strong_ink.strength > part.ink.strength


def test_there_is_no_strong_look_where_all_ink_is_alike_or_none() -> None:
    page = np.full((300, 400), 215, np.uint8)
    assert whole(page).strong_ink is None
    cv2.line(page, (60, 100), (60, 140), 40, 5)
    assert whole(page).strong_ink is None


@pytest.mark.parametrize(
    ("rule", "pen"),
    [((95, 95, 95), (60, 140, 20)), ((190, 90, 30), (40, 40, 200)), ((190, 90, 30), (50, 50, 50))],
    ids=["green on grey", "red on blue", "black on blue"],
)
def test_ink_is_told_by_its_colour_from_squares_that_are_as_dark(
    rule: tuple[int, int, int], pen: tuple[int, int, int]
) -> None:
    part = whole(*squared(rule, pen))
    assert part.ink.spanning
    ink = part.untangled_ink
    assert ink is not None
    assert not ink.spanning
    row, column = round(200 * part.scale), round(315 * part.scale)
    assert ink.mask[row, column]
    assert not ink.mask[round(50 * part.scale)].any()


@pytest.mark.parametrize(
    ("rule", "pen"), [((95, 95, 95), (60, 60, 60)), ((60, 140, 20), (60, 140, 20)), ((225, 225, 225), (60, 140, 20))]
)
def test_where_colour_tells_nothing_or_nothing_is_tangled_it_is_not_asked(
    rule: tuple[int, int, int], pen: tuple[int, int, int]
) -> None:
    assert whole(*squared(rule, pen)).untangled_ink is None
