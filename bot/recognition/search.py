"""Looks at a picture in ever less usual ways, as long as no look explains its ink well."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from bot.recognition.areas import Hull, bright_area, calm_area
from bot.recognition.guess import guess_heights
from bot.recognition.ink import Ink, find_ink, tilted, working_copy
from bot.recognition.interpret import FEWEST_TO_TURN, NOTHING, Interpretation, Models, interpret
from bot.recognition.judge import text_height
from bot.recognition.lines import slope_of
from bot.recognition.lone import lone_digit
from bot.recognition.place import Place
from bot.recognition.polarity import polarity
from bot.recognition.rules import without_rules
from bot.recognition.sheet import find_sheet
from bot.recognition.types import CERTAIN, Box, GreyImage
from bot.recognition.words import NUMBER

GOOD = 0.9
"""A look that scores this is not doubted."""
WORTHLESS = 0.72
"""What scores less is no writing, unless it has a number's certain digits, among much else."""
MINORITY, SURER = 0.5, 0.8
"""Where less than this share of the writing is digits, they must be so certain on average; else they are parts of
letters and drawings. What real pages have of digits among much else is nearly all certain."""
PATIENCE = 150.0
"""Milliseconds (see `Models.spent`) after which no further look is begun, but that for larger text where smaller
was none: it has fewer tiles."""
BARE_PATIENCE = 400.0
"""The same for looks at ruled paper without its rules: with them, all looks are long and tell nothing."""
POOR = 0.8
"""A page that reads no better than this may be turned otherwise than the ink model says."""
TURNED = 0.08
"""What a turn that the ink model does not see must be better by: 6 and 9, 1, 0 and 8 are digits whichever way up."""
PAPER = 110.0
"""A sheet that is brighter than this is paper, with dark strokes on it; a darker one may be a board."""
ASKEW = 7.0
"""Degrees from which on lines that slant are made level: 1s that lean look like slashes, 4s like 9s."""
USUAL_WINDOW, OTHER_WINDOWS = 0.12, (0.3, 0.05)
"""Paper windows (see `ink.py`), the others for writing that is larger or smaller than usual."""
UNUSUAL = 0.02
"""What an unusual look must be better by."""
FLIPPED = 0.3
"""What a look with the other polarity must be better by, where the picture leaves no doubt which it has."""


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
    whole = _working(grey, Box(0, 0, grey.shape[1], grey.shape[0]))
    sheet = _sheet(grey, whole, calm_area) or (_sheet(grey, whole, bright_area) if whole.light else None)
    if sheet is not None:  # seen whole, a desk's grain would pass for ink, or the sheet itself for light ink
        best = _search_part(sheet, models)
        best = best if best.score >= GOOD else max(best, _search_part(whole, models), key=_score)
    else:
        best = _search_part(whole, models)
        doubtful = best.score < GOOD and models.spent < PATIENCE and not whole.light
        sheet = _sheet(grey, whole, bright_area) if doubtful else None
        best = max(best, _search_part(sheet, models), key=_score) if sheet is not None else best
    if is_writing(best.interpretation):
        return best
    return max((_lone(part, models) for part in (sheet, whole) if part is not None), key=_score)


def is_writing(found: Interpretation) -> bool:
    """Whether what was read is worth showing, and not parts of letters, drawings or the ground taken for digits."""
    certainty = [candidate.certainty for candidate in found.candidates]
    if not certainty or (found.share < MINORITY and np.mean(certainty) < SURER):
        return False
    return found.score >= WORTHLESS or sum(each >= CERTAIN for each in certainty) >= NUMBER


@dataclass(frozen=True, slots=True, eq=False)
class _Working:
    """A part of the picture at working size, its scale, and whether its strokes are lighter than their ground.

    `doubtful` where they may be the other way round.
    """

    copy: GreyImage
    scale: float
    light: bool
    doubtful: bool
    part: Box

    def ink(self, *, window: float = USUAL_WINDOW, flipped: bool = False) -> Ink:
        """The part's ink, with another paper window or the other polarity."""
        return find_ink(self.copy, self.scale, light=self.light != flipped, window=window)

    def place(self, turns: int = 0, tilt: float = 0.0) -> Place:
        """How the copy, turned, lies in the picture."""
        return Place(self.copy.shape[1], self.copy.shape[0], self.part, turns, tilt)


def _working(grey: GreyImage, part: Box) -> _Working:
    copy, scale = working_copy(grey)
    lightness, doubtful = polarity(copy)
    return _Working(copy, scale, lightness > 0, doubtful, part)


def _sheet(grey: GreyImage, whole: _Working, area: Callable[[GreyImage], Hull | None]) -> _Working | None:
    sheet = find_sheet(grey, whole.copy, area)
    if sheet is None:
        return None
    found = _working(sheet.grey, sheet.box)
    return replace(found, light=False, doubtful=True) if found.light and np.median(found.copy) > PAPER else found


