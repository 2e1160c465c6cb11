"""Matplotlib figures as SVG that takes the page's own text colour, so that one figure serves light and dark pages."""

import base64
import io
import re
from contextlib import AbstractContextManager
from typing import Any

import cv2
import numpy as np
from matplotlib import rc_context
from matplotlib.figure import Figure

from bot.recognition.types import Glyphs

INK = "#010203"
"""Stands for the page's text colour in a figure; no other thing has this colour."""
PALETTE = ("#4c8dff", "#e8853a", "#3aa76d", "#d9534f", "#9a6fd0", "#a67c52", "#d96fb0", "#8a8f98", "#b5a626", "#2fa8b5")
"""Ten colours that can be told apart on white and on black."""
STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "digitbot",
    "font.family": "sans-serif",
    "font.size": 9.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "legend.frameon": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.alpha": 0.25,
    **dict.fromkeys(
        ("text.color", "axes.edgecolor", "axes.labelcolor", "xtick.color", "ytick.color", "grid.color"), INK
    ),
}


def styled() -> AbstractContextManager[None]:
    """The context in which figures are made and written."""
    return rc_context(STYLE)


def as_svg(figure: Figure, label: str) -> str:
    """The figure as an SVG element for a page, named by `label` for people who do not see it."""
    text = io.StringIO()
    with styled():
        figure.savefig(text, format="svg", transparent=True, bbox_inches="tight", metadata={"Date": None})
    svg = text.getvalue()[text.getvalue().index("<svg") :]
    svg = re.sub(r'width="[\d.]+pt" height="[\d.]+pt"', "", svg, count=1)
    width = round(figure.get_figwidth() * 96)
    return svg.replace("<svg", f'<svg role="img" aria-label="{label}" style="max-width:{width}px"', 1).replace(
        INK, "currentColor"
    )


def as_png(glyph: Glyphs) -> str:
    """A glyph as the address of a PNG that is in the page itself."""
    done, png = cv2.imencode(".png", np.rint(glyph * 255).astype(np.uint8))
    if not done:
        raise ValueError(f"not a picture: {glyph.shape} {glyph.dtype}")
    return "data:image/png;base64," + base64.b64encode(png.tobytes()).decode()
