"""The commands `digitbot data fetch` and `digitbot train`: progress bars around one function each.

TensorFlow and what comes with it is only in the train extra and takes seconds to import: imported where it is used.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from bot.settings import INK_MODEL, PROJECT, Settings
from training.recipe import SHIPPED, Recipe, TrainingError

if TYPE_CHECKING:
    from training.fetch import Report as FetchReport
    from training.fit import Report as FitReport

data_app = typer.Typer(help="The digit sets for training.", no_args_is_help=True)
WORK = PROJECT / "var" / "train"
EXTRA = {"cleanlab", "keras", "matplotlib", "sklearn", "tensorflow"}
MISSING_EXTRA = "Training needs more packages: install them with pip install 'digitbot[train]'."


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


def train(
    epochs: Annotated[int, typer.Option(min=1, help="At most so many epochs in each phase.")] = 10,
    samples: Annotated[int, typer.Option(min=1, help="Samples of one pass.")] = SHIPPED.samples,
    seed: Annotated[int, typer.Option(min=0, help="Seed of samples and weights.")] = SHIPPED.seed,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The .tflite file to write; its card is written beside it.")
    ] = None,
    work: Annotated[Path, typer.Option(metavar="DIR", help="Where samples and checkpoints lie.")] = WORK,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a stopped run.")] = False,
) -> None:
    """Train a model from MNIST and export it with its card; the defaults rebuild the shipped model."""
    settings = Settings()
    recipe = replace(SHIPPED.shortened(epochs), samples=samples, seed=seed)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:.0f} %"),
        TimeRemainingColumn(),
    )
    with sentences(), Progress(*columns) as progress:
        from training.places import Places  # noqa: PLC0415
        from training.produce import produce  # noqa: PLC0415

        target = out or settings.model
        card = produce(
            Places(settings.data, target, work, INK_MODEL), recipe, _loss_bar(progress, recipe), resume=resume
        )
    measured = card["measured"]["mnist"]
    typer.echo(f"{target}: {measured['accuracy']:.2%} of MNIST's test digits right ({card['bytes']} bytes)")


@contextmanager
def sentences() -> Iterator[None]:
    """End with one sentence instead of a traceback where the person can mend what is wrong."""
    from bot.model_file import ModelError  # noqa: PLC0415
    from training.dataset import DataError  # noqa: PLC0415

    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in EXTRA:
            raise
        _stop(MISSING_EXTRA)
    except (DataError, ModelError, TrainingError) as error:
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


def _loss_bar(progress: Progress, recipe: Recipe) -> "FitReport":
    task = progress.add_task("making samples", total=recipe.epochs * recipe.samples)

    def report(seen: int, loss: float) -> None:
        epoch = min(recipe.epochs, 1 + seen // recipe.samples)
        progress.update(task, completed=seen, description=f"epoch {epoch} of {recipe.epochs}, loss {loss:.3f}")

    return report
