import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from training.cli import data_app, train

RUN = "import sys; {before}from bot.cli import app; sys.argv = ['digitbot', *{words}]; app()"


def digitbot(words: list[str], before: str = "") -> subprocess.CompletedProcess[str]:
    """The command in a fresh interpreter, after some statements."""
    program = RUN.format(before=before, words=words)
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)


@pytest.fixture
def app() -> typer.Typer:
    commands = typer.Typer()
    commands.add_typer(data_app, name="data")
    commands.command("train")(train)
    return commands


def test_without_the_extra_one_sentence_names_the_command() -> None:
    without = "sys.modules['keras'] = sys.modules['tensorflow'] = None; "
    done = digitbot(["train"], without)
    assert done.returncode == 1
    assert done.stderr.strip() == ("Training needs more packages: install them with pip install 'digitbot[train]'.")


def test_help_takes_no_tensorflow() -> None:
    without = "sys.modules.update(dict.fromkeys(['keras', 'tensorflow', 'matplotlib', 'sklearn'])); "
    done = digitbot(["train", "--help"], without)
    assert done.returncode == 0, done.stderr
    assert "--resume" in done.stdout


@pytest.mark.train
def test_training_without_digits_names_the_command(
    app: typer.Typer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIGITBOT_DATA", str(tmp_path))
    done = CliRunner().invoke(app, ["train", "--work", str(tmp_path / "work"), "--out", str(tmp_path / "m.tflite")])
    assert done.exit_code == 1
    assert "Run `digitbot data fetch` first." in done.stderr.replace("\n", " ")
    assert not (tmp_path / "m.tflite").exists()


def test_fetching_offline_names_what_to_do(app: typer.Typer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGITBOT_DATA", str(tmp_path))
    done = CliRunner().invoke(app, ["data", "fetch", "--base-url", "http://127.0.0.1:9/mnist"])
    assert done.exit_code == 1
    assert "cannot be reached. Check the network" in done.stderr
    assert list((tmp_path / "mnist").iterdir()) == []
