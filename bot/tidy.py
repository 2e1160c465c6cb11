"""Folders that appear and go as wholes: whatever stops the program, none is left by halves under its name."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """A folder to write into, which gets its name when the block ends well; otherwise nothing of it stays."""
    new = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    try:
        yield new
        new.rename(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def keep_last(folders: Sequence[Path], count: int) -> None:
    """Remove all but the last `count` of these folders."""
    for folder in folders[: max(0, len(folders) - count)]:
        old = folder.with_name(f".{folder.name}.old")
        folder.rename(old)
        shutil.rmtree(old, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Remove what a program that was stopped in the midst of it left of `whole_folder` or `keep_last`."""
    for kind in ("new", "old"):
        for remains in folder.glob(f".*.{kind}"):
            if remains.is_dir():
                shutil.rmtree(remains, ignore_errors=True)
