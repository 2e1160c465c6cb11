"""Run the comparison row by row; what an earlier run has left of the same settings is taken as it is."""

import time
from collections.abc import Callable
from pathlib import Path

from bot.classifier import LiteRTClassifier
from bot.model_file import read_card
from bot.recognition.glyph import GLYPH_VERSION
from training.compare.classical import fit_classical, kept_values
from training.compare.data import describe_data
from training.compare.exporting import Exporter
from training.compare.judge import classify_all, milliseconds, right
from training.compare.neural import Fitted, Progress, fit_network
from training.compare.outcome import Facts, Outcome, Settings, load_outcome, save_outcome, settings_of
from training.compare.plan import Plan
from training.compare.report import write_report
from training.compare.rows import Row
from training.compare.split import Split, load_split
from training.compare.weights import load_fitted, save_fitted

Report = Callable[[Row, float], None]
"""Told the row at work and the share of it that is done, 0..1."""


TRAINING_SHARE = 0.9
"""Share of a network's time that its training takes; export and judgement take the rest."""


def compare_all(plan: Plan, report: Report) -> Path:
    """Run all rows, look at the data, and write the report; the page's path is returned.

    Raises:
        DataError: if MNIST or weights to load are missing or damaged.
        ModelError: if the shipped model cannot be used.
        TrainingError: if an exported file does not answer as its network does.
    """
    split = load_split(plan.mnist, plan.fraction, plan.seed)
    outcomes = run_rows(plan, split, report)
    return write_report(plan.out, describe_data(split), outcomes, split)


def run_rows(plan: Plan, split: Split, report: Report) -> list[Outcome]:
    """The outcomes of the plan's rows, in its order."""
    return [run_row(row, plan, split, report) for row in plan.rows]


def run_row(row: Row, plan: Plan, split: Split, report: Report) -> Outcome:
    """One row's outcome: kept, or made now and kept."""
    report(row, 0.0)
    settings = row_settings(row, plan, split)
    outcome = load_outcome(plan.folder(row), row, settings)
    if outcome is None:
        outcome = RUNNERS[row.kind](row, plan, split, lambda share: report(row, share))
        save_outcome(plan.folder(row), outcome, settings)
    report(row, 1.0)
    return outcome


def row_settings(row: Row, plan: Plan, split: Split) -> Settings:
    """All that a row's outcome follows from."""
    shipped = read_card(plan.shipped).get("sha256") if row.kind == "shipped" else None
    return settings_of(row, split=split.sizes, seed=plan.seed, glyph_version=GLYPH_VERSION, shipped=shipped)


def run_classical(row: Row, plan: Plan, split: Split, progress: Progress) -> Outcome:
    """Fit and judge a row of scikit-learn."""
    start = time.process_time()
    model = fit_classical(row.name, split, plan.seed)
    seconds = time.process_time() - start
    progress(0.5)
    facts = Facts(
        parameters=kept_values(model.estimator),
        float_bytes=model.size,
        quantized_bytes=None,
        quantized_right=None,
        training_seconds=seconds,
        milliseconds=milliseconds(model, split.test.scaled()),
        temperature=model.temperature,
        history={},
    )
    return Outcome(row, facts, classify_all(model, split.test))


def run_neural(row: Row, plan: Plan, split: Split, progress: Progress) -> Outcome:
    """Train (or load), export and judge a network."""
    fitted = fit_or_load(row, plan, split, lambda share: progress(TRAINING_SHARE * share))
    whole, small = plan.model(row, quantized=False), plan.model(row, quantized=True)
    exporter = Exporter(row, fitted, split)
    model, quantized = exporter.write(whole, quantized=False), exporter.write(small, quantized=True)
    facts = Facts(
        parameters=fitted.network.count_params(),
        float_bytes=whole.stat().st_size,
        quantized_bytes=small.stat().st_size,
        quantized_right=right(classify_all(quantized, split.test), split.test),
        training_seconds=fitted.seconds,
        milliseconds=milliseconds(model, split.test.scaled()),
        temperature=exporter.temperature,
        history=fitted.history,
    )
    return Outcome(row, facts, classify_all(model, split.test))


def run_shipped(row: Row, plan: Plan, split: Split, progress: Progress) -> Outcome:  # noqa: ARG001 - one form for all
    """Judge the shipped model as LiteRT reads it; it is not trained here."""
    card, model = read_card(plan.shipped), LiteRTClassifier.load(plan.shipped)
    facts = Facts(
        parameters=card.get("parameters", 0),
        float_bytes=card["bytes"],
        quantized_bytes=None,
        quantized_right=None,
        training_seconds=card.get("training_seconds"),
        milliseconds=milliseconds(model, split.test.scaled()),
        temperature=card.get("temperature", 1.0),
        history={},
    )
    return Outcome(row, facts, classify_all(model, split.test))


RUNNERS: dict[str, Callable[[Row, Plan, Split, Progress], Outcome]] = {
    "classical": run_classical,
    "neural": run_neural,
    "shipped": run_shipped,
}
"""How each kind of row is run."""


def fit_or_load(row: Row, plan: Plan, split: Split, progress: Progress) -> Fitted:
    """The row's network: with `plan.load` from the weights of an earlier run, where there are any; else trained."""
    path = plan.weights(row)
    if plan.load and path.exists():
        return load_fitted(row, path)
    fitted = fit_network(row, split, plan.seed, progress)
    save_fitted(fitted, path)
    return fitted
