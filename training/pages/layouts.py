"""Where numbers stand on a sheet: lines, columns, tables, boxes, forms, dense pages, one small number."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from bot.recognition.types import GreyImage
from training.pages.fonts import fonts, printed
from training.pages.hands import Hand
from training.pages.handwriting import handwritten
from training.pages.layer import Layer
from training.pages.numbers import some_digits, some_number
from training.pages.surroundings import WORDS, any_word, print_line
from training.pages.writing import Manner, write_line

SMALLER, THICKEST = (2.0, 5.0), 0.19
"""Small numbers are so many times lower than the large ones; how thick the pen may be for them, by their height."""
NAMED_BY_HAND = 0.5
"""Share of the tables whose headings, and of the lists whose names, are in the digits' own hand."""


@dataclass(slots=True, eq=False)
class Sketch:
    """A sheet being laid out: the hand's layer, the printed layer, the digits' height and how they are written."""

    written: Layer
    printed: Layer
    height: int
    hand: Hand
    manner: Manner
    signs: float = 0.0
    """Share of numbers with signs in them."""
    kind: str = ""
    """What these are, if all are alike: one of `numbers.KINDS`."""
    rows: list[float] = field(default_factory=list)
    """Ground lines of the writing, for rules to lie on."""

    def number(self, rng: np.random.Generator) -> str:
        """A number as this sheet has them."""
        return some_number(rng, self.signs, self.kind)

    def name(self, font: Path | None, size: int, words: int, rng: np.random.Generator) -> tuple[GreyImage, Layer]:
        """A heading or name and the layer it belongs to: so many words in print, or without a font one by hand."""
        if font is not None:
            return printed(print_line(WORDS, words, rng), font, size), self.printed
        tall = max(6, round(rng.uniform(0.6, 1.0) * self.height))
        return handwritten(any_word(rng), tall, self.hand.width, rng), self.written

    def write(self, text: str, x: float, ground: float, rng: np.random.Generator) -> int:
        """Write text from (x, ground line) on with the sheet's hand; returns the column where it ends."""
        at = round(x), round(ground)
        return write_line(self.written, text, at, self.height, self.hand, self.manner, rng)


Layout = Callable[[Sketch, np.random.Generator], None]


def line(sketch: Sketch, rng: np.random.Generator) -> None:
    """One number."""
    _lines(sketch, 1, rng)


def lines(sketch: Sketch, rng: np.random.Generator) -> None:
    """Two to six lines, one or more numbers in each."""
    _lines(sketch, int(rng.integers(2, 7)), rng)


def _lines(sketch: Sketch, count: int, rng: np.random.Generator) -> None:
    layer, height = sketch.written, sketch.height
    pitch = height * rng.uniform(*sketch.manner.leading)
    count = max(1, min(count, int((layer.height - 1.2 * height) / pitch)))
    top = rng.uniform(0, max(1.0, layer.height - count * pitch - 0.4 * height)) + 1.3 * height
    left = round(rng.uniform(0.02, 0.3) * layer.width) + 4
    for row in range(count):
        ground = round(top + row * pitch)
        sketch.rows.append(ground)
        layer.new_line()
        text = sketch.number(rng)
        if rng.random() < 0.3:
            text += " " + sketch.number(rng)
        indent = left + round(rng.normal(0, 0.15) * height)
        sketch.write(text, max(4, indent), ground, rng)


def single(sketch: Sketch, rng: np.random.Generator) -> None:
    """One digit alone, somewhere near the middle."""
    layer = sketch.written
    layer.new_line()
    x = round(layer.width * rng.uniform(0.04, 0.5))
    ground = min(layer.height - 4, round(layer.height * 0.5 + sketch.height * rng.uniform(0.3, 0.7)))
    sketch.write(some_digits(1, rng), x, ground, rng)
    sketch.rows.append(ground)


def sizes(sketch: Sketch, rng: np.random.Generator) -> None:
    """Large numbers and small ones below each other, in one pen: a date above a sum, figures below a heading."""
    layer, large, width = sketch.written, sketch.height, sketch.hand.width
    small = round(large / rng.uniform(*SMALLER))
    heights = [large] * int(rng.integers(1, 3)) + [small] * int(rng.integers(1, 4))
    left, ground = rng.uniform(0.02, 0.3) * layer.width, rng.uniform(0.02, 0.1) * layer.height
    for height in rng.permutation(heights).tolist():
        ground += 1.2 * height
        if ground > layer.height - 4:
            break
        sketch.height, sketch.hand.width = height, min(width * large / height, THICKEST)
        sketch.rows.append(ground)
        layer.new_line()
        sketch.write(sketch.number(rng), left, ground, rng)
        ground += height * rng.uniform(0.2, 0.6)


