import io
import json
from pathlib import Path

from rich.console import Console

from benchmarks.figures import Figure, Part, Table
from benchmarks.report import markdown, show, write_json, write_markdown
from tests.benchmarks.samples import outcome

PARTS = [
    Part("One", [Figure("right", 0.5, at_least=0.9)], [Table("T", ("a", "b"), [("x|y", "1")])], [outcome("12", "13")]),
    Part("Two", note="Left out."),
]


def test_the_terminal_shows_figures_and_notes() -> None:
    console = Console(file=io.StringIO(), width=100)
    show(PARTS, console)
    assert isinstance(console.file, io.StringIO)
    words = console.file.getvalue()
    assert all(word in words for word in ("right", "≥ 90.0 %", "50.0 %", "✗", "Two: Left out."))


def test_the_json_has_figures_and_outcomes(tmp_path: Path) -> None:
    write_json(PARTS, tmp_path / "r.json", {"model": "m"})
    record = json.loads((tmp_path / "r.json").read_text())
    assert record["about"] == {"model": "m"}
    assert record["parts"][0]["figures"][0]["met"] is False
    assert record["parts"][0]["outcomes"][0]["read"] == ["13"]


def test_the_markdown_has_tables(tmp_path: Path) -> None:
    write_markdown(PARTS, tmp_path / "r.md", {"model": "m"})
    words = (tmp_path / "r.md").read_text()
    assert "| right | ≥ 90.0 % | 50.0 % | ✗ |" in words
    assert "## Two\n\nLeft out." in words
    assert markdown(PARTS[0].tables[0]) == "**T**\n\n| a | b |\n| --- | --- |\n| x\\|y | 1 |"
