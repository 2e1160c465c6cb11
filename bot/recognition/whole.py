"""Digits that are parts of larger ones: the loops of an 8 in broad strokes, the hole of a light 0 on a board."""

from collections.abc import Sequence

from bot.recognition.types import Box

AS_HIGH = 0.9
"""A figure is at least about as high as each of its parts."""


def are_parts(read: Sequence[Box], figures: Sequence[Box]) -> bool:
    """Whether each digit that was read lies in, or on the edge of, one of these figures that is no lower than it."""
    return bool(figures) and all(any(_holds(figure, part) for figure in figures) for part in read)


def are_kept(read: Sequence[Box], figures: Sequence[Box]) -> bool:
    """Whether each digit that was read is still one of these figures, or a part of it, and none fell into several."""
    return all(
        any(figure.gap(digit) < 0 for figure in figures) and sum(is_around(digit, *f.centre) for f in figures) <= 1
        for digit in read
    )


def is_around(box: Box, x: float, y: float) -> bool:
    """Whether a place lies in a box."""
    return box.x < x < box.right and box.y < y < box.bottom


def _holds(figure: Box, part: Box) -> bool:
    return figure.gap(part) < 0 and figure.height >= AS_HIGH * part.height