def _search_part(part: _Working, models: Models) -> Found:
    """The best interpretation of a part of the picture, turned upright and made level."""
    ink = part.ink()
    best, turns = _upright_at_some_height(ink, models)
    bare = without_rules(ink) if _doubtful(best) else None
    if bare is not None:
        found, made = _upright_at_some_height(bare, models, patience=BARE_PATIENCE)
        found = _less(found, UNUSUAL)
        best, turns, ink = (found, made, bare) if _rank(found) > _rank(best) else (best, turns, ink)
    ink = _turned(ink, turns)
    others: list[tuple[dict[str, Any], float]] = [({"window": window}, UNUSUAL) for window in OTHER_WINDOWS]
    for how, handicap in (*others, ({"flipped": True}, UNUSUAL if part.doubtful else FLIPPED)):
        if best.score < GOOD and models.spent < PATIENCE:
            other = _turned(part.ink(**how), turns)
            found = _less(_first_guess(other, models), handicap)
            best, ink = (found, other) if _rank(found) > _rank(best) else (best, ink)
    best, tilt = _levelled(best, ink, models)
    return Found(best, part.place(turns, tilt))


def _upright_at_some_height(ink: Ink, models: Models, patience: float = PATIENCE) -> tuple[Interpretation, int]:
    """The best interpretation at one of the guessed heights, and the quarter turns that make it upright."""
    heights = guess_heights(ink, models.judge)
    best, turns = NOTHING, 0
    for height in heights:
        cheap = height > heights[0] and best.score < WORTHLESS
        if best.score < GOOD and (models.spent < patience or cheap):
            found, made = _turned_upright(interpret(ink, height, models), height, ink, models)
            found = found if height == heights[0] else _less(found, UNUSUAL)
            best, turns = max((best, turns), (found, made), key=lambda pair: pair[0].score)
    return best, turns


def _turned_upright(seen: Interpretation, height: float, ink: Ink, models: Models) -> tuple[Interpretation, int]:
    """The page read after the quarter turns that make it upright, as the ink model says or, in doubt, as reads best."""
    likeliest = seen.turns[0]
    if seen.seen < FEWEST_TO_TURN or (seen.score >= GOOD and likeliest == 0):
        return seen, 0
    best, made = seen if likeliest == 0 else _less(seen, TURNED), 0
    for turned in seen.turns:
        enough = GOOD if turned == likeliest else POOR
        if turned == made or best.score >= enough or (turned != likeliest and models.spent >= PATIENCE):
            continue
        back = -turned % 4
        found = interpret(_turned(ink, back), height, models, upright=True)
        found = found if turned == likeliest else _less(found, TURNED)
        best, made = max((best, made), (found, back), key=lambda pair: pair[0].score)
    return best, made


def _levelled(found: Interpretation, ink: Ink, models: Models) -> tuple[Interpretation, float]:
    """A page that was held askew read again as if it had been held level, if more is found; and by how much it was."""
    boxes = [[candidate.segment.box for candidate in line] for line in found.lines]
    slant = float(np.degrees(np.arctan(slope_of(boxes))))
    if abs(slant) < ASKEW:
        return found, 0.0
    again = interpret(tilted(ink, slant), text_height(found.candidates), models, upright=True)
    seen = [(min(each.score, GOOD), len(each.candidates), each.score) for each in (found, again)]
    return (again, slant) if seen[1] > seen[0] else (found, 0.0)


def _lone(part: _Working, models: Models) -> Found:
    """The one figure of a picture that shows nothing else, or nothing."""
    ink = part.ink()
    one = lone_digit(ink, models.judge)
    if one is None and (bare := without_rules(ink)) is not None:
        one = lone_digit(bare, models.judge)
    found = NOTHING if one is None else Interpretation(((one,),), one.certainty, seen=1)
    return Found(found, part.place())


def _first_guess(ink: Ink, models: Models) -> Interpretation:
    heights = guess_heights(ink, models.judge)
    return interpret(ink, heights[0], models, upright=True) if heights else NOTHING


def _turned(ink: Ink, turns: int) -> Ink:
    return replace(ink, share=np.ascontiguousarray(np.rot90(ink.share, turns))) if turns else ink


def _less(found: Interpretation, handicap: float) -> Interpretation:
    return replace(found, score=found.score - handicap)


def _doubtful(found: Interpretation) -> bool:
    """Whether another look may tell more: what was read is not good, or not most of what is written."""
    return found.score < GOOD or found.share < MINORITY


def _rank(found: Interpretation) -> tuple[bool, bool, float]:
    """What makes one look better than another."""
    return is_writing(found), not _doubtful(found), found.score


def _score(found: Interpretation | Found) -> float:
    return found.score
