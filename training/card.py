"""The model's card: what a reader, a reviewer and the classifier want to know of a .tflite file."""

import hashlib
import json
import platform
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bot.classifier import SHAPES
from bot.model_file import card_path
from bot.model_store import WEIGHTS
from bot.recognition.glyph import GLYPH_VERSION
from bot.recognition.types import CLASS_COUNT
from training.evaluate import Score
from training.export import Agreement

PACKAGES = ("ai-edge-litert", "keras", "numpy", "opencv-python-headless", "tensorflow")


def describe(model: Path, scores: dict[str, Score], agreement: Agreement, **facts: Any) -> dict[str, Any]:
    """The card of a model file: identity, form, figures, and further facts as given."""
    (_, *glyph), (_, classes) = SHAPES
    return identity(model) | {
        "glyph_version": GLYPH_VERSION,
        "classes": CLASS_COUNT,
        "input": ["N", *glyph],
        "output": ["N", classes],
        **facts,
        "measured": {name: found.card() for name, found in scores.items()},
        "agreement": asdict(agreement),
    }


def identity(model: Path) -> dict[str, Any]:
    """What every card says: which file it describes, and when and with what it was made."""
    content = model.read_bytes()
    return {
        "name": model.stem,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "date": datetime.now(UTC).date().isoformat(),
        "versions": {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
    }


def install(candidate: Path, out: Path, card: dict[str, Any]) -> None:
    """Put a checked model and its card where the bot looks for them, and its weights, if any, beside them."""
    out.parent.mkdir(parents=True, exist_ok=True)
    for ending in (WEIGHTS, out.suffix):
        if candidate.with_suffix(ending).exists():
            new = out.with_suffix(".new")
            new.write_bytes(candidate.with_suffix(ending).read_bytes())
            new.replace(out.with_suffix(ending))
    write_card(out, card)


def write_card(model: Path, card: dict[str, Any]) -> None:
    """Write the card beside its model, whole or not at all."""
    path = card_path(model)
    new = path.with_suffix(".new")
    new.write_text(json.dumps(card, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    new.replace(path)
