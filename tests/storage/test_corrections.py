import cv2
import numpy as np
import pytest

from bot.recognition.glyph import GLYPH_VERSION
from bot.recognition.types import NOT_A_DIGIT
from bot.storage import corrections as module
from bot.storage.corrections import CorrectionStore
from bot.storage.errors import StorageError
from bot.storage.readings import ReadingStore
from bot.storage.records import Correction, How, LabelledCrop, PhotoKey, State, StoredReading
from tests.storage.samples import make_digit, make_reading


async def collect(corrections: CorrectionStore) -> list[LabelledCrop]:
    return [crop async for crop in corrections.labelled_crops()]


async def test_an_event_is_stored_once(corrections: CorrectionStore, stored: StoredReading) -> None:
    said = Correction(stored.id, 7, How.TAP, 1000, {stored.digits[0].id: 4})
    assert await corrections.add(said)
    assert not await corrections.add(said)
    assert len(await collect(corrections)) == 1


async def test_a_later_correction_replaces_an_earlier_one(
    corrections: CorrectionStore, readings: ReadingStore, stored: StoredReading
) -> None:
    first, second, third = (digit.id for digit in stored.digits)
    await corrections.add(Correction(stored.id, 7, How.TAP, 1, {first: 4, second: 5}))
    await corrections.add(Correction(stored.id, 7, How.TAP, 2, {first: 6, third: NOT_A_DIGIT}))
    now = await readings.get(stored.id)
    assert now is not None
    assert (now.text, now.state) == ("65", State.CORRECTED)
    assert [digit.label for digit in now.digits] == [6, 5, NOT_A_DIGIT]
    assert [(crop.digit, crop.label) for crop in await collect(corrections)] == [
        (first, 6),
        (second, 5),
        (third, NOT_A_DIGIT),
    ]


async def test_the_persons_text_stands_until_a_tap(
    corrections: CorrectionStore, readings: ReadingStore, stored: StoredReading
) -> None:
    async def text_after(how: How, event: int, labels: dict[int, int], text: str | None = None) -> str:
        await corrections.add(Correction(stored.id, 7, how, event, labels, text))
        now = await readings.get(stored.id)
        assert now is not None
        return now.text

    first, second, third = (digit.id for digit in stored.digits)
    assert await text_after(How.REPLY, 1, {first: 1}, "1 2\n345") == "1 2\n345"
    assert await text_after(How.CONFIRM, 2, {first: 1, second: 2, third: 3}) == "1 2\n345"
    assert await text_after(How.TAP, 3, {second: 7}) == "17\n3"
    assert await text_after(How.REPLY, 4, {}, "8") == "8"


async def test_a_confirmation_confirms_after_a_correction(
    corrections: CorrectionStore, readings: ReadingStore, stored: StoredReading
) -> None:
    await corrections.add(Correction(stored.id, 7, How.TAP, 1, {stored.digits[0].id: 4}))
    now = await readings.get(stored.id)
    assert now is not None
    await corrections.add(Correction(stored.id, 7, How.CONFIRM, 2, {d.id: d.shown for d in now.digits}))
    now = await readings.get(stored.id)
    assert now is not None
    assert (now.text, now.state) == ("42\n3", State.CONFIRMED)


async def test_a_labelled_crop_carries_what_training_needs(corrections: CorrectionStore, stored: StoredReading) -> None:
    await corrections.add(Correction(stored.id, 8, How.REPLY, 1, {stored.digits[1].id: 4}, "14\n3"))
    (crop,) = await collect(corrections)
    assert (crop.digit, crop.reading, crop.user) == (stored.digits[1].id, stored.id, 8)
    assert (crop.label, crop.read_as, crop.confidence, crop.how) == (4, 2, 0.9, How.REPLY)
    assert (crop.model, crop.glyph_version) == ("digits-1-abc", GLYPH_VERSION)
    assert crop.when.tzinfo is not None
    picture = cv2.imdecode(np.frombuffer(crop.crop_png, np.uint8), cv2.IMREAD_UNCHANGED)
    np.testing.assert_array_equal(picture, make_digit(2).crop)


async def test_crops_of_many_pages_come_in_order_and_once(corrections: CorrectionStore, readings: ReadingStore) -> None:
    wanted = list[int]()
    for number in range(5):
        long = await readings.add(PhotoKey(1, number), 7, "s", make_reading("1" * 90), 1)
        labels = {digit.id: 2 for digit in long.digits}
        await corrections.add(Correction(long.id, 7, How.REPLY, number, labels, "2" * 90))
        wanted += labels
    assert len(wanted) > 2 * module.PAGE
    assert [crop.digit for crop in await collect(corrections)] == wanted


async def test_a_label_for_another_readings_digit_is_refused(
    corrections: CorrectionStore, readings: ReadingStore, stored: StoredReading
) -> None:
    other = await readings.add(PhotoKey(1, 1), 7, "s", make_reading("9"), 1)
    wrong = Correction(stored.id, 7, How.TAP, 1, {other.digits[0].id: 4})
    with pytest.raises(ValueError, match="no such digits"):
        await corrections.add(wrong)
    assert await collect(corrections) == []
    assert (await corrections.add(Correction(other.id, 7, How.TAP, 1, wrong.labels))) is True


@pytest.mark.parametrize("label", [-1, 11])
def test_a_label_that_is_no_class_is_refused(label: int) -> None:
    with pytest.raises(ValueError, match=str(label)):
        Correction(1, 7, How.TAP, 1, {1: 3, 2: label})


async def test_a_correction_of_a_forgotten_reading_says_so(corrections: CorrectionStore, stored: StoredReading) -> None:
    with pytest.raises(StorageError, match="gone"):
        await corrections.add(Correction(stored.id + 1, 7, How.TAP, 1))
