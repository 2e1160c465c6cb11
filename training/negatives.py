"""What a photo shows beside digits, as forms of the class "not a digit".

Whatever could pass for a digit is left out: a tall bar is a 1, a ring a 0, the upper half of an 8 a 0.
"""

from collections.abc import Callable

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.types import GreyImage
from training.dataset import DigitSet
from training.lettering import fill, write
from training.pages.doodles import DOODLES, doodle
from training.shapes import smooth
from training.warp import FORM_SIDE

SIDES_NO_DIGIT = {
    0: ("top", "bottom", "left", "right"),
    2: ("bottom", "left", "right"),
    3: ("left", "bottom"),
    4: ("left", "top"),
    5: ("left", "top", "bottom", "right"),
    6: ("left", "right"),
    7: ("left",),
    8: ("left",),
    9: ("left",),
}
"""Halves of digits that are not themselves like a digit."""
UNLIKE_ZERO = sorted(DOODLES.keys() - {"apple", "leaf"})
"""Drawings that are no ring with a stalk or a bar."""


def draw_negative(digits: DigitSet, rng: np.random.Generator) -> GreyImage:
    """One form (112×112 uint8) that is not a digit; `digits` gives the pieces for halves, pairs and frames."""
    kind = KINDS[rng.choice(len(KINDS), p=SHARES)]
    return kind(digits, rng)


def text(_: DigitSet, rng: np.random.Generator) -> GreyImage:
    """Letters and signs."""
    return write(rng)


def neighbours(digits: DigitSet, rng: np.random.Generator) -> GreyImage:
    """Two or three digits side by side that touch."""
    row = _tight(*_pick(digits, rng))
    for _ in range(rng.choice([1, 2], p=[0.8, 0.2])):
        row = _touch(row, _tight(*_pick(digits, rng)), int(rng.integers(0, 3)))
    return fill(_triple(row))


def half(digits: DigitSet, rng: np.random.Generator) -> GreyImage:
    """A third to a half of a digit, only where the rest is not like another digit."""
    image, label = _pick(digits, rng)
    while label not in SIDES_NO_DIGIT:
        image, label = _pick(digits, rng)
    digit, share = _tight(image, label), rng.uniform(0.3, 0.5)
    side = str(rng.choice(SIDES_NO_DIGIT[label]))
    down, across = (max(2, round(length * share)) for length in digit.shape)
    kept = {"top": digit[:down], "bottom": digit[-down:], "left": digit[:, :across], "right": digit[:, -across:]}
    return fill(_triple(kept[side]))


def frame(digits: DigitSet, rng: np.random.Generator) -> GreyImage:
    """Two to four sides of a box, empty or around a digit."""
    form = _blank()
    if rng.random() < 0.6:
        digit = _tight(*_pick(digits, rng))
        room = cv2.resize(digit, None, fx=2.0, fy=2.0, interpolation=cv2.INTER_LINEAR)
        left, top = (int(rng.integers(24, 88 - length)) for length in (room.shape[1], room.shape[0]))
        form[top : top + room.shape[0], left : left + room.shape[1]] = room
    corners = np.array([[14, 14], [98, 14], [98, 98], [14, 98]]) + rng.integers(-8, 9, (4, 2))
    missing = rng.choice([0, 1, 2], p=[0.6, 0.25, 0.15])
    path = np.roll(np.vstack([corners, corners[:1]])[: 5 - missing] if missing else corners, 0, axis=0)
    cv2.polylines(form, [path.astype(np.int32)], missing == 0, 255, int(rng.integers(2, 7)), cv2.LINE_AA)
    return form if missing < 2 or form[40:80, 40:70].any() else corner(digits, rng)


def corner(_: DigitSet, rng: np.random.Generator) -> GreyImage:
    """Where ruled lines meet: corners, T, cross and grid pieces, by quarter turns but never as a square 7 or a T."""
    form, width = _blank(), int(rng.integers(3, 9))
    middle = [(56, y) for y in rng.integers(20, 92, 2).tolist()]
    ends = {"T": [((14, 56), (98, 56)), ((56, 56), (56, 98))], "+": [((14, 56), (98, 56)), ((56, 14), (56, 98))]}
    ends["#"] = [((14, y), (98, y)) for _, y in middle] + [((x, 14), (x, 98)) for x in (35, 75)]
    ends["L"] = [((20, 20), (20, 92)), ((20, 92), (92, 92))]
    turns = {"T": (1, 2, 3), "L": (0, 1, 3)}
    kind = str(rng.choice(list(ends), p=[0.25, 0.25, 0.2, 0.3]))
    for start, stop in ends[kind]:
        cv2.line(form, start, stop, 255, width, cv2.LINE_AA)
    return np.ascontiguousarray(np.rot90(form, int(rng.choice(turns.get(kind, (0, 1))))))


