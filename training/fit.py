"""Train the network phase by phase, each with its samples and a learning rate down to nearly zero.

A checkpoint after each epoch; each phase starts from a high rate again (SGDR, Loshchilov and Hutter 2017).
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import keras
import numpy as np

from training.checkpoint import begin, keep_end, mean_of_ends, save
from training.corpus import MIXES, Samples, make_samples
from training.dataset import DigitSet
from training.harvest import harvest
from training.kept import load_or_make
from training.networks import build_network
from training.recipe import Phase, Recipe
from training.weight_files import Trained

Report = Callable[[int, float], None]
"""Told the samples seen so far in the run and the running loss."""


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """What samples are made of: digits, and the ink model that finds them on synthetic photos."""

    digits: DigitSet
    ink_model: Path


def fit(material: Material, recipe: Recipe, folder: Path, report: Report, *, resume: bool = False) -> Trained:
    """Train on samples made from the material; samples and checkpoints lie in `folder`.

    With `resume` a run of the same recipe goes on after its last whole epoch.

    Raises:
        TrainingError: if the stopped run had another recipe.
    """
    network, done, seconds = begin(folder, recipe, build_network, resume=resume)
    for epoch in range(done, recipe.epochs):
        start = time.monotonic()
        index = recipe.phase_of(epoch)
        if epoch in {0, *recipe.ends}:
            start_phase(network, recipe, recipe.phases[index])
        samples = load_part(material, recipe, folder, epoch)
        run_epoch(network, samples, recipe, epoch, report)
        seconds += time.monotonic() - start
        if recipe.phases[index].averaged and epoch + 1 in recipe.ends:
            keep_end(network, folder, index)
        save(network, folder, epoch + 1, seconds, recipe)
    ends = [index for index, phase in enumerate(recipe.phases) if phase.averaged]
    trained = build_network(recipe.width)
    trained.set_weights(network.get_weights())
    return Trained(mean_of_ends(trained, folder, ends) if ends else trained, seconds)


def start_phase(network: keras.Model, recipe: Recipe, phase: Phase) -> None:
    """Give the network a fresh optimizer for the phase that begins here: AdamW, short warm-up, cosine decay."""
    rate, steps = phase.rate, recipe.steps(phase)
    warmup = min(500, steps // 10)
    decay = keras.optimizers.schedules.CosineDecay(
        rate / 30, max(1, steps - warmup), alpha=1e-3, warmup_target=rate, warmup_steps=warmup
    )
    network.compile(
        optimizer=keras.optimizers.AdamW(decay, weight_decay=2e-3),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        jit_compile=False,  # measured: XLA makes a step slower on a processor
    )


def run_epoch(network: keras.Model, samples: Samples, recipe: Recipe, epoch: int, report: Report) -> None:
    """One pass over the samples; their order and what is dropped out follow from seed and epoch alone."""
    for layer in network.layers:
        if isinstance(layer, keras.layers.Dropout):
            layer.seed_generator.state.assign([recipe.seed, epoch])
    order = np.random.default_rng((recipe.seed, epoch)).permutation(len(samples))
    seen = epoch * recipe.samples

    def tell(batch: int, logs: dict[str, float] | None = None) -> None:
        report(seen + min((batch + 1) * recipe.batch, len(samples)), float((logs or {}).get("loss", np.nan)))

    progress = keras.callbacks.LambdaCallback(on_train_batch_end=tell)
    network.fit(
        samples.scaled()[order],
        samples.labels[order],
        batch_size=recipe.batch,
        shuffle=False,
        verbose=0,
        callbacks=[progress],
    )


def load_part(material: Material, recipe: Recipe, folder: Path, epoch: int) -> Samples:
    """The samples that an epoch sees: a part of its phase's corpus, some of it replaced by what the reader has cut."""
    phase = recipe.phases[recipe.phase_of(epoch)]
    drawn = load_drawn(material.digits, recipe, folder, phase.mix, epoch % recipe.parts)
    return with_cut(drawn, phase.cut, material, recipe, folder, (recipe.seed, epoch))


def load_drawn(digits: DigitSet, recipe: Recipe, folder: Path, mix: str, part: int) -> Samples:
    """One part of a mix's corpus, made once and then kept in the folder."""
    number = part + (recipe.parts + 1) * list(MIXES).index(mix)
    path = folder / f"part-{recipe.seed}-{recipe.samples}-{number}.npz"
    seed = (recipe.seed, number)
    return load_or_make(path, Samples, lambda: make_samples(digits, MIXES[mix], recipe.samples, seed, recipe.processes))


def with_cut(
    drawn: Samples, share: float, material: Material, recipe: Recipe, folder: Path, seed: tuple[int, ...]
) -> Samples:
    """Samples of which a share is replaced by some that the reader has cut from synthetic photos."""
    count = round(share * len(drawn))
    if not count:
        return drawn
    cut = load_cut(material, recipe, folder)
    chosen = np.random.default_rng(seed).choice(len(cut), count, replace=count > len(cut))
    glyphs, labels = (drawn.glyphs[count:], cut.glyphs[chosen]), (drawn.labels[count:], cut.labels[chosen])
    return Samples(np.concatenate(glyphs), np.concatenate(labels))


def load_cut(material: Material, recipe: Recipe, folder: Path) -> Samples:
    """The samples cut from synthetic photos, made once and then kept in the folder."""
    path = folder / f"cut-{recipe.seed}-{recipe.cut}.npz"
    digits, model = material.digits, material.ink_model
    return load_or_make(path, Samples, lambda: harvest(digits, model, recipe.cut, (recipe.seed,), recipe.processes))
