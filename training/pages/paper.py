"""Paper, boards and screens: the sheet before anything is written on it, and the rules printed on it."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from training.pages.page import Sheet

Field = NDArray[np.float32]
KINDS = ("plain", "old", "coloured", "crumpled", "dark", "blackboard", "whiteboard", "screen", "dark screen")
GREY = np.array([0.114, 0.587, 0.299])
"""What blue, green and red add to grey (ITU-R BT.601): the hue of rules leaves their darkness as it is."""
DARK_KINDS = frozenset({"dark", "blackboard", "dark screen"})
"""Grounds that light ink is for."""


def make_paper(shape: tuple[int, int], kind: str, rng: np.random.Generator) -> Sheet:
    """An empty sheet of one of `KINDS`: H×W×3 float32, blue, green, red, 0..1."""
    colour = _colour(kind, rng)
    if kind.endswith("screen"):
        return np.asarray(np.broadcast_to(colour, (*shape, 3)), np.float32).copy()
    light = 1.0 + clouds(shape, int(rng.integers(3, 9)), rng) * np.float32(rng.uniform(0.005, 0.03))
    light += clouds(shape, max(shape) // 3, rng) * np.float32(rng.uniform(0.003, 0.014))
    if kind == "crumpled":
        light *= creases(shape, rng)
    if kind == "old":
        light *= 1.0 - np.clip(clouds(shape, 6, rng) - 0.6, 0, 1) * np.float32(rng.uniform(0.05, 0.2))
    if kind in {"blackboard", "whiteboard"}:
        light += _smears(shape, rng) * np.float32(rng.uniform(0.02, 0.12) / colour.mean())
    return np.clip(cv2.merge([light * np.float32(level) for level in colour]), 0, 1)


def _colour(kind: str, rng: np.random.Generator) -> Field:
    grey = rng.uniform(0.75, 1.0)
    if kind == "old":
        white, yellowed = rng.uniform(0.72, 0.95), rng.uniform(0.05, 0.45)
        return (white * np.array([1 - yellowed, 1 - rng.uniform(0.25, 0.4) * yellowed, 1])).astype(np.float32)
    if kind == "coloured":
        return rng.uniform(0.5, 1.0, 3).astype(np.float32)
    if kind == "dark":
        return (rng.uniform(0.08, 0.28) * rng.uniform(0.6, 1.2, 3)).astype(np.float32)
    if kind == "blackboard":
        return (rng.uniform(0.1, 0.28) * np.array([rng.uniform(0.7, 1), 1, rng.uniform(0.6, 1)])).astype(np.float32)
    if kind.endswith("screen"):
        return _screen_colour(kind, rng)
    return (grey * rng.uniform(0.94, 1.0, 3)).astype(np.float32)


def _screen_colour(kind: str, rng: np.random.Generator) -> Field:
    if kind == "dark screen":
        return np.full(3, rng.uniform(0.0, 0.15), np.float32)
    return np.full(3, rng.choice([1.0, 1.0, rng.uniform(0.85, 1.0)]), np.float32)


def clouds(shape: tuple[int, int], cells: int, rng: np.random.Generator) -> Field:
    """Smooth noise of deviation 1 with about so many cells along the sheet's long side."""
    factor = cells / max(shape)
    small = rng.standard_normal((max(2, round(shape[0] * factor)), max(2, round(shape[1] * factor))), np.float32)
    return np.asarray(cv2.resize(small, shape[::-1], interpolation=cv2.INTER_CUBIC), np.float32)


def creases(shape: tuple[int, int], rng: np.random.Generator) -> Field:
    """Facets of crumpled paper, each with its own slant to the light: factors around 1."""
    side = 200
    rows, columns = np.mgrid[:side, :side].astype(np.float32) / side
    light = np.ones((side, side), np.float32)
    for _ in range(int(rng.integers(4, 14))):
        angle = rng.uniform(0, np.pi)
        distance = (columns - rng.random()) * np.cos(angle) + (rows - rng.random()) * np.sin(angle)
        fold = np.exp(-np.abs(distance) * rng.uniform(4, 25)) * np.sign(distance)
        light += (fold * rng.uniform(0.01, 0.09)).astype(np.float32)
    return np.asarray(cv2.resize(light, shape[::-1], interpolation=cv2.INTER_LINEAR), np.float32)


def _smears(shape: tuple[int, int], rng: np.random.Generator) -> Field:
    """What a sponge leaves on a board: broad soft strokes."""
    small = np.zeros((60, 80), np.float32)
    for _ in range(int(rng.integers(2, 8))):
        ends = [(int(rng.integers(-10, 90)), int(rng.integers(-10, 70))) for _ in range(2)]
        cv2.line(small, ends[0], ends[1], float(rng.uniform(0.3, 1.0)), int(rng.integers(4, 16)))
    return np.asarray(cv2.resize(cv2.GaussianBlur(small, (0, 0), 2), shape[::-1]), np.float32)


