"""`digitbot models`: what is at hand, in words."""

import json

from rich.console import Console
from rich.table import Table

from bot.model_file import read_card
from bot.model_store import ModelStore, StoredModel


def print_list(store: ModelStore) -> None:
    """A table of the models at hand: id, size, share of MNIST's test digits read right, date; the one in use marked."""
    table = Table("model", "size", "MNIST", "made", "")
    for model in store.all():
        table.add_row(model.id, _size(model), mnist_share(model), str(model.card.get("date", "")), _mark(model))
    Console().print(table)


def print_card(store: ModelStore, name: str) -> None:
    """The whole card of a model, as JSON.

    Raises:
        ModelError: if there is no such model.
    """
    print(json.dumps(read_card(store.find(name)), indent=2, ensure_ascii=False))  # noqa: T201


def _size(model: StoredModel) -> str:
    return f"{model.path.stat().st_size / 1e6:.2f} MB"


def mnist_share(model: StoredModel) -> str:
    """The share of MNIST's test digits that a model reads right, by its card."""
    accuracy = model.card.get("measured", {}).get("mnist", {}).get("accuracy")
    return "not measured" if accuracy is None else f"{accuracy:.2%}"


def _mark(model: StoredModel) -> str:
    return "in use" if model.in_use else ""
