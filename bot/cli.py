"""The `digitbot` command: each command parses its words and calls one function."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError

from bot.settings import Settings, check_cron
from training.cli import data_app, sentences, train
from training.compare.cli import compare

if TYPE_CHECKING:
    from bot.model_store import ModelStore

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
models_app = typer.Typer(help="The models: which are there, and which one is in use.", no_args_is_help=True)
app.add_typer(data_app, name="data")
app.add_typer(models_app, name="models")
app.command("train")(train)
app.command("compare")(compare)


def _cron(when: str | None) -> str | None:
    try:
        return check_cron(when)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


@app.command()
def read(
    photos: Annotated[list[Path], typer.Argument(metavar="PHOTO...", help="Pictures to read.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object per photo.")] = False,
    annotate: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Also write each photo with its digits marked into DIR.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="Read with this model, as `digitbot models list` names it.")
    ] = None,
) -> None:
    """Read the handwritten numbers in photos and print them.

    The exit code is 1 if a photo could not be read; the others are read all the same.
    """
    from bot.command_line import read_photos  # noqa: PLC0415 - numpy, OpenCV and the model only where they are needed

    with _sentences():
        if not read_photos(photos, _store().find(model), as_json=as_json, annotate=annotate):
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


@app.command()
def retrain(
    schedule: Annotated[
        str | None,
        typer.Option(metavar="CRON", callback=_cron, help="Stay, and retrain at these times, such as '0 3 * * *'."),
    ] = None,
) -> None:
    """Learn from people's corrections; the new model is put in use only if it is better."""
    from bot.app import retrain_on_schedule, tell_admin  # noqa: PLC0415
    from training.retrain.cli import retrain_once  # noqa: PLC0415

    settings = _settings()
    with _sentences(), sentences():
        if schedule is not None:
            asyncio.run(retrain_on_schedule(settings, schedule))
        text, picture = retrain_once(settings)
        typer.echo(text)
        asyncio.run(tell_admin(settings, text, picture.read_bytes()))


@app.command()
def review(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on this machine; 0 takes any free one.")] = 8082,
) -> None:
    """Open a page on this machine with the labels that look wrong: accept, correct or reject them."""
    from bot.app import run_review  # noqa: PLC0415

    with _sentences():
        asyncio.run(run_review(_settings(), port))


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


@models_app.command("list")
def models_list() -> None:
    """List the models at hand, with their size and their figure on MNIST."""
    from bot.model_words import print_list  # noqa: PLC0415

    with _sentences():
        print_list(_store())


@models_app.command("show")
def models_show(name: Annotated[str, typer.Argument(metavar="NAME", help="A model, or in-use.")] = "in-use") -> None:
    """Print a model's card."""
    from bot.model_words import print_card  # noqa: PLC0415

    with _sentences():
        print_card(_store(), name)


@models_app.command("promote")
def models_promote(
    name: Annotated[str, typer.Argument(metavar="NAME|FILE", help="A model, or a .tflite file.")],
) -> None:
    """Put a model in use. A running bot reads the next photo with it."""
    with _sentences():
        store = _store()
        typer.echo(f"{store.promote(store.find(name))} is in use.")


@models_app.command("rollback")
def models_rollback() -> None:
    """Put the model back in use that was in use before."""
    with _sentences():
        store = _store()
        store.rollback()
        typer.echo(f"{store.id_in_use()} is in use again.")


def _store() -> "ModelStore":
    from bot.app import model_store  # noqa: PLC0415

    return model_store(_settings())


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
