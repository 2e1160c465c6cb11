"""Interpretation with models whose answers are known."""

import numpy as np
import pytest

from bot.recognition.ink import find_ink
from bot.recognition.interpret import Models, interpret
from bot.recognition.judge import Candidate, Judge
from bot.recognition.part import part_loose
from bot.recognition.types import CLASS_COUNT, NOT_A_DIGIT, Box, Glyphs, Probabilities, Segment
from tests.drawing import Look, draw_page
from tests.recognition.ink_models import Believing, Seeing

PAGE = np.ascontiguousarray(draw_page(["1234", "5678"], Look(noise=0, shade=0))[:, :, 0])
INK = find_ink(PAGE, 1.0)


class Telling:
    """A classifier that says the same of every glyph, or of narrow and of wide ones."""

    model_id = "telling"

    def __init__(self, digit: int, confidence: float = 1.0, widest: int = 28) -> None:
        self.digit, self.confidence, self.widest, self.count = digit, confidence, widest, 0

    def classify(self, glyphs: Glyphs) -> Probabilities:
        self.count += len(glyphs)
        rows = np.zeros((len(glyphs), CLASS_COUNT), np.float32)
        wide = np.array([np.ptp(np.flatnonzero(glyph.any(axis=0))) >= self.widest for glyph in glyphs], bool)
        rows[~wide, self.digit], rows[wide, NOT_A_DIGIT] = self.confidence, 1.0
        rows[~wide, NOT_A_DIGIT] = 1.0 - self.confidence
        return rows


def test_every_digit_is_read_in_its_line() -> None:
    found = interpret(INK, 90.0, Models(Telling(7), Seeing()))
    assert [len(line) for line in found.lines] == [4, 4]
    assert found.score > 0.9
    assert found.turns[0] == 0


def test_ink_that_is_no_digit_is_not_read() -> None:
    assert interpret(INK, 90.0, Models(Telling(7), Believing(0))).lines == ()


def test_what_the_classifier_rejects_is_not_read() -> None:
    assert interpret(INK, 90.0, Models(Telling(7, 0.1), Seeing())).lines == ()


def test_doubtful_digits_are_looked_at_again() -> None:
    sure, doubting = Telling(7, 1.0), Telling(7, 0.6)
    interpret(INK, 90.0, Models(sure, Seeing()))
    found = interpret(INK, 90.0, Models(doubting, Seeing()))
    assert doubting.count >= sure.count + 2 * 8
    assert found.candidates[0].confidence == pytest.approx(0.6, abs=0.01)


def test_the_page_tells_how_it_is_turned() -> None:
    found = interpret(INK, 90.0, Models(Telling(7), Seeing(turn=2)))
    assert (found.turns[0], found.lines) == (2, ())
    assert len(interpret(INK, 90.0, Models(Telling(7), Seeing(turn=2)), upright=True).lines) == 2


def test_a_dash_beside_a_digit_comes_off() -> None:
    crop = np.zeros((40, 60), np.uint8)
    crop[:, 50:56] = crop[18:22, :30] = 255
    whole = Candidate(Segment(Box(0, 0, 60, 40), crop), np.eye(CLASS_COUNT, dtype=np.float32)[NOT_A_DIGIT])
    parts = part_loose([whole], Judge(Telling(1, widest=15)))
    assert [part.confidence for part in parts if part.segment.box.width < 10] == [1.0]
    assert len(parts) == 2


def test_what_was_spent_is_counted() -> None:
    models = Models(Telling(7), Seeing())
    assert models.spent == 0
    interpret(INK, 90.0, models)
    once = models.spent
    interpret(INK, 90.0, models)
    assert once > 8 * 0.5
    assert once < models.spent < 2 * once
