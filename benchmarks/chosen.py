"""The reader's constants that were chosen by looking at the labelled photos, each with a value on either side."""

import sys
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

from bot.recognition.hypotheses import USUAL, Hypothesis

CORE = "bot.recognition"


@dataclass(frozen=True, slots=True)
class Setting:
    """One constant of the reader at another value; without a module the reader as it is."""

    module: str = ""
    constant: str = ""
    value: Any = None

    def __str__(self) -> str:
        if not self.module:
            return "as shipped"
        usual = isinstance(self.value, Hypothesis)
        value = f"window {self.value.window}, cut {self.value.cut}" if usual else str(self.value)
        return f"{self.module}.{self.constant} = {value}"

    def apply(self) -> None:
        """Set the constant in its module and wherever it was imported; for a worker that ends with the measurement."""
        if not self.module:
            return
        home = import_module(f"{CORE}.{self.module}")
        shipped = getattr(home, self.constant)
        for name, module in list(sys.modules.items()):
            if name.startswith(CORE) and getattr(module, self.constant, None) is shipped:
                setattr(module, self.constant, self.value)


AS_SHIPPED = Setting()
USUAL_WAYS: tuple[dict[str, Any], ...] = ({"cut": 0.36}, {"cut": 0.48}, {"window": 0.09}, {"window": 0.16})
CHOSEN: dict[tuple[str, str], tuple[Any, ...]] = {
    ("segment", "ROUGHEST"): (0.38, 0.55),
    ("hypotheses", "USUAL"): tuple(replace(USUAL, **one) for one in USUAL_WAYS),
    ("ink", "FAINTEST_INK"): (13.0, 24.0),
    ("ink", "DARKEST_SHADE"): (0.2, 0.4),
    ("search", "GOOD"): (0.9, 0.96),
    ("search", "WORTHLESS"): (0.55, 0.68),
    ("search", "POOR"): (0.7, 0.88),
    ("search", "TURN_PRIOR"): (0.04, 0.14),
    ("judge", "DOUBT"): (0.3, 0.5),
    ("join", "GAIN"): (0.02, 0.1),
    ("cut", "WIDE"): (0.75, 0.95),
    ("cut", "SURE"): (0.8, 0.95),
    ("glyph", "THINNEST_STROKE"): (1.6, 2.4),
}
"""Module and constant → alternatives to the shipped value."""


def settings() -> list[Setting]:
    """The reader as shipped, then each constant at each of its alternatives."""
    others = [Setting(module, constant, value) for (module, constant), values in CHOSEN.items() for value in values]
    return [AS_SHIPPED, *others]
