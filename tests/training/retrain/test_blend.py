import keras
import numpy as np
import pytest

from training.corpus import Samples
from training.retrain.blend import SHARES, blend

KERAS_COPIES = "ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning:keras"
pytestmark = [pytest.mark.train, pytest.mark.filterwarnings(KERAS_COPIES)]


def network(weight: float) -> keras.Model:
    """Says class 1 the surer, the more ink a glyph has; with a negative weight, the less."""
    glyphs = keras.Input((28, 28))
    logits = keras.layers.Dense(11, kernel_initializer="zeros")(keras.layers.Flatten()(glyphs))
    model = keras.Model(glyphs, logits)
    kernel = np.zeros((784, 11), np.float32)
    kernel[:, 1] = weight / 784
    model.layers[-1].set_weights([kernel, np.zeros(11, np.float32)])
    return model


def samples(label: int, ink: int) -> Samples:
    """Forty glyphs of the label with this much ink, and forty empty zeros."""
    glyphs = np.concatenate([np.full((40, 28, 28), ink, np.uint8), np.zeros((40, 28, 28), np.uint8)])
    return Samples(glyphs, np.repeat(np.array([label, 0], np.uint8), 40))


def test_what_is_better_stays_whole() -> None:
    tuned, before = network(9.0), network(1.0).get_weights()
    assert blend(tuned, before, [samples(1, 255)]) == 1.0
    assert tuned.get_weights()[0][0, 1] == pytest.approx(9 / 784)


def test_what_is_worse_on_one_of_the_sets_goes_back() -> None:
    tuned, before = network(-4.0), network(4.0).get_weights()
    assert blend(tuned, before, [samples(1, 255), samples(1, 200)]) == SHARES[-1]
    assert tuned.get_weights()[0][0, 1] == pytest.approx(2 / 784)
