"""The neural rows' networks: glyphs N×28×28 float32 in 0..1 → logits N×10."""

from collections.abc import Callable
from typing import Any

import keras

from bot.recognition.glyph import GLYPH_SIDE
from training.compare.rows import DIGITS, Row
from training.networks import conv_block
from training.recipe import TrainingError

L = keras.layers
VGG_BLOCKS = ((1, 2), (2, 2), (4, 3), (8, 3), (8, 3))
"""VGG-16 (Simonyan and Zisserman 2015): width and number of the convolutions before each pooling."""


def build(row: Row) -> keras.Model:
    """The network of a neural row, its weights drawn from Keras's random state.

    Raises:
        TrainingError: if the row is no network's, or its activation is unknown.
    """
    if row.name not in BODIES:
        raise TrainingError(f"{row.title} is not trained by --network. Networks: digits, {', '.join(BODIES)}.")
    if getattr(keras.activations, row.activation, None) is None:
        raise TrainingError(f"There is no activation {row.activation}. Try relu, tanh, sigmoid, elu or gelu.")
    glyphs = keras.Input((GLYPH_SIDE, GLYPH_SIDE), name="glyphs")
    features = BODIES[row.name](glyphs, row)
    return keras.Model(glyphs, L.Dense(DIGITS, dtype="float32", name="logits")(features), name=row.name)


def ann(x: Any, row: Row) -> Any:
    """Dense layers of the row's sizes and activation."""
    x = L.Flatten()(x)
    for units in row.hidden:
        x = L.Activation(row.activation)(L.BatchNormalization()(L.Dense(units, use_bias=False)(x)))
        x = L.Dropout(0.3)(x)
    return x


def adadelta(x: Any, row: Row) -> Any:
    """Two small convolutions."""
    x = L.MaxPooling2D()(_conv(_image(x), row.width))
    return L.Flatten()(L.MaxPooling2D()(_conv(x, 2 * row.width)))


def rmsprop(x: Any, row: Row) -> Any:
    """Two blocks of two convolutions, pooling and dropout, then a dense layer."""
    x = _image(x)
    for channels in (row.width, 2 * row.width):
        x = L.Dropout(0.25)(L.MaxPooling2D()(_conv(_conv(x, channels), channels)))
    return L.Dropout(0.5)(L.Dense(4 * row.width, "relu")(L.Flatten()(x)))


def simple(x: Any, row: Row) -> Any:
    """Six layers: convolution and pooling twice, then two dense ones."""
    x = L.MaxPooling2D()(_conv(_image(x), row.width))
    x = L.MaxPooling2D()(_conv(x, 2 * row.width))
    return L.Dense(4 * row.width, "relu")(L.Flatten()(x))


def cnn(x: Any, row: Row) -> Any:
    """Nine layers, about 60 000 parameters."""
    x = _image(x)
    for channels in (row.width, 2 * row.width):
        x = L.MaxPooling2D()(conv_block(conv_block(x, channels), channels))
    return L.Dense(2 * row.width, "relu")(L.Dropout(0.3)(L.Flatten()(x)))


def three(x: Any, row: Row) -> Any:
    """Three convolutions with batch normalization, pooling after the first two."""
    x = L.MaxPooling2D()(conv_block(_image(x), row.width, side=5))
    x = L.MaxPooling2D()(conv_block(x, 4 * row.width, side=5))
    return L.Dropout(0.4)(L.Flatten()(conv_block(x, 8 * row.width)))


def vgg(x: Any, row: Row) -> Any:
    """VGG-16's sixteen layers on a field of 32×32; width 64 is the original's. Batch norm lets it learn in minutes."""
    x = L.ZeroPadding2D(2)(_image(x))
    for multiple, count in VGG_BLOCKS:
        for _ in range(count):
            x = conv_block(x, multiple * row.width)
        x = L.MaxPooling2D()(x)
    x = L.Flatten()(x)
    for _ in range(2):
        x = L.Dropout(0.2)(L.Dense(8 * row.width, "relu")(x))
    return x


BODIES: dict[str, Callable[[Any, Row], Any]] = {
    body.__name__: body for body in (ann, adadelta, rmsprop, simple, cnn, three, vgg)
}
"""All but the last layer of each neural row's network, by the row's name."""


def _image(x: Any) -> Any:
    return L.Reshape((GLYPH_SIDE, GLYPH_SIDE, 1))(x)


def _conv(x: Any, channels: int) -> Any:
    return L.Conv2D(channels, 3, padding="same", activation="relu")(x)
