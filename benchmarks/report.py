"""The report as a terminal table, JSON and Markdown."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table as RichTable

from benchmarks.figures import Figure, Part, Table

MARKS = {True: "✓", False: "✗", None: ""}
COLOURS = {True: "green", False: "red", None: ""}
HEADER = ("measure", "target", "measured", "")


def show(parts: Sequence[Part], console: Console) -> None:
    """Print every figure beside its target."""
    table = RichTable(*HEADER, title="The reader on photos")
    for part in parts:
        for figure in part.figures:
            table.add_row(*figure_row(figure), style=COLOURS[figure.met])
        table.add_section()
    console.print(table)
    for part in parts:
        if part.note:
            console.print(f"{part.title}: {part.note}", markup=False)


def figure_row(figure: Figure) -> tuple[str, str, str, str]:
    """A figure's cells under `HEADER`."""
    return figure.name, figure.target, figure.said, MARKS[figure.met]


def write_json(parts: Sequence[Part], path: Path, about: dict[str, Any]) -> None:
    """Write figures, tables and every outcome for programs, in a folder that is made where it is missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    record = {"about": about, "parts": [_record(part) for part in parts]}
    path.write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def write_markdown(parts: Sequence[Part], path: Path, about: dict[str, Any]) -> None:
    """Write the figures as one table, then each section's tables."""
    figures = Table("", HEADER, [figure_row(figure) for part in parts for figure in part.figures])
    blocks = ["# The reader, measured", ", ".join(f"{key}: {value}" for key, value in about.items()), markdown(figures)]
    for part in parts:
        blocks += [f"## {part.title}"] if part.tables or part.note else []
        blocks += [part.note] if part.note else []
        blocks += [markdown(table) for table in part.tables]
    path.write_text("\n\n".join(blocks) + "\n", encoding="utf-8")


def markdown(table: Table) -> str:
    """A table in Markdown, under its title where it has one."""
    rows = [table.header, tuple("---" for _ in table.header), *table.rows]
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join([*([f"**{table.title}**", ""] if table.title else []), *lines])


def _record(part: Part) -> dict[str, Any]:
    outcomes = [
        {"name": o.case.name, "group": o.case.group, "true": o.truth, "read": o.lines, "seconds": round(o.seconds, 4)}
        for o in part.outcomes
    ]
    figures = [asdict(figure) | {"met": figure.met} for figure in part.figures]
    tables = [asdict(table) for table in part.tables]
    return {"title": part.title, "note": part.note, "figures": figures, "tables": tables, "outcomes": outcomes}
