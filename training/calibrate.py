"""From logits to confidences that mean what they say, by two numbers fitted on held-out samples.

The temperature divides all logits (Guo et al. 2017); the handicap lowers that of "not a digit".
"""

import numpy as np
from numpy.typing import NDArray

from bot.recognition.types import NOT_A_DIGIT

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


def fit_handicap(logits: Logits, rejected: float = 0.001) -> float:
    """How much the logit of "not a digit" must be lowered so that at most this share of digits (N×11) is rejected.

    Without it the class claims what its share of the training samples gives it, which is more than photos do.
    """
    lead = logits[:, NOT_A_DIGIT] - logits[:, :NOT_A_DIGIT].max(axis=1)
    return max(0.0, float(np.quantile(lead, 1.0 - rejected, method="higher")))


def cross_entropy(logits: Logits, labels: NDArray[np.uint8], temperature: float = 1.0) -> float:
    """Mean negative log-likelihood of the labels under softmax(logits / temperature)."""
    scaled = logits.astype(np.float64) / temperature
    top = scaled.max(axis=1, keepdims=True)
    normalizer = top[:, 0] + np.log(np.exp(scaled - top).sum(axis=1))
    return float((normalizer - scaled[np.arange(len(labels)), labels]).mean())
