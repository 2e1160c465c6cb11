"""Photo bytes → Reading: the conductor of the steps beside this file."""

from bot.recognition.decode import decode
from bot.recognition.hypotheses import OTHERS, USUAL, Hypothesis, look
from bot.recognition.ink import working_copy
from bot.recognition.interpret import NOTHING, Interpretation, interpret
from bot.recognition.judge import Candidate
from bot.recognition.types import Box, Classifier, Digit, GreyImage, Line, Reading

GOOD = 0.93
"""A first look that scores this is not doubted: on photos, other looks never bettered it."""


class Reader:
    """Reads the handwritten digits of pictures with one classifier."""

    def __init__(self, classifier: Classifier) -> None:
        self._classifier = classifier

    def read(self, data: bytes) -> Reading:
        """Read one picture's bytes; a picture without digits gives a Reading without lines.

        Raises:
            RecognitionError: if the bytes are no picture that can be read.
        """
        grey = decode(data)
        copy, scale = working_copy(grey)
        best = self._look(copy, scale, USUAL)
        if best.score < GOOD:
            best = max([best, *(self._look(copy, scale, other) for other in OTHERS)], key=lambda i: i.score)
        return _reading(best, grey.shape, scale, self._classifier.model_id)

    def _look(self, copy: GreyImage, scale: float, hypothesis: Hypothesis) -> Interpretation:
        for ink, mask in look(copy, scale, hypothesis):
            found = interpret(ink, mask, self._classifier)
            return Interpretation(found.lines, found.score - hypothesis.prior)
        return NOTHING


def _reading(found: Interpretation, shape: tuple[int, ...], scale: float, model: str) -> Reading:
    height, width = shape
    lines = tuple(Line(tuple(_digit(c, scale, width, height) for c in line)) for line in found.lines)
    return Reading(lines, width, height, model)


def _digit(candidate: Candidate, scale: float, width: int, height: int) -> Digit:
    box = candidate.segment.box
    x, y = min(int(box.x / scale), width - 1), min(int(box.y / scale), height - 1)
    size = min(max(1, round(box.width / scale)), width - x), min(max(1, round(box.height / scale)), height - y)
    probabilities = tuple(float(p) for p in candidate.probabilities)
    return Digit(candidate.digit, candidate.confidence, probabilities, Box(x, y, *size), candidate.segment.crop)
