import pytest

from training.compare.rows import OURS, ROWS, find_row, select_rows
from training.recipe import TrainingError


def test_every_row_has_its_own_name_and_ours_is_last() -> None:
    names = [row.name for row in ROWS]
    assert len(set(names)) == len(names)
    assert names[-1] == OURS


def test_all_rows_are_selected_without_names() -> None:
    assert select_rows([]) == ROWS


def test_ours_is_always_selected_and_the_order_is_the_reports() -> None:
    assert [row.name for row in select_rows(["vgg", "ann"])] == ["ann", "vgg", OURS]


def test_epochs_are_a_limit() -> None:
    rows = select_rows(["ann", "simple"], epochs=8)
    assert [row.epochs for row in rows if row.kind == "neural"] == [8, find_row("simple").epochs]


def test_an_unknown_name_gets_a_sentence_with_the_known_ones() -> None:
    with pytest.raises(TrainingError, match=r"There is no model resnet\. There are: knn, svm"):
        select_rows(["resnet"])
