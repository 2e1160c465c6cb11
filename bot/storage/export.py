"""Corrections as files: crops as PNG and a CSV that says what they show.

| column | meaning |
| --- | --- |
| file | the crop, relative to the CSV: white ink on black |
| label | what the person says it is: 0..9, or `none` for "not a digit" |
| read_as, confidence | what the model said, and how sure it was (0..1) |
| how | `reply`, `tap` or `confirm` |
| user | a stable pseudonym of who said so |
| reading | samples of the same photo have the same number |
| model, glyph_version | the model that read it, and the glyph form it was read by |
| when | ISO 8601, UTC |
"""

import csv
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from bot.recognition.types import NOT_A_DIGIT
from bot.storage.corrections import CorrectionStore
from bot.storage.errors import StorageError
from bot.storage.records import LabelledCrop

COLUMNS = (
    "file", "label", "read_as", "confidence", "how", "user", "reading", "model", "glyph_version", "when",
)  # fmt: skip
TABLE, CROPS = "corrections.csv", "crops"


async def export_corrections(store: CorrectionStore, out: Path) -> int:
    """Write every labelled crop to the folder `out`, and say how many there are.

    The folder appears whole or not at all; an earlier export there is replaced, so that nothing forgotten stays.

    Raises:
        StorageError: if `out` holds anything but an earlier export or cannot be written, or the database fails.
    """
    count = 0
    with _new_folder(out) as folder, (folder / TABLE).open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        async for crop in store.labelled_crops():
            table.writerow(_write(folder, crop))
            count += 1
    return count


def _write(folder: Path, crop: LabelledCrop) -> tuple[object, ...]:
    name = f"{CROPS}/{crop.digit}.png"
    (folder / name).write_bytes(crop.crop_png)
    label = "none" if crop.label == NOT_A_DIGIT else crop.label
    pseudonym = sha256(str(crop.user).encode()).hexdigest()[:12]
    return (
        name, label, crop.read_as, crop.confidence, crop.how.value, pseudonym, crop.reading, crop.model,
        crop.glyph_version, crop.when.isoformat(),
    )  # fmt: skip


@contextmanager
def _new_folder(out: Path) -> Iterator[Path]:
    """A folder beside `out` that takes its place when the block ends without an error."""
    out = out.resolve()
    part, old = (out.with_name(f".{out.name}.{ending}") for ending in ("part", "old"))
    try:
        _refuse_foreign(out)
        shutil.rmtree(part, ignore_errors=True)
        (part / CROPS).mkdir(parents=True)
        try:
            yield part
            _replace(out, part, old)
        finally:
            shutil.rmtree(part, ignore_errors=True)
    except OSError as error:
        raise StorageError(f"The export cannot be written to {out}: {error.strerror}; give another --out.") from error


def _replace(out: Path, part: Path, old: Path) -> None:
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    part.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def _refuse_foreign(out: Path) -> None:
    """Raise unless `out` is missing, empty, or an earlier export."""
    if not out.exists():
        return
    found = {path.name for path in out.iterdir()}
    if found and not (found == {TABLE, CROPS} and _first_line(out / TABLE) == ",".join(COLUMNS)):
        raise StorageError(f"{out} holds other files than an earlier export: give an empty or a new folder.")


def _first_line(path: Path) -> str:
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.readline().rstrip("\r\n")
