"""Strokes of one digit that are sure digits themselves, with the shipped classifier."""

import cv2
import numpy as np
import pytest

from bot.classifier import LiteRTClassifier
from bot.recognition.join import join_stems
from bot.recognition.judge import Judge
from bot.recognition.segment import trim
from bot.recognition.types import GreyImage
from bot.settings import PROJECT

CLASSIFIER = LiteRTClassifier.load(PROJECT / "models" / "digits.tflite")
Stroke = list[tuple[int, int]]
STEM: Stroke = [(62, 20), (44, 70), (42, 112)]
BOWL = 72, 94, 24, 22
"""Middle and half axes of an ellipse beside the stem's foot."""


def draw(stroke: Stroke) -> GreyImage:
    field = np.zeros((160, 200), np.uint8)
    cv2.polylines(field, [np.array(stroke)], False, 255, 6, cv2.LINE_AA)
    return field


def ellipse(x: int, y: int, across: int, down: int) -> GreyImage:
    field = np.zeros((160, 200), np.uint8)
    cv2.ellipse(field, (x, y), (across, down), 0, 0, 360, 255, 6, cv2.LINE_AA)
    return field


@pytest.mark.parametrize(
    ("strokes", "before", "after"),
    [
        ([draw(STEM), ellipse(*BOWL)], [1, 0], [6]),
        ([draw(STEM), ellipse(90, 66, 28, 46)], [1, 0], [1, 0]),
        ([draw(STEM), ellipse(110, 94, 24, 22)], [1, 0], [1, 0]),
    ],
    ids=["a stem and its bowl", "a 1 and a 0 as high", "a 1 and a low 0 away from it"],
)
def test_a_stem_is_joined_with_its_bowl(strokes: list[GreyImage], before: list[int], after: list[int]) -> None:
    judge = Judge(CLASSIFIER)
    segments = [segment for stroke in strokes if (segment := trim(stroke, 0, 0)) is not None]
    candidates = judge(segments)
    assert [(each.digit, each.sure) for each in candidates] == [(digit, True) for digit in before]
    joined = join_stems(candidates, 95.0, judge)
    assert sorted(each.digit for each in joined) == sorted(after)
