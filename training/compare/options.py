"""Command-line options of the networks, shared by `digitbot train` and `digitbot compare`."""

from pathlib import Path
from typing import Annotated

import typer

from training.compare.rows import OURS, ROWS, Shape
from training.recipe import TrainingError

INK, STRINGS = "ink", "strings"
NEURAL = (INK, STRINGS, OURS, *(row.name for row in ROWS if row.kind == "neural"))
Network = Annotated[
    str | None, typer.Option(metavar="NAME", help=f"What to train: {', '.join(NEURAL)}; else ink, strings and digits.")
]
Weights = Annotated[Path | None, typer.Option(metavar="FILE", help="Also save the weights, as FILE.weights.h5.")]
Load = Annotated[Path | None, typer.Option(metavar="FILE", help="Load these weights instead of training.")]
Hidden = Annotated[str, typer.Option(metavar="N,…", help="Sizes of the ANN's hidden layers.")]
Activation = Annotated[str | None, typer.Option(metavar="NAME", help="The ANN's activation: relu, tanh, …")]
Width = Annotated[
    int | None, typer.Option(min=1, metavar="N", help="Channels of VGG's first layer; the original's are 64.")
]


def shape_of(hidden: str, activation: str | None, width: int | None) -> Shape:
    """The shape that the options name.

    Raises:
        TrainingError: if the hidden layers are no sizes.
    """
    sizes = [size.strip() for size in hidden.split(",") if size.strip()]
    if not all(size.isdecimal() and int(size) > 0 for size in sizes):
        raise TrainingError(f"--hidden takes whole numbers such as 400,200, not {hidden}.")
    return Shape(tuple(int(size) for size in sizes) or None, activation, width)
