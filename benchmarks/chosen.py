"""The reader's constants that were chosen by looking at the labelled photos, each with a value on either side."""

import sys
from dataclasses import dataclass
from importlib import import_module

CORE = "bot.recognition"


@dataclass(frozen=True, slots=True)
class Setting:
    """One constant of the reader at another value; without a module the reader as it is."""

    module: str = ""
    constant: str = ""
    value: float = 0.0

    def __str__(self) -> str:
        return f"{self.module}.{self.constant} = {self.value}" if self.module else "as shipped"

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
CHOSEN: dict[tuple[str, str], tuple[float, float]] = {
    ("ink", "FAINTEST_INK"): (13.0, 24.0),
    ("ink", "DARKEST_SHADE"): (0.2, 0.4),
    ("ink", "MOSTLY_PALE"): (0.45, 0.75),
    ("centres", "SHARPNESS"): (1.0, 1.7),
    ("centres", "FEWEST"): (0.4, 0.9),
    ("upright", "GOOD"): (0.85, 0.95),
    ("upright", "WORTHLESS"): (0.62, 0.8),
    ("upright", "POOR"): (0.7, 0.88),
    ("upright", "TURNED"): (0.04, 0.14),
    ("upright", "UNUSUAL"): (0.0, 0.05),
    ("upright", "ASKEW"): (5.0, 10.0),
    ("upright", "MORE"): (0.0, 0.2),
    ("upright", "MINORITY"): (0.35, 0.65),
    ("lean", "FAR"): (0.2, 0.4),
    ("found", "ALONE"): (0.9, 0.99),
    ("found", "DIGITS_INK"): (0.75, 0.9),
    ("search", "BROAD"): (0.2, 0.4),
    ("ink", "BROAD_WINDOW"): (0.25, 0.4),
    ("ink", "DARKER"): (0.7, 0.9),
    ("rules", "PALER"): (0.65, 0.85),
    ("rules", "LONGER"): (1.5, 3.0),
    ("sheet", "RIM"): (0.006, 0.02),
    ("calm", "ROUGHER"): (1.6, 2.8),
    ("calm", "GRAIN"): (4.0, 14.0),
    ("calm", "PARTED"): (0.5, 0.7),
    ("ink", "NOISE"): (5.0, 12.0),
    ("working", "STRIPE_WINDOW"): (0.02, 0.04),
    ("found", "MANY"): (6, 16),
    ("found", "LEAST_CERTAIN"): (0.1, 0.4),
    ("hanging", "FREE"): (0.8, 0.97),
    ("hanging", "LONG"): (3.0, 6.0),
    ("areas", "JUMP"): (0.8, 0.93),
    ("areas", "AT_ONCE"): (0.5, 0.7),
    ("quad", "DARKER"): (0.75, 0.92),
    ("quad", "SOLID"): (0.82, 0.94),
    ("quad", "AS_SQUARE"): (0.9, 0.97),
    ("margin", "FULL"): (0.75, 0.95),
    ("margin", "WIDE"): (0.4, 0.8),
    ("pieces", "SPANNING"): (0.6, 0.95),
    ("polarity", "TELLING"): (0.1, 0.35),
    ("interpret", "SAME"): (1.15, 1.4),
    ("upright", "MOST"): (0.8, 0.97),
    ("weigh", "WORST"): (10, 40),
    ("judge", "DOUBT"): (0.3, 0.5),
    ("judge", "LESS_DOUBT"): (0.18, 0.33),
    ("judge", "SURELY"): (0.95, 0.995),
    ("segment", "SPECK"): (0.05, 0.15),
    ("join", "GAIN"): (0.02, 0.1),
    ("join", "BOWL"): (0.65, 0.88),
    ("join", "CLOSE"): (0.05, 0.15),
    ("part", "GAIN"): (0.05, 0.2),
    ("part", "WHOLE"): (0.7, 0.9),
    ("part", "BROAD"): (0.25, 0.45),
    ("overlooked", "LIKE"): (0.5, 0.85),
    ("overlooked", "PERHAPS"): (0.08, 0.25),
    ("overlooked", "HARDLY"): (0.02, 0.1),
    ("overlooked", "HALF_BELIEVED"): (0.12, 0.3),
    ("alone", "HARDLY"): (0.05, 0.2),
    ("number", "SMALLEST"): (0.03, 0.1),
    ("number", "LOWEST"): (0.3, 0.55),
    ("number", "CLEAN"): (0.02, 0.1),
    ("lone", "SMALLEST"): (0.12, 0.3),
    ("lone", "CLEAN"): (0.02, 0.1),
    ("lone", "LARGE"): (0.3, 0.5),
    ("lone", "SMALL"): (0.18, 0.35),
    ("words", "NEAR"): (0.3, 0.6),
    ("words", "NUMBER"): (2, 4),
    ("words", "FEWEST"): (1.0, 3.0),
    ("words", "UNCERTAIN"): (0.45, 0.75),
    ("touching", "SURELY_NONE"): (0.8, 0.99),
    ("words", "HALF_BELIEVED"): (0.03, 0.3),
    ("words", "MORE"): (0.0, 0.9),
    ("words", "LONG"): (4, 6),
    ("words", "FEW"): (0.01, 0.35),
    ("words", "FORMS"): (0.45, 0.8),
    ("words", "HARDLY"): (0.55, 0.7),
    ("working", "PALE"): (0.12, 0.26),
    ("working", "SMOOTH"): (0.8, 1.8),
    ("search", "STROKE"): (90, 180),
    ("ink", "MOST_NOISE"): (20.0, 60.0),
    ("weigh", "DOUBTFUL"): (0.3, 0.6),
    ("weigh", "LOWEST_CERTAIN"): (0.28, 0.45),
    ("weigh", "HARDLY_ELSE"): (0.8, 0.98),
    ("weigh", "VOUCHED"): (0.0, 0.2),
    ("tiles", "FADED"): (0.6, 1.0),
    ("tiles", "MOST_FADED"): (2.0, 4.0),
    ("cut", "WIDE"): (0.75, 0.95),
    ("cut", "SURE"): (0.8, 0.95),
    ("cut", "LEAST"): (0.4, 0.6),
    ("glyph", "THINNEST_STROKE"): (1.6, 2.4),
}
"""Module and constant → an alternative below the shipped value, and one above it."""


def settings() -> list[Setting]:
    """The reader as shipped, then each constant at each of its alternatives."""
    others = [Setting(module, constant, value) for (module, constant), values in CHOSEN.items() for value in values]
    return [AS_SHIPPED, *others]
