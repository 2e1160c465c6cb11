"""Interpretation with models whose answers are known."""

from dataclasses import replace

import cv2
import numpy as np
import pytest

from bot.recognition.ink import find_ink
from bot.recognition.interpret import Models, interpret
from bot.recognition.judge import Candidate
from bot.recognition.types import Box, InkAnswer, Segment, Tiles
from bot.recognition.weigh import without_bars, without_edges
from tests.drawing import draw_grey
from tests.recognition.ink_models import Believing, Seeing
from tests.recognition.string_models import Spelling
from tests.recognition.telling import Telling

PAGE = draw_grey("1234", "5678")
INK = find_ink(PAGE, 1.0)


def test_every_digit_is_read_in_its_line() -> None:
    found = interpret(INK, 90.0, Models(Telling(7), Seeing(), Spelling()))
    assert [len(line) for line in found.lines] == [4, 4]
    assert found.score > 0.9
    assert found.turns[0] == 0


def test_ink_that_is_no_digit_is_not_read() -> None:
    assert interpret(INK, 90.0, Models(Telling(7), Believing(0), Spelling())).lines == ()


def test_ink_that_spans_the_page_rules_it() -> None:
    page = PAGE.copy()
    page[10:14] = page[-14:-10] = page[:, 10:14] = page[:, -14:-10] = 60
    found = interpret(find_ink(page, 1.0), 90.0, Models(Telling(7), Seeing(longest=40), Spelling()))
    assert found.ruled
    assert len(found.candidates) == 8
    assert not interpret(INK, 90.0, Models(Telling(7), Seeing(longest=40), Spelling())).ruled


