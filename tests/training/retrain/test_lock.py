import subprocess
import sys
from pathlib import Path

import pytest

from training.recipe import TrainingError
from training.retrain.lock import BUSY, one_at_a_time

HOLD = """
import pathlib, sys
from training.retrain.lock import one_at_a_time
with one_at_a_time(pathlib.Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_one_is_refused_and_a_kill_frees_the_lock(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        other.stdout.readline()
        with pytest.raises(TrainingError) as raised, one_at_a_time(tmp_path):
            pass
        assert str(raised.value) == BUSY
        other.kill()
    with one_at_a_time(tmp_path):
        pass
