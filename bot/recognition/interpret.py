"""A page's ink → lines of digits, with a score that says how well they explain it.

The ink model says which ink is whose digit; the classifier reads each. Doubtful digits are looked at again with their
strokes cut thinner and thicker, since a faint stroke lost or a blot gained is what most doubts come from.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bot.recognition.apart import apart_by_votes
from bot.recognition.centres import foreign_pieces, label_digits, mean_chance
from bot.recognition.cut import cut_again, cut_touching
from bot.recognition.dotted import without_dotted
from bot.recognition.hanging import without_bits_of_rules
from bot.recognition.ink import Ink
from bot.recognition.join import join_broken, join_stems
from bot.recognition.judge import Candidate, Judge, text_height, times
from bot.recognition.lines import order_lines
from bot.recognition.overlooked import may_be_digits, overlooked, without_bits
from bot.recognition.part import part_loose, part_neighbours
from bot.recognition.pieces import Labels, spanning
from bot.recognition.plus import is_plus, is_square
from bot.recognition.ringed import out_of_rings
from bot.recognition.segment import cut_digits, cut_pieces
from bot.recognition.tiles import InkMap, count_tiles, map_ink
from bot.recognition.touching import read_together
from bot.recognition.types import Box, Classifier, InkAnswer, InkModel, Segment, Spelled, StringModel, Strips, Tiles
from bot.recognition.weigh import keep_alike, score, share_of_writing, vouched, without_bars, without_edges
from bot.recognition.words import without_headings, without_words

Digits = dict[int, Candidate]
"""Candidates by their labels on the ink map."""
TILE_COST, GLYPH_COST, STRIP_COST = 2.0, 0.5, 1.0
"""Milliseconds for which a tile, a glyph and a strip keep a core busy."""
MISJUDGED = 1.5
"""The ink model looks again if the digits it found are so much higher or lower than the guess."""
SAME = 1.25
"""Heights that differ by less than this factor give the same look."""
SURELY = 0.9
"""A page that is turned with this chance is not read before it is upright."""
FEWEST_TO_TURN = 3
"""Fewer digits stay as they are: nothing tells a turned 6 from a 9."""
OTHER_CUTS = 0.65, 1.45
"""Ink levels at which doubtful digits are looked at again, as shares of the usual one."""


class Models:
    """The three networks at work on one picture, and what they have cost so far."""

    def __init__(self, classifier: Classifier, ink_model: InkModel, string_model: StringModel) -> None:
        self.judge, self._ink_model, self._string_model = Judge(classifier), ink_model, string_model
        self._tiles, self._strips, self._before = 0, 0, 0.0

    def look(self, tiles: Tiles) -> InkAnswer:
        """As the ink model."""
        self._tiles += len(tiles)
        return self._ink_model.look(tiles)

    def spell(self, strips: Strips) -> Spelled:
        """As the string model."""
        self._strips += len(strips)
        return self._string_model.look(strips)

    @property
    def spent(self) -> float:
        """Rough milliseconds of one core: counted, not measured, so that a picture is always read the same."""
        return self._all_spent - self._before

    def costs(self, ink: Ink, height: float) -> float:
        """About what a look at this ink at this height of its text will cost."""
        return TILE_COST * count_tiles(ink, height)

    def forget_costs(self, spent: float = 0.0) -> None:
        """Count from here on, as if only so much had been spent."""
        self._before = self._all_spent - spent

    @property
    def _all_spent(self) -> float:
        return TILE_COST * self._tiles + GLYPH_COST * self.judge.count + STRIP_COST * self._strips


@dataclass(frozen=True, slots=True, eq=False)
class Interpretation:
    """Lines of candidates in reading order; `score` 0..1, the better the likelier that this is what is written.

    `turns` are the quarter turns, anticlockwise, by which the page may be turned, the likeliest first;
    `seen` counts the pieces of digits' ink, read or not; `share` of what is written is digits; on a page that
    is `ruled`, what is no digit's spans it, and digits may hang on it unseen. `perhaps` are the boxes of other ink
    that looks like digits to the classifier alone, as all do on a page that was held askew.
    """

    lines: tuple[tuple[Candidate, ...], ...]
    score: float
    turns: tuple[int, ...] = (0,)
    seen: int = 0
    share: float = 1.0
    ruled: bool = False
    perhaps: tuple[Box, ...] = ()

    @property
    def candidates(self) -> list[Candidate]:
        """All candidates in reading order."""
        return [candidate for line in self.lines for candidate in line]


NOTHING = Interpretation((), 0.0)


def interpret(
    ink: Ink, height: float, models: Models, *, upright: bool = False, known: Sequence[float] = ()
) -> Interpretation:
    """Read a page's ink.

    Args:
        ink: the picture's ink.
        height: about how high the text is, in working pixels.
        models: the networks.
        upright: whether the page is known to be; else one that is surely turned is not read but says so.
        known: other heights at which this ink was read; where it turns out to be of one of these, it is not read again.
    """
    look = _look(ink, height, models)
    seen = text_height(list(look.digits.values()))
    if seen and times(seen, height) > MISJUDGED:
        if any(times(seen, other) < SAME for other in known):
            return NOTHING
        look = _look(ink, seen, models)
    turns = _ranked(look.found.turns)
    if not upright and turns[0] and look.found.turns[turns[0]] >= SURELY and len(look.digits) >= FEWEST_TO_TURN:
        return Interpretation((), 0.0, turns, len(look.digits))
    candidates, other = _worked_over(ink, look, models), foreign_pieces(look.labels, ink.pieces)
    figures = _figures(ink, other, text_height(candidates), look, models.judge)
    whole = overlooked(figures, candidates)
    candidates = without_bits(candidates, whole) + whole
    rejected = [candidate for candidate in candidates if not candidate.likely and not is_plus(candidate.segment)]
    height = text_height(candidates)
    kept = without_edges(keep_alike(candidates), ink.share.shape)
    foreign = _boxes_but_pluses(ink, other)
    kept = without_words(kept, rejected, foreign, height)
    kept = without_bits_of_rules(kept, ink)
    ordered = order_lines([candidate.segment.box for candidate in kept])
    lines = [without_dotted(without_bars([kept[i] for i in line]), foreign) for line in ordered]
    ruled = spanning(ink.pieces.stats[other], ink.share.shape)
    share = share_of_writing(kept, ink.pieces.stats[other], height, ink.share.shape)
    numbers = vouched(without_headings(lines), share)
    perhaps = tuple(figure.segment.box for figure in figures if figure.sure)
    return Interpretation(numbers, score(kept, candidates), turns, len(look.digits), share, ruled, perhaps)


@dataclass(frozen=True, slots=True, eq=False)
class _Look:
    """What the ink model says of a page, which ink belongs to which digit, and what the classifier says of each."""

    found: InkMap
    labels: Labels
    digits: Digits


def _look(ink: Ink, height: float, models: Models) -> _Look:
    found = map_ink(ink, height, models)
    labels = label_digits(found, ink.pieces)
    return _Look(found, labels, _read(cut_digits(ink, labels), models.judge))


def _worked_over(ink: Ink, look: _Look, models: Models) -> list[Candidate]:
    """The digits with second thoughts on the doubtful ones: other cuts, apart, together."""
    judge = models.judge
    parted = dict(zip(look.digits, part_neighbours(list(look.digits.values()), judge), strict=True))
    again = _looked_at_again(ink, look, {label: parts[0] for label, parts in parted.items() if len(parts) == 1}, judge)
    digits = [part for label, parts in parted.items() for part in ([again[label]] if label in again else parts)]
    candidates = part_loose(out_of_rings(digits, judge), judge)
    candidates = join_broken(candidates, text_height(candidates), judge)
    candidates = _believed(candidates, look.found)
    candidates = apart_by_votes(candidates, look.found, text_height(candidates), judge)
    candidates = cut_touching(candidates, text_height(candidates), judge)
    candidates = cut_again(candidates, text_height(candidates), judge)
    candidates = join_stems(candidates, text_height(candidates), judge)
    candidates = _believed(candidates, look.found)
    return read_together(candidates, text_height(candidates), models.spell, judge)


def _figures(ink: Ink, other: NDArray[np.intp], height: float, look: _Look, judge: Judge) -> list[Candidate]:
    """The pieces of other ink that are as high and as narrow as digits of this height."""
    return _believed(judge(cut_pieces(ink, other[may_be_digits(ink.pieces.stats[other], height)])), look.found)


def _boxes_but_pluses(ink: Ink, other: NDArray[np.intp]) -> list[Box]:
    """Boxes of some pieces, without those that make sums and no words."""
    boxes = [Box(*box) for box in ink.pieces.stats[other, :4].tolist()]
    return [box for box, number in zip(boxes, other, strict=True) if not _is_plus(ink, box, number)]


def _is_plus(ink: Ink, box: Box, number: np.intp) -> bool:
    """Whether a piece in this box is a plus; only what is about square is cut out."""
    return is_square(box.width, box.height) and any(map(is_plus, cut_pieces(ink, np.array([number]))))


def _believed(candidates: list[Candidate], found: InkMap) -> list[Candidate]:
    return [replace(candidate, belief=mean_chance(found, candidate.segment)) for candidate in candidates]


def _read(segments: dict[int, Segment], judge: Judge) -> Digits:
    return dict(zip(segments, judge(list(segments.values())), strict=True))


def _looked_at_again(ink: Ink, look: _Look, digits: Digits, judge: Judge) -> Digits:
    """The doubtful digits with what the classifier says of several cuts on average, each in its likeliest."""
    looks = {label: [candidate] for label, candidate in digits.items() if not candidate.sure}
    if not looks:
        return {}
    for factor in OTHER_CUTS:
        other = replace(ink, level=factor * ink.level)
        parts = cut_digits(other, label_digits(look.found, other.pieces))
        again = _read({label: part for label, part in parts.items() if label in looks}, judge)
        for label, candidate in again.items():
            looks[label].append(candidate)
    return {label: _mean(several) for label, several in looks.items()}


def _mean(looks: list[Candidate]) -> Candidate:
    best = max(looks, key=lambda look: look.confidence)
    return replace(best, probabilities=np.mean([look.probabilities for look in looks], axis=0, dtype=np.float32))


def _ranked(chances: NDArray[np.float32]) -> tuple[int, ...]:
    return tuple(int(turn) for turn in np.argsort(-chances, kind="stable"))
