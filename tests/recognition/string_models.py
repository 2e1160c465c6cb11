"""String models whose answers are known."""

import numpy as np

from bot.recognition.types import CLASS_COUNT, NOT_A_DIGIT, STRIP_PLACES, Spelled, Strips


class Spelling:
    """A string model that reads the same text in every strip, its digits at even distances over the strip's ink.

    At each place of a digit it says so with `chance`, else that it is the digit of `other`, or that there is none.
    """

    def __init__(self, text: str = "", chance: float = 1.0, other: str = "") -> None:
        self.text, self.chance, self.count = text, chance, 0
        self.others = [int(digit) for digit in other] or [NOT_A_DIGIT] * len(text)

    def look(self, strips: Strips) -> Spelled:
        self.count += len(strips)
        answer = np.zeros((len(strips), STRIP_PLACES, CLASS_COUNT), np.float32)
        answer[..., NOT_A_DIGIT] = 1.0
        for rows, strip in zip(answer, strips, strict=True):
            inked = np.flatnonzero(strip.any(axis=0))
            for number, (digit, other) in enumerate(zip(self.text, self.others, strict=True)):
                middle = inked[0] + (number + 0.5) * len(inked) / len(self.text)
                place = rows[int(middle / 2)]
                place[:] = 0.0
                place[int(digit)] += self.chance
                place[other] += 1.0 - self.chance
        return answer
