"""Photo bytes → Reading: the conductor of the steps beside this file."""

from bot.recognition.colour import Colours
from bot.recognition.decode import decode, decode_colour
from bot.recognition.ink import WORKING_SIDE
from bot.recognition.interpret import Models
from bot.recognition.judge import Candidate
from bot.recognition.place import Place
from bot.recognition.search import search
from bot.recognition.types import Classifier, Digit, InkModel, Line, Reading, StringModel


class Reader:
    """Reads the handwritten digits of pictures with a classifier, an ink model and a string model."""

    def __init__(self, classifier: Classifier, ink_model: InkModel, string_model: StringModel) -> None:
        self._classifier, self._ink_model, self._string_model = classifier, ink_model, string_model

    def read(self, data: bytes) -> Reading:
        """Read one picture's bytes; a picture without digits gives a Reading without lines.

        Raises:
            RecognitionError: if the bytes are no picture that can be read.
        """
        grey = decode(data)
        colours = Colours(lambda: decode_colour(data, WORKING_SIDE)[0], grey.shape[1], grey.shape[0])
        found = search(grey, colours, Models(self._classifier, self._ink_model, self._string_model))
        lines = tuple(Line(tuple(_digit(c, found.place) for c in line)) for line in found.interpretation.lines)
        return Reading(lines, grey.shape[1], grey.shape[0], self._classifier.model_id)


def _digit(candidate: Candidate, place: Place) -> Digit:
    probabilities = tuple(float(p) for p in candidate.probabilities)
    box = place.in_picture(candidate.segment.box)
    return Digit(candidate.digit, candidate.certainty, probabilities, box, candidate.segment.crop)
