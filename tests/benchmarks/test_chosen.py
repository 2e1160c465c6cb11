import subprocess
import sys
from importlib import import_module

import pytest

from benchmarks.chosen import AS_SHIPPED, CHOSEN, CORE, settings
from bot.settings import PROJECT

PROGRAM = """
from bot.recognition import cut, join, judge, part, reader
from benchmarks.chosen import Setting
Setting("judge", "DOUBT", 0.5).apply()
assert judge.DOUBT == cut.DOUBT == 0.5
shipped = part.GAIN
Setting("join", "GAIN", 0.02).apply()
assert (join.GAIN, part.GAIN) == (0.02, shipped)
"""


@pytest.mark.parametrize(("module", "constant"), CHOSEN)
def test_each_constant_exists_and_its_alternatives_lie_on_either_side(module: str, constant: str) -> None:
    low, high = CHOSEN[module, constant]
    assert low < getattr(import_module(f"{CORE}.{module}"), constant) < high


def test_the_reader_as_shipped_comes_first() -> None:
    assert settings()[0] == AS_SHIPPED
    assert str(AS_SHIPPED) == "as shipped"
    assert len({str(setting) for setting in settings()}) == len(settings())


def test_a_setting_reaches_every_module_that_imported_the_constant() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, cwd=PROJECT)
    assert done.returncode == 0, done.stderr
