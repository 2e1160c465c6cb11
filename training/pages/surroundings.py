"""What stands beside the digits: print in many fonts, handwritten words, drawings. None of it holds a digit."""

from functools import cache, lru_cache
from pathlib import Path

import cv2
import matplotlib as mpl
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from bot.recognition.types import GreyImage
from training.pages.layer import Layer
from training.pages.pen import reink, scaled
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
FOREIGN = tuple(
    (  # noqa: SIM905 -- as above
        "адрес больница вода время город группа дата день деньги дом задание заказ имя итого класс количество "
        "молоко номер письмо покупка работа размер список сумма телефон товар улица учитель фамилия хлеб цена школа "
        "βιβλίο γάλα ημερομηνία θέμα κωδικός μάθημα νερό ποσό σπίτι σύνολο τάξη τιμή ψωμί ώρα "
        "größe für Straße año niño façade élève où być żółty książka řeka škola měsíc çay öğrenci şehir"
    ).split()
)
"""Words that not every font has the letters for."""
ABROAD = 0.15
"""Share of what is written or printed that is theirs."""
SCRIPTS = (cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_SCRIPT_COMPLEX)
TALL = 84
"""Height of a capital as it is drawn, in pixels, before it is scaled: as high as a digit in its form."""
TRACED, TRACED_SIZE = 0.5, 117
"""Share of words in a print font's letters, of which there are more than of a stroke font's; their size, for `TALL`."""
_Strokes = list[list[tuple[float, float]]]
_RING: list[tuple[float, float]] = [
    (70, 15),
    (110, 32),
    (122, 75),
    (105, 115),
    (66, 126),
    (28, 110),
    (18, 70),
    (35, 30),
    (72, 15),
]
DOODLES: dict[str, _Strokes] = {
    "arrow": [[(15, 70), (125, 62)], [(95, 40), (125, 62), (100, 92)]],
    "house": [
        [(25, 120), (25, 60), (70, 20), (115, 60), (115, 120), (25, 120)],
        [(60, 120), (60, 85), (82, 85), (82, 120)],
    ],
    "star": [[(70, 12), (92, 118), (14, 50), (126, 50), (48, 118), (70, 12)]],
    "tick": [[(15, 75), (50, 115), (128, 18)]],
    "wave": [[(8, 70), (35, 40), (62, 95), (90, 40), (130, 80)]],
    "tree": [[(66, 130), (66, 70)], [(74, 130), (74, 70)], [(30, 72), (70, 10), (110, 72), (30, 72)]],
    "face": [_RING, [(42, 85), (70, 102), (98, 84)], [(48, 50), (52, 58)], [(90, 50), (94, 58)]],
    "long face": [
        _RING,
        [(45, 95), (70, 86), (98, 97)],
        [(45, 52), (55, 52)],
        [(85, 52), (95, 52)],
        [(70, 60), (66, 76)],
    ],
    "sun": [
        [(70, 45), (92, 55), (94, 82), (72, 96), (48, 84), (46, 56), (71, 45)],
        *([(70 + 38 * x, 70 + 38 * y), (70 + 62 * x, 70 + 62 * y)] for x, y in ((0, -1), (0.8, -0.6), (1, 0.1))),
        *([(70 + 38 * x, 70 + 38 * y), (70 + 62 * x, 70 + 62 * y)] for x, y in ((0.7, 0.8), (-0.2, 1), (-0.9, 0.5))),
        *([(70 + 38 * x, 70 + 38 * y), (70 + 62 * x, 70 + 62 * y)] for x, y in ((-1, -0.3), (-0.6, -0.8))),
    ],
    "heart": [[(70, 40), (52, 16), (22, 28), (24, 66), (70, 124), (116, 66), (118, 28), (88, 16), (70, 40)]],
    "flower": [
        [(70, 56), (58, 30), (82, 30), (72, 54), (100, 44), (104, 66), (74, 60), (86, 86), (62, 88), (68, 60)],
        [(68, 60), (38, 72), (36, 48), (68, 57)],
        [(70, 84), (74, 132)],
    ],
    "fish": [
        [(126, 40), (96, 70), (60, 92), (20, 70), (60, 46), (96, 68), (126, 100), (122, 42)],
        [(38, 66), (42, 68)],
    ],
    "mushroom": [
        [(20, 66), (34, 30), (70, 16), (108, 30), (122, 66), (70, 74), (20, 66)],
        [(54, 72), (50, 122), (92, 122), (86, 72)],
    ],
    "cat": [
        [(28, 56), (26, 16), (54, 34), (86, 34), (114, 16), (112, 56), (108, 104), (70, 124), (32, 104), (28, 56)],
        [(52, 66), (52, 74)],
        [(88, 66), (88, 74)],
        [(62, 92), (70, 98), (78, 92)],
        [(14, 82), (42, 86)],
        [(98, 86), (126, 82)],
    ],
    "man": [
        [(70, 12), (56, 24), (62, 40), (80, 38), (84, 20), (70, 12)],
        [(70, 40), (70, 88)],
        [(38, 58), (70, 52), (104, 60)],
        [(44, 130), (70, 88), (98, 130)],
    ],
    "cup": [
        [(26, 36), (34, 112), (90, 112), (98, 36), (26, 36)],
        [(98, 50), (126, 52), (122, 84), (94, 92)],
    ],
    "leaf": [
        [(14, 120), (34, 60), (84, 22), (126, 16), (114, 66), (74, 106), (34, 110)],
        [(14, 126), (60, 78), (104, 38)],
    ],
    "bolt": [[(82, 10), (40, 72), (72, 72), (50, 130), (108, 54), (74, 54), (82, 10)]],
    "car": [
        [(10, 92), (14, 66), (40, 62), (56, 38), (96, 38), (108, 64), (130, 70), (130, 92), (10, 92)],
        [(30, 92), (40, 106), (50, 92)],
        [(92, 92), (102, 106), (112, 92)],
    ],
    "umbrella": [
        [(12, 70), (30, 34), (70, 18), (110, 34), (128, 70), (104, 60), (84, 70), (56, 60), (36, 70), (12, 70)],
        [(70, 64), (70, 112), (60, 124), (48, 114)],
    ],
    "envelope": [[(12, 36), (128, 36), (128, 106), (12, 106), (12, 36)], [(12, 36), (70, 78), (128, 36)]],
    "crown": [[(18, 112), (14, 40), (44, 76), (70, 28), (98, 76), (126, 40), (122, 112), (18, 112)]],
    "boat": [[(10, 86), (36, 118), (104, 118), (130, 86), (10, 86)], [(66, 86), (66, 14), (112, 72), (66, 72)]],
    "apple": [
        [
            (70, 44),
            (44, 34),
            (22, 56),
            (30, 100),
            (54, 124),
            (70, 118),
            (88, 124),
            (112, 98),
            (118, 56),
            (96, 34),
            (70, 44),
        ],
        [(70, 44), (74, 18)],
    ],
    "scribble": [],
}
"""Strokes of each drawing through a few points in a field of 140×140; a scribble's are new each time."""
CURVED = frozenset(
    {"wave", "face", "long face", "sun", "heart", "flower", "fish", "mushroom", "leaf", "umbrella", "apple"}
    | {"scribble"}
)


