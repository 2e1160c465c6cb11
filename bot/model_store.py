"""The models at hand, and which of them is in use.

    models/NAME.tflite + NAME.json          shipped with the program; never written here
    STORE/ID/NAME.tflite + NAME.json        promoted; ID is NAME and eight digits of the file's SHA-256
    STORE/in-use.json                       the promoted ones in their order, the last one in use

A promotion writes a whole folder under another name, makes it durable, checks that LiteRT takes it, renames it, and
then replaces the pointer in one rename: whenever the program is stopped or the disk is full, the pointer names a whole
model, the old one or the new. The shipped model stays as it is, so that a rollback always has a floor.

The last ten promoted are kept, and of these a rollback finds its way back one by one.

A promotion stands over one floor, by that model's checksum. With another DIGITBOT_MODEL, or a release that ships a
better model, the promotions over the old one are out of use.
"""

import json
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.classifier import LiteRTClassifier
from bot.model_file import ModelError, card_path, read_card, read_model
from bot.tidy import keep_last, sweep, whole_folder

POINTER = "in-use.json"
IN_USE = "in-use"
KEPT = 10
"""Promoted models that are kept, the one in use and those before it first of all."""
WEIGHTS = ".weights.h5"
"""Ending of a model's weights, from which a training goes on; the bot does not need them."""


@dataclass(frozen=True, slots=True)
class StoredModel:
    """A model at hand: its id, its file, its card, and whether it is in use."""

    id: str
    path: Path
    card: dict[str, Any]
    in_use: bool


class ModelStore:
    """Finds models by name, and says which one is in use.

    Args:
        floor: the model in use while none is promoted; the models shipped lie beside it.
        folder: where promoted models are kept; made by the first promotion.
    """

    def __init__(self, floor: Path, folder: Path) -> None:
        self._floor, self._folder = floor, folder

    def current(self) -> Path:
        """The model in use. Cheap enough to be asked for each photo."""
        history = self._history()
        return self._promoted(history[-1]) if history else self._floor

    def id_in_use(self) -> str:
        """The id of the model in use, by its card."""
        return _id(read_card(self.current()), self.current())

    def find(self, name: str | None = None) -> Path:
        """The model of this id or shipped name, or the .tflite file of this path; the one in use for None.

        Raises:
            ModelError: if there is none.
        """
        if name in (None, IN_USE):
            return self.current()
        known = {model.path.stem: model.path for model in self.shipped()} | {m.id: m.path for m in self.all()}
        if name in known:
            return known[name]
        if name.endswith(".tflite") and Path(name).is_file():
            return Path(name)
        raise ModelError(f"There is no model {name}. `digitbot models list` shows those at hand.")

    def shipped(self) -> list[StoredModel]:
        """The classifiers beside the floor, the floor first; files that are none are left out."""
        found = [self._stored(path) for path in sorted(self._floor.parent.glob("*.tflite"))]
        return sorted((model for model in found if model), key=lambda model: model.path != self._floor)

    def all(self) -> list[StoredModel]:
        """All models at hand: shipped, then promoted."""
        promoted = [self._stored(path) for path in sorted(self._folder.glob("*-????????/*.tflite"))]
        return self.shipped() + [model for model in promoted if model]

    def promote(self, source: Path) -> str:
        """Put a copy of a model in use, and return its id.

        Raises:
            ModelError: if it cannot be used or stored; then the old model stays in use.
        """
        new = LiteRTClassifier.load(source).model_id
        try:
            path = self._keep(source, new)
            LiteRTClassifier.load(path)
            promoted = [*(known for known in self._history() if known != new), new][-KEPT:]
            self._point(promoted)
        except OSError as error:
            raise ModelError(
                f"The model {source.name} cannot be put in use: {error.strerror or error}. The old one stays in use."
            ) from error
        with suppress(OSError):  # what cannot be removed stays until the next promotion
            self._prune(promoted)
        return new

    def rollback(self) -> Path:
        """Put the model back in use that was in use before; the shipped one is the last.

        Raises:
            ModelError: if none was promoted, or the pointer cannot be written.
        """
        history = self._history()
        if not history:
            raise ModelError(f"The model {self._floor.name} is in use as shipped: there is nothing to go back to.")
        try:
            self._point(history[:-1])
        except OSError as error:
            raise ModelError(f"Nothing was changed: {error.strerror or error}.") from error
        return self.current()

    def _history(self) -> list[str]:
        """Ids of the models promoted over this floor that are still there, the last one in use."""
        try:
            pointer = json.loads((self._folder / POINTER).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return []
        if not isinstance(pointer, dict) or pointer.get("over") != self._floor_sha():
            return []
        return [known for known in pointer.get("promoted", []) if list((self._folder / known).glob("*.tflite"))]

    def _promoted(self, known: str) -> Path:
        return next((self._folder / known).glob("*.tflite"))

    def _floor_sha(self) -> object:
        return read_card(self._floor).get("sha256")

    def _stored(self, path: Path) -> StoredModel | None:
        try:
            card = read_card(path)
        except ModelError:
            return None
        if "glyph_version" not in card:  # the ink and the string model's cards have none: they read no glyphs
            return None
        return StoredModel(_id(card, path), path, card, in_use=path == self.current())

    def _keep(self, source: Path, known: str) -> Path:
        """A copy of the model's files in the store, whole and on the disk."""
        folder = self._folder / known
        if not _whole(folder / source.name):
            shutil.rmtree(folder, ignore_errors=True)
            with whole_folder(folder) as new:
                for path in (source, card_path(source), source.with_suffix(WEIGHTS)):
                    if path.exists():
                        _write(new / path.name, path.read_bytes())
                _sync(new)
        return folder / source.name

    def _prune(self, promoted: list[str]) -> None:
        """Remove the oldest models beyond the number kept; those that a rollback can reach are the last to go."""
        sweep(self._folder)
        others = {model.parent for model in self._folder.glob("*-????????/*.tflite")}
        others -= {self._folder / known for known in promoted}
        oldest_first = sorted(others, key=lambda folder: folder.stat().st_mtime)
        keep_last([*oldest_first, *(self._folder / known for known in promoted)], KEPT)

    def _point(self, promoted: list[str]) -> None:
        new = self._folder / f".{POINTER}.new"
        pointer = {"over": self._floor_sha(), "promoted": promoted}
        try:
            _write(new, json.dumps(pointer, indent=2).encode())
            new.replace(self._folder / POINTER)
            _sync(self._folder)
        finally:
            new.unlink(missing_ok=True)


def _id(card: dict[str, Any], path: Path) -> str:
    return f"{card.get('name', path.stem)}-{str(card.get('sha256'))[:8]}"


def _whole(model: Path) -> bool:
    try:
        read_model(model)
    except ModelError:
        return False
    return True


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
