import pytest

from tests.training.compare.samples import outcome, small_split
from training.compare.figures import Figures, figures_of
from training.compare.words import NONE, cells, mcnemar, seconds, size


@pytest.mark.parametrize(
    ("count", "said"), [(None, NONE), (900, "1 kB"), (40_000, "40 kB"), (930_900, "931 kB"), (15_100_000, "15.1 MB")]
)
def test_sizes(count: int | None, said: str) -> None:
    assert size(count) == said


@pytest.mark.parametrize(("count", "said"), [(None, NONE), (12.34, "12.3 s"), (600, "10.0 min")])
def test_times(count: float | None, said: str) -> None:
    assert seconds(count) == said


@pytest.mark.parametrize(("p", "said"), [(0.25, "3 : 9, p = 0.25"), (1e-9, "3 : 9, p < 0.0001")])
def test_mcnemar(p: float, said: str) -> None:
    assert mcnemar(Figures(90, 100, 0.8, 0.95, 0.01, 3, 9, p)) == said


def test_what_a_row_does_not_have_is_a_dash() -> None:
    ours = outcome("digits")
    said = cells(ours, figures_of(ours, small_split().test.labels, ours))
    assert said["McNemar against ours"] == said["learning rate"] == NONE