@cache
def fonts() -> tuple[Path, ...]:
    """The text fonts that come with matplotlib."""
    folder = Path(mpl.get_data_path(), "fonts", "ttf")
    wanted = ("DejaVu", "STIXGeneral", "cmr", "cmss", "cmtt", "cmb")
    return tuple(
        sorted(path for path in folder.glob("*.ttf") if path.name.startswith(wanted) and "Display" not in path.name)
    )


@cache
def broad_fonts() -> tuple[Path, ...]:
    """Those of them that have the letters of `FOREIGN` words too."""
    return tuple(path for path in fonts() if path.name.startswith(("DejaVu", "STIX")))


def any_words(rng: np.random.Generator) -> tuple[tuple[str, ...], Path]:
    """Words in whatever languages, and a font that has their letters."""
    words, faces = (FOREIGN, broad_fonts()) if rng.random() < ABROAD else (WORDS, fonts())
    return words, faces[rng.integers(len(faces))]


@lru_cache(4096)
def printed(word: str, font: Path, size: int) -> GreyImage:
    """A printed word as H×W uint8, white on black, its ink filling the picture."""
    return _set(word, font, size)


def _set(word: str, font: Path, size: int) -> GreyImage:
    """The same, not kept: words to be traced are too large for the cache."""
    face = _face(font, size)
    left, top, right, bottom = face.getbbox(word)
    picture = Image.new("L", (max(1, round(right - left) + 2), max(1, round(bottom - top) + 2)))
    ImageDraw.Draw(picture).text((1 - left, 1 - top), word, 255, face)
    return np.asarray(picture, np.uint8)


