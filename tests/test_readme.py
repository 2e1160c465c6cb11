"""The README names every setting and every command."""

import json
import re

import pytest
from typer.main import get_command

from bot.cli import app
from bot.settings import PROJECT, Settings

README = (PROJECT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_in_the_table(name: str) -> None:
    assert f"| `DIGITBOT_{name.upper()}` |" in README


def test_the_table_has_no_other_settings() -> None:
    listed = {name.lower() for name in re.findall(r"\| `DIGITBOT_(\w+)` \|", README)}
    assert listed == set(Settings.model_fields)


def commands() -> list[str]:
    found = []
    for name, command in get_command(app).commands.items():  # type: ignore[attr-defined]
        found += [f"{name} {inner}" for inner in getattr(command, "commands", {})] or [name]
    return found


@pytest.mark.parametrize("command", commands())
def test_every_command_is_in_the_table(command: str) -> None:
    assert f"| `digitbot {command}" in README


def test_the_first_screen_has_a_sentence_a_picture_and_two_commands() -> None:
    first = README.splitlines()[:12]
    assert first[2].endswith(".")
    assert any(line.startswith("![") for line in first)
    assert [line.split("#")[0].strip() for line in first if line.startswith("make ")] == ["make run", "make test"]
    assert (PROJECT / "docs" / "screenshot.png").is_file()


def test_the_example_is_json() -> None:
    block = re.search(r"```json\n(.*?)\n```", README, re.DOTALL)
    assert block
    assert set(json.loads(block.group(1))) == {"file", "text", "lines", "model", "milliseconds"}
