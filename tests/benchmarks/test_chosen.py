import subprocess
import sys
from importlib import import_module

import pytest

from benchmarks.chosen import AS_SHIPPED, CHOSEN, CORE, settings
from bot.settings import PROJECT

PROGRAM = """
from bot.recognition import hypotheses, interpret, judge, search, reader
from benchmarks.chosen import Setting, settings
Setting("judge", "DOUBT", 0.5).apply()
assert judge.DOUBT == interpret.DOUBT == 0.5
next(s for s in settings() if "window 0.16" in str(s)).apply()
assert search.USUAL.window == hypotheses.USUAL.window == 0.16
"""


@pytest.mark.parametrize(("module", "constant"), CHOSEN)
def test_each_constant_exists_and_its_alternatives_lie_on_either_side(module: str, constant: str) -> None:
    shipped, values = getattr(import_module(f"{CORE}.{module}"), constant), CHOSEN[module, constant]
    assert shipped not in values
    if isinstance(shipped, float):
        assert min(values) < shipped < max(values)


def test_the_reader_as_shipped_comes_first() -> None:
    assert settings()[0] == AS_SHIPPED
    assert str(AS_SHIPPED) == "as shipped"
    assert len({str(setting) for setting in settings()}) == len(settings())


def test_a_setting_reaches_every_module_that_imported_the_constant() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, cwd=PROJECT)
    assert done.returncode == 0, done.stderr
