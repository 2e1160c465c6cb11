"""Ways to write digits that MNIST hardly has: drawn along a few points, each shaken a little.

Points are in a field of 100×100, x to the right and y down.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.types import GreyImage
from training.warp import FORM_SIDE

Stroke = tuple[tuple[int, int], ...]

STROKES: tuple[tuple[int, tuple[Stroke, ...]], ...] = (
    (1, (((50, 10), (50, 90)),)),
    (1, (((20, 40), (55, 8), (55, 92)),)),
    (1, (((32, 26), (54, 8), (54, 92)),)),
    (1, (((28, 32), (52, 8), (52, 92)), ((25, 92), (78, 92)))),
    (1, (((15, 55), (60, 8), (58, 92)),)),
    (1, (((38, 16), (52, 8), (52, 90)), ((32, 90), (72, 90)))),
    (2, (((22, 28), (34, 12), (56, 8), (72, 22), (66, 44), (22, 90), (80, 90)),)),
    (4, (((30, 10), (20, 60), (82, 60)), ((64, 28), (60, 94)))),
    (4, (((26, 10), (24, 52), (72, 52)), ((72, 10), (72, 92)))),
    (4, (((62, 92), (62, 8), (15, 66), (88, 66)),)),
    (5, (((76, 10), (30, 10), (26, 46), (52, 40), (74, 54), (70, 80), (46, 92), (22, 84)),)),
    (7, (((18, 12), (78, 12), (44, 92)), ((30, 52), (74, 50)))),
    (7, (((16, 26), (20, 12), (80, 12), (60, 44), (48, 92)), ((32, 54), (76, 48)))),
    (7, (((18, 10), (80, 10), (42, 92)),)),
    (7, (((16, 18), (36, 8), (54, 18), (82, 10), (56, 52), (46, 92)), ((30, 56), (78, 46)))),
    (9, (((70, 22), (48, 8), (26, 24), (32, 46), (56, 48), (70, 22), (70, 92)),)),
    (9, (((70, 20), (46, 8), (26, 26), (34, 46), (58, 46), (70, 20), (68, 70), (54, 92), (30, 84)),)),
    (9, (((72, 12), (44, 10), (26, 28), (36, 48), (66, 40), (72, 12), (62, 92)),)),
    (6, (((66, 8), (40, 30), (26, 64), (40, 92), (66, 88), (72, 64), (52, 52), (30, 66)),)),
    (0, (((50, 8), (24, 30), (22, 68), (48, 92), (74, 70), (76, 30), (50, 8)), ((76, 12), (24, 90)))),
    (0, (((52, 8), (28, 26), (24, 66), (48, 92), (72, 70), (74, 32), (48, 8)),)),
    (2, (((24, 30), (34, 12), (58, 8), (74, 28), (58, 56), (22, 88), (40, 80), (58, 92), (80, 84)),)),
    (3, (((26, 20), (48, 8), (72, 22), (48, 46), (74, 66), (52, 92), (24, 80)),)),
    (3, (((24, 10), (74, 10), (46, 42), (74, 62), (56, 92), (24, 82)),)),
    (5, (((36, 10), (30, 46), (56, 42), (74, 62), (54, 92), (24, 82)), ((36, 10), (78, 8)))),
    (6, (((60, 8), (34, 40), (28, 72), (50, 92), (70, 74), (54, 54), (30, 70)),)),
    (8, (((70, 20), (46, 8), (30, 26), (52, 46), (74, 70), (50, 92), (26, 72), (52, 44), (70, 22)),)),
    (8, (((50, 48), (30, 28), (50, 8), (70, 28), (50, 48), (26, 70), (50, 92), (74, 70), (50, 48)),)),
    (8, (((74, 12), (44, 10), (30, 28), (64, 60), (66, 84), (44, 92), (28, 76), (46, 52), (74, 24)),)),
    (8, (((68, 14), (46, 8), (26, 24), (76, 78), (72, 90), (24, 90), (26, 80), (66, 24)),)),
    (0, (((46, 12), (26, 34), (26, 72), (50, 92), (72, 70), (70, 30), (54, 8)),)),
    (1, (((34, 32), (55, 8), (48, 92)),)),
    (1, (((30, 36), (58, 8), (42, 92)),)),
    (2, (((24, 26), (48, 8), (70, 26), (24, 88), (78, 88)),)),
    (4, (((26, 12), (18, 56), (84, 36)), ((46, 6), (58, 94)))),
    (4, (((34, 10), (16, 58), (82, 54)), ((52, 10), (50, 94)))),
    (4, (((56, 8), (14, 64), (88, 64)), ((56, 8), (56, 94)))),
    (4, (((58, 6), (18, 62), (86, 60)), ((62, 34), (58, 94)))),
    (5, (((34, 16), (30, 46), (52, 40), (72, 60), (56, 90), (24, 86)), ((42, 8), (80, 6)))),
    (6, (((46, 6), (24, 48), (22, 88), (70, 90), (74, 58), (28, 56)),)),
    (6, (((66, 8), (28, 58), (34, 92), (68, 86), (64, 60), (30, 66)),)),
    (7, (((20, 18), (76, 12), (50, 50), (42, 92)),)),
    (9, (((66, 10), (30, 12), (26, 46), (62, 48), (68, 10), (66, 92)),)),
    (9, (((70, 16), (44, 10), (28, 32), (44, 50), (68, 38)), ((72, 8), (64, 92)))),
)
"""Label and strokes of each way: European 1 with flag and foot, 7 with bar, 4 open, closed and with a rising bar, 9
with straight or curled tail, 8 as a tape, 6 and 9 with square bowls."""
ROUND = frozenset({0, 2, 3, 5, 6, 8, 9})
"""Labels that are mostly drawn with curves through the points."""


def draw_digit(rng: np.random.Generator, wanted: int | None = None) -> tuple[GreyImage, int]:
    """One drawn form (112×112 uint8) of the wanted digit, or of any, and its label."""
    ways = [way for way in STROKES if wanted is None or way[0] == wanted]
    label, strokes = ways[rng.integers(len(ways))]
    curved = rng.random() < (0.85 if label in ROUND else 0.25)
    return draw(strokes, curved, rng), label


def draw(strokes: tuple[Stroke, ...], curved: bool, rng: np.random.Generator) -> GreyImage:
    """Strokes with shaken points, as one pen of random width draws them."""
    form = np.zeros((FORM_SIDE, FORM_SIDE), np.uint8)
    width = int(rng.integers(4, 13))
    squeeze = np.array([rng.uniform(0.65, 1.0), rng.uniform(0.75, 1.0)])
    for stroke in strokes:
        points = (np.array(stroke, np.float64) + rng.normal(0, 3.0, (len(stroke), 2)) - 50) * squeeze * 0.9
        path = smooth(points) if curved and len(stroke) > 2 else points
        pixels = np.rint((path + FORM_SIDE / 2) * 8).astype(np.int32)
        cv2.polylines(form, [pixels], False, 255, width, cv2.LINE_AA, 3)
    return form


def smooth(points: NDArray[np.float64], steps: int = 8) -> NDArray[np.float64]:
    """A Catmull-Rom curve through N×2 points (Catmull and Rom 1974), with some steps between neighbours."""
    p = np.vstack([points[:1], points, points[-1:]])
    t = np.linspace(0, 1, steps, endpoint=False)[:, np.newaxis, np.newaxis]
    before, start, stop, after = p[:-3], p[1:-2], p[2:-1], p[3:]
    bend = 2 * before - 5 * start + 4 * stop - after
    twist = -before + 3 * start - 3 * stop + after
    curve = 0.5 * (2 * start + (stop - before) * t + bend * t**2 + twist * t**3)
    return np.vstack([curve.transpose(1, 0, 2).reshape(-1, 2), points[-1:]])
