"""What the pictures that were looked at show: some objects of each kind, in colours of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image
from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QColor

from tests import exports
from viewer.canvas.colours import ClassColours
from viewer.canvas.scene import Scene
from viewer.canvas.viewport import Viewport

Draw = Callable[..., Scene]
WIDTH, HEIGHT = exports.SIZE
MASK_A, MASK_B = (10, 10, 125), (5, 32, 7)
COLOURS = {"alpha": "#d03a3f", "beta": "#5ff0df", "gamma": "#ffe08a", "delta": "#b06aa8"}


class Colours(ClassColours):
    """Colours of the test's own, so that a better palette changes no picture."""

    def of_class(self, name: str) -> QColor:
        return QColor(COLOURS.get(name, "#ffffff"))


def composite(folder: Path) -> None:
    """Two masks that touch, one of them almost black, one with a hole, on a transparent ground."""
    pixels = np.zeros((HEIGHT, WIDTH, 4), dtype=np.uint8)
    pixels[60:200, 50:180] = (*MASK_A, 255)
    pixels[100:140, 90:130] = 0
    pixels[120:260, 180:330] = (*MASK_B, 255)
    Image.fromarray(pixels).save(folder / "composite.png")


def photograph(folder: Path) -> None:
    """A picture with something to see under the annotations."""
    across = np.linspace(40, 220, WIDTH)[None, :, None]
    down = np.linspace(0, 60, HEIGHT)[:, None, None]
    shades = across + down * np.array([1.0, 0.5, 0.0]) - 30 * np.array([0.0, 0.3, 1.0])
    Image.fromarray(np.clip(shades, 0, 255).astype(np.uint8)).save(folder / "photograph.png")


BOXES = (
    exports.box("a", 40, 50, 120, 90, name="alpha"),
    exports.box("b", 200.5, 60.25, 150, 200, name="beta"),
    exports.box("c", 300, 20, 400, 60, name="gamma"),
)
POLYGONS = (
    exports.polygon("a", (40, 40), (160, 60), (140, 200), (90, 120), (40, 200), name="alpha"),
    exports.polygon("b", (220, 60), (380, 60), (220, 240), (380, 240), name="beta"),
)
LINES = (
    exports.line("a", (20, 280), (80, 40), (140, 240), (200, 60), name="alpha"),
    exports.line("b", (240, 150), (380, 150), name="beta"),
)
POINTS = (exports.point("a", 100, 100, name="alpha"), exports.point("b", 0, 300, name="beta"))
MASKS = (
    exports.mask("mask-a", "composite.png", MASK_A, name="alpha"),
    exports.mask("mask-b", "composite.png", MASK_B, name="beta"),
)
ENDS = (
    exports.box("a", 30, 40, 60, 60, name="alpha"),
    exports.polygon("b", (300, 40), (370, 70), (300, 100), name="beta"),
    exports.point("c", 60, 240, name="gamma"),
    exports.line("d", (250, 200), (370, 270), name="delta"),
)
ARROWS = (
    exports.relationship("r1", "a", "b", name="alpha"),
    exports.relationship("r2", "b", "a", name="beta"),
    exports.relationship("r3", "c", "d", name="gamma", kind="bidirectional"),
    exports.relationship("r4", "a", "c", name="delta"),
    exports.relationship("r5", "a", "gone", name="delta"),
    exports.relationship("r6", "b", "b", name="delta"),
)
KINDS = {
    "boxes": exports.label(*BOXES),
    "polygons": exports.label(*POLYGONS),
    "lines": exports.label(*LINES),
    "points": exports.label(*POINTS),
    "masks": exports.label(*MASKS),
    "arrows": exports.label(*ENDS, relationships=ARROWS),
}

ZOOMS = (0.1, 1.0, 2.5, 16.0)
RATIOS = (1.0, 2.0)
NEAR, SMALL = QSizeF(200, 150), QSizeF(60, 50)
"""The view, and one for what is small on the screen: a mark, or at a tenth the whole image.

A few pixels are a larger share of it, so that a mark a little off its place is noticed.
"""
PLACES = {
    "boxes": {1.0: (230, 100), 2.5: (180, 75), 16.0: (200.5, 60.25)},
    "polygons": {1.0: (200, 120), 2.5: (300, 150), 16.0: (90, 120)},
    "lines": {1.0: (170, 150), 2.5: (205, 130), 16.0: (140, 240)},
    "points": {1.0: (85, 105), 2.5: (5, 297), 16.0: (99.1, 100.6)},
    "masks": {1.0: (150, 150), 2.5: (150, 120), 16.0: (180, 121)},
    "arrows": {1.0: (300, 90), 2.5: (80, 225), 16.0: (300, 65)},
}
"""What of each kind is looked at from near, in image pixels: corners, ends, holes, heads."""


def looked_at(kind: str, scale: float, size: QSizeF) -> Viewport:
    """The view of an image of this size in which a kind is seen at a zoom."""
    whole = (size.width() / 2, size.height() / 2)
    x, y = PLACES[kind].get(scale, whole)
    view = NEAR if scale in PLACES[kind] and kind != "points" else SMALL
    viewport = Viewport(view, size, scale)
    off = QPointF(view.width() / 2, view.height() / 2) - viewport.to_view(QPointF(x, y))
    return Viewport(view, size, scale, off.x(), off.y())
