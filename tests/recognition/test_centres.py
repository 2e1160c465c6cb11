import cv2
import numpy as np

from bot.recognition.centres import label_digits
from bot.recognition.pieces import find_pieces
from bot.recognition.tiles import InkMap
from bot.recognition.types import GreyImage

TURNS = np.array([1, 0, 0, 0], np.float32)


def ink_map(mask: GreyImage, middles: list[tuple[int, int]]) -> InkMap:
    """What a perfect ink model says of a mask: each pixel points to the middle that is nearest in x."""
    rows, columns = np.indices((mask.shape[0] // 2, mask.shape[1] // 2)) * 2
    nearest = np.array(middles)[np.abs(columns[..., None] - np.array(middles)[:, 0]).argmin(axis=-1)]
    offset = nearest - np.stack([columns, rows], axis=-1)
    return InkMap(np.asarray(mask * 255, np.uint8), offset.astype(np.float32), TURNS, 1.0)


def test_touching_strokes_go_to_their_own_digits() -> None:
    mask = np.zeros((60, 80), np.uint8)
    mask[20:40, 20:24] = mask[20:40, 40:44] = mask[30:32, 20:44] = 1
    labels = label_digits(ink_map(mask, [(22, 30), (42, 30)]), find_pieces(mask))
    assert set(np.unique(labels)) == {0, 1, 2}
    assert len(np.unique(labels[20:40, 20:24])) == len(np.unique(labels[20:40, 40:44])) == 1
    assert labels[25, 21] != labels[25, 41]


def test_a_broken_digit_is_one() -> None:
    mask = np.zeros((60, 80), np.uint8)
    mask[10:20, 30:34] = mask[26:44, 30:34] = 1
    labels = label_digits(ink_map(mask, [(32, 27)]), find_pieces(mask))
    assert set(np.unique(labels)) == {0, 1}


def test_a_small_piece_is_believed_as_a_whole() -> None:
    mask = np.zeros((60, 80), np.uint8)
    mask[20:40, 20:24] = mask[20:40, 50:54] = 1
    found = ink_map(mask, [(22, 30), (52, 30)])
    found.chance[20:26, 20:24] = 60
    found.chance[20:38, 50:54] = 60
    labels = label_digits(found, find_pieces(mask))
    assert (labels[20:40, 20:24] > 0).all()
    assert (labels[20:36, 50:54] == -1).all()


def test_ink_of_no_digit_is_told_apart_from_paper() -> None:
    mask = np.zeros((60, 80), np.uint8)
    mask[20:40, 20:24] = mask[50:52, :] = 1
    found = ink_map(mask, [(22, 30)])
    found.chance[48:] = 0
    labels = label_digits(found, find_pieces(mask))
    assert (labels[50:52] == -1).all()
    assert (labels[20:40, 20:24] == 1).all()


def test_a_page_without_digits_has_no_labels() -> None:
    mask = cv2.rectangle(np.zeros((60, 80), np.uint8), (10, 10), (60, 40), 1, 2)
    found = ink_map(np.asarray(mask, np.uint8), [(30, 30)])
    found.chance[:] = 0
    assert not (label_digits(found, find_pieces(np.asarray(mask, np.uint8))) > 0).any()
