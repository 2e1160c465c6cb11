"""The `digitbot` command: each command parses its words and calls one function."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from bot.settings import Settings
from training.cli import data_app, train
from training.compare.cli import compare

app = typer.Typer(
    help="Reads handwritten numbers from photos: in a chat as a Telegram bot, or here on the command line.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
db_app = typer.Typer(help="The database.", no_args_is_help=True)
export_app = typer.Typer(help="Get data out.", no_args_is_help=True)
app.add_typer(db_app, name="db")
app.add_typer(export_app, name="export")
app.add_typer(data_app, name="data")
app.command("train")(train)
app.command("compare")(compare)


@app.command()
def read(
    photos: Annotated[list[Path], typer.Argument(metavar="PHOTO...", help="Pictures to read.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object per photo.")] = False,
    annotate: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Also write each photo with its digits marked into DIR.")
    ] = None,
) -> None:
    """Read the handwritten numbers in photos and print them.

    The exit code is 1 if a photo could not be read; the others are read all the same.
    """
    from bot.command_line import read_photos  # noqa: PLC0415 - numpy, OpenCV and the model only where they are needed

    with _sentences():
        if not read_photos(photos, _settings().model, as_json=as_json, annotate=annotate):
            raise typer.Exit(1)


@app.command()
def run() -> None:
    """Start the bot: on Telegram with DIGITBOT_TOKEN set, else in the local sandbox."""
    from bot.app import run_bot  # noqa: PLC0415

    with _sentences():
        asyncio.run(run_bot(_settings()))


@app.command()
def sandbox() -> None:
    """Start only the sandbox: a local stand-in for Telegram's servers, with a chat page."""
    from bot.app import run_sandbox  # noqa: PLC0415

    with _sentences():
        asyncio.run(run_sandbox(_settings()))


@db_app.command("upgrade")
def db_upgrade() -> None:
    """Create the database, or bring it to this version."""
    from bot.storage.migrate import upgrade  # noqa: PLC0415

    with _sentences():
        upgrade(_settings().database_url)


@export_app.command("corrections")
def export_corrections(
    out: Annotated[Path, typer.Option(metavar="DIR", help="Folder to write the crops and corrections.csv to.")],
) -> None:
    """Write every digit that a person corrected or confirmed: its crop as PNG, and a CSV of the labels."""
    from bot.app import export  # noqa: PLC0415

    with _sentences():
        count = asyncio.run(export(_settings(), out))
        typer.echo(f"{count} labelled digits written to {out}")


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        wrong = "; ".join(f"DIGITBOT_{str(e['loc'][0]).upper()}: {e['msg']}" for e in error.errors())
        raise SystemExit(f"A setting is wrong. {wrong}. Mend it in the environment or in .env.") from None


@contextmanager
def _sentences() -> Iterator[None]:
    """End with one sentence instead of a traceback where the person can mend what is wrong."""
    from bot.app import STARTUP_ERRORS  # noqa: PLC0415

    try:
        yield
    except STARTUP_ERRORS as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


if __name__ == "__main__":
    app()
