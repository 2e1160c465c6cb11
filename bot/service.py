"""The use cases: what a person can do with a photo and its reading. Knows no messenger's words.

ServiceError
├── NotYours     the reading is another person's
└── NoDigits     a text that was to say what the photo shows holds no clear numbers
"""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.recognition.align import align_lines
from bot.recognition.annotate import Mark
from bot.recognition.types import CERTAIN, NOT_A_DIGIT, Reading
from bot.recognition.written import numbers_in
from bot.storage.corrections import CorrectionStore
from bot.storage.readings import ReadingStore
from bot.storage.records import Correction, Forgotten, How, PhotoKey, StoredDigit, StoredReading
from bot.storage.users import UserStore

logger = logging.getLogger(__name__)


class ServiceError(Exception):
    """A wish that cannot be fulfilled. `str(error)` tells the person why, and what to do."""

    sentence = "That is not possible."

    def __init__(self) -> None:
        super().__init__(self.sentence)


class NotYours(ServiceError):  # noqa: N818 - the tree reads better without the suffix on each leaf
    """The reading belongs to another person."""

    sentence = "Only the person who sent the photo can correct or confirm its numbers."


class NoDigits(ServiceError):  # noqa: N818
    """The text does not say clearly which numbers the photo shows."""

    sentence = (
        "To correct this reading, please reply with all numbers of the photo and nothing else, "
        "each line of the photo on a line of its own. For example: 1234"
    )


class PhotoReader(Protocol):
    """Reads and marks photos, somewhere where a bad photo can do no harm."""

    async def read(self, data: bytes, model: str | None = None) -> tuple[Reading, bytes]:
        """The reading of a picture file, and the picture with the reading drawn on it as JPEG.

        `model` names the model to read with; None is the one in use.

        Raises:
            RecognitionError: if the file is no picture that can be read.
        """

    async def annotate(self, data: bytes, marks: Sequence[Mark]) -> bytes:
        """The picture with these marks as JPEG.

        Raises:
            RecognitionError: if the file is no picture that can be read.
        """


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """A model that a person may choose: its name, and a few words on it."""

    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A logged reading and its annotated picture (JPEG)."""

    reading: StoredReading
    picture: bytes


class Service:
    """All that the bot does for a person; errors of the stores and of the reader pass through."""

    def __init__(
        self,
        reader: PhotoReader,
        readings: ReadingStore,
        corrections: CorrectionStore,
        users: UserStore,
        models: Callable[[], Sequence[ModelChoice]] = tuple,
    ) -> None:
        self._reader = reader
        self._readings = readings
        self._corrections = corrections
        self._users = users
        self._models = models

    async def read_photo(self, key: PhotoKey, user: int, source: str, data: bytes) -> Answer:
        """Read a photo once: a second call with the same key gives the logged reading, drawn anew.

        Raises:
            RecognitionError: if the file is no picture that can be read.
        """
        if known := await self._readings.find(key):
            return Answer(known, await self.picture(known, data))
        start = time.monotonic()
        reading, picture = await self._reader.read(data, await self._users.model(user))
        milliseconds = round(1000 * (time.monotonic() - start))
        stored = await self._readings.add(key, user, source, reading, milliseconds)
        logger.info("reading %d: %d digits in %d ms", stored.id, len(stored.digits), milliseconds)
        return Answer(stored, picture)

    async def find(self, key: PhotoKey) -> StoredReading | None:
        """The reading of the photo in this message."""
        return await self._readings.find(key)

    async def by_reply(self, chat: int, reply: int) -> StoredReading | None:
        """The reading that was answered with this message."""
        return await self._readings.by_reply(chat, reply)

    async def get(self, reading_id: int) -> StoredReading | None:
        """The reading with this id."""
        return await self._readings.get(reading_id)

    async def latest(self, chat: int, user: int) -> StoredReading | None:
        """The person's newest answered reading in this chat."""
        return await self._readings.latest(chat, user)

    async def replied(self, reading_id: int, reply: int) -> None:
        """Note which message answers the photo."""
        await self._readings.set_reply(reading_id, reply)

    async def picture(self, reading: StoredReading, data: bytes) -> bytes:
        """The photo (file in `data`) with the digits as they stand now, as JPEG; what is no digit is left out.

        Raises:
            RecognitionError: if the file is no picture that can be read.
        """
        shown = [digit for digit in reading.digits if digit.shown != NOT_A_DIGIT]
        marks = [Mark(digit.box, str(digit.shown), doubtful(digit)) for digit in shown]
        return await self._reader.annotate(data, marks)

    async def correct_text(self, reading: StoredReading, user: int, text: str, event: int) -> StoredReading:
        """Take the photo's whole true text from a person, and label the digits that it clearly names.

        Raises:
            NotYours: if the photo is another person's.
            NoDigits: if the text holds anything but numbers.
        """
        _check_owner(reading, user)
        true_text = numbers_in(text, len(reading.digits))
        if true_text is None:
            raise NoDigits
        lines = [[digit.probabilities for digit in line] for line in reading.lines]
        labels = align_lines(lines, true_text).labels
        pairs = zip(reading.digits, labels, strict=True)
        named = {digit.id: label for digit, label in pairs if label is not None}
        return await self._correct(Correction(reading.id, user, How.REPLY, event, named, true_text))

    async def correct_digit(
        self, reading: StoredReading, user: int, position: int, label: int, event: int
    ) -> StoredReading:
        """Label the digit at a position of the reading with 0..9 or `NOT_A_DIGIT`.

        Raises:
            NotYours: if the photo is another person's.
            IndexError: if the reading has no such position.
        """
        _check_owner(reading, user)
        digit = reading.digits[position]
        return await self._correct(Correction(reading.id, user, How.TAP, event, {digit.id: label}))

    async def confirm(self, reading: StoredReading, user: int, event: int) -> StoredReading:
        """Take all digits for right as they are shown now.

        Where the person's own text is shown, only the digits that it named are: nobody has seen the others.

        Raises:
            NotYours: if the photo is another person's.
        """
        _check_owner(reading, user)
        seen = [digit for digit in reading.digits if reading.true_text is None or digit.label is not None]
        labels = {digit.id: digit.shown for digit in seen}
        return await self._correct(Correction(reading.id, user, How.CONFIRM, event, labels))

    def models(self) -> Sequence[ModelChoice]:
        """The models to choose among, besides the one in use for all."""
        return self._models()

    async def chosen_model(self, user: int) -> str | None:
        """Name of the model that reads this person's photos; None is the one in use for all."""
        return await self._users.model(user)

    async def choose_model(self, user: int, name: str | None) -> None:
        """Read this person's photos with the model of that name from now on; with the one in use for all for None."""
        await self._users.choose_model(user, name)

    async def forget(self, user: int) -> Forgotten:
        """Delete all that is kept of a person."""
        return await self._users.forget(user)

    async def _correct(self, correction: Correction) -> StoredReading:
        if await self._corrections.add(correction):
            logger.info("reading %d: %s", correction.reading, correction.how)
        fresh = await self._readings.get(correction.reading)
        if fresh is None:
            raise LookupError(f"reading {correction.reading} is gone")
        return fresh


def doubtful(digit: StoredDigit) -> bool:
    """Whether the digit is shown with a mark of doubt: not certain, and no word of the person on it."""
    return digit.label is None and digit.confidence < CERTAIN


def _check_owner(reading: StoredReading, user: int) -> None:
    if reading.user != user:
        raise NotYours
