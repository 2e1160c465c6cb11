from dataclasses import replace

import keras
import numpy as np
import pytest

from training.compare.rows import ROWS, Row, Shape, find_row, shaped
from training.compare.zoo import BODIES, build
from training.recipe import TrainingError

NEURAL = [row for row in ROWS if row.kind == "neural"]
pytestmark = pytest.mark.train


def layers(network: keras.Model, *kinds: type) -> list[keras.Layer]:
    return [layer for layer in network.layers if isinstance(layer, kinds)]


def test_every_neural_row_has_its_network() -> None:
    assert {row.name for row in NEURAL} == set(BODIES)


@pytest.mark.parametrize("row", NEURAL, ids=lambda row: row.name)
def test_a_network_takes_glyphs_and_scores_ten_digits(row: Row) -> None:
    network = build(row)
    assert network.input_shape == (None, 28, 28)
    assert network(np.zeros((2, 28, 28), np.float32)).shape == (2, 10)


def test_vgg_has_sixteen_layers_with_weights_and_the_full_width_of_its_paper() -> None:
    network = build(shaped(find_row("vgg"), Shape(width=64)))
    assert len(layers(network, keras.layers.Conv2D, keras.layers.Dense)) == 16
    widths = [layer.filters for layer in layers(network, keras.layers.Conv2D)]
    assert widths == [64] * 2 + [128] * 2 + [256] * 3 + [512] * 6


def test_the_larger_cnn_has_about_sixty_thousand_parameters() -> None:
    assert 55_000 < build(find_row("cnn")).count_params() < 70_000


def test_the_three_layer_cnn_has_three_convolutions() -> None:
    assert len(layers(build(find_row("three")), keras.layers.Conv2D)) == 3


def test_layers_and_activation_of_the_ann_are_set() -> None:
    row = shaped(find_row("ann"), Shape(hidden=(30, 20, 10), activation="tanh"))
    network = build(row)
    assert [layer.units for layer in layers(network, keras.layers.Dense)] == [30, 20, 10, 10]
    assert {layer.activation.__name__ for layer in layers(network, keras.layers.Activation)} == {"tanh"}
    assert row.layers == "dense 30-20-10-10, tanh"


def test_an_unknown_activation_gets_a_sentence() -> None:
    with pytest.raises(TrainingError, match="There is no activation wavy"):
        build(replace(find_row("ann"), activation="wavy"))


def test_a_row_without_a_network_gets_a_sentence() -> None:
    with pytest.raises(TrainingError, match="is not trained by --network"):
        build(find_row("svm"))
