"""Which schema revisions this version of digitbot knows, by the scripts in `migrations/`."""

from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory

from bot.storage.errors import NEWER, NO_MIGRATIONS, NOT_MIGRATED, StorageError

PYPROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


def make_config(url: str | None = None, pyproject: Path = PYPROJECT) -> Config:
    """Alembic's configuration from pyproject.toml; `url` is handed on to `migrations/env.py`.

    Raises:
        StorageError: if the file or the migrations beside it are missing, as in an install without the checkout.
    """
    if not pyproject.is_file() or not (pyproject.parent / "migrations").is_dir():
        raise StorageError(NO_MIGRATIONS)
    return Config(toml_file=pyproject, attributes={"url": url})


def check_revision(revision: str | None) -> None:
    """Make sure that `revision` is the newest one that this version knows.

    Raises:
        StorageError: if it is unknown (a newer version's), older, or None.
    """
    refuse_newer(revision)
    if revision != _scripts().get_current_head():
        raise StorageError(NOT_MIGRATED)


def refuse_newer(revision: str | None) -> None:
    """Make sure that `revision` can be upgraded.

    Raises:
        StorageError: if this version does not know it.
    """
    known = {script.revision for script in _scripts().walk_revisions()}
    if revision is not None and revision not in known:
        raise StorageError(NEWER)


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(make_config())
