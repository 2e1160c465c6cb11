"""From MNIST to the shipped model: samples, training, calibration, export, proof, figures, card."""

from dataclasses import asdict
from typing import Any

import keras

from bot.classifier import LiteRTClassifier
from bot.model_store import WEIGHTS
from training.calibrate import fit_temperature
from training.card import describe, install
from training.corpus import VALIDATION, Samples, make_samples
from training.dataset import DigitSet, load_mnist
from training.export import calibrated, check_agreement, export_model
from training.fit import Material, Report, fit
from training.measure import measure
from training.places import Places
from training.recipe import Recipe
from training.weight_files import NO_FILES, WeightFiles, load_trained, save_trained, save_weights


def produce(
    places: Places, recipe: Recipe, report: Report, *, resume: bool = False, files: WeightFiles = NO_FILES
) -> dict[str, Any]:
    """Train (or load), check and write a model and its card; the card is returned.

    Raises:
        DataError: if MNIST is missing or damaged.
        TrainingError: if the run cannot go on, or the exported file does not answer as the network does.
    """
    training, test = load_mnist(places.data / "mnist")
    places.work.mkdir(parents=True, exist_ok=True)
    seen, unseen = training.split()
    material = Material(seen, places.ink_model)
    trained = load_trained(files, recipe) or fit(material, recipe, places.work, report, resume=resume)
    save_trained(trained, files)
    calibration, validation = held_out_samples(unseen, recipe)
    temperature = fit_temperature(logits_of(trained.network, calibration), calibration.labels)
    model = calibrated(trained.network, temperature)
    candidate = places.work / places.out.name
    export_model(model, candidate, quantized=True)
    save_weights(trained.network, candidate.with_suffix(WEIGHTS))
    agreement = check_agreement(model, candidate, validation.scaled(), quantized=True)
    scores = measure(LiteRTClassifier(candidate.read_bytes(), candidate.stem), test, validation, places.data)
    facts = {
        "parameters": trained.network.count_params(),
        "temperature": round(temperature, 4),
        "recipe": asdict(recipe),
        "training_samples": recipe.epochs * recipe.samples,
        "training_seconds": round(trained.seconds),
    }
    card = describe(candidate, scores, agreement, **facts)
    install(candidate, places.out, card)
    return card


def held_out_samples(digits: DigitSet, recipe: Recipe) -> tuple[Samples, Samples]:
    """Samples made from digits that are not trained on: for calibration, and for figures."""
    made = make_samples(digits, VALIDATION, recipe.held_out, (recipe.seed, recipe.parts), recipe.processes)
    half = len(made) // 2
    return Samples(made.glyphs[:half], made.labels[:half]), Samples(made.glyphs[half:], made.labels[half:])


def logits_of(network: keras.Model, samples: Samples) -> Any:
    """The network's answers to N samples before any temperature: N×11."""
    return network.predict(samples.scaled(), batch_size=256, verbose=0)
