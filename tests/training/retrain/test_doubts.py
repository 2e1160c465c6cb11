"""Wrong labels among right ones, of people who write scikit-learn's digits."""

import numpy as np
import pytest

from bot.recognition.types import CLASS_COUNT, Probabilities
from tests.training.digits import small_set
from training.corpus import Samples
from training.retrain.doubts import DISAGREE, UNLIKELY, Background, find_doubts
from training.retrain.feedback import Feedback

pytestmark = pytest.mark.train
DIGITS = small_set()


def says(labels: list[int], sure: float) -> Probabilities:
    """A model that says these labels, that sure of them."""
    answer = np.full((len(labels), CLASS_COUNT), (1 - sure) / (CLASS_COUNT - 1), np.float32)
    answer[np.arange(len(labels)), labels] = sure
    return answer


def some(start: int, stop: int) -> Feedback:
    part = DIGITS.part(start, stop)
    count = len(part)
    return Feedback(part.images, part.labels.copy(), np.arange(count) % 20, np.arange(count))


@pytest.fixture(scope="module")
def background() -> Background:
    known = DIGITS.part(600, 1700)
    rng = np.random.default_rng(0)
    said = says(known.labels.tolist(), 0.97) * rng.uniform(0.9, 1.0, (len(known), 1)).astype(np.float32)
    return Background(Samples(known.images, known.labels), said / said.sum(axis=1, keepdims=True))


def test_slips_are_found_and_sound_labels_left_alone(background: Background) -> None:
    feedback = some(0, 200)
    said = says(feedback.labels.tolist(), 0.97)
    slips = [3, 50, 120]
    feedback.labels[slips] = (feedback.labels[slips] + 1) % 10
    doubts = find_doubts(feedback, said, background)
    assert {doubt.digit for doubt in doubts} >= set(slips)
    assert len(doubts) <= len(slips) + 4
    found = next(doubt for doubt in doubts if doubt.digit == 50)
    assert (found.reason, found.suggested) == (UNLIKELY, int(DIGITS.labels[50]))


def test_what_the_model_misreads_is_not_doubted_if_others_agree(background: Background) -> None:
    """A way of writing that is new to the model: it says 0 of every 7, and is quite sure."""
    feedback = some(0, 300)
    said = says([0 if label == 7 else label for label in feedback.labels.tolist()], 0.9)
    sevens = set(np.flatnonzero(feedback.labels == 7).tolist())
    doubted = {doubt.digit for doubt in find_doubts(feedback, said, background)}
    assert len(doubted & sevens) <= len(sevens) / 10


def test_two_labels_for_the_same_ink_are_doubted(background: Background) -> None:
    feedback = some(0, 100)
    glyphs = feedback.glyphs.copy()
    glyphs[1] = glyphs[0]
    torn = Feedback(glyphs, feedback.labels, feedback.users, feedback.digits)
    doubts = find_doubts(torn, says(feedback.labels.tolist(), 0.97), background)
    assert {doubt.digit for doubt in doubts if doubt.reason == DISAGREE} == {0, 1}
