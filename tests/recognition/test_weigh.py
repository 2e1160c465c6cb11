"""How well digits explain their page, with digits whose confidence is known."""

from dataclasses import replace

import numpy as np
import pytest

from bot.recognition.judge import Candidate
from bot.recognition.types import CLASS_COUNT, NOT_A_DIGIT, Box, Segment
from bot.recognition.weigh import score, vouched


def digits(*confidences: float) -> list[Candidate]:
    return [_digit(index, confidence) for index, confidence in enumerate(confidences)]


def _digit(index: int, confidence: float, digit: int = 3) -> Candidate:
    probabilities = np.zeros(CLASS_COUNT, np.float32)
    probabilities[digit], probabilities[NOT_A_DIGIT] = confidence, 1.0 - confidence
    return Candidate(Segment(Box(30 * index, 0, 20, 30), np.full((30, 20), 255, np.uint8)), probabilities)


def test_one_odd_digit_tells_much_of_a_few_and_little_of_many() -> None:
    few, many = digits(*[1.0] * 9, 0.5), digits(*[1.0] * 79, 0.5)
    assert score(few, few) < 0.9
    assert score(many, many) > 0.95


def test_a_page_scores_less_the_more_of_its_ink_is_not_read() -> None:
    page = digits(*[1.0] * 8)
    scores = [score(page[:kept], page) for kept in (8, 6, 3)]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == pytest.approx(1.0)
    assert score([], page) == 0.0


@pytest.mark.parametrize(
    ("digit", "confidence", "share", "tells"),
    [(3, 0.99, 1.0, True), (3, 0.95, 1.0, False), (1, 0.99, 1.0, False), (3, 0.99, 0.5, False)],
    ids=["a sure 3 alone", "one that is less sure", "a bar", "among other writing"],
)
def test_a_form_that_only_digits_have_is_believed_more_where_nothing_else_is(
    digit: int, confidence: float, share: float, *, tells: bool
) -> None:
    lone = replace(_digit(0, confidence, digit), belief=0.7)
    ((found,),) = vouched([[lone]], share)
    assert (found.belief > lone.belief) == tells
