"""The classifier's network: small enough for 300 glyphs a page on one core, large enough for every pen."""

import keras

from bot.recognition.glyph import GLYPH_SIDE
from bot.recognition.types import CLASS_COUNT

L = keras.layers


def build_network(width: int = 32, dropout: float = 0.3) -> keras.Model:
    """Batch-norm CNN: glyphs N×28×28 float32 in 0..1 → logits N×11.

    The first layer halves the field at once, so that all further arithmetic happens on 14×14 and 7×7: three layers
    there learn four times as fast as one on 28×28. `width` is the number of channels of the first layers.
    """
    glyphs = keras.Input((GLYPH_SIDE, GLYPH_SIDE), name="glyphs")
    x = _block(L.Reshape((GLYPH_SIDE, GLYPH_SIDE, 1))(glyphs), width, 5, 2)
    for channels, stride in ((width, 1), (width, 1), (2 * width, 2), (2 * width, 1), (2 * width, 1), (3 * width, 2)):
        x = _block(x, channels, 3, stride)
    x = L.Dropout(dropout)(L.Flatten()(x))
    return keras.Model(glyphs, L.Dense(CLASS_COUNT, name="logits")(x), name="digits")


def _block(x: keras.KerasTensor, channels: int, side: int, stride: int) -> keras.KerasTensor:
    x = L.Conv2D(channels, side, strides=stride, padding="same", use_bias=False)(x)
    return L.ReLU()(L.BatchNormalization(momentum=0.95)(x))
