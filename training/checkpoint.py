"""Where a stopped run goes on: the network with its optimizer after the last whole epoch, and what is averaged later.

The mean of a network's weights at several ends of training (SWA, Izmailov et al. 2018) lies in a wider valley than any
of them, and reads what none of them was trained on better.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import keras
import numpy as np

from training.arithmetic import fast_arithmetic
from training.ink_recipe import InkRecipe
from training.recipe import Recipe, TrainingError
from training.string_recipe import StringRecipe
from training.weight_files import save_weights

AnyRecipe = Recipe | InkRecipe | StringRecipe
STATE = "state.json"


@dataclass(frozen=True, slots=True)
class State:
    """A run's last checkpoint: its file, whole epochs done, and seconds spent."""

    file: str
    done: int
    seconds: float


def begin(
    folder: Path, recipe: AnyRecipe, build: Callable[[int], keras.Model], *, resume: bool
) -> tuple[keras.Model, int, float]:
    """The network to train, the epochs it has behind it, and the seconds spent on them.

    A fresh one of the recipe's width from `build`, in fast arithmetic; with `resume` that of the folder's stopped run.

    Raises:
        TrainingError: if the stopped run had another recipe.
    """
    folder.mkdir(parents=True, exist_ok=True)
    keras.utils.set_random_seed(recipe.seed)
    state = read_state(folder, recipe) if resume else None
    if state is None:
        with fast_arithmetic():
            return build(recipe.width), 0, 0.0
    return keras.models.load_model(folder / state.file), state.done, state.seconds


def save(network: keras.Model, folder: Path, done: int, seconds: float, recipe: AnyRecipe) -> None:
    """Keep the network with its optimizer. The state is replaced last, so it always names a whole file."""
    file = f"epoch-{done}.keras"
    network.save(folder / file)
    new = folder / f"{STATE}.new"
    new.write_text(json.dumps({"file": file, "done": done, "seconds": seconds, "recipe": asdict(recipe)}))
    new.replace(folder / STATE)
    for old in folder.glob("epoch-*.keras"):
        if old.name != file:
            old.unlink()


def read_state(folder: Path, recipe: AnyRecipe) -> State | None:
    """The last checkpoint in a folder, if any.

    Raises:
        TrainingError: if it is of another recipe.
    """
    if not (folder / STATE).exists():
        return None
    kept = json.loads((folder / STATE).read_text())
    if kept["recipe"] != json.loads(json.dumps(asdict(recipe))):
        raise TrainingError("The stopped run had other options. Give the same ones, or start anew without --resume.")
    return State(kept["file"], kept["done"], kept["seconds"])


def keep_end(network: keras.Model, folder: Path, number: int) -> None:
    """Keep the weights that a stretch of the training ends with."""
    save_weights(network, _end(folder, number))


def mean_of_ends(network: keras.Model, folder: Path, numbers: Sequence[int]) -> keras.Model:
    """The network, its weights replaced by the mean of those kept at these ends."""
    ends = []
    for number in numbers:
        network.load_weights(_end(folder, number))
        ends.append(network.get_weights())
    network.set_weights([np.mean(weights, axis=0) for weights in zip(*ends, strict=True)])
    return network


def _end(folder: Path, number: int) -> Path:
    return folder / f"end-{number}.weights.h5"
