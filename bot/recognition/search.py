"""Looks at a picture in ever less usual ways, as long as no look explains its ink well."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.recognition.alone import lone_figure, whole_number
from bot.recognition.areas import bright_area
from bot.recognition.colour import Colours
from bot.recognition.found import Found, count_sure, is_writing, worth
from bot.recognition.framed import framed_area
from bot.recognition.guess import guess_heights
from bot.recognition.ink import Ink, as_strong_as, erected, tilted
from bot.recognition.interpret import NOTHING, Interpretation, Models, interpret
from bot.recognition.judge import text_height
from bot.recognition.lean import read_erect
from bot.recognition.other import with_other_writing
from bot.recognition.quad import light_quad
from bot.recognition.rules import hang_on_rules
from bot.recognition.segment import merge
from bot.recognition.sides import sheet_on_grain
from bot.recognition.types import Box, GreyImage
from bot.recognition.upright import (
    GOOD,
    MINORITY,
    PATIENCE,
    UNUSUAL,
    first_guess,
    less,
    read_level,
    read_upright,
    turned,
)
from bot.recognition.whole import are_kept, are_parts
from bot.recognition.working import Working, sheet_in, whole_picture

BARE_PATIENCE = 150.0
"""`PATIENCE` with ruled paper without its rules, and with strong ink alone: with the rules, or with what is pale, all
looks are long and tell nothing."""
PALE_PATIENCE = 250.0
"""And with all ink down to the pale, which may be the writing, beside black rules or print."""
COLOUR_PATIENCE = 300.0
"""And with ink told by its colour, whose looks are short: rules, print and shadows mostly have none."""
OTHER_PATIENCE = 150.0
"""And with writing of another size or pen beside what was read."""
BROAD = 0.3
"""Figures of at least this share of the picture's height may have strokes broader than the usual paper window."""
STROKE = 128
"""A digit's crop shows strong ink from here on, of 255."""
FLIPPED = 0.3
"""What a look with the other polarity must be better by, where the picture leaves no doubt which it has."""


def search(grey: GreyImage, colours: Colours, models: Models) -> Found:
    """The best interpretation of a picture (H×W uint8), or of the sheet of paper in it.

    One without lines if none is good.
    """
    whole = whole_picture(grey, colours)
    bright = (bright_area,) if whole.light else ()
    sheet = sheet_in(grey, whole, sheet_on_grain, *bright, framed_area, light_quad)
    if sheet is not None:  # seen whole, a desk's grain would pass for ink, or the sheet itself for light ink
        best = search_part(sheet, models)
        if not is_writing(best.interpretation):
            models.forget_costs()  # it was no sheet, and has told nothing of the picture
        large = whole.light and _height(best.interpretation) >= BROAD * sheet.copy.shape[0]
        if large or best.score < GOOD or not is_writing(best.interpretation):
            best = _whole_or_sheet(search_part(whole, models), best)
    else:
        best = search_part(whole, models)
        doubtful = best.score < GOOD and models.spent < PATIENCE and not whole.light
        sheet = sheet_in(grey, whole, bright_area) if doubtful else None
        best = max(best, search_part(sheet, models), key=worth) if sheet is not None else best
    parts = [part for part in (sheet, whole) if part is not None]
    best = whole_number(best, parts, models)
    return best if is_writing(best.interpretation) else max((lone_figure(part, models) for part in parts), key=worth)


def search_figure(page: GreyImage, height: float, models: Models) -> Found:
    """The best interpretation of an upright page (H×W uint8) of figures about so many pixels high, all of one grey."""
    part = whole_picture(page, Colours.of_grey(page))
    inks = (part.ink, part.broad_ink) if part.broad else (part.ink,)
    looks = [interpret(ink, height * part.scale, models, upright=True) for ink in inks]
    best = max(looks, key=_rank)
    return Found(best, part.place()) if is_writing(best) else lone_figure(part, models)