def handwritten(word: str, height: int, width: float, rng: np.random.Generator) -> GreyImage:
    """A word in a stroke font, or in a print font that the pen traces, shaken and slanted as a hand does.

    H×W uint8, its capitals `height` high.
    """
    if rng.random() < TRACED or not word.isascii():
        faces = fonts() if word.isascii() else broad_fonts()
        font = faces[rng.integers(len(faces))]
        return _by_hand(np.pad(_set(word, font, TRACED_SIZE), 80), width * TALL, height / TALL, rng)
    script = int(rng.choice(SCRIPTS))
    (length, tall), under = cv2.getTextSize(word, script, 4.0, 1)
    field = np.zeros((tall + under + 120, length + 160), np.uint8)
    cv2.putText(field, word, (80, tall + 60), script, 4.0, 255, _nib(width * TALL), cv2.LINE_AA)
    return _by_hand(field, width * TALL, height / TALL, rng)


def cursive(height: int, width: float, rng: np.random.Generator) -> GreyImage:
    """Joined writing that says nothing: loops and waves, H×W uint8."""
    strokes = int(rng.integers(5, 22))
    across = np.cumsum(rng.uniform(12, 52, strokes)) + 40 * rng.standard_normal(strokes).clip(-1, 1)
    down = np.where(np.arange(strokes) % 2, 120, 60) + rng.normal(0, 14, strokes)
    tall = rng.random(strokes) < 0.2
    down[tall] -= 56
    points = np.stack([across - across.min() + 60, down + 40], axis=1)
    field = np.zeros((260, int(points[:, 0].max()) + 80), np.uint8)
    _draw(field, smooth(points), _nib(width * TALL))
    return _by_hand(field, width * TALL, height / TALL, rng)


def doodle(height: int, width: float, rng: np.random.Generator, kind: str | None = None) -> GreyImage:
    """One of `DOODLES`, or that of a kind, H×W uint8."""
    kind = kind or str(rng.choice(list(DOODLES)))
    field = np.zeros((340, 340), np.uint8)
    strokes = DOODLES[kind] or [rng.uniform(15, 125, (12, 2)).tolist()]
    squeeze = rng.uniform(0.7, 1.0, 2)
    for stroke in strokes:
        points = (np.array(stroke, np.float64) - 70) * squeeze + rng.normal(0, 3, (len(stroke), 2))
        _draw(field, 2 * (smooth(points) if kind in CURVED and len(stroke) > 2 else points) + 170, _nib(width * 200))
    return _by_hand(field, width * 200, height / 200, rng)


def _nib(width: float) -> int:
    """A pen to draw with what will be inked at some width."""
    return max(3, round(0.7 * width))


def _draw(field: GreyImage, points: NDArray[np.float64], pen: int) -> None:
    cv2.polylines(field, [np.rint(points).astype(np.int32)], False, 255, pen, cv2.LINE_AA)


def _by_hand(field: GreyImage, width: float, factor: float, rng: np.random.Generator) -> GreyImage:
    """What is drawn, shaken and slanted, in the digits' pen at a width in pixels, then scaled; its ink fills it."""
    rows, columns = np.mgrid[: field.shape[0], : field.shape[1]].astype(np.float32)
    cells = (max(3, field.shape[0] // 60), max(3, field.shape[1] // 60))
    across, down = (
        rng.uniform(2, 9)
        * cv2.resize(rng.standard_normal(cells, np.float32), field.shape[::-1], interpolation=cv2.INTER_CUBIC)
        for _ in range(2)
    )
    slant = np.float32(rng.uniform(-0.3, 0.3)) * (rows - field.shape[0] / 2)
    moved = cv2.remap(field, columns + across + slant, rows + down, cv2.INTER_LINEAR)
    ink = scaled(reink(np.asarray(moved, np.uint8), width), factor)
    x, y, wide, high = cv2.boundingRect(np.asarray(ink > 40, np.uint8))
    return ink[y : y + high, x : x + wide] if wide else ink[:2, :2]


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
    """Printed lines of one font and language where there is room, letters only."""
    words, font = any_words(rng)
    for _ in range(count):
        line = " ".join(rng.choice(words, int(rng.integers(1, 7)))) + str(rng.choice(["", "", ":", ".", "?"]))
        put_free(layer, printed(line, font, max(8, round(size * rng.choice([0.6, 1.0, 1.0, 1.6])))), taken, rng)


def words_around(layer: Layer, taken: GreyImage, size: int, width: float, count: int, rng: np.random.Generator) -> None:
    """Handwritten words, joined scrawl and drawings where there is room."""
    for _ in range(count):
        kind = rng.choice(["word", "cursive", "doodle"], p=[0.55, 0.2, 0.25])
        tall = max(8, round(size * rng.uniform(0.6, 1.5)))
        if kind == "word":
            patch = handwritten(str(rng.choice(any_words(rng)[0])), tall, width, rng)
        else:
            patch = cursive(tall, width, rng) if kind == "cursive" else doodle(2 * tall, width / 2, rng)
        put_free(layer, patch, taken, rng)


@lru_cache(256)
def _face(font: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font, size)
