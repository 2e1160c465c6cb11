"""Between the weights in use and the tuned ones: as far towards the new as known digits are read no worse.

A network fine-tuned on few samples forgets a little of all that it knew. On the straight line from the old weights to
the new ones most of what was learnt comes early, most of what is forgotten late (Wortsman et al. 2022).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import keras
import numpy as np
from numpy.typing import NDArray

from training.calibrate import cross_entropy, fit_temperature
from training.corpus import Samples
from training.produce import logits_of

Weights = list[NDArray[np.float32]]
SHARES = (1.0, 0.75, 0.5, 0.35, 0.25, 0.15)
"""Of the way to the tuned weights; the last one is taken if all are worse, and the gate has the word."""


@dataclass(frozen=True, slots=True)
class _Standing:
    """How some weights read a set: digits read wrong, and the loss at the temperature that suits them best."""

    wrong: int
    loss: float

    def is_no_worse_than(self, other: "_Standing") -> bool:
        """Whether neither is higher: a loss may fall while single digits are lost."""
        return self.wrong <= other.wrong and self.loss <= other.loss


def blend(network: keras.Model, before: Weights, known: Sequence[Samples]) -> float:
    """Set the tuned network's weights back towards `before`; the share of the way that is left.

    The largest share is taken that reads each of the known sets, none of them trained on, no worse than the weights
    before.
    """
    after = network.get_weights()
    limits = [_standing(network, before, samples) for samples in known]
    for share in SHARES:
        weights = [(1 - share) * old + share * new for old, new in zip(before, after, strict=True)]
        found = [_standing(network, weights, samples) for samples in known]
        if all(here.is_no_worse_than(limit) for here, limit in zip(found, limits, strict=True)):
            break
    return share


def _standing(network: keras.Model, weights: Weights, samples: Samples) -> _Standing:
    network.set_weights(weights)
    logits, labels = logits_of(network, samples), samples.labels
    wrong = int((logits.argmax(axis=1) != labels).sum())
    return _Standing(wrong, cross_entropy(logits, labels, fit_temperature(logits, labels)))
