"""The rows without a network: scikit-learn's models behind the classifier's Protocol."""

import pickle

import numpy as np
from sklearn.base import BaseEstimator
from sklearn.decomposition import PCA
from sklearn.ensemble import RandomForestClassifier
from sklearn.neighbors import KNeighborsClassifier
from sklearn.pipeline import make_pipeline
from sklearn.svm import SVC
from threadpoolctl import threadpool_limits

from bot.recognition.types import Glyphs, Probabilities
from training.calibrate import Logits, fit_temperature
from training.compare.split import Split, first

CALIBRATED_ON = 2000
"""Validation digits that the temperature is fitted to: k-nearest neighbours take milliseconds for each."""
FAINTEST = 1e-3
"""Chances below this count as this: a model that counts votes says nought of what it only has not seen."""


class Classical:
    """A fitted estimator whose confidences are calibrated by one temperature, as the networks' are."""

    def __init__(self, estimator: BaseEstimator, name: str, temperature: float = 1.0) -> None:
        self.estimator = estimator
        self.temperature = temperature
        self._name = name

    @property
    def model_id(self) -> str:
        """Name of the row."""
        return self._name

    def classify(self, glyphs: Glyphs) -> Probabilities:
        """Probabilities (N×11) of N×28×28 glyphs; "not a digit" is always 0."""
        scores = self.scores(glyphs) / self.temperature
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.pad(chances / chances.sum(axis=1, keepdims=True), ((0, 0), (0, 1)))

    def scores(self, glyphs: Glyphs) -> Logits:
        """The estimator's own scores N×10, before the temperature."""
        flat = glyphs.reshape(len(glyphs), -1)
        if hasattr(self.estimator, "decision_function"):
            return np.asarray(self.estimator.decision_function(flat), np.float32)
        return np.asarray(np.log(np.maximum(self.estimator.predict_proba(flat), FAINTEST)), np.float32)

    @property
    def size(self) -> int:
        """Bytes of the pickled estimator."""
        return len(pickle.dumps(self.estimator))


def fit_classical(name: str, split: Split, seed: int) -> Classical:
    """Fit the row of that name on the split's training part."""
    estimator = make_estimator(name, seed)
    flat = split.training.scaled().reshape(len(split.training), -1)
    fitted, held = Classical(estimator, name), first(split.validation, CALIBRATED_ON)
    with threadpool_limits(1):
        estimator.fit(flat, split.training.labels)
        return Classical(estimator, name, fit_temperature(fitted.scores(held.scaled()), held.labels))


def make_estimator(name: str, seed: int) -> BaseEstimator:
    """The unfitted estimator of a classical row; each works on one core."""
    if name == "knn":
        return KNeighborsClassifier(3, weights="distance", algorithm="brute", n_jobs=1)
    if name == "svm":
        return make_pipeline(PCA(60, random_state=seed), SVC(C=10.0))
    return RandomForestClassifier(300, random_state=seed, n_jobs=1)


def kept_values(estimator: BaseEstimator) -> int:
    """Numbers that a fitted estimator keeps to decide by: the counterpart of a network's parameters."""
    if isinstance(estimator, KNeighborsClassifier):
        return int(estimator.n_samples_fit_ * estimator.n_features_in_)
    if isinstance(estimator, RandomForestClassifier):
        return int(sum(tree.tree_.node_count for tree in estimator.estimators_))
    pca, svc = (step for _, step in estimator.steps)
    return int(pca.components_.size + svc.support_vectors_.size + svc.dual_coef_.size)
