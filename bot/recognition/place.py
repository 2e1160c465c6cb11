"""From pixels of a turned working copy to pixels of the upright picture."""

from dataclasses import dataclass

from bot.recognition.types import Box


@dataclass(frozen=True, slots=True)
class Place:
    """How a working copy (width × height, before turning) lies in its picture, and its quarter turns anticlockwise.

    The copy shows the `part` of the picture, which is scaled to it.
    """

    width: int
    height: int
    part: Box
    turns: int

    def in_picture(self, box: Box) -> Box:
        """The same box in whole pixels of the picture, inside the part and never empty."""
        for turn in range(self.turns, 0, -1):
            width = self.width if turn % 2 else self.height
            box = Box(max(0, width - box.bottom), box.x, box.height, box.width)
        across, down = self.part.width / self.width, self.part.height / self.height
        x, y = min(int(box.x * across), self.part.width - 1), min(int(box.y * down), self.part.height - 1)
        width = min(max(1, round(box.width * across)), self.part.width - x)
        height = min(max(1, round(box.height * down)), self.part.height - y)
        return Box(self.part.x + x, self.part.y + y, width, height)
