import numpy as np
import pytest

from bot.recognition.types import STRIP_HEIGHT, STRIP_WIDTH
from bot.settings import INK_MODEL
from tests.training.digits import small_set
from training.pages.hands import Writers
from training.string_corpus import NO_DIGIT, make_strings


@pytest.mark.parametrize("ink_model", [None, INK_MODEL], ids=["drawn", "found"])
def test_strings_are_the_same_for_the_same_seed(ink_model: None) -> None:
    one, again = (make_strings(Writers(small_set()), 24, (5,), 1, ink_model) for _ in range(2))
    assert (one.strips == again.strips).all()
    assert (one.texts == again.texts).all()
    assert one.strips.shape == (24, STRIP_HEIGHT, STRIP_WIDTH)
    assert one.strips.reshape(24, -1).max(axis=1).min() == 255


def test_longer_texts_take_more_room() -> None:
    made = make_strings(Writers(small_set()), 60, (6,), 1)
    lengths = (made.texts != NO_DIGIT).sum(axis=1)
    widths = np.array([np.flatnonzero(strip.any(axis=0))[-1] for strip in made.strips])
    assert lengths.min() == 1
    assert lengths.max() >= 6
    assert widths[lengths >= 5].min() > widths[lengths == 1].max()
    for text, length in zip(made.texts, lengths, strict=True):
        assert (text[:length] < 10).all()
        assert (text[length:] == NO_DIGIT).all()
