"""String models whose answers are known."""

import numpy as np

from bot.recognition.types import CLASS_COUNT, NOT_A_DIGIT, STRIP_PLACES, Spelled, Strips


class Spelling:
    """A string model that reads the same text in every strip, its digits at even distances over the strip's ink.

    At each place of a digit it says so with `chance`, else that there is none.
    """

    def __init__(self, text: str = "", chance: float = 1.0) -> None:
        self.text, self.chance, self.count = text, chance, 0

    def look(self, strips: Strips) -> Spelled:
        self.count += len(strips)
        answer = np.zeros((len(strips), STRIP_PLACES, CLASS_COUNT), np.float32)
        answer[..., NOT_A_DIGIT] = 1.0
        for rows, strip in zip(answer, strips, strict=True):
            inked = np.flatnonzero(strip.any(axis=0))
            for number, digit in enumerate(self.text):
                middle = inked[0] + (number + 0.5) * len(inked) / len(self.text)
                rows[int(middle / 2)] = 0.0
                rows[int(middle / 2), [int(digit), NOT_A_DIGIT]] = self.chance, 1.0 - self.chance
        return answer
