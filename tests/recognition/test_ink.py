import cv2
import numpy as np
import pytest

from bot.recognition.ink import SMALLEST_SIDE, WORKING_SIDE, Ink, as_strong_as, find_ink, is_broad, working_copy
from bot.recognition.polarity import polarity
from bot.recognition.types import GreyImage
from tests.drawing import Look, draw_page


def grey_page(look: Look) -> GreyImage:
    return np.asarray(draw_page(["1234", "5678"], look)[:, :, 0])


CLEAN = grey_page(Look(noise=0, shade=0)) < 130


@pytest.mark.parametrize(
    "look",
    [
        Look(),
        Look(shade=0.6),
        Look(ink=130, paper=190),
        Look(paper=90, ink=30),
        Look(noise=10),
        Look(ink=190, paper=60),
        Look(ink=230, paper=40, shade=0.4),
    ],
    ids=["even", "strong shade", "pencil", "dim", "noise", "chalk", "chalk, shaded"],
)
def test_the_same_ink_is_found_whatever_the_light(look: Look) -> None:
    grey = grey_page(look)
    light = polarity(grey)[0] > 0
    assert light == (look.ink > look.paper)
    found = find_ink(grey, 1.0, light=light).mask
    both, either = (found & CLEAN).sum(), (found | CLEAN).sum()
    assert both / either > 0.6


def test_the_edge_of_a_shadow_is_no_ink() -> None:
    page = grey_page(Look(noise=2)).astype(float)
    page[:, : page.shape[1] // 2] *= 0.5
    shaded = cv2.GaussianBlur(page, (0, 0), 1.5).astype(np.uint8)
    found = find_ink(shaded, 1.0).mask
    edge = slice(page.shape[1] // 2 - 8, page.shape[1] // 2 + 8)
    assert found[:60, edge].mean() < 0.02


def test_blank_noise_gives_hardly_any_ink() -> None:
    rng = np.random.default_rng(1)
    blank = np.clip(200 + rng.normal(0, 6, (600, 800)), 0, 255).astype(np.uint8)
    assert find_ink(blank, 1.0).mask.mean() < 0.001


def test_the_ink_picture_is_white_on_black() -> None:
    grey = find_ink(grey_page(Look()), 1.0).grey
    assert grey.dtype == np.uint8
    assert grey[CLEAN].mean() > 150
    assert grey[~cv2.dilate(CLEAN.astype(np.uint8), np.ones((7, 7))).astype(bool)].max() == 0


@pytest.mark.parametrize(
    ("shape", "side"),
    [((3000, 4000), WORKING_SIDE), ((1000, 900), 1000), ((80, 120), SMALLEST_SIDE)],
    ids=["large", "fitting", "small"],
)
def test_pictures_are_brought_to_working_size(shape: tuple[int, int], side: int) -> None:
    copy, scale = working_copy(np.zeros(shape, np.uint8))
    assert max(copy.shape) == side
    assert scale == pytest.approx(side / max(shape))


@pytest.mark.parametrize("light", [False, True])
def test_only_strokes_broader_than_the_window_are_broad(*, light: bool) -> None:
    for stroke, expected in ((20, False), (60, False), (110, True), (150, True)):
        grey = np.full((480, 640), 40 if light else 215, np.uint8)
        cv2.line(grey, (320, 90), (320, 390), 215 if light else 40, stroke)
        assert is_broad(grey, light=light) == expected
    assert not is_broad(grey_page(Look(shade=0.6)))


def test_lines_are_several_rules_from_side_to_side() -> None:
    share = np.zeros((100, 200), np.uint8)
    share[20:23, 5:195] = share[38:56, 100:104] = share[60:63, 5:195] = share[80:83, :90] = 200
    share[23:35, 40:44] = 200  # hangs on the first
    lines = Ink(share, 60.0, 200.0, 1.0).lines
    assert lines[21, 10]
    assert lines[30, 41]
    assert lines[61, 10]
    assert not lines[45, 101]
    assert not lines[81, 20]
    assert not lines[70, 70]


def test_one_long_stroke_or_broad_figure_is_no_line() -> None:
    share = np.zeros((100, 200), np.uint8)
    share[5:95, 100:106] = share[5:11, 60:106] = 200
    assert not Ink(share, 60.0, 200.0, 1.0).lines.any()


def test_ink_as_strong_as_what_was_written_leaves_out_paler_creases() -> None:
    creased = np.full((600, 800), 215, np.uint8)
    for row in range(60, 600, 60):
        cv2.line(creased, (0, row), (799, row - 40), 185, 9)
    page = creased.copy()
    cv2.putText(page, "3", (380, 330), cv2.FONT_HERSHEY_SIMPLEX, 2.0, 90, 6)
    written = page < 100
    ink = find_ink(page, 1.0)
    strong = as_strong_as(ink, ink.share[written])
    assert strong is not None
    assert cv2.countNonZero(ink.mask) > 5 * cv2.countNonZero(strong.mask)
    assert strong.mask[written].all()
    assert as_strong_as(strong, strong.share[written]) is None
