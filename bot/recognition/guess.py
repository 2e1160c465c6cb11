"""How high a page's text may be, before anything of it is read: the ink model takes a guess that is wrong by half."""

import cv2
import numpy as np

from bot.recognition.ink import Ink
from bot.recognition.judge import Judge, text_height, times
from bot.recognition.segment import MIN_HEIGHT, cut_pieces, some_pieces

SAMPLE = 48
"""Pieces from which the height is guessed."""
OTHERWISE = 2.5, 0.4
"""The text may be so much higher than its pieces, where they are parts of it, or lower, where they hang together."""
SHARES = 0.1, 0.035
"""Where rules hang all writing together, no piece tells its height: usual shares of the picture's long side."""
MOST, WIDE = 0.5, 1.2
"""A piece hangs most writing together if it has this share of the ink, and is so wide by its height."""
HIGHEST = 0.8
"""What is higher than this share of the picture is squared paper or a table."""
DISTINCT = 1.6
"""Guesses nearer to each other than this are one."""


def guess_heights(ink: Ink, judge: Judge) -> list[float]:
    """Guesses in working pixels, the likeliest first; none where there is no ink.

    From all pieces and, as the frame of a table may pass for a digit, from those alone that hold no others. And a line
    of digits that hang together, as on a rule, is about as high as they.
    """
    every, unframed = (some_pieces(ink, SAMPLE, frames=frames) for frames in (True, False))
    first = text_height(judge(cut_pieces(ink, every)))
    second = first if np.array_equal(every, unframed) else text_height(judge(cut_pieces(ink, unframed)))
    guesses: list[float] = []
    if not first:
        return guesses
    whole, side = _hanging_together(ink), max(ink.share.shape)
    for guess in (whole, first, second, *(other * first for other in OTHERWISE), *(share * side for share in SHARES)):
        if guess >= MIN_HEIGHT and all(times(guess, made) >= DISTINCT for made in guesses):
            guesses.append(guess)
    return guesses


def _hanging_together(ink: Ink) -> float:
    """The height of the wide piece that is most of the ink; 0 if there is none."""
    stats = ink.pieces.stats[1:]
    width, height, area = stats[np.argmax(stats[:, cv2.CC_STAT_AREA]), 2:5].tolist()
    most = area >= MOST * stats[:, cv2.CC_STAT_AREA].sum() and height <= HIGHEST * ink.share.shape[0]
    return float(height) if most and width >= WIDE * height else 0.0
