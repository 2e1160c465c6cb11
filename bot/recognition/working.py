"""A part of a picture at working size: all of it, or a sheet of paper cut out."""

from dataclasses import dataclass, replace
from functools import cached_property

import cv2
import numpy as np

from bot.recognition.areas import Area
from bot.recognition.colour import Colours, Distances, from_paper, off_lines, off_paper
from bot.recognition.ink import (
    BROAD_WINDOW,
    Ink,
    down_to,
    find_ink,
    is_broad,
    without_noise,
    without_pale,
    working_copy,
)
from bot.recognition.place import Place
from bot.recognition.polarity import polarity
from bot.recognition.rules import Unruled, without_rules
from bot.recognition.sheet import find_sheet
from bot.recognition.types import Box, GreyImage

PAPER = 110.0
"""A sheet that is brighter than this is paper, with dark strokes on it; a darker one may be a board."""
FINE_WINDOW = 0.05
"""Side of a paper window (see `ink.py`) for small writing."""
STRIPE_WINDOW = 0.03
"""The same between stripes of shadow, as a blind's,"""
STRIPED, CALM = (100.0, 0.3), (40.0, 0.15)
"""which leave so much grain (see `Ink`), or make so much of the picture ink, in the usual window, and no more than so
much in that one."""
SMOOTH = 1.2
"""Deviation in working pixels of the smoothing that leaves a thin stroke and averages noise."""
PALE = 0.18
"""Pale ink counts from this share of the strength of the strongest on."""
PALER = 0.8
"""It is worth a look if it counts from less than this share of the usual level on."""


@dataclass(frozen=True, eq=False)
class Working:
    """A part of the picture at working size, its scale, and whether its strokes are lighter than their ground.

    `doubtful` where they may be the other way round. It is a `part` of a picture, whose `colours` are at hand.
    """

    copy: GreyImage
    scale: float
    light: bool
    doubtful: bool
    part: Box
    colours: Colours

    @cached_property
    def ink(self) -> Ink:
        """The part's ink; between stripes of shadow that cover it, and without noise that hides it."""
        usual = find_ink(self.copy, self.scale, light=self.light)
        if _exceeds(usual, *STRIPED):
            between = find_ink(self.copy, self.scale, light=self.light, window=STRIPE_WINDOW)
            return usual if _exceeds(between, *CALM) else between
        return find_ink(without_noise(self.copy), self.scale, light=self.light) if usual.noisy else usual

    @cached_property
    def unruled(self) -> Unruled | None:
        """The same without rules; None where there are none."""
        return without_rules(self.ink)

    @property
    def bare_ink(self) -> Ink | None:
        """The same where they are ruled paper's, paler than the writing; else None."""
        return self.unruled.ink if self.unruled is not None and self.unruled.pale else None

    @cached_property
    def pale_ink(self) -> Ink | None:
        """The part's ink down to the pale: a pencil's in a printed form; None where hardly any ink is paler."""
        pale = down_to(self.ink, PALE)
        return pale if pale.level < PALER * self.ink.level else None

    @cached_property
    def broad(self) -> bool:
        """Whether strokes, or shadows, are broader than the usual paper window."""
        return is_broad(self.copy, light=self.light)

    @cached_property
    def broad_ink(self) -> Ink:
        """The same with a paper window that is wider than the broadest strokes."""
        return find_ink(self.copy, self.scale, light=self.light, window=BROAD_WINDOW)

    @cached_property
    def fine_ink(self) -> Ink:
        """The same with a narrow paper window, for small writing in uneven light."""
        return find_ink(self.copy, self.scale, light=self.light, window=FINE_WINDOW)

    @cached_property
    def flipped_ink(self) -> Ink:
        """The part's ink if it is of the other polarity."""
        return find_ink(self.copy, self.scale, light=not self.light)

    @cached_property
    def smooth_ink(self) -> Ink | None:
        """The part's ink with its noise smoothed away, where ink is hidden among it; else None."""
        if not self.ink.hidden:
            return None
        smooth = cv2.GaussianBlur(self.copy, (0, 0), SMOOTH)
        return find_ink(np.asarray(smooth, np.uint8), self.scale, light=self.light)

    @cached_property
    def strong_ink(self) -> Ink | None:
        """The part's ink without shadows and rules that are much paler; None where there are none."""
        return without_pale(self.ink)

    @cached_property
    def coloured_ink(self) -> Ink | None:
        """The part's ink told by its colour, without what is much paler; None in a picture without colours."""
        return self._told_by(off_paper(self._from_paper))

    @cached_property
    def unlined_ink(self) -> Ink | None:
        """The same told by another colour than that of lines that span the part; None where there are none."""
        lines = self.ink.lines
        return self._told_by(off_lines(self._from_paper, lines)) if lines.any() else None

    @cached_property
    def untangled_ink(self) -> Ink | None:
        """The same where that frees it from a net of lines that spans the part; else None."""
        if not self.ink.spanning:
            return None
        free = (ink for ink in (self.coloured_ink, self.unlined_ink) if ink is not None and not ink.spanning)
        return next(free, None)

    @cached_property
    def _from_paper(self) -> Distances:
        return from_paper(self.colours.of(self.part, self.copy.shape[::-1]))

    def _told_by(self, colours: GreyImage | None) -> Ink | None:
        ink = None if colours is None else find_ink(colours, self.scale)
        return ink and (without_pale(ink) or ink)

    def place(self, turns: int = 0, tilt: float = 0.0, lean: float = 0.0) -> Place:
        """How the copy, turned and sheared, lies in the picture."""
        return Place(self.copy.shape[1], self.copy.shape[0], self.part, turns, tilt, lean)


def _exceeds(ink: Ink, grain: float, share: float) -> bool:
    """Whether the grain is more, or more of the picture is ink."""
    return ink.grain > grain or cv2.countNonZero(ink.mask) > share * ink.mask.size


def whole_picture(grey: GreyImage, colours: Colours) -> Working:
    """All of a picture."""
    return _working(grey, Box(0, 0, grey.shape[1], grey.shape[0]), colours)


def _working(grey: GreyImage, part: Box, colours: Colours) -> Working:
    copy, scale = working_copy(grey)
    lightness, doubtful = polarity(copy)
    return Working(copy, scale, lightness > 0, doubtful, part, colours)


def sheet_in(grey: GreyImage, whole: Working, *areas: Area) -> Working | None:
    """The sheet of paper in a picture, if there is one, by the first of `areas` (see `areas.py`) that finds it."""
    sheet = find_sheet(grey, whole.copy, *areas)
    if sheet is None:
        return None
    found = _working(sheet.grey, sheet.box, whole.colours)
    return replace(found, light=False, doubtful=True) if found.light and np.median(found.copy) > PAPER else found
