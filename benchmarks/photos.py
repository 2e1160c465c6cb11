"""`make bench-photos`: how well the reader reads, section by section, against the targets."""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks import again, loso, real, sets, speed, synthetic, touching
from benchmarks.calibration import calibrate
from benchmarks.cards import make_cards
from benchmarks.figures import Options, Part
from benchmarks.report import show, write_json, write_markdown
from benchmarks.sheet import write_sheet
from benchmarks.subject import classifier
from bot.model_file import ModelError
from bot.settings import Settings
from training.dataset import DataError

Section = Callable[[Options], Part]
SECTIONS: dict[str, Section] = {
    "speed": speed.run,
    "sets": sets.run,
    "photos": real.run,
    "again": again.run,
    "pages": synthetic.run_pages,
    "nothing": synthetic.run_nothing,
    "touching": touching.run,
    "loso": loso.run,
}
"""Name → section, in the order in which they run: time is measured while the machine is cool."""
CALIBRATED = ("photos", "pages")
"""Sections whose digits are judged by their confidence."""


def main(words: Sequence[str] | None = None) -> None:
    """Run the sections that the words name, and write the report; end with a sentence where data are missing."""
    options, chosen = parse(words)
    start = time.monotonic()
    try:
        parts = run(options, chosen)
    except (DataError, ModelError) as error:
        sys.exit(str(error))
    about = {
        "model": classifier().model_id,
        "sections": ", ".join(chosen),
        "limit": options.limit or "none",
        "minutes": round((time.monotonic() - start) / 60, 1),
    }
    write(parts, options.out, about)
    show(parts, Console())
    print(f"{options.out / 'report.html'} shows the worst pictures; .json and .md lie beside it.")


def run(options: Options, chosen: Sequence[str]) -> list[Part]:
    """Run the chosen sections; calibration follows from what they read.

    After each section the figures so far are written, so that a long run that is stopped leaves what it has measured.
    """
    found: dict[str, Part] = {}
    for name in chosen:
        found[name] = SECTIONS[name](options)
        write_json(list(found.values()), options.out / "report.json", {"sections so far": len(found)})
    judged = [outcome for name in CALIBRATED if name in found for outcome in found[name].outcomes]
    return [*found.values(), *([calibrate(judged)] if judged else [])]


def write(parts: Sequence[Part], out: Path, about: dict[str, Any]) -> None:
    """Write the report in all its forms."""
    write_json(parts, out / "report.json", about)
    write_markdown(parts, out / "report.md", about)
    write_sheet(parts, make_cards(parts), out / "report.html", about)


def parse(words: Sequence[str] | None) -> tuple[Options, list[str]]:
    """Options and section names from the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.photos", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=SECTIONS, default=list(SECTIONS), help="sections to run")
    parser.add_argument("--limit", type=_positive, help="cases of a group, condition or kind at most")
    parser.add_argument("--jobs", type=_positive, default=2, help="processes that read (default 2)")
    parser.add_argument("--out", type=Path, default=Path("var/bench"), help="folder of the report")
    given = parser.parse_args(words)
    return Options(Settings().data, given.limit, given.jobs, given.out), [s for s in SECTIONS if s in given.only]


def _positive(word: str) -> int:
    number = int(word)
    if number < 1:
        raise ValueError
    return number


if __name__ == "__main__":
    main()
