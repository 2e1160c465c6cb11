"""Model files → the reader: the one place where the three models come together."""

from pathlib import Path

from bot.classifier import LiteRTClassifier
from bot.ink_model import LiteRTInkModel
from bot.recognition.reader import Reader
from bot.settings import INK_MODEL, STRING_MODEL
from bot.string_model import LiteRTStringModel


def load_reader(model: Path) -> Reader:
    """The reader with the classifier in this file.

    Raises:
        ModelError: if a model or its card is missing, damaged or made for another program.
    """
    return Reader(LiteRTClassifier.load(model), LiteRTInkModel.load(INK_MODEL), LiteRTStringModel.load(STRING_MODEL))
