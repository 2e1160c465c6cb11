import pytest

from training.compare.plots import free_sides


@pytest.mark.parametrize(
    ("spots", "sides"),
    [
        ([(0.1, 1.0), (0.2, 1.0), (9.0, 5.0)], ["left", "right", "right"]),
        ([(10.0, 3.0), (0.016, 1.57), (0.034, 1.57), (14.0, 3.0)], ["left", "left", "right", "right"]),
        ([(1.0, 1.0)], ["right"]),
    ],
    ids=["the last beside none", "in any order", "alone"],
)
def test_names_stand_away_from_the_nearest_neighbour(spots: list[tuple[float, float]], sides: list[str]) -> None:
    assert free_sides(spots) == sides
