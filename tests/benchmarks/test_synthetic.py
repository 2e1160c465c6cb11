from pathlib import Path

from benchmarks.synthetic import NoDigits, SyntheticPage, nothing_part, pages_part, short
from tests.benchmarks.samples import outcome
from tests.training.digits import small_set, write_mnist


def test_a_page_is_always_the_same_and_has_its_truth(tmp_path: Path) -> None:
    write_mnist(tmp_path / "mnist", small_set().part(0, 10), small_set().part(10, 600))
    case = SyntheticPage("plain", 3, tmp_path)
    assert (case.name, case.group) == ("plain 3", "plain")
    assert case.make() == case.make()
    assert all(line.isdigit() for line in case.make().lines)


def test_a_picture_of_nothing_has_no_lines() -> None:
    assert NoDigits("blank paper", 1).make().lines == ()


def test_digits_read_where_there_are_none_are_counted_by_kind() -> None:
    part = nothing_part([outcome("", "1"), outcome("", "1", sure=0.5), outcome("", "", "b"), outcome("", "", "b")])
    assert [figure.value for figure in part.figures] == [0.5, 0.25]
    assert list(part.tables[0].rows) == [("a", "2", "100.0 %", "50.0 %"), ("b", "2", "0.0 %", "0.0 %")]


def test_pages_are_counted_by_condition_the_worst_named() -> None:
    part = pages_part([outcome("1234", "1234"), outcome("1234", "1235", "b"), outcome("1" * 20, "1" * 20, "b")])
    values = {figure.name: figure.value for figure in part.figures}
    assert values["digits right, worst condition (b)"] == 23 / 24
    assert values["the same, worst condition (b)"] == 0.0
    assert values["pages of up to 12 digits wholly right, all conditions"] == 0.5
    assert part.tables[0].rows[0][:5] == ("b", "2", "95.8 %", "1", "0.0 %")


def test_pages_of_up_to_twelve_digits_are_short() -> None:
    few, many = outcome("123456789012", ""), outcome("1234567890123", "")
    assert short([few, many]) == [few]
