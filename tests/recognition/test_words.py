from dataclasses import replace

import numpy as np
import pytest

from bot.recognition.judge import Candidate
from bot.recognition.types import CERTAIN, CLASS_COUNT, NOT_A_DIGIT, Box, Segment
from bot.recognition.words import without_headings, without_words


def digit(x: int, y: int = 100) -> Candidate:
    crop = np.full((40, 10), 255, np.uint8)
    return Candidate(Segment(Box(x, y, 10, 40), crop), np.eye(CLASS_COUNT, dtype=np.float32)[1])


def letter(x: int, y: int = 105, width: int = 20) -> Box:
    return Box(x, y, width, 30)


def test_an_l_in_a_word_is_no_digit() -> None:
    word = [letter(100), letter(125), letter(165)]
    assert without_words([digit(150)], [], word, 40.0) == []


def test_a_number_beside_a_word_stays() -> None:
    number = [digit(300), digit(320)]
    assert without_words(number, [], [letter(100), letter(125), letter(150)], 40.0) == number


def test_one_foreign_piece_takes_no_digit_away() -> None:
    number = [digit(100)]
    assert without_words(number, [], [letter(120)], 40.0) == number


def test_certain_digits_are_a_number_beside_as_many_letters() -> None:
    """2y+8 is one, though doubts add to the letters."""
    number = [digit(100), digit(150)]
    assert without_words(number, [], [letter(115), letter(165)], 40.0) == number
    assert without_words(number, [], [letter(115), letter(165), letter(190)], 40.0) == []


def test_the_letters_of_an_equation_stand_among_its_digits() -> None:
    """In 3x+6x they are as many as its digits, but no two beside each other; in a word they are."""
    number = [digit(100), digit(150)]
    assert without_words(number, [], [letter(75), letter(115), letter(165)], 40.0) == number
    assert without_words(number, [], [letter(52), letter(75), letter(115), letter(165)], 40.0) == []


def test_the_rings_and_the_bar_of_a_percent_sign_are_one_letter() -> None:
    number, percent = [digit(100)], [Box(115, 98, 16, 18), Box(117, 96, 30, 40), Box(134, 118, 16, 18)]
    assert without_words(number, [], percent, 40.0) == number
    apart = [Box(115, 98, 16, 18), Box(135, 96, 30, 40), Box(170, 118, 16, 18)]
    assert without_words(number, [], apart, 40.0) == []


def test_letters_above_each_other_in_two_lines_are_two() -> None:
    above, below = [letter(112), letter(135)], [letter(112, y=165), letter(135, y=165)]
    assert without_words([digit(100), digit(100, y=160)], [], above + below, 40.0) == []


def test_most_of_a_number_outweighs_a_rejected_digit() -> None:
    number = [digit(100), digit(120), digit(165)]
    assert without_words(number, [], [letter(140), letter(185)], 40.0) == number


def test_empty_frames_beside_a_digit_in_its_frame_are_no_letters() -> None:
    row = [Box(90 + 50 * i, 90, 48, 60) for i in range(4)]
    number = [digit(120), digit(250)]
    assert without_words(number, [], row, 40.0) == number


def test_a_word_in_one_stroke_counts_by_its_length() -> None:
    assert without_words([digit(205)], [], [letter(100, width=100)], 40.0) == []


@pytest.mark.parametrize(
    "box", [Box(60, 90, 2, 300), Box(60, 138, 300, 3), Box(60, 100, 400, 40), Box(115, 95, 5, 50), Box(95, 95, 40, 50)]
)
def test_rules_and_frames_are_no_letters(box: Box) -> None:
    number = [digit(100)]
    assert without_words(number, [], [box] * 4, 40.0) == number


def test_letters_on_another_line_do_not_count() -> None:
    number = [digit(100, y=200)]
    assert without_words(number, [], [letter(112), letter(130), letter(150)], 40.0) == number


def test_a_wide_digit_that_is_rejected_is_no_word() -> None:
    crop = np.full((40, 90), 255, np.uint8)
    wide = Candidate(Segment(Box(5, 100, 90, 40), crop), np.eye(CLASS_COUNT, dtype=np.float32)[NOT_A_DIGIT])
    number = [digit(100)]
    assert without_words(number, [wide], [], 40.0) == number


def test_doubtful_digits_among_letters_are_letters() -> None:
    doubtful = [replace(digit(x), belief=0.6) for x in (100, 120)]
    word = [letter(140), letter(165)]
    assert without_words(doubtful, [], word, 40.0) == []
    assert len(without_words([digit(100), digit(120)], [], word, 40.0)) == 2


