"""Digits that stand among letters are letters: the 1 of "total", the 0 of "Course".

Alone, an l is a 1 for every classifier; what tells them apart is what stands beside them. So neighbours on one line are
taken together, and where most of them are no digits, or doubtful ones, none is. And a hand whose other digits are all
certain writes no number of doubtful ones, nor a whole line of them.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.recognition.judge import Candidate
from bot.recognition.types import Box

NEAR = 0.45
"""Neighbours of one word are at most so many text heights apart."""
LOWEST, HIGHEST, LONGEST = 0.4, 2.0, 8.0
"""Letters, and words written in one stroke, have heights and widths between these, in text heights."""
MORE = 0.5
"""A word has so many more letters, doubtful digits among them, than digits: of as many, the digits are a number."""
LETTER = 0.8
"""A word written in one stroke counts as one letter for so many text heights of its width."""
UPRIGHT, LEVEL = 0.3, 0.15
"""Width by height, and height by width, below which a piece is a rule and no letter."""
ALIKE = 1.3
"""Frames of one row differ in width and height by at most this factor."""
NUMBER = 3
"""So many certain digits make a number, whatever stands beside it."""
HALF_BELIEVED = 0.1
"""And so do as many that the classifier is sure of, if no letter stands beside them and their ink may be a digit's: a
neat hand's may pass for print."""
UNCERTAIN, NUMBERS = 0.6, 6
"""Where so many digits of other numbers are certain, a group that is less so on average is a word. One whose form tells
that it is a digit counts as certain, whatever the ink model says of it."""
LONG, FEW, HARDLY = 5, 0.2, 0.65
"""Of a line of so many digits at least this share is certain, if it is of numbers, or half are surer than this,"""
FORMS = 0.6
"""or the classifier is sure of so many that are no 1s: any bar is one."""
FEWEST = 2.0
"""One letter makes no word: a 7 beside an x is a 7."""
VARIABLE = 0.6
"""And one that stands between digits, beside no other letter, counts for so much: the letters of an equation do."""


def without_words(
    digits: Sequence[Candidate], rejected: Sequence[Candidate], foreign: Sequence[Box], height: float
) -> list[Candidate]:
    """The digits that do not stand in words.

    Args:
        digits: candidates that are taken for digits.
        rejected: candidates that are not.
        foreign: boxes of ink that is no digit's, of any size.
        height: text height in working pixels.
    """
    single = [candidate.segment.box for candidate in rejected]
    middles = np.array([candidate.segment.box.centre for candidate in digits]).reshape(-1, 2)
    frames = [box for box in foreign if _encloses(box, middles)]
    written = [
        box for box in foreign if not is_rule(box.width, box.height) and not any(_alike(box, frame) for frame in frames)
    ]
    letters = _joined([box for box in single + written if _may_be_letter(box, height)], height)
    boxes = [candidate.segment.box for candidate in digits] + letters
    words = _group(boxes, NEAR * height)
    count = np.bincount(words[: len(digits)], [digit.certainty for digit in digits], len(boxes))
    doubts = np.bincount(words[: len(digits)], [1.0 - digit.certainty for digit in digits], len(boxes))
    weights = np.array([1.0 if box in single else max(1.0, box.width / (LETTER * height)) for box in letters])
    weights[_apart(boxes, words, len(digits)) & (weights == 1.0)] = VARIABLE
    others = np.bincount(words[len(digits) :], weights, minlength=len(boxes))
    certain = np.bincount(words[: len(digits)], [digit.certain for digit in digits], len(boxes))
    among_letters = (others >= FEWEST) & (others + doubts > count + MORE)
    members = np.bincount(words, minlength=len(boxes))
    like = np.bincount(words[: len(digits)], [max(digit.certainty, digit.tells) for digit in digits], len(boxes))
    among_numbers = (members >= NUMBER) & (like < UNCERTAIN * members) & (certain.sum() - certain >= NUMBERS)
    told = [digit.sure and digit.belief >= HALF_BELIEVED for digit in digits]
    sure = np.bincount(words[: len(digits)], told, len(boxes))
    is_number = (certain >= NUMBER) | ((sure >= NUMBER) & (others == 0))
    is_word = (among_letters | among_numbers) & ~is_number
    return [digit for digit, word in zip(digits, words, strict=False) if not is_word[word]]


