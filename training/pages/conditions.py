"""Every condition that the reader must handle, each alone on an otherwise ordinary page, and their mixture."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from training.pages.camera import Camera, any_camera
from training.pages.ink import PAPER_TOOLS
from training.pages.writing import Manner


@dataclass(frozen=True, slots=True)
class Condition:
    """What a page is made of. Shares are probabilities; sizes are in pixels of the sheet."""

    size: tuple[int, int] = (960, 720)
    """Width and height of the sheet."""
    height: tuple[float, float] = (0.05, 0.14)
    """Height of the digits as a share of the sheet's long side, from and to."""
    layout: str = "line"
    paper: str = "plain"
    ruling: str = ""
    """"ruled", "squared" or none."""
    tool: str = "ballpoint"
    colour: str | None = None
    manner: Manner = field(default_factory=Manner)
    signs: float = 0.0
    kind: str = ""
    """Of the numbers with signs, if all are alike: one of `numbers.KINDS`."""
    broken: bool = False
    print_lines: int = 0
    words: int = 0
    circled: bool = False
    marked: bool = False
    """With rings, ticks and lines of a second pen."""
    desk: bool = False
    things: bool = False
    camera: Camera = field(default_factory=lambda: Camera(blur=0.5))


Chooser = Callable[[np.random.Generator], Condition]


def _fixed(**settings: Any) -> Chooser:
    return lambda rng: Condition(**{"layout": _everyday(rng), "tool": str(rng.choice(PAPER_TOOLS[1:4]))} | settings)


def _camera(**ranges: tuple[float, float]) -> Chooser:
    def choose(rng: np.random.Generator) -> Condition:
        drawn: dict[str, Any] = {name: float(rng.uniform(*span)) for name, span in ranges.items()}
        whole = {name: int(value) for name, value in drawn.items() if name in {"motion", "quality", "side"}}
        camera = replace(Camera(blur=0.5), **drawn | whole)
        return replace(_fixed()(rng), camera=camera)

    return choose


def _everyday(rng: np.random.Generator) -> str:
    return str(rng.choice(["line", "lines", "single"], p=[0.5, 0.4, 0.1]))


def _several(rng: np.random.Generator, **settings: Any) -> Condition:
    return replace(_fixed()(rng), **{"layout": "lines"} | settings)


CONDITIONS: dict[str, Chooser] = {
    "plain": _fixed(),
    "ruled": _fixed(ruling="ruled"),
    "squared": _fixed(ruling="squared"),
    "coloured paper": _fixed(paper="coloured"),
    "crumpled paper": _fixed(paper="crumpled"),
    "old paper": _fixed(paper="old"),
    "dark paper": _fixed(paper="dark", tool="light pen"),
    "blackboard": _fixed(paper="blackboard", tool="chalk"),
    "whiteboard": _fixed(paper="whiteboard", tool="whiteboard"),
    "screen": _fixed(paper="screen", tool="screen", camera=Camera(noise=0)),
    "dark screen": _fixed(paper="dark screen", tool="light screen", camera=Camera(noise=0)),
    "pencil": _fixed(tool="pencil"),
    "ballpoint": _fixed(tool="ballpoint"),
    "fountain pen": _fixed(tool="fountain"),
    "felt tip": _fixed(tool="felt"),
    "marker": _fixed(tool="marker"),
    "red ink": _fixed(colour="red"),
    "green ink": _fixed(colour="green"),
    "blue ink": _fixed(colour="blue"),
    "table": _fixed(layout="table", height=(0.03, 0.07)),
    "boxes": _fixed(layout="boxes", height=(0.04, 0.1)),
    "form": _fixed(layout="form", height=(0.03, 0.06)),
    "marks": _fixed(layout="marks", height=(0.03, 0.05)),
    "dense": _fixed(layout="dense", height=(0.018, 0.028), size=(1280, 960)),
    "columns": _fixed(layout="columns", height=(0.03, 0.07)),
    "small on desk": lambda rng: Condition(
        size=(1280, 960),
        height=(0.06, 0.11),
        desk=True,
        camera=Camera(zoom=float(rng.uniform(0.3, 0.55)), tilt=float(rng.normal(0, 8)), blur=0.4),
    ),
    "small": _fixed(height=(0.0125, 0.02), size=(1280, 960)),
    "two sizes": _fixed(layout="sizes", height=(0.1, 0.2), size=(1280, 960)),
    "huge": _fixed(layout="single", height=(0.35, 0.65), size=(720, 640)),
    "print around": _fixed(print_lines=14, height=(0.04, 0.08)),
    "words around": _fixed(words=7, height=(0.05, 0.1)),
    "signs": _fixed(signs=1.0),
    "units": _fixed(signs=1.0, kind="units"),
    "labels": _fixed(signs=1.0, kind="labels"),
    "sums": _fixed(signs=1.0, kind="sums"),
    "dates": _fixed(signs=1.0, kind="dates"),
    "marked": _fixed(marked=True, layout="lines", height=(0.05, 0.1)),
    "desk and things": _fixed(desk=True, things=True, camera=Camera(zoom=0.75, tilt=4, blur=0.5, perspective=0.1)),
    "touching": _fixed(layout="lines", manner=Manner(gap=(-0.05, 0.0))),
    "overlapping": _fixed(layout="lines", manner=Manner(gap=(-0.12, -0.03))),
    "tight": _fixed(layout="lines", manner=Manner(gap=(0.01, 0.06))),
    "close lines": _fixed(layout="lines", manner=Manner(leading=(1.0, 1.25)), height=(0.05, 0.1)),
    "wide": _fixed(layout="lines", manner=Manner(gap=(0.5, 1.6)), height=(0.04, 0.08)),
    "broken": _fixed(broken=True),
    "skewed lines": lambda rng: _several(
        rng, manner=Manner(slope=float(rng.uniform(-0.15, 0.15))), height=(0.05, 0.09)
    ),
    "leaning": lambda rng: _several(rng, manner=Manner(lean=float(rng.uniform(0.25, 0.6))), height=(0.05, 0.1)),
    "perspective": _camera(perspective=(0.25, 0.5)),
    "tilt": _camera(tilt=(-20, 20)),
    "turned 90": lambda rng: _several(rng, camera=Camera(blur=0.5, quarter_turns=1)),
    "turned 180": lambda rng: _several(rng, camera=Camera(blur=0.5, quarter_turns=2)),
    "turned 270": lambda rng: _several(rng, camera=Camera(blur=0.5, quarter_turns=3)),
    "shade": _camera(shade=(0.4, 0.75)),
    "hard shadow": _camera(hard_shadow=(0.3, 0.65)),
    "vignette": _camera(vignette=(0.4, 0.75)),
    "dim": _camera(light=(0.2, 0.45), noise=(2, 5)),
    "yellow": _camera(yellow=(0.3, 0.6), light=(0.5, 0.9)),
    "blur": _camera(blur=(1.2, 2.2)),
    "shake": _camera(motion=(3, 6)),
    "noise": _camera(noise=(8, 18)),
    "jpeg": _camera(quality=(12, 30)),
    "low resolution": _camera(side=(320, 420)),
    "12 megapixels": lambda rng: replace(_fixed()(rng), camera=Camera(side=4000, blur=1.2)),
}
"""Name → one random condition of that kind. Whatever is not the difficulty is ordinary."""


