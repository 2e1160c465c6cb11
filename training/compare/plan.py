"""What a comparison follows from, and where it leaves its files."""

from dataclasses import dataclass
from pathlib import Path

from training.compare.rows import Row


@dataclass(frozen=True, slots=True)
class Plan:
    """Rows to run, MNIST's folder, the folder of all results, the shipped model, and how much of MNIST to take."""

    rows: tuple[Row, ...]
    mnist: Path
    out: Path
    shipped: Path
    fraction: float = 1.0
    seed: int = 1
    load: bool = False
    """Take the weights of earlier runs where they lie, instead of training."""

    def folder(self, row: Row) -> Path:
        """Where a row's result lies."""
        return self.out / "rows" / row.name

    def weights(self, row: Row) -> Path:
        """Where a neural row's weights lie."""
        return self.folder(row) / f"{row.name}.weights.h5"

    def model(self, row: Row, *, quantized: bool) -> Path:
        """Where a neural row's LiteRT file lies, its card beside it."""
        return self.out / "models" / ("quantized" if quantized else "float") / f"{row.name}.tflite"
