"""The command `digitbot compare`: progress bars around one function."""

import logging
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bot.settings import PROJECT, Settings
from training.cli import sentences
from training.compare.options import Activation, Hidden, Width, shape_of
from training.compare.rows import ROWS, Row, select_rows

OUT = PROJECT / "var" / "compare"
NAMES = ", ".join(row.name for row in ROWS)


def compare(  # noqa: PLR0913 - one parameter per option
    *,
    rows: Annotated[str, typer.Option(metavar="NAME,…", help=f"Only these rows, and ours. There are: {NAMES}.")] = "",
    fraction: Annotated[float, typer.Option(min=0.001, max=1.0, help="Share of MNIST to take.")] = 1.0,
    epochs: Annotated[int | None, typer.Option(min=1, help="At most so many epochs of each network.")] = None,
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where results and the report lie.")] = OUT,
    load: Annotated[bool, typer.Option("--load", help="Load the weights in DIR instead of training.")] = False,
    hidden: Hidden = "",
    activation: Activation = None,
    width: Width = None,
) -> None:
    """Train and judge a zoo of models on one split of MNIST, and write a report; a stopped run goes on."""
    settings = Settings()
    with sentences():
        from training.compare.plan import Plan  # noqa: PLC0415
        from training.compare.run import compare_all  # noqa: PLC0415

        logging.getLogger("tensorflow").setLevel(logging.ERROR)  # it warns that each of many networks is compiled
        chosen = select_rows([name for name in rows.split(",") if name], epochs, shape_of(hidden, activation, width))
        plan = Plan(chosen, settings.data / "mnist", out, settings.model, fraction, load=load)
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
        with Progress(*columns) as progress:
            page = compare_all(plan, _Bars(progress, len(chosen)))
    typer.echo(f"The report is {page}, its table in Markdown {page.with_suffix('.md')}")


class _Bars:
    """Two bars: the rows done, and the row at work in hundredths."""

    def __init__(self, progress: Progress, rows: int) -> None:
        self._progress = progress
        self._all = progress.add_task("rows", total=rows)
        self._one = progress.add_task("reading MNIST", total=100)

    def __call__(self, row: Row, share: float) -> None:
        self._progress.update(self._one, completed=round(100 * share), description=row.title)
        if share == 1.0:
            self._progress.advance(self._all)
