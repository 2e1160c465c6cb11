"""Real photos: how many are read right, over all, source by source, tag by tag."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.cases import Photo, load_photos
from benchmarks.figures import Figure, Options, Part, Table, percent
from benchmarks.outcome import Outcome
from benchmarks.pool import read_all
from benchmarks.scoring import Tally, by_group, mean_over_groups, tally

TITLE = "Real photos"
ABSENT = "There are no labelled photos in the data folder, so this section is left out."


def run(options: Options) -> Part:
    """Read the labelled photos of the data folder."""
    photos = load_photos(options.data / "photos")
    if not photos:
        return Part(TITLE, note=ABSENT)
    outcomes = read_all(photos[: options.count(len(photos))], options.jobs, TITLE)
    write_readings(outcomes, options.out / "photos.jsonl")
    return Part(TITLE, figures(outcomes), [_tags(outcomes), _sources(outcomes)], outcomes)


def figures(outcomes: Sequence[Outcome]) -> list[Figure]:
    """The section's figures."""
    found = tally(outcomes)
    return [
        Figure("photos with all digits right", found.share_right, at_least=0.97),
        Figure("mean over sources", mean_over_groups(outcomes), at_least=0.96),
        Figure("character error rate", found.error_rate, at_most=0.01),
        Figure("photos with the lines right too", found.share_lines_right, at_least=0.95),
    ]


def write_readings(outcomes: Sequence[Outcome], path: Path) -> None:
    """Write readings as JSON lines, as `digitbot read --json` prints them, for other programs to score."""
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [{"file": o.case.name, "lines": [{"text": line} for line in o.lines]} for o in outcomes]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def table(title: str, what: str, groups: Iterable[tuple[str, Sequence[Outcome]]]) -> Table:
    """A table with a row for each group of outcomes, after its name; `what` heads the names."""
    return Table(
        title, (what, "photos", "right", "lines too", "CER"), [_row(name, tally(some)) for name, some in groups]
    )


def _row(name: str, found: Tally) -> tuple[str, ...]:
    shares = (found.share_right, found.share_lines_right, found.error_rate)
    return (name, str(found.pictures), *map(percent, shares))


def _tags(outcomes: Sequence[Outcome]) -> Table:
    found = defaultdict[str, list[Outcome]](list)
    for outcome in outcomes:
        assert isinstance(outcome.case, Photo)
        for tag in outcome.case.tags:
            found[tag].append(outcome)
    return table("By tag", "tag", [(tag, some) for tag, some in sorted(found.items()) if not tag.startswith("flags=")])


def _sources(outcomes: Sequence[Outcome]) -> Table:
    worst = sorted(by_group(outcomes).items(), key=lambda item: tally(item[1]).share_right)
    wrong = [(source, some) for source, some in worst if tally(some).right < len(some)]
    return table("Sources with a wrong photo", "source", wrong)
