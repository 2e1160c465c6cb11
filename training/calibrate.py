"""Temperature: one number by which logits are divided so that confidences mean what they say (Guo et al. 2017)."""

import numpy as np
from numpy.typing import NDArray

Logits = NDArray[np.float32]


def fit_temperature(logits: Logits, labels: NDArray[np.uint8]) -> float:
    """The temperature in 0.25..4 with the least cross-entropy of N×11 logits, by golden-section search on its log."""
    low, high, golden = np.log(0.25), np.log(4.0), (5**0.5 - 1) / 2
    while high - low > 1e-4:
        left, right = high - golden * (high - low), low + golden * (high - low)
        if cross_entropy(logits, labels, np.exp(left)) < cross_entropy(logits, labels, np.exp(right)):
            high = right
        else:
            low = left
    return float(np.exp((low + high) / 2))


def cross_entropy(logits: Logits, labels: NDArray[np.uint8], temperature: float = 1.0) -> float:
    """Mean negative log-likelihood of the labels under softmax(logits / temperature)."""
    scaled = logits.astype(np.float64) / temperature
    top = scaled.max(axis=1, keepdims=True)
    normalizer = top[:, 0] + np.log(np.exp(scaled - top).sum(axis=1))
    return float((normalizer - scaled[np.arange(len(labels)), labels]).mean())
