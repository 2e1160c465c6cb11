"""Ink read at the height, turned and tilted as it reads best."""

from dataclasses import replace

import numpy as np

from bot.recognition.guess import guess_heights
from bot.recognition.ink import Ink, tilted
from bot.recognition.interpret import FEWEST_TO_TURN, NOTHING, Interpretation, Models, interpret
from bot.recognition.judge import text_height, times
from bot.recognition.lines import order_lines, slope_of
from bot.recognition.types import Box
from bot.recognition.whole import are_parts
from bot.recognition.words import NUMBER

GOOD = 0.9
"""A look that scores this is not doubted."""
WORTHLESS = 0.72
"""What scores less is no writing, unless it has a number's certain digits, among much else."""
PATIENCE = 75.0
"""Milliseconds (see `Models.spent`) that all looks may cost,"""
LITTLE = 15.0
"""but one that costs no more than this is taken in any case where nothing was found."""
POOR = 0.8
"""A page that reads no better than this may be turned otherwise than the ink model says."""
TURNED = 0.08
"""What a turn that the ink model does not see must be better by: 6 and 9, 1, 0 and 8 are digits whichever way up."""
HALF_TURN, EITHER_WAY_UP = 2, frozenset({0, 1, 2, 5, 6, 8, 9})
"""Of a page of these digits alone only its hand tells which way up it is; and hardly anyone sends one upside down."""
UNUSUAL = 0.02
"""What an unusual look must be better by."""
ASKEW = 7.0
"""Degrees from which on lines that slant are made level: 1s that lean look like slashes, 4s like 9s."""
MINORITY = 0.5
"""What was read of a page tells little of it if less than this share of the writing is digits."""
MOST, ABOUT = 0.9, 1.5
"""A guessed height is confirmed where so much of the writing, a number of digits, is as high but for this factor."""
MORE = 0.1
"""What a level look that finds more digits may be worse by: those that the askew one missed are its doubtful ones."""


def read_upright(ink: Ink, models: Models, patience: float | None = None) -> tuple[Interpretation, int]:
    """The best interpretation at one of the guessed heights, and the quarter turns that make it upright.

    Args:
        ink: the ink to be read.
        models: the networks.
        patience: what all looks at the picture may have cost (see `Models.spent`) after each look that is begun;
            by default the likeliest height is looked at in any case, and the others as far as `PATIENCE` lasts.
    """
    heights, looked = guess_heights(ink, models.judge), list[float]()
    best, turns = NOTHING, 0
    most = PATIENCE if patience is None else patience
    if patience is not None and models.spent >= patience:
        return best, turns
    for height in heights:
        likeliest = height == heights[0]
        costs = models.costs(ink, height)
        always = patience is None if likeliest else best.score < WORTHLESS and costs <= LITTLE
        if not always and models.spent + costs > most:
            continue
        seen = interpret(ink, height, models, known=looked)
        looked.append(height)
        found, made = _turned_upright(seen, height, ink, models)
        found = found if likeliest else less(found, UNUSUAL)
        if best.score >= WORTHLESS and is_part_of(found, best):
            continue
        best, turns = max((best, turns), (found, made), key=lambda pair: pair[0].score)
        if best.score >= GOOD or _is_confirmed(best, height):
            break
    return best, turns


def is_part_of(look: Interpretation, whole: Interpretation) -> bool:
    """Whether a look shows no more digits than another did, all of them parts of those: a stroke of a 5 is a sure 1."""
    parts, figures = ([digit.segment.box for digit in each.candidates] for each in (look, whole))
    return 0 < len(parts) <= len(figures) and parts != figures and are_parts(parts, figures)


def _is_confirmed(found: Interpretation, height: float) -> bool:
    """Whether what was read says that the text is about so high: another height would show the same, or less."""
    seen = text_height(found.candidates)
    is_most = len(found.candidates) >= NUMBER and found.score >= WORTHLESS and found.share >= MOST
    return is_most and times(seen, height) < ABOUT


