from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.alignment import distance, pairs

texts = st.text("0123", max_size=7)


@cache
def plainly(a: str, b: str) -> int:
    """The edit distance by its definition."""
    if not a or not b:
        return len(a) + len(b)
    return min(plainly(a[1:], b) + 1, plainly(a, b[1:]) + 1, plainly(a[1:], b[1:]) + (a[0] != b[0]))


@settings(deadline=None)
@given(texts, texts)
def test_the_distance_is_the_fewest_edits(true: str, read: str) -> None:
    assert distance(true, read) == plainly(true, read)


@settings(deadline=None)
@given(texts, texts)
def test_pairs_spell_both_texts_with_as_few_wrong_as_the_distance(true: str, read: str) -> None:
    found = pairs(true, read)
    assert "".join(pair.true for pair in found) == true
    assert "".join(pair.read for pair in found) == read
    assert sum(not pair.right for pair in found) == distance(true, read)
