"""What a training run of the ink model follows from."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class InkRecipe:
    """All that a run follows from, besides the digits; the defaults are the shipped model's."""

    seed: int = 1
    pages: int = 7400
    """Synthetic photos that the tiles are cut from."""
    nothing: float = 0.2
    """Share of them that show no digit."""
    tiles: int = 8
    """Tiles of one page."""
    epochs: int = 5
    batch: int = 32
    rate: float = 2e-3
    """Highest learning rate, after the warm-up."""
    width: int = 16
    """Channels of the network's first layer."""
    processes: int = 2
    """Processes that make pages; they do not change what is made."""

    def shortened(self, epochs: int) -> "InkRecipe":
        """The same recipe with at most so many epochs, and with fewer pages in proportion."""
        fewer = min(epochs, self.epochs)
        return replace(self, epochs=fewer, pages=max(1, self.pages * fewer // self.epochs))


SHIPPED_INK = InkRecipe()
"""The recipe of the ink model in `models/`."""
