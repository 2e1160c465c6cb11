"""The three networks: one reads glyphs, one says which ink of a page is a digit's, one reads digits that touch.

All are batch-norm CNNs of small filters. Strides instead of pooling, so that most arithmetic is on small fields.
"""

from typing import Any

import keras

from bot.recognition.glyph import GLYPH_SIDE
from bot.recognition.types import CLASS_COUNT, STRIP_HEIGHT, STRIP_WIDTH, TILE_SIDE
from training.arithmetic import BatchNormalization

L = keras.layers
REACH = 8.0
"""Offsets leave the network in units of so many pixels, so that they are about one large."""


def build_network(width: int = 32, dropout: float = 0.3) -> keras.Model:
    """The classifier: glyphs N×28×28 float32 in 0..1 → logits N×11.

    `width` is the number of channels of the first layer; the others are multiples of it.
    """
    glyphs = keras.Input((GLYPH_SIDE, GLYPH_SIDE), name="glyphs")
    x = L.Reshape((GLYPH_SIDE, GLYPH_SIDE, 1))(glyphs)
    for factor, stride in ((1, 1), (2, 2), (2, 1), (2, 1), (4, 2), (4, 1), (4, 1), (4, 2)):
        x = conv_block(x, factor * width, stride=stride)
    x = L.Dropout(dropout)(L.Flatten()(x))
    return keras.Model(glyphs, L.Dense(CLASS_COUNT, dtype="float32", name="logits")(x), name="digits")


def build_ink_network(width: int = 32) -> keras.Model:
    """The ink model, a U-Net: tiles N×128×128 float32 in 0..1 → three outputs.

    Logits N×128×128 that a pixel is a digit's; offsets N×64×64×2 to the middle of its digit, in units of `REACH`; and
    logits N×4 of the tile's turn. Most of the arithmetic is at an eighth of the size, where a digit is three places
    high and is told from a letter; what is known there is added to the larger fields (Lin et al. 2017).
    """
    tiles = keras.Input((TILE_SIDE, TILE_SIDE), name="tiles")
    half = conv_block(L.Reshape((TILE_SIDE, TILE_SIDE, 1))(tiles), width, side=4, stride=2)
    quarter = conv_block(conv_block(half, 2 * width, stride=2), 2 * width)
    eighth = conv_block(conv_block(conv_block(quarter, 4 * width, stride=2), 4 * width), 4 * width)
    deep = conv_block(conv_block(conv_block(eighth, 4 * width, stride=2), 4 * width), 4 * width)
    turn = L.Dense(4, name="turn")(L.GlobalMaxPooling2D()(deep))
    eighth = _joined(deep, eighth)
    quarter = _joined(eighth, quarter)
    half = _joined(quarter, half)
    ink = L.Conv2DTranspose(1, 4, strides=2, padding="same", name="ink")(half)
    digit = L.Reshape((TILE_SIDE, TILE_SIDE), name="digit")(ink)
    offset = L.Conv2D(2, 3, padding="same", name="offset")(half)
    return keras.Model(tiles, [digit, offset, turn], name="ink")


def build_string_network(width: int = 32, dropout: float = 0.1) -> keras.Model:
    """The string model: strips N×32×224 float32 in 0..1 → logits N×112×11, of ten digits and of none at each place.

    A convolutional net down to one row, as text recognizers have it (Shi, Bai and Yao 2017), with convolutions along
    the row instead of recurrence: a digit's form ends with its neighbours. Places are two pixels wide: 1s that touch
    may be six pixels wide, and need three of them.
    """
    strips = keras.Input((STRIP_HEIGHT, STRIP_WIDTH), name="strips")
    x = conv_block(L.Reshape((STRIP_HEIGHT, STRIP_WIDTH, 1))(strips), width, side=4, stride=2)
    x = conv_block(x, 3 * width // 2)
    x = conv_block(x, 2 * width, stride=(2, 1))
    x = conv_block(conv_block(x, 3 * width, stride=(2, 1)), 3 * width)
    x = conv_block(x, 4 * width, stride=(2, 1))
    x = L.Permute((2, 1, 3))(x)
    x = conv_block(L.Reshape((1, STRIP_WIDTH // 2, 2 * 4 * width))(x), 3 * width, side=(1, 3))
    x = L.Dropout(dropout)(conv_block(x, 3 * width, side=(1, 5)))
    x = L.Conv2D(CLASS_COUNT, 1, dtype="float32")(x)
    logits = L.Reshape((STRIP_WIDTH // 2, CLASS_COUNT), dtype="float32", name="logits")(x)
    return keras.Model(strips, logits, name="strings")


def conv_block(x: Any, channels: int, side: int | tuple[int, int] = 3, stride: int | tuple[int, int] = 1) -> Any:
    """Convolution, batch normalization and ReLU; the field is `stride` times smaller."""
    x = L.Conv2D(channels, side, strides=stride, padding="same", use_bias=False)(x)
    return L.ReLU()(BatchNormalization(momentum=0.95)(x))


def _joined(low: Any, high: Any) -> Any:
    """What the small field knows, added to the larger one."""
    channels = high.shape[-1]
    low = L.UpSampling2D(2)(L.Conv2D(channels, 1, padding="same")(low))
    return conv_block(L.Add()([low, high]), channels)
