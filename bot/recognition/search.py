"""Looks at a picture in ever less usual ways, as long as no look explains its ink well."""

from dataclasses import dataclass, replace

import numpy as np

from bot.recognition.ink import find_ink, is_light_on_dark, working_copy
from bot.recognition.interpret import NOTHING, Interpretation, Models, interpret
from bot.recognition.place import Place
from bot.recognition.sheet import Sheet, find_sheet
from bot.recognition.types import Box, GreyImage

GOOD = 0.9
"""A look that scores this is not doubted."""
WORTHLESS = 0.62
"""What scores less is no writing."""
FEWEST_TO_TURN = 3
"""A single digit stays upright: nothing tells a turned 6 from a 9."""
POOR = 0.8
"""A page that reads no better than this may be turned otherwise than the ink model says."""
TURNED = 0.08
"""What a turn that the ink model does not see must be better by: 6 and 9, 1, 0 and 8 are digits whichever way up."""
OTHER_WINDOWS = 0.3, 0.05
"""Paper windows (see `ink.py`) for writing that is larger or smaller than usual."""
UNUSUAL = 0.02
"""What an unusual look must be better by."""
FLIPPED = 0.3
"""What a look with the other polarity than the picture suggests must be better by."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """An interpretation, and where the working copy that it was made from lies in the picture."""

    interpretation: Interpretation
    place: Place

    @property
    def score(self) -> float:
        """Score of the interpretation."""
        return self.interpretation.score


def search(grey: GreyImage, models: Models) -> Found:
    """The best interpretation of a picture (H×W uint8), or of the sheet of paper in it.

    One without lines if none is good.
    """
    whole = Sheet(grey, Box(0, 0, grey.shape[1], grey.shape[0]))
    sheet = find_sheet(grey)
    places = [whole, sheet] if sheet else [whole]
    if sheet and is_light_on_dark(working_copy(grey)[0]):
        places.reverse()  # a bright sheet on a dark desk: seen whole, the sheet itself would pass for light ink
    best = _search_part(places[0], models)
    for place in places[1:]:
        if best.score < GOOD:
            best = max(best, _search_part(place, models), key=_score)
    return best if best.score >= WORTHLESS else replace(best, interpretation=NOTHING)


def _search_part(part: Sheet, models: Models) -> Found:
    copy, scale = working_copy(part.grey)
    best, turns = _search_copy(copy, scale, models)
    return Found(best, Place(copy.shape[1], copy.shape[0], part.box, turns))


def _search_copy(copy: GreyImage, scale: float, models: Models) -> tuple[Interpretation, int]:
    """The best interpretation of a working copy, and the quarter turns (anticlockwise) it was read after."""
    light = is_light_on_dark(copy)
    best, turns = _turned_upright(interpret(find_ink(copy, scale, light=light), models), copy, scale, models)
    upright = np.ascontiguousarray(np.rot90(copy, turns))
    for window in OTHER_WINDOWS:
        if best.score < GOOD:
            other = interpret(find_ink(upright, scale, light=light, window=window), models)
            best = max(best, _less(other, UNUSUAL), key=_score)
    if best.score < GOOD:
        best = max(best, _less(interpret(find_ink(upright, scale, light=not light), models), FLIPPED), key=_score)
    return best, turns


def _turned_upright(seen: Interpretation, copy: GreyImage, scale: float, models: Models) -> tuple[Interpretation, int]:
    """The page read after the quarter turns that make it upright, as the ink model says or, in doubt, as reads best."""
    likeliest = seen.turns[0]
    if seen.seen < FEWEST_TO_TURN or (seen.score >= GOOD and likeliest == 0):
        return seen, 0
    best, made = seen if likeliest == 0 else _less(seen, TURNED), 0
    for turned in seen.turns:
        if turned and best.score < (GOOD if turned == likeliest else POOR):
            back = -turned % 4
            page = np.ascontiguousarray(np.rot90(copy, back))
            found = interpret(find_ink(page, scale, light=is_light_on_dark(page)), models)
            found = found if turned == likeliest else _less(found, TURNED)
            best, made = max((best, made), (found, back), key=lambda pair: pair[0].score)
    return best, made


def _less(found: Interpretation, handicap: float) -> Interpretation:
    return replace(found, score=found.score - handicap)


def _score(found: Interpretation | Found) -> float:
    return found.score
