from pathlib import Path

import pytest

from benchmarks.figures import Figure, Options, percent, said


def test_a_figure_meets_its_target_or_not() -> None:
    assert Figure("a", 0.97, at_least=0.97).met is True
    assert Figure("a", 0.96, at_least=0.97).met is False
    assert Figure("a", 200.1, at_most=200, unit="ms").met is False
    assert Figure("a", 0.5).met is None


def test_targets_are_said_with_their_sign() -> None:
    assert Figure("a", 0.1, at_least=0.9975).target == "≥ 99.75 %"
    assert Figure("a", 0.1, at_most=4, unit="×").target == "≤ 4.0 ×"
    assert Figure("a", 0.1).target == ""


@pytest.mark.parametrize(("share", "words"), [(0.5, "50.0 %"), (0.0004, "0.04 %"), (0.9962, "99.62 %"), (1, "100.0 %")])
def test_shares_near_the_ends_have_two_decimals(share: float, words: str) -> None:
    assert percent(share) == words


def test_large_values_have_no_decimals() -> None:
    assert said(531.4, "ms") == "531 ms"


def test_the_limit_only_lessens(tmp_path: Path) -> None:
    assert Options(tmp_path).count(200) == 200
    assert Options(tmp_path, limit=5).count(200) == 5
    assert Options(tmp_path, limit=500).count(200) == 200
