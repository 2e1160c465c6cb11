"""Training labels that look wrong, by confident learning (Northcutt et al. 2021) as cleanlab does it."""

from dataclasses import dataclass

import numpy as np
from cleanlab.filter import find_label_issues
from numpy.typing import NDArray
from sklearn.decomposition import PCA
from sklearn.model_selection import cross_val_predict
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from threadpoolctl import threadpool_limits

from bot.recognition.types import Glyphs
from training.corpus import Samples

FOLDS = 3
COMPONENTS = 50
NEIGHBOURS = 10


@dataclass(frozen=True, slots=True, eq=False)
class Doubtful:
    """Glyphs whose labels look wrong, worst first: N×28×28, their labels, and what their neighbours say."""

    glyphs: Glyphs
    labels: NDArray[np.uint8]
    suggested: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.labels)


def find_doubtful(samples: Samples) -> Doubtful:
    """The samples whose label their nearest neighbours contradict; of each third, the neighbours are in the others."""
    chances = out_of_fold(samples)
    worst = find_label_issues(
        samples.labels.astype(np.int64), chances, return_indices_ranked_by="normalized_margin", n_jobs=1
    )
    suggested = chances.argmax(axis=1).astype(np.uint8)
    return Doubtful(samples.scaled()[worst], samples.labels[worst], suggested[worst])


def out_of_fold(samples: Samples) -> NDArray[np.float64]:
    """Chances N×10 of each sample's digit from models that did not see the sample."""
    flat = samples.scaled().reshape(len(samples), -1)
    neighbours = KNeighborsClassifier(NEIGHBOURS, weights="distance", n_jobs=1)
    model = make_pipeline(PCA(min(COMPONENTS, len(samples) // FOLDS), random_state=0), neighbours)
    with threadpool_limits(1):
        return np.asarray(cross_val_predict(model, flat, samples.labels, cv=FOLDS, method="predict_proba"))
