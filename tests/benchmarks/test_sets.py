from pathlib import Path

import numpy as np

from benchmarks import sets
from benchmarks.figures import Options
from bot.recognition.types import CLASS_COUNT, Glyphs, Probabilities
from tests.training.digits import small_set, write_mnist
from training.dataset import DigitSet


class Doubting:
    """Holds each glyph for a 3, at 0.3 where it may be no digit at 0.7, else at 0.45."""

    model_id = "doubting"

    def classify(self, glyphs: Glyphs) -> Probabilities:
        found = np.zeros((len(glyphs), CLASS_COUNT), np.float32)
        found[:, 3], found[:, 10] = 0.45, 0.55
        found[::2, 3], found[::2, 10] = 0.3, 0.7
        return found


def test_the_three_rules_differ_where_the_model_doubts() -> None:
    threes = small_set().images[small_set().labels == 3][:4]
    digits = DigitSet(threes, np.full(4, 3, np.uint8))
    assert sets.measure(Doubting(), digits) == (0.5, 0.0, 1.0)


def test_only_the_sets_at_hand_are_measured(tmp_path: Path) -> None:
    write_mnist(tmp_path / "mnist", small_set().part(0, 10), small_set().part(10, 60))
    part = sets.run(Options(tmp_path))
    assert [figure.name for figure in part.figures] == ["MNIST test: digits right"]
    assert part.note == "Not in the data folder: USPS test, ARDIS test."
    assert part.figures[0].value > 0.5
