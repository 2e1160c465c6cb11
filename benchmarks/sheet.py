"""The contact sheet: one self-contained page to look at what the reader does, worst first."""

from collections.abc import Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Any

from benchmarks.cards import Card
from benchmarks.figures import Part, Table
from benchmarks.outcome import Shown
from benchmarks.report import HEADER, figure_row

STYLE = """
:root { color-scheme: light dark; --ground: #fff; --card: #f3f4f6; --text: #1b1f24; --dim: #5b6470;
  --good: #14692d; --bad: #b3261e; --line: #d0d7de; }
@media (prefers-color-scheme: dark) { :root { --ground: #14171a; --card: #1f2429; --text: #e8eaed; --dim: #a4adb8;
  --good: #6fd08c; --bad: #ff9b92; --line: #3a424b; } }
body { margin: 0 auto; padding: 1.5rem; max-width: 1240px; background: var(--ground); color: var(--text);
  font: 15px/1.45 system-ui, sans-serif; }
table { border-collapse: collapse; margin: .5rem 0 1.5rem; }
th, td { padding: .2rem .7rem; border-bottom: 1px solid var(--line); text-align: left; }
td:not(:first-child) { font-variant-numeric: tabular-nums; }
.good { color: var(--good); } .bad { color: var(--bad); } .dim { color: var(--dim); }
.card { display: grid; grid-template-columns: 1fr 1fr; gap: .6rem; margin: 1rem 0; padding: .8rem;
  background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.card h3, .card p { grid-column: 1 / -1; margin: 0; overflow-wrap: anywhere; }
.card svg, .card img { width: 100%; max-height: 420px; object-fit: contain; background: #fff; }
.texts { font: 14px/1.4 ui-monospace, monospace; white-space: pre-wrap; }
@media (max-width: 700px) { .card { grid-template-columns: 1fr; } }
"""
GREEN, ORANGE = "#12813b", "#d9480f"


def write_sheet(parts: Sequence[Part], cards: Sequence[Card], path: Path, about: dict[str, Any]) -> None:
    """Write the page."""
    figures = Table("", HEADER, [figure_row(figure) for part in parts for figure in part.figures])
    body = [f"<h1>The reader on photos</h1><p class=dim>{_said(about)}</p>", table(figures)]
    for part in parts:
        note = f"<p>{escape(part.note)}</p>" if part.note else ""
        tables = "".join(f"<h3>{escape(found.title)}</h3>{table(found)}" for found in part.tables)
        body.append(f"<details><summary>{escape(part.title)}: tables</summary>{note}{tables}</details>")
    for section, some in groupby(cards, lambda card: card.section):
        body.append(f"<h2>{escape(section)}</h2>" + "".join(map(card_html, some)))
    page = f"<!doctype html><html lang=en><meta charset=utf-8><title>The reader on photos</title><style>{STYLE}</style>"
    head = '<meta name=viewport content="width=device-width, initial-scale=1">'
    path.write_text(f"{page}{head}<body>{''.join(body)}</body></html>\n", encoding="utf-8")


def table(found: Table) -> str:
    """A table; its marks of success and failure coloured."""
    head = "".join(f"<th>{escape(cell)}</th>" for cell in found.header)
    rows = ("".join(_cell(cell) for cell in row) for row in found.rows)
    return f"<table><tr>{head}</tr>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def card_html(card: Card) -> str:
    """One picture with its boxes, its ink, what is written, what was read, and what is wrong."""
    outcome = card.outcome
    why = f"<span class=bad>✗ {escape(outcome.why)}</span>" if outcome.why else "<span class=good>✓ right</span>"
    texts = f"written  {escape(_text(outcome.truth))}\nread     {escape(_text(outcome.lines))}"
    name = f"{escape(outcome.case.name)} <span class=dim>{escape(outcome.case.group)}, {outcome.seconds:.2f} s</span>"
    return (
        f"<section class=card><h3>{name}</h3>{_picture(card)}"
        f'<img alt="ink" loading=lazy src="{card.ink}"><p class=texts>{texts}</p><p>{why}</p></section>'
    )


def _picture(card: Card) -> str:
    width, height = card.size
    boxes = "".join(_box(shown, max(width, height)) for shown in card.outcome.shown)
    image = f'<image href="{card.picture}" width="{width}" height="{height}"/>'
    return f'<svg viewBox="0 0 {width} {height}" role=img aria-label="picture with boxes">{image}{boxes}</svg>'


def _box(shown: Shown, side: int) -> str:
    """A digit's box: green and thin if certain, else orange and dashed; digit and confidence above it."""
    box, unit = shown.box, side / 560
    colour, dashes = (GREEN, "") if shown.certain else (ORANGE, f' stroke-dasharray="{4 * unit:.1f}"')
    size = min(max(0.35 * box.height, 9 * unit), 18 * unit)
    word = f"{shown.digit} {100 * shown.confidence:.0f}"
    return (
        f'<rect x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" fill="none" stroke="{colour}"'
        f' stroke-width="{1.5 * unit:.1f}"{dashes}><title>{word} %</title></rect>'
        f'<text x="{box.x}" y="{max(box.y - 2 * unit, size):.0f}" font-size="{size:.1f}" fill="{colour}"'
        f' stroke="#fff" stroke-width="{3 * unit:.1f}" paint-order="stroke">{word}</text>'
    )


def _text(lines: Sequence[str]) -> str:
    return " | ".join(lines) or "nothing"


def _cell(cell: str) -> str:
    mark = {"✓": " class=good", "✗": " class=bad"}.get(cell, "")
    return f"<td{mark}>{escape(cell)}</td>"


def _said(about: dict[str, Any]) -> str:
    return escape(", ".join(f"{key}: {value}" for key, value in about.items()))
