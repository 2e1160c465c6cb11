"""What stands beside the handwritten digits: print in many fonts, numbers too, handwritten words, drawings."""

from functools import cache, lru_cache
from pathlib import Path

import cv2
import matplotlib as mpl
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from bot.recognition.types import GreyImage
from training.pages.doodles import doodle
from training.pages.freehand import by_hand, draw_curve, nib
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
NUMBERS, NUMBER = 0.25, 0.4
"""Share of printed lines with numbers among their words, and of numbers among these words."""
NUMBER_FORMS = ("{0}", "{0}", "{0}", "{0}.", "{0}.{1:02}", "{0}/{1}", "({1})", "{1:02}:{2:02}", "{1}.{2}.{3}", "{0} %")
TRACED, TRACED_SIZE = 0.5, 117
"""Share of words in a print font's letters, of which there are more than of a stroke font's; their size, for `TALL`."""


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


def print_line(words: tuple[str, ...], count: int, rng: np.random.Generator) -> str:
    """So many words as a line of print has them, in a share of the lines numbers among them.

    Never numbers alone: neat writing looks like them, and only the letters beside them tell.
    """
    numbers = rng.random(count) < (NUMBER if rng.random() < NUMBERS else 0.0)
    numbers[rng.integers(count)] = False
    return " ".join(print_number(rng) if number else str(rng.choice(words)) for number in numbers)


def print_number(rng: np.random.Generator) -> str:
    """A number as it is printed."""
    number, year = int(rng.integers(10 ** rng.integers(1, 6))), int(rng.integers(1950, 2030))
    return str(rng.choice(NUMBER_FORMS)).format(number, *rng.integers(1, 60, 2).tolist(), year)


def handwritten(word: str, height: int, width: float, rng: np.random.Generator) -> GreyImage:
    """A word in a stroke font, or in a print font that the pen traces, shaken and slanted as a hand does.

    H×W uint8, its capitals `height` high.
    """
    if rng.random() < TRACED or not word.isascii():
        faces = fonts() if word.isascii() else broad_fonts()
        font = faces[rng.integers(len(faces))]
        return by_hand(np.pad(_set(word, font, TRACED_SIZE), 80), width * TALL, height / TALL, rng)
    script = int(rng.choice(SCRIPTS))
    (length, tall), under = cv2.getTextSize(word, script, 4.0, 1)
    field = np.zeros((tall + under + 120, length + 160), np.uint8)
    cv2.putText(field, word, (80, tall + 60), script, 4.0, 255, nib(width * TALL), cv2.LINE_AA)
    return by_hand(field, width * TALL, height / TALL, rng)


def cursive(height: int, width: float, rng: np.random.Generator) -> GreyImage:
    """Joined writing that says nothing: loops and waves, H×W uint8."""
    strokes = int(rng.integers(5, 22))
    across = np.cumsum(rng.uniform(12, 52, strokes)) + 40 * rng.standard_normal(strokes).clip(-1, 1)
    down = np.where(np.arange(strokes) % 2, 120, 60) + rng.normal(0, 14, strokes)
    tall = rng.random(strokes) < 0.2
    down[tall] -= 56
    points = np.stack([across - across.min() + 60, down + 40], axis=1)
    field = np.zeros((260, int(points[:, 0].max()) + 80), np.uint8)
    draw_curve(field, smooth(points), nib(width * TALL))
    return by_hand(field, width * TALL, height / TALL, rng)


def scratched(height: int, width: float, rng: np.random.Generator) -> GreyImage:
    """A number that its writer has scratched out, with a pen that goes to and fro, H×W uint8."""
    number = handwritten(str(rng.integers(10 ** rng.integers(1, 6))), height, width, rng)
    tall, wide = number.shape
    rim, turns = round(0.3 * height), 4 + round(rng.uniform(3, 8) * wide / tall)
    across = np.linspace(-rim / 2, wide + rim / 2, turns) + rng.normal(0, 0.08 * tall, turns)
    high = np.where(np.arange(turns) % 2, tall, 0) + rng.normal(0, 0.12 * tall, turns)
    points = np.stack([across, high.clip(-rim / 2, tall + rim / 2)], axis=1) + rim
    field = np.pad(number, rim)
    draw_curve(field, smooth(points), max(1, round(width * height)))
    return field


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
    """Printed lines of one font and language where there is room."""
    words, font = any_words(rng)
    for _ in range(count):
        line = print_line(words, int(rng.integers(1, 7)), rng) + str(rng.choice(["", "", ":", ".", "?"]))
        put_free(layer, printed(line, font, max(8, round(size * rng.choice([0.6, 1.0, 1.0, 1.6])))), taken, rng)


def words_around(layer: Layer, taken: GreyImage, size: int, width: float, count: int, rng: np.random.Generator) -> None:
    """Handwritten words, joined scrawl, drawings and numbers scratched out where there is room."""
    for _ in range(count):
        kind = rng.choice(["word", "cursive", "doodle", "scratched"], p=[0.5, 0.18, 0.22, 0.1])
        tall = max(8, round(size * rng.uniform(0.6, 1.5)))
        if kind == "word":
            patch = handwritten(str(rng.choice(any_words(rng)[0])), tall, width, rng)
        elif kind == "scratched":
            patch = scratched(tall, width, rng)
        else:
            patch = cursive(tall, width, rng) if kind == "cursive" else doodle(2 * tall, width / 2, rng)
        put_free(layer, patch, taken, rng)


@lru_cache(256)
def _face(font: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font, size)
