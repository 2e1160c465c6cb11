"""Paper, camera and binarization: gaps, specks, bits of ruled line, cut edges, blur and coarse pixels."""

from collections.abc import Callable

import cv2
import numpy as np

from bot.recognition.types import GreyImage

Damage = Callable[[GreyImage, int | None, np.random.Generator], GreyImage]
LEFT, RIGHT, TOP, BOTTOM = range(4)
RULED = {(1, TOP), (7, BOTTOM)}
"""Digits that a rule there makes another one: a 7, and a 2."""
CUT = {(7, TOP), (2, BOTTOM)}
"""Digits of which another one is left where that side is cut off: a 1, and a 7."""


def damage(form: GreyImage, rng: np.random.Generator, label: int | None = None) -> GreyImage:
    """The form with each kind of damage at its own small probability; none that makes another digit of a `label`."""
    for probability, kind in KINDS:
        if rng.random() < probability:
            form = kind(form, label, rng)
    return form


def gaps(form: GreyImage, _: int | None, rng: np.random.Generator) -> GreyImage:
    """One to three narrow breaks across the ink."""
    broken = form.copy()
    for _ in range(int(rng.integers(1, 4))):
        place, angle = np.array(_ink_point(form, rng)), rng.uniform(0, np.pi)
        reach = 14 * np.array([np.cos(angle), np.sin(angle)])
        start, stop = np.rint([place - reach, place + reach]).astype(int).tolist()
        cv2.line(broken, start, stop, 0, int(rng.integers(1, 5)))
    return broken if np.count_nonzero(broken) > 0.6 * np.count_nonzero(form) else form


def specks(form: GreyImage, _: int | None, rng: np.random.Generator) -> GreyImage:
    """A few dots, close to the ink so that the box hardly grows."""
    dotted, (bottom, right) = form.copy(), np.array(form.shape) - 1
    for _ in range(int(rng.integers(1, 6))):
        x, y = _ink_point(form, rng)
        place = int(np.clip(x + rng.normal(0, 9), 0, right)), int(np.clip(y + rng.normal(0, 9), 0, bottom))
        cv2.circle(dotted, place, int(rng.integers(1, 3)), 255, -1)
    return dotted


def ruled_line(form: GreyImage, label: int | None, rng: np.random.Generator) -> GreyImage:
    """A bit of a ruled line that crosses or touches the ink near its top, bottom or a side."""
    x, y, width, height = cv2.boundingRect(form)
    if min(width, height) < 4:
        return form
    lined, margin = form.copy(), rng.uniform(0, 10, 2)
    slope, thickness = rng.normal(0, 2), int(rng.integers(1, 4))
    if rng.random() < 0.75:
        above = (label, BOTTOM) in RULED or (rng.random() < 0.4 and (label, TOP) not in RULED)
        level = y + (rng.uniform(0, 0.2) if above else rng.uniform(0.8, 1.0)) * height
        ends = [(x - margin[0], level - slope), (x + width + margin[1], level + slope)]
    else:
        level = x + (rng.uniform(-0.05, 0.1) if rng.random() < 0.5 else rng.uniform(0.9, 1.05)) * width
        ends = [(level - slope, y - margin[0]), (level + slope, y + rng.uniform(0.4, 1.1) * height)]
    start, stop = np.rint(ends).astype(int).tolist()
    cv2.line(lined, start, stop, 255, thickness)
    return lined


def cut(form: GreyImage, label: int | None, rng: np.random.Generator) -> GreyImage:
    """Up to an eighth cut off one side."""
    x, y, width, height = cv2.boundingRect(form)
    kept, share, side = form.copy(), rng.uniform(0.02, 0.12), int(rng.integers(4))
    if (label, side) in CUT:
        return form
    across, down = round(width * share), round(height * share)
    edges = (np.s_[:, : x + across], np.s_[:, x + width - across :], np.s_[: y + down], np.s_[y + height - down :])
    kept[edges[side]] = 0
    return kept


def blur(form: GreyImage, _: int | None, rng: np.random.Generator) -> GreyImage:
    """Out of focus, with faint outskirts removed as a reader's threshold does."""
    soft = cv2.GaussianBlur(form, (0, 0), rng.uniform(0.8, 4.0))
    soft[soft < rng.integers(20, 90)] = 0
    return np.asarray(soft, np.uint8)


def coarse(form: GreyImage, _: int | None, rng: np.random.Generator) -> GreyImage:
    """As a camera far away sees it: 12 to 40 pixels high, sometimes binarized there."""
    side = int(rng.integers(14, 44))
    size = round(side * form.shape[1] / form.shape[0]), side
    small = cv2.resize(form, size, interpolation=cv2.INTER_AREA)
    if rng.random() < 0.6:
        small = np.where(small > rng.integers(60, 150), 255, 0).astype(np.uint8)
    return np.asarray(small, np.uint8)


KINDS: tuple[tuple[float, Damage], ...] = (
    (0.08, gaps),
    (0.07, ruled_line),
    (0.08, cut),
    (0.06, specks),
    (0.15, blur),
    (0.25, coarse),
)
"""Probability and function; `coarse` is last because it changes the form's size."""


def _ink_point(form: GreyImage, rng: np.random.Generator) -> tuple[int, int]:
    ink = np.flatnonzero(form >= 128)
    if ink.size == 0:
        return form.shape[1] // 2, form.shape[0] // 2
    y, x = divmod(int(ink[rng.integers(ink.size)]), form.shape[1])
    return x, y
