"""From MNIST to the shipped string model: strips, training, export, proof, figures, card."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

import keras
import numpy as np

from bot.recognition.ctc import chance_of, spell
from bot.recognition.types import Spelled
from bot.string_model import SHAPES, LiteRTStringModel
from training.card import identity, install
from training.dataset import DigitSet, load_mnist
from training.export import check_rounding, export_model
from training.fit import Report
from training.kept import load_or_make
from training.pages.hands import Writers
from training.places import Places
from training.string_corpus import NO_DIGIT, StringSamples, make_strings
from training.string_fit import fit_strings
from training.string_recipe import StringRecipe

DRAWN, FOUND, HELD_OUT = 0, 1, 3
"""Parts of all samples that follow from a seed."""
HELD_OUT_RUNS = 2000
"""Runs of held-out digits to measure on."""


def produce_strings(places: Places, recipe: StringRecipe, report: Report, *, resume: bool = False) -> dict[str, Any]:
    """Train, check and write a string model and its card; the card is returned.

    Raises:
        DataError: if MNIST is missing or damaged.
        TrainingError: if the run cannot go on, or the exported file does not answer as the network does.
    """
    seen, unseen = load_mnist(places.data / "mnist")[0].split()
    drawn = load_strings(seen, recipe, places.work, DRAWN, None)
    found = load_strings(seen, recipe, places.work, FOUND, places.ink_model)
    trained = fit_strings(drawn, found, recipe, places.work / "strings", report, resume=resume)
    network = answering(trained.network)
    candidate = places.work / places.out.name
    export_model(network, candidate, quantized=True)
    model = LiteRTStringModel(candidate.read_bytes(), candidate.stem)
    count = min(HELD_OUT_RUNS, recipe.found)
    held_out = make_strings(Writers(unseen), count, (recipe.seed, HELD_OUT), recipe.processes, places.ink_model)
    card = identity(candidate) | {
        "input": SHAPES[0],
        "output": SHAPES[1],
        "parameters": network.count_params(),
        "recipe": asdict(recipe),
        "training_samples": recipe.epochs * recipe.steps * recipe.batch,
        "training_seconds": round(trained.seconds),
        "measured": measure_strings(model, held_out),
        "agreement": {"mean_difference": _difference(network, model, held_out)},
    }
    install(candidate, places.out, card)
    return card


def answering(network: keras.Model) -> keras.Model:
    """The trained network as the reader wants it: probabilities instead of logits."""
    return keras.Model(network.input, keras.layers.Softmax(name="probabilities")(network.output), name="strings")


def load_strings(
    digits: DigitSet, recipe: StringRecipe, folder: Path, part: int, ink_model: Path | None
) -> StringSamples:
    """Strips to train on, drawn or with an ink model found on pages; made once and then kept in the folder."""
    count = recipe.found if ink_model else recipe.drawn
    path = folder / f"strings-{recipe.seed}-{count}-{part}.npz"
    seed = (recipe.seed, part)
    return load_or_make(
        path, StringSamples, lambda: make_strings(Writers(digits), count, seed, recipe.processes, ink_model)
    )


def measure_strings(model: LiteRTStringModel, samples: StringSamples) -> dict[str, float]:
    """Share of strips read wholly right; and of those read with a chance of at least 90 %, the share read wrong."""
    answers = model.look(samples.strips)
    spellings = [spell(rows) for rows in answers]
    right = np.array(
        [
            spelling.digits == tuple(text[text != NO_DIGIT].tolist())
            for spelling, text in zip(spellings, samples.texts, strict=True)
        ]
    )
    chances = [chance_of(spelling.digits, rows) for spelling, rows in zip(spellings, answers, strict=True)]
    sure = np.array(chances) >= 0.9
    return {
        "strings": len(right),
        "strings_right": round(float(right.mean()), 5),
        "sure": round(float(sure.mean()), 5),
        "sure_and_wrong": round(float((~right[sure]).mean()) if sure.any() else 0.0, 5),
    }


def _difference(network: keras.Model, model: LiteRTStringModel, samples: StringSamples) -> float:
    """Mean difference between what Keras and LiteRT, its weights rounded to bytes, say of a strip's places."""
    few = samples.strips[:64]
    keras_says: Spelled = np.asarray(network.predict(few.astype(np.float32) / np.float32(255), verbose=0))
    return check_rounding(float(np.abs(keras_says - model.look(few)).mean()))
