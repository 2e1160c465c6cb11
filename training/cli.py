"""The commands `digitbot data fetch` and `digitbot train`: progress bars around one function each.

TensorFlow and what comes with it is only in the train extra and takes seconds to import: imported where it is used.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from bot.settings import INK_MODEL, PROJECT, Settings
from training.ink_recipe import SHIPPED_INK, InkRecipe
from training.places import Places
from training.recipe import SHIPPED, Recipe, TrainingError

if TYPE_CHECKING:
    from training.fetch import Report as FetchReport
    from training.fit import Report as FitReport

data_app = typer.Typer(help="The digit sets for training.", no_args_is_help=True)
WORK = PROJECT / "var" / "train"
BARS = (
    TextColumn("{task.description}"),
    BarColumn(),
    TextColumn("{task.percentage:.0f} %"),
    TimeRemainingColumn(),
)
MISSING_EXTRA = "Training needs more packages: install them with pip install 'digitbot[train]'."


class Part(StrEnum):
    """What can be trained alone."""

    DIGITS = "digits"
    INK = "ink"


@data_app.callback()
def data() -> None:
    """The digit sets for training."""


@data_app.command()
def fetch(
    base_url: Annotated[str | None, typer.Option(metavar="URL", help="Another mirror of MNIST's four files.")] = None,
) -> None:
    """Fetch MNIST over HTTPS, checked by checksum; what is there already is not fetched again."""
    from training.fetch import BASE_URL, fetch_mnist  # noqa: PLC0415

    folder = Settings().data / "mnist"
    columns = TextColumn("{task.description}"), BarColumn(), DownloadColumn()
    with sentences(), Progress(*columns) as progress:
        fetched = fetch_mnist(folder, base_url or BASE_URL, report=_file_bars(progress))
    typer.echo(f"{len(fetched)} files fetched; MNIST is in {folder}")


def train(  # noqa: PLR0913, PLR0917 - one option each
    only: Annotated[Part | None, typer.Option(help="Train the classifier of digits alone, or the ink model.")] = None,
    epochs: Annotated[int | None, typer.Option(min=1, help="At most so many epochs in each phase.")] = None,
    samples: Annotated[int, typer.Option(min=1, help="Samples of one pass over the digits.")] = SHIPPED.samples,
    seed: Annotated[int, typer.Option(min=0, help="Seed of samples and weights.")] = SHIPPED.seed,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The classifier's .tflite file; its card is written beside it.")
    ] = None,
    work: Annotated[Path, typer.Option(metavar="DIR", help="Where samples and checkpoints lie.")] = WORK,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a stopped run.")] = False,
) -> None:
    """Train the models from MNIST and export them with their cards; the defaults rebuild the shipped ones."""
    settings = Settings()
    digits, ink = replace(SHIPPED, samples=samples, seed=seed), replace(SHIPPED_INK, seed=seed)
    if epochs:
        digits, ink = digits.shortened(epochs), ink.shortened(epochs)
    ink_file = out.with_name(INK_MODEL.name) if out else INK_MODEL
    with sentences():
        if only is not Part.DIGITS:
            _train_ink(Places(settings.data, ink_file, work, ink_file), ink, resume=resume)
        if only is not Part.INK:
            places = Places(settings.data, out or settings.model, work, ink_file if ink_file.exists() else INK_MODEL)
            _train_digits(places, digits, resume=resume)


def _train_ink(places: Places, recipe: InkRecipe, *, resume: bool) -> None:
    from training.ink_produce import produce_ink  # noqa: PLC0415

    with Progress(*BARS) as progress:
        card = produce_ink(places, recipe, _loss_bar(progress, recipe.epochs, None), resume=resume)
    typer.echo(f"{places.out}: {card['measured']['ink_right']:.2%} of the ink told right ({card['bytes']} bytes)")


def _train_digits(places: Places, recipe: Recipe, *, resume: bool) -> None:
    from training.produce import produce  # noqa: PLC0415

    with Progress(*BARS) as progress:
        card = produce(places, recipe, _loss_bar(progress, recipe.epochs, recipe.samples), resume=resume)
    accuracy = card["measured"]["mnist"]["accuracy"]
    typer.echo(f"{places.out}: {accuracy:.2%} of MNIST's test digits right ({card['bytes']} bytes)")


@contextmanager
def sentences() -> Iterator[None]:
    """End with one sentence instead of a traceback where the person can mend what is wrong."""
    from training.dataset import DataError  # noqa: PLC0415

    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"keras", "tensorflow", "matplotlib", "sklearn", "cleanlab"}:
            raise
        _stop(MISSING_EXTRA)
    except (DataError, TrainingError) as error:
        _stop(str(error))


def _stop(sentence: str) -> None:
    typer.echo(sentence, err=True)
    raise typer.Exit(1)


def _file_bars(progress: Progress) -> "FetchReport":
    tasks = {}

    def report(name: str, done: int, total: int | None) -> None:
        if name not in tasks:
            tasks[name] = progress.add_task(name)
        progress.update(tasks[name], completed=done, total=total)

    return report


def _loss_bar(progress: Progress, epochs: int, samples: int | None) -> "FitReport":
    """A bar over all samples of a run; of the ink model's it is not known before how many there are."""
    task = progress.add_task("making samples", total=epochs * samples if samples else None)

    def report(seen: int, loss: float) -> None:
        progress.update(task, completed=seen, description=f"{seen} samples seen, loss {loss:.3f}")

    return report
