import json
from pathlib import Path

from benchmarks.cases import digits_only, load_photos


def test_a_folder_without_a_listing_has_no_photos(tmp_path: Path) -> None:
    assert load_photos(tmp_path) == []


def test_a_listing_gives_photos_with_source_tags_and_digits(tmp_path: Path) -> None:
    row = {"file": "a.jpg", "source": "s", "lines": ["12 34", "−", "5"], "tags": {"tool": "pen", "touching": False}}
    (tmp_path / "photos.jsonl").write_text(json.dumps(row) + "\n\n")
    (tmp_path / "a.jpg").write_bytes(b"bytes")
    (photo,) = load_photos(tmp_path)
    assert (photo.name, photo.group, photo.lines) == ("a.jpg", "s", ("1234", "5"))
    assert photo.tags == ("tool=pen", "touching=False")
    assert photo.make().data == b"bytes"


def test_lines_without_digits_are_no_lines() -> None:
    assert digits_only(["1 a2", "", "b"]) == ("12",)
