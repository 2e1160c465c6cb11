"""What a picture shows if it shows nothing else: one figure, or one number."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from bot.recognition.centres import mean_chance
from bot.recognition.found import Found, is_writing
from bot.recognition.interpret import NOTHING, Interpretation, Models
from bot.recognition.judge import text_height
from bot.recognition.lone import lone_digit
from bot.recognition.number import is_slash, lone_number
from bot.recognition.tiles import map_ink
from bot.recognition.types import Box
from bot.recognition.whole import are_kept, are_parts, is_around
from bot.recognition.working import Working

HARDLY = 0.1
"""Least mean chance of each digit's ink: a sheet's edge, a shadow's and a slash have less."""


def lone_figure(part: Working, models: Models) -> Found:
    """The one figure of a picture that shows nothing else, or nothing."""
    one = lone_digit(part.ink, models.judge)
    if one is None and part.bare_ink is not None:
        one = lone_digit(part.bare_ink, models.judge)
    found = NOTHING if one is None else Interpretation(((one,),), one.certainty, seen=1)
    return Found(found, part.place())


def whole_number(best: Found, parts: Sequence[Working], models: Models) -> Found:
    """The number that is all that a part shows, if what was read of it is some of its digits, or nothing."""
    if not is_writing(best.interpretation):
        return next((number for part in parts if (number := _number(part, models)) is not None), best)
    part = next(part for part in parts if part.part == best.place.part)
    number = _number(part, models)
    return best if number is None else _with_more(best, number)


def _number(part: Working, models: Models) -> Found | None:
    """The number that is all that a part shows; None where it shows more, or what is surely no digit's ink."""
    number = lone_number(part.ink, models.judge)
    if number is None:
        return None
    seen = map_ink(number.ink, text_height(number.digits), models)
    if min(mean_chance(seen, digit.segment) for digit in number.digits) < HARDLY:
        return None
    score = float(np.mean([digit.confidence for digit in number.digits]))
    return Found(Interpretation((number.digits,), score, seen=len(number.digits)), part.place(0, number.tilt))


def _with_more(best: Found, number: Found) -> Found:
    """A number, if it has all digits that were read, none of them in several, and upright ones besides.

    Its digits are believed as far as they were before, where they were read.
    """
    (line,), boxes = number.interpretation.lines, number.boxes
    known = [_beliefs(box, best) for box in boxes]
    new = [digit for digit, beliefs in zip(line, known, strict=True) if not beliefs]
    kept = are_parts(best.boxes, boxes) and are_kept(best.boxes, boxes)
    if not kept or not new or any(is_slash(digit) for digit in new):
        return best
    digits = tuple(
        replace(digit, belief=max(beliefs, default=digit.belief)) for digit, beliefs in zip(line, known, strict=True)
    )
    return replace(number, interpretation=replace(number.interpretation, lines=(digits,)))


def _beliefs(box: Box, best: Found) -> list[float]:
    """How far the digits that were read where a box is are believed."""
    digits = zip(best.interpretation.candidates, best.boxes, strict=True)
    return [digit.belief for digit, other in digits if is_around(box, *other.centre)]
