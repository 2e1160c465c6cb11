"""The straight sides of a sheet that is roughly known: along them brightness or roughness jumps evenly.

Averaged along a side, a desk's grain cancels out, however strong; the jump at the paper's edge, or its thin shadow,
does not. So of the lines near each side of the rough outline the one is taken whose jump is surest (a t-statistic).
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.areas import Hull, bright_area, first_found
from bot.recognition.calm import calm_area
from bot.recognition.framed import framed_area
from bot.recognition.types import GreyImage

Points = NDArray[np.float32]
ALONG = 48
"""Places along a side at which the jump is looked at."""
CORNER = 0.04
"""Share of a side at either end that is not looked at: the corner may be bent, or rounded in the rough outline."""
WIDE = 3
"""Pixels on either side of a line whose means are compared."""
REACH = 0.16
"""How far from the rough outline a side may lie, as a share of the square root of its area."""
LINES = 28
"""Places looked at for either end of a side."""
STEEPEST = 0.8
"""A side is turned by at most so much of its reach against the rough one."""
MOST = 60.0
"""Jumps count up to so many grey levels, so that one thing lying on the edge does not outweigh the rest."""
NOISE = 5.0
"""Grey levels by which jumps scatter at least: a perfectly even jump is not surer for being even."""
ROUGHNESS = 4.0
"""Grey levels that the square root of a grey level of slope counts for."""
SEEN = 0.4
"""Share of a side that lies in the picture, or it stays where it is."""


def sheet_on_grain(small: GreyImage) -> Hull | None:
    """The sheet on a grained desk: the bright area or a framed one, whose outlines are exact, or the calm one.

    That gets straight sides.
    """
    calm = calm_area(small)
    if calm is None:
        return None
    exact = first_found(small, bright_area, framed_area)
    return straightened(calm, small) if exact is None else exact


def straightened(hull: Hull, small: GreyImage) -> Hull:
    """The four-sided sheet whose sides lie near those of the smallest rectangle around `hull`, in the picture's pixels.

    Args:
        hull: rough outline of the sheet.
        small: the picture that it was found in.
    """
    corners = np.asarray(cv2.boxPoints(cv2.minAreaRect(hull)), np.float32)
    shades = _shades(small)
    reach = max(2 * WIDE, round(REACH * float(np.sqrt(max(cv2.contourArea(corners), 1.0)))))
    sides = [_side(corners[i], corners[(i + 1) % 4], corners.mean(axis=0), shades, reach) for i in range(4)]
    return np.rint([_crossing(sides[i - 1], sides[i], corners[i]) for i in range(4)]).astype(np.int32)[:, None]


def _shades(small: GreyImage) -> NDArray[np.float32]:
    """Brightness and roughness of each pixel, H×W×2, in grey levels."""
    across, down = (cv2.Sobel(small, cv2.CV_32F, *axis) for axis in ((1, 0), (0, 1)))
    slope = cv2.blur(np.abs(across) + np.abs(down), (5, 5))
    return np.dstack([small, ROUGHNESS * np.sqrt(slope)]).astype(np.float32)


def _side(start: Points, end: Points, middle: Points, shades: NDArray[np.float32], reach: int) -> Points:
    """Two points of the line near that from `start` to `end` at which the jump from within to without is surest."""
    outwards = np.array([end[1] - start[1], start[0] - end[0]], np.float32)
    outwards /= np.linalg.norm(outwards) + 1e-6
    outwards *= np.sign(outwards @ ((start + end) / 2 - middle))
    along = np.linspace(CORNER, 1.0 - CORNER, ALONG, dtype=np.float32)
    jumps, seen = _jumps(start + (end - start) * along[:, None], outwards, shades, reach)
    place = np.unique(np.linspace(0, 2 * reach, LINES).round().astype(int))
    first, last = (ends.ravel() for ends in np.meshgrid(place, place, indexing="ij"))
    near = np.abs(first - last) <= 2 * STEEPEST * reach
    first, last = first[near], last[near]
    lines = np.rint(first[:, None] + (last - first)[:, None] * along).astype(int)
    sure = _sureness(jumps[np.arange(ALONG), lines], seen[np.arange(ALONG), lines])
    best = int(np.argmax(sure))
    moved = (first[best] - reach, last[best] - reach) if sure[best] > 0 else (0, 0)
    ends = start + (end - start) * np.array([[CORNER], [1.0 - CORNER]])
    return np.asarray(ends + np.array(moved)[:, None] * outwards, np.float32)


def _jumps(
    places: Points, outwards: Points, shades: NDArray[np.float32], reach: int
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Jumps from within to without, N×(2·reach+1)×2, at each distance from N places; and which lie in the picture."""
    away = np.arange(-reach - WIDE, reach + WIDE + 1, dtype=np.float32)
    x, y = (places[:, axis, None] + away * outwards[axis] for axis in (0, 1))
    rows, columns = shades.shape[:2]
    inside = (x >= 0) & (x <= columns - 1) & (y >= 0) & (y <= rows - 1)
    shade = cv2.remap(
        shades, x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    sums = np.cumsum(np.pad(shade, ((0, 0), (1, 0), (0, 0))), axis=1)
    at = np.arange(WIDE, WIDE + 2 * reach + 1)
    within, without = (sums[:, at] - sums[:, at - WIDE]) / WIDE, (sums[:, at + WIDE + 1] - sums[:, at + 1]) / WIDE
    return np.clip(within - without, -MOST, MOST), inside[:, at - WIDE] & inside[:, at + WIDE]


def _sureness(jumps: NDArray[np.float32], seen: NDArray[np.bool_]) -> NDArray[np.float64]:
    """How surely each of L lines is an edge: L×N×2 jumps, L×N of them seen; 0 where too few are."""
    count = seen.sum(axis=1)
    some = np.maximum(count, 1)[:, None]
    jumps = jumps * seen[..., None]
    mean = jumps.sum(axis=1) / some
    scatter = np.maximum((jumps**2).sum(axis=1) / some - mean**2, 0.0) + NOISE**2
    return np.asarray(np.sqrt((mean**2 / scatter).sum(axis=1)) * (count >= SEEN * ALONG), np.float64)


def _crossing(one: Points, other: Points, otherwise: Points) -> NDArray[np.floating]:
    """Where two lines cross; `otherwise` if they hardly do."""
    ahead, across = one[1] - one[0], other[1] - other[0]
    system = np.stack([ahead, -across], axis=1)
    lengths = float(np.linalg.norm(ahead) * np.linalg.norm(across))
    if abs(float(np.linalg.det(system))) < 0.1 * max(lengths, 1e-6):
        return otherwise
    return np.asarray(one[0] + ahead * np.linalg.solve(system, other[0] - one[0])[0])
