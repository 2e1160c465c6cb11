"""Things that lie about or are pictured: bodies of one colour with edges, shades and details, none of them written.

Outlines follow the superformula (Gielis 2003) with few settings: discs, boxes, petals, gears.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from training.pages.page import Sheet

POINTS = 90
"""Corners of an outline."""
MOST_DETAILS = 5
"""Smaller shapes on a body at most."""
HIGHEST = 1.8
"""Height of an outline by its width at most: a taller body that stands is a 1."""

SLIMMEST = 3.0
"""Length by width up to which a filled shape may stand alone: a slimmer one that stands is a 1."""


def put_object(sheet: Sheet, middle: tuple[float, float], size: float, rng: np.random.Generator) -> None:
    """Draw a body of about so many pixels with its shadow and details, in place, with its middle at (x, y)."""
    body = np.array(middle) + size / 2 * any_outline(rng)
    colour = rng.uniform(0.05, 0.95, 3)
    _cast_shadow(sheet, body, size, rng)
    _fill(sheet, body, colour, colour * rng.uniform(0.6, 1.2), rng)
    for _ in range(int(rng.integers(0, MOST_DETAILS + 1))):
        share = rng.uniform(0.08, 0.5)
        at = np.array(middle) + rng.uniform(-0.5, 0.5, 2) * (1 - share) * size * 0.7
        detail = at + share * size / 2 * any_outline(rng)
        other = np.clip(colour + rng.normal(0, 0.3, 3), 0, 1)
        if rng.random() < 0.7:
            _fill(sheet, detail, other, other * rng.uniform(0.7, 1.1), rng)
        else:
            _stroke(sheet, _lying(detail), other, max(1, round(size * rng.uniform(0.005, 0.03))))
    if rng.random() < 0.6:
        _stroke(sheet, body, colour * rng.uniform(0.2, 0.8), max(1, round(size * rng.uniform(0.005, 0.03))))


def any_outline(rng: np.random.Generator) -> NDArray[np.float64]:
    """Corners around (0, 0), N×2, the longer side from -1 to 1."""
    angle = np.linspace(0, 2 * np.pi, POINTS, endpoint=False)
    power = float(rng.choice([2.0, 2.0, 3.5, 8.0]))
    radius = (np.abs(np.cos(angle)) ** power + np.abs(np.sin(angle)) ** power) ** (-1 / power)
    if rng.random() < 0.35:
        radius *= 1 + rng.uniform(0.05, 0.35) * np.cos(rng.integers(2, 13) * angle + rng.uniform(0, np.pi))
    points = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    points *= [1.0, np.exp(rng.uniform(np.log(0.4), np.log(HIGHEST)))]
    turn = rng.choice([0.0, rng.uniform(-0.3, 0.3)])
    points @= np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    return np.asarray(points / np.abs(points).max(), np.float64)


def is_slim(points: NDArray[np.int32]) -> bool:
    """Whether the smallest box around corners, N×2 in pixels, is longer than `SLIMMEST` times its width."""
    _middle, (one, other), _angle = cv2.minAreaRect(points)
    return bool(max(one, other) > SLIMMEST * min(one, other))


def _lying(outline: NDArray[np.float64]) -> NDArray[np.float64]:
    """The outline turned so that it is not higher than wide: a ring that stands is a 0."""
    middle, (width, height) = outline.mean(axis=0), np.ptp(outline, axis=0)
    return outline if width >= height else middle + (outline - middle)[:, ::-1]


def _cast_shadow(sheet: Sheet, body: NDArray[np.float64], size: float, rng: np.random.Generator) -> None:
    mask = np.zeros(sheet.shape[:2], np.float32)
    away = size * rng.uniform(0, 0.06, 2)
    cv2.fillPoly(mask, [_pixels(body + away)], 1.0)
    soft = cv2.GaussianBlur(mask, (0, 0), max(0.5, size * rng.uniform(0.005, 0.06)))
    sheet *= 1 - np.float32(rng.uniform(0, 0.6)) * soft[:, :, None]


def _fill(
    sheet: Sheet,
    outline: NDArray[np.float64],
    above: NDArray[np.float64],
    below: NDArray[np.float64],
    rng: np.random.Generator,
) -> None:
    """Fill an outline with a colour that goes over into another from above to below."""
    mask = np.zeros(sheet.shape[:2], np.float32)
    cv2.fillPoly(mask, [_pixels(outline)], 1.0, cv2.LINE_AA)
    top, bottom = outline[:, 1].min(), outline[:, 1].max()
    share = np.clip((np.arange(len(sheet)) - top) / max(bottom - top, 1.0), 0, 1)[:, None]
    rows = np.clip((1 - share) * above + share * below, 0, 1).astype(np.float32)
    sheet += mask[:, :, None] * np.float32(rng.uniform(0.7, 1.0)) * (rows[:, None, :] - sheet)


def _stroke(sheet: Sheet, outline: NDArray[np.float64], colour: NDArray[np.float64], pen: int) -> None:
    cv2.polylines(sheet, [_pixels(outline)], True, np.clip(colour, 0, 1).tolist(), pen, cv2.LINE_AA)


def _pixels(points: NDArray[np.float64]) -> NDArray[np.int32]:
    return np.rint(points).astype(np.int32)
