"""Between the weights in use and the tuned ones: as far towards the new as known digits are read no worse.

A network fine-tuned on few samples forgets a little of all that it knew. On the straight line from the old weights to
the new ones most of what was learnt comes early, most of what is forgotten late (Wortsman et al. 2022).
"""

from collections.abc import Sequence

import keras
import numpy as np
from numpy.typing import NDArray

from training.calibrate import cross_entropy, fit_temperature
from training.corpus import Samples
from training.produce import logits_of

Weights = list[NDArray[np.float32]]
SHARES = (1.0, 0.75, 0.5, 0.25)
"""Of the way to the tuned weights; the last one is taken if all are worse, and the gate has the word."""


def blend(network: keras.Model, before: Weights, known: Sequence[Samples]) -> float:
    """Set the tuned network's weights back towards `before`; the share of the way that is left.

    The largest share is taken with which the loss on each of the known sets, none of them trained on, is not above
    that of the weights before.
    """
    after = network.get_weights()
    limits = [_loss_at(network, before, samples) for samples in known]
    for share in SHARES:
        weights = [(1 - share) * old + share * new for old, new in zip(before, after, strict=True)]
        losses = [_loss_at(network, weights, samples) for samples in known]
        if all(loss <= limit for loss, limit in zip(losses, limits, strict=True)):
            break
    return share


def _loss_at(network: keras.Model, weights: Weights, samples: Samples) -> float:
    """The loss at the temperature that suits these weights best."""
    network.set_weights(weights)
    logits = logits_of(network, samples)
    return cross_entropy(logits, samples.labels, fit_temperature(logits, samples.labels))
