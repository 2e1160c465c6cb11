"""The classifier's network: small enough for 300 glyphs a page on one core, large enough for every pen."""

import keras

from bot.recognition.glyph import GLYPH_SIDE
from bot.recognition.types import CLASS_COUNT

L = keras.layers


def build_network(width: int = 24, dropout: float = 0.3) -> keras.Model:
    """Batch-norm CNN: glyphs N×28×28 float32 in 0..1 → logits N×11.

    Strides instead of pooling, so that most arithmetic happens on 14×14 and 7×7 fields. `width` is the number of
    channels of the first layer; the others are multiples of it.
    """
    glyphs = keras.Input((GLYPH_SIDE, GLYPH_SIDE), name="glyphs")
    x = L.Reshape((GLYPH_SIDE, GLYPH_SIDE, 1))(glyphs)
    for channels, stride in ((width, 1), (2 * width, 2), (2 * width, 1), (4 * width, 2), (4 * width, 1)):
        x = L.Conv2D(channels, 3, strides=stride, padding="same", use_bias=False)(x)
        x = L.ReLU()(L.BatchNormalization(momentum=0.95)(x))
    x = L.Conv2D(3 * width, 3, strides=2, padding="same", use_bias=False)(x)
    x = L.ReLU()(L.BatchNormalization(momentum=0.95)(x))
    x = L.Dropout(dropout)(L.Flatten()(x))
    return keras.Model(glyphs, L.Dense(CLASS_COUNT, name="logits")(x), name="digits")
