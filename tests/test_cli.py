"""The `digitbot` command, run as a person or a program would."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import PROJECT
from tests.drawing import photo

MODEL = PROJECT / "models" / "digits.tflite"


def digitbot(*words: object, **env: object) -> subprocess.CompletedProcess[str]:
    settings = {f"DIGITBOT_{name.upper()}": str(value) for name, value in env.items()}
    return subprocess.run(
        [sys.executable, "-m", "bot", *map(str, words)],
        capture_output=True,
        text=True,
        cwd=PROJECT,
        env=os.environ | settings,
        check=False,
    )


@pytest.fixture
def pages(tmp_path: Path) -> dict[str, Path]:
    files = {"two": photo("1234", "567"), "none": photo(" "), "bad": b"text"}
    made = {name: tmp_path / f"{name}.jpg" for name in files}
    for name, data in files.items():
        made[name].write_bytes(data)
    return made


def test_photos_are_read_as_json(pages: dict[str, Path], tmp_path: Path) -> None:
    missing = tmp_path / "missing.jpg"
    done = digitbot(
        "read", "--json", "--annotate", tmp_path / "marked", pages["two"], pages["bad"], missing, pages["none"]
    )
    two, bad, gone, none = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert set(two) == {"file", "text", "lines", "model", "milliseconds"}
    assert two["text"] == "1234\n567"
    assert [line["text"] for line in two["lines"]] == ["1234", "567"]
    first = two["lines"][0]["digits"][0]
    assert set(first) == {"digit", "confidence", "box"}
    assert first["digit"] == "1"
    assert 0.5 < first["confidence"] <= 1
    assert len(first["box"]) == 4
    assert bad["error"]["kind"] == "not-a-picture"
    assert gone["error"]["kind"] == "no-file"
    assert none["lines"] == []
    assert {path.name for path in (tmp_path / "marked").iterdir()} == {"two.jpg", "none.jpg"}


def test_photos_are_read_as_text(pages: dict[str, Path]) -> None:
    done = digitbot("read", pages["two"])
    assert (done.returncode, done.stdout) == (0, "1234\n567\n")
    assert "No digits found." in digitbot("read", pages["none"]).stdout


@pytest.mark.parametrize("damage", ["missing", "changed", "glyph version"])
def test_a_model_that_cannot_be_used_is_named(pages: dict[str, Path], tmp_path: Path, damage: str) -> None:
    model = tmp_path / "digits.tflite"
    if damage != "missing":
        shutil.copy(MODEL, model)
        card = json.loads(MODEL.with_suffix(".json").read_text())
        card |= {"glyph_version": 99} if damage == "glyph version" else {"sha256": "0" * 64}
        model.with_suffix(".json").write_text(json.dumps(card))
    done = digitbot("read", pages["two"], model=model)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "model" in done.stderr.lower()


def test_the_database_is_made_and_a_newer_one_refused(tmp_path: Path) -> None:
    file = tmp_path / "new" / "digitbot.sqlite3"
    url = f"sqlite+aiosqlite:///{file}"
    assert digitbot("db", "upgrade", database_url=url).returncode == 0
    done = digitbot("export", "corrections", "--out", tmp_path / "out", database_url=url)
    assert done.returncode == 0
    assert done.stdout.startswith("0 labelled digits")
    with sqlite3.connect(file) as database:
        database.execute("UPDATE alembic_version SET version_num = 'from-the-future'")
    database.close()
    for command in (["db", "upgrade"], ["run"]):
        refused = digitbot(*command, database_url=url, sandbox_port=0)
        assert refused.returncode == 1
        assert "Traceback" not in refused.stderr
        assert "newer" in refused.stderr


def test_a_wrong_setting_is_named() -> None:
    done = digitbot("db", "upgrade", workers="many")
    assert done.returncode == 1
    assert "DIGITBOT_WORKERS" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words", ["", "read", "run", "sandbox", "db", "export", "data", "train", "models", "retrain", "review"]
)
def test_every_command_has_help(words: str) -> None:
    done = digitbot(*words.split(), "--help")
    assert done.returncode == 0
    assert "Usage" in done.stdout


def test_training_without_its_packages_says_how_to_get_them() -> None:
    code = (
        "import sys; sys.modules['keras'] = sys.modules['tensorflow'] = None; from bot.cli import app; app(['train'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=PROJECT, check=False)
    assert done.returncode == 1
    assert "digitbot[train]" in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_models_are_listed_promoted_and_rolled_back(tmp_path: Path) -> None:
    shipped, candidate = tmp_path / "models" / "digits.tflite", tmp_path / "new" / "digits.tflite"
    for number, path in enumerate((shipped, candidate)):
        path.parent.mkdir()
        content = MODEL.read_bytes() + bytes(number)
        path.write_bytes(content)
        card = json.loads(MODEL.with_suffix(".json").read_text()) | {"sha256": hashlib.sha256(content).hexdigest()}
        path.with_suffix(".json").write_text(json.dumps(card))
    places = {"model": shipped, "var": tmp_path / "var"}
    promoted = digitbot("models", "promote", candidate, **places)
    assert promoted.returncode == 0, promoted.stderr
    new = promoted.stdout.split()[0]
    assert json.loads(digitbot("models", "show", **places).stdout)["sha256"].startswith(new.removeprefix("digits-"))
    listed = digitbot("models", "list", **places).stdout
    assert [line.count("in use") for line in listed.splitlines() if "digits-" in line] == [0, 1]
    assert "is in use again." in digitbot("models", "rollback", **places).stdout
    refused = digitbot("models", "rollback", **places)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "nothing to go back to" in refused.stderr
    assert "models list" in digitbot("models", "show", "unknown", **places).stderr


def test_photos_are_read_with_the_named_model(pages: dict[str, Path], tmp_path: Path) -> None:
    done = digitbot("read", "--json", "--model", "digits", pages["two"])
    assert json.loads(done.stdout)["model"].startswith("digits-")
    refused = digitbot("read", "--model", "unknown", pages["two"])
    assert refused.returncode == 1
    assert "There is no model unknown." in refused.stderr


def test_retraining_without_its_packages_says_how_to_get_them() -> None:
    code = "import sys; sys.modules['keras'] = None; from bot.cli import app; app(['retrain'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=PROJECT, check=False)
    assert done.returncode == 1
    assert "digitbot[train]" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_schedule_that_cron_does_not_know_is_refused() -> None:
    for done in (digitbot("retrain", "--schedule", "at night"), digitbot("db", "upgrade", retrain="at night")):
        assert done.returncode != 0
        assert "no cron expression" in " ".join(done.stderr.split())
        assert "Traceback" not in done.stderr
