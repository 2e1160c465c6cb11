"""The plots of the data analysis."""

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from training.compare.data import DataReport, Embedding
from training.compare.drawing import PALETTE, as_svg, styled
from training.compare.rows import DIGITS


def plot_balance(data: DataReport) -> str:
    """Share of each class in training, validation and test."""
    with styled():
        figure = Figure((8.6, 2.8))
        axes = figure.subplots()
        shares = 100 * data.counts / data.counts.sum(axis=1, keepdims=True)
        for number, (part, share) in enumerate(zip(("training", "validation", "test"), shares, strict=True)):
            axes.bar(np.arange(DIGITS) + 0.27 * (number - 1), share, 0.25, color=PALETTE[number], label=part)
        axes.set(xticks=range(DIGITS), xlabel="digit", ylabel="share, %")
        axes.grid(visible=False, axis="x")
        axes.legend(ncols=3, loc="lower right", bbox_to_anchor=(1, 1))
    return as_svg(figure, "Share of each class in the three parts")


def plot_ink(data: DataReport) -> str:
    """How much of its field each class inks: median, quartiles, and the range of nine tenths."""
    with styled():
        figure = Figure((8.6, 2.8))
        axes = figure.subplots()
        boxes = axes.boxplot([100 * share for share in data.ink], positions=range(DIGITS), whis=(5, 95), sym="")
        for part in ("boxes", "whiskers", "caps"):
            for line in boxes[part]:
                line.set_color(PALETTE[0])
        for line in boxes["medians"]:
            line.set_color(PALETTE[1])
        axes.set(xlabel="digit", ylabel="inked pixels, %")
        axes.grid(visible=False, axis="x")
    return as_svg(figure, "Share of inked pixels by class")


def plot_embedding(embedding: Embedding) -> str:
    """The digits in a plane; each class is named where most of it lies."""
    with styled():
        figure = Figure((8.6, 5.6))
        axes = figure.subplots()
        for digit in range(DIGITS):
            places = embedding.places[embedding.labels == digit]
            axes.scatter(places[:, 0], places[:, 1], s=9, lw=0, alpha=0.8, color=PALETTE[digit], rasterized=True)
            if len(places):
                across, up = thickest(places)
                axes.text(across, up, str(digit), fontsize=16, weight="bold", ha="center", va="center")
        axes.set(xticks=[], yticks=[])
        axes.grid(visible=False)
        for spine in axes.spines.values():
            spine.set_visible(False)
    return as_svg(figure, "Digits in a plane, like beside like")


def thickest(places: NDArray[np.float32], neighbours: int = 20) -> NDArray[np.float32]:
    """Of N points in a plane, N×2, the one that most others are near."""
    apart = np.linalg.norm(places[:, np.newaxis] - places[np.newaxis], axis=2)
    return np.asarray(places[np.sort(apart, axis=1)[:, :neighbours].mean(axis=1).argmin()])