def level_lines(_: DigitSet, rng: np.random.Generator) -> GreyImage:
    """One to three lines that lie more than they stand, or two that stand side by side."""
    form, width = _blank(), int(rng.integers(2, 12))
    for level in rng.integers(30, 80, rng.choice([1, 2, 3], p=[0.7, 0.2, 0.1])).tolist():
        tilt = int(rng.integers(-14, 15))
        cv2.line(form, (int(rng.integers(6, 24)), level - tilt), (104, level + tilt), 255, width, cv2.LINE_AA)
    return np.ascontiguousarray(form.T) if rng.random() < 0.15 and _runs(form) > 1 else form


def blob(_: DigitSet, rng: np.random.Generator) -> GreyImage:
    """A filled spot, round or lying."""
    angles = np.sort(rng.uniform(0, 2 * np.pi, 12))
    radius = rng.uniform(0.6, 1.0, 12) * 42
    points = np.stack([np.cos(angles) * radius * rng.uniform(1.0, 1.3), np.sin(angles) * radius], 1) + FORM_SIDE / 2
    form = _blank()
    cv2.fillPoly(form, [np.rint(smooth(points)).astype(np.int32)], 255)
    return form


def scribble(_: DigitSet, rng: np.random.Generator) -> GreyImage:
    """A long random curve."""
    form = _blank()
    points = rng.uniform(12, 100, (int(rng.integers(7, 16)), 2))
    cv2.polylines(form, [np.rint(smooth(points)).astype(np.int32)], False, 255, int(rng.integers(2, 8)), cv2.LINE_AA)
    return form


def texture(_: DigitSet, rng: np.random.Generator) -> GreyImage:
    """Smooth noise cut off at some level: cloth, shadows, edges of things."""
    stretch = rng.uniform(0.5, 3.0, 2) * rng.uniform(2.0, 9.0)
    noise = cv2.GaussianBlur(
        rng.standard_normal((FORM_SIDE, FORM_SIDE), np.float32), (0, 0), stretch[0], sigmaY=stretch[1]
    )
    mask = (noise > np.quantile(noise[::4, ::4], rng.uniform(0.5, 0.85))).astype(np.uint8)
    count, names, stats, _centres = cv2.connectedComponentsWithStats(mask)
    largest = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA])) if count > 1 else 0
    alone = names == largest if rng.random() < 0.7 and count > 1 else mask > 0
    piece = (alone * 255).astype(np.uint8)
    _x, _y, width, height = cv2.boundingRect(piece)
    solid = width * 1.4 < height and np.count_nonzero(piece) < 0.9 * width * height
    return scribble(_, rng) if solid else fill(piece)


def drawing(_: DigitSet, rng: np.random.Generator) -> GreyImage:
    """A house, a star, a heart: nothing that may be a 0."""
    return fill(doodle(2 * FORM_SIDE, float(rng.uniform(0.02, 0.08)), rng, str(rng.choice(UNLIKE_ZERO))))


Kind = Callable[[DigitSet, np.random.Generator], GreyImage]
KINDS: tuple[Kind, ...] = (text, neighbours, half, frame, corner, level_lines, blob, scribble, texture, drawing)
SHARES = (0.24, 0.2, 0.12, 0.09, 0.07, 0.06, 0.03, 0.05, 0.07, 0.07)


def _blank() -> GreyImage:
    return np.zeros((FORM_SIDE, FORM_SIDE), np.uint8)


def _pick(digits: DigitSet, rng: np.random.Generator) -> tuple[GreyImage, int]:
    index = int(rng.integers(len(digits)))
    return digits.images[index], int(digits.labels[index])


def _tight(image: GreyImage, _: int) -> GreyImage:
    x, y, width, height = cv2.boundingRect(image)
    return image[y : y + height, x : x + width]


def _triple(image: GreyImage) -> GreyImage:
    return np.asarray(cv2.resize(image, None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC), np.uint8)


def _touch(left: GreyImage, right: GreyImage, overlap: int) -> GreyImage:
    """Two pieces on one ground line, the right one moved until its ink meets the left one's."""
    height = max(left.shape[0], right.shape[0])
    left, right = (np.pad(piece, ((height - piece.shape[0], 0), (0, 0))) for piece in (left, right))
    free = _free(left[:, ::-1]) + _free(right)
    gap = int(free.min()) if free.size else 0
    shift = max(1, left.shape[1] - gap - overlap)
    row = np.zeros((height, max(left.shape[1], shift + right.shape[1])), np.uint8)
    row[:, : left.shape[1]] = left
    row[:, shift : shift + right.shape[1]] = np.maximum(row[:, shift : shift + right.shape[1]], right)
    return row


def _free(piece: GreyImage) -> NDArray[np.int64]:
    """Columns before the first ink, per row; a row without ink counts as wide."""
    ink = piece > 100
    return np.asarray(np.where(ink.any(axis=1), ink.argmax(axis=1), 2 * piece.shape[1]), np.int64)


def _runs(form: GreyImage) -> int:
    return int(cv2.connectedComponents((form > 0).astype(np.uint8))[0]) - 1
