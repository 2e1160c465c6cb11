"""`digitbot read`: photos from files, readings to standard output."""

import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track

from bot.load import load_reader
from bot.recognition.annotate import annotate as draw
from bot.recognition.annotate import marks_of
from bot.recognition.errors import RecognitionError
from bot.recognition.reader import Reader
from bot.recognition.types import Reading


def read_photos(photos: list[Path], model: Path, *, as_json: bool, annotate: Path | None) -> bool:
    """Read photos one by one and print each at once; returns whether all could be read.

    Raises:
        ModelError: if the model cannot be used.
        OSError: if the folder for annotated pictures cannot be made.
    """
    reader = load_reader(model)
    names = _Names()
    if annotate:
        annotate.mkdir(parents=True, exist_ok=True)
    complete = True
    for photo in _with_progress(photos):
        record, picture = _read(reader, photo, annotated=annotate is not None)
        print(json.dumps(record) if as_json else _plain(record, many=len(photos) > 1), flush=True)  # noqa: T201
        if annotate and picture:
            (annotate / names.take(photo.stem)).write_bytes(picture)
        complete = complete and "error" not in record
    return complete


def reading_record(file: str, reading: Reading, milliseconds: float) -> dict[str, Any]:
    """A reading as `digitbot read --json` prints it; boxes are [x, y, width, height], pixels of the upright picture."""
    lines = [
        {
            "text": line.text,
            "digits": [
                {
                    "digit": str(digit.digit),
                    "confidence": round(digit.confidence, 4),
                    "box": [digit.box.x, digit.box.y, digit.box.width, digit.box.height],
                }
                for digit in line.digits
            ],
        }
        for line in reading.lines
    ]
    return {
        "file": file,
        "text": reading.text,
        "lines": lines,
        "model": reading.model,
        "milliseconds": round(milliseconds, 1),
    }


def _read(reader: Reader, photo: Path, *, annotated: bool) -> tuple[dict[str, Any], bytes | None]:
    try:
        data = photo.read_bytes()
        start = time.perf_counter()
        reading = reader.read(data)
        record = reading_record(str(photo), reading, 1000 * (time.perf_counter() - start))
        return record, draw(data, marks_of(reading)) if annotated else None
    except OSError as error:
        return {"file": str(photo), "error": {"kind": "no-file", "message": _why_no_file(error)}}, None
    except RecognitionError as error:
        return {"file": str(photo), "error": {"kind": error.kind, "message": str(error)}}, None


def _why_no_file(error: OSError) -> str:
    return f"The file cannot be read: {error.strerror or error}. Check its name and permissions."


def _plain(record: dict[str, Any], *, many: bool) -> str:
    head = f"{record['file']}:\n" if many else ""
    if "error" in record:
        return f"{head}{record['error']['message']}"
    return head + (record["text"] or "No digits found.")


def _with_progress(photos: list[Path]) -> Iterable[Path]:
    """A progress bar on standard error, where a person watches and there is something to wait for."""
    if len(photos) < 3 or not sys.stderr.isatty():
        return photos
    return track(photos, description="Reading", console=Console(stderr=True))


class _Names:
    """File names for annotated pictures: the photo's own, numbered where two photos share it."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}

    def take(self, stem: str) -> str:
        self._taken[stem] = self._taken.get(stem, 0) + 1
        return f"{stem}.jpg" if self._taken[stem] == 1 else f"{stem}-{self._taken[stem]}.jpg"
