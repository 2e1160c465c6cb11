"""The comparison as one self-contained page, light or dark as its reader has it, and as Markdown."""

from datetime import UTC, datetime
from html import escape
from pathlib import Path
from string import Template

from bot.recognition.types import Glyphs
from training.compare.data import DataReport
from training.compare.data_plots import plot_balance, plot_embedding, plot_ink
from training.compare.drawing import as_png
from training.compare.figures import confusion_of, figures_of, worst_mistakes
from training.compare.markdown import report as markdown
from training.compare.outcome import Outcome
from training.compare.plots import Pairs, plot_confusion, plot_cost, plot_curves, plot_errors
from training.compare.rows import OURS
from training.compare.split import Split
from training.compare.words import COLUMNS, cells, percent

PAGE = Path(__file__).with_name("page.html")
SHOWN = 24
"""Pictures of mistakes in one row, and of doubtful labels."""
NOTES = (
    "All rows read the same glyphs, in MNIST's form as the bot makes it, and the likeliest of the ten digits counts. "
    "Networks answer as LiteRT reads their exported file; confidences of all rows are calibrated by one temperature, "
    "fitted to validation digits. Quantized: weights of one byte. The size of a row without a network is that of its "
    "pickle, its parameters are the numbers it keeps. McNemar: test digits that only this row : only ours reads right, "
    "and the exact two-sided chance of so uneven a split. Training is in processor time: two cores share it. "
    "Ours is not trained here: its recipe is on its card."
)


def write_report(out: Path, data: DataReport, outcomes: list[Outcome], split: Split) -> Path:
    """Write report.html and report.md into a folder; the page's path is returned."""
    ours = next(outcome for outcome in outcomes if outcome.row.name == OURS)
    rows = [(outcome, figures_of(outcome, split.test.labels, ours)) for outcome in outcomes]
    page = out / "report.html"
    page.write_text(as_html(data, rows, split), encoding="utf-8")
    (out / "report.md").write_text(markdown(rows, split.sizes), encoding="utf-8")
    return page


def as_html(data: DataReport, rows: Pairs, split: Split) -> str:
    """The whole page."""
    training, validation, test = (f"{size:,}".replace(",", " ") for size in split.sizes)
    curves = plot_curves(rows)
    return Template(PAGE.read_text(encoding="utf-8")).substitute(
        sizes=f"{training} digits to train on, {validation} to validate, {test} to judge by",
        date=datetime.now(UTC).date().isoformat(),
        summary=summary(rows),
        tiles=tiles(data),
        balance=plot_balance(data),
        means="".join(picture(mean, str(digit)) for digit, mean in enumerate(data.means)),
        ink=plot_ink(data),
        embedding=plot_embedding(data.embedding),
        embedded=len(data.embedding.labels),
        doubtful_words=doubtful_words(data),
        doubtful=doubtful(data),
        table=table(rows),
        notes=NOTES,
        errors=plot_errors(rows),
        cost=plot_cost(rows),
        curves=f"<figure>{curves}<figcaption>Training and validation.</figcaption></figure>" if curves else "",
        details="\n".join(details(outcome, split) for outcome, _ in rows),
    )


def summary(rows: Pairs) -> str:
    """Which row is best, and whether ours is better than the next by more than chance."""
    ours = next(found for outcome, found in rows if outcome.row.name == OURS)
    others = [(found.error, outcome.row.title, found) for outcome, found in rows if outcome.row.name != OURS]
    said = f"Ours reads {percent(ours.accuracy)} of the test digits right"
    if not others:
        return f"{said}."
    _, title, best = min(others, key=lambda other: other[0])
    sure = "more than" if best.p_value < 0.05 else "no more than"
    return (
        f"{said}; the best other row, {escape(title)}, {percent(best.accuracy)}. "
        f"The two differ by {sure} chance explains (McNemar, p = {best.p_value:.2g})."
    )


def tiles(data: DataReport) -> str:
    """The data's figures, each in a box."""
    counts = data.counts.sum(axis=0)
    said = {
        f"{counts.max() / max(1, counts.min()):.2f}": "times as many of the commonest class as of the rarest",
        f"{data.pixels.mean:.3f} ± {data.pixels.deviation:.3f}": "mean and deviation of all pixels (0..1)",
        percent(data.pixels.empty): "of all pixels are empty",
        f"{data.pixels.unused} of 784": "pixels are never inked",
        f"{data.repeated}": "training digits that repeat another, pixel for pixel",
        f"{data.leaked} ": "validation and test digits that are also in training",
    }
    return "".join(f"<div><b>{value}</b>{words}</div>" for value, words in said.items())


def doubtful_words(data: DataReport) -> str:
    """What was found, and what it is worth."""
    return (
        f"Confident learning (cleanlab) on the votes of ten nearest neighbours, found out of fold, doubts "
        f"{len(data.doubtful)} training labels ({percent(len(data.doubtful) / data.counts[0].sum())}); the most "
        "doubtful are shown as label → what the neighbours say. Many are only badly written: a person has to look. "
        "Nothing is left out of training for it."
    )


def doubtful(data: DataReport) -> str:
    """The most doubtful labels as pictures."""
    found = zip(data.doubtful.glyphs, data.doubtful.labels, data.doubtful.suggested, strict=True)
    return "".join(picture(glyph, f"{label} → {other}") for glyph, label, other in list(found)[:SHOWN])


def table(rows: Pairs) -> str:
    """All figures of all rows."""
    tags = ['class="words"' if column in {"layers", "optimizer", "learning rate"} else "" for column in COLUMNS]
    head = "".join(f"<th {tag}>{column}</th>" for tag, column in zip(tags, COLUMNS, strict=True))
    body = []
    for outcome, found in rows:
        said = cells(outcome, found)
        line = "".join(f"<td {tag}>{escape(said[column])}</td>" for tag, column in zip(tags, COLUMNS, strict=True))
        body.append(f'<tr class="{outcome.row.kind if outcome.row.name != OURS else "ours"}">{line}</tr>')
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>"


def details(outcome: Outcome, split: Split) -> str:
    """One row's confusion matrix and worst mistakes."""
    title, labels = escape(outcome.row.title), split.test.labels
    glyphs = split.test.scaled()
    wrong = "".join(
        picture(glyphs[mistake.index], f"{mistake.label} → {mistake.answer}<br>{100 * mistake.confidence:.0f} %")
        for mistake in worst_mistakes(outcome, labels, SHOWN)
    )
    count = int((outcome.answers != labels).sum())
    return (
        f"<details{' open' if outcome.row.name == OURS else ''}><summary>{title}: {count} mistakes</summary>"
        f'<div class="pair"><figure>{plot_confusion(confusion_of(outcome, labels), title)}</figure>'
        f'<div><p class="faint">The mistakes it is surest of: digit → answer, confidence.</p>'
        f'<ul class="digits">{wrong or "<li>none</li>"}</ul></div></div></details>'
    )


def picture(glyph: Glyphs, caption: str) -> str:
    """A glyph above its caption."""
    return f'<li><img src="{as_png(glyph)}" alt="">{caption}</li>'
