"""The report of a retraining: one HTML page without outside parts, a picture for the chat, and a JSON record."""

import base64
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from bot.recognition.types import NOT_A_DIGIT
from training.retrain.exams import Marked, answer_indices
from training.retrain.gate import Exam
from training.retrain.outcome import PICTURE, RECORD, REPORT, Outcome
from training.retrain.picture import draw_picture

MOST = 120
"""Digits shown of each kind."""
STYLE = """
:root { color-scheme: light dark; --line: light-dark(#ccc, #555); --good: light-dark(#176b2c, #7bd88f);
  --bad: light-dark(#a3160f, #ff8a80); }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 66rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; } td, th { border: 1px solid var(--line); padding: .25rem .6rem; }
td { text-align: right; font-variant-numeric: tabular-nums; } td:first-child, th { text-align: left; }
td.hit { font-weight: 600; } td.none { opacity: .35; }
.good { color: var(--good); } .bad { color: var(--bad); }
figure { display: inline-block; margin: .3rem; text-align: center; font-size: .8rem; }
figure img { width: 56px; height: 56px; image-rendering: pixelated; display: block; }
.side { display: inline-block; vertical-align: top; margin-right: 1.5rem; font-size: .8rem; }
.side td, .side th { padding: .1rem .35rem; }
"""


@dataclass(frozen=True, slots=True)
class Made:
    """What a candidate was made of: counts by name, and the fingerprint of it all."""

    facts: dict[str, int]
    fingerprint: str


def write_report(outcome: Outcome, folder: Path, marked: Sequence[Marked], made: Made) -> None:
    """Write report.html, picture.png and outcome.json into a folder; `marked` begins with the feedback exam."""
    record = outcome.record() | asdict(made)
    (folder / RECORD).write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    draw_picture(outcome, marked[0], folder / PICTURE)
    (folder / REPORT).write_text(_page(outcome, marked, made.facts), encoding="utf-8")


def _page(outcome: Outcome, marked: Sequence[Marked], facts: dict[str, int]) -> str:
    rows = "".join(f"<tr><td>{escape(name)}</td><td>{value}</td></tr>" for name, value in facts.items())
    parts = [
        f"<h1>Retraining: {escape(outcome.after)}</h1>",
        f"<p class='{'good' if outcome.promoted else 'bad'}'>{escape(outcome.sentence)}</p>",
        "<h2>Exams, before and after</h2>",
        _exams(outcome.exams),
        "<h2>What it was made of</h2>",
        f"<table>{rows}</table>",
        *(_section(found) for found in marked),
    ]
    head = f"<meta charset='utf-8'><title>Retraining {escape(outcome.after)}</title><style>{STYLE}</style>"
    return f"<!doctype html><html lang='en'><head>{head}</head><body>{''.join(parts)}</body></html>\n"


def _exams(exams: Sequence[Exam]) -> str:
    head = "".join(
        f"<th>{name}</th>" for name in ("exam", "questions", "before", "after", "fixed", "broken", "p", "passed")
    )
    return f"<table><tr>{head}</tr>{''.join(_exam(exam) for exam in exams)}</table>"


def _exam(exam: Exam) -> str:
    passed = "<td class='good'>yes</td>" if exam.objection is None else "<td class='bad'>no</td>"
    cells = (
        escape(exam.name),
        str(len(exam.before)),
        f"{exam.before.mean():.2%}",
        f"{exam.after.mean():.2%}",
        str(exam.fixed),
        str(exam.broken),
        f"{exam.chance:.3g}",
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}{passed}</tr>"


def _section(marked: Marked) -> str:
    name = escape(marked.paper.name)
    true = marked.paper.glyphs.labels
    return (
        f"<h2>{name}</h2><div class='side'><h3>Before</h3>{_confusion(true, marked.before)}</div>"
        f"<div class='side'><h3>After</h3>{_confusion(true, marked.after)}</div>"
        f"<h3 class='good'>Fixed: {marked.exam.fixed}</h3>{_gallery(marked, 'fixed')}"
        f"<h3 class='bad'>Broken: {marked.exam.broken}</h3>{_gallery(marked, 'broken')}"
    )


def _confusion(true: NDArray[np.uint8], read: NDArray[np.uint8]) -> str:
    table = np.zeros((NOT_A_DIGIT + 1, NOT_A_DIGIT + 1), np.int64)
    np.add.at(table, (true, read), 1)
    names = [name_of(label) for label in range(NOT_A_DIGIT + 1)]
    head = "<tr><th>true \\ read</th>" + "".join(f"<th>{name}</th>" for name in names) + "</tr>"
    rows = "".join(_row(names[label], table[label], label) for label in range(NOT_A_DIGIT + 1))
    return f"<table>{head}{rows}</table>"


def _row(name: str, counts: NDArray[np.int64], label: int) -> str:
    kinds = ["hit" if read == label else ("" if count else "none") for read, count in enumerate(counts)]
    cells = "".join(f"<td class='{kind}'>{count}</td>" for kind, count in zip(kinds, counts, strict=True))
    return f"<tr><th>{name}</th>{cells}</tr>"


def _gallery(marked: Marked, kind: str) -> str:
    return "".join(_figure(marked, int(index)) for index in answer_indices(marked, kind, MOST)) or "<p>None.</p>"


def _figure(marked: Marked, index: int) -> str:
    _, png = cv2.imencode(".png", 255 - marked.paper.glyphs.glyphs[index])
    source = "data:image/png;base64," + base64.b64encode(png.tobytes()).decode()
    true, before, after = (
        name_of(int(labels[index])) for labels in (marked.paper.glyphs.labels, marked.before, marked.after)
    )
    return f"<figure><img src='{source}' alt='{true}'>{true}: {before} → {after}</figure>"


def name_of(label: int) -> str:
    """A class in a table."""
    return "none" if label == NOT_A_DIGIT else str(label)
