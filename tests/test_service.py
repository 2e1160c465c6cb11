"""The use cases, with real SQLite and a reader that always finds the same."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from bot.recognition.errors import DamagedPicture
from bot.recognition.types import NOT_A_DIGIT
from bot.service import Answer, NoDigits, NotYours, Service, ServiceError, doubtful
from bot.storage.corrections import CorrectionStore
from bot.storage.database import Database
from bot.storage.readings import ReadingStore
from bot.storage.records import PhotoKey, State
from bot.storage.users import UserStore
from tests.readers import FixedReader, make_photo, make_reading

KEY = PhotoKey(chat=5, message=6)
ANN, BEN = 1001, 1002


@pytest.fixture
def reader() -> FixedReader:
    return FixedReader(make_reading("1234", "567", unsure=[6]))


@pytest.fixture
async def service(migrated_sqlite: Path, tmp_path: Path, reader: FixedReader) -> AsyncIterator[Service]:
    file = shutil.copy(migrated_sqlite, tmp_path / "digitbot.sqlite3")
    database = Database(f"sqlite+aiosqlite:///{file}")
    yield Service(reader, ReadingStore(database), CorrectionStore(database), UserStore(database))
    await database.close()


@pytest.fixture
async def answer(service: Service) -> Answer:
    return await service.read_photo(KEY, ANN, "file-1", make_photo())


async def test_a_photo_is_read_once(service: Service, reader: FixedReader, answer: Answer) -> None:
    again = await service.read_photo(KEY, ANN, "file-1", make_photo())
    assert again.reading == answer.reading
    assert again.picture == answer.picture
    assert reader.reads == 1


async def test_one_log_line_per_photo(service: Service, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "bot")
    await service.read_photo(KEY, ANN, "file-1", make_photo())
    (record,) = caplog.records
    assert record.getMessage().startswith("reading 1: 7 digits in ")


async def test_an_unreadable_photo_leaves_no_reading(service: Service, reader: FixedReader) -> None:
    reader.error = DamagedPicture()
    with pytest.raises(DamagedPicture):
        await service.read_photo(KEY, ANN, "file-1", b"")
    assert await service.find(KEY) is None


async def test_the_answer_is_found_again(service: Service, answer: Answer) -> None:
    await service.replied(answer.reading.id, 99)
    found = await service.by_reply(5, 99)
    assert found is not None
    assert found == await service.get(found.id) == await service.latest(5, ANN) == await service.find(KEY)
    assert await service.latest(5, BEN) is None


async def test_a_text_labels_the_digits_it_names(service: Service, answer: Answer) -> None:
    fresh = await service.correct_text(answer.reading, ANN, "so: 1934 561", event=1)
    assert (fresh.text, fresh.state) == ("1934 561", State.CORRECTED)
    assert [digit.label for digit in fresh.digits] == [1, 9, 3, 4, 5, 6, 1]


async def test_what_has_no_glyph_stays_in_the_text_only(service: Service, answer: Answer) -> None:
    fresh = await service.correct_text(answer.reading, ANN, "12834\n567", event=1)
    assert fresh.text == "12834\n567"
    assert [digit.label for digit in fresh.digits] == [1, 2, 3, 4, 5, 6, 7]


async def test_an_event_counts_once(service: Service, answer: Answer) -> None:
    await service.correct_digit(answer.reading, ANN, 0, 9, event=1)
    fresh = await service.correct_digit(answer.reading, ANN, 1, 9, event=1)
    assert [digit.label for digit in fresh.digits][:2] == [9, None]
    assert (await service.forget(ANN)).corrections == 1


async def test_a_confirmation_labels_what_is_shown(service: Service, answer: Answer) -> None:
    fixed = await service.correct_digit(answer.reading, ANN, 6, NOT_A_DIGIT, event=1)
    fresh = await service.confirm(fixed, ANN, event=2)
    assert [digit.label for digit in fresh.digits] == [1, 2, 3, 4, 5, 6, NOT_A_DIGIT]
    assert fresh.state is State.CONFIRMED


async def test_a_confirmed_text_does_not_label_what_it_left_open(service: Service, answer: Answer) -> None:
    unclear = await service.correct_text(answer.reading, ANN, "134\n57", event=1)
    opened = await service.correct_text(answer.reading, ANN, "9999999999", event=2)
    assert unclear.digits[1].label == NOT_A_DIGIT
    fresh = await service.confirm(opened, ANN, event=3)
    assert [digit.label for digit in fresh.digits] == [digit.label for digit in opened.digits]


async def test_the_picture_shows_what_stands_now(service: Service, answer: Answer) -> None:
    fresh = answer.reading
    for position in range(7):
        fresh = await service.correct_digit(fresh, ANN, position, NOT_A_DIGIT, event=position)
    cleared = cv2.imdecode(np.frombuffer(await service.picture(fresh, make_photo()), np.uint8), cv2.IMREAD_GRAYSCALE)
    assert cleared is not None
    assert np.ptp(cleared) < 5
    assert await service.picture(answer.reading, make_photo()) == answer.picture


async def test_doubt_ends_with_the_person_s_word(service: Service, answer: Answer) -> None:
    assert [doubtful(digit) for digit in answer.reading.digits] == [False] * 6 + [True]
    fresh = await service.confirm(answer.reading, ANN, event=1)
    assert not any(doubtful(digit) for digit in fresh.digits)


async def test_nobody_else_may_correct(service: Service, answer: Answer) -> None:
    with pytest.raises(NotYours):
        await service.correct_text(answer.reading, BEN, "1234\n567", event=1)
    with pytest.raises(NotYours):
        await service.correct_digit(answer.reading, BEN, 0, 1, event=2)
    with pytest.raises(NotYours):
        await service.confirm(answer.reading, BEN, event=3)


@pytest.mark.parametrize("text", ["", "no", "2 are wrong"])
async def test_a_text_without_clear_numbers_is_refused(service: Service, answer: Answer, text: str) -> None:
    with pytest.raises(NoDigits):
        await service.correct_text(answer.reading, ANN, text, event=1)


async def test_forgetting_leaves_nothing(service: Service, answer: Answer) -> None:
    await service.confirm(answer.reading, ANN, event=1)
    forgotten = await service.forget(ANN)
    assert (forgotten.readings, forgotten.digits, forgotten.corrections) == (1, 7, 1)
    assert await service.get(answer.reading.id) is None


def test_each_error_has_a_sentence_of_its_own() -> None:
    leaves = ServiceError.__subclasses__()
    sentences = {leaf.sentence for leaf in leaves}
    assert len(sentences) == len(leaves)
    assert all(sentence.endswith((".", "1234")) for sentence in sentences)
