"""Ink models whose answers are known."""

import cv2
import numpy as np

from bot.recognition.types import InkAnswer, Tiles


class Believing:
    """An ink model that believes the same of every pixel, and that each is the middle of its digit."""

    def __init__(self, chance: int, turns: tuple[float, ...] = (1.0, 0.0, 0.0, 0.0)) -> None:
        self.chance, self.turns, self.seen = chance, turns, 0

    def look(self, tiles: Tiles) -> InkAnswer:
        self.seen += len(tiles)
        offset = np.zeros((len(tiles), 64, 64, 2), np.float32)
        turns = np.tile(np.array(self.turns, np.float32), (len(tiles), 1))
        return InkAnswer(np.full_like(tiles, self.chance), offset, turns)


class Seeing:
    """An ink model that takes each connected piece of ink, up to so many pixels long, for a digit."""

    def __init__(self, turn: int = 0, longest: int = 128) -> None:
        self.turn, self.longest, self.seen = turn, longest, 0

    def look(self, tiles: Tiles) -> InkAnswer:
        self.seen += len(tiles)
        offset = np.zeros((len(tiles), 64, 64, 2), np.float32)
        chance = np.asarray((tiles >= 40) * 255, np.uint8)
        for tile, away, said in zip(tiles, offset, chance, strict=True):
            _, labels, stats, _ = cv2.connectedComponentsWithStats(np.asarray(tile >= 40, np.uint8), connectivity=8)
            middles = np.asarray(stats)[:, :2] + np.asarray(stats)[:, 2:4] / 2
            said[(np.asarray(stats)[:, 2:4].max(axis=1) > self.longest)[labels]] = 0
            rows, columns = np.indices((64, 64)) * 2
            away[:] = middles[np.asarray(labels)[::2, ::2]] - np.stack([columns, rows], axis=-1)
        turns = np.zeros((len(tiles), 4), np.float32)
        turns[:, self.turn] = 1.0
        return InkAnswer(chance, offset, turns)
