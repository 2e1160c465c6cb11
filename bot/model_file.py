"""Model files: NAME.tflite, and NAME.json beside it, its card. The only importer of LiteRT."""

import hashlib
import json
from pathlib import Path
from typing import Any

from ai_edge_litert.interpreter import Interpreter

REMEDY = "Restore the file, or make a new model with `digitbot train`."


class ModelError(Exception):
    """A model that cannot be used. `str(error)` is one sentence on what is wrong, and what to do."""


def read_model(path: Path) -> tuple[bytes, dict[str, Any]]:
    """A model's bytes and its card, which belong together.

    Raises:
        ModelError: if the model or its card is missing or damaged.
    """
    model, card = _read_bytes(path), read_card(path)
    if card.get("sha256") != hashlib.sha256(model).hexdigest():
        raise ModelError(f"The model {path} is damaged or not the one its card describes. {REMEDY}")
    return model, card


def card_path(model: Path) -> Path:
    """Where the card of a model file lies."""
    return model.with_suffix(".json")


def read_card(model: Path) -> dict[str, Any]:
    """The card beside a model file.

    Raises:
        ModelError: if it is missing or no JSON object.
    """
    path = card_path(model)
    try:
        card = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError(f"The model's card {path} is missing. {REMEDY}") from None
    except (OSError, ValueError) as error:
        raise ModelError(f"The model's card {path} cannot be read. {REMEDY}") from error
    if not isinstance(card, dict):
        raise ModelError(f"The model's card {path} is not a JSON object. {REMEDY}")
    return card


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise ModelError(f"The model {path} is missing. {REMEDY}") from None
    except OSError as error:
        raise ModelError(f"The model {path} cannot be read. {REMEDY}") from error


def open_model(model: bytes, name: str, given: str, shapes: list[list[int]]) -> Interpreter:
    """An interpreter of one thread, whose input and outputs have these shapes in any order of the outputs.

    Raises:
        ModelError: if the bytes are no LiteRT model, or one of another form; `given` says what it should be.
    """
    try:
        interpreter = Interpreter(model_content=model, num_threads=1)
        interpreter.resize_tensor_input(interpreter.get_input_details()[0]["index"], shapes[0])
        interpreter.allocate_tensors()
    except (ValueError, RuntimeError) as error:
        raise ModelError(f"The model {name} is not a LiteRT model {given}. {REMEDY}") from error
    found = [list(part["shape"]) for part in (interpreter.get_input_details() + interpreter.get_output_details())]
    if found[0] != shapes[0] or sorted(found[1:]) != sorted(shapes[1:]):
        raise ModelError(f"The model {name} is not a LiteRT model {given}. {REMEDY}")
    return interpreter
