"""A phone's camera: where it stands, what light there is, what lens, sensor and JPEG make of it."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from training.pages.page import ColourImage, Owner, Sheet
from training.pages.paper import Field, clouds

MIDDLE = 0.5
DARKEST = 0.3
"""Share of a good light that an everyday photo keeps in its darkest place; with less, faint ink is lost to the eye."""
NOISIEST = 16.0
"""Deviation of the noise, in grey levels under a good light, through which thin ink can still be seen."""
NARROW = 0.35
"""Share of hard shadows that are a pen's, a finger's or a lamp arm's."""
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Camera:
    """How a sheet is photographed; 0 (or 1 where said) leaves an effect out.

    Attributes:
        tilt: turn in degrees, anticlockwise.
        quarter_turns: 0 to 3, anticlockwise, as a camera without orientation data has it.
        perspective: how much nearer one side is than the other, as a share.
        zoom: share of the picture's sides that the sheet fills.
        side: long side of the picture in pixels; 0 keeps the sheet's.
        shade: light that the darkest place lacks, as a share.
        hard_shadow: the same for the shadow of a phone or a hand, with an edge.
        vignette: light that the corners lack, as a share.
        light: brightness, 1 for a well-lit sheet.
        yellow: share of blue that the light lacks.
        blur: deviation of the lens blur in pixels.
        motion: length of a shake in pixels.
        noise: deviation of the sensor's noise in grey levels.
        quality: of the JPEG file, 100 for none.
    """

    tilt: float = 0.0
    quarter_turns: int = 0
    perspective: float = 0.0
    zoom: float = 1.0
    side: int = 0
    shade: float = 0.0
    hard_shadow: float = 0.0
    vignette: float = 0.0
    light: float = 1.0
    yellow: float = 0.0
    blur: float = 0.0
    motion: int = 0
    noise: float = 1.5
    quality: int = 90


def shoot(
    sheet: Sheet, owner: Owner, ground: Sheet | None, camera: Camera, rng: np.random.Generator
) -> tuple[ColourImage, Owner]:
    """Photograph a sheet, on a ground (H×W×3, any size) that shows where the sheet ends; the owner map goes with it."""
    flat = np.asarray(np.clip(sheet * 255, 0, 255), np.uint8)
    matrix, size = _view(flat.shape, camera, rng)
    if camera.tilt or camera.perspective or camera.zoom != 1.0 or size != flat.shape[1::-1]:
        picture, owner = _warped(flat, owner, ground, matrix, size)
    else:
        picture = flat
    picture = _lit(np.asarray(picture, np.uint8), camera, rng)
    picture = _exposed(picture, camera, rng)
    turns = camera.quarter_turns
    return np.ascontiguousarray(np.rot90(picture, turns)), np.ascontiguousarray(np.rot90(owner, turns))


def _view(
    shape: tuple[int, ...], camera: Camera, rng: np.random.Generator
) -> tuple[NDArray[np.float64], tuple[int, int]]:
    """Homography from the sheet to the picture, and the picture's (width, height)."""
    height, width = shape[:2]
    factor = camera.side / max(height, width) if camera.side else 1.0
    size = max(16, round(width * factor)), max(16, round(height * factor))
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32) - [width / 2, height / 2]
    angle = -np.deg2rad(camera.tilt)
    turn = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    seen = corners @ turn * camera.zoom
    depth = 1 + camera.perspective * (corners / max(width, height)) @ rng.normal(0, 1, 2)
    seen = (seen / depth[:, None]) * factor
    shift = (1 - camera.zoom) * 0.5 * np.array(size) * rng.uniform(-0.8, 0.8, 2)
    target = seen + np.array(size) / 2 + shift
    source = (corners + [width / 2, height / 2]).astype(np.float32)
    return np.asarray(cv2.getPerspectiveTransform(source, target.astype(np.float32)), np.float64), size


