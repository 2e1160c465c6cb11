import pytest

from bot.recognition import errors
from bot.recognition.errors import RecognitionError

LEAVES = RecognitionError.__subclasses__()


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.__name__)
def test_each_leaf_says_what_happened_and_what_to_do(leaf: type[RecognitionError]) -> None:
    sentence = str(leaf())
    assert sentence == leaf.sentence != RecognitionError.sentence
    assert sentence.endswith(".")
    assert "Please" in sentence


def test_kinds_are_distinct_and_the_tree_is_drawn() -> None:
    assert len({leaf.kind for leaf in LEAVES}) == len(LEAVES)
    assert all(leaf.__name__ in (errors.__doc__ or "") for leaf in LEAVES)