LAYOUT_SHARES = {
    "line": 0.14,
    "lines": 0.28,
    "columns": 0.06,
    "table": 0.14,
    "boxes": 0.12,
    "form": 0.08,
    "marks": 0.07,
    "dense": 0.06,
    "single": 0.05,
}
"""How often each layout is a page for training that is not close up."""
SMALL = {"dense": (0.02, 0.035), "marks": (0.025, 0.05), "form": (0.03, 0.07), "table": (0.025, 0.08)}
"""Height of the digits, as a share of the long side, in layouts that hold many."""


CLOSE = 0.35
"""Share of pages for training that show a short number close up: what most people photograph."""


def any_condition(rng: np.random.Generator) -> Condition:
    """A page for training: short numbers close up, everyday pages, and pages with many difficulties."""
    close = rng.random() < CLOSE
    ground = str(rng.choice(["light", "dark", "screen"], p=[0.75, 0.1, 0.15]))
    paper, tool = _ground(ground, rng)
    layout = (
        str(rng.choice(["line", "single", "lines"], p=[0.4, 0.45, 0.15]))
        if close
        else str(rng.choice(list(LAYOUT_SHARES), p=list(LAYOUT_SHARES.values())))
    )
    size = _any_size(close, rng)
    desk = not close and ground == "light" and rng.random() < 0.27
    camera = any_camera(rng, 0.3)
    return Condition(
        size=size,
        height=(0.16, 0.8) if close else SMALL.get(layout, (0.025, 0.16)),
        layout=layout,
        paper=paper,
        tool=tool,
        ruling=str(rng.choice(["", "ruled", "squared"], p=[0.45, 0.29, 0.26])) if ground == "light" else "",
        manner=_any_manner(rng),
        signs=float(rng.choice([0.0, 0.35, 1.0], p=[0.3, 0.35, 0.35])),
        broken=rng.random() < 0.08,
        print_lines=int(rng.integers(1, 6 if close else 22)) if rng.random() < (0.12 if close else 0.3) else 0,
        words=int(rng.integers(1, 9)) if not close and rng.random() < 0.35 else 0,
        circled=rng.random() < 0.06,
        marked=rng.random() < 0.1,
        desk=desk,
        things=desk and rng.random() < 0.5,
        camera=replace(camera, zoom=float(rng.uniform(0.25, 0.9))) if desk else camera,
    )


def _any_size(close: bool, rng: np.random.Generator) -> tuple[int, int]:
    if close:
        side = int(rng.integers(90, 600))
        return side, max(64, round(side * rng.uniform(0.35, 1.3)))
    side = int(rng.integers(500, 1200))
    size = side, round(side * rng.uniform(0.6, 0.85))
    return size if rng.random() < 0.65 else size[::-1]


def _ground(ground: str, rng: np.random.Generator) -> tuple[str, str]:
    if ground == "light":
        paper = str(rng.choice(["plain", "old", "coloured", "crumpled", "whiteboard"], p=[0.6, 0.12, 0.12, 0.1, 0.06]))
        return paper, "whiteboard" if paper == "whiteboard" else str(rng.choice(PAPER_TOOLS))
    if ground == "dark":
        return str(rng.choice(["dark", "blackboard"])), str(rng.choice(["chalk", "light pen"]))
    return ("screen", "screen") if rng.random() < 0.6 else ("dark screen", "light screen")


def _any_manner(rng: np.random.Generator) -> Manner:
    gaps = [(0.06, 0.35), (0.02, 0.12), (0.3, 1.2), (1.0, 2.6), (-0.05, 0.1), (-0.12, 0.0)]
    gap = gaps[rng.choice(len(gaps), p=[0.29, 0.17, 0.12, 0.1, 0.16, 0.16])]
    wobble = rng.uniform(0.02, 0.09)
    uneven = rng.uniform(0.03, 0.12) if rng.random() < 0.9 else rng.uniform(0.12, 0.3)
    leading = (1.35, 2.2) if rng.random() < 0.7 else (0.98, 1.35)
    return Manner(gap=gap, wobble=wobble, uneven=uneven, leading=leading, slope=float(rng.normal(0, 0.03)))
