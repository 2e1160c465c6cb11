from datetime import UTC, datetime

import cv2
import numpy as np
import pytest

from bot.recognition.glyph import make_glyph
from bot.recognition.types import GreyImage
from bot.storage.records import REJECTED, Doubt, How, LabelledCrop
from training.recipe import TrainingError
from training.retrain.choose import check, choose, decided, settled_digits
from training.retrain.feedback import Feedback, Gathered, gather
from training.retrain.people import is_held_out


def stroke(x: int) -> GreyImage:
    picture = np.zeros((50, 40), np.uint8)
    cv2.line(picture, (x, 5), (20, 45), 255, 4)
    return picture


def labelled(digit: int, label: int, png: bytes | None = None, user: int = 1, x: int | None = None) -> LabelledCrop:
    if png is None:
        png = cv2.imencode(".png", stroke(digit if x is None else x))[1].tobytes()
    return LabelledCrop(digit, 1, user, label, 7, 0.9, How.TAP, "m", 1, datetime.now(UTC), png)


def feedback(labels: list[int], users: list[int]) -> Feedback:
    count = len(labels)
    glyphs = np.arange(count, dtype=np.uint8)[:, None, None] * np.ones((1, 28, 28), np.uint8)
    return Feedback(glyphs, np.array(labels, np.uint8), np.array(users), np.arange(count))


def gathered(labels: list[int], users: list[int]) -> Gathered:
    return Gathered(feedback(labels, users), 0, 0)


def people(held_out: bool) -> list[int]:
    return [user for user in range(100) if is_held_out(user) == held_out]


def test_crops_become_the_glyphs_that_the_reader_makes() -> None:
    found = gather([labelled(1, 4), labelled(9, 5, user=3)]).feedback
    assert (found.labels.tolist(), found.users.tolist(), found.digits.tolist()) == ([4, 5], [1, 3], [1, 9])
    assert found.scaled()[0] == pytest.approx(make_glyph(stroke(1)), abs=1 / 255)


@pytest.mark.parametrize("png", [b"", b"\x89PNG broken", cv2.imencode(".png", np.zeros((9, 9), np.uint8))[1].tobytes()])
def test_damaged_crops_are_counted_and_left_out(png: bytes) -> None:
    found = gather([labelled(1, 4, png), labelled(2, 4)])
    assert (found.damaged, found.feedback.digits.tolist()) == (1, [2])


def test_the_same_glyph_with_the_same_label_counts_once() -> None:
    found = gather([labelled(1, 4, x=8), labelled(2, 4, x=8, user=2), labelled(3, 5, x=8)])
    assert (found.repeated, found.feedback.digits.tolist()) == (1, [1, 3])


def test_nothing_to_learn_is_said() -> None:
    with pytest.raises(TrainingError, match="no corrections yet"):
        check(gather([]))
    with pytest.raises(TrainingError, match="all 2 labelled digits are damaged"):
        check(gather([labelled(1, 4, b""), labelled(2, 5, b"")]))
    with pytest.raises(TrainingError, match="All corrections say the same, a 7"):
        check(gathered([7, 7], [1, 2]))
    with pytest.raises(TrainingError, match="the same, no digit"):
        check(gathered([10], [1]))
    check(gathered([1, 2], [1, 1]))


def test_a_reviewers_word_stands() -> None:
    found = feedback([1, 2, 3], [1, 1, 1])
    verdicts = {(0, 1): 1, (1, 2): 9, (2, 3): REJECTED, (0, 5): REJECTED}
    assert decided(found, verdicts).labels.tolist() == [1, 9]
    assert settled_digits(found, verdicts) == {0, 1, 2}


def test_doubtful_labels_wait_and_people_are_split() -> None:
    teach, examine = people(held_out=False)[:2], people(held_out=True)[:2]
    found = feedback([1, 2, 3, 4], [teach[0], examine[0], teach[1], examine[1]])
    chosen = choose(found, [Doubt(0, 1, "", 2), Doubt(1, 2, "", 3)], settled={1})
    assert chosen.teach.digits.tolist() == [2]
    assert chosen.examine.digits.tolist() == [1, 3]
    assert chosen.left_out == 1


def test_too_few_people_is_said() -> None:
    for held_out, use in ((True, "examine"), (False, "teach")):
        with pytest.raises(TrainingError, match=f"one person so far, and all would {use}"):
            choose(feedback([1, 2], people(held_out)[:1] * 2), [], set())
    with pytest.raises(TrainingError, match="digitbot review"):
        choose(feedback([1], [1]), [Doubt(0, 1, "", 2)], set())
