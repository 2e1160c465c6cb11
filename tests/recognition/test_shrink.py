import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.recognition.shrink import at_most, halved

sides = st.integers(1, 900)


@given(sides, sides)
def test_halving_leaves_more_than_half_of_the_side_that_is_asked_for(rows: int, columns: int) -> None:
    picture = np.full((rows, columns), 90, np.uint8)
    small = halved(picture, 100)
    assert max(small.shape) <= 100
    assert max(small.shape) >= min(50, rows, columns)
    assert (small == 90).all()


@pytest.mark.parametrize(("shape", "longer"), [((300, 200), 100), ((40, 100), 100), ((7, 5), 7)])
def test_a_picture_is_made_no_larger_than_asked_for_and_never_larger_than_it_was(
    shape: tuple[int, int], longer: int
) -> None:
    small = at_most(np.zeros(shape, np.uint8), 100)
    assert max(small.shape) == longer
    assert small.shape[0] / small.shape[1] == pytest.approx(shape[0] / shape[1], rel=0.02)
