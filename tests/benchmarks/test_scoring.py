import pytest

from benchmarks.scoring import mean_over_groups, tally
from tests.benchmarks.samples import outcome

OUTCOMES = [outcome("12", "12"), outcome("12 34", "1234"), outcome("5", "6", "b"), outcome("", "11", "b")]


def test_shares_are_of_pictures_and_edits_of_digits() -> None:
    found = tally(OUTCOMES)
    assert (found.pictures, found.digits, found.edits) == (4, 7, 3)
    assert found.share_right == 0.5
    assert found.share_lines_right == 0.25
    assert found.error_rate == pytest.approx(3 / 7)


def test_a_small_group_weighs_as_much_as_a_large_one() -> None:
    assert mean_over_groups(OUTCOMES) == 0.5
    assert mean_over_groups(OUTCOMES[:3]) == 0.5
    assert mean_over_groups([*OUTCOMES[:2], outcome("7", "7", "b"), OUTCOMES[2]]) == 0.75


def test_nothing_gives_no_shares() -> None:
    assert tally([]).share_right == tally([]).error_rate == mean_over_groups([]) == 0.0
