import csv
from hashlib import sha256
from pathlib import Path

import pytest

from bot.recognition.types import NOT_A_DIGIT
from bot.storage.corrections import CorrectionStore
from bot.storage.database import Database
from bot.storage.errors import StorageError
from bot.storage.export import COLUMNS, export_corrections
from bot.storage.records import Correction, How, StoredReading
from bot.storage.users import UserStore


@pytest.fixture
async def labelled(corrections: CorrectionStore, stored: StoredReading) -> StoredReading:
    """The stored reading with two of its three digits labelled."""
    labels = {stored.digits[0].id: 7, stored.digits[2].id: NOT_A_DIGIT}
    await corrections.add(Correction(stored.id, 7, How.TAP, 1, labels))
    return stored


def rows_of(folder: Path) -> list[dict[str, str]]:
    with (folder / "corrections.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def folders_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.is_dir()]


def names_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


async def test_the_export_says_what_each_crop_shows(
    corrections: CorrectionStore, labelled: StoredReading, tmp_path: Path
) -> None:
    out = tmp_path / "deep" / "out"
    assert await export_corrections(corrections, out) == 2
    first, second = rows_of(out)
    crops = [crop async for crop in corrections.labelled_crops()]
    assert tuple(first) == COLUMNS
    assert first == {
        "file": f"crops/{labelled.digits[0].id}.png", "label": "7", "read_as": "1", "confidence": "0.9", "how": "tap",
        "user": sha256(b"7").hexdigest()[:12], "reading": str(labelled.id), "model": "digits-1-abc",
        "glyph_version": str(crops[0].glyph_version), "when": crops[0].when.isoformat(),
    }  # fmt: skip
    assert second["label"] == "none"
    assert [(out / row["file"]).read_bytes() for row in (first, second)] == [crop.crop_png for crop in crops]
    assert names_in(out) == {"corrections.csv", first["file"], second["file"]}


async def test_an_export_replaces_an_earlier_one(
    database: Database, corrections: CorrectionStore, labelled: StoredReading, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert await export_corrections(corrections, out) == 2
    await UserStore(database).forget(labelled.user)
    assert await export_corrections(corrections, out) == 0
    assert names_in(tmp_path / "out") == {"corrections.csv"}
    assert folders_in(tmp_path) == ["out"]


async def test_an_empty_folder_is_taken(corrections: CorrectionStore, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    assert await export_corrections(corrections, tmp_path / "out") == 0


@pytest.mark.parametrize("name", ["photo.jpg", "corrections.csv"])
async def test_other_files_are_never_touched(
    corrections: CorrectionStore, labelled: StoredReading, tmp_path: Path, name: str
) -> None:
    out = tmp_path / "out"
    (out / "crops").mkdir(parents=True)
    (out / name).write_text("mine")
    with pytest.raises(StorageError, match="new folder"):
        await export_corrections(corrections, out)
    assert names_in(out) == {name}


async def test_a_file_in_the_way_is_an_error(corrections: CorrectionStore, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(StorageError, match="--out"):
        await export_corrections(corrections, tmp_path / "out")


async def test_a_failed_export_leaves_the_earlier_one(
    database_url: str, corrections: CorrectionStore, labelled: StoredReading, tmp_path: Path
) -> None:
    class Failing(CorrectionStore):
        async def labelled_crops(self):  # type: ignore[no-untyped-def]
            async for crop in super().labelled_crops():
                yield crop
                raise StorageError("gone")

    out = tmp_path / "out"
    await export_corrections(corrections, out)
    before = names_in(out)
    database = Database(database_url)
    with pytest.raises(StorageError, match="gone"):
        await export_corrections(Failing(database), out)
    await database.close()
    assert names_in(out) == before
    assert folders_in(tmp_path) == ["out"]