def dense(sketch: Sketch, rng: np.random.Generator) -> None:
    """100 to 300 digits in rows."""
    layer, height = sketch.written, sketch.height
    pitch = height * rng.uniform(*sketch.manner.leading)
    wanted, left, step = int(rng.integers(100, 301)), round(1.2 * height), 0
    ground = 1.6 * height
    while layer.count < wanted and ground < layer.height - 0.5 * height:
        sketch.rows.append(ground)
        layer.new_line()
        x = left
        while x < layer.width - 3 * height and layer.count < wanted:
            step = layer.count
            x = sketch.write(some_digits(int(rng.integers(2, 12)), rng), x, round(ground), rng)
            x += round(height * rng.uniform(0.8, 1.8))
            if layer.count == step:
                break
        ground += pitch


def columns(sketch: Sketch, rng: np.random.Generator) -> None:
    """Two to four columns of numbers, read row by row."""
    layer, height = sketch.written, sketch.height
    count = int(rng.integers(2, 5))
    pitch, step = height * rng.uniform(*sketch.manner.leading), layer.width / count
    longest = max(1, int((step / height - 1.5) / 0.95))
    rows = max(2, min(int(rng.integers(2, 8)), int(layer.height / pitch) - 1))
    for row in range(rows):
        layer.new_line()
        ground = round((row + 1.1) * pitch)
        sketch.rows.append(ground)
        for column in range(count):
            text = some_digits(int(rng.integers(1, min(5, longest) + 1)), rng)
            sketch.write(text, round(column * step + 0.4 * height), ground, rng)


def table(sketch: Sketch, rng: np.random.Generator) -> None:
    """A printed or drawn table with headings and numbers in its cells."""
    layer, height = sketch.written, sketch.height
    down = height * rng.uniform(1.15, 2.2)
    across = height * rng.uniform(2.2, 5.5)
    count = max(1, min(int(rng.integers(2, 8)), int(layer.width / across) - 1))
    rows = max(2, min(int(rng.integers(2, 10)), int(layer.height / down) - 1))
    left, top = rng.uniform(0.1, 0.9, 2) * (layer.width - count * across, layer.height - rows * down)
    pen = max(1, round(height * rng.uniform(0.02, 0.09)))
    ends = left + count * across, top + rows * down
    for row in range(rows + 1):
        _rule(sketch.printed, (left, top + row * down), (ends[0], top + row * down), pen, rng)
    for column in range(count + 1):
        _rule(sketch.printed, (left + column * across, top), (left + column * across, ends[1]), pen, rng)
    named = rng.random() < 0.6
    by_hand = rng.random() < NAMED_BY_HAND
    font = fonts()[rng.integers(len(fonts()))]
    for row in range(rows):
        if not (named and row == 0):
            layer.new_line()
        for column in range(count):
            x, ground = left + column * across, top + (row + 1) * down
            if named and (row == 0 or (column == 0 and count > 1)):
                word, sheet = sketch.name(None if by_hand else font, max(8, round(0.45 * height)), 1, rng)
                if word.shape[1] < across - 4:
                    sheet.put(word, round(x + 3), round(ground - 0.5 * down - word.shape[0] / 2))
                continue
            room = int((across / height - 0.5) / 0.95)
            if room >= 1 and rng.random() < 0.85:
                indent, lift = rng.uniform(0.1, 0.3) * height, (down - height) * rng.uniform(0.2, 0.6)
                text = some_digits(int(rng.integers(1, min(room, 6) + 1)), rng)
                sketch.write(text, round(x + indent), round(ground - lift), rng)


def boxes(sketch: Sketch, rng: np.random.Generator) -> None:
    """One to three rows of boxes with a digit in each: post codes, sheets of exams."""
    layer, height = sketch.written, sketch.height
    side, tall = height * rng.uniform(0.95, 1.7), height * rng.uniform(1.1, 1.7)
    gap = rng.choice([0.0, 0.15 * height, 0.5 * height])
    pen = max(1, round(height * (rng.uniform(0.02, 0.08) if rng.random() < 0.75 else rng.uniform(0.08, 0.16))))
    count = max(1, min(int(rng.integers(2, 11)), int((layer.width - 8) / (side + gap))))
    rows = max(1, min(int(rng.integers(1, 4)), int(layer.height / (1.6 * tall))))
    left, top = (
        rng.uniform(0, 1, 2) * (layer.width - count * (side + gap) - 6, layer.height - rows * 1.5 * tall - 6) + 3
    )
    for row in range(rows):
        layer.new_line()
        for column in range(count):
            x, y = left + column * (side + gap), top + row * 1.5 * tall
            corners = [(x, y), (x + side, y), (x + side, y + tall), (x, y + tall)]
            for start, stop in zip(corners, corners[1:] + corners[:1], strict=True):
                _rule(sketch.printed, start, stop, pen, rng)
            if rng.random() < 0.9:
                ground = y + tall - (tall - height) * rng.uniform(0.15, 0.85)
                indent = (side - 0.65 * height) * rng.uniform(0.05, 0.95)
                sketch.write(some_digits(1, rng), round(x + indent), round(ground), rng)


