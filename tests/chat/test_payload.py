"""Button data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.payload import (
    LONGEST,
    Back,
    Choose,
    Fix,
    Forget,
    Key,
    NotADigit,
    Payload,
    Pick,
    Right,
    number_of,
    pack,
    unpack,
)

IDS = st.integers(0, 10**18 - 1)
PAYLOADS: st.SearchStrategy[Payload] = st.one_of(
    st.builds(Right, IDS),
    st.builds(Fix, IDS, IDS),
    st.builds(Pick, IDS, IDS),
    st.builds(Key, IDS, IDS, st.integers(0, 9)),
    st.builds(NotADigit, IDS, IDS),
    st.builds(Back, IDS),
    st.builds(Forget, IDS, st.integers(0, 1)),
    st.builds(Choose, IDS, st.text().map(number_of)),
)


@given(PAYLOADS)
def test_round_trip_within_64_bytes(payload: Payload) -> None:
    assert unpack(pack(payload)) == payload
    assert len(pack(payload).encode()) <= LONGEST


@given(st.one_of(st.text(), st.from_regex(r"[a-z](:[0-9٣]{1,20}){0,4}\n?", fullmatch=True)))
def test_any_text_is_a_payload_in_one_form_or_none(data: str) -> None:
    payload = unpack(data)
    assert payload is None or pack(payload) == data


@pytest.mark.parametrize(
    "data", [None, "", "r", "r:", "r:01", "r:-1", "r:1:2", "k:1:2:10", "d:1:2", "f:3", "x:1", "r:٣", "r:1\n"]
)
def test_foreign_data_is_none(data: str | None) -> None:
    assert unpack(data) is None