@dataclass(frozen=True, slots=True)
class Ruling:
    """Printed rules: distances in pixels, `dark` the share of light they take, thickness in pixels."""

    across: float
    """Distance of the level rules; 0 for none."""
    down: float
    """Distance of the upright rules; 0 for none."""
    dark: float
    thickness: int
    offset: tuple[float, float] = (0.0, 0.0)
    """Where the first rule of each kind is."""


FITTING = 0.65
"""Share of ruled sheets whose lines are as far apart as the writing asks for."""


def any_ruling(kind: str, height: float, rng: np.random.Generator) -> Ruling:
    """Rules of paper for writing so high: "ruled" or "squared"; mostly faint, sometimes as dark as ink.

    Most lines of writing fit between ruled lines; large figures run across several.
    """
    shares = [rng.uniform(0.05, 0.2), rng.uniform(0.2, 0.35), rng.uniform(0.35, 0.55), rng.uniform(0.55, 0.8)]
    dark = float(rng.choice(shares, p=[0.35, 0.25, 0.2, 0.2]))
    thickness = max(1, round(height * rng.choice([0.02, 0.04, 0.07], p=[0.5, 0.4, 0.1])))
    if kind == "ruled":
        across = height * (rng.uniform(1.15, 2.4) if rng.random() < FITTING else rng.uniform(0.2, 1.15))
        margin = rng.random() < 0.3
        return Ruling(
            across,
            height * rng.uniform(8, 20) if margin else 0.0,
            dark,
            thickness,
            (rng.uniform(0, across), height * rng.uniform(0.5, 3)),
        )
    pitch = height * float(np.exp(rng.uniform(np.log(0.2), np.log(1.6))))
    return Ruling(pitch, pitch, dark, thickness, (rng.uniform(0, pitch), rng.uniform(0, pitch)))


def print_rules(sheet: Sheet, ruling: Ruling, rng: np.random.Generator) -> None:
    """Print rules on a sheet, in place: slightly wavy, in one colour, on dark grounds lighter than it."""
    mask = rule_mask((sheet.shape[0], sheet.shape[1]), ruling, rng)
    tint = _rule_tint(rng)
    levels = np.clip(0.35 + 0.8 * (tint - tint @ GREY), 0.0, 0.95)
    for channel, level in enumerate(levels):
        plane = np.ascontiguousarray(sheet[:, :, channel])
        target = plane * np.float32(level) if plane.mean() > 0.35 else plane + np.float32(0.5)
        strength = np.float32(min(1.0, ruling.dark / 0.65)) * mask
        sheet[:, :, channel] = plane + (target - plane) * strength


def _rule_tint(rng: np.random.Generator) -> NDArray[np.float64]:
    """The hue of rules as blue, green, red: mostly blue or grey, some red, brown, green or violet."""
    if rng.random() < 0.75:
        blue = rng.uniform(0.0, 0.7)
        return np.array([1.0, 1 - 0.5 * blue, 1 - blue])
    return np.array([rng.uniform(0.3, 1.0), rng.uniform(0.2, 0.9), rng.uniform(0.4, 1.0)])


def rule_mask(shape: tuple[int, int], ruling: Ruling, rng: np.random.Generator) -> Field:
    """Where the rules are, H×W float32 in 0..1."""
    mask = np.zeros(shape, np.uint8)
    bend, tilt = rng.normal(0, 0.002) * shape[1], rng.normal(0, 0.004)
    columns = np.linspace(0, shape[1], 12)
    if ruling.across:
        for level in np.arange(ruling.offset[0], shape[0] * 1.1, ruling.across):
            rows = level + tilt * columns + bend * np.sin(np.pi * columns / shape[1])
            _polyline(mask, columns, rows, ruling.thickness)
    rows = np.linspace(0, shape[0], 12)
    if ruling.down:
        for level in np.arange(ruling.offset[1], shape[1] * 1.1, ruling.down):
            _polyline(mask, level - tilt * rows + bend * np.sin(np.pi * rows / shape[0]), rows, ruling.thickness)
    return mask.astype(np.float32) / np.float32(255)


def _polyline(mask: NDArray[np.uint8], columns: NDArray[np.float64], rows: NDArray[np.float64], thickness: int) -> None:
    points = np.rint(np.stack([columns, rows], axis=1) * 16).astype(np.int32)
    cv2.polylines(mask, [points], False, 255, thickness, cv2.LINE_AA, 4)
