from pathlib import Path

from benchmarks import loso
from benchmarks.figures import Options
from benchmarks.loso import choose
from tests.benchmarks.samples import outcome


def test_a_source_has_no_say_in_its_own_setting() -> None:
    shipped = [outcome("1", "1", "a"), outcome("2", "7", "b"), outcome("3", "3", "c")]
    other = [outcome("1", "7", "a"), outcome("2", "2", "b"), outcome("3", "3", "c")]
    assert choose([shipped, other]) == {"a": 1, "b": 0, "c": 0}


def test_without_photos_there_is_a_sentence(tmp_path: Path) -> None:
    assert loso.run(Options(tmp_path)).note
