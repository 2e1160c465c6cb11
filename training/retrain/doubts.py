"""Labels that look wrong: left out of training until a person has looked at them.

Two opinions are asked about each glyph: the model in use, and the likest glyphs of other people and of synthetic
digits. A label is doubted where both together are confident of another class, by confident learning (Northcutt et al.
2021, as cleanlab does it), where the model is certain of another class and next to none of the likest glyphs has the
label, and where the same ink has several labels. A way of writing that the model misreads is not doubted if other
people's labels bear it out; a lie, or a slip of the finger, has nobody on its side.
"""

import hashlib
from dataclasses import dataclass

import cv2
import numpy as np
from cleanlab.filter import find_label_issues
from numpy.typing import NDArray
from sklearn.neighbors import KNeighborsClassifier

from bot.recognition.types import CERTAIN, CLASS_COUNT, Probabilities
from bot.storage.records import Doubt
from training.corpus import Samples
from training.retrain.feedback import Feedback, glyph_hash

FOLDS = 5
NEIGHBOURS = 9
LONELY = 0.1
"""A label with less support among the likest glyphs has nobody on its side."""
DISAGREE = "the same ink has several labels"
UNLIKELY = "the model and other people's digits say otherwise"


@dataclass(frozen=True, slots=True, eq=False)
class Background:
    """Digits whose labels are known, and what the model in use says of them: what a sound label looks like."""

    samples: Samples
    said: Probabilities


def find_doubts(feedback: Feedback, said: Probabilities, background: Background) -> list[Doubt]:
    """The doubtful ones of N labels; `said` is what the model in use says of their glyphs (N×11)."""
    others = others_say(feedback, background.samples)
    count = len(feedback)
    believed = (np.concatenate([said, background.said]) + others) / 2
    labels = np.concatenate([feedback.labels, background.samples.labels]).astype(np.int64)
    issues = find_label_issues(labels, believed, filter_by="confident_learning", n_jobs=1)[:count]
    torn, lonely = _torn(feedback), _lonely(feedback, said, others[:count])
    return [
        Doubt(
            int(feedback.digits[i]),
            int(feedback.labels[i]),
            DISAGREE if torn[i] else UNLIKELY,
            int(believed[i].argmax()),
        )
        for i in np.flatnonzero(issues | torn | lonely)
    ]


def others_say(feedback: Feedback, background: Samples) -> Probabilities:
    """Probabilities of feedback and background by the likest glyphs of other people's feedback and background."""
    features = np.concatenate([_features(feedback.glyphs), _features(background.glyphs)])
    labels = np.concatenate([feedback.labels, background.labels])
    folds = np.concatenate([[_fold(int(user)) for user in feedback.users], np.arange(len(background)) % FOLDS])
    answer = np.zeros((len(labels), CLASS_COUNT), np.float32)
    for fold in range(FOLDS):
        asked, known = folds == fold, folds != fold
        if not asked.any():
            continue
        nearest = KNeighborsClassifier(min(NEIGHBOURS, int(known.sum())), weights="distance", algorithm="brute")
        nearest.fit(features[known], labels[known])
        answer[np.ix_(asked, nearest.classes_)] = nearest.predict_proba(features[asked])
    return answer


def _features(glyphs: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Glyphs at half their size, a little blurred: likeness that forgives a pixel's shift."""
    small = [cv2.resize(cv2.GaussianBlur(g, (0, 0), 1.0), (14, 14), interpolation=cv2.INTER_AREA) for g in glyphs]
    return np.array(small, np.float32).reshape(len(glyphs), -1)


def _fold(user: int) -> int:
    return hashlib.sha256(f"fold of {user}".encode()).digest()[0] % FOLDS


def _lonely(feedback: Feedback, said: Probabilities, others: Probabilities) -> NDArray[np.bool_]:
    """Mask of labels that the model is certain are wrong, and that other people's glyphs do not bear out."""
    support = others[np.arange(len(feedback)), feedback.labels]
    return np.asarray((said.argmax(axis=1) != feedback.labels) & (said.max(axis=1) >= CERTAIN) & (support < LONELY))


def _torn(feedback: Feedback) -> NDArray[np.bool_]:
    """Mask of glyphs that occur with several labels."""
    hashes = [glyph_hash(glyph) for glyph in feedback.glyphs]
    labels: dict[str, set[int]] = {}
    for key, label in zip(hashes, feedback.labels, strict=True):
        labels.setdefault(key, set()).add(int(label))
    return np.array([len(labels[key]) > 1 for key in hashes], bool)
