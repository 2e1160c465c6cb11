"""What is measured: the reader as the bot has it, with the shipped model."""

from functools import cache
from pathlib import Path

from bot.classifier import LiteRTClassifier
from bot.recognition.reader import Reader
from bot.settings import Settings


def make_reader() -> Reader:
    """The reader that the settings name."""
    return Reader(classifier())


@cache
def classifier() -> LiteRTClassifier:
    """The model in use, loaded once a process.

    Raises:
        ModelError: if the model cannot be used.
    """
    return LiteRTClassifier.load(Settings().model)


def model_files() -> list[Path]:
    """All models that the reader needs."""
    return [Settings().model]
