"""Cost: time of a whole reading by that of decoding alone, on one core; memory; size of the models."""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np

from benchmarks.cases import load_photos
from benchmarks.drawing import photograph, scaled, trimmed
from benchmarks.figures import Figure, Options, Part, Table
from benchmarks.pool import read_all
from benchmarks.subject import make_reader, model_files
from bot.settings import PROJECT
from training.dataset import DigitSet, load_mnist

TITLE = "Speed and cost"
SIZES = {"0.3": (640, 480), "1.2": (1280, 960), "5": (2560, 1920), "12": (4000, 3000)}
"""Megapixels → width and height."""
COUNTS = (1, 10, 50, 300)
RUNS = 9
MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""A process counts the memory of the one that started it as its own: so a small one starts what is measured."""
Milliseconds = float


def run(options: Options) -> Part:
    """Time readings of drawn pages and of the labelled photos; nothing else should run meanwhile."""
    cv2.setNumThreads(1)
    digits = load_mnist(options.data / "mnist")[1]
    timed = {
        (size, count): _time(draw_page(digits, SIZES[size], count, seed=count)) for size in SIZES for count in COUNTS
    }
    usual, large = timed["1.2", 10], timed["12", 10]
    figures = [
        Figure("Telegram-size photo, 10 digits: reading by decoding", usual[1] / usual[0], at_most=4, unit="×"),
        Figure("the same, median", usual[1], at_most=30, unit="ms"),
        Figure("12 megapixels, 10 digits: reading by decoding", large[1] / large[0], at_most=2, unit="×"),
        *_photo_times(options),
        Figure("`digitbot read`, 12 megapixels: peak memory", peak_memory(_large(digits)), at_most=350, unit="MB"),
        Figure("model files", sum(p.stat().st_size for p in model_files()) / 1e6, at_most=3, unit="MB"),
    ]
    return Part(TITLE, figures, _tables(timed))


def draw_page(digits: DigitSet, size: tuple[int, int], count: int, seed: int) -> bytes:
    """A photo (JPEG) of this width and height with so many digits in rows, each up to a tenth of its height."""
    rng = np.random.default_rng(seed)
    width, height = size
    cell = min(height // 8, int((0.7 * width * height / count) ** 0.5))
    ink = np.zeros((height, width), np.uint8)
    columns = (width - cell) // cell
    for place in range(count):
        row, column = divmod(place, columns)
        form = trimmed(digits.images[rng.integers(len(digits))])
        tall = round(0.62 * cell)
        wide = max(2, min(round(0.75 * cell), round(tall * form.shape[1] / form.shape[0])))
        top, left = cell // 2 + row * cell, cell // 2 + column * cell
        ink[top : top + tall, left : left + wide] = scaled(form, (wide, tall))
    return photograph(ink, rng, 87)


def peak_memory(data: bytes) -> float:
    """Megabytes that `digitbot read` takes at most for a picture (the peak of its resident set).

    Raises:
        CalledProcessError: if the picture cannot be read.
    """
    with tempfile.TemporaryDirectory() as folder:
        photo = Path(folder) / "photo.jpg"
        photo.write_bytes(data)
        command = [sys.executable, "-m", "bot", "read", "--json", str(photo)]
        small = [sys.executable, "-S", "-c", MEASURE, *command]
        done = subprocess.run(small, capture_output=True, text=True, check=True, cwd=PROJECT)  # noqa: S603 - our own
    return float(done.stdout) * 1024 / 1e6


def median_time(action: Callable[[], object], runs: int = RUNS) -> Milliseconds:
    """Median of several runs, after one that warms the caches."""
    action()
    return statistics.median(_once(action) for _ in range(runs))


def _once(action: Callable[[], object]) -> Milliseconds:
    start = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - start)


def _time(data: bytes) -> tuple[Milliseconds, Milliseconds]:
    """Decoding alone, and the whole reading."""
    reader, raw = make_reader(), np.frombuffer(data, np.uint8)
    return median_time(lambda: cv2.imdecode(raw, cv2.IMREAD_COLOR)), median_time(lambda: reader.read(data))


def _photo_times(options: Options) -> list[Figure]:
    photos = load_photos(options.data / "photos")
    if not photos:
        return []
    outcomes = read_all(photos[: options.count(len(photos))], 1, "Timing the photos")
    times = 1000 * np.array([outcome.seconds for outcome in outcomes])
    return [
        Figure("visible photos: median", float(np.median(times)), unit="ms"),
        Figure("visible photos: 95th percentile", float(np.percentile(times, 95)), at_most=200, unit="ms"),
        Figure("visible photos: worst", float(times.max()), at_most=600, unit="ms"),
    ]


def _large(digits: DigitSet) -> bytes:
    return draw_page(digits, SIZES["12"], 10, seed=10)


def _tables(timed: dict[tuple[str, int], tuple[Milliseconds, Milliseconds]]) -> list[Table]:
    header = ("megapixels", "decoding alone", *(f"{count} digits" for count in COUNTS))

    def table(title: str, cell: Callable[[Milliseconds, Milliseconds], str]) -> Table:
        rows = [
            (size, f"{timed[size, 10][0]:.1f} ms", *(cell(*timed[size, count]) for count in COUNTS)) for size in SIZES
        ]
        return Table(title, header, rows)

    return [
        table("Reading, in milliseconds", lambda _, whole: f"{whole:.0f}"),
        table("Reading by decoding the same bytes", lambda alone, whole: f"{whole / alone:.1f}"),
    ]
