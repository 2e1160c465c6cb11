"""Network → .tflite file, and proof that LiteRT reads it as Keras does."""

from dataclasses import dataclass
from pathlib import Path

import keras
import numpy as np

from bot.classifier import LiteRTClassifier
from bot.recognition.types import Glyphs
from training.recipe import TrainingError

TOLERANCE = 1e-3
"""Largest difference of a probability between Keras and LiteRT that rounding explains, with room to spare."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Keras against LiteRT: glyphs compared, answers that agree, largest difference of one probability."""

    count: int
    same_answer: int
    largest_difference: float


def calibrated(network: keras.Model, temperature: float) -> keras.Model:
    """The network with its temperature folded in: glyphs → probabilities."""
    scaled = keras.layers.Rescaling(1.0 / temperature, name="temperature")(network.output)
    return keras.Model(network.input, keras.layers.Softmax(name="probabilities")(scaled), name=network.name)


def export_model(model: keras.Model, path: Path) -> None:
    """Write a model of probabilities as a LiteRT file, whole or not at all."""
    new = path.with_name(f"{path.stem}.new.tflite")
    model.export(str(new), format="litert", verbose=False)
    new.replace(path)


def check_agreement(model: keras.Model, path: Path, glyphs: Glyphs) -> Agreement:
    """Compare the Keras model with the exported file on N glyphs.

    Raises:
        TrainingError: if one answer differs or one probability by more than `TOLERANCE`.
    """
    keras_says = model.predict(glyphs, batch_size=256, verbose=0)
    litert_says = LiteRTClassifier(path.read_bytes(), path.stem).classify(glyphs)
    same = int((keras_says.argmax(axis=1) == litert_says.argmax(axis=1)).sum())
    found = Agreement(len(glyphs), same, float(np.abs(keras_says - litert_says).max()))
    if same < len(glyphs) or found.largest_difference > TOLERANCE:
        raise TrainingError(
            f"LiteRT answers {len(glyphs) - same} of {len(glyphs)} glyphs otherwise than Keras, probabilities differ "
            f"by up to {found.largest_difference:.2g}: the export is not used. Check the versions of Keras and LiteRT."
        )
    return found
