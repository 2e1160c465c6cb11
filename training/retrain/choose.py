"""Which labels teach, which examine, and which wait for a reviewer."""

from dataclasses import dataclass

import numpy as np

from bot.storage.records import REJECTED, Doubt
from training.recipe import TrainingError
from training.retrain.feedback import Feedback, Gathered
from training.retrain.people import held_out
from training.retrain.records import Verdicts

NOTHING = (
    "There are no corrections yet, so there is nothing to learn from: people correct or confirm readings in the chat."
)
ONLY_DAMAGED = "The pictures of all {} labelled digits are damaged, so there is nothing to learn from."
ONE_CLASS = "All corrections say the same, {}: retraining needs at least two different digits."
ONE_SIDE = (
    "The labels come from {} so far, and all would {}: retraining needs more people, since it examines the model on "
    "people whom it has not learnt from."
)
ALL_DOUBTED = "All labels look wrong: look at them with `digitbot review`."


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """Feedback to learn from and to examine on, and the number of labels that were left out."""

    teach: Feedback
    examine: Feedback
    left_out: int


def check(gathered: Gathered) -> None:
    """Make sure that there is something to learn.

    Raises:
        TrainingError: if there are no labels, all are the same, or all crops are damaged.
    """
    feedback = gathered.feedback
    if not len(feedback):
        raise TrainingError(ONLY_DAMAGED.format(gathered.damaged) if gathered.damaged else NOTHING)
    if len(set(feedback.labels.tolist())) == 1:
        label = int(feedback.labels[0])
        raise TrainingError(ONE_CLASS.format("no digit" if label == 10 else f"a {label}"))


def decided(feedback: Feedback, verdicts: Verdicts) -> Feedback:
    """The feedback as reviewers decided: rejected labels are gone, wrong ones corrected."""
    pairs = zip(feedback.digits.tolist(), feedback.labels.tolist(), strict=True)
    labels = np.array([verdicts.get(pair, pair[1]) for pair in pairs], np.int64)
    kept = labels != REJECTED
    return feedback.take(kept).relabelled(labels[kept].astype(np.uint8))


def settled_digits(feedback: Feedback, verdicts: Verdicts) -> set[int]:
    """Digits on whose present label a reviewer has decided."""
    pairs = zip(feedback.digits.tolist(), feedback.labels.tolist(), strict=True)
    return {digit for digit, label in pairs if (digit, label) in verdicts}


def choose(feedback: Feedback, doubts: list[Doubt], settled: set[int]) -> Chosen:
    """Leave the doubtful labels out and split the others by person.

    Args:
        feedback: labels as reviewers decided.
        doubts: labels that look wrong.
        settled: digits on which a reviewer has decided; these are not left out.

    Raises:
        TrainingError: if one side is empty.
    """
    waiting = {doubt.digit for doubt in doubts} - settled
    sound = feedback.take(~np.isin(feedback.digits, list(waiting)))
    if not len(sound):
        raise TrainingError(ALL_DOUBTED)
    examines = held_out(sound.users)
    if examines.all() or not examines.any():
        people = len(set(sound.users.tolist()))
        use = "examine, none teach" if examines.all() else "teach, none examine"
        raise TrainingError(ONE_SIDE.format("one person" if people == 1 else f"{people} people", use))
    return Chosen(sound.take(~examines), sound.take(examines), len(feedback) - len(sound))
