"""Marks of a second pen: beside and around digits, on a layer of their own."""

import numpy as np

from tests.training.pages.hands import hand
from training.pages.layer import Layer
from training.pages.marking import mark
from training.pages.writing import Manner, write_line

HEIGHT = 50


def test_marks_stand_where_digits_are_and_own_none_of_them() -> None:
    written = Layer(400, 600)
    rng = np.random.default_rng(1)
    for ground in (120, 220):
        written.new_line()
        write_line(written, "31415", (150, ground), HEIGHT, hand(1, 0.08), Manner(), rng)
    before, boxes = written.alpha.copy(), written.digit_boxes()
    low, high = boxes[:, :2].min(0), (boxes[:, :2] + boxes[:, 2:]).max(0)
    for seed in range(12):
        marks = Layer(400, 600)
        mark(marks, written, HEIGHT, 0.08, np.random.default_rng(seed))
        rows, columns = np.nonzero(marks.alpha)
        middle = np.array([columns.mean(), rows.mean()])
        assert (low - 2 * HEIGHT < middle).all()
        assert (middle < high + 2 * HEIGHT).all()
        assert not marks.owner.any()
    assert (written.alpha == before).all()


def test_a_page_with_one_digit_can_be_marked() -> None:
    written = Layer(80, 80)
    written.new_line()
    write_line(written, "7", (20, 70), HEIGHT, hand(2, 0.08), Manner(), np.random.default_rng(1))
    for seed in range(6):
        marks = Layer(80, 80)
        mark(marks, written, HEIGHT, 0.1, np.random.default_rng(seed))
        assert marks.alpha.any()
