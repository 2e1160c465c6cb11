"""From a condition and a seed to a synthetic photo with its truth; the same for the same two."""

import zlib
from dataclasses import replace

import cv2
import numpy as np

from bot.recognition.types import Box
from training.pages.camera import shoot
from training.pages.conditions import CONDITIONS, Condition, any_condition
from training.pages.desk import lay_things, make_desk
from training.pages.hands import Hand, Writers
from training.pages.ink import PAPER_TOOLS, any_width, lay_ink
from training.pages.layer import Layer, boxes_of
from training.pages.layouts import LAYOUTS, Sketch
from training.pages.legible import is_legible
from training.pages.marking import mark
from training.pages.objects import put_object
from training.pages.page import Page, Sheet, Written
from training.pages.paper import DARK_KINDS, any_ruling, make_paper, print_rules
from training.pages.scenes import NOTHING, any_kind
from training.pages.surroundings import print_around, words_around

FEWEST_PIXELS = 6
"""Ink of a digit, in pixels of the picture, below which nobody could read it."""
OTHER = 0.4
"""Share of the marks of a second pen on light paper that are in any colour, not red."""


def make_page(condition: str, seed: int, writers: Writers) -> Page:
    """A page of one of `CONDITIONS`, or of "any", with at least one digit."""
    rng = np.random.default_rng((zlib.crc32(condition.encode()), seed))
    while True:
        chosen = any_condition(rng) if condition == "any" else CONDITIONS[condition](rng)
        page = _make(chosen, condition, writers, rng)
        if page is not None:
            return page


def make_nothing(kind: str, seed: int) -> Page:
    """A picture of one of `NOTHING`, without any digit."""
    rng = np.random.default_rng((zlib.crc32(kind.encode()), seed))
    picture = NOTHING[kind](rng)
    return Page(picture, np.zeros(picture.shape[:2], np.uint16), (), kind)


def any_page(writers: Writers, empty: float, rng: np.random.Generator) -> Page:
    """A page for training, or with this chance a picture without any digit, of any kind."""
    seed = int(rng.integers(2**31))
    if rng.random() < empty:
        return make_nothing(any_kind(rng), seed)
    return make_page("any", seed, writers)


def _make(condition: Condition, name: str, writers: Writers, rng: np.random.Generator) -> Page | None:
    sketch = _sketch(condition, writers, rng)
    if not sketch.written.count:
        return None
    sheet = _sheet(condition, sketch, rng)
    ground = _ground(condition, rng)
    camera = condition.camera
    if ground is None and camera.zoom == 1.0 and (camera.tilt or camera.perspective):
        sheet, sketch.written.owner = _with_rim(sheet, sketch.written.owner, camera.tilt, camera.perspective)
    picture, owner = shoot(sheet, sketch.written.owner, ground, camera, rng)
    lines = _lines(sketch.written, owner)
    if lines is None or not is_legible(picture, owner, sketch.written.count):
        return None
    return Page(picture, owner, lines, name, min(camera.quality, 90))


def _ground(condition: Condition, rng: np.random.Generator) -> Sheet | None:
    """What the sheet lies on, with other things where the condition has some."""
    if not condition.desk:
        return None
    ground = make_desk((480, 640), rng)
    for _ in range(int(rng.integers(0, 5)) if condition.things else 0):
        put_object(ground, (rng.uniform(0, 640), rng.uniform(0, 480)), float(rng.uniform(40, 300)), rng)
    return ground


def _sketch(condition: Condition, writers: Writers, rng: np.random.Generator) -> Sketch:
    width, height = condition.size
    tall = max(9, round(max(width, height) * np.exp(rng.uniform(*np.log(condition.height)))))
    tall = min(tall, round(0.9 * height))
    pen = max(any_width(condition.tool, rng), 1.3 / tall)
    hand = Hand(writers, rng, pen, condition.manner.lean)
    written = Layer(height, width)
    sketch = Sketch(written, Layer(height, width), tall, hand, condition.manner, condition.signs, condition.kind)
    LAYOUTS[condition.layout](sketch, rng)
    if condition.circled and written.count:
        _circle(written, rng, max(1, round(hand.width * tall)))
    if condition.broken:
        _break(written, rng, max(2, round(0.06 * tall)), max(2, round(hand.width * tall)))
    taken = cv2.max(written.taken(round(0.4 * tall)), sketch.printed.taken(round(0.2 * tall)))
    if condition.print_lines:
        size = round(tall * rng.uniform(0.25, 0.9))
        print_around(sketch.printed, np.asarray(taken, np.uint8), size, condition.print_lines, rng)
    if condition.words:
        words_around(written, np.asarray(taken, np.uint8), tall, hand.width, condition.words, rng)
    return sketch


