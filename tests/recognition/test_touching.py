"""Two bars that touch, as the rest of the reader gives them, read together by a string model whose answer is known."""

from dataclasses import replace

import numpy as np
import pytest

from bot.recognition.judge import TRUST, Candidate, Judge
from bot.recognition.touching import read_together
from bot.recognition.types import CERTAIN, CLASS_COUNT, NOT_A_DIGIT, Box, Segment
from tests.recognition.string_models import Spelling
from tests.recognition.telling import Telling

HEIGHT = 40


def candidate(digit: int, x: int, width: int = 24, confidence: float = 0.7) -> Candidate:
    """Bars at both ends of a box, and a thin stroke between them."""
    crop = np.zeros((HEIGHT, width), np.uint8)
    crop[:, :4] = crop[:, -4:] = crop[20] = 255
    probabilities = np.zeros(CLASS_COUNT, np.float32)
    probabilities[[digit, NOT_A_DIGIT]] = confidence, 1.0 - confidence
    return Candidate(Segment(Box(x, 10, width, HEIGHT), crop), probabilities)


def read(candidates: list[Candidate], model: Spelling) -> list[Candidate]:
    return sorted(
        read_together(candidates, float(HEIGHT), model.look, Judge(Telling(1))), key=lambda found: found.segment.box.x
    )


def digits(candidates: list[Candidate]) -> list[int]:
    return [found.digit for found in candidates]


def test_as_many_digits_keep_their_ink() -> None:
    before = [candidate(4, 10), candidate(5, 34)]
    found = read(before, Spelling("47", 0.95))
    assert digits(found) == [4, 7]
    assert [each.segment for each in found] == [each.segment for each in before]
    assert found[1].confidence == pytest.approx(0.95)


def test_more_digits_are_parted_where_the_ink_is_thin() -> None:
    found = read([candidate(4, 10, width=60)], Spelling("11"))
    assert digits(found) == [1, 1]
    assert all(each.segment.box.height == HEIGHT for each in found)
    assert found[0].segment.box.right <= found[1].segment.box.x
    assert found[0].segment.crop[:, :4].all()
    assert found[1].segment.crop[:, -4:].all()


def test_fewer_digits_are_put_together() -> None:
    found = read([candidate(1, 10), candidate(1, 34)], Spelling("4"))
    assert digits(found) == [4]
    assert found[0].segment.box == Box(10, 10, 48, HEIGHT)


def test_what_the_classifier_knows_to_be_a_sign_is_not_spelled_as_one_digit() -> None:
    """But as two digits it is, and what it only doubts as one."""
    sign, doubtful = candidate(7, 10, width=40, confidence=0.02), candidate(7, 10, width=40, confidence=0.3)
    assert read([sign], Spelling("4")) == [sign]
    assert digits(read([sign], Spelling("11"))) == [1, 1]
    assert digits(read([doubtful], Spelling("4"))) == [4]


def test_what_is_hardly_likelier_changes_nothing() -> None:
    before = [candidate(4, 10), candidate(5, 34)]
    assert read(before, Spelling("47", 0.5)) == before
    assert read(before, Spelling("")) == before


@pytest.mark.parametrize(("confidence", "text"), [(0.7, "47"), (0.95, "45")])
def test_the_surer_a_reading_the_likelier_another_must_be(confidence: float, text: str) -> None:
    before = [candidate(4, 10, confidence=0.99), candidate(5, 33, confidence=confidence)]
    found = read(before, Spelling("47", 0.94, other="45"))  # sixteen times as likely
    assert "".join(str(digit) for digit in digits(found)) == text


def test_what_is_read_otherwise_but_doubtfully_is_never_certain() -> None:
    before = [candidate(4, 10, confidence=1.0), candidate(5, 33, confidence=1.0)]
    found = read(before, Spelling("47", 0.7))
    assert digits(found) == [4, 5]
    assert [each.confidence for each in found] == pytest.approx([TRUST, TRUST])
    assert TRUST < CERTAIN
    assert found[0].probabilities.sum() == pytest.approx(1.0)


def test_digits_apart_words_and_sure_digits_are_left_alone() -> None:
    model = Spelling("47")
    apart = [candidate(4, 10), candidate(5, 60)]
    words = [replace(candidate(4, 10), belief=0.3), replace(candidate(5, 34), belief=0.3)]
    sure = [candidate(4, 10, confidence=0.99), candidate(5, 36, confidence=0.99)]
    for before in (apart, words, sure):
        assert read(before, model) == before
    assert model.count == 0


def test_digits_whose_boxes_touch_are_read_however_sure_they_are() -> None:
    assert digits(read([candidate(1, 10, confidence=0.99), candidate(0, 33, confidence=0.99)], Spelling("6"))) == [6]


def test_what_is_too_long_for_a_strip_is_left_alone() -> None:
    long = [candidate(4, 10 + 24 * step) for step in range(15)]
    assert read(long, Spelling("4")) == long