@pytest.mark.parametrize(("slope", "read"), [(0, True), (70, False)], ids=["pluses", "crosses"])
def test_pluses_beside_a_digit_make_no_word(slope: int, *, read: bool) -> None:
    page = np.full((200, 500), 215, np.uint8)
    cv2.line(page, (60, 80), (60, 120), 40, 7)
    for x in (90, 180, 270):
        cv2.line(page, (x, 100 - slope // 2), (x + 70, 100 + slope // 2), 40, 7)
        cv2.line(page, (x + 35 + slope // 2, 65), (x + 35 - slope // 2, 135), 40, 7)
    page = np.asarray(cv2.GaussianBlur(page, (0, 0), 2.5), np.uint8)  # pale rims make the cut out piece larger
    found = interpret(find_ink(page, 1.0), 40.0, Models(Telling(1), Seeing(longest=30), Spelling()), upright=True)
    assert len(found.candidates) == (1 if read else 0)


def test_what_the_classifier_rejects_is_not_read() -> None:
    assert interpret(INK, 90.0, Models(Telling(7, 0.1), Seeing(), Spelling())).lines == ()


def test_doubtful_digits_are_looked_at_again() -> None:
    sure, doubting = Telling(7, 1.0), Telling(7, 0.6)
    interpret(INK, 90.0, Models(sure, Seeing(), Spelling()))
    found = interpret(INK, 90.0, Models(doubting, Seeing(), Spelling()))
    assert doubting.count >= sure.count + 2 * 8
    assert found.candidates[0].confidence == pytest.approx(0.6, abs=0.01)


def test_the_page_tells_how_it_is_turned() -> None:
    found = interpret(INK, 90.0, Models(Telling(7), Seeing(turn=2), Spelling()))
    assert (found.turns[0], found.lines) == (2, ())
    assert len(interpret(INK, 90.0, Models(Telling(7), Seeing(turn=2), Spelling()), upright=True).lines) == 2


def test_what_was_spent_is_counted() -> None:
    models = Models(Telling(7), Seeing(), Spelling())
    assert models.spent == 0
    interpret(INK, 90.0, models)
    once = models.spent
    interpret(INK, 90.0, models)
    assert once > 8 * 0.5
    assert once < models.spent < 2 * once
    models.forget_costs()
    assert models.spent == 0


class OnlyStrokes(Seeing):
    """An ink model for which what is as thick as it is wide is no digit."""

    def look(self, tiles: Tiles) -> InkAnswer:
        answer = super().look(tiles)
        for tile, chance in zip(tiles, answer.chance, strict=True):
            thick = cv2.morphologyEx(tile, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8))
            chance[cv2.dilate(thick, np.ones((9, 9), np.uint8)) > 0] = 0
        return answer


@pytest.mark.parametrize(("left", "counts"), [(20, True), (0, False)], ids=["inside", "runs out of the picture"])
def test_what_runs_out_of_the_picture_is_no_writing(left: int, counts: bool) -> None:
    page = PAGE.copy()
    page[20:60, left : left + 200] = 40
    found = interpret(find_ink(page, 1.0), 90.0, Models(Telling(7), OnlyStrokes(), Spelling()))
    assert found.share == pytest.approx(0.5 if counts else 1.0, abs=0.05)


class Wavering(OnlyStrokes):
    """And one that takes the others for digits', but for two in three only."""

    def look(self, tiles: Tiles) -> InkAnswer:
        answer = super().look(tiles)
        return replace(answer, chance=np.minimum(answer.chance, np.uint8(170)))


@pytest.mark.parametrize(
    ("line", "blot", "vouched"),
    [("713", False, True), ("71", False, False), ("713", True, False)],
    ids=["a number alone", "too few", "among other ink"],
)
def test_digits_vouch_for_each_other_where_hardly_anything_else_is_written(
    line: str, blot: bool, vouched: bool
) -> None:
    page = draw_grey(line)
    if blot:
        page[240:290, 20:350] = 40
    found = interpret(find_ink(page, 1.0), 90.0, Models(Telling(7), Wavering(), Spelling()))
    assert len(found.candidates) == len(line)
    assert all((each.belief > 170 / 255) is vouched for each in found.candidates)


@pytest.mark.parametrize(
    ("digit", "top", "read"),
    [(1, 0, False), (1, 12, True), (7, 0, True)],
    ids=["a bar that runs out", "a bar that does not", "another digit that does"],
)
def test_a_bar_that_runs_out_of_the_picture_is_an_edge(digit: int, top: int, read: bool) -> None:
    page = draw_grey("7    3")
    page[top : top + 80, 330:336] = 40
    found = interpret(find_ink(page, 1.0), 90.0, Models(Telling(digit), Seeing(), Spelling()))
    assert any(300 < each.segment.box.x < 400 for each in found.candidates) is read


@pytest.mark.parametrize(("confidence", "width", "read"), [(1.0, 46, True), (0.85, 46, False), (1.0, 12, False)])
def test_a_1_with_a_foot_at_the_edge_is_one_if_it_is_certain(confidence: float, width: int, read: bool) -> None:
    one, three = (
        Candidate(Segment(Box(x, 100, width, 80), np.full((80, width), 255, np.uint8)), row)
        for x, row in ((0, confidence * np.eye(11, dtype=np.float32)[1]), (200, np.eye(11, dtype=np.float32)[3]))
    )
    assert without_edges([one, three], (300, 800)) == ([one, three] if read else [three])


@pytest.mark.parametrize(
    ("top", "bottom", "read"),
    [(70, 215, False), (70, 180, True), (105, 215, True), (90, 190, True)],
    ids=["above and below", "above", "below", "hardly"],
)
def test_a_bar_that_stands_out_above_and_below_its_neighbours_is_none_of_the_digits(
    top: int, bottom: int, read: bool
) -> None:
    before, bar, after = (
        Candidate(Segment(Box(x, y, width, end - y), np.full((end - y, width), 255, np.uint8)), np.eye(11)[digit])
        for digit, x, width, y, end in ((3, 100, 50, 90, 190), (1, 170, 20, top, bottom), (7, 220, 50, 100, 200))
    )
    assert without_bars([before, bar, after]) == ([before, bar, after] if read else [before, after])
    assert without_bars([bar, after]) == [bar, after]


@pytest.mark.parametrize(("height", "certainty", "read"), [(120, 0.4, False), (120, 0.6, True), (106, 0.4, True)])
def test_a_doubtful_1_that_stands_out_is_a_bracket_at_either_end(height: int, certainty: float, *, read: bool) -> None:
    def one(x: int, height: int, certainty: float) -> Candidate:
        probabilities = np.eye(11)[1] * certainty + np.eye(11)[10] * (1 - certainty)
        segment = Segment(Box(x, 150 - height // 2, 30, height), np.full((height, 30), 255, np.uint8))
        return Candidate(segment, probabilities)

    left, number, right = one(100, height, certainty), one(150, 100, 1.0), one(200, height, certainty)
    assert without_bars([left, number, right]) == ([left, number, right] if read else [number])
    assert without_bars([left]) == [left]


def test_a_1_that_is_no_higher_than_another_digit_of_its_line_is_no_bar() -> None:
    nine, one, nought = (
        Candidate(Segment(Box(x, y, width, end - y), np.full((end - y, width), 255, np.uint8)), np.eye(11)[digit])
        for digit, x, width, y, end in ((9, 100, 60, 90, 240), (1, 200, 20, 85, 225), (0, 260, 60, 130, 205))
    )
    assert without_bars([nought, one, nought]) == [nought, nought]
    assert without_bars([nought, one, nought, nine]) == [nought, one, nought, nine]


def test_a_lone_bar_that_runs_out_of_the_picture_is_a_shadow() -> None:
    paper = np.full((300, 400), 215, np.uint8)
    bar, shadow = paper.copy(), paper.copy()
    bar[100:200, 190:200] = shadow[:100, 190:200] = 40
    found = [interpret(find_ink(page, 1.0), 100.0, Models(Telling(1), Seeing(), Spelling())) for page in (bar, shadow)]
    assert [len(each.candidates) for each in found] == [1, 0]


@pytest.mark.parametrize(("close", "read"), [(True, True), (False, False)], ids=["all around", "at its left"])
def test_a_number_cut_out_close_around_it_keeps_its_1s(close: bool, read: bool) -> None:
    page = draw_grey("17")
    rows, columns = np.nonzero(page < 150)
    page = page[rows.min() : rows.max() + 1, : columns.max() + 1] if close else page
    found = interpret(
        find_ink(np.ascontiguousarray(page[:, columns.min() :]), 1.0), 90.0, Models(Telling(1), Seeing(), Spelling())
    )
    assert any(each.segment.box.x <= 2 for each in found.candidates) is read
