import pytest

from bot.storage.corrections import CorrectionStore
from bot.storage.database import Database
from bot.storage.readings import ReadingStore
from bot.storage.records import REJECTED, Correction, Doubt, How, PhotoKey
from bot.storage.reviews import ReviewStore
from bot.storage.users import UserStore
from tests.readers import make_reading


@pytest.fixture
async def digits(database: Database) -> list[int]:
    """Ids of three stored digits of user 1, labelled 5."""
    stored = await ReadingStore(database).add(PhotoKey(1, 1), 1, "f", make_reading("123"), 5)
    labels = {digit.id: 5 for digit in stored.digits}
    await CorrectionStore(database).add(Correction(stored.id, 1, How.TAP, 1, labels))
    return list(labels)


def doubts(digits: list[int]) -> list[Doubt]:
    return [Doubt(digit, 5, "reason", 1) for digit in digits]


async def test_doubts_wait_until_decided(database: Database, digits: list[int]) -> None:
    store = ReviewStore(database)
    await store.doubt(doubts(digits))
    assert [review.doubt for review in await store.waiting(2)] == doubts(digits)[:2]
    assert [review.read_as for review in await store.waiting(9)] == [1, 2, 3]
    assert (await store.waiting(1))[0].crop_png.startswith(b"\x89PNG")
    assert await store.count_waiting() == 3
    assert await store.decide(digits[0], 5, 5)
    assert await store.decide(digits[1], 5, REJECTED)
    assert await store.count_waiting() == 1
    assert await store.verdicts() == {(digits[0], 5): 5, (digits[1], 5): REJECTED}


async def test_new_doubts_replace_those_undecided(database: Database, digits: list[int]) -> None:
    store = ReviewStore(database)
    await store.doubt(doubts(digits[:2]))
    await store.decide(digits[0], 5, 7)
    await store.doubt([*doubts(digits[:1]), *doubts(digits[2:])])
    assert [review.doubt.digit for review in await store.waiting(9)] == [digits[2]]
    assert await store.verdicts() == {(digits[0], 5): 7}


async def test_a_verdict_can_be_taken_back(database: Database, digits: list[int]) -> None:
    store = ReviewStore(database)
    await store.doubt(doubts(digits[:1]))
    await store.decide(digits[0], 5, 7)
    assert await store.decide(digits[0], 5, None)
    assert await store.count_waiting() == 1


async def test_what_is_not_in_doubt_is_not_decided(database: Database, digits: list[int]) -> None:
    store = ReviewStore(database)
    assert not await store.decide(digits[0], 5, 5)
    for nonsense in (-2, 11):
        with pytest.raises(ValueError, match="no verdict"):
            await store.decide(digits[0], 5, nonsense)


async def test_the_doubts_about_a_forgotten_person_are_gone(database: Database, digits: list[int]) -> None:
    store = ReviewStore(database)
    await store.doubt(doubts(digits))
    await store.decide(digits[0], 5, 5)
    await UserStore(database).forget(1)
    assert await store.waiting(9) == []
    assert await store.verdicts() == {}
