"""How high a page's text may be, before anything of it is read: the ink model takes a guess that is wrong by half."""

from bot.recognition.ink import Ink
from bot.recognition.judge import Judge, text_height
from bot.recognition.segment import some_segments

SAMPLE = 48
"""Pieces from which the height is guessed."""
OTHERWISE = 2.5, 0.4
"""The text may be so much higher than its pieces, where they are parts of it, or lower, where they hang together."""
SHARES = 0.1, 0.035
"""Where rules hang all writing together, no piece tells its height: usual shares of the picture's long side."""
DISTINCT = 1.6
"""Guesses nearer to each other than this are one."""


def guess_heights(ink: Ink, judge: Judge) -> list[float]:
    """Guesses in working pixels, the likeliest first; none where there is no ink.

    From all pieces and, as the frame of a table may pass for a digit, from those alone that hold no others.
    """
    first, second = (text_height(judge(some_segments(ink, SAMPLE, frames=frames))) for frames in (True, False))
    guesses: list[float] = []
    if not first:
        return guesses
    side = max(ink.share.shape)
    for guess in (first, second, *(other * first for other in OTHERWISE), *(share * side for share in SHARES)):
        if guess and all(max(guess / made, made / guess) >= DISTINCT for made in guesses):
            guesses.append(guess)
    return guesses
