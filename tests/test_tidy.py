from pathlib import Path

import pytest

from bot.tidy import keep_last, sweep, whole_folder


def test_a_folder_appears_only_as_a_whole(tmp_path: Path) -> None:
    with whole_folder(tmp_path / "report") as work:
        (work / "page").write_text("all of it")
        assert not (tmp_path / "report").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["report"]
    with pytest.raises(FileNotFoundError), whole_folder(tmp_path / "other") as work:
        (work / "missing" / "page").write_text("half")
    assert [path.name for path in tmp_path.iterdir()] == ["report"]


def test_the_last_folders_stay(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in "abcd"]
    for folder in folders:
        folder.mkdir()
        (folder / "file").touch()
    keep_last(folders, 9)
    assert len(list(tmp_path.iterdir())) == 4
    keep_last(folders, 1)
    assert [path.name for path in tmp_path.iterdir()] == ["d"]


def test_remains_are_swept_and_nothing_else(tmp_path: Path) -> None:
    for name in (".a.new", ".b.old", "c", ".d"):
        (tmp_path / name).mkdir()
    (tmp_path / ".pointer.new").touch()
    sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"c", ".d", ".pointer.new"}
