"""Pages: the same for a condition and a seed, and the truth fits the picture."""

import cv2
import numpy as np
import pytest

from tests.training.pages.hands import writers
from training.pages.conditions import CONDITIONS
from training.pages.legible import is_legible
from training.pages.make import make_nothing, make_page
from training.pages.page import Page

QUICK = sorted(set(CONDITIONS) - {"12 megapixels"})


def check(page: Page) -> None:
    """The truth fits: a box for each digit, as large as the pixels that it owns, and readable."""
    assert page.picture.dtype == np.uint8
    assert page.picture.shape == (*page.owner.shape, 3)
    assert page.digits
    assert int(page.owner.max()) <= len(page.digits)
    for index, written in enumerate(page.digits):
        rows, columns = np.nonzero(page.owner == index + 1)
        box = written.box
        found = [columns.min(), rows.min(), np.ptp(columns) + 1, np.ptp(rows) + 1]
        assert [box.x, box.y, box.width, box.height] == found
    assert is_legible(page.picture, page.owner, len(page.digits))


@pytest.mark.parametrize("condition", QUICK)
def test_the_truth_fits_the_picture(condition: str) -> None:
    page = make_page(condition, 1, writers())
    check(page)
    assert page.condition == condition
    assert page.text == "\n".join("".join(str(written.digit) for written in line) for line in page.lines)


@pytest.mark.parametrize("seed", range(12))
def test_the_truth_fits_in_the_mixture(seed: int) -> None:
    check(make_page("any", seed, writers()))


def test_twelve_megapixels_are_that_many() -> None:
    page = make_page("12 megapixels", 1, writers())
    assert page.picture.size // 3 >= 11_900_000


def test_the_same_seed_makes_the_same_page_and_another_does_not() -> None:
    one, again, other = (make_page("plain", seed, writers()) for seed in (7, 7, 8))
    np.testing.assert_array_equal(one.picture, again.picture)
    np.testing.assert_array_equal(one.owner, again.owner)
    assert one.text == again.text
    assert one.picture.shape != other.picture.shape or (one.picture != other.picture).any()


def test_a_page_that_is_upside_down_keeps_its_reading_order() -> None:
    page = make_page("turned 180", 2, writers())
    assert len(page.lines) > 1
    assert page.lines[-1][0].box.y < page.lines[0][0].box.y


def test_a_page_that_nobody_could_read_is_not_made() -> None:
    made = [make_page("any", seed, writers()) for seed in range(100, 160)]
    assert all(is_legible(page.picture, page.owner, len(page.digits)) for page in made)


def test_broken_digits_are_in_more_pieces_than_whole_ones() -> None:
    whole, broken = (pieces_by_digit(name) for name in ("plain", "broken"))
    assert whole + 0.3 < broken


def pieces_by_digit(condition: str) -> float:
    made = [make_page(condition, seed, writers()) for seed in range(8)]
    return sum(map(pieces_of, made)) / sum(len(page.digits) for page in made)


def pieces_of(page: Page) -> int:
    owners = [np.asarray(page.owner == index + 1, np.uint8) for index in range(len(page.digits))]
    return sum(cv2.connectedComponents(owner)[0] - 1 for owner in owners)


def test_nothing_has_no_lines() -> None:
    page = make_nothing("blank paper", 3)
    assert page.lines == ()
    assert page.text == ""
    assert not page.owner.any()


def test_a_page_is_stored_as_jpeg() -> None:
    page = make_page("plain", 1, writers())
    assert page.jpeg.startswith(b"\xff\xd8")
