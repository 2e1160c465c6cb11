"""From pixels of a turned working copy to pixels of the upright picture."""

from dataclasses import dataclass

from bot.recognition.types import Box


@dataclass(frozen=True, slots=True)
class Place:
    """How a working copy (width × height, before turning) lies in its picture, and its quarter turns anticlockwise."""

    width: int
    height: int
    picture_width: int
    picture_height: int
    turns: int

    def in_picture(self, box: Box) -> Box:
        """The same box in whole pixels of the picture, inside it and never empty."""
        for turn in range(self.turns, 0, -1):
            width = self.width if turn % 2 else self.height
            box = Box(max(0, width - box.bottom), box.x, box.height, box.width)
        across, down = self.picture_width / self.width, self.picture_height / self.height
        x, y = min(int(box.x * across), self.picture_width - 1), min(int(box.y * down), self.picture_height - 1)
        width = min(max(1, round(box.width * across)), self.picture_width - x)
        height = min(max(1, round(box.height * down)), self.picture_height - y)
        return Box(x, y, width, height)
