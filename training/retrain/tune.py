"""The model in use, trained a little further: on MNIST and synthetic glyphs as before, and on people's feedback."""

from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import keras
import numpy as np
from numpy.typing import NDArray

from bot.classifier import LiteRTClassifier
from bot.model_file import read_card
from bot.model_store import WEIGHTS
from training.arithmetic import fast_arithmetic
from training.augment import augment, nudge
from training.calibrate import fit_temperature
from training.card import describe, write_card
from training.corpus import MIXES, Samples, make_samples
from training.dataset import DigitSet
from training.export import calibrated, check_agreement, export_model
from training.fit import Material, Report, run_epoch, start_phase, with_cut
from training.measure import measure
from training.networks import build_network
from training.produce import held_out_samples, logits_of
from training.recipe import Recipe, TrainingError
from training.retrain.blend import blend
from training.retrain.effort import Effort
from training.retrain.feedback import Feedback
from training.retrain.people import capped
from training.retrain.space import reserve
from training.weight_files import save_weights

REPEAT = 40
"""A labelled glyph is shown in at most so many variations: a handful of corrections must not drown the rest."""


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """What the candidate is made of and measured on.

    The model to go on from, MNIST's training and test digits, the folder of other digit sets, the ink model, feedback.
    """

    model: Path
    training: DigitSet
    test: DigitSet
    data: Path
    ink_model: Path
    feedback: Feedback


def tune(lesson: Lesson, effort: Effort, folder: Path, report: Report) -> Path:
    """Train a candidate; it lies in `folder` with its card and its weights, and LiteRT reads it as Keras does.

    Raises:
        TrainingError: if the model has no weights that fit it, or the export does not answer as the network does.
    """
    keras.utils.set_random_seed(effort.seed)
    seen, unseen = lesson.training.split()
    network, recipe = load_network(lesson.model, effort, unseen)
    before = network.get_weights()
    with fast_arithmetic():
        pupil = build_network(recipe.width)
    pupil.set_weights(before)
    start_phase(pupil, recipe, recipe.phases[0])
    with TemporaryDirectory() as work:
        samples = mixed(lesson, seen, recipe, effort, Path(work))
    for epoch in range(effort.epochs):
        run_epoch(pupil, samples, recipe, epoch, report)
    network.set_weights(pupil.get_weights())
    held_out = held_out_samples(unseen, recipe)
    share = blend(network, before, [Samples(unseen.images, unseen.labels), held_out[0]])
    facts = {"recipe": asdict(recipe), "share_of_tuned_weights": share}
    return _export(network, held_out, folder / lesson.model.name, lesson, facts)


def load_network(model: Path, effort: Effort, digits: DigitSet) -> tuple[keras.Model, Recipe]:
    """The network of a model file from the weights beside it, and the recipe to go on with.

    Raises:
        TrainingError: if the weights are missing or another model's.
    """
    card, weights = read_card(model), model.with_suffix(WEIGHTS)
    width = (card.get("recipe") or {}).get("width")
    if width is None or not weights.is_file():
        raise TrainingError(
            f"The model {model.name} has no weights beside it ({weights.name}), and retraining goes on from them: "
            "make a model with `digitbot train`, or put another one in use with `digitbot models promote`."
        )
    recipe = effort.recipe(width)
    network = build_network(recipe.width)
    try:
        network.load_weights(weights)
        some = digits.images[:200].astype(np.float32) / np.float32(255)
        check_agreement(calibrated(network, card["temperature"]), model, some, quantized=True)
    except (ValueError, OSError, KeyError, TrainingError) as error:
        raise TrainingError(
            f"The weights {weights.name} are not those of the model {model.name}: restore them, or make a new model "
            "with `digitbot train`."
        ) from error
    return network, recipe


def mixed(lesson: Lesson, digits: DigitSet, recipe: Recipe, effort: Effort, folder: Path) -> Samples:
    """One epoch's samples: variations of the feedback, nobody's in excess, among MNIST and synthetic glyphs."""
    rng = np.random.default_rng(effort.seed)
    feedback = lesson.feedback.take(capped(lesson.feedback.users, rng))
    count = min(round(effort.share * effort.samples), REPEAT * len(feedback))
    glyphs, labels = variations(feedback, count, rng)
    mix, seed = MIXES[recipe.phases[0].mix], (effort.seed, 0)
    drawn = make_samples(digits, mix, effort.samples - count, seed, recipe.processes)
    cut = effort.cut if lesson.ink_model.exists() else 0.0
    rest = with_cut(drawn, cut, Material(digits, lesson.ink_model), recipe, folder, seed)
    return Samples(np.concatenate([glyphs, rest.glyphs]), np.concatenate([labels, rest.labels]))


def variations(feedback: Feedback, count: int, rng: np.random.Generator) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """`count` glyphs from feedback and their labels: as they are, by a hand that varies, and by other pens."""
    chosen = rng.permutation(np.resize(np.arange(len(feedback)), count))
    glyphs, labels = feedback.glyphs[chosen], feedback.labels[chosen]
    for row, way in enumerate(rng.choice(3, count, p=[0.3, 0.4, 0.3])):
        if way:
            glyph = nudge(glyphs[row], rng) if way == 1 else augment(glyphs[row], int(labels[row]), rng)
            glyphs[row] = np.rint(glyph * 255)
    return glyphs, labels


def _export(
    network: keras.Model, held_out: tuple[Samples, Samples], path: Path, lesson: Lesson, facts: dict[str, Any]
) -> Path:
    calibration, validation = held_out
    temperature = fit_temperature(logits_of(network, calibration), calibration.labels)
    model = calibrated(network, temperature)
    reserve(path.parent, lesson.model)  # it may have been used up since the beginning
    export_model(model, path, quantized=True)
    agreement = check_agreement(model, path, validation.scaled(), quantized=True)
    save_weights(network, path.with_suffix(WEIGHTS))
    scores = measure(LiteRTClassifier(path.read_bytes(), path.stem), lesson.test, validation, lesson.data)
    facts |= {
        "parameters": network.count_params(),
        "temperature": round(temperature, 4),
        "retrained_from": LiteRTClassifier.load(lesson.model).model_id,
        "labelled_digits": len(lesson.feedback),
    }
    write_card(path, describe(path, scores, agreement, **facts))
    return path
