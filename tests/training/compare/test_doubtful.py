import numpy as np

from tests.training.digits import small_set
from training.compare.doubtful import find_doubtful
from training.corpus import Samples


def test_wrong_labels_are_found_and_put_first() -> None:
    digits = small_set().part(0, 600)
    labels = digits.labels.copy()
    changed = np.arange(0, 600, 60)
    labels[changed] = (labels[changed] + 5) % 10
    found = find_doubtful(Samples(digits.images, labels))
    wrong = {digits.images[index].tobytes() for index in changed}
    first = [np.rint(glyph * 255).astype(np.uint8).tobytes() in wrong for glyph in found.glyphs]
    assert all(first[:5])
    assert sum(first) >= 8
    assert found.suggested[0] != found.labels[0]
