import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.recognition.ink import Ink
from bot.recognition.segment import cut_digits, cut_pieces, loose_pieces, merge, slice_columns, some_pieces, trim
from bot.recognition.types import Box, GreyImage, Segment


def ink_of(mask: GreyImage) -> Ink:
    return Ink(np.asarray(mask * 200, np.uint8), 80.0, 200.0, 1.0)


def bar(height: int, width: int) -> GreyImage:
    return np.full((height, width), 255, np.uint8)


def test_each_label_is_cut_without_its_neighbour() -> None:
    labels = np.zeros((40, 60), np.int32)
    labels[10:30, 10:14], labels[10:30, 14:18], labels[10:30, 40:44] = 1, 2, -1
    cut = cut_digits(ink_of((labels != 0).astype(np.uint8)), labels)
    assert list(cut) == [1, 2]
    assert cut[1].box == Box(9, 9, 5, 22) or cut[1].box == Box(10, 10, 4, 20)
    assert cut[2].box.x == 14


def test_a_point_after_a_digit_is_no_part_of_it() -> None:
    labels = np.zeros((60, 60), np.int32)
    labels[10:50, 10:16] = 1
    labels[46:50, 40:44] = 1
    segment = cut_digits(ink_of((labels > 0).astype(np.uint8)), labels)[1]
    assert segment.box.right < 20


def test_the_bar_of_a_broken_five_stays() -> None:
    labels = np.zeros((60, 60), np.int32)
    labels[16:50, 10:16] = 1
    labels[10:14, 12:36] = 1
    segment = cut_digits(ink_of((labels > 0).astype(np.uint8)), labels)[1]
    assert segment.box.right >= 36


def test_a_sample_goes_from_the_largest_to_the_smallest() -> None:
    mask = np.zeros((60, 400), np.uint8)
    for place in range(20):
        mask[10 : 20 + place, 20 * place : 20 * place + 4] = 1
    ink, empty = ink_of(mask), ink_of(mask * 0)
    heights = [segment.box.height for segment in cut_pieces(ink, some_pieces(ink, 5))]
    assert len(heights) == 5
    assert heights == sorted(heights, reverse=True)
    assert heights[0] >= 29
    assert heights[-1] <= 12
    assert cut_pieces(empty, some_pieces(empty, 5)) == []


def test_loose_pieces_come_apart() -> None:
    crop = np.zeros((30, 40), np.uint8)
    crop[5:25, 3:8] = crop[10:22, 20:30] = 255
    boxes = [piece.box for piece in loose_pieces(Segment(Box(100, 50, 40, 30), crop))]
    assert boxes == [Box(103, 55, 5, 20), Box(120, 60, 10, 12)]


@given(st.integers(1, 30), st.integers(1, 30), st.integers(0, 20), st.integers(0, 20))
def test_a_merged_segment_holds_all_its_parts(height: int, width: int, across: int, down: int) -> None:
    one, other = (
        Segment(Box(5, 5, width, height), bar(height, width)),
        Segment(Box(5 + across, 5 + down, 3, 4), bar(4, 3)),
    )
    both = merge(one, other)
    assert both.box.right == max(one.box.right, other.box.right)
    assert both.box.bottom == max(one.box.bottom, other.box.bottom)
    assert (both.crop > 0).sum() >= max(height * width, 12)


def test_a_slice_is_trimmed_to_its_ink() -> None:
    crop = np.zeros((20, 30), np.uint8)
    crop[5:15, 10:12] = 255
    part = slice_columns(Segment(Box(50, 60, 30, 20), crop), 8, 20)
    assert part is not None
    assert part.box == Box(60, 65, 2, 10)
    assert trim(np.zeros((4, 4), np.uint8), 0, 0) is None


def test_pale_ink_is_cut_out_at_full_strength() -> None:
    """Beside black print a pencil's digit is no less a digit: its width is measured where it is strong."""
    share = np.zeros((60, 60), np.uint8)
    share[10:50, 30:36] = 85
    ink = Ink(share, 80.0, 200.0, 1.0)
    (pale,) = cut_pieces(ink, some_pieces(ink, 10))
    assert int(ink.grey.max()) < 128
    assert int(pale.crop.max()) == 255
