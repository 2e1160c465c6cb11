"""The labelled photos photographed again: as a sheet on a desk, askew, in the shade, on squared paper.

A photo that is read right may be read right by chance, or because a rule was chosen on it. Shown in twenty-four
ways it tells more of what a new source will bring, with real handwriting and exact truth.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.cases import Photo, Sample, load_photos
from benchmarks.figures import Figure, Options, Part
from benchmarks.pool import read_all
from benchmarks.real import ABSENT, table
from benchmarks.scoring import by_group, tally
from bot.recognition.decode import decode_colour
from training.pages.camera import Camera, shoot
from training.pages.desk import make_desk
from training.pages.page import ColourImage, Sheet
from training.pages.paper import Ruling, print_rules

TITLE = "Real photos photographed again"
LONGEST = 1600
"""Long side of the pictures: nothing here needs more."""
RIM = 0.25
"""More of the photo's own ground around it, as a share of its long side, so that a tilt cuts nothing off."""
DIMMED = 0.7
"""Light that is left where no spot is, so that a lamp's does not bleach all it falls on."""
FLASH = 240.0
"""Grey level of a flash's reflection."""
Change = Callable[[ColourImage, np.random.Generator], ColourImage]


def _camera(**settings: float) -> Change:
    """Another photo of the same sheet, with more of its ground around where the camera is not level."""
    camera = replace(Camera(noise=0.0), **settings)  # type: ignore[arg-type]

    def change(picture: ColourImage, rng: np.random.Generator) -> ColourImage:
        rim = round(RIM * max(picture.shape)) if camera.tilt or camera.perspective else 0
        wider = cv2.copyMakeBorder(picture, rim, rim, rim, rim, cv2.BORDER_REPLICATE)
        return _shot(np.asarray(wider, np.uint8), None, camera, rng)

    return change


def _desk(kind: str) -> Change:
    """The photo as a sheet that lies on a desk."""

    def change(picture: ColourImage, rng: np.random.Generator) -> ColourImage:
        camera = Camera(zoom=float(rng.uniform(0.45, 0.7)), tilt=float(rng.uniform(-8, 8)), perspective=0.1, side=1280)
        return _shot(picture, make_desk((480, 640), rng, kind), camera, rng)

    return change


def _ruled(*, squared: bool) -> Change:
    """Rules printed on the paper; their distance has nothing to do with the writing's."""

    def change(picture: ColourImage, rng: np.random.Generator) -> ColourImage:
        pitch = max(picture.shape) / float(rng.uniform(12, 30))
        sheet = _sheet(picture)
        thickness = max(1, round(pitch / 30))
        print_rules(sheet, Ruling(pitch, pitch if squared else 0.0, float(rng.uniform(0.1, 0.3)), thickness), rng)
        return np.asarray(np.clip(255 * sheet, 0, 255), np.uint8)

    return change


def _lit(most: float) -> Change:
    """A soft spot somewhere on the sheet or across its edge: up to so much more light, or less."""

    def change(picture: ColourImage, rng: np.random.Generator) -> ColourImage:
        rows, columns = picture.shape[:2]
        place = round(float(rng.uniform(-0.1, 1.1)) * columns), round(float(rng.uniform(-0.1, 1.1)) * rows)
        size = [round(float(share) * max(rows, columns)) for share in rng.uniform(0.06, 0.3, 2)]
        spot = cv2.ellipse(
            np.zeros((rows, columns), np.float32), place, size, float(rng.uniform(0, 180)), 0, 360, 1.0, -1
        )
        spot = cv2.GaussianBlur(spot, (0, 0), float(rng.uniform(0.02, 0.06)) * max(rows, columns))
        light = DIMMED * (1 + most * float(rng.uniform(0.5, 1.0)) * spot[..., None])
        return np.asarray(np.clip(picture * light, 0, 255), np.uint8)

    return change