def _warped(
    flat: ColourImage, owner: Owner, ground: Sheet | None, matrix: Matrix, size: tuple[int, int]
) -> tuple[ColourImage, Owner]:
    shrunk = abs(np.linalg.det(matrix[:2, :2])) < 0.5
    source = cv2.GaussianBlur(flat, (0, 0), 0.6) if shrunk else flat
    if ground is None:
        picture = cv2.warpPerspective(source, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    else:
        back = cv2.resize(np.asarray(np.clip(ground * 255, 0, 255), np.uint8), size, interpolation=cv2.INTER_LINEAR)
        cover = cv2.warpPerspective(np.full(flat.shape[:2], 255, np.uint8), matrix, size, flags=cv2.INTER_LINEAR)
        back = _rim_shadow(np.asarray(back, np.uint8), np.asarray(cover, np.uint8))
        front = cv2.warpPerspective(source, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        weight = cv2.merge([cover] * 3).astype(np.float32) / np.float32(255)
        picture = np.clip(front * weight + back * (1 - weight), 0, 255).astype(np.uint8)
    moved = cv2.warpPerspective(owner, matrix, size, flags=cv2.INTER_NEAREST)
    return np.asarray(picture, np.uint8), np.asarray(moved, np.uint16)


def _rim_shadow(back: ColourImage, cover: NDArray[np.uint8]) -> ColourImage:
    """The shadow that a sheet throws on what it lies on."""
    small = cv2.resize(cover, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(np.roll(small, (2, 2), (0, 1)), (0, 0), 2.0)
    shadow = 1.0 - 0.5 * cv2.resize(soft, (back.shape[1], back.shape[0])).astype(np.float32) / 255
    return np.asarray(back * shadow[:, :, None], np.uint8)


def _lit(picture: ColourImage, camera: Camera, rng: np.random.Generator) -> ColourImage:
    shape = 96, 128
    light = np.full(shape, camera.light, np.float32)
    rows, columns = np.mgrid[:96, :128].astype(np.float32)
    rows, columns = rows / 96 - MIDDLE, columns / 128 - MIDDLE
    if camera.shade:
        angle = rng.uniform(0, 2 * np.pi)
        ramp = columns * np.cos(angle) + rows * np.sin(angle) + MIDDLE
        bumps = clouds(shape, 3, rng) * np.float32(0.2)
        light *= 1 - np.float32(camera.shade) * np.clip(ramp + bumps, 0, 1)
    if camera.vignette:
        light *= 1 - np.float32(camera.vignette) * np.clip((columns**2 + rows**2) * 2, 0, 1)
    if camera.hard_shadow:
        light *= 1 - np.float32(camera.hard_shadow) * _shadow(shape, rng)
    if camera.light == 1.0 and not (camera.shade or camera.vignette or camera.hard_shadow or camera.yellow):
        return picture
    size = picture.shape[1], picture.shape[0]
    tints = (1 - camera.yellow, 1 - 0.25 * camera.yellow, 1.0)
    full = cv2.resize(light, size, interpolation=cv2.INTER_CUBIC)
    lit = [cv2.multiply(picture[:, :, c], full, scale=tint, dtype=cv2.CV_8U) for c, tint in enumerate(tints)]
    return np.asarray(cv2.merge(lit), np.uint8)


def _shadow(shape: tuple[int, int], rng: np.random.Generator) -> Field:
    """A phone, a hand, a head or a pen between lamp and sheet: a blob, a slab or a bar, its edge soft or sharp."""
    mask = np.zeros(shape, np.float32)
    middle = rng.uniform(0, 1, 2) * shape[::-1]
    sides = rng.uniform(0.2, 0.9, 2) * shape[::-1]
    if rng.random() < NARROW:
        sides *= [rng.uniform(0.08, 0.3), rng.uniform(1.0, 2.0)]
    box = cv2.boxPoints((middle.tolist(), sides.tolist(), float(rng.uniform(0, 90))))
    if rng.random() < 0.6:
        cv2.fillPoly(mask, [box.astype(np.int32)], 1.0)
    else:
        cv2.ellipse(mask, (middle.tolist(), sides.tolist(), float(rng.uniform(0, 90))), 1.0, -1)
    return np.asarray(cv2.GaussianBlur(mask, (0, 0), float(rng.uniform(0.6, 8))), np.float32)


def _exposed(picture: ColourImage, camera: Camera, rng: np.random.Generator) -> ColourImage:
    if camera.blur > 0.25:
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), camera.blur), np.uint8)
    if camera.motion > 1:
        kernel = np.zeros((camera.motion | 1, camera.motion | 1), np.float32)
        angle, half = rng.uniform(0, np.pi), camera.motion / 2
        across, down = half * np.cos(angle), half * np.sin(angle)
        cv2.line(kernel, (round(half - across), round(half - down)), (round(half + across), round(half + down)), 1.0)
        picture = np.asarray(cv2.filter2D(picture, -1, kernel / kernel.sum()), np.uint8)
    if camera.noise:
        picture = _grainy(picture, camera.noise, rng)
    if camera.quality < 100:
        coded = cv2.imencode(".jpg", picture, (cv2.IMWRITE_JPEG_QUALITY, camera.quality))[1]
        picture = np.asarray(cv2.imdecode(coded, cv2.IMREAD_COLOR), np.uint8)
    return picture


def _grainy(picture: ColourImage, noise: float, rng: np.random.Generator) -> ColourImage:
    """The sensor's noise; OpenCV draws it three times faster than numpy, from a seed of ours."""
    grain: NDArray[np.int16] = np.empty(picture.shape, np.int16)
    cv2.setRNGSeed(int(rng.integers(2**31)))
    cv2.randn(grain, np.zeros(3), np.full(3, noise))
    return np.asarray(cv2.add(picture, grain, dtype=cv2.CV_8U), np.uint8)


def any_camera(rng: np.random.Generator, trouble: float = 0.35) -> Camera:
    """An everyday photo: each effect with this probability, mostly mild."""

    def some(low: float, high: float) -> float:
        return float(rng.uniform(low, high)) if rng.random() < trouble else 0.0

    camera = Camera(
        tilt=float(rng.normal(0, 2)) + some(-12, 12),
        perspective=some(0.05, 0.35),
        shade=some(0.1, 0.65),
        hard_shadow=some(0.15, 0.6),
        vignette=some(0.1, 0.5),
        light=float(rng.choice([1.0, rng.uniform(0.35, 1.0)])),
        yellow=some(0.05, 0.5),
        blur=float(rng.uniform(0.2, 0.7)) + some(0.2, 1.3),
        motion=int(some(2, 5)),
        noise=float(rng.uniform(0, 3)) + some(2, 10),
        quality=int(rng.integers(50, 96)) if rng.random() < trouble else 90,
    )
    return _readable(camera)


def _readable(camera: Camera) -> Camera:
    """Light losses all milder by one power, until the darkest place has `DARKEST`; noise that fits the light."""
    left = camera.light, 1 - camera.shade, 1 - camera.hard_shadow, 1 - camera.vignette
    darkest = float(np.prod(left))
    power = min(1.0, float(np.log(DARKEST) / np.log(min(darkest, 0.99))))
    light, shade, shadow, vignette = (share**power for share in left)
    noise = min(camera.noise, NOISIEST * max(darkest, DARKEST))
    return replace(camera, light=light, shade=1 - shade, hard_shadow=1 - shadow, vignette=1 - vignette, noise=noise)
