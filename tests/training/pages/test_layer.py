"""Layers: whose ink is where."""

import numpy as np

from training.pages.layer import Layer, boxes_of

SQUARE = np.full((4, 3), 255, np.uint8)


def layer_with(*places: tuple[int, int]) -> Layer:
    layer = Layer(20, 30)
    layer.new_line()
    for digit, (x, y) in enumerate(places):
        layer.put(SQUARE, x, y, digit)
    return layer


def test_a_digit_owns_its_pixels() -> None:
    layer = layer_with((2, 5), (10, 8))
    assert layer.lines == [[0, 1]]
    assert layer.digit_boxes().tolist() == [[2, 5, 3, 4], [10, 8, 3, 4]]
    assert (layer.alpha > 0).tolist() == (layer.owner > 0).tolist()


def test_where_digits_overlap_the_later_owns() -> None:
    layer = layer_with((2, 5), (4, 5))
    assert (layer.owner[5:9, 4:7] == 2).all()
    assert layer.digit_boxes()[0].tolist() == [2, 5, 2, 4]


def test_a_digit_that_leaves_the_sheet_is_not_put() -> None:
    layer = layer_with()
    assert not any(layer.put(SQUARE, x, y, 7) for x, y in [(-1, 0), (28, 0), (0, -1), (0, 17)])
    assert layer.count == 0
    assert not layer.alpha.any()


def test_other_ink_is_cut_at_the_rim_and_owns_nothing() -> None:
    layer = layer_with()
    for x, y in [(-1, -2), (28, 18), (40, 5), (5, 40), (-9, 0)]:
        layer.put(SQUARE, x, y)
    assert np.argwhere(layer.alpha).tolist() == [[0, 0], [0, 1], [1, 0], [1, 1], [18, 28], [18, 29], [19, 28], [19, 29]]
    assert not layer.owner.any()


def test_a_faint_rim_of_a_patch_belongs_to_no_digit() -> None:
    layer = layer_with()
    layer.put(np.array([[40, 255, 40]], np.uint8), 5, 5, 3)
    assert np.argwhere(layer.owner).tolist() == [[5, 6]]


def test_what_is_near_ink_is_taken() -> None:
    taken = layer_with((10, 8)).taken(5)
    assert taken[8, 8]
    assert not taken[8, 7]


def test_a_digit_without_pixels_has_a_box_without_width() -> None:
    owner = np.zeros((5, 5), np.uint16)
    owner[2, 3] = 2
    assert boxes_of(owner, 2).tolist() == [[0, 0, 0, 0], [3, 2, 1, 1]]
