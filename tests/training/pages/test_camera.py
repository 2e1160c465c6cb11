"""The camera: each effect alone does what it says, and the owner map goes where its ink goes."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.pages.camera import DARKEST, NOISIEST, Camera, any_camera, shoot
from training.pages.page import ColourImage, Owner, Sheet

STILL = Camera(noise=0, quality=100)
"""A camera that changes nothing."""


def spots() -> tuple[Sheet, Owner]:
    """A light sheet with three dark discs, each owned."""
    sheet, owner = np.full((240, 320, 3), 0.9, np.float32), np.zeros((240, 320), np.uint16)
    for index, middle in enumerate([(80, 60), (220, 70), (150, 170)], start=1):
        disc = cv2.circle(np.zeros(owner.shape, np.uint8), middle, 18, 1, -1) > 0
        sheet[disc], owner[disc] = 0.1, index
    return sheet, owner


def photo(camera: Camera, seed: int = 0) -> tuple[ColourImage, Owner]:
    sheet, owner = spots()
    return shoot(sheet, owner, None, camera, np.random.default_rng(seed))


def test_a_still_camera_shows_the_sheet_as_it_is() -> None:
    sheet, owner = spots()
    picture, seen = photo(STILL)
    assert np.array_equal(picture, (sheet * 255).astype(np.uint8))
    assert np.array_equal(seen, owner)


@given(seed=st.integers(0, 500), tilt=st.floats(-20, 20), near=st.floats(0, 0.2), turns=st.integers(0, 3))
@settings(max_examples=40, deadline=None)
def test_ink_stays_its_owners(seed: int, tilt: float, near: float, turns: int) -> None:
    camera = replace(STILL, tilt=tilt, perspective=near, quarter_turns=turns, zoom=0.8)
    picture, owner = photo(camera, seed)
    inside = cv2.erode((owner > 0).astype(np.uint8), np.ones((5, 5))) > 0
    outside = cv2.dilate((owner > 0).astype(np.uint8), np.ones((5, 5))) == 0
    assert set(np.unique(owner)) == {0, 1, 2, 3}
    assert picture[inside].max() < 60
    assert picture[outside].min() > 200


def test_quarter_turns_are_anticlockwise() -> None:
    picture, owner = photo(replace(STILL, quarter_turns=1))
    assert np.array_equal(owner, np.rot90(spots()[1]))
    assert picture.shape == (320, 240, 3)


def test_the_long_side_is_as_asked() -> None:
    picture, owner = photo(replace(STILL, side=100))
    assert picture.shape == (75, 100, 3)
    assert owner.shape == (75, 100)


def test_noise_is_as_strong_in_every_channel() -> None:
    sheet = np.full((200, 200, 3), 0.5, np.float32)
    owner = np.zeros((200, 200), np.uint16)
    picture, _ = shoot(sheet, owner, None, replace(STILL, noise=10.0), np.random.default_rng(0))
    assert picture.std((0, 1)) == pytest.approx([10, 10, 10], rel=0.05)


@pytest.mark.parametrize(
    "dimmed", [replace(STILL, shade=0.5), replace(STILL, hard_shadow=0.5), replace(STILL, vignette=0.5)]
)
def test_less_light_never_makes_a_pixel_brighter(dimmed: Camera) -> None:
    picture, _ = photo(dimmed, seed=2)
    plain, _ = photo(STILL)
    assert (picture.astype(int) <= plain + 1).all()
    assert picture[spots()[1] == 0].min() < 0.8 * 229


def test_yellow_light_lacks_blue() -> None:
    blue, _green, red = photo(replace(STILL, yellow=0.5))[0][0, 0].tolist()
    assert blue == pytest.approx(red / 2, abs=2)


@pytest.mark.parametrize("camera", [replace(STILL, blur=2.0), replace(STILL, motion=9)])
def test_blur_softens_edges(camera: Camera) -> None:
    sharp, soft = (float(cv2.Laplacian(photo(each)[0], cv2.CV_32F).var()) for each in (STILL, camera))
    assert soft < 0.3 * sharp


def test_a_sheet_on_a_ground_shows_both() -> None:
    sheet, owner = spots()
    ground = np.zeros((60, 80, 3), np.float32)
    picture, _ = shoot(sheet, owner, ground, replace(STILL, zoom=0.5), np.random.default_rng(0))
    assert 0.2 < np.mean(picture > 200) < 0.3


def test_everyday_cameras_are_seeded_and_differ() -> None:
    one, same, other = (any_camera(np.random.default_rng(seed)) for seed in (5, 5, 6))
    assert one == same != other
    assert all(50 <= any_camera(np.random.default_rng(seed)).quality <= 95 for seed in range(50))


@given(seed=st.integers(0, 10_000))
@settings(max_examples=100, deadline=None)
def test_everyday_photos_keep_enough_light_for_their_noise(seed: int) -> None:
    camera = any_camera(np.random.default_rng(seed), trouble=1.0)
    darkest = camera.light * (1 - camera.shade) * (1 - camera.hard_shadow) * (1 - camera.vignette)
    assert darkest >= DARKEST - 1e-9
    assert camera.noise <= NOISIEST * darkest + 1e-9
