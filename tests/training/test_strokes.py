"""Distances that pens grow strokes by."""

import cv2
import numpy as np

from training.strokes import exact_distance


def test_distances_are_those_of_the_nearest_zeros_to_the_last_bit() -> None:
    mask = np.ones((23, 31), np.uint8)
    zeros = np.array([(3, 4), (20, 11), (7, 30)])
    mask[tuple(zeros.T)] = 0
    places = np.argwhere(np.ones_like(mask))[:, None]
    squared = ((places - zeros) ** 2).sum(axis=-1).min(axis=1).reshape(mask.shape)
    np.testing.assert_array_equal(exact_distance(mask), np.sqrt(squared.astype(np.float32)))


def test_distances_are_the_same_wherever_the_mask_lies_in_memory() -> None:
    mask = np.asarray(np.random.default_rng(1).random((97, 83)) > 0.03, np.uint8)
    room = np.empty(mask.size + 64, np.uint8)
    seen = set()
    for offset in range(0, 64, 16):
        moved = room[offset : offset + mask.size].reshape(mask.shape)
        moved[:] = mask
        seen.add(exact_distance(moved).tobytes())
    assert len(seen) == 1
    assert np.allclose(exact_distance(mask), cv2.distanceTransform(mask, cv2.DIST_L2, cv2.DIST_MASK_PRECISE))
