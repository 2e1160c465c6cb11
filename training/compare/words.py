"""Figures as words: the columns of the comparison's table, for the page and for the README alike."""

from training.compare.figures import Figures
from training.compare.outcome import Outcome

NONE = "–"
COLUMNS = (
    "model",
    "accuracy (95 %)",
    "to reach",
    "error (95 %)",
    "McNemar against ours",
    "calibration error",
    "one digit",
    "size",
    "quantized",
    "quantized accuracy",
    "parameters",
    "training (processor time)",
    "layers",
    "optimizer",
    "learning rate",
)
SHORT = ("model", "accuracy (95 %)", "to reach", "parameters", "size", "one digit", "training (processor time)")
"""The columns of the README's table."""


OPTIMIZERS = {"adamw": "AdamW", "adadelta": "Adadelta", "rmsprop": "RMSprop"}
"""Keras's names as people write them."""


def cells(outcome: Outcome, found: Figures) -> dict[str, str]:
    """What each column says of a row."""
    row, facts = outcome.row, outcome.facts
    trained = row.kind == "neural"
    small = facts.quantized_right
    return {
        "model": row.title,
        "layers": row.layers or NONE,
        "optimizer": OPTIMIZERS[row.optimizer] if trained else NONE,
        "learning rate": f"{row.rate:g}, {row.schedule}" if trained else NONE,
        "parameters": f"{facts.parameters:,}".replace(",", " "),
        "size": size(facts.float_bytes),
        "quantized": size(facts.quantized_bytes),
        "accuracy (95 %)": f"{percent(found.accuracy)} ({interval(found.low, found.high)})",
        "to reach": percent(row.reference) if row.reference is not None else NONE,
        "error (95 %)": f"{percent(found.error)} ({interval(1 - found.high, 1 - found.low)})",
        "quantized accuracy": percent(small / found.count) if small is not None else NONE,
        "McNemar against ours": NONE if row.kind == "shipped" else mcnemar(found),
        "training (processor time)": seconds(facts.training_seconds),
        "one digit": f"{facts.milliseconds:.2g} ms",
        "calibration error": percent(found.calibration_error),
    }


def percent(share: float) -> str:
    """A share of 0..1 with two decimals."""
    return f"{100 * share:.2f} %"


def interval(low: float, high: float) -> str:
    """An interval of shares."""
    return f"{100 * low:.2f}–{100 * high:.2f}"


def size(count: int | None) -> str:
    """Bytes as a person would say them."""
    if count is None:
        return NONE
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{count / 1e3:.0f} kB"


def seconds(count: float | None) -> str:
    """Seconds, or minutes where they are many."""
    if count is None:
        return NONE
    return f"{count / 60:.1f} min" if count >= 100 else f"{count:.1f} s"


def mcnemar(found: Figures) -> str:
    """Digits that only this row and only ours reads right, and the chance of so uneven a split."""
    chance = f"{found.p_value:.2g}" if found.p_value >= 1e-4 else "< 0.0001"
    return f"{found.only_this} : {found.only_ours}, p {chance if chance[0] == '<' else '= ' + chance}"
