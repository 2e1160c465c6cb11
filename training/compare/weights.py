"""A zoo network's weights and the log of its training in files, so that training can be skipped."""

import json
from pathlib import Path

from training.compare.neural import Fitted
from training.compare.rows import Row
from training.compare.zoo import build
from training.weight_files import load_weights, save_weights


def save_fitted(fitted: Fitted, path: Path) -> None:
    """Write the weights (.weights.h5) and, beside them, the curves and seconds of their training.

    Raises:
        DataError: if the name does not end in .weights.h5.
    """
    save_weights(fitted.network, path)
    log = {"history": fitted.history, "seconds": fitted.seconds}
    log_path(path).write_text(json.dumps(log), encoding="utf-8")


def load_fitted(row: Row, path: Path) -> Fitted:
    """The row's network with the weights of a file, and how they were trained where that lies beside them.

    Raises:
        DataError: if the file is missing, damaged, or of another network.
    """
    network = build(row)
    load_weights(network, path)
    log = json.loads(log_path(path).read_text(encoding="utf-8")) if log_path(path).exists() else {}
    return Fitted(network, log.get("history", {}), log.get("seconds"))


def log_path(path: Path) -> Path:
    """Where the log of a training lies: beside its weights."""
    return path.with_name(path.name.removesuffix(".weights.h5") + ".log.json")
