"""What the reader is shown: a case says which picture, and makes it in the process that reads it."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Sample:
    """A picture's bytes, and the digits of its lines."""

    data: bytes
    lines: tuple[str, ...]


class Case(Protocol):
    """A picture to be read."""

    @property
    def name(self) -> str:
        """What people call it."""

    @property
    def group(self) -> str:
        """The source, condition, kind or length that it is counted under."""

    def make(self) -> Sample:
        """The picture, always the same."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A labelled photo in a file."""

    path: Path
    lines: tuple[str, ...]
    source: str
    tags: tuple[str, ...]

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name

    @property
    def group(self) -> str:
        """Where the photo comes from."""
        return self.source

    def make(self) -> Sample:
        """The photo."""
        return Sample(self.path.read_bytes(), self.lines)


def load_photos(folder: Path) -> list[Photo]:
    """The photos that a folder's photos.jsonl lists; none if there is no such file."""
    listing = folder / "photos.jsonl"
    if not listing.is_file():
        return []
    rows = [json.loads(row) for row in listing.read_text(encoding="utf-8").splitlines() if row.strip()]
    return [_photo(folder, row) for row in rows]


def digits_only(lines: list[str]) -> tuple[str, ...]:
    """Each line's digits, without the lines that have none."""
    found = ("".join(character for character in line if character.isdigit()) for line in lines)
    return tuple(line for line in found if line)


def _photo(folder: Path, row: dict[str, object]) -> Photo:
    lines, tags = row["lines"], row.get("tags") or {}
    assert isinstance(lines, list)
    assert isinstance(tags, dict)
    said = tuple(f"{key}={value}" for key, value in sorted(tags.items()))
    return Photo(folder / str(row["file"]), digits_only(lines), str(row.get("source", "")), said)
