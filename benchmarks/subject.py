"""What is measured: the reader as the bot has it, with the shipped models."""

from functools import cache
from pathlib import Path

from bot.classifier import LiteRTClassifier
from bot.load import load_reader
from bot.recognition.reader import Reader
from bot.settings import INK_MODEL, STRING_MODEL, Settings


@cache
def make_reader() -> Reader:
    """The reader that the settings name, loaded once a process.

    Raises:
        ModelError: if a model cannot be used.
    """
    return load_reader(Settings().model)


@cache
def classifier() -> LiteRTClassifier:
    """The reader's classifier alone.

    Raises:
        ModelError: if the model cannot be used.
    """
    return LiteRTClassifier.load(Settings().model)


def model_files() -> list[Path]:
    """All models that the reader needs."""
    return [Settings().model, INK_MODEL, STRING_MODEL]
