"""Photo bytes → Reading: the conductor of the steps beside this file."""

from collections.abc import Sequence

from bot.recognition.colour import Colours
from bot.recognition.decode import decode, decode_colour
from bot.recognition.ink import WORKING_SIDE
from bot.recognition.insets import without_insets
from bot.recognition.interpret import Models
from bot.recognition.judge import Candidate
from bot.recognition.lines import order_lines
from bot.recognition.margin import with_margin
from bot.recognition.place import Place
from bot.recognition.search import search_figure
from bot.recognition.sheets import search_sheets
from bot.recognition.types import Box, Classifier, Digit, GreyImage, InkModel, Line, Reading, StringModel


class Reader:
    """Reads the handwritten digits of pictures with a classifier, an ink model and a string model."""

    def __init__(self, classifier: Classifier, ink_model: InkModel, string_model: StringModel) -> None:
        self._classifier, self._ink_model, self._string_model = classifier, ink_model, string_model

    def read(self, data: bytes) -> Reading:
        """Read one picture's bytes; a picture without digits gives a Reading without lines.

        Raises:
            RecognitionError: if the bytes are no picture that can be read.
        """
        grey = without_insets(decode(data))
        colours = Colours(lambda: decode_colour(data, WORKING_SIDE)[0], grey.shape[1], grey.shape[0])
        lines = self._lines(grey, colours) or self._cut_out_figure(grey)
        return Reading(tuple(lines), grey.shape[1], grey.shape[0], self._classifier.model_id)

    @property
    def _models(self) -> Models:
        """The networks, for a picture of which nothing is known yet."""
        return Models(self._classifier, self._ink_model, self._string_model)

    def _lines(self, grey: GreyImage, colours: Colours) -> list[Line]:
        parts = search_sheets(grey, colours, self._models)
        sheets = [[_line(line, part.place) for line in part.interpretation.lines] for part in parts]
        return _in_order(sheets, [part.place.part for part in parts])

    def _cut_out_figure(self, grey: GreyImage) -> list[Line]:
        """What fills a picture from top to bottom, where it is one line of digits."""
        for framed in with_margin(grey):
            found = search_figure(framed.page, framed.height, self._models)
            lines = [_line(line, found.place) for line in found.interpretation.lines]
            digits = [framed.in_picture(digit) for line in lines for digit in line.digits]
            if len(lines) == 1 and framed.is_full(digits):
                return [Line(tuple(digits))]
        return []


def _line(candidates: Sequence[Candidate], place: Place) -> Line:
    return Line(tuple(_digit(candidate, place) for candidate in candidates))


def _in_order(sheets: list[list[Line]], parts: list[Box]) -> list[Line]:
    """The lines of all sheets: sheet after sheet, but those side by side that bear a line each make one line."""
    lines: list[Line] = []
    for row in order_lines(parts):
        beside = [sheets[i] for i in row]
        together = all(len(sheet) == 1 for sheet in beside)
        some = [line for sheet in beside for line in sheet]
        lines += [Line(tuple(digit for line in some for digit in line.digits))] if together else some
    return lines


def _digit(candidate: Candidate, place: Place) -> Digit:
    probabilities = tuple(float(p) for p in candidate.probabilities)
    box = place.in_picture(candidate.segment.box)
    return Digit(candidate.digit, candidate.certainty, probabilities, box, candidate.segment.crop)
