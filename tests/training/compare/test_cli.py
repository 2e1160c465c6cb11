from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from training.cli import train
from training.compare.cli import compare
from training.compare.options import NEURAL, shape_of
from training.compare.rows import Shape
from training.recipe import TrainingError


@pytest.fixture
def app() -> typer.Typer:
    commands = typer.Typer()
    commands.command("compare")(compare)
    commands.command("train")(train)
    return commands


def test_an_unknown_row_gets_a_sentence(app: typer.Typer, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["compare", "--rows", "resnet", "--out", str(tmp_path)])
    assert done.exit_code == 1
    assert "There is no model resnet." in done.stderr.replace("\n", " ")


def test_missing_digits_name_the_command(app: typer.Typer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGITBOT_DATA", str(tmp_path))
    done = CliRunner().invoke(app, ["compare", "--rows", "svm", "--out", str(tmp_path / "out")])
    assert done.exit_code == 1
    assert "Run `digitbot data fetch` first." in done.stderr.replace("\n", " ")
    assert not (tmp_path / "out").exists()


def test_training_an_unknown_network_gets_a_sentence(app: typer.Typer) -> None:
    done = CliRunner().invoke(app, ["train", "--network", "resnet"])
    assert done.exit_code == 1
    assert "There is no model resnet." in done.stderr.replace("\n", " ")


def test_the_networks_are_ours_and_the_neural_rows() -> None:
    assert NEURAL == ("ink", "strings", "digits", "ann", "adadelta", "rmsprop", "simple", "cnn", "three", "vgg")


def test_a_shape_is_read_from_the_options() -> None:
    assert shape_of("400, 200", "tanh", 16) == Shape((400, 200), "tanh", 16)
    assert shape_of("", None, None) == Shape()


@pytest.mark.parametrize("hidden", ["wide", "3,-1", "0"])
def test_hidden_layers_that_are_no_sizes_get_a_sentence(hidden: str) -> None:
    with pytest.raises(TrainingError, match="takes whole numbers such as 400,200"):
        shape_of(hidden, None, None)
