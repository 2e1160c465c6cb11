import pytest

from benchmarks.cases import Sample
from benchmarks.outcome import read_sample
from benchmarks.speed import draw_page, median_time, peak_memory
from benchmarks.subject import make_reader
from bot.recognition.decode import decode
from tests.benchmarks.samples import Drawn
from tests.drawing import photo
from tests.training.digits import small_set


@pytest.mark.parametrize("count", [1, 10, 50])
def test_a_page_has_its_size_and_about_as_many_digits(count: int) -> None:
    data = draw_page(small_set(), (1280, 960), count, seed=1)
    assert decode(data).shape == (960, 1280)
    found = read_sample(make_reader(), Drawn(""), Sample(data, ()))
    assert 0.8 * count <= len(found.shown) <= 1.2 * count


def test_the_command_takes_some_memory() -> None:
    assert 20 < peak_memory(photo("123")) < 1000


def test_time_is_the_middle_one_after_a_first_that_does_not_count() -> None:
    calls: list[int] = []
    assert median_time(lambda: calls.append(1), runs=3) >= 0
    assert len(calls) == 4
