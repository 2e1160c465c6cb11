"""Dependencies point one way: every import of every file against one table, and the limits of size."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import PROJECT

OURS: dict[str, tuple[str, ...]] = {
    "bot.recognition": ("bot.recognition",),
    "bot.settings": (),
    "bot.logs": (),
    "bot.model_file": (),
    "bot.classifier": ("bot.recognition", "bot.model_file"),
    "bot.ink_model": ("bot.recognition", "bot.model_file"),
    "bot.string_model": ("bot.recognition", "bot.model_file"),
    "bot.schedule": (),
    "bot.review": ("bot.review", "bot.storage"),
    "bot.storage": ("bot.storage", "bot.recognition"),
    "bot.inbox": ("bot.storage", "bot.recognition"),
    "bot.service": ("bot.recognition", "bot.storage"),
    "bot.tidy": (),
    "bot.model_store": ("bot.model_file", "bot.classifier", "bot.tidy"),
    "bot.model_words": ("bot.model_file", "bot.model_store"),
    "bot.load": ("bot.classifier", "bot.ink_model", "bot.string_model", "bot.recognition.reader", "bot.settings"),
    "bot.workers": ("bot.recognition", "bot.load", "bot.model_file"),
    "bot.command_line": ("bot.recognition", "bot.load"),
    "bot.chat": (
        "bot.chat",
        "bot.service",
        "bot.inbox",
        "bot.recognition",
        "bot.storage.records",
        "bot.storage.errors",
    ),
    "bot.sandbox": ("bot.sandbox",),
    "bot.app": ("bot",),
    "bot.cli": ("bot", "training.cli", "training.compare.cli", "training.retrain.cli"),
    "bot.__main__": ("bot.cli",),
    "training": (
        "training",
        "bot.recognition",
        "bot.model_file",
        "bot.model_store",
        "bot.classifier",
        "bot.ink_model",
        "bot.string_model",
        "bot.load",
        "bot.storage",
        "bot.settings",
        "bot.tidy",
    ),
    "benchmarks": (
        "benchmarks",
        "training",
        "bot.recognition",
        "bot.model_file",
        "bot.model_store",
        "bot.classifier",
        "bot.load",
        "bot.storage",
        "bot.settings",
    ),
    "benchmarks.retrain_simulation": (
        "benchmarks.simulated_people",
        "training",
        "bot.recognition",
        "bot.classifier",
        "bot.model_store",
        "bot.settings",
        "bot.storage",
    ),
}
"""What each module may import of ours."""
ONLY_IN: dict[str, tuple[str, ...]] = {
    "ai_edge_litert": ("bot.model_file",),
    "telegram": ("bot.chat",),
    "sqlalchemy": ("bot.storage", "bot.inbox"),
    "alembic": ("bot.storage",),
    "starlette": ("bot.sandbox", "bot.review"),
    "uvicorn": ("bot.sandbox", "bot.review"),
    "PIL": ("bot.recognition.decode", "training"),
    "pi_heif": ("bot.recognition.decode",),
    "pydantic_settings": ("bot.settings",),
    "tensorflow": ("training",),
    "keras": ("training",),
    "unittest": (),
}
"""Where alone each library may be imported."""
PURE = {"numpy", "cv2", "PIL", "pi_heif", "bot", *sys.stdlib_module_names}
"""All that the recognition core may import."""

Import = tuple[str, str]


def sources() -> list[Path]:
    return sorted(path for folder in ("bot", "training", "benchmarks") for path in PROJECT.glob(f"{folder}/**/*.py"))


def module_of(path: Path) -> str:
    parts = path.relative_to(PROJECT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(module: str, source: str) -> Iterator[Import]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((module, name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield module, node.module or "."


def all_imports() -> list[Import]:
    return [found for path in sources() for found in imports_of(module_of(path), path.read_text(encoding="utf-8"))]


def within(name: str, places: tuple[str, ...]) -> bool:
    return any(name == place or name.startswith(place + ".") for place in places)


def breaches(imports: list[Import]) -> list[Import]:
    return [(module, name) for module, name in imports if not is_allowed(module, name)]


def is_allowed(module: str, name: str) -> bool:
    root = name.split(".", maxsplit=1)[0]
    if root in ("bot", "training", "benchmarks"):
        rule = next((OURS[key] for key in sorted(OURS, key=len, reverse=True) if within(module, (key,))), ())
        return within(name, rule)
    if within(module, ("bot.recognition",)) and root not in PURE:
        return False
    return within(module, ONLY_IN.get(root, (module,)))


def test_dependencies_point_one_way() -> None:
    assert breaches(all_imports()) == []


@pytest.mark.parametrize(
    ("module", "source"),
    [
        ("bot.recognition.ink", "import telegram"),
        ("bot.recognition.ink", "def f():\n    import sqlalchemy"),
        ("bot.recognition.ink", "from bot.service import Service"),
        ("bot.service", "from bot.chat import replies"),
        ("bot.sandbox.server", "from bot.recognition import types"),
        ("training.fit", "from bot.chat.payload import pack"),
        ("training.fit", "from benchmarks import scoring"),
        ("benchmarks.speed", "from bot.chat.payload import pack"),
        ("bot.workers", "import ai_edge_litert.interpreter"),
        ("bot.service", "from unittest import mock"),
    ],
)
def test_the_check_can_fail(module: str, source: str) -> None:
    assert breaches(list(imports_of(module, source)))


def test_only_the_settings_read_the_environment() -> None:
    readers = [p.name for p in sources() if "os.environ" in p.read_text() or "getenv" in p.read_text()]
    assert [name for name in readers if name not in ("settings.py", "__init__.py")] == []


def test_the_command_starts_without_the_heavy_libraries() -> None:
    code = "import sys, bot.cli; print([m for m in ('tensorflow', 'keras', 'telegram', 'cv2') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PROJECT)
    assert done.stdout.strip() == "[]"


def lengths() -> list[int]:
    nodes = [node for path in sources() for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [(function.end_lineno or 0) - function.lineno + 1 for function in functions]


def test_functions_and_files_are_short() -> None:
    found = lengths()
    assert max(found) <= 40
    assert sum(length <= 20 for length in found) / len(found) >= 0.9
    assert max(len(path.read_text().splitlines()) for path in sources()) <= 300
