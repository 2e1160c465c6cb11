"""From MNIST to the shipped ink model: tiles, training, export, proof, figures, card."""

from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import keras
import numpy as np

from bot.ink_model import SHAPES, LiteRTInkModel
from bot.recognition.tiles import LIKELY, TEXT
from training.card import identity, install
from training.dataset import DigitSet, load_mnist
from training.export import check_rounding, export_model
from training.fit import Report
from training.ink_corpus import PackedTiles, make_ink_tiles
from training.ink_fit import answering, fit_ink
from training.ink_recipe import InkRecipe
from training.ink_tiles import InkTiles
from training.kept import load_or_make
from training.places import Places

STRONG = 85
"""Ink is strong from here on, of 255."""
HELD_OUT, HELD_OUT_PART = 60, 1
"""Pages of held-out digits to measure on, and which part they are of all that follow from the seed."""


def produce_ink(places: Places, recipe: InkRecipe, report: Report, *, resume: bool = False) -> dict[str, Any]:
    """Train, check and write an ink model and its card; the card is returned.

    Raises:
        DataError: if MNIST is missing or damaged.
        TrainingError: if the run cannot go on, or the exported file does not answer as the network does.
    """
    seen, unseen = load_mnist(places.data / "mnist")[0].split()
    load = partial(load_tiles, seen, recipe, places.work)
    trained = fit_ink(load, recipe, places.work / "ink", report, resume=resume)
    network = answering(trained.network)
    candidate = places.work / places.out.name
    export_model(network, candidate, quantized=True)
    model = LiteRTInkModel(candidate.read_bytes(), candidate.stem)
    held_out = make_ink_tiles(unseen, recipe, HELD_OUT_PART, min(HELD_OUT, recipe.pages))
    known = held_out.take(np.arange(len(held_out)))
    card = identity(candidate) | {
        "input": SHAPES[0],
        "outputs": list(SHAPES[1:]),
        "parameters": network.count_params(),
        "recipe": asdict(recipe),
        "training_pages": recipe.pages * len(recipe.sets),
        "training_seconds": round(trained.seconds),
        "measured": measure_ink(model, known),
        "agreement": {"mean_difference": _difference(network, model, known)},
    }
    install(candidate, places.out, card)
    return card


def load_tiles(digits: DigitSet, recipe: InkRecipe, folder: Path, number: int) -> PackedTiles:
    """A set of tiles to train on, made once and then kept in the folder."""
    path = folder / f"tiles-{recipe.seed}-{recipe.pages}-{number}.npz"
    part = 2 * number  # even parts: no held-out pages
    return load_or_make(path, PackedTiles, lambda: make_ink_tiles(digits, recipe, part, recipe.pages))


def measure_ink(model: LiteRTInkModel, tiles: InkTiles) -> dict[str, float]:
    """Of strong ink, the share told right, and of each kind; and how far off the middles are, in text heights."""
    answer = model.look(tiles.seen)
    ink, digit, said = tiles.seen >= STRONG, tiles.digit > 0, answer.chance >= LIKELY
    known = (tiles.offset != 0).any(axis=-1)
    away = np.linalg.norm(answer.offset[known] - tiles.offset[known], axis=-1)
    return {
        "ink_right": _share(said == digit, ink),
        "digits_ink_right": _share(said, ink & digit),
        "other_ink_right": _share(~said, ink & ~digit),
        "middle_off_by": round(float(np.median(away)) / TEXT, 4),
    }


def _share(right: Any, among: Any) -> float:
    return round(float(right[among].mean()), 5) if among.any() else 1.0


def _difference(network: keras.Model, model: LiteRTInkModel, tiles: InkTiles) -> float:
    """Mean difference between what Keras and LiteRT, its weights rounded to bytes, say of strong ink."""
    few = tiles.seen[:32]
    keras_says = np.asarray(network.predict(few.astype(np.float32) / np.float32(255), verbose=0)[0])
    apart = np.abs(keras_says - model.look(few).chance / 255)[few >= STRONG]
    return check_rounding(float(apart.mean()) if apart.size else 0.0)