def _whole_or_sheet(whole: Found, sheet: Found) -> Found:
    """The whole picture's reading if it scores better than what passes for a sheet, or shows a light figure in that."""
    sheet_is_one, whole_is_one = (is_writing(found.interpretation) for found in (sheet, whole))
    if whole_is_one and _is_certain(whole.interpretation) and are_parts(sheet.boxes, whole.boxes):
        return whole
    return sheet if sheet_is_one and sheet.score >= GOOD else max(sheet, whole, key=worth)


@dataclass(frozen=True, slots=True, eq=False)
class _Attempt:
    """What was read of some ink, and after how many quarter turns."""

    found: Interpretation
    turns: int
    ink: Ink


def search_part(part: Working, models: Models) -> Found:
    """The best interpretation of a part of the picture, turned upright and made level."""
    best = _first_look(part, models)
    if part.broad:
        best = _broad(best, part, models)
    looks: tuple[tuple[Callable[[], Ink | None], float], ...] = (
        (lambda: part.smooth_ink, BARE_PATIENCE),
        (lambda: part.strong_ink, BARE_PATIENCE),
        (lambda: part.bare_ink, BARE_PATIENCE),
        (lambda: part.unlined_ink, COLOUR_PATIENCE),
        (lambda: part.coloured_ink, COLOUR_PATIENCE),
    )
    for ink_of, patience in looks:
        if _doubtful(best.found) and models.spent < patience:
            good, ink = best.found.score >= GOOD and is_writing(best.found), ink_of()
            if ink is not part.untangled_ink:  # that was looked at first
                best = _better(best, ink, models, patience, more=good)
    best = _better(best, _as_strong_as_digits(best), models, BARE_PATIENCE, more=False)
    in_doubt = best.found.share < MINORITY or not is_writing(best.found)
    if in_doubt and models.spent < PALE_PATIENCE:
        best = _better(best, part.pale_ink, models, PALE_PATIENCE, more=is_writing(best.found))
    if (part.doubtful or part.light) and not is_writing(best.found):  # in the wrong polarity nothing ever is
        best = _better(best, part.flipped_ink, models, models.spent + PATIENCE, more=False)
    found, ink = best.found, turned(best.ink, best.turns)
    others = (
        (lambda: part.broad_ink, UNUSUAL),
        (lambda: part.fine_ink, UNUSUAL),
        (lambda: part.flipped_ink, UNUSUAL if part.doubtful else FLIPPED),
    )
    for ink_of, handicap in others:
        if found.score < GOOD and models.spent < PATIENCE:
            other = turned(ink_of(), best.turns)
            guess = less(first_guess(other, models), handicap)
            found, ink = (guess, other) if _rank(guess) > _rank(found) else (found, ink)
    found, ink, tilt, lean = _straightened(found, ink, models)
    if is_writing(found):
        found = with_other_writing(found, ink, models, OTHER_PATIENCE)
    return Found(found, part.place(best.turns, tilt, lean))


def _straightened(found: Interpretation, ink: Ink, models: Models) -> tuple[Interpretation, Ink, float, float]:
    """A page made level, and a hand that leans erect, where it reads better so: with its ink, the tilt and the lean."""
    found, tilt = read_level(found, ink, models)
    ink = tilted(ink, tilt) if tilt else ink
    found, lean = read_erect(found, ink, models)
    return found, erected(ink, lean) if lean else ink, tilt, lean


def _first_look(part: Working, models: Models) -> _Attempt:
    """The part's ink as it reads best; told by its colour first where it hangs on a net of lines that is not."""
    best = _better(_Attempt(NOTHING, 0, part.ink), part.untangled_ink, models, PATIENCE, more=False)
    if not _doubtful(best.found):
        return best
    plain = _freed(_Attempt(*read_upright(part.ink, models), part.ink), part, models)
    return max(plain, best, key=lambda attempt: _rank(attempt.found))