def test_three_certain_digits_are_a_number_beside_any_scrawl() -> None:
    number = [digit(100), digit(120), digit(140)]
    assert without_words(number, [], [letter(160, width=250)], 40.0) == number


def doubtful(x: int, y: int = 100) -> Candidate:
    """The classifier doubts it."""
    classes = np.eye(CLASS_COUNT, dtype=np.float32)
    return replace(digit(x, y), probabilities=0.55 * classes[1] + 0.45 * classes[NOT_A_DIGIT])


def test_three_digits_that_the_classifier_is_sure_of_are_a_number_though_they_may_be_print() -> None:
    """Unless a letter stands beside them, or their ink is surely none of a digit's."""
    certain = [digit(100 + 20 * i) for i in range(6)]
    neat = [replace(digit(100 + 20 * i, y=300), belief=0.4) for i in range(3)]
    printed = [replace(digit(100 + 20 * i, y=500), belief=0.05) for i in range(3)]
    assert without_words(certain + neat + printed, [], [], 40.0) == certain + neat
    assert without_words(certain + neat, [], [letter(165, y=305)], 40.0) == certain


def test_what_is_read_with_doubt_beside_certain_numbers_is_a_word() -> None:
    numbers = [digit(100 + 20 * i, y=300) for i in range(6)]
    assert without_words([*numbers, doubtful(100), doubtful(120), doubtful(140)], [], [], 40.0) == numbers


@pytest.mark.parametrize(("value", "stays"), [(6, True), (1, False)], ids=["6s", "1s"])
def test_figures_whose_form_tells_are_no_word_beside_a_letter_and_certain_numbers(value: int, *, stays: bool) -> None:
    certain = [digit(100 + 20 * i) for i in range(6)]
    classes = np.eye(CLASS_COUNT, dtype=np.float32)
    hardly_ink = [replace(digit(100 + 20 * i, y=300), probabilities=classes[value], belief=0.3) for i in range(2)]
    kept = without_words([*certain, *hardly_ink], [], [letter(140, y=305)], 40.0)
    assert len(kept) == (8 if stays else 6)


def test_a_page_of_doubtful_numbers_stays() -> None:
    page = [doubtful(100 + 20 * i, y=100 * row) for row in (1, 2, 3) for i in range(3)]
    assert without_words(page, [], [], 40.0) == page


def test_two_doubtful_digits_make_no_word() -> None:
    page = [digit(100 + 20 * i, y=300) for i in range(6)] + [doubtful(100), doubtful(120)]
    assert without_words(page, [], [], 40.0) == page


def test_a_long_line_with_hardly_a_certain_digit_is_a_heading_beside_certain_numbers() -> None:
    heading = [doubtful(100 + 20 * i) for i in range(5)]
    numbers = [digit(100 + 20 * i, y=300) for i in range(6)]
    assert without_headings([heading, numbers]) == [numbers]
    assert without_headings([[*heading, digit(220)], numbers]) == [numbers]


def test_a_long_line_stays_if_it_is_short_has_certain_digits_or_the_others_have_few() -> None:
    line = [doubtful(100 + 20 * i) for i in range(5)]
    numbers = [digit(100 + 20 * i, y=300) for i in range(6)]
    for page in ([line[1:], numbers], [[*line, digit(220), digit(240)], numbers], [line, numbers[1:]]):
        assert without_headings(page) == page


def test_a_long_line_of_which_most_is_nearly_certain_is_no_heading() -> None:
    line = [replace(digit(100 + 20 * i), belief=0.75) for i in range(6)]
    numbers = [digit(100 + 20 * i, y=300) for i in range(6)]
    page = [[doubtful(60), doubtful(80), *line], numbers]
    assert line[0].certainty < CERTAIN
    assert without_headings(page) == page


@pytest.mark.parametrize(("value", "stays"), [(5, True), (1, False)], ids=["5s", "bars"])
def test_a_long_doubtful_line_of_forms_that_the_classifier_is_sure_of_is_a_number(value: int, *, stays: bool) -> None:
    told = np.eye(CLASS_COUNT, dtype=np.float32)[value]
    line = [replace(digit(100 + 20 * i), belief=0.6, probabilities=told) for i in range(5)]
    numbers = [digit(100 + 20 * i, y=300) for i in range(6)]
    assert without_headings([line, numbers]) == [line, numbers][1 - stays :]
