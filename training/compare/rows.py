"""The comparison's rows, as data: what is trained, how, and the figure it should reach."""

from dataclasses import dataclass, replace
from typing import Literal

from training.recipe import TrainingError

Kind = Literal["classical", "neural", "shipped"]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a model, how it is trained, and the accuracy (0..1) that is to be reached or beaten.

    The training fields count for neural rows, `hidden` and `activation` for the ANN, `width` for the CNNs.
    """

    name: str
    title: str
    kind: Kind
    reference: float | None
    layers: str
    optimizer: str = "adamw"
    rate: float = 1e-3
    schedule: Literal["constant", "cosine", "plateau"] = "cosine"
    epochs: int = 6
    batch: int = 64
    width: int = 16
    """Channels of the first layer; the others are multiples of it."""
    hidden: tuple[int, ...] = ()
    activation: str = "relu"
    nudged: float = 0.0
    """Share of the digits that each epoch shows written a little differently."""
    smoothing: float = 0.0
    """Of what the network should be sure of, the share that is spread over all classes (Szegedy et al. 2016)."""


ROWS = (
    Row("knn", "k-nearest neighbours", "classical", 0.9667, "k = 3, Euclidean, weighted by distance"),
    Row("svm", "support vector machine", "classical", 0.9791, "60 principal components, RBF kernel, C = 10"),
    Row("forest", "random forest", "classical", 0.9682, "300 trees"),
    Row("ann", "ANN (multilayer perceptron)", "neural", 0.9831, "dense 400-200-10", hidden=(400, 200), epochs=12),
    Row(
        "adadelta",
        "small CNN, Adadelta",
        "neural",
        0.92,
        "conv 8, pool, conv 16, pool, dense 10",
        optimizer="adadelta",
        rate=1.0,
        schedule="constant",
        width=8,
    ),
    Row(
        "rmsprop",
        "CNN, RMSprop, rate reduced on plateau",
        "neural",
        0.98,
        "[[conv-relu]×2-pool-dropout]×2 of 16 and 32, dense 64-10",
        optimizer="rmsprop",
        schedule="plateau",
    ),
    Row("simple", "simple CNN, 6 layers", "neural", 0.9878, "conv 16, pool, conv 32, pool, dense 64-10"),
    Row(
        "cnn",
        "larger CNN, 9 layers",
        "neural",
        0.9923,
        "conv 16-16, pool, conv 32-32, pool, dropout, dense 32-10",
        rate=2e-3,
    ),
    Row(
        "three",
        "three-layer CNN",
        "neural",
        0.9970,
        "conv 5×5 32, pool, conv 5×5 128, pool, conv 3×3 256, dropout, dense 10",
        rate=3e-3,
        epochs=60,
        batch=128,
        width=32,
        nudged=0.8,
        smoothing=0.1,
    ),
    Row("vgg", "VGG-16 topology on 32×32", "neural", None, "13 conv of 8 to 64, dense 64-64-10", rate=2e-3, width=8),
    Row("digits", "ours (the shipped model)", "shipped", 0.9980, "eight conv 3×3 of 32 to 128, dense 11"),
)
"""In the order of the report; ours is last, and the others are tested against it."""
OURS = "digits"
DIGITS = 10
"""Classes that the zoo knows; ours knows an eleventh, "not a digit"."""


def find_row(name: str) -> Row:
    """The row of that name.

    Raises:
        TrainingError: if there is none.
    """
    for row in ROWS:
        if row.name == name:
            return row
    raise TrainingError(f"There is no model {name}. There are: {', '.join(row.name for row in ROWS)}.")


@dataclass(frozen=True, slots=True)
class Shape:
    """What can be set of the networks: the ANN's hidden layers and activation, VGG's first width; None as it is."""

    hidden: tuple[int, ...] | None = None
    activation: str | None = None
    width: int | None = None


AS_IT_IS = Shape()


def shaped(row: Row, shape: Shape) -> Row:
    """The row with what can be set of it."""
    if row.name == "ann" and (shape.hidden or shape.activation):
        hidden, activation = shape.hidden or row.hidden, shape.activation or row.activation
        sizes = "-".join(str(units) for units in (*hidden, DIGITS))
        return replace(row, hidden=hidden, activation=activation, layers=f"dense {sizes}, {activation}")
    if row.name == "vgg" and shape.width:
        width = shape.width
        layers = f"13 conv of {width} to {8 * width}, dense {8 * width}-{8 * width}-10"
        return replace(row, width=width, layers=layers)
    return row


def limited(row: Row, epochs: int | None) -> Row:
    """The row with at most so many epochs."""
    return replace(row, epochs=min(row.epochs, epochs)) if epochs else row


def select_rows(names: list[str], epochs: int | None = None, shape: Shape = AS_IT_IS) -> tuple[Row, ...]:
    """The rows of these names and ours, in the report's order; all without names; at most so many epochs each.

    Raises:
        TrainingError: if a name is unknown.
    """
    chosen = {find_row(name).name for name in names} | {OURS} if names else {row.name for row in ROWS}
    return tuple(limited(shaped(row, shape), epochs) for row in ROWS if row.name in chosen)
