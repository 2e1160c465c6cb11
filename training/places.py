"""Where a training run finds and leaves its files."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Places:
    """Folder of the digit sets, the .tflite file to write, the folder for samples and checkpoints; the ink model."""

    data: Path
    out: Path
    work: Path
    ink_model: Path
