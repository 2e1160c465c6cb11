"""The commands `digitbot data fetch` and `digitbot train`: progress bars around one function each.

TensorFlow and what comes with it is only in the train extra and takes seconds to import: imported where it is used.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from bot.settings import INK_MODEL, PROJECT, STRING_MODEL, Settings
from training.compare.options import INK, STRINGS, Activation, Hidden, Load, Network, Weights, Width, shape_of
from training.compare.rows import OURS, Row, find_row, limited, shaped
from training.ink_recipe import SHIPPED_INK, InkRecipe
from training.places import Places
from training.recipe import SHIPPED, Recipe, TrainingError
from training.string_recipe import SHIPPED_STRINGS, StringRecipe

if TYPE_CHECKING:
    from training.fetch import Report as FetchReport
    from training.fit import Report as FitReport
    from training.weight_files import WeightFiles

data_app = typer.Typer(help="The digit sets for training.", no_args_is_help=True)
WORK = PROJECT / "var" / "train"
BARS = (
    TextColumn("{task.description}"),
    BarColumn(),
    TextColumn("{task.percentage:.0f} %"),
    TimeRemainingColumn(),
)
EXTRA = {"cleanlab", "keras", "matplotlib", "sklearn", "tensorflow"}
FULL = {errno.EDQUOT, errno.EFBIG, errno.ENOSPC}
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


def train(  # noqa: PLR0913 - one parameter per option
    *,
    network: Network = None,
    epochs: Annotated[int | None, typer.Option(min=1, help="At most so many epochs, in each phase.")] = None,
    samples: Annotated[int, typer.Option(min=1, help="Samples of one pass of digits.")] = SHIPPED.samples,
    seed: Annotated[int, typer.Option(min=0, help="Seed of samples and weights.")] = SHIPPED.seed,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The classifier's .tflite file; its card is written beside it.")
    ] = None,
    work: Annotated[Path, typer.Option(metavar="DIR", help="Where samples and checkpoints lie.")] = WORK,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a stopped run.")] = False,
    weights: Weights = None,
    load: Load = None,
    hidden: Hidden = "",
    activation: Activation = None,
    width: Width = None,
) -> None:
    """Train the models from MNIST and export them with their cards; the defaults rebuild the shipped ones."""
    settings = Settings()
    with sentences(), Progress(*BARS) as progress:
        from training.weight_files import WeightFiles  # noqa: PLC0415

        files, ink = WeightFiles(load, weights), out.with_name(INK_MODEL.name) if out else INK_MODEL
        if network in {None, INK}:
            recipe = replace(SHIPPED_INK.shortened(epochs) if epochs else SHIPPED_INK, seed=seed)
            _train_ink(Places(settings.data, ink, work, ink), recipe, progress, resume=resume)
        ink = ink if ink.exists() else INK_MODEL
        if network in {None, STRINGS}:
            strings = replace(SHIPPED_STRINGS.shortened(epochs) if epochs else SHIPPED_STRINGS, seed=seed)
            file = out.with_name(STRING_MODEL.name) if out else STRING_MODEL
            _train_strings(Places(settings.data, file, work, ink), strings, progress, resume=resume)
        if network in {None, OURS}:
            digits = replace(SHIPPED.shortened(epochs) if epochs else SHIPPED, samples=samples, seed=seed)
            places = Places(settings.data, out or settings.model, work, ink)
            _tell(places, _train_digits(places, digits, files, progress, resume=resume))
        if network not in {None, INK, STRINGS, OURS}:
            row = limited(shaped(find_row(str(network)), shape_of(hidden, activation, width)), epochs)
            places = Places(settings.data, out or work / f"{network}.tflite", work, INK_MODEL)
            _tell(places, _train_row(row, places, files, seed, progress))


def _tell(places: Places, card: dict[str, Any]) -> None:
    accuracy = card["measured"]["mnist"]["accuracy"]
    typer.echo(f"{places.out}: {accuracy:.2%} of MNIST's test digits right ({card['bytes']} bytes)")


def _train_ink(places: Places, recipe: InkRecipe, progress: Progress, *, resume: bool) -> None:
    from training.ink_produce import produce_ink  # noqa: PLC0415

    card = produce_ink(places, recipe, _loss_bar(progress, None), resume=resume)
    typer.echo(f"{places.out}: {card['measured']['ink_right']:.2%} of the ink told right ({card['bytes']} bytes)")


def _train_strings(places: Places, recipe: StringRecipe, progress: Progress, *, resume: bool) -> None:
    from training.string_produce import produce_strings  # noqa: PLC0415

    report = _loss_bar(progress, recipe.epochs * recipe.steps * recipe.batch)
    card = produce_strings(places, recipe, report, resume=resume)
    typer.echo(f"{places.out}: {card['measured']['strings_right']:.2%} of the strings right ({card['bytes']} bytes)")


def _train_digits(
    places: Places, recipe: Recipe, files: "WeightFiles", progress: Progress, *, resume: bool
) -> dict[str, Any]:
    from training.produce import produce  # noqa: PLC0415

    report = _loss_bar(progress, recipe.epochs * recipe.samples)
    return produce(places, recipe, report, resume=resume, files=files)


def _train_row(row: Row, places: Places, files: "WeightFiles", seed: int, progress: Progress) -> dict[str, Any]:
    from training.compare.one import train_one  # noqa: PLC0415

    task = progress.add_task(row.title, total=1.0)
    return train_one(row, places, files, seed, lambda share: progress.update(task, completed=share))


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
    except OSError as error:
        if error.errno not in FULL:
            raise
        _stop(f"The disk is full: {error.filename or error.strerror}. Make room, and start again.")


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


def _loss_bar(progress: Progress, total: int | None) -> "FitReport":
    """A bar over all samples of a run; of the ink model's it is not known before how many there are."""
    task = progress.add_task("making samples", total=total)

    def report(seen: int, loss: float) -> None:
        progress.update(task, completed=seen, description=f"{seen} samples seen, loss {loss:.3f}")

    return report
