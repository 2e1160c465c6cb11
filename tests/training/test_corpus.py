import numpy as np

from bot.recognition.types import NOT_A_DIGIT
from tests.training.digits import small_set
from training.corpus import MIXES, VALIDATION, make_samples


def test_samples_are_the_same_whoever_makes_them() -> None:
    digits = small_set()
    alone = make_samples(digits, MIXES["photos"], 2010, (3, 0), processes=1)
    together = make_samples(digits, MIXES["photos"], 2010, (3, 0), processes=2)
    assert np.array_equal(alone.glyphs, together.glyphs)
    assert np.array_equal(alone.labels, together.labels)


def test_the_mix_has_every_class_and_its_share_of_negatives() -> None:
    samples = make_samples(small_set(), MIXES["photos"], 700, (4, 0), processes=1)
    assert set(np.unique(samples.labels)) == set(range(11))
    assert 0.12 < np.mean(samples.labels == NOT_A_DIGIT) < 0.24
    assert samples.glyphs[samples.labels != NOT_A_DIGIT].any(axis=(1, 2)).all()
    assert samples.scaled().dtype == np.float32
    assert samples.scaled().max() == 1.0


def test_another_part_has_other_samples() -> None:
    first, second = (make_samples(small_set(), VALIDATION, 50, (4, part), processes=1) for part in (0, 1))
    assert not np.array_equal(first.glyphs, second.glyphs)


def test_shares_are_wholes() -> None:
    for mix in (*MIXES.values(), VALIDATION):
        assert np.isclose(sum(share for share, _ in mix), 1.0)
