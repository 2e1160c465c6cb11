"""What a second pen leaves on a page of numbers: rings round some of them, ticks, lines below them."""

import numpy as np

from training.pages.freehand import draw_curve
from training.pages.layer import Layer
from training.pages.signs import draw_sign
from training.shapes import smooth

MARKS = ("ring", "ring", "tick", "line")
NEIGHBOURS = 5
"""Digits that one mark stands for, at most."""


def mark(layer: Layer, written: Layer, height: int, width: float, rng: np.random.Generator) -> None:
    """Put one to four marks on a layer, in place, for some of the digits `height` high on another one.

    `width` of the pen is by this height.
    """
    boxes = written.digit_boxes()
    ends = np.cumsum([len(line) for line in written.lines])
    for _ in range(int(rng.integers(1, 5))):
        first = int(rng.integers(len(boxes)))
        end = int(min(ends[np.searchsorted(ends, first, "right")], first + rng.integers(1, NEIGHBOURS + 1)))
        corners = np.vstack([boxes[first:end, :2], boxes[first:end, :2] + boxes[first:end, 2:]])
        _MARKS[str(rng.choice(MARKS))](layer, corners.min(0), corners.max(0), height, width, rng)


def _ring(layer: Layer, low: np.ndarray, high: np.ndarray, height: int, width: float, rng: np.random.Generator) -> None:
    """A ring round the digits, its ends apart or past each other, at times through what stands beside them."""
    angles = np.linspace(0, rng.uniform(1.9, 2.2) * np.pi, 14) + rng.uniform(0, 2 * np.pi)
    half = 0.65 * (high - low) + height * rng.uniform(0.15, 0.45)
    points = (low + high) / 2 + half * np.stack([np.cos(angles), np.sin(angles)], axis=1)
    draw_curve(layer.alpha, smooth(points + rng.normal(0, 0.03 * height, points.shape)), _pen(height, width))


def _tick(layer: Layer, low: np.ndarray, high: np.ndarray, height: int, width: float, rng: np.random.Generator) -> None:
    """A tick behind the digits, below or across them."""
    patch = draw_sign("✓", round(height * rng.uniform(0.8, 2.5)), width, rng)
    x, y = (rng.uniform(low, high + 1.5 * height) - np.array([0, 0.6 * patch.shape[0]])).astype(int)
    layer.put(patch, int(x), int(y))


def _line(layer: Layer, low: np.ndarray, high: np.ndarray, height: int, width: float, rng: np.random.Generator) -> None:
    """A line below the digits, near enough to touch some."""
    across = np.linspace(low[0] - rng.uniform(0, 0.6) * height, high[0] + rng.uniform(0, 0.6) * height, 5)
    down = high[1] + height * (rng.uniform(0, 0.25) + rng.normal(0, 0.03, 5))
    points = smooth(np.stack([across, down], axis=1))
    draw_curve(layer.alpha, points, _pen(height, width))
    if rng.random() < 0.2:
        draw_curve(layer.alpha, points + np.array([0, 0.15 * height]), _pen(height, width))


def _pen(height: int, width: float) -> int:
    return max(1, round(width * height))


_MARKS = {"ring": _ring, "tick": _tick, "line": _line}
