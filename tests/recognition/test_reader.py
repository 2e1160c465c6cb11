"""The reader with the shipped model on drawn photos of many kinds."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from bot.load import load_reader
from bot.recognition.areas import Hull, bright_area
from bot.recognition.calm import calm_area
from bot.recognition.place import shear
from bot.recognition.reader import Reader
from bot.recognition.sheet import find_sheet
from bot.recognition.types import GreyImage
from bot.settings import PROJECT
from tests.drawing import Look, Picture, draw_page, jpeg

LINES = ["31 4159", "26 5358"]
READ = "31 4159\n26 5358"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return load_reader(PROJECT / "models" / "digits.tflite")


@pytest.mark.parametrize(
    "look",
    [
        Look(),
        Look(shade=0.6),
        Look(rules=True),
        Look(ink=140, paper=200, noise=2),
        Look(ink=225, paper=50),
        Look(stroke=2),
        Look(stroke=11),
        Look(paper=95, ink=35, noise=5),
    ],
    ids=["plain", "shaded", "ruled", "pencil", "chalk", "thin", "thick", "dim"],
)
def test_the_numbers_are_read(reader: Reader, look: Look) -> None:
    reading = reader.read(jpeg(draw_page(LINES, look)))
    assert reading.text == READ
    assert (reading.height, reading.width) == draw_page(LINES, look).shape[:2]


def test_a_hand_that_leans_far_is_read_as_surely_as_an_upright_one(reader: Reader) -> None:
    page = draw_page(["2079853"], Look(noise=0))
    size, matrix = shear(page.shape[1], page.shape[0], -0.8)
    leaning = cv2.warpAffine(page, matrix, size, borderValue=(215, 215, 215))
    (line,) = reader.read(jpeg(np.asarray(leaning, np.uint8))).lines
    assert line.text == "2079853"
    assert all(digit.certain for digit in line.digits)
    inked = np.flatnonzero((leaning[..., 0] < 130).any(axis=0))
    assert (line.digits[0].box.x, line.digits[-1].box.right) == pytest.approx((inked[0], inked[-1]), abs=18)


def test_numbers_beside_a_lamps_light_are_read(reader: Reader) -> None:
    page = np.full((900, 675, 3), 150, np.uint8)
    written = draw_page(["4729"], Look(stroke=3, paper=150, ink=115, noise=0), height=50)
    page[60 : 60 + written.shape[0], 60 : 60 + written.shape[1]] = written
    lamp = cv2.ellipse(np.zeros(page.shape, np.float32), (675, 450), (60, 330), 0, 0, 360, (60, 60, 60), -1)
    lit = np.clip(page + cv2.GaussianBlur(lamp, (0, 0), 25), 0, 255).astype(np.uint8)
    assert reader.read(jpeg(lit)).text == "4729"


@pytest.mark.parametrize("spots", [1, 2])
def test_numbers_beside_a_flashs_reflection_are_read(reader: Reader, spots: int) -> None:
    page = draw_page(["31 4159", ""], Look(stroke=3, paper=120, ink=70))
    for x in (100, 320)[:spots]:
        cv2.ellipse(page, (x, 330), (70, 30), 20, 0, 360, (240, 240, 240), -1, cv2.LINE_AA)
    assert reader.read(jpeg(page)).text == "31 4159"


@pytest.mark.parametrize("share", [0.3, 0.45])
def test_numbers_of_two_sizes_are_read(reader: Reader, share: float) -> None:
    large, line = draw_page(["31 4159"]), draw_page(["26 5358"])
    small = np.asarray(cv2.resize(line, None, fx=share, fy=share, interpolation=cv2.INTER_AREA), np.uint8)
    page = np.full((large.shape[0] + small.shape[0], large.shape[1], 3), 215, np.uint8)
    page[: large.shape[0]] = large
    page[large.shape[0] :, : small.shape[1]] = small
    assert reader.read(jpeg(page)).text == "31 4159\n26 5358"


@pytest.mark.parametrize("digit", "0123456789")
def test_a_digit_in_strokes_a_fifth_of_the_picture_broad_is_read(reader: Reader, digit: str) -> None:
    page = np.full((400, 300, 3), 215, np.uint8)
    (width, height), _ = cv2.getTextSize(digit, cv2.FONT_HERSHEY_DUPLEX, 12.0, 50)
    place = (300 - width) // 2, (400 + height) // 2
    cv2.putText(page, digit, place, cv2.FONT_HERSHEY_DUPLEX, 12.0, (60, 50, 50), 50, cv2.LINE_AA)
    assert reader.read(jpeg(page)).text == digit


@pytest.mark.parametrize("stroke", [3, 5])
@pytest.mark.parametrize("number", ["20", "404", "609", "3091"])
def test_the_hole_of_a_light_0_is_no_dark_0_on_a_light_sheet(reader: Reader, number: str, stroke: int) -> None:
    page = draw_page([number], Look(ink=220, paper=15, stroke=stroke))
    x, y, width, height = cv2.boundingRect(np.asarray(page[:, :, 0] > 100, np.uint8))
    crop = page[y - 12 : y + height + 12, x - 12 : x + width + 12]
    assert reader.read(jpeg(np.ascontiguousarray(crop))).text == number


@pytest.mark.parametrize(("stroke", "apart"), [(42, 140), (42, 150), (48, 130), (48, 150)])
def test_the_loops_of_a_large_8_in_broad_strokes_are_no_0s(reader: Reader, stroke: int, apart: int) -> None:
    page = np.full((400, 300, 3), 215, np.uint8)
    for middle in (205 - apart // 2, 205 + apart // 2):
        cv2.ellipse(page, (150, middle), (80, 62), 0, 0, 360, (60, 50, 50), stroke, cv2.LINE_AA)
    assert reader.read(jpeg(page)).text == "8"


def test_light_numbers_on_a_dark_canvas_beside_dark_ones_on_paper_are_read(reader: Reader) -> None:
    paper, canvas = draw_page(["31 4159"]), draw_page(["26 5358"], Look(ink=235, paper=30))
    around = np.full((canvas.shape[0] + 80, canvas.shape[1] + 80, 3), 215, np.uint8)
    around[40:-40, 40:-40] = canvas
    paper = np.pad(paper, ((0, 0), (40, 40), (0, 0)), mode="edge")
    assert reader.read(jpeg(np.asarray(np.vstack([paper, around]), np.uint8))).text == "31 4159\n26 5358"


def test_each_of_two_notes_on_a_desk_is_read(reader: Reader) -> None:
    notes = [draw_page([number]) for number in ("314", "592")]
    height, width = notes[0].shape[:2]
    desk = np.clip(np.random.default_rng(2).normal(60, 6, (2 * height + 200, 2 * width + 200, 3)), 0, 255)
    desk[50 : 50 + height, 50 : 50 + width] = notes[0]
    desk[height + 150 : 2 * height + 150, width + 100 : 2 * width + 100] = notes[1]
    assert reader.read(jpeg(desk.astype(np.uint8))).text == "314\n592"


def notes_on_a_desk(*notes: Picture) -> bytes:
    """Three notes of about 440×310 pixels, on a desk whose light falls off to the right."""
    desk = np.full((960, 1500, 3), 110.0)
    for (left, top), note in zip([(30, 160), (530, 320), (1040, 480)], notes, strict=True):
        desk[top : top + note.shape[0], left : left + note.shape[1]] = note
    desk *= np.linspace(1, 0.8, 1500)[:, None]
    return jpeg(desk.clip(0, 255).astype(np.uint8))


def note(number: str, light: float) -> Picture:
    return np.asarray(draw_page([number]) * light)


def test_notes_of_several_colours_are_all_read(reader: Reader) -> None:
    """The brightest is found by itself; the others are as light as each other."""
    assert reader.read(notes_on_a_desk(note("31", 1.1), note("42", 0.8), note("59", 0.86))).text == "31 42 59"


def test_a_note_without_digits_hides_none(reader: Reader) -> None:
    drawing = note("  ", 1.1)
    for turn in range(0, 360, 30):
        cv2.ellipse(drawing, (220, 155), (90, 20), turn, 0, 180, (60, 60, 60), 3)
    assert reader.read(notes_on_a_desk(drawing, note("42", 0.8), note("59", 0.86))).text == "42 59"


def test_cards_on_a_desk_are_read_row_by_row(reader: Reader) -> None:
    """Those side by side make one line, and one with a drawing is passed over."""
    desk = np.random.default_rng(2).normal(60, 6, (820, 1320, 3))
    drawing = np.full((315, 355, 3), 215, np.uint8)
    cv2.polylines(
        drawing, [np.array([(60, 220), (140, 90), (180, 200), (230, 60), (300, 230)])], False, (50, 50, 50), 8
    )
    cards = [draw_page([number]) for number in "3142"]
    for (top, left), card in zip(
        [(30, 40), (50, 480), (450, 60), (440, 500), (200, 920)], [*cards, drawing], strict=True
    ):
        desk[top : top + card.shape[0], left : left + card.shape[1]] = card
    assert reader.read(jpeg(desk.clip(0, 255).astype(np.uint8))).text == "3 1\n4 2"


@pytest.mark.parametrize("number", ["39", "15", "4"])
def test_a_sheet_held_before_a_wall_and_dark_clothes_is_read(reader: Reader, number: str) -> None:
    """Its edge is no 1, and a face behind it no 0."""
    sheet = draw_page([number], Look(stroke=10))
    height, width = sheet.shape[:2]
    room = np.random.default_rng(3).normal(130, 3, (3 * height, 3 * width, 3)).clip(0, 255).astype(np.uint8)
    room[: 2 * height, : width // 2] = 98
    room[2 * height - 40 :, width - 60 : 2 * width + 60] = (90, 40, 40)
    cv2.ellipse(room, (width + width // 2, height), (70, 100), 0, 0, 360, (130, 160, 200), -1)
    room[3 * height // 2 : 3 * height // 2 + height, width : 2 * width] = sheet
    assert reader.read(jpeg(room)).text == number


@pytest.mark.parametrize(("a", "b", "c"), [("2", "8", "55"), ("5", "6", "23"), ("3", "9", "1")])
def test_the_numbers_of_an_equation_are_read(reader: Reader, a: str, b: str, c: str) -> None:
    """Beside a letter and signs as large as they."""
    parts = [draw_page([number]) for number in (a, b, c)]
    letter, plus, equals = (np.full((parts[0].shape[0], 130, 3), parts[0][0, 0], np.uint8) for _ in range(3))
    ground, ink = 195, (50, 50, 50)
    for start, end in (((40, ground - 60), (80, ground)), ((90, ground - 60), (45, ground + 30))):
        cv2.line(letter, start, end, ink, 6)
    for start, end in (((25, ground - 45), (105, ground - 45)), ((65, ground - 85), (65, ground - 5))):
        cv2.line(plus, start, end, ink, 6)
    for level in (ground - 60, ground - 30):
        cv2.line(equals, (25, level), (105, level), ink, 6)
    tight = [part[:, 110 : part.shape[1] - 110] for part in parts]
    page = np.hstack([parts[0][:, :110], tight[0], letter, plus, tight[1], equals, tight[2], parts[2][:, -110:]])
    assert reader.read(jpeg(np.ascontiguousarray(page))).text.replace(" ", "") == a + b + c


def test_digits_that_hang_on_squared_paper_are_read(reader: Reader) -> None:
    page = draw_page(["8", "98960"], Look(stroke=4, ink=60))
    for place in range(13, max(page.shape), 60):
        cv2.line(page, (place, 0), (place, page.shape[0]), (110, 110, 110), 4)
        cv2.line(page, (0, place), (page.shape[1], place), (110, 110, 110), 4)
    assert reader.read(jpeg(page)).text == "8\n98960"


def test_green_digits_on_grey_squares_that_are_as_dark_are_read(reader: Reader) -> None:
    page = draw_page(["47 965", "16902"], Look(stroke=6))
    written = page[:, :, 0] < 130
    page[::14] = page[1::14] = page[:, ::14] = page[:, 1::14] = 110
    page[written] = (60, 140, 20)
    grey = np.asarray(cv2.cvtColor(cv2.cvtColor(page, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR), np.uint8)
    assert reader.read(jpeg(page)).text == "47 965\n16902"
    assert reader.read(jpeg(grey)).text != "47 965\n16902"


@pytest.mark.parametrize("shape", [(16, 20_000), (20_000, 16), (17, 1280), (16, 16)])
def test_a_picture_of_any_form_is_looked_at(reader: Reader, shape: tuple[int, int]) -> None:
    noise = np.random.default_rng(1).integers(0, 256, (*shape, 3), np.uint8)
    reading = reader.read(jpeg(noise))
    assert (reading.height, reading.width) == shape


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_turned_page_is_read_upright(reader: Reader, turns: int) -> None:
    page = np.ascontiguousarray(np.rot90(draw_page(["3745 29", "2754 73"]), turns))
    assert reader.read(jpeg(page)).text == "3745 29\n2754 73"


@pytest.mark.parametrize("factor", [0.25, 2.5])
def test_boxes_lie_on_the_digits_whatever_the_size(reader: Reader, factor: float) -> None:
    page = cv2.resize(draw_page(["47"]), None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    digits = reader.read(jpeg(np.asarray(page, np.uint8))).digits
    assert [d.digit for d in digits] == [4, 7]
    for place, digit in enumerate(digits):
        assert digit.box.x / factor == pytest.approx(90 * (1.2 + 0.95 * place), abs=25)
        assert digit.box.height / factor == pytest.approx(90, abs=15)


def test_touching_digits_are_cut(reader: Reader) -> None:
    page = draw_page(["38"])
    left, right = page[:, 70:170], page[:, 190:300]
    near = np.hstack([page[:, :70], left[:, :86], right[:, 4:], page[:, 300:]])
    assert reader.read(jpeg(near)).text.replace(" ", "") == "38"


def desk(kind: str) -> Picture:
    """A sheet at (350, 300) on a desk that is dark, or grained and as bright as the sheet."""
    rng = np.random.default_rng(3)
    ground = rng.normal(45, 6, (900, 1200, 3))
    if kind == "grained":
        grain = cv2.GaussianBlur(rng.normal(0, 400, (900, 1200)), (0, 0), 7)
        ground = 170.0 + np.repeat(grain[..., None].astype(np.float64), 3, axis=2)
    picture = np.clip(ground, 0, 255).astype(np.uint8)
    page = draw_page(["4711"])
    picture[300 : 300 + page.shape[0], 350 : 350 + page.shape[1]] = page
    return picture


@pytest.mark.parametrize(("kind", "area"), [("dark", bright_area), ("grained", calm_area)])
def test_a_sheet_on_a_desk_is_found_and_read(
    reader: Reader, kind: str, area: Callable[[GreyImage], Hull | None]
) -> None:
    grey = np.ascontiguousarray(desk(kind)[:, :, 0])
    sheet = find_sheet(grey, grey, area)
    assert sheet is not None
    assert sheet.box.x == pytest.approx(350, abs=25)
    assert sheet.box.y == pytest.approx(300, abs=25)
    assert reader.read(jpeg(desk(kind))).text == "4711"


def blank(kind: str) -> Picture:
    rng = np.random.default_rng(7)
    page = np.full((480, 640), 190.0) * np.linspace(1, 0.6, 640)[None, :]
    if kind == "ruled":
        page[40::45] -= 50
    if kind == "grain":
        page += cv2.GaussianBlur(rng.normal(0, 60, page.shape), (0, 0), 4)
    seen = np.clip(page + rng.normal(0, 4, page.shape), 0, 255).astype(np.uint8)
    return np.asarray(cv2.cvtColor(seen, cv2.COLOR_GRAY2BGR), np.uint8)


@pytest.mark.parametrize("kind", ["paper", "ruled", "grain"])
def test_nothing_is_read_into_a_blank_page(reader: Reader, kind: str) -> None:
    assert reader.read(jpeg(blank(kind))).lines == ()
