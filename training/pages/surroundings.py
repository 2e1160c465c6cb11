"""What stands beside the digits: print in many fonts, handwritten words, drawings. None of it holds a digit."""

from functools import cache, lru_cache
from pathlib import Path

import cv2
import matplotlib as mpl
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from bot.recognition.types import GreyImage
from training.pages.layer import Layer
from training.shapes import smooth

WORDS = tuple(
    (  # noqa: SIM905 -- one word a line would fill two pages
        "account address amount article balance before Betrag between bread building cash change check city client "
        "code company count country customer Datum date delivery detail discount due email entry example exercise "
        "first form from garden grade group have height hours house index invoice kitchen lesson letter Liste "
        "material member meter milk minutes model month name Name never note number object offer order other page "
        "paid patient paper people phone place please point price product quantity question receipt record room "
        "sample school score section serial server sheet signature size solve station street student Summe table "
        "teacher telephone temperature test that the this time title Total town unit value version vitamin water "
        "week weight with word work world year your zone REPORT PLEASE WARNING MENU OPEN PRICE EXAM SALE nombre "
        "fecha cliente precio quand avec pour maison eau prix"
    ).split()
)
SCRIPTS = (cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_SCRIPT_COMPLEX)


@cache
def fonts() -> tuple[Path, ...]:
    """The text fonts that come with matplotlib."""
    folder = Path(mpl.get_data_path(), "fonts", "ttf")
    wanted = ("DejaVu", "STIXGeneral", "cmr", "cmss", "cmtt", "cmb")
    return tuple(
        sorted(path for path in folder.glob("*.ttf") if path.name.startswith(wanted) and "Display" not in path.name)
    )


@lru_cache(4096)
def printed(word: str, font: Path, size: int) -> GreyImage:
    """A printed word as H×W uint8, white on black, its ink filling the picture."""
    face = _face(font, size)
    left, top, right, bottom = face.getbbox(word)
    picture = Image.new("L", (max(1, round(right - left) + 2), max(1, round(bottom - top) + 2)))
    ImageDraw.Draw(picture).text((1 - left, 1 - top), word, 255, face)
    return np.asarray(picture, np.uint8)