def _sheet(condition: Condition, sketch: Sketch, rng: np.random.Generator) -> Sheet:
    written, dark = sketch.written, condition.paper in DARK_KINDS
    sheet = make_paper((written.height, written.width), condition.paper, rng)
    if condition.ruling:
        ruling = any_ruling(condition.ruling, sketch.height, rng)
        if len(sketch.rows) > 1 and rng.random() < 0.7:
            pitch = sketch.rows[1] - sketch.rows[0]
            first = sketch.rows[0] % pitch + rng.normal(0, 0.04) * pitch
            ruling = replace(ruling, across=pitch, offset=(first, ruling.offset[1]))
        print_rules(sheet, ruling, rng)
    lay_ink(sheet, sketch.printed, "light screen" if dark else "felt", rng, "white" if dark else _print_colour(rng))
    lay_ink(sheet, written, condition.tool, rng, condition.colour)
    if condition.marked:
        _mark(sheet, sketch, dark, rng)
    if condition.things:
        lay_things(sheet, written, rng)
    return sheet


def _mark(sheet: Sheet, sketch: Sketch, dark: bool, rng: np.random.Generator) -> None:
    """Put the marks of a second pen on the sheet, in place, mostly in red."""
    tool = "light pen" if dark else str(rng.choice(PAPER_TOOLS))
    colour = None if dark or rng.random() < OTHER else "red"
    marks, width = Layer(sketch.written.height, sketch.written.width), max(any_width(tool, rng), 1.3 / sketch.height)
    mark(marks, sketch.written, sketch.height, width, rng)
    lay_ink(sheet, marks, tool, rng, colour)


def _print_colour(rng: np.random.Generator) -> str:
    return str(rng.choice(["black", "black", "black", "blue", "red", "green"]))


def _with_rim(sheet: Sheet, owner: np.ndarray, tilt: float, perspective: float) -> tuple[Sheet, np.ndarray]:
    """More of the same sheet around, so that a tilted camera loses no digit."""
    rim = round(max(sheet.shape) * min(0.3, 0.006 * abs(tilt) + 0.35 * perspective))
    wider = cv2.copyMakeBorder(sheet, rim, rim, rim, rim, cv2.BORDER_REPLICATE)
    return np.asarray(wider, np.float32), np.pad(owner, rim)


def _circle(layer: Layer, rng: np.random.Generator, pen: int) -> None:
    """A ring drawn round a whole line."""
    rows, columns = np.nonzero(layer.owner)
    middle = (int(columns.min() + columns.max()) // 2, int(rows.min() + rows.max()) // 2)
    axes = round(0.75 * np.ptp(columns) + 12), round(0.8 * np.ptp(rows) + 12)
    turn, start = float(rng.normal(0, 4)), float(rng.uniform(0, 40))
    cv2.ellipse(layer.alpha, middle, axes, turn, start, 360, 255, pen, cv2.LINE_AA)


def _break(layer: Layer, rng: np.random.Generator, gap: int, stroke: int) -> None:
    """Narrow breaks across the strokes, as a pen skips: one or two in two of three digits."""
    for index, (x, y, width, height) in enumerate(layer.digit_boxes()):
        rows, columns = np.nonzero(layer.owner[y : y + height, x : x + width] == index + 1)
        for _ in range(int(rng.choice([0, 1, 2], p=[0.34, 0.4, 0.26])) if rows.size else 0):
            place = rng.integers(rows.size)
            middle = np.array([x + columns[place], y + rows[place]])
            reach = 1.2 * stroke * np.array([np.cos(angle := rng.uniform(0, np.pi)), np.sin(angle)])
            start, stop = np.rint([middle - reach, middle + reach]).astype(int).tolist()
            cv2.line(layer.alpha, start, stop, 0, gap)
            cv2.line(layer.owner, start, stop, 0, gap)


def _lines(layer: Layer, owner: np.ndarray) -> tuple[tuple[Written, ...], ...] | None:
    """The digits with their boxes in the picture; None if one of them is not wholly in it."""
    before, after = (np.bincount(picture.ravel(), minlength=layer.count + 1)[1:] for picture in (layer.owner, owner))
    scale = after.sum() / max(before.sum(), 1)
    if (after < np.maximum(FEWEST_PIXELS, 0.6 * scale * before)).any():
        return None
    boxes = iter(boxes_of(owner, layer.count))
    rows = [tuple(Written(digit, Box(*(int(v) for v in next(boxes)))) for digit in line) for line in layer.lines]
    return tuple(row for row in rows if row)
