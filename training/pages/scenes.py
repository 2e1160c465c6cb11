"""Pictures without any digit: empty paper, textures, drawings, words, print, signs, scenes, things, shadows."""

from collections.abc import Callable
from dataclasses import replace

import cv2
import numpy as np

from bot.recognition.types import GreyImage
from training.pages.camera import any_camera, shoot
from training.pages.desk import KINDS as DESKS
from training.pages.desk import make_desk
from training.pages.doodles import doodle
from training.pages.fonts import printed
from training.pages.handwriting import cursive, handwritten
from training.pages.ink import PAPER_TOOLS, any_width, lay_ink
from training.pages.layer import Layer
from training.pages.layouts import LAYOUTS, Sketch
from training.pages.objects import SLIMMEST, is_slim, put_object
from training.pages.page import ColourImage, Sheet
from training.pages.paper import any_ruling, clouds, make_paper, print_rules
from training.pages.signs import ALONE, draw_sign
from training.pages.surroundings import any_word, any_words, print_around, print_line, put_free, words_around
from training.pages.writing import Manner

UNLIKE_DIGITS = "EFHKMNRVWXkmvwx"
_MANNER = Manner()
Scene = Callable[[np.random.Generator], ColourImage]


class _NoHand:
    """A hand that writes nothing: forms and tables stay empty."""

    width = 0.1

    def form(self, _digit: int, height: int) -> GreyImage:
        """A patch without ink, whatever is asked for."""
        return np.zeros((height, max(2, height // 2)), np.uint8)


def _photo(sheet: Sheet, rng: np.random.Generator, trouble: float = 0.4) -> ColourImage:
    camera = any_camera(rng, trouble)
    on_desk = rng.random() < 0.2
    ground = make_desk((480, 640), rng) if on_desk else None
    camera = replace(camera, zoom=float(rng.uniform(0.5, 0.9)) if on_desk else 1.0)
    return shoot(sheet, np.zeros(sheet.shape[:2], np.uint16), ground, camera, rng)[0]


def _size(rng: np.random.Generator) -> tuple[int, int]:
    side = int(rng.integers(300, 1200))
    return round(side * rng.uniform(0.55, 0.9)), side


def _paper(rng: np.random.Generator) -> Sheet:
    return make_paper(_size(rng), str(rng.choice(["plain", "plain", "old", "coloured", "crumpled", "whiteboard"])), rng)


def blank(rng: np.random.Generator) -> ColourImage:
    """Paper, shaded and noisy."""
    return _photo(_paper(rng), rng, 0.6)


def board(rng: np.random.Generator) -> ColourImage:
    """An empty board or dark sheet."""
    return _photo(make_paper(_size(rng), str(rng.choice(["blackboard", "dark", "dark screen"])), rng), rng, 0.5)


def _ruled(kind: str) -> Scene:
    def scene(rng: np.random.Generator) -> ColourImage:
        sheet = _paper(rng)
        height = max(sheet.shape) * float(np.exp(rng.uniform(np.log(0.02), np.log(0.12))))
        print_rules(sheet, any_ruling(kind, height, rng), rng)
        return _photo(sheet, rng)

    return scene


def _empty(layout: str) -> Scene:
    def scene(rng: np.random.Generator) -> ColourImage:
        sheet = _paper(rng)
        height, width = sheet.shape[:2]
        tall = max(12, round(max(height, width) * rng.uniform(0.03, 0.09)))
        sketch = Sketch(Layer(height, width), Layer(height, width), tall, _NoHand(), _MANNER)  # type: ignore[arg-type]
        LAYOUTS[layout](sketch, rng)
        lay_ink(sheet, sketch.printed, "felt", rng)
        return _photo(sheet, rng)

    return scene


def _texture(kind: str) -> Scene:
    def scene(rng: np.random.Generator) -> ColourImage:
        return _photo(make_desk(_size(rng), rng, kind), rng, 0.5)

    return scene


def words(rng: np.random.Generator) -> ColourImage:
    """Handwritten words and scrawl, on plain, ruled or squared paper."""
    sheet = _paper(rng)
    height, width = sheet.shape[:2]
    tall = max(14, round(max(height, width) * rng.uniform(0.03, 0.12)))
    if rng.random() < 0.4:
        print_rules(sheet, any_ruling(str(rng.choice(["ruled", "squared"])), tall, rng), rng)
    layer, tool = Layer(height, width), str(rng.choice(PAPER_TOOLS))
    taken = np.zeros((height, width), np.uint8)
    pen = any_width(tool, rng)
    for _ in range(int(rng.integers(1, 14))):
        put_free(layer, handwritten(any_word(rng), tall, pen, rng), taken, rng)
    lay_ink(sheet, layer, tool, rng)
    return _photo(sheet, rng)


def letters(rng: np.random.Generator) -> ColourImage:
    """One large letter or a few, none of which is a digit whichever way up, each alone."""
    sheet = _paper(rng)
    layer, tool = Layer(*sheet.shape[:2]), str(rng.choice(PAPER_TOOLS))
    taken = np.zeros(sheet.shape[:2], np.uint8)
    tall, pen = max(30, round(max(sheet.shape) * rng.uniform(0.08, 0.5))), any_width(tool, rng)
    for _ in range(int(rng.choice([1, 1, 2, 3, 6]))):
        put_free(layer, handwritten(str(rng.choice(list(UNLIKE_DIGITS))), tall, pen, rng), taken, rng)
    lay_ink(sheet, layer, tool, rng)
    return _photo(sheet, rng)


def scrawl(rng: np.random.Generator) -> ColourImage:
    """Lines of joined writing that says nothing."""
    sheet = _paper(rng)
    layer, tool = Layer(*sheet.shape[:2]), str(rng.choice(PAPER_TOOLS))
    tall, y = max(14, round(max(sheet.shape) * rng.uniform(0.03, 0.08))), 8
    while y + 2 * tall < layer.height:
        x = int(rng.integers(4, 60))
        while x < layer.width - 4 * tall:
            patch = cursive(tall, any_width(tool, rng), rng)
            layer.put(patch, x, y)
            x += patch.shape[1] + tall // 2
        y += round(1.9 * tall)
    lay_ink(sheet, layer, tool, rng)
    return _photo(sheet, rng)


def print_page(rng: np.random.Generator) -> ColourImage:
    """A printed page or label: paragraphs, headings."""
    sheet = _paper(rng)
    layer = Layer(*sheet.shape[:2])
    some, font = any_words(rng)
    size = max(9, round(max(sheet.shape) * rng.uniform(0.012, 0.06)))
    y = size
    while y < layer.height - 2 * size:
        line = printed(print_line(some, 12, rng), font, size)
        layer.put(line[:, : max(10, round(layer.width * rng.uniform(0.4, 0.9)))], round(0.05 * layer.width), y)
        y += round(size * rng.choice([1.4, 1.6, 3.0], p=[0.5, 0.4, 0.1]))
    lay_ink(sheet, layer, "felt", rng)
    return _photo(sheet, rng)


def label(rng: np.random.Generator) -> ColourImage:
    """A few printed lines of several sizes, as on a parcel, a sign or a screen."""
    sheet = make_paper(_size(rng), str(rng.choice(["plain", "coloured", "screen"])), rng)
    layer = Layer(*sheet.shape[:2])
    size = max(12, round(max(sheet.shape) * rng.uniform(0.03, 0.1)))
    print_around(layer, np.zeros(sheet.shape[:2], np.uint8), size, int(rng.integers(2, 10)), rng)
    lay_ink(sheet, layer, "felt", rng)
    return _photo(sheet, rng)


def drawing(rng: np.random.Generator) -> ColourImage:
    """Arrows, houses, faces, stars, scribbles."""
    sheet = _paper(rng)
    layer, tool = Layer(*sheet.shape[:2]), str(rng.choice(PAPER_TOOLS))
    taken = np.zeros(sheet.shape[:2], np.uint8)
    for _ in range(int(rng.integers(1, 8))):
        tall = max(40, round(max(sheet.shape) * rng.uniform(0.12, 0.6)))
        put_free(layer, doodle(tall, any_width(tool, rng) / 2, rng), taken, rng)
    lay_ink(sheet, layer, tool, rng)
    return _photo(sheet, rng)


def shapes(rng: np.random.Generator) -> ColourImage:
    """Triangles, slabs and polygons in colours, filled; outlined only with few corners: a round outline is a 0."""
    sheet = _paper(rng)
    flat = np.ascontiguousarray(sheet)
    for _ in range(int(rng.integers(2, 9))):
        count = int(rng.choice([3, 4, 5, 6]))
        middle = rng.uniform(0.1, 0.9, 2) * flat.shape[1::-1]
        angles = np.sort(rng.uniform(0, 2 * np.pi, count))
        spread = np.stack([np.cos(angles), np.sin(angles)], axis=1) * max(flat.shape) * rng.uniform(0.06, 0.25)
        points = np.rint(middle + spread).astype(np.int32)
        if is_slim(points):
            continue
        colour = rng.uniform(0, 0.9, 3).tolist()
        if rng.random() < 0.5 or count > 4:
            cv2.fillPoly(flat, [points], colour)
        else:
            cv2.polylines(flat, [points], True, colour, int(rng.integers(2, 8)), cv2.LINE_AA)
    return _photo(flat, rng)


def signs(rng: np.random.Generator) -> ColourImage:
    """Signs that stand alone, and words."""
    sheet = _paper(rng)
    layer, tool = Layer(*sheet.shape[:2]), str(rng.choice(PAPER_TOOLS))
    taken, width = np.zeros(sheet.shape[:2], np.uint8), any_width(tool, rng)
    for _ in range(int(rng.integers(1, 12))):
        tall = max(20, round(max(sheet.shape) * rng.uniform(0.05, 0.2)))
        put_free(layer, draw_sign(str(rng.choice(list(ALONE))), tall, width, rng), taken, rng)
    words_around(layer, taken, max(14, round(max(sheet.shape) * 0.05)), width, int(rng.integers(0, 4)), rng)
    lay_ink(sheet, layer, tool, rng)
    return _photo(sheet, rng)


def scene(rng: np.random.Generator) -> ColourImage:
    """Rooms and streets in broad strokes: surfaces with edges, windows, stripes, blobs, out of focus or not."""
    shape = _size(rng)
    sheet = make_desk(shape, rng)
    for _ in range(int(rng.integers(3, 14))):
        middle, sides = rng.uniform(0, 1, 2) * shape[::-1], rng.uniform(0.05, 0.7, 2) * shape[::-1]
        sides = np.maximum(sides, sides.max() / SLIMMEST)
        box = cv2.boxPoints((middle.tolist(), sides.tolist(), float(rng.choice([0, rng.uniform(0, 90)]))))
        colour = np.clip(rng.uniform(0.05, 0.95) + rng.normal(0, 0.12, 3), 0, 1).tolist()
        if rng.random() < 0.7:
            cv2.fillPoly(sheet, [box.astype(np.int32)], colour)
        else:
            cv2.ellipse(sheet, (middle.tolist(), sides.tolist(), float(rng.uniform(0, 90))), colour, -1)
    sheet *= 1 + clouds(shape, 60, rng)[:, :, None] * np.float32(rng.uniform(0, 0.08))
    if rng.random() < 0.4:
        sheet = np.asarray(cv2.GaussianBlur(sheet, (0, 0), float(rng.uniform(1, 6))), np.float32)
    return _photo(np.clip(sheet, 0, 1).astype(np.float32), rng, 0.5)


def objects(rng: np.random.Generator) -> ColourImage:
    """Things on paper, on a desk, or pictured."""
    shape = _size(rng)
    sheet = np.ascontiguousarray(make_desk(shape, rng) if rng.random() < 0.3 else make_paper(shape, _ground(rng), rng))
    for _ in range(int(rng.integers(1, 7))):
        x, y = rng.uniform(0.15, 0.85, 2) * shape[::-1]
        put_object(sheet, (x, y), max(shape) * float(rng.uniform(0.1, 0.7)), rng)
    return _photo(sheet, rng, 0.5)


def _ground(rng: np.random.Generator) -> str:
    return str(rng.choice(["plain", "coloured", "screen", "dark screen", "whiteboard"]))


def shadows(rng: np.random.Generator) -> ColourImage:
    """Paper under the shadows of a phone, a hand, a blind."""
    camera = replace(any_camera(rng, 0.5), hard_shadow=float(rng.uniform(0.3, 0.7)), shade=float(rng.uniform(0.2, 0.6)))
    sheet = _paper(rng)
    return shoot(sheet, np.zeros(sheet.shape[:2], np.uint16), None, camera, rng)[0]


NOTHING: dict[str, Scene] = {
    "blank paper": blank,
    "empty board": board,
    "ruled paper": _ruled("ruled"),
    "squared paper": _ruled("squared"),
    "empty table": _empty("table"),
    "empty boxes": _empty("boxes"),
    "empty form": _empty("form"),
    "words": words,
    "letters": letters,
    "scrawl": scrawl,
    "print": print_page,
    "label": label,
    "drawing": drawing,
    "shapes": shapes,
    "signs": signs,
    "scene": scene,
    "objects": objects,
    "shadows": shadows,
} | {f"{kind} texture": _texture(kind) for kind in DESKS}
"""Name → one random picture of that kind."""
HARDER = {
    "words": 0.14,
    "letters": 0.1,
    "scrawl": 0.06,
    "print": 0.1,
    "label": 0.08,
    "drawing": 0.25,
    "signs": 0.07,
    "objects": 0.2,
}
"""Those that are harder to tell from digits than the others, and how many of them each is."""


def any_kind(rng: np.random.Generator) -> str:
    """One of `NOTHING` for training, every other time one of the harder ones."""
    if rng.random() < 0.5:
        return str(rng.choice(list(HARDER), p=list(HARDER.values())))
    return str(rng.choice(list(NOTHING)))
