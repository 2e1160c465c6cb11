"""Tools and their ink: how a layer of strokes comes to lie on a sheet."""

from dataclasses import dataclass

import cv2
import numpy as np

from training.pages.layer import Layer
from training.pages.page import Sheet
from training.pages.paper import clouds

COLOURS: dict[str, tuple[float, float, float]] = {
    "black": (0.08, 0.08, 0.08),
    "blue": (0.55, 0.2, 0.1),
    "red": (0.15, 0.12, 0.75),
    "green": (0.2, 0.45, 0.1),
    "grey": (0.35, 0.35, 0.35),
    "white": (0.95, 0.95, 0.95),
    "yellow": (0.3, 0.9, 0.95),
}
"""Blue, green, red: the light that strokes at full strength give back."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A pen: stroke width by height of the digits, cover and its unevenness 0..1, softness of the edge in pixels."""

    width: tuple[float, float]
    cover: tuple[float, float]
    grain: float
    soft: float
    colours: tuple[str, ...]


TOOLS: dict[str, Tool] = {
    "pencil": Tool((0.04, 0.1), (0.4, 0.75), 0.3, 0.8, ("grey", "black")),
    "ballpoint": Tool((0.03, 0.08), (0.65, 0.95), 0.12, 0.5, ("blue", "black", "red", "green")),
    "fountain": Tool((0.06, 0.12), (0.75, 1.0), 0.1, 0.5, ("blue", "black")),
    "felt": Tool((0.09, 0.17), (0.85, 1.0), 0.04, 0.5, ("black", "blue", "red", "green")),
    "marker": Tool((0.14, 0.26), (0.85, 1.0), 0.05, 0.6, ("black", "blue", "red", "green")),
    "whiteboard": Tool((0.06, 0.14), (0.65, 1.0), 0.15, 0.6, ("black", "blue", "red", "green")),
    "chalk": Tool((0.08, 0.16), (0.55, 0.95), 0.35, 0.8, ("white", "white", "yellow")),
    "light pen": Tool((0.06, 0.16), (0.7, 1.0), 0.05, 0.5, ("white", "yellow")),
    "screen": Tool((0.03, 0.22), (1.0, 1.0), 0.0, 0.0, ("black", "blue", "red")),
    "light screen": Tool((0.05, 0.22), (1.0, 1.0), 0.0, 0.0, ("white",)),
}
PAPER_TOOLS = ("pencil", "ballpoint", "fountain", "felt", "marker")


def any_width(tool: str, rng: np.random.Generator) -> float:
    """A stroke width of the tool, by the height of the digits."""
    low, high = TOOLS[tool].width
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))


def lay_ink(sheet: Sheet, layer: Layer, tool: str, rng: np.random.Generator, colour: str | None = None) -> None:
    """Put a layer's ink on a sheet, in place; `colour` is one of `COLOURS`, else any of the tool's."""
    pen = TOOLS[tool]
    shape = layer.alpha.shape[0], layer.alpha.shape[1]
    cover = layer.alpha.astype(np.float32) * np.float32(rng.uniform(*pen.cover) / 255)
    if pen.soft:
        cover = np.asarray(cv2.GaussianBlur(cover, (0, 0), pen.soft * rng.uniform(0.6, 1.2)), np.float32)
    if pen.grain:
        uneven = 1.0 - np.float32(pen.grain) * np.abs(clouds(shape, max(shape) // 4, rng))
        uneven += clouds(shape, 12, rng) * np.float32(0.4 * pen.grain)
        cover = cover * np.clip(uneven, 0.45, 1.0)
    tint = np.array(COLOURS[colour or str(rng.choice(pen.colours))]) * rng.uniform(0.7, 1.2) + rng.normal(0, 0.02, 3)
    for channel, level in enumerate(np.clip(tint, 0, 1)):
        plane = np.ascontiguousarray(sheet[:, :, channel])
        sheet[:, :, channel] = plane + (np.float32(level) - plane) * cover