def without_headings(lines: Sequence[list[Candidate]]) -> list[list[Candidate]]:
    """The lines without long ones of hardly sure digits, where many of the others are certain: I II III, d1 d2.

    That is told before they vouch for each other: doubtful ones would make the certain ones of a number doubtful too.
    """
    certain = sum(digit.certain for line in lines for digit in line)
    return [line for line in lines if certain < NUMBERS or not _may_be_heading(line)]


def _may_be_heading(line: Sequence[Candidate]) -> bool:
    """Whether many digits are hardly sure: next to none certain, half of them doubtful, and too few surely no bars."""
    if len(line) < LONG:
        return False
    certain = np.mean([digit.certain for digit in line])
    middle = np.median([digit.certainty for digit in line])
    forms = np.mean([digit.sure and digit.digit != 1 for digit in line])
    return bool(certain < FEW and middle < HARDLY and forms < FORMS)


def _may_be_letter(box: Box, height: float) -> bool:
    return LOWEST * height <= box.height <= HIGHEST * height and box.width <= LONGEST * height


def is_rule(width: NDArray[Any] | float, height: NDArray[Any] | float) -> NDArray[np.bool_]:
    """Whether pieces of such boxes are straight lines: sides of a box, rules, strokes between columns."""
    return np.asarray((width < UPRIGHT * height) | (height < LEVEL * width), np.bool_)


def _joined(letters: list[Box], height: float) -> list[Box]:
    """Letters of several pieces as one each: those above each other or that overlap, as the rings and bar of a %."""
    joined: list[Box] = []
    reaching: list[int] = []
    for letter in sorted(letters, key=lambda box: box.x):
        reaching = [at for at in reaching if joined[at].right > letter.x]
        whole = {at: joined[at].around(letter) for at in reaching if overlap(joined[at], letter)}
        fitting = [at for at, box in whole.items() if box.height <= HIGHEST * height]
        if fitting:
            joined[fitting[-1]] = whole[fitting[-1]]
        else:
            reaching.append(len(joined))
            joined.append(letter)
    return joined


def overlap(one: Box, other: Box) -> bool:
    """Whether boxes share at least half of the columns of the narrower one."""
    return 2 * (min(one.right, other.right) - max(one.x, other.x)) >= min(one.width, other.width)


def _encloses(box: Box, middles: NDArray[np.float64]) -> bool:
    """Whether a digit stands in the box of a piece, as in the frame that it is written into."""
    low, high = np.array([box.x, box.y]), np.array([box.right, box.bottom])
    return bool(((middles > low) & (middles < high)).all(axis=1).any())


def _alike(box: Box, frame: Box) -> bool:
    """Whether a piece is as large as a frame that a digit stands in: the frame itself, or an empty one beside it."""
    sides = (box.width, frame.width), (box.height, frame.height)
    return all(max(pair) <= ALIKE * min(pair) for pair in sides)


def _group(boxes: Sequence[Box], near: float) -> NDArray[np.intp]:
    """The number of each box's word: boxes beside each other on one line, and their neighbours in turn."""
    words = np.arange(len(boxes))
    order = sorted(range(len(boxes)), key=lambda i: boxes[i].x)
    for rank, i in enumerate(order):
        for j in order[rank + 1 :]:
            if boxes[j].x > boxes[i].right + near:
                break
            if _level(boxes[i], boxes[j]):
                words[words == words[j]] = words[i]
    return words


def _apart(boxes: Sequence[Box], words: NDArray[np.intp], digits: int) -> NDArray[np.bool_]:
    """Which of the letters, the boxes behind so many digits', stand beside digits of their word alone."""
    order = sorted(range(len(boxes)), key=lambda i: (words[i], boxes[i].x))
    apart = np.ones(len(boxes), np.bool_)
    for left, right in pairwise(order):
        if words[left] == words[right] and min(left, right) >= digits:
            apart[[left, right]] = False
    return apart[digits:]


def _level(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.y, other.y)
    return shared >= 0.4 * min(one.height, other.height)
