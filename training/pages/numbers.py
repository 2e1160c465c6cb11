"""What people write with digits: plain numbers, measures, labels, sums, dates, prices."""

import numpy as np

from training.pages.signs import STRAIGHT
from training.pages.surroundings import any_word

BETWEEN = STRAIGHT + "→<>*"
"""Signs between numbers."""
RAISED = "^"
"""Stands before a raised digit, an exponent."""
UNITS = (
    *("kg", "kg", "g", "cm", "mm", "m", "km", "ml", "h", "min", "EUR", "kWh", "pm", "km/h", "th", "x", "x", "y", "k"),
    *("°C", "°C", *"%%%%%%%$€€°???"),
    *(f"m{RAISED}2", f"cm{RAISED}2", f"m{RAISED}3", f"{RAISED}2", f"{RAISED}3"),
)
LABELS = (
    *("No.", "Nr.", "Tel.", "#", "x=", "y=", "n=", "a=", "k=", "m=", "A=", "f(x)=", "Total:", "Room", "Page", "ca."),
    *("a)", "c)", "d)", "A)", "P", "p.", *"$$$$€☐☑☑✓→√<>"),
)
"""Behind and before numbers, in the same hand."""
RUN = 0.06
"""Share of the numbers that end in a run of one digit: 1000, 77, 1111."""
UNIT, LABEL, SUM, SLASHED = 0.22, 0.18, 0.34, 0.14
"""Shares of the numbers with signs that have a unit behind, a label before them, are a sum, a date or a fraction."""
NAMED = 0.35
"""Share of the units and labels that are any word."""
SUMS = (
    *("{0}{p}{1}={2}", "{0}{p}{1}={2}", "{0}{p}{1}=", "{0}{p}{1}=?", "x={0}{p}{1}", "{0}{p}{1}{q}{2}", "{0} {p} {1}"),
    *("({0}{p}{1}){q}{2}", "{0}{q}({1}{p}{2})", "({0}{p}{1})", "[{0}{p}{1}]", "{0}[{1}]", "({0}) {1}", "({0})", "{0})"),
    *("{p}{0}", "={0}", "{0}=", "{0}{p}", "√{0}={1}", "{0}/{1}{p}{2}/{1}", "{0}/{1}={2}"),
    *(f"{{0}}x{RAISED}2{{p}}{{1}}x={{2}}", f"x{RAISED}2={{0}}", f"{{0}}{RAISED}2{{p}}{{1}}{RAISED}2={{2}}"),
)
"""Sums and numbers in brackets; p and q are signs of `OPERATORS`."""
OPERATORS = "++--xx÷*="
"""No slash: before or behind a number it would be a 1."""
KINDS = {"units": 0.0, "labels": UNIT, "sums": UNIT + LABEL, "dates": UNIT + LABEL + SUM}
"""Where each kind's share begins."""
MIXED = 0.3
"""Share of the others, prices, times, telephones, with a different sign at each place."""


def some_digits(count: int, rng: np.random.Generator) -> str:
    """A number of so many digits, any digit as likely as any; some end in a run of one."""
    digits = rng.integers(0, 10, count)
    if rng.random() < RUN:
        start = int(rng.integers(count))
        digits[start:] = digits[start]
    return "".join(str(digit) for digit in digits)


def _beside_number(known: tuple[str, ...], rng: np.random.Generator, *, before: bool = False) -> str:
    """A unit or label, or any word, near a number or, behind or before it, a space away."""
    named = rng.random() < NAMED
    word, free = any_word(rng) if named else str(rng.choice(known)), " " if named or rng.random() < 0.5 else ""
    return word + free if before else free + word


def some_number(rng: np.random.Generator, signs: float, kind: str = "") -> str:
    """A number as people write it: a few digits, in a share of cases with what stands beside and between them.

    Dates, fractions, prices and telephones have one sign, sums several and brackets; measures have a unit, and some
    numbers say of what. All that have signs are of one of `KINDS` if so asked.
    """
    if rng.random() >= signs:
        return some_digits(int(rng.integers(1, 9)), rng)
    beside = KINDS[kind] if kind else rng.random()
    if beside < KINDS["labels"]:
        return some_digits(int(rng.integers(1, 5)), rng) + _beside_number(UNITS, rng)
    if beside < KINDS["sums"]:
        return _beside_number(LABELS, rng, before=True) + some_digits(int(rng.integers(1, 7)), rng)
    if beside < KINDS["dates"]:
        parts = [some_digits(int(rng.integers(1, 5)), rng) for _ in range(3)]
        p, q = rng.choice(list(OPERATORS), 2)
        return str(rng.choice(SUMS)).format(*parts, p=p, q=q)
    if beside < KINDS["dates"] + SLASHED:
        return "/".join(some_digits(int(rng.integers(1, 4)), rng) for _ in range(int(rng.integers(2, 4))))
    count = int(rng.integers(2, 5))
    between = rng.choice(list(BETWEEN), count if rng.random() < MIXED else 1)
    parts = [some_digits(int(rng.integers(1, 4)), rng) for _ in range(count)]
    return "".join(part + str(between[row % len(between)]) for row, part in enumerate(parts[:-1])) + parts[-1]
