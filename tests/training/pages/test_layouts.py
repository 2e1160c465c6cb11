"""Layouts: each puts digits on the sheet, as many as its kind holds, in reading order."""

import numpy as np
import pytest

from tests.training.pages.hands import hand
from training.pages.layer import Layer
from training.pages.layouts import LAYOUTS, Sketch
from training.pages.writing import Manner


def laid_out(layout: str, seed: int, height: int = 40) -> Sketch:
    size = 720, 960
    sketch = Sketch(Layer(*size), Layer(*size), height, hand(seed, 0.08), Manner())
    LAYOUTS[layout](sketch, np.random.default_rng(seed))
    return sketch


@pytest.mark.parametrize("seed", [0, 1, 2])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_layout_writes_digits_that_own_ink(layout: str, seed: int) -> None:
    written = laid_out(layout, seed, 20 if layout == "dense" else 40).written
    assert written.count > 0
    assert (written.digit_boxes()[:, 2:] > 0).all()


@pytest.mark.parametrize("layout", ["line", "lines", "columns", "form", "marks", "boxes", "sizes"])
def test_lines_follow_each_other_down_the_sheet(layout: str) -> None:
    written = laid_out(layout, 4).written
    boxes = written.digit_boxes()
    middles = boxes[:, 1] + boxes[:, 3] / 2
    ends = np.cumsum([len(line) for line in written.lines])
    rows = [part.mean() for part in np.split(middles, ends[:-1]) if part.size]
    assert (np.diff(rows) > 0).all()


@pytest.mark.parametrize("layout", ["lines", "columns", "dense"])
def test_lines_stand_as_near_as_the_manner_says(layout: str) -> None:
    sketches = []
    for leading in ((1.0, 1.05), (1.9, 2.0)):
        sketch = Sketch(Layer(720, 960), Layer(720, 960), 30, hand(2, 0.08), Manner(leading=leading))
        LAYOUTS[layout](sketch, np.random.default_rng(8))
        sketches.append(sketch)
    near, far = (float(np.diff(sketch.rows).mean()) for sketch in sketches)
    assert 29 <= near <= 33
    assert 56 <= far <= 61


@pytest.mark.parametrize("layout", ["table", "boxes", "form", "marks"])
def test_printed_layouts_have_print_that_no_digit_owns(layout: str) -> None:
    sketch = laid_out(layout, 1)
    assert sketch.printed.alpha.any()
    assert not sketch.printed.owner.any()


@pytest.mark.parametrize("layout", ["table", "marks"])
def test_some_headings_and_names_are_written_by_the_same_hand(layout: str) -> None:
    layers = [laid_out(layout, seed).written for seed in range(12)]
    words = [bool(((layer.alpha >= 200) & (layer.owner == 0)).sum() > 100) for layer in layers]
    assert any(words)
    assert not all(words)


def test_single_is_one_digit_and_dense_is_a_hundred_or_more() -> None:
    assert laid_out("single", 0).written.count == 1
    assert 100 <= laid_out("dense", 0, 20).written.count <= 311


def test_some_numbers_are_much_smaller_than_others() -> None:
    heights = laid_out("sizes", 0, 120).written.digit_boxes()[:, 3]
    assert heights.max() > 1.8 * heights.min()


def test_a_box_holds_no_more_than_one_digit() -> None:
    sketch = laid_out("boxes", 2)
    lefts = sketch.written.digit_boxes()[: len(sketch.written.lines[0]), 0]
    assert (np.diff(lefts) > 0.8 * sketch.height).all()
