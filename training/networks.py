"""The two networks: one reads glyphs, the other says which ink of a page is a digit's.

Both are batch-norm CNNs of small filters. Strides instead of pooling, so that most arithmetic is on small fields.
"""

from typing import Any

import keras

from bot.recognition.glyph import GLYPH_SIDE
from bot.recognition.types import CLASS_COUNT, TILE_SIDE
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
    digit = L.Reshape((TILE_SIDE, TILE_SIDE), name="digit")(L.Conv2DTranspose(1, 4, strides=2, padding="same")(half))
    offset = L.Conv2D(2, 3, padding="same", name="offset")(half)
    return keras.Model(tiles, [digit, offset, turn], name="ink")


def conv_block(x: Any, channels: int, side: int = 3, stride: int = 1) -> Any:
    """Convolution, batch normalization and ReLU; the field is `stride` times smaller."""
    x = L.Conv2D(channels, side, strides=stride, padding="same", use_bias=False)(x)
    return L.ReLU()(BatchNormalization(momentum=0.95)(x))


def _joined(low: Any, high: Any) -> Any:
    """What the small field knows, added to the larger one."""
    channels = high.shape[-1]
    low = L.UpSampling2D(2)(L.Conv2D(channels, 1, padding="same")(low))
    return conv_block(L.Add()([low, high]), channels)
