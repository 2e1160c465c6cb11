"""A training digit as other hands, pens, papers and cameras would show it."""

import numpy as np

from bot.recognition.glyph import make_glyph
from bot.recognition.types import Glyphs, GreyImage
from training.damage import damage
from training.strokes import redraw
from training.warp import enlarge, warp


def augment(digit: GreyImage, label: int, rng: np.random.Generator) -> Glyphs:
    """One 28×28 uint8 digit → another glyph (28×28 float32 in 0..1) of the same class."""
    return vary(enlarge(digit), label, rng)


def vary(form: GreyImage, label: int, rng: np.random.Generator, strength: float = 1.0) -> Glyphs:
    """One 112×112 form of a class → a glyph: another hand, another pen, damage, then the reader's own normalization.

    Where the damage left nothing, the form stays as it was.
    """
    glyph = make_glyph(damage(redraw(warp(form, rng, strength), rng), rng, label))
    return glyph if glyph.sum() > 5.0 else make_glyph(form)


def nudge(digit: GreyImage, rng: np.random.Generator) -> Glyphs:
    """A digit hardly changed: the pen stays, the hand varies a little. Keeps MNIST's own look in the training set."""
    return make_glyph(warp(enlarge(digit), rng, 0.6))
