"""The comparison as a Markdown table for the README."""

from training.compare.plots import Pairs
from training.compare.words import COLUMNS, SHORT, cells


def as_markdown(rows: Pairs, columns: tuple[str, ...] = COLUMNS) -> str:
    """One line per row; the first two columns are words, the others figures."""
    head = f"| {' | '.join(columns)} |\n|{' --- |' + ' ---: |' * (len(columns) - 1)}"
    said = (cells(outcome, found) for outcome, found in rows)
    return "\n".join([head, *(f"| {' | '.join(row[column] for column in columns)} |" for row in said)]) + "\n"


def report(rows: Pairs, sizes: tuple[int, int, int]) -> str:
    """The short table for the README, and the whole one."""
    training, validation, test = (f"{size:,}".replace(",", " ") for size in sizes)
    split = f"{training} training, {validation} validation and {test} test digits"
    return (
        f"# Models compared on MNIST\n\nOn {split}; the likeliest of the ten digits counts.\n\n"
        f"{as_markdown(rows, SHORT)}\n## All figures\n\n{as_markdown(rows)}"
    )
