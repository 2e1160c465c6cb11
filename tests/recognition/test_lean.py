"""Hands that lean, with models whose answers are known."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from bot.recognition.ink import Ink, erected, find_ink
from bot.recognition.interpret import Interpretation, Models, interpret
from bot.recognition.lean import FAR, KEPT, MOSTLY, lean_of, read_erect
from bot.recognition.place import shear
from tests.drawing import draw_grey
from tests.recognition.ink_models import Seeing
from tests.recognition.string_models import Spelling
from tests.recognition.telling import Telling

NUMBER = "8 8 8 8 8 8 8 8"
COUNT = 8


@pytest.mark.parametrize("lean", [-0.5, 0.5])
def test_what_a_hand_leans_is_mostly_taken_out(lean: float) -> None:
    ink, models, found = _leaning(lean)
    erect, back = read_erect(replace(found, score=0.5), ink, models)
    assert back == pytest.approx(MOSTLY * lean, abs=0.1)
    assert len(erect.candidates) == COUNT
    assert lean_of(erect.candidates) == pytest.approx(lean - back, abs=0.1)


@pytest.mark.parametrize(
    ("lean", "kept", "better"),
    [(0.5, 3, 0.5), (0.5, 8, -0.5), (FAR - 0.1, 8, 0.5), (0.5, 2, 0.5)],
    ids=["better", "worse", "hardly leaning", "too few to tell"],
)
def test_a_page_is_taken_so_only_where_it_leans_and_reads_better(lean: float, kept: int, better: float) -> None:
    ink, models, found = _leaning(lean)
    some = replace(found, lines=(found.lines[0][:kept],), score=found.score - better)
    assert (read_erect(some, ink, models)[1] != 0.0) == (kept == 3)


def test_sure_digits_are_not_lost() -> None:
    ink, models, found = _leaning(0.5)
    fewest = int(KEPT * COUNT)
    share, doubted = ink.share.copy(), replace(found, score=0.5)
    share[:, found.lines[0][fewest].segment.box.x :] = 0
    assert read_erect(doubted, replace(ink, share=share), models) == (doubted, 0.0)


def test_without_digits_nothing_leans() -> None:
    assert lean_of([]) == 0.0


def _leaning(lean: float) -> tuple[Ink, Models, Interpretation]:
    page = draw_grey(NUMBER)
    size, matrix = shear(page.shape[1], page.shape[0], -lean)
    leaning = np.asarray(cv2.warpAffine(page, matrix, size, borderValue=215), np.uint8)
    ink, models = find_ink(leaning, 1.0), Models(Telling(8), Seeing(), Spelling())
    found = interpret(ink, 60.0, models)
    assert len(found.candidates) == COUNT
    return ink, models, found


def test_the_page_is_as_much_wider_as_its_top_is_moved() -> None:
    ink, _, _ = _leaning(0.5)
    rows, columns = ink.share.shape
    assert erected(ink, 0.5).share.shape == (rows, columns + int(np.ceil(0.5 * rows)))
