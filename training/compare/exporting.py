"""A trained row as LiteRT files with cards that the bot loads: one of floats, one with weights of bytes."""

from dataclasses import asdict
from pathlib import Path

import keras

from bot.classifier import LiteRTClassifier
from training.calibrate import fit_temperature
from training.card import describe, install
from training.compare.neural import Fitted
from training.compare.rows import Row
from training.compare.split import Split, first
from training.evaluate import score
from training.export import calibrated, check_agreement, export_model

CHECKED = 2000
"""Glyphs on which Keras and LiteRT are compared."""


class Exporter:
    """Writes a row's files: its network with its temperature, fitted to validation, and an eleventh class.

    The network knows ten classes; the eleventh, "not a digit", is always 0.
    """

    def __init__(self, row: Row, fitted: Fitted, split: Split) -> None:
        self._row, self._fitted, self._split = row, fitted, split
        logits = fitted.network.predict(split.validation.scaled(), batch_size=256, verbose=0)
        self.temperature = fit_temperature(logits, split.validation.labels)
        self._model = with_eleventh(calibrated(fitted.network, self.temperature))

    def write(self, path: Path, *, quantized: bool) -> LiteRTClassifier:
        """Write the LiteRT file and its card; the model as LiteRT reads it is returned.

        Raises:
            TrainingError: if the file answers otherwise than the network.
        """
        path.parent.mkdir(parents=True, exist_ok=True)
        candidate = path.with_name(f"{path.stem}.candidate.tflite")
        export_model(self._model, candidate, quantized=quantized)
        glyphs = first(self._split.test, CHECKED).scaled()
        agreement = check_agreement(self._model, candidate, glyphs, quantized=quantized)
        model = LiteRTClassifier(candidate.read_bytes(), path.stem)
        measured = score(model.classify(self._split.test.scaled()), self._split.test.labels)
        facts = {
            "title": self._row.title,
            "parameters": self._fitted.network.count_params(),
            "quantized": quantized,
            "temperature": round(self.temperature, 4),
            "row": asdict(self._row),
            "training_samples": len(self._split.training) * self._row.epochs,
            "training_seconds": None if self._fitted.seconds is None else round(self._fitted.seconds),
        }
        card = describe(candidate, {"mnist": measured}, agreement, **facts)
        install(candidate, path, card | {"name": path.stem})
        candidate.unlink()
        return model


def with_eleventh(model: keras.Model) -> keras.Model:
    """A model of N×10 probabilities as one of N×11, the last always 0."""
    count = model.output.shape[-1]
    padded = keras.layers.ZeroPadding1D((0, 1))(keras.layers.Reshape((count, 1))(model.output))
    return keras.Model(model.input, keras.layers.Reshape((count + 1,), name="eleven")(padded), name=model.name)
