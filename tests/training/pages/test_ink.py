"""Ink: it changes the sheet where the strokes are, and there alone."""

import numpy as np
import pytest

from training.pages.ink import COLOURS, TOOLS, any_width, lay_ink
from training.pages.layer import Layer


def stroke() -> Layer:
    layer = Layer(80, 120)
    layer.alpha[38:44, 20:100] = 255
    return layer


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_marks_the_strokes_and_leaves_the_rest(tool: str) -> None:
    ground = 0.1 if "white" in TOOLS[tool].colours else 0.95
    sheet = np.full((80, 120, 3), ground, np.float32)
    lay_ink(sheet, stroke(), tool, np.random.default_rng(1))
    change = np.abs(sheet - np.float32(ground)).max(axis=2)
    assert np.median(change[39:43, 25:95]) > 0.15
    assert change[:25].max() == 0
    assert sheet.dtype == np.float32
    assert 0 <= sheet.min() <= sheet.max() <= 1


@pytest.mark.parametrize(("colour", "channel"), [("blue", 0), ("green", 1), ("red", 2)])
def test_a_coloured_ink_gives_most_of_its_colour_back(colour: str, channel: int) -> None:
    sheet = np.ones((80, 120, 3), np.float32)
    lay_ink(sheet, stroke(), "felt", np.random.default_rng(2), colour)
    assert sheet[41, 60].argmax() == channel


@pytest.mark.parametrize("tool", TOOLS)
def test_widths_and_colours_of_a_tool_are_in_its_range(tool: str) -> None:
    rng = np.random.default_rng(3)
    low, high = TOOLS[tool].width
    assert all(low <= any_width(tool, rng) <= high for _ in range(40))
    assert set(TOOLS[tool].colours) <= set(COLOURS)
