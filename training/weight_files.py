"""A network's weights in files (Keras's .weights.h5), so that training can be skipped."""

import warnings
from dataclasses import dataclass
from pathlib import Path

import keras

from training.dataset import DataError
from training.networks import build_network
from training.recipe import Recipe


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """A trained network and the seconds that it took, over all its runs."""

    network: keras.Model
    seconds: float


@dataclass(frozen=True, slots=True)
class WeightFiles:
    """File to load the weights from instead of training, and file to save them to; None for neither."""

    load: Path | None = None
    save: Path | None = None


NO_FILES = WeightFiles()


def load_trained(files: WeightFiles, recipe: Recipe) -> Trained | None:
    """The recipe's network with the weights to load, if any are to be.

    Raises:
        DataError: if the file is missing, damaged, or of another network.
    """
    if files.load is None:
        return None
    network = build_network(recipe.width)
    load_weights(network, files.load)
    return Trained(network, 0.0)


def save_trained(trained: Trained, files: WeightFiles) -> None:
    """Save the weights where they are to be saved."""
    if files.save is not None:
        save_weights(trained.network, files.save)


def save_weights(network: keras.Model, path: Path) -> None:
    """Write the network's weights without its optimizer's state, whole or not at all.

    Raises:
        DataError: if the name does not end as Keras wants it.
    """
    if not path.name.endswith(".weights.h5"):
        raise DataError(f"The file of weights must end in .weights.h5, {path.name} does not.")
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"new.{path.name}")
    keras.Model(network.inputs, network.outputs, name=network.name).save_weights(new)
    new.replace(path)


def load_weights(network: keras.Model, path: Path) -> None:
    """Fill the network with the weights of a file.

    Raises:
        DataError: if the file is missing, damaged, or of another network.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)  # Keras only warns of layers that it leaves as they were
            network.load_weights(path)
    except (OSError, ValueError, KeyError, UserWarning) as error:
        raise DataError(
            f"The weights {path} are missing, damaged, or not those of the network {network.name} in this size. "
            "Train it again without --load."
        ) from error