def handwritten(word: str, height: int, width: float, rng: np.random.Generator) -> GreyImage:
    """A word in a stroke font, shaken and slanted as a hand does, H×W uint8."""
    scale = 2.0
    script = int(rng.choice(SCRIPTS))
    (length, tall), under = cv2.getTextSize(word, script, scale, 1)
    pen = max(1, round(width * 42 * 1.3))
    field = np.zeros((tall + under + 60, length + 80), np.uint8)
    cv2.putText(field, word, (40, tall + 30), script, scale, 255, pen, cv2.LINE_AA)
    rows, columns = np.mgrid[: field.shape[0], : field.shape[1]].astype(np.float32)
    shake = [
        cv2.resize(
            rng.standard_normal((4, max(3, length // 30)), np.float32), field.shape[::-1], interpolation=cv2.INTER_CUBIC
        )
        for _ in range(2)
    ]
    moved = cv2.remap(
        field,
        columns + 4 * shake[0] + np.float32(rng.uniform(-0.3, 0.3)) * (rows - tall),
        rows + 4 * shake[1],
        cv2.INTER_LINEAR,
    )
    return _scaled(np.asarray(moved, np.uint8), height / 42)


def cursive(height: int, width: float, rng: np.random.Generator) -> GreyImage:
    """Joined writing that says nothing: loops and waves, H×W uint8."""
    strokes = int(rng.integers(5, 22))
    across = np.cumsum(rng.uniform(6, 26, strokes)) + 20 * rng.standard_normal(strokes).clip(-1, 1)
    down = np.where(np.arange(strokes) % 2, 60, 30) + rng.normal(0, 7, strokes)
    tall = rng.random(strokes) < 0.2
    down[tall] -= 28
    points = np.stack([across + 30, down + 15], axis=1)
    field = np.zeros((120, int(points[:, 0].max()) + 40), np.uint8)
    cv2.polylines(field, [np.rint(smooth(points)).astype(np.int32)], False, 255, max(1, round(width * 40)), cv2.LINE_AA)
    return _scaled(field, height / 40)


def doodle(height: int, width: float, rng: np.random.Generator) -> GreyImage:
    """An arrow, a house, a star, a flower, a tick, a wave or a scribble, H×W uint8."""
    field, pen = np.zeros((140, 140), np.uint8), max(1, round(width * 100))
    shapes = {
        "arrow": [[(15, 70), (125, 62)], [(95, 40), (125, 62), (100, 92)]],
        "house": [
            [(25, 120), (25, 60), (70, 20), (115, 60), (115, 120), (25, 120)],
            [(60, 120), (60, 85), (82, 85), (82, 120)],
        ],
        "star": [[(70, 12), (92, 118), (14, 50), (126, 50), (48, 118), (70, 12)]],
        "tick": [[(15, 75), (50, 115), (128, 18)]],
        "wave": [[(8, 70), (35, 40), (62, 95), (90, 40), (130, 80)]],
        "tree": [[(66, 130), (66, 70)], [(74, 130), (74, 70)], [(30, 72), (70, 10), (110, 72), (30, 72)]],
        "face": [
            [(70, 15), (115, 40), (118, 95), (70, 125), (22, 95), (25, 40), (70, 15)],
            [(45, 85), (70, 100), (95, 84)],
            [(48, 52), (52, 56)],
            [(90, 52), (94, 56)],
        ],
        "scribble": [rng.uniform(15, 125, (12, 2)).tolist()],
    }
    kind = str(rng.choice(list(shapes)))
    for stroke in shapes[kind]:
        points = np.array(stroke, np.float64) + rng.normal(0, 4, (len(stroke), 2))
        path = smooth(points) if kind in {"wave", "face", "scribble"} and len(stroke) > 2 else points
        cv2.polylines(field, [np.rint(path).astype(np.int32)], False, 255, pen, cv2.LINE_AA)
    return _scaled(field, height / 100)


def put_free(layer: Layer, patch: GreyImage, taken: GreyImage, rng: np.random.Generator, tries: int = 12) -> bool:
    """Put a patch somewhere on the layer where nothing is taken, and take its place; whether there was room."""
    height, width = patch.shape
    if height >= layer.height or width >= layer.width:
        return False
    for _ in range(tries):
        x, y = int(rng.integers(layer.width - width)), int(rng.integers(layer.height - height))
        if not taken[y : y + height : 3, x : x + width : 3].any():
            layer.put(patch, x, y)
            taken[max(0, y - 4) : y + height + 4, max(0, x - 6) : x + width + 6] = 255
            return True
    return False


def print_around(layer: Layer, taken: GreyImage, size: int, count: int, rng: np.random.Generator) -> None:
    """Printed lines of one font where there is room, letters only."""
    font = fonts()[rng.integers(len(fonts()))]
    for _ in range(count):
        line = " ".join(rng.choice(WORDS, int(rng.integers(1, 7)))) + str(rng.choice(["", "", ":", ".", "?"]))
        put_free(layer, printed(line, font, max(8, round(size * rng.choice([0.6, 1.0, 1.0, 1.6])))), taken, rng)


def words_around(layer: Layer, taken: GreyImage, size: int, width: float, count: int, rng: np.random.Generator) -> None:
    """Handwritten words, joined scrawl and drawings where there is room."""
    for _ in range(count):
        kind = rng.choice(["word", "cursive", "doodle"], p=[0.6, 0.25, 0.15])
        tall = max(8, round(size * rng.uniform(0.6, 1.5)))
        if kind == "word":
            patch = handwritten(str(rng.choice(WORDS)), tall, width, rng)
        else:
            patch = cursive(tall, width, rng) if kind == "cursive" else doodle(2 * tall, width / 2, rng)
        put_free(layer, patch, taken, rng)


def _scaled(field: GreyImage, factor: float) -> GreyImage:
    x, y, width, height = cv2.boundingRect(np.asarray(field > 40, np.uint8))
    part = field[y : y + height, x : x + width]
    method = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
    return np.asarray(
        cv2.resize(part, (max(2, round(width * factor)), max(2, round(height * factor))), interpolation=method),
        np.uint8,
    )


@lru_cache(256)
def _face(font: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font, size)