def _reflected(picture: ColourImage, rng: np.random.Generator) -> ColourImage:
    """A flash's reflections on glossy paper or a board, below what is written."""
    rim = round(RIM * max(picture.shape))
    wider = cv2.copyMakeBorder(picture, 0, rim, 0, 0, cv2.BORDER_REPLICATE)
    spots, (rows, columns) = np.zeros(wider.shape[:2], np.float32), picture.shape[:2]
    for across in rng.uniform(0.1, 0.9, 2):
        place, turn = (round(float(across) * columns), rows + rim // 2), float(rng.uniform(0, 180))
        size = [round(float(share) * rim) for share in rng.uniform(0.1, 0.3, 2)]
        cv2.ellipse(spots, place, size, turn, 0, 360, 1.0, -1)
    spots = cv2.GaussianBlur(spots, (0, 0), 0.02 * rim)[..., None]
    return np.asarray(DIMMED * wider * (1 - spots) + FLASH * spots, np.uint8)


def _blind(picture: ColourImage, rng: np.random.Generator) -> ColourImage:
    """Stripes of shadow across the sheet, as a blind throws them."""
    rows, columns = picture.shape[:2]
    y, x = np.mgrid[:rows, :columns].astype(np.float32) / np.float32(max(rows, columns))
    angle, stripes = float(rng.uniform(0, np.pi)), float(rng.uniform(5, 10))
    wave = np.sin(2 * np.pi * stripes * (x * np.cos(angle) + y * np.sin(angle)) + float(rng.uniform(0, 2 * np.pi)))
    shadow = 0.35 / (1 + np.exp(-8 * (wave - float(rng.uniform(-0.4, 0.4)))))
    return np.asarray(picture * (1 - shadow[..., None]), np.uint8)


def _squeezed(across: float, down: float) -> Change:
    return lambda picture, _: np.asarray(
        cv2.resize(picture, None, fx=across, fy=down, interpolation=cv2.INTER_AREA), np.uint8
    )


def _shot(picture: ColourImage, ground: Sheet | None, camera: Camera, rng: np.random.Generator) -> ColourImage:
    nobody: NDArray[np.uint16] = np.zeros(picture.shape[:2], np.uint16)
    return shoot(_sheet(picture), nobody, ground, camera, rng)[0]


def _sheet(picture: ColourImage) -> Sheet:
    return picture.astype(np.float32) / np.float32(255)


CHANGES: dict[str, Change] = {
    "as it is": lambda picture, _: picture,
    "small": _camera(side=420),
    "tilted left": _camera(tilt=9.0),
    "tilted right": _camera(tilt=-9.0),
    "held askew": _camera(tilt=18.0),
    "perspective": _camera(perspective=0.25),
    "narrow": _squeezed(0.8, 1.0),
    "wide": _squeezed(1.0, 0.8),
    "inverted": lambda picture, _: np.asarray(255 - picture, np.uint8),
    "dim and noisy": _camera(light=0.4, noise=6.0),
    "shade": _camera(shade=0.6),
    "hard shadow": _camera(hard_shadow=0.5),
    "lamp": _lit(1.0),
    "phone's shadow": _lit(-0.6),
    "blind's shadow": _blind,
    "flash's reflection": _reflected,
    "yellow light": _camera(yellow=0.4),
    "blur": _camera(side=900, blur=1.2),
    "shake": _camera(side=900, motion=5),
    "poor JPEG": _camera(side=900, quality=18),
    "ruled": _ruled(squared=False),
    "squared": _ruled(squared=True),
    "wooden desk": _desk("wood"),
    "stone desk": _desk("stone"),
    "cloth below": _desk("cloth"),
}
"""Name → what is done to a photo, H×W×3 uint8."""


@dataclass(frozen=True, slots=True)
class Again:
    """A labelled photo, changed."""

    photo: Photo
    change: str

    @property
    def name(self) -> str:
        """The photo and what was done to it."""
        return f"{self.photo.name}, {self.change}"

    @property
    def group(self) -> str:
        """What was done."""
        return self.change

    def make(self) -> Sample:
        """The changed photo as JPEG, always the same."""
        sample = self.photo.make()
        picture, _ = decode_colour(sample.data, LONGEST)
        changed = CHANGES[self.change](picture, np.random.default_rng(zlib.crc32(self.name.encode())))
        return Sample(cv2.imencode(".jpg", changed, (cv2.IMWRITE_JPEG_QUALITY, 85))[1].tobytes(), sample.lines)


def run(options: Options) -> Part:
    """Read the labelled photos of the data folder in all changes."""
    photos = load_photos(options.data / "photos")
    if not photos:
        return Part(TITLE, note=ABSENT)
    cases = [Again(photo, change) for photo in photos[: options.count(len(photos))] for change in CHANGES]
    outcomes = read_all(cases, options.jobs, TITLE)
    several = [outcome for outcome in outcomes if outcome.digits > 1]
    figures = [
        Figure("photographed again: all digits right", tally(outcomes).share_right),
        Figure("photographed again: photos of several digits", tally(several).share_right),
    ]
    tables = [
        table("By change", "change", by_group(outcomes).items()),
        table("Several digits, by change", "change", by_group(several).items()),
    ]
    return Part(TITLE, figures, tables, outcomes)
