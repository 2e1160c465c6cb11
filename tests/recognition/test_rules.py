import cv2
import numpy as np
import pytest

from bot.recognition.rules import remove_rules
from bot.recognition.types import GreyImage
from tests.drawing import Look, draw_page


def digits_mask() -> GreyImage:
    return (draw_page(["2075"], Look(noise=0, stroke=6))[:, :, 0] < 130).astype(np.uint8)


def test_a_page_without_rules_is_left_alone() -> None:
    assert remove_rules(digits_mask(), stroke=6, text=90) is None


@pytest.mark.parametrize("rise", [0, 15, -40])
def test_a_rule_through_the_digits_goes_and_the_digits_stay(rise: int) -> None:
    digits = digits_mask()
    ruled = digits.copy()
    width = digits.shape[1]
    cv2.line(ruled, (0, 160), (width, 160 + rise), 1, 2)
    rest = remove_rules(ruled, stroke=6, text=90)
    assert rest is not None
    added = (ruled > 0) & (digits == 0)
    assert rest[added].mean() < 0.15  # what is left are the crossings
    assert rest[digits > 0].mean() > 0.95


def test_the_stem_of_a_one_is_no_rule() -> None:
    page = np.zeros((600, 200), np.uint8)
    cv2.line(page, (100, 100), (105, 280), 1, 5)
    assert remove_rules(page, stroke=5, text=180) is None


def test_a_grid_goes_in_both_directions() -> None:
    page = np.zeros((600, 600), np.uint8)
    for place in (100, 300, 500):
        cv2.line(page, (50, place), (550, place), 1, 2)
        cv2.line(page, (place, 50), (place, 550), 1, 2)
    rest = remove_rules(page, stroke=4, text=60)
    assert rest is not None
    assert rest.sum() < 0.05 * page.sum()
