"""Everything that can be set, read once from the environment and `.env`. No other module reads the environment."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from cronsim import CronSim, CronSimError
from pydantic import AfterValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

PROJECT = Path(__file__).resolve().parents[1]
INK_MODEL = PROJECT / "models" / "ink.tflite"
"""The ink model goes with the program, not with the classifier: it says where digits are, whoever reads them."""
STRING_MODEL = PROJECT / "models" / "strings.tflite"
"""So does the string model, which reads digits that touch."""


def _default_data() -> Path:
    given = PROJECT.parent / "shared" / "data"
    return given if given.is_dir() else PROJECT / "var" / "data"


def check_cron(when: str | None) -> str | None:
    """The expression itself, if cron understands it.

    Raises:
        ValueError: if not.
    """
    if when is not None:
        try:
            CronSim(when, datetime.now(UTC))
        except CronSimError:
            raise ValueError(f"{when!r} is no cron expression such as 0 3 * * *") from None
    return when


class Settings(BaseSettings):
    """Settings with their defaults; each is set by `DIGITBOT_` and its name, in capitals."""

    model_config = SettingsConfigDict(
        env_prefix="DIGITBOT_", env_file=PROJECT / ".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    token: Annotated[
        SecretStr | None,
        Field(description="The bot's token from @BotFather. Without one, `digitbot run` starts the local sandbox."),
    ] = None
    database_url: Annotated[
        str, Field(description="SQLAlchemy URL of the database: SQLite (aiosqlite) or PostgreSQL (psycopg).")
    ] = f"sqlite+aiosqlite:///{PROJECT / 'var' / 'digitbot.sqlite3'}"
    telegram_api_url: Annotated[
        str,
        AfterValidator(lambda url: url.rstrip("/")),
        Field(description="Base address of the Bot API server."),
    ] = "https://api.telegram.org"
    sandbox_port: Annotated[
        int, Field(ge=0, le=65535, description="Loopback port of the sandbox; 0 takes any free one.")
    ] = 8081
    model: Annotated[
        Path, Field(description="The model in use until a better one is promoted; its card lies beside it.")
    ] = PROJECT / "models" / "digits.tflite"
    var: Annotated[Path, Field(description="Folder for what is made here: promoted models, reports of retraining.")] = (
        PROJECT / "var"
    )
    data: Annotated[Path, Field(description="Folder of the digit sets (mnist/, …) for training.")] = Field(
        default_factory=_default_data
    )
    workers: Annotated[int, Field(ge=1, le=64, description="Processes that read photos.")] = 1
    read_timeout: Annotated[
        float, Field(gt=0, description="Seconds after which the reading of one photo is given up.")
    ] = 60.0
    retrain: Annotated[
        str | None,
        AfterValidator(check_cron),
        Field(description="When `digitbot run` retrains by itself, as cron writes it (`0 3 * * *`); never if not set."),
    ] = None
    retrain_samples: Annotated[
        int, Field(ge=1000, description="Samples in each epoch of a retraining: fewer take less time and teach less.")
    ] = 40_000
    admin_chat: Annotated[
        int | None, Field(description="Id of the chat that hears how each retraining ended; none if not set.")
    ] = None
    log_level: Annotated[
        str, Field(pattern="^(DEBUG|INFO|WARNING|ERROR)$", description="DEBUG, INFO, WARNING or ERROR.")
    ] = "INFO"