def _turned_upright(seen: Interpretation, height: float, ink: Ink, models: Models) -> tuple[Interpretation, int]:
    """The page read after the quarter turns that make it upright; as it is, where that reads no worse upside down."""
    found, made = _turned_as_said(seen, height, ink, models)
    if made != HALF_TURN or not all(digit.digit in EITHER_WAY_UP for digit in found.candidates):
        return found, made
    as_it_is = seen if seen.lines else interpret(ink, height, models, upright=True)
    return (as_it_is, 0) if as_it_is.score >= found.score - TURNED else (found, made)


def _turned_as_said(seen: Interpretation, height: float, ink: Ink, models: Models) -> tuple[Interpretation, int]:
    """The page read after the quarter turns that make it upright, as the ink model says or, in doubt, as reads best."""
    likeliest = seen.turns[0]
    if seen.seen < FEWEST_TO_TURN or (seen.score >= GOOD and likeliest == 0):
        return seen, 0
    best, made = seen if likeliest == 0 else less(seen, TURNED), 0
    for turn in seen.turns:
        enough = GOOD if turn == likeliest else POOR
        if turn == made or best.score >= enough or (turn != likeliest and models.spent >= PATIENCE):
            continue
        back = -turn % 4
        found = interpret(turned(ink, back), height, models, upright=True)
        found = found if turn == likeliest else less(found, TURNED)
        best, made = max((best, made), (found, back), key=lambda pair: pair[0].score)
    return best, made


def read_level(found: Interpretation, ink: Ink, models: Models) -> tuple[Interpretation, float]:
    """A page that was held askew read again as if it had been held level, if more is found, or as much on fewer lines.

    Second, by how many degrees it was held askew.
    """
    slant, perhaps = slant_of([[digit.segment.box for digit in line] for line in found.lines]), 0.0
    if abs(slant) < ASKEW and found.share < MINORITY:
        perhaps = _slant_of_figures(found)
    if max(abs(slant), abs(perhaps)) < ASKEW:
        return found, 0.0
    again = interpret(tilted(ink, perhaps or slant), text_height(found.candidates), models, upright=True)
    if len(again.candidates) >= len(found.candidates):  # what ran out of the picture no longer does
        again = replace(again, share=max(again.share, found.share))
    more = MORE if len(again.candidates) > len(found.candidates) else 0.0
    seen = [
        (min(each.score + extra, GOOD), len(each.candidates), -len(each.lines), each.score)
        for each, extra in ((found, 0.0), (again, more))
    ]
    better = seen[1] > seen[0] and (not perhaps or _certain(again) > _certain(found))
    return (again, perhaps or slant) if better else (found, 0.0)


def _slant_of_figures(found: Interpretation) -> float:
    """Degrees by which lines rise that hold what only looks like digits too, as most does on a page held askew."""
    figures = [digit.segment.box for digit in found.candidates] + list(found.perhaps)
    return slant_of([[figures[i] for i in line] for line in order_lines(figures)])


def slant_of(lines: list[list[Box]]) -> float:
    """Degrees by which lines rise (downwards); 0 where they are too short to tell."""
    return float(np.degrees(np.arctan(slope_of(lines))))


def _certain(found: Interpretation) -> int:
    return sum(digit.certain for digit in found.candidates)


def first_guess(ink: Ink, models: Models) -> Interpretation:
    """Upright ink read at the likeliest height alone."""
    heights = guess_heights(ink, models.judge)
    return interpret(ink, heights[0], models, upright=True) if heights else NOTHING


def turned(ink: Ink, turns: int) -> Ink:
    """The ink after so many quarter turns anticlockwise."""
    return replace(ink, share=np.ascontiguousarray(np.rot90(ink.share, turns))) if turns else ink


def less(found: Interpretation, handicap: float) -> Interpretation:
    """The interpretation at a lower score."""
    return replace(found, score=found.score - handicap)
