"""Letters and signs that no one takes for a digit, as forms.

What a hand may write like a digit is left out: O, D, Q, and C, c, U and u, which are open (0), I, l, i, ! and / (1),
Z (2), A, Y and y (4), S (5), G and b (6), T and ? (7), B (8), g, q and a (9), and the comma, which is a short 1 once it
is scaled.
"""

from functools import cache

import cv2
import numpy as np
from PIL import Image, ImageDraw

from bot.recognition.types import GreyImage
from training.pages.fonts import FOLDER, face_of
from training.warp import FORM_SIDE

LETTERS = "EFHKLMNPRVWXdefhjkmnprtvwx"
SIGNS = "+−=÷×*#%&@(){}[]<>^~:;.¶§€$£√≤≥≠±∑πΩ"
FONTS = (
    *("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf", "DejaVuSansMono.ttf"),
    *("DejaVuSerif.ttf", "DejaVuSerif-Italic.ttf"),
    *("STIXGeneral.ttf", "STIXGeneralItalic.ttf", "STIXGeneralBol.ttf"),
)
"""Fonts that come with matplotlib. STIX italic lacks five signs and leaves them blank, which is no digit either."""
PLAIN_HANDS = (cv2.FONT_HERSHEY_SIMPLEX, cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, cv2.FONT_HERSHEY_COMPLEX)
"""OpenCV's stroke fonts (Hershey 1967): the script one is close to joined handwriting."""


def write(rng: np.random.Generator) -> GreyImage:
    """One form (112×112 uint8): a sign, a letter, or two or three letters that touch."""
    if rng.random() < 0.45:
        return letter(SIGNS[rng.integers(len(SIGNS))], str(rng.choice(FONTS)))
    text = "".join(LETTERS[i] for i in rng.integers(len(LETTERS), size=rng.choice([1, 2, 3], p=[0.6, 0.25, 0.15])))
    if rng.random() < 0.4:
        return stroke_letters(text, int(rng.choice(PLAIN_HANDS)), int(rng.integers(3, 9)))
    return letter(text, str(rng.choice(FONTS)))


@cache
def letter(text: str, font: str) -> GreyImage:
    """Text in one of `FONTS`, tight enough to touch, filling the middle of a form."""
    face = face_of(FOLDER / font, 100)
    picture = Image.new("L", (400, 200))
    pen, x = ImageDraw.Draw(picture), 40.0
    for character in text:
        pen.text((x, 30), character, 255, face)
        x += 0.9 * face.getlength(character)
    return fill(np.asarray(picture, np.uint8))


def stroke_letters(text: str, hand: int, width: int) -> GreyImage:
    """Text in a stroke font of OpenCV, drawn with a pen of some pixels."""
    field = np.zeros((200, 400), np.uint8)
    cv2.putText(field, text, (20, 130), hand, 3.5, 255, width, cv2.LINE_AA)
    return fill(field)


def fill(picture: GreyImage) -> GreyImage:
    """The ink of any picture, scaled to 84 pixels on its long side, in the middle of a form."""
    form = np.zeros((FORM_SIDE, FORM_SIDE), np.uint8)
    x, y, width, height = cv2.boundingRect((picture > 60).astype(np.uint8))
    if width == 0:
        return form
    scale = 84 / max(width, height)
    size = max(3, round(width * scale)), max(3, round(height * scale))
    ink = cv2.resize(picture[y : y + height, x : x + width], size, interpolation=cv2.INTER_AREA)
    left, top = (FORM_SIDE - size[0]) // 2, (FORM_SIDE - size[1]) // 2
    form[top : top + size[1], left : left + size[0]] = ink
    return form