def form(sketch: Sketch, rng: np.random.Generator) -> None:
    """Printed labels, each with a number on a printed or dotted line."""
    layer, height = sketch.written, sketch.height
    pitch = height * rng.uniform(1.7, 2.8)
    rows = max(1, min(int(rng.integers(2, 8)), int(layer.height / pitch) - 1))
    font, size = fonts()[rng.integers(len(fonts()))], max(9, round(height * rng.uniform(0.4, 0.9)))
    pen = max(1, round(height * rng.uniform(0.02, 0.06)))
    start = rng.uniform(0.3, 0.5) * layer.width
    for row in range(rows):
        ground = (row + 1) * pitch + rng.uniform(0, 2)
        label = printed(print_line(WORDS, 1, rng) + str(rng.choice(["", ":"])), font, size)
        if label.shape[1] < start - 8:
            sketch.printed.put(label, round(start - label.shape[1] - 0.4 * height), round(ground - label.shape[0]))
        if rng.random() < 0.7:
            level = ground + height * rng.uniform(-0.05, 0.15)
            _rule(sketch.printed, (start, level), (layer.width * 0.97, level), pen, rng, dotted=rng.random() < 0.3)
        layer.new_line()
        sketch.write(sketch.number(rng), round(start + 0.3 * height), round(ground), rng)


def marks(sketch: Sketch, rng: np.random.Generator) -> None:
    """A list of names, printed or written, each with a mark in the column beside it."""
    layer, height = sketch.written, sketch.height
    pitch, start = height * rng.uniform(1.3, 1.9), rng.uniform(0.45, 0.75) * layer.width
    rows = max(2, min(int(rng.integers(4, 16)), int(layer.height / pitch) - 1))
    font, size = fonts()[rng.integers(len(fonts()))], max(9, round(height * rng.uniform(0.5, 0.8)))
    pen = max(1, round(height * rng.uniform(0.02, 0.07)))
    width, by_hand = 3.6 * height, rng.random() < NAMED_BY_HAND
    for row in range(rows):
        y = (row + 0.4) * pitch
        name, sheet = sketch.name(None if by_hand else font, size, 2, rng)
        if name.shape[1] < start - 10:
            sheet.put(name, 8, round(y + 0.5 * pitch - name.shape[0] / 2))
        _rule(sketch.printed, (4, y), (start + width, y), pen, rng)
        layer.new_line()
        ground = y + pitch - (pitch - height) * rng.uniform(0.3, 0.7)
        sketch.write(some_digits(int(rng.integers(1, 3)), rng), round(start + 0.6 * height), round(ground), rng)
    for x in (4, start, start + width):
        _rule(sketch.printed, (x, 0.4 * pitch), (x, (rows + 0.4) * pitch), pen, rng)


LAYOUTS: dict[str, Layout] = {
    "line": line,
    "lines": lines,
    "single": single,
    "sizes": sizes,
    "dense": dense,
    "columns": columns,
    "table": table,
    "boxes": boxes,
    "form": form,
    "marks": marks,
}


def _rule(
    layer: Layer,
    start: tuple[float, float],
    stop: tuple[float, float],
    pen: int,
    rng: np.random.Generator,
    *,
    dotted: bool = False,
) -> None:
    """A printed rule, slightly off its course."""
    (x0, y0), (x1, y1) = (np.array(end) + rng.normal(0, 0.6, 2) for end in (start, stop))
    if not dotted:
        ends = (round(x0 * 16), round(y0 * 16)), (round(x1 * 16), round(y1 * 16))
        cv2.line(layer.alpha, *ends, 255, pen, cv2.LINE_AA, 4)
        return
    for x in np.arange(x0, x1, 5.0 * pen + 3):
        cv2.circle(layer.alpha, (round(x), round(y0)), pen, 255, -1)
