"""What lies around and on a sheet: desks, cloth, keyboards; a pen, a finger."""

import cv2
import numpy as np
from numpy.typing import NDArray

from training.pages.layer import Layer
from training.pages.page import Sheet
from training.pages.paper import Field, clouds

KINDS = ("wood", "cloth", "stone", "plain", "tiles", "keys", "leaves")


def make_desk(shape: tuple[int, int], rng: np.random.Generator, kind: str | None = None) -> Sheet:
    """A ground to lay a sheet on, H×W×3 float32: mostly darker than paper."""
    kind = kind or str(rng.choice(KINDS))
    colour = _colour(kind, rng)
    light = np.clip(1 + _texture(kind, shape, rng), 0.1, 2.5)
    return np.asarray(np.clip(cv2.merge([light * np.float32(part) for part in colour]), 0, 1), np.float32)


def _colour(kind: str, rng: np.random.Generator) -> NDArray[np.float64]:
    """Blue, green, red: wood from beech to walnut or painted, stone and keys nearly grey, cloth of any colour."""
    level = rng.uniform(0.08, 0.75)
    if kind == "wood" and rng.random() < 0.85:
        warm = rng.uniform(0.2, 0.65)
        return level * np.array([1 - warm, 1 - rng.uniform(0.35, 0.55) * warm, 1.0])
    spread = {"stone": 0.06, "keys": 0.03, "tiles": 0.12, "wood": 0.04}.get(kind, 0.3)
    return np.clip(level * rng.uniform(1 - spread, 1 + 0.5 * spread, 3), 0, 1)


def _texture(kind: str, shape: tuple[int, int], rng: np.random.Generator) -> Field:
    strength = np.float32(rng.uniform(0.05, 0.3))
    if kind == "wood":
        fibres = rng.standard_normal((int(rng.integers(30, 160)), 4), np.float32)
        grain = cv2.resize(fibres, shape[::-1], interpolation=cv2.INTER_CUBIC)
        grain = grain if rng.random() < 0.5 else np.ascontiguousarray(cv2.resize(grain.T, shape[::-1]))
        return strength * (grain + 0.3 * clouds(shape, 100, rng))
    if kind == "cloth":
        rows, columns = np.mgrid[: shape[0], : shape[1]].astype(np.float32)
        pitch = rng.uniform(4, 14)
        weave = np.sin(rows * (6.28 / pitch)) + np.sin(columns * (6.28 / pitch))
        return np.asarray(0.5 * strength * (weave + clouds(shape, 40, rng)), np.float32)
    if kind == "stone":
        return strength * (clouds(shape, 12, rng) + clouds(shape, 60, rng) + 0.6 * clouds(shape, 250, rng))
    if kind == "leaves":
        veins = 1.0 - np.abs(np.tanh(3 * clouds(shape, 8, rng)))
        return np.asarray(strength * (2 * veins + clouds(shape, 30, rng)), np.float32)
    if kind in {"tiles", "keys"}:
        return (_keys if kind == "keys" else _tiles)(shape, rng, strength)
    return 0.2 * strength * clouds(shape, 4, rng)


def _tiles(shape: tuple[int, int], rng: np.random.Generator, strength: np.float32) -> Field:
    light = 0.2 * strength * clouds(shape, 30, rng)
    pitch = int(rng.integers(30, 160))
    for row, top in enumerate(range(0, shape[0], pitch)):
        shift = int(row * rng.uniform(0.2, 0.6) * pitch) % pitch
        cv2.line(light, (0, top), (shape[1], top), float(-4 * strength), max(1, pitch // 20))
        for left in range(-shift, shape[1], round(1.4 * pitch)):
            cv2.line(light, (left, top), (left, top + pitch), float(-4 * strength), max(1, pitch // 20))
    return light


def _keys(shape: tuple[int, int], rng: np.random.Generator, strength: np.float32) -> Field:
    """Blank keys of a keyboard: lit slabs with dark gaps between, each row a little shifted."""
    slabs = np.zeros(shape, np.uint8)
    pitch = int(rng.integers(40, 140))
    gap = max(2, round(pitch * rng.uniform(0.08, 0.2)))
    for row, top in enumerate(range(-pitch // 3, shape[0], pitch)):
        left = -round((row % 4) * 0.28 * pitch)
        while left < shape[1]:
            wide = round(pitch * rng.choice([1.0, 1.6, 3.0], p=[0.85, 0.11, 0.04]))
            cv2.rectangle(slabs, (left + gap, top + gap), (left + wide - gap, top + pitch - gap), 255, -1)
            left += wide
    light = cv2.GaussianBlur(slabs, (0, 0), max(1.0, gap / 3)).astype(np.float32) / np.float32(255)
    return np.asarray((light - 1) * 4 * strength + 0.1 * strength * clouds(shape, 30, rng), np.float32)


def lay_things(sheet: Sheet, layer: Layer, rng: np.random.Generator) -> None:
    """A finger or a pen at the rim of the sheet, in place, where no digit is."""
    height, width = layer.alpha.shape
    mask = np.zeros((height, width), np.uint8)
    side = int(rng.integers(4))
    top, right, bottom, left = rng.random(4) * (width, height, width, height)
    rim = np.array([(top, 0), (width, right), (bottom, height), (0, left)][side])
    inwards = np.array([width / 2, height / 2]) - rim
    inwards = inwards / np.linalg.norm(inwards) + rng.normal(0, 0.4, 2)
    reach = rim + inwards * max(height, width) * rng.uniform(0.1, 0.3)
    finger = rng.random() < 0.5
    thick = round(max(height, width) * (rng.uniform(0.06, 0.12) if finger else rng.uniform(0.01, 0.03)))
    start, stop = np.rint([rim, reach]).astype(int).tolist()
    cv2.line(mask, start, stop, 255, max(2, thick), cv2.LINE_AA)
    if (layer.alpha[mask > 0] > 0).any():
        return
    colour = np.array([0.5, 0.62, 0.85]) * rng.uniform(0.3, 1.0) if finger else rng.uniform(0, 0.9, 3)
    weight = mask.astype(np.float32)[:, :, None] / np.float32(255)
    sheet += (colour.astype(np.float32) - sheet) * weight
