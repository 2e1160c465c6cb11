"""A text as read against the text as written: edit distance, and which digit became which.

The distance is Levenshtein's (1966), as in the tool that scores readings of labelled photos.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """A written digit and what was read of it; one of the two is empty for a missed or an invented digit."""

    true: str
    read: str

    @property
    def right(self) -> bool:
        """Whether the digit was read as it is written."""
        return self.true == self.read


def distance(true: str, read: str) -> int:
    """Fewest single-digit insertions, deletions and substitutions that turn one text into the other."""
    return _table(true, read)[-1][-1]


def pairs(true: str, read: str) -> list[Pair]:
    """The digits of both texts side by side, in order, with as few wrong pairs as can be."""
    table, found = _table(true, read), list[Pair]()
    i, j = len(true), len(read)
    while i or j:
        here = table[i][j]
        if i and j and here == table[i - 1][j - 1] + (true[i - 1] != read[j - 1]):
            i, j = i - 1, j - 1
            found.append(Pair(true[i], read[j]))
        elif j and here == table[i][j - 1] + 1:
            j -= 1
            found.append(Pair("", read[j]))
        else:
            i -= 1
            found.append(Pair(true[i], ""))
    return found[::-1]


def _table(true: str, read: str) -> list[list[int]]:
    """Distances between the first i digits of one text and the first j of the other."""
    rows = [list(range(len(read) + 1))]
    for i, digit in enumerate(true, 1):
        above, row = rows[-1], [i]
        for j, other in enumerate(read, 1):
            row.append(min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (digit != other)))
        rows.append(row)
    return rows
