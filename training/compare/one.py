"""Train one network of the zoo, or load its weights, and export it with its card."""

from typing import Any

from bot.model_file import read_card
from training.compare.exporting import Exporter
from training.compare.neural import Progress, fit_network
from training.compare.rows import Row
from training.compare.split import load_split
from training.compare.weights import load_fitted, save_fitted
from training.places import Places
from training.weight_files import WeightFiles


def train_one(row: Row, places: Places, files: WeightFiles, seed: int, progress: Progress) -> dict[str, Any]:
    """Write the row's quantized LiteRT file and its card, on the comparison's own split; the card is returned.

    Raises:
        DataError: if MNIST or the weights are missing or damaged.
        TrainingError: if the row is no network's.
    """
    split = load_split(places.data / "mnist")
    fitted = load_fitted(row, files.load) if files.load else fit_network(row, split, seed, progress)
    if files.save:
        save_fitted(fitted, files.save)
    Exporter(row, fitted, split).write(places.out, quantized=True)
    return read_card(places.out)
