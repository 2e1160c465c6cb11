"""Leave one source out: each source read with the setting that is best on all the others.

What was chosen by looking at photos may flatter the figures on those photos. Here a source never has a say in the
choice of the setting that reads it, so the figure is nearer to what a new source will see.
"""

from collections.abc import Sequence

from benchmarks.cases import load_photos
from benchmarks.chosen import Setting, settings
from benchmarks.figures import Figure, Options, Part, Table, percent
from benchmarks.outcome import Outcome
from benchmarks.pool import read_all
from benchmarks.real import ABSENT
from benchmarks.scoring import by_group, mean_over_groups, tally

TITLE = "Leave one source out"


def run(options: Options) -> Part:
    """Read the labelled photos once with each setting, and choose for each source by the others."""
    photos = load_photos(options.data / "photos")
    if not photos:
        return Part(TITLE, note=ABSENT)
    few = photos[: options.count(len(photos))]
    passes = {s: read_all(few, options.jobs, f"{TITLE}: {s}", s.apply) for s in settings()}
    chosen = choose(list(passes.values()))
    left_out = [o for source, i in chosen.items() for o in by_group(list(passes.values())[i])[source]]
    found = tally(left_out)
    figures = [
        Figure("leave one source out: all digits right", found.share_right, at_least=0.95),
        Figure("leave one source out: mean over sources", mean_over_groups(left_out), at_least=0.94),
        Figure("leave one source out: character error rate", found.error_rate, at_most=0.02),
    ]
    times = [list(chosen.values()).count(number) for number in range(len(passes))]
    rows = [_row(s, some, n) for (s, some), n in zip(passes.items(), times, strict=True)]
    header = ("setting", "right", "mean over sources", "CER", "chosen for sources")
    return Part(TITLE, figures, [Table(TITLE, header, rows)])


def choose(passes: Sequence[Sequence[Outcome]]) -> dict[str, int]:
    """For each source the index of the pass that is best on all other sources; the first of equals."""
    return {
        source: max(range(len(passes)), key=lambda i: (_worth(passes[i], source), -i)) for source in by_group(passes[0])
    }


def _worth(outcomes: Sequence[Outcome], without: str) -> tuple[float, float, float]:
    others = [outcome for outcome in outcomes if outcome.case.group != without]
    found = tally(others)
    return found.share_right, mean_over_groups(others), -found.error_rate


def _row(setting: Setting, outcomes: Sequence[Outcome], times: int) -> tuple[str, ...]:
    found = tally(outcomes)
    shares = found.share_right, mean_over_groups(outcomes), found.error_rate
    return (str(setting), *map(percent, shares), str(times))
