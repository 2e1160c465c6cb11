import re
from pathlib import Path

import numpy as np
import pytest

from tests.training.compare.samples import outcome, small_split
from training.compare.data import DataReport, describe_data, duplicates
from training.compare.drawing import INK
from training.compare.report import write_report
from training.compare.split import Split
from training.corpus import Samples

OUTCOMES = [outcome("svm", 5), outcome("simple", 3), outcome("digits", 1)]
TITLES = [made.row.title for made in OUTCOMES]


@pytest.fixture(scope="module")
def data() -> DataReport:
    return describe_data(small_split())


@pytest.fixture(scope="module")
def page(data: DataReport, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(tmp_path_factory.mktemp("report"), data, OUTCOMES, small_split())


def test_the_page_needs_nothing_beside_itself(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not re.findall(r'(?:src|href)="(?!data:|#)', text)
    assert "url(http" not in text
    assert "<script" not in text


def test_figures_take_the_pages_own_text_colour(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.count("<svg") == 5 + 1 + len(OUTCOMES)
    assert INK not in text
    assert "currentColor" in text
    assert "prefers-color-scheme: dark" in text


def test_every_row_is_in_the_page_and_in_the_markdown(page: Path) -> None:
    html, markdown = page.read_text(encoding="utf-8"), page.with_suffix(".md").read_text(encoding="utf-8")
    for title in TITLES:
        assert f"<td >{title}</td>" in html
        assert markdown.count(f"| {title} |") == 2


def test_the_markdown_says_the_figures(page: Path) -> None:
    ours = page.with_suffix(".md").read_text(encoding="utf-8").splitlines()[-1]
    assert "| 99.33 % (96.32–99.88) | 99.80 % | 0.67 % (0.12–3.68) | – |" in ours


def test_the_data_is_described(data: DataReport) -> None:
    assert data.counts.sum(axis=1).tolist() == [300, 100, 150]
    assert data.means.shape == (10, 28, 28)
    assert 0.0 < data.pixels.mean < data.pixels.deviation < 1.0
    assert 0 < data.pixels.unused < 784
    assert len(data.embedding.labels) == 300
    assert np.isfinite(data.embedding.places).all()


def test_repeated_and_leaked_digits_are_counted() -> None:
    split = small_split()
    twice = Samples(*(np.concatenate([a, a[:7]]) for a in (split.training.glyphs, split.training.labels)))
    assert duplicates(Split(twice, split.validation, split.test)) == (7, 0)
    assert duplicates(Split(split.training, split.validation, split.training)) == (0, 300)
