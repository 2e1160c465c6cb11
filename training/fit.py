"""Train the network: parts of the corpus in turn, learning rate down to nearly zero, a checkpoint after each epoch."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import keras
import numpy as np

from training.corpus import TRAINING, Samples, make_samples
from training.dataset import DigitSet
from training.networks import build_network

CHECKPOINT = "checkpoint.keras"
STATE = "state.json"
Report = Callable[[int, float], None]
"""Told the samples seen so far in the run and the running loss."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that a run follows from, besides the digits; the defaults are the shipped model's."""

    seed: int = 1
    epochs: int = 10
    samples: int = 80_000
    """Samples in one epoch."""
    parts: int = 5
    """Different parts of the corpus; epoch e uses part e modulo this, so each sample is seen epochs / parts times."""
    batch: int = 128
    rate: float = 3e-3
    width: int = 24
    processes: int = 2

    @property
    def steps(self) -> int:
        """Steps of the whole run."""
        return self.epochs * -(-self.samples // self.batch)


def fit(digits: DigitSet, recipe: Recipe, folder: Path, report: Report, resume: bool = False) -> keras.Model:
    """The trained network (logits); parts and checkpoints lie in `folder`.

    With `resume` a run of the same recipe goes on after its last whole epoch.
    """
    folder.mkdir(parents=True, exist_ok=True)
    keras.utils.set_random_seed(recipe.seed)
    network, done = _restore(folder, recipe) if resume else (None, 0)
    network = network or compiled(recipe)
    for epoch in range(done, recipe.epochs):
        samples = load_part(digits, recipe, folder, epoch % recipe.parts)
        run_epoch(network, samples, recipe, epoch, report)
        _save(network, recipe, folder, epoch + 1)
    return network


def compiled(recipe: Recipe) -> keras.Model:
    """A fresh network with its optimizer: AdamW, short warm-up, cosine decay (Loshchilov and Hutter 2017)."""
    warmup = min(500, recipe.steps // 10)
    decay = keras.optimizers.schedules.CosineDecay(
        recipe.rate / 30, max(1, recipe.steps - warmup), alpha=1e-3, warmup_target=recipe.rate, warmup_steps=warmup
    )
    network = build_network(recipe.width)
    network.compile(
        optimizer=keras.optimizers.AdamW(decay, weight_decay=2e-3),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
    )
    return network


def run_epoch(network: keras.Model, samples: Samples, recipe: Recipe, epoch: int, report: Report) -> None:
    """One pass over the samples in an order that follows from seed and epoch."""
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


def load_part(digits: DigitSet, recipe: Recipe, folder: Path, part: int) -> Samples:
    """One part of the corpus, made once and then kept in the folder."""
    path = folder / f"part-{recipe.seed}-{recipe.samples}-{part}.npz"
    if not path.exists():
        made = make_samples(digits, TRAINING, recipe.samples, (recipe.seed, part), recipe.processes)
        with path.with_suffix(".new").open("wb") as file:
            np.savez(file, glyphs=made.glyphs, labels=made.labels)
        path.with_suffix(".new").replace(path)
    with np.load(path) as kept:
        return Samples(kept["glyphs"], kept["labels"])


def _save(network: keras.Model, recipe: Recipe, folder: Path, done: int) -> None:
    """Keep the network with its optimizer; the file's name has the epoch, and the state names the file last."""
    name = f"{done}-{CHECKPOINT}"
    network.save(folder / name)
    state = folder / STATE
    state.with_suffix(".new").write_text(json.dumps({"file": name, "done": done, "recipe": asdict(recipe)}))
    state.with_suffix(".new").replace(state)
    for old in folder.glob(f"*-{CHECKPOINT}"):
        if old.name != name:
            old.unlink()


def _restore(folder: Path, recipe: Recipe) -> tuple[keras.Model | None, int]:
    state = folder / STATE
    if not state.exists():
        return None, 0
    kept = json.loads(state.read_text())
    if kept["recipe"] != asdict(recipe):
        raise ValueError("The stopped run had another recipe. Start anew without --resume, or give the same options.")
    return keras.models.load_model(folder / kept["file"]), int(kept["done"])
