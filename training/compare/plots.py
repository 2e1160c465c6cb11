"""The comparison's plots."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator, NullFormatter
from numpy.typing import NDArray

from training.compare.drawing import INK, PALETTE, as_svg, styled
from training.compare.figures import Figures
from training.compare.outcome import Outcome
from training.compare.rows import OURS

PERCENT = FuncFormatter(lambda value, _: f"{value:g} %")
Pairs = list[tuple[Outcome, Figures]]


def plot_errors(rows: Pairs) -> str:
    """Each row's test error with its 95 % interval; the diamond is the figure to reach or beat."""
    with styled():
        figure = Figure((8.6, 0.36 * len(rows) + 1.0))
        axes = figure.subplots()
        for place, (outcome, found) in enumerate(reversed(rows)):
            colour = PALETTE[1] if outcome.row.kind == "shipped" else PALETTE[0]
            ends = [[max(0.0, found.high - found.accuracy) * 100], [max(0.0, found.accuracy - found.low) * 100]]
            error = visible(found)
            axes.errorbar(error, place, xerr=ends, fmt="o", color=colour, capsize=3, label=_once(place, "measured"))
            if outcome.row.reference is not None:
                goal = (1 - outcome.row.reference) * 100
                axes.plot(goal, place, "D", mfc="none", mec=INK, ms=6, label=_once(place, "to reach or beat"))
        axes.set_yticks(range(len(rows)), [outcome.row.title for outcome, _ in reversed(rows)])
        _log_percent(axes, "x")
        axes.set_xlabel("test error with its 95 % interval (logarithmic)")
        axes.legend(ncols=2, loc="lower right", bbox_to_anchor=(1, 1))
    return as_svg(figure, "Test error of each row with its interval")


def visible(found: Figures) -> float:
    """The error in percent; without any mistake half of one, since a logarithmic axis has no zero."""
    return 100 * max(found.error, 0.5 / found.count)


def plot_cost(rows: Pairs) -> str:
    """Test error against the time of one digit; a circle's area is the model's size."""
    with styled():
        figure = Figure((8.6, 4.2))
        axes = figure.subplots()
        spots = [(outcome.facts.milliseconds, visible(found)) for outcome, found in rows]
        for (outcome, _), spot, side in zip(rows, spots, free_sides(spots), strict=True):
            area = 30 + 60 * np.sqrt(min(outcome.facts.float_bytes / 2**20, 60))
            colour = PALETTE[1] if outcome.row.name == OURS else PALETTE[0]
            axes.scatter(*spot, s=area, color=colour, alpha=0.75, lw=0)
            aside = 3 + np.sqrt(area) / 2
            where, align = ((-aside, 0), "right") if side == "left" else ((aside, 0), "left")
            axes.annotate(outcome.row.name, spot, where, textcoords="offset points", ha=align, va="center")
        axes.set_xscale("log")
        axes.margins(x=0.1)
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
        _log_percent(axes, "y")
        axes.set_xlabel("milliseconds for one digit on one core (logarithmic)")
        axes.set_ylabel("test error")
    return as_svg(figure, "Test error against the time of one digit")


def free_sides(spots: Sequence[tuple[float, float]]) -> list[str]:
    """On which side of each spot of a logarithmic plot its name has room: "left" or "right", away from the nearest."""
    places = np.log(np.array(spots))
    places /= np.maximum(np.ptp(places, axis=0), 1e-9)
    apart = np.linalg.norm(places[:, None] - places[None], axis=2) + np.diag(np.full(len(places), np.inf))
    nearest = places[apart.argmin(axis=1), 0]
    return ["left" if other > here else "right" for here, other in zip(places[:, 0], nearest, strict=True)]


def plot_curves(rows: Pairs) -> str:
    """Loss and accuracy of each network over its epochs, in training and in validation; nothing without networks."""
    trained = [outcome for outcome, _ in rows if outcome.facts.history]
    if not trained:
        return ""
    with styled():
        figure = Figure((2.1 * len(trained), 4.2), layout="constrained")
        grid = figure.subplots(2, len(trained), squeeze=False)
        for outcome, (upper, lower) in zip(trained, grid.T, strict=True):
            upper.set_title(outcome.row.name)
            _curve(upper, outcome, "loss", 1.0)
            _curve(lower, outcome, "accuracy", 100.0)
            lower.set_xlabel("epoch")
        grid[0, 0].set_ylabel("loss")
        grid[1, 0].set_ylabel("accuracy, %")
        figure.legend(*grid[0, 0].get_legend_handles_labels(), ncols=2, loc="outside lower center")
    return as_svg(figure, "Loss and accuracy of each network over its epochs")


def plot_confusion(table: NDArray[np.int64], title: str) -> str:
    """Counts 10×10 of true digit (rows) and answer (columns): right ones blue, mistakes orange."""
    with styled():
        figure = Figure((4.6, 4.4))
        axes = figure.subplots()
        shade = np.zeros((*table.shape, 4))
        wrong = table * (1 - np.eye(len(table), dtype=table.dtype))
        shade[..., :3], shade[..., 3] = _rgb(PALETTE[1]), 0.8 * np.sqrt(wrong / max(1, wrong.max()))
        np.fill_diagonal(shade[..., 3], 0.35)
        for digit in range(len(table)):
            shade[digit, digit, :3] = _rgb(PALETTE[0])
        axes.imshow(shade, interpolation="nearest")
        for (truth, answer), count in np.ndenumerate(table):
            if count:
                axes.text(answer, truth, str(count), ha="center", va="center", fontsize=8)
        axes.set(xticks=range(10), yticks=range(10), xlabel="answer", ylabel="digit")
        axes.grid(visible=False)
    return as_svg(figure, f"Confusion matrix of {title}")


def _curve(axes: Axes, outcome: Outcome, name: str, scale: float) -> None:
    for number, (key, label) in enumerate(((name, "training"), (f"val_{name}", "validation"))):
        values = scale * np.array(outcome.facts.history[key])
        axes.plot(np.arange(1, len(values) + 1), values, ".-", color=PALETTE[number], label=label)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    axes.set_xlim(0.5, len(outcome.facts.history[name]) + 0.5)


def _log_percent(axes: Axes, which: str) -> None:
    axis = axes.xaxis if which == "x" else axes.yaxis
    axes.set(**{f"{which}scale": "log"})
    axis.set_major_formatter(PERCENT)
    axis.set_minor_formatter(NullFormatter())


def _once(place: int, label: str) -> str:
    return label if place == 0 else "_"


def _rgb(colour: str) -> list[float]:
    return [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
