"""A picture of one upright stroke and nothing else shows a 1.

The ink model tells a 1 from a rule by what stands around it; around a lone stroke there is nothing to tell by. But
nobody sends a photo of a single upright stroke, clear of the edges, for any other reason than that it is a digit.
"""

from dataclasses import replace

import cv2

from bot.recognition.ink import Ink
from bot.recognition.judge import BELIEVED, DOUBT, Candidate, Judge
from bot.recognition.segment import some_segments

SMALLEST = 0.2
"""Share of the picture's height that the stroke has at least: what is small may be a scratch or a hair."""
CLEAR = 0.02
"""It keeps so far from the picture's edges, as a share of the height: what runs out of the picture is an edge."""
CLEAN = 0.05
"""Other ink of at most this share of the stroke's is dirt."""
HALFWAY = sum(BELIEVED) / 2
"""How far its ink is believed to be a digit's, for want of a word of the ink model."""


def lone_one(ink: Ink, judge: Judge) -> Candidate | None:
    """The only stroke of a picture as a 1, never certain; None where there is more, or what is no upright stroke."""
    areas = ink.pieces.stats[1:, cv2.CC_STAT_AREA]
    if not len(areas) or areas.sum() > (1 + CLEAN) * areas.max():
        return None
    largest = some_segments(ink, 1)
    if not largest:
        return None
    (stroke,) = judge(largest)
    box, (height, width) = stroke.segment.box, ink.share.shape
    rim = CLEAR * height
    clear = min(box.x, box.y, width - box.right, height - box.bottom) >= rim
    if not clear or box.height < SMALLEST * height or stroke.digit != 1 or stroke.confidence < DOUBT:
        return None
    return replace(stroke, belief=HALFWAY)
