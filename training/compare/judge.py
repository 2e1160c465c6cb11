"""Measure a row: its answers to the test digits, and the time of one."""

import time
from statistics import median

import numpy as np
from threadpoolctl import threadpool_limits

from bot.recognition.types import CLASS_COUNT, Classifier, Glyphs, Probabilities
from training.corpus import Samples

TIMED = 200
"""Single digits of which the median time is taken."""
PORTION = 500


def classify_all(model: Classifier, samples: Samples) -> Probabilities:
    """Probabilities (N×11) of all samples, a portion at a time so that little memory is needed."""
    glyphs = samples.scaled()
    answer = np.empty((len(glyphs), CLASS_COUNT), np.float32)
    with threadpool_limits(1):
        for start in range(0, len(glyphs), PORTION):
            answer[start : start + PORTION] = model.classify(glyphs[start : start + PORTION])
    return answer


def milliseconds(model: Classifier, glyphs: Glyphs) -> float:
    """Median time of one glyph alone, as the bot would ask."""
    times = []
    with threadpool_limits(1):
        for index in range(min(TIMED, len(glyphs))):
            start = time.perf_counter()
            model.classify(glyphs[index : index + 1])
            times.append(time.perf_counter() - start)
    return median(times) * 1e3


def right(probabilities: Probabilities, samples: Samples) -> int:
    """How many the likeliest of the ten digits names."""
    return int((probabilities[:, : CLASS_COUNT - 1].argmax(axis=1) == samples.labels).sum())
