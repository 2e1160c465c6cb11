"""Other writing on the same page: a date in the corner, small figures below a large one, a pencil's beside a marker's.

The ink model sees text of one height, and ink counts as such by the strongest on the page. What is left when the digits
that were read are taken out of the ink is looked at once more, at the height and strength that it has.
"""

from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from bot.recognition.ink import Ink, paler
from bot.recognition.interpret import Interpretation, Models, interpret
from bot.recognition.judge import Candidate, Judge, text_height
from bot.recognition.lines import LEVEL, slope_of
from bot.recognition.segment import cut_pieces, some_pieces
from bot.recognition.types import CERTAIN
from bot.recognition.words import is_rule

OTHER = 1.6
"""Writing is of another size if it is so many times as high, or as low."""
TINY = 0.1
"""What is lower than this share of the writing, and no more of its ink, is print: the scale of a plot."""
LOOKS = 2
"""So many further looks at most."""
SAMPLE = 24
"""Pieces that are asked for the height of what is left."""
SMALL, FEWEST = 0.025, 3
"""What is lower than this share of the page must look like so many digits: a look at small writing takes long."""
LOWEST = 12
"""What is lower than so many working pixels is grain."""
LONG, MOST = 4, 2 / 3
"""Of so many digits in a line most are certain, at least this share: a doubtful one does not hide the others."""
HALO = 5
"""Side of the brush with which digits' ink is taken out: their strokes are a little wider than what was cut out."""
Line = tuple[Candidate, ...]
Lines = tuple[Line, ...]


def with_other_writing(found: Interpretation, ink: Ink, models: Models, patience: float) -> Interpretation:
    """The interpretation with lines of digits that are much larger, smaller or paler, if a line is certain.

    Args:
        found: what was read.
        ink: the ink that it was read of, upright.
        models: the networks.
        patience: milliseconds spent (see `Models.spent`) after which no further look is begun.
    """
    heights, rest = [text_height(found.candidates)], _without(ink, found.candidates)
    for _ in range(LOOKS):
        height = _height(rest, models.judge) if models.spent < patience else 0.0
        is_other = rest.strength < ink.strength or all(_unlike(height, known) for known in heights)
        if height < TINY * heights[0] or not height or not is_other:
            break
        look = interpret(rest, height, models, upright=True)
        lines = tuple(line for line in (_clear_of(found, line) for line in look.lines) if _is_certain(line))
        added = [digit for line in lines for digit in line]
        if not added:
            break
        rest = _without(rest, added)
        is_print = _is_print(found, added)
        found = _added(found, lines)
        found = replace(found, lines=lines) if is_print else found
        heights.append(text_height(added))
    return found


def _without(ink: Ink, digits: Sequence[Candidate]) -> Ink:
    """The ink without that of the digits."""
    rest, most = ink.share.copy(), HALO // 2
    for digit in digits:
        box = digit.segment.box
        near = cv2.dilate(np.pad(digit.segment.crop, most), np.ones((HALO, HALO), np.uint8))
        top, left = max(0, box.y - most), max(0, box.x - most)
        place = rest[top : box.bottom + most, left : box.right + most]
        rows, columns = place.shape
        down, across = top - (box.y - most), left - (box.x - most)
        place[near[down : down + rows, across : across + columns] > 0] = 0
    return paler(replace(ink, share=rest))


def _height(rest: Ink, judge: Judge) -> float:
    """How high the pieces are that surely look like digits; 0 without enough. Bars do not count: most are no 1s."""
    some = some_pieces(rest, SAMPLE)
    width, tall = rest.pieces.stats[some, 2], rest.pieces.stats[some, 3]
    pieces = judge(cut_pieces(rest, some[(tall >= LOWEST) & ~is_rule(width, tall)]))
    likely = [piece for piece in pieces if piece.sure and piece.digit != 1]
    height = text_height(likely)
    return height if len(likely) >= FEWEST or height >= SMALL * max(rest.share.shape) else 0.0


def _is_print(found: Interpretation, added: Sequence[Candidate]) -> bool:
    """Whether what was found first is tiny beside writing that was found later."""
    return found.share < TINY and text_height(found.candidates) < TINY * text_height(added)


def _unlike(one: float, other: float) -> bool:
    return max(one, other) >= OTHER * min(one, other)


def _clear_of(found: Interpretation, line: Line) -> Line:
    """What of a line stands clear of the digits found before: what does not may be a stroke of theirs."""
    boxes = [digit.segment.box for digit in found.candidates]
    return tuple(digit for digit in line if all(digit.segment.box.gap(box) >= 0 for box in boxes))


def _is_certain(line: Line) -> bool:
    """Whether the digits of a line are certain on average, or most of a long number's."""
    if not line:
        return False
    mean = float(np.mean([digit.certainty for digit in line]))
    return mean >= CERTAIN or (len(line) >= LONG and sum(digit.certain for digit in line) >= MOST * len(line))


def _added(found: Interpretation, more: Lines) -> Interpretation:
    """The interpretation with more lines, in reading order; so much more of what is written is digits."""
    ink_before, ink_more = (sum(digit.ink for line in some for digit in line) for some in (found.lines, more))
    slope = slope_of([[digit.segment.box for digit in line] for line in found.lines])
    lines = list(found.lines)
    for line in more:
        same = next((other for other in lines if _is_same(line, other, slope)), ())
        lines = [other for other in lines if other is not same]
        lines.append(tuple(sorted((*same, *line), key=lambda digit: digit.segment.box.x)))
    lines.sort(key=lambda line: _level(line, slope))
    return replace(found, lines=tuple(lines), share=min(found.share * (ink_before + ink_more) / ink_before, 1.0))


def _is_same(one: Line, other: Line, slope: float) -> bool:
    """Whether two lines are parts of one: level with each other, and as high."""
    heights = text_height(one), text_height(other)
    return not _unlike(*heights) and abs(_level(one, slope) - _level(other, slope)) < LEVEL * min(heights)


def _level(line: Line, slope: float) -> float:
    middles = np.array([digit.segment.box.centre for digit in line])
    return float(np.mean(middles[:, 1] - slope * middles[:, 0]))
