import json
from pathlib import Path

import pytest

from benchmarks import real
from benchmarks.figures import Options
from benchmarks.photos import SECTIONS, main, parse, run
from tests.drawing import photo


def photos_in(data: Path) -> None:
    folder = data / "photos"
    folder.mkdir(parents=True)
    texts = {"a.jpg": "1234", "b.jpg": "56"}
    rows = [{"file": name, "source": name, "lines": [text], "tags": {"tool": "pen"}} for name, text in texts.items()]
    for name, text in texts.items():
        (folder / name).write_bytes(photo(text))
    (folder / "photos.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))


def test_drawn_photos_are_read_scored_and_calibrated(tmp_path: Path) -> None:
    photos_in(tmp_path)
    part, calibration = run(Options(tmp_path, jobs=1, out=tmp_path / "out"), ["photos"])
    assert [figure.value for figure in part.figures] == [1.0, 1.0, 0.0, 1.0]
    assert part.tables[0].rows == [("tool=pen", "2", "100.0 %", "100.0 %", "0.0 %")]
    assert calibration.figures[0].value == 0.0
    readings = [json.loads(row) for row in (tmp_path / "out" / "photos.jsonl").read_text().splitlines()]
    assert readings[0] == {"file": "a.jpg", "lines": [{"text": "1234"}]}


def test_without_photos_the_section_is_left_out_with_a_sentence(tmp_path: Path) -> None:
    assert run(Options(tmp_path, out=tmp_path / "out"), ["photos"])[0].note == real.ABSENT


def test_the_command_writes_all_reports(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    photos_in(tmp_path)
    monkeypatch.setenv("DIGITBOT_DATA", str(tmp_path))
    main(["--only", "photos", "--limit", "1", "--jobs", "1", "--out", str(tmp_path / "out")])
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".json", ".jsonl", ".md", ".html"}
    assert "photos with all digits right" in capfd.readouterr().out


def test_without_data_one_sentence_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIGITBOT_DATA", str(tmp_path))
    with pytest.raises(SystemExit, match="digitbot data fetch"):
        main(["--only", "touching", "--limit", "1", "--jobs", "1", "--out", str(tmp_path / "out")])


@pytest.mark.parametrize("words", [["--limit", "0"], ["--jobs", "x"], ["--only", "everything"]])
def test_words_that_make_no_sense_are_refused(words: list[str]) -> None:
    with pytest.raises(SystemExit):
        parse(words)


def test_sections_keep_their_order() -> None:
    assert parse(["--only", "touching", "speed"])[1] == ["speed", "touching"]
    assert parse([])[1] == list(SECTIONS)