def _freed(plain: _Attempt, part: Working, models: Models) -> _Attempt:
    """The look at the same ink without its rules, where they tore the digits that hang on them and none is lost."""
    spent = models.spent
    if not hang_on_rules(_boxes(plain.found), turned(part.ink, plain.turns)) or part.unruled is None:
        return plain
    freed = _Attempt(*read_upright(part.unruled.ink, models, spent + BARE_PATIENCE), part.unruled.ink)
    models.forget_costs(spent)  # rules are no reason to look less at what else may be amiss
    better = freed.turns == plain.turns and is_writing(freed.found) and freed.found.score >= plain.found.score
    found = _boxes(freed.found)
    kept = are_parts(_boxes(plain.found), found) or are_kept(_certain_boxes(plain.found), found)
    return freed if better and kept else plain


def _broad(best: _Attempt, part: Working, models: Models) -> _Attempt:
    """The better of the best look so far and one at large figures whose strokes may be broader than usual."""
    heights = guess_heights(part.broad_ink, models.judge)
    if not heights or heights[0] < BROAD * part.copy.shape[0]:
        return best
    look = interpret(part.broad_ink, heights[0], models, upright=True)
    attempt = _Attempt(less(look, UNUSUAL), 0, part.broad_ink)
    if not best.turns and _is_certain(look) and is_writing(look) and are_parts(_boxes(best.found), _boxes(look)):
        return attempt
    return max(best, attempt, key=lambda attempt: _rank(attempt.found))


def _as_strong_as_digits(best: _Attempt) -> Ink | None:
    """The ink of a look without what is much paler than the digits that were read; None where it is hardly any."""
    if best.found.share >= MINORITY or not best.found.candidates:
        return None
    digits = merge(*(digit.segment for digit in best.found.candidates))
    page = turned(best.ink, best.turns).share[digits.box.y : digits.box.bottom, digits.box.x : digits.box.right]
    strokes = page[digits.crop >= STROKE]
    return as_strong_as(best.ink, strokes) if strokes.size else None


def _height(found: Interpretation) -> float:
    return text_height(found.candidates)


def _boxes(found: Interpretation) -> list[Box]:
    return [digit.segment.box for digit in found.candidates]


def _certain_boxes(found: Interpretation) -> list[Box]:
    return [digit.segment.box for digit in found.candidates if digit.certain]


def _is_certain(found: Interpretation) -> bool:
    return all(digit.certain for digit in found.candidates)


def _better(best: _Attempt, ink: Ink | None, models: Models, patience: float, *, more: bool) -> _Attempt:
    """The better of the best look so far and one at unusual ink, if there is any; it must find `more` if so asked."""
    if ink is None:
        return best
    found, turns = read_upright(ink, models, patience)
    attempt = _Attempt(less(found, UNUSUAL), turns, ink)
    return attempt if is_better(attempt.found, best.found, more=more, turned=turns != best.turns) else best


def is_better(look: Interpretation, best: Interpretation, *, more: bool = False, turned: bool = False) -> bool:
    """Whether another look explains the picture better, finding more digits if so asked.

    It does if it is good and keeps all certain digits and finds more of them. Else it may not lose what is surely a
    digit's ink: without one that is hard to read, the others look better. But where one of them is `turned`, their
    counts tell nothing: digits that lie on their side fall into other pieces.
    """
    sure = 0 if turned else count_sure(best)
    fewest = len(best.candidates) + 1 if more else sure
    if not turned and look.score >= GOOD and is_writing(look) and _has_more_certain(look, best):
        return True
    return len(look.candidates) >= fewest and _rank(look) > _rank(best)


def _has_more_certain(look: Interpretation, best: Interpretation) -> bool:
    """Whether a look keeps another's certain digits and finds more of them, and no fewer of all."""
    kept, certain = _certain_boxes(best), _certain_boxes(look)
    more = len(certain) > len(kept) and len(look.candidates) >= len(best.candidates)
    return more and are_kept(kept, certain)


def _doubtful(found: Interpretation) -> bool:
    """Whether another look may tell more: what was read is not good, not most of what is written, or among rules."""
    return found.score < GOOD or found.share < MINORITY or found.ruled


def _rank(found: Interpretation) -> tuple[bool, bool, float]:
    """What makes one look better than another."""
    return is_writing(found), not _doubtful(found), found.score
