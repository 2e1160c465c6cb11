"""Photos that the tests draw themselves: digits as pen strokes on paper, with light, noise and JPEG, all seeded."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]


def _arc(cx: float, cy: float, rx: float, ry: float, start: float, end: float) -> list[tuple[float, float]]:
    angles = np.radians(np.linspace(start, end, 24))
    return [(cx + rx * float(np.cos(a)), cy + ry * float(np.sin(a))) for a in angles]


STROKES: dict[str, list[list[tuple[float, float]]]] = {
    "0": [_arc(0.5, 0.5, 0.33, 0.48, -90, 270)],
    "1": [[(0.32, 0.22), (0.55, 0.02), (0.55, 0.98)]],
    "2": [_arc(0.48, 0.3, 0.32, 0.28, 190, 380) + [(0.62, 0.6), (0.16, 0.97), (0.86, 0.95)]],
    "3": [_arc(0.44, 0.27, 0.3, 0.25, 200, 440) + _arc(0.44, 0.73, 0.34, 0.25, -80, 160)],
    "4": [[(0.55, 0.02), (0.12, 0.62), (0.9, 0.62)], [(0.68, 0.35), (0.66, 0.98)]],
    "5": [[(0.82, 0.03), (0.28, 0.04), (0.22, 0.46)] + _arc(0.46, 0.68, 0.34, 0.29, -130, 150)],
    "6": [[(0.7, 0.02), (0.36, 0.3), (0.2, 0.6)] + _arc(0.5, 0.71, 0.3, 0.26, 190, 545)],
    "7": [[(0.14, 0.05), (0.86, 0.05), (0.42, 0.98)]],
    "8": [_arc(0.5, 0.26, 0.26, 0.24, 90, 450) + _arc(0.5, 0.74, 0.32, 0.25, -90, 270)],
    "9": [_arc(0.48, 0.29, 0.28, 0.27, 20, 380) + [(0.76, 0.5), (0.66, 0.98)]],
}


@dataclass(frozen=True)
class Look:
    """How a page is drawn: stroke width in pixels, grey levels, shade 0..1 across the page, noise deviation."""

    stroke: int = 5
    ink: int = 50
    paper: int = 215
    shade: float = 0.0
    noise: float = 3.0
    rules: bool = False
    seed: int = 1


PLAIN = Look()


def draw_grey(*lines: str, height: int = 90) -> Picture:
    """A page (H×W uint8) in even light and without noise."""
    return np.ascontiguousarray(draw_page(list(lines), Look(noise=0, shade=0), height)[:, :, 0])


def draw_page(lines: list[str], look: Look = PLAIN, height: int = 90) -> Picture:
    """A page (H×W×3 uint8 BGR) with these lines of digits, `height` pixels high; spaces leave a gap."""
    rng = np.random.default_rng(look.seed)
    width = int(height * 0.95 * max([len(line) for line in lines] or [1])) + 3 * height
    page = np.full((int(height * (2.0 * max(1, len(lines)) + 1.5)), width), float(look.paper), np.float32)
    for number, line in enumerate(lines):
        top = int(height * (1.2 + 2.0 * number))
        if look.rules:
            cv2.line(page, (0, top + height + 8), (width, top + height + 8), look.paper - 60.0, 2)
        for place, character in enumerate(line):
            _draw(page, character, (int(height * (1.2 + 0.95 * place)), top), height, look, rng)
    return _photograph(page, look, rng)


def jpeg(page: Picture, quality: int = 90) -> bytes:
    """The page as JPEG bytes."""
    return _encode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, quality])


def png(page: Picture) -> bytes:
    """The page as PNG bytes."""
    return _encode(".png", page, [])


def photo(*lines: str, look: Look = PLAIN) -> bytes:
    """A photo of these lines as JPEG bytes."""
    return jpeg(draw_page(list(lines), look))


def _draw(
    page: NDArray[np.float32],
    character: str,
    corner: tuple[int, int],
    height: int,
    look: Look,
    rng: np.random.Generator,
) -> None:
    slant = rng.uniform(-0.08, 0.08)
    for stroke in STROKES.get(character, []):
        points = np.array(stroke) + rng.normal(0, 0.008, (len(stroke), 2))
        points[:, 0] = 0.7 * points[:, 0] + slant * (0.5 - points[:, 1])
        pixels = np.round((points * height + corner) * 8).astype(np.int32)
        cv2.polylines(page, [pixels], False, float(look.ink), look.stroke, cv2.LINE_AA, shift=3)


def _photograph(page: NDArray[np.float32], look: Look, rng: np.random.Generator) -> Picture:
    light = np.linspace(1.0, 1.0 - look.shade, page.shape[1], dtype=np.float32)
    seen = cv2.GaussianBlur(page * light, (0, 0), 0.8) + rng.normal(0, look.noise, page.shape)
    grey = np.clip(seen, 0, 255).astype(np.uint8)
    return np.asarray(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), np.uint8)


def _encode(extension: str, page: Picture, options: list[int]) -> bytes:
    _, data = cv2.imencode(extension, page, options)
    return data.tobytes()
