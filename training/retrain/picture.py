"""The outcome of a retraining as one picture for a chat: errors before and after, digits fixed and broken."""

from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure

from training.retrain.exams import Marked, answer_indices
from training.retrain.outcome import Outcome

SHOWN = 12
"""Digits of each kind, a row each."""


def draw_picture(outcome: Outcome, feedback: Marked, path: Path) -> None:
    """Write the picture as PNG."""
    with mpl.rc_context({"font.size": 10}):
        figure = Figure(figsize=(8, 5.4), dpi=120, layout="constrained")
        grid = figure.add_gridspec(3, SHOWN, height_ratios=[3.2, 1, 1])
        _draw_errors(figure.add_subplot(grid[0, :]), outcome)
        for row, kind in enumerate(("fixed", "broken"), 1):
            _draw_digits(figure, grid, row, feedback, kind)
        verdict = "in use now" if outcome.promoted else "did not pass"
        figure.suptitle(f"{outcome.after} {verdict}")
        figure.savefig(path)


def _draw_errors(axes: Any, outcome: Outcome) -> None:
    names = [exam.name for exam in outcome.exams]
    places = np.arange(len(names))
    for shift, label, colour in ((-0.2, outcome.before, "#9aa5b1"), (0.2, outcome.after, "#2a6fbb")):
        right = [exam.before if shift < 0 else exam.after for exam in outcome.exams]
        errors = [100 * (1 - float(answers.mean())) for answers in right]
        bars = axes.barh(places + shift, errors, 0.38, label=label, color=colour)
        axes.bar_label(bars, fmt="%.2f %%", padding=3)
    axes.set_yticks(places, names)
    axes.invert_yaxis()
    axes.margins(x=0.12)
    axes.set_xlabel("digits read wrong, %")
    axes.spines[["top", "right"]].set_visible(False)
    axes.legend(frameon=False, loc="lower right")


def _draw_digits(figure: Figure, grid: Any, row: int, marked: Marked, kind: str) -> None:
    chosen = answer_indices(marked, kind, SHOWN)
    for column in range(SHOWN):
        axes = figure.add_subplot(grid[row, column])
        axes.set_axis_off()
        if column < len(chosen):
            index = int(chosen[column])
            axes.imshow(marked.paper.glyphs.glyphs[index], cmap="gray_r", vmin=0, vmax=255)
            axes.set_title(f"{marked.before[index]}→{marked.after[index]}".replace("10", "∅"), fontsize=9)
        if column == 0:
            count = marked.exam.fixed if kind == "fixed" else marked.exam.broken
            axes.text(-0.4, 0.5, f"{kind}: {count}", transform=axes.transAxes, rotation=90, va="center", ha="center")
