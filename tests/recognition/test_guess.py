import cv2
import numpy as np

from bot.recognition.guess import guess_heights
from bot.recognition.ink import find_ink
from bot.recognition.judge import Judge
from bot.recognition.segment import MIN_HEIGHT
from bot.recognition.types import CLASS_COUNT, Glyphs, Probabilities
from tests.drawing import draw_grey

PAGE = draw_grey("123", "456")


class Sure:
    """A classifier that is sure of everything."""

    model_id = "sure"

    def classify(self, glyphs: Glyphs) -> Probabilities:
        return np.tile(np.eye(CLASS_COUNT, dtype=np.float32)[3], (len(glyphs), 1))


def test_the_first_guess_is_the_height_of_the_digits() -> None:
    first, *others = guess_heights(find_ink(PAGE, 1.0), Judge(Sure()))
    assert 80 < first < 100
    assert [round(other / first, 1) for other in others[:2]] == [2.5, 0.4]


def test_a_frame_around_the_digits_is_only_one_guess() -> None:
    framed = PAGE.copy()
    cv2.rectangle(framed, (20, 20), (framed.shape[1] - 20, framed.shape[0] - 20), 40, 4)
    guesses = guess_heights(find_ink(framed, 1.0), Judge(Sure()))
    assert any(80 < guess < 100 for guess in guesses)


def test_a_blank_page_has_no_height() -> None:
    assert guess_heights(find_ink(np.full((200, 300), 200, np.uint8), 1.0), Judge(Sure())) == []


def test_a_line_that_all_digits_stand_on_does_not_hide_their_height() -> None:
    on_a_line = draw_grey("1234")
    rows = np.flatnonzero((on_a_line < 128).any(axis=1))
    cv2.line(on_a_line, (0, int(rows[-1])), (on_a_line.shape[1], int(rows[-1])), 40, 5)
    cv2.circle(on_a_line, (30, 30), 6, 40, -1)  # a blot, which is no digit but may look like one, alone
    guesses = guess_heights(find_ink(on_a_line, 1.0), Judge(Sure()))
    assert 80 < guesses[0] < 110


def test_no_guess_is_smaller_than_a_speck() -> None:
    dusty = np.full((400, 600), 220, np.uint8)
    cv2.circle(dusty, (300, 200), 3, 40, -1)
    assert all(guess >= MIN_HEIGHT for guess in guess_heights(find_ink(dusty, 1.0), Judge(Sure())))
