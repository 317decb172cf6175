"""Pictures are painted as if nothing was turned, by a painter that turns; paths and places are mapped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QPainter

from viewer.canvas.scene import Scene
from viewer.canvas.steps import Layer, Steps
from viewer.canvas.viewport import Viewport


@contextmanager
def upright(painter: QPainter, viewport: Viewport) -> Iterator[Viewport]:
    """The viewport to paint through while the painter turns and mirrors what is painted."""
    if viewport.orientation.is_upright:
        yield viewport
        return
    painter.save()
    painter.setTransform(viewport.view_from_upright, combine=True)
    try:
        yield viewport.upright()
    finally:
        painter.restore()


def turning(layer: Layer) -> Layer:
    """The layer, painted so."""

    def paint(painter: QPainter, scene: Scene, viewport: Viewport) -> Steps:
        with upright(painter, viewport) as plain:
            yield from layer(painter, scene, plain) or ()

    return paint
