import base64

import numpy as np

from benchmarks.cards import MOST_BYTES, choose, data_address, make_card
from benchmarks.figures import Part
from benchmarks.outcome import read_case
from benchmarks.subject import make_reader
from bot.recognition.decode import decode
from tests.benchmarks.samples import Drawn, outcome


def test_wrong_ones_come_before_right_ones_and_every_group_has_its_worst() -> None:
    bad, worse, right = outcome("12", "13"), outcome("12", "777"), outcome("12", "12")
    other = outcome("123456", "123457", "b")
    parts = [Part("One", outcomes=[right, bad, worse, other]), Part("Two", outcomes=[outcome("1", "2")])]
    assert [found for _, found in choose(parts, most=3)] == [worse, other, outcome("1", "2")]
    assert [found for _, found in choose(parts)][:4] == [worse, bad, other, right]


def test_a_card_has_the_picture_and_its_ink() -> None:
    card = make_card("drawn", read_case(make_reader(), Drawn("58")))
    width, height = card.size
    assert width > height * 0.5
    assert card.picture.startswith("data:image/jpeg;base64,")
    ink = decode(base64.b64decode(card.ink.partition(",")[2]))
    assert 0.01 < float((ink < 128).mean()) < 0.2


def test_a_picture_of_noise_is_made_small_enough() -> None:
    noise = np.random.default_rng(0).integers(0, 256, (900, 900, 3)).astype(np.uint8)
    assert len(base64.b64decode(data_address(noise).partition(",")[2])) <= MOST_BYTES
