"""Network → .tflite file, and proof that LiteRT reads it as Keras does."""

from dataclasses import dataclass
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

from bot.classifier import LiteRTClassifier
from bot.recognition.types import Glyphs
from training.recipe import TrainingError

TOLERANCE = 1e-3
"""Largest difference of a probability between Keras and LiteRT that float arithmetic explains, with room to spare."""
ROUNDED = 0.005
"""Mean difference of a probability that comes of weights rounded to bytes, with room to spare."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Keras against LiteRT: glyphs compared, answers that agree, largest and mean difference of one probability."""

    count: int
    same_answer: int
    largest_difference: float
    mean_difference: float


def calibrated(network: keras.Model, temperature: float) -> keras.Model:
    """The network with its temperature folded in: glyphs → probabilities."""
    scaled = keras.layers.Rescaling(1.0 / temperature, name="temperature")(network.output)
    return keras.Model(network.input, keras.layers.Softmax(name="probabilities")(scaled), name=network.name)


def export_model(model: keras.Model, path: Path, *, quantized: bool = False) -> None:
    """Write a model of probabilities as a LiteRT file, whole or not at all.

    Quantized, its weights are bytes, what enters and leaves its layers are floats (LiteRT's dynamic-range
    quantization): a quarter in size, and two to five times as fast where the processor multiplies bytes.
    """
    new = path.with_name(f"{path.stem}.new.tflite")
    how = {"optimizations": [tf.lite.Optimize.DEFAULT]} if quantized else {}
    model.export(str(new), format="litert", verbose=False, **how)
    new.replace(path)


def compare_answers(model: keras.Model, path: Path, glyphs: Glyphs) -> Agreement:
    """How the Keras model and the exported file agree on N glyphs."""
    keras_says = model.predict(glyphs, batch_size=256, verbose=0)
    litert_says = LiteRTClassifier(path.read_bytes(), path.stem).classify(glyphs)
    same = int((keras_says.argmax(axis=1) == litert_says.argmax(axis=1)).sum())
    apart = np.abs(keras_says - litert_says)
    return Agreement(len(glyphs), same, float(apart.max()), float(apart.mean()))


def check_agreement(model: keras.Model, path: Path, glyphs: Glyphs, *, quantized: bool = False) -> Agreement:
    """Compare the Keras model with the exported file on N glyphs.

    Raises:
        TrainingError: if one answer differs or one probability by more than `TOLERANCE`; of a quantized file, if the
            probabilities differ by more than `ROUNDED` in the mean.
    """
    found = compare_answers(model, path, glyphs)
    if quantized:
        check_rounding(found.mean_difference)
    elif found.same_answer < found.count or found.largest_difference > TOLERANCE:
        raise TrainingError(
            f"LiteRT answers {found.count - found.same_answer} of {found.count} glyphs otherwise than Keras, "
            f"probabilities differ by up to {found.largest_difference:.2g}: the export is not used. "
            "Check the versions of Keras and LiteRT."
        )
    return found


def check_rounding(difference: float) -> float:
    """The mean difference between what Keras and LiteRT, its weights rounded to bytes, say; as the card has it.

    Raises:
        TrainingError: if it is more than `ROUNDED`.
    """
    if difference > ROUNDED:
        raise TrainingError(
            f"LiteRT's answers differ from Keras' by {difference:.2g} in the mean: the export is not used. "
            "Check the versions of Keras and LiteRT."
        )
    return round(difference, 5)
