"""Scenes painted: the parts that the canvas keeps apart, and the whole as it is exported without a window."""

from __future__ import annotations

from PySide6.QtCore import QSize, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter

from viewer.canvas.layers import BACKDROP, LAYERS, OVERLAYS
from viewer.canvas.overlay import Overlay
from viewer.canvas.scene import Scene
from viewer.canvas.steps import Steps
from viewer.canvas.still import new_still
from viewer.canvas.upright import upright
from viewer.canvas.viewport import Viewport


def paint_scene(painter: QPainter, scene: Scene, viewport: Viewport) -> None:
    """Paint every layer, back to front."""
    paint_backdrop(painter, scene, viewport)
    paint_annotations(painter, scene, viewport)


def paint_backdrop(painter: QPainter, scene: Scene, viewport: Viewport) -> None:
    """Paint what lies under the annotations."""
    with upright(painter, viewport) as plain:
        for layer in BACKDROP:
            layer(painter, scene, plain)


def paint_annotations(painter: QPainter, scene: Scene, viewport: Viewport) -> None:
    """Paint everything but the image, selection and hover."""
    for _ in annotation_steps(painter, scene, viewport):
        pass


def annotation_steps(painter: QPainter, scene: Scene, viewport: Viewport) -> Steps:
    """The same, in steps."""
    for layer in LAYERS:
        yield from layer(painter, scene, viewport) or ()
        yield


def paint_overlay(painter: QPainter, overlay: Overlay, viewport: Viewport) -> None:
    """Paint selection and hover."""
    for layer in OVERLAYS:
        layer(painter, overlay, viewport)


def render(scene: Scene, size: tuple[int, int] | None = None) -> QImage:
    """The scene as a picture: an image pixel a pixel, or the whole of it fitted into (width, height).

    What the scene leaves free is transparent.
    """
    whole = scene.size.toSize()
    wanted = QSize(*size) if size is not None else whole
    still = new_still(wanted, 1.0, Qt.GlobalColor.transparent)
    scale = min(wanted.width() / scene.size.width(), wanted.height() / scene.size.height())
    viewport = Viewport(
        view=QSizeF(wanted),
        image=scene.size,
        scale=scale,
        left=(wanted.width() - scene.size.width() * scale) / 2,
        top=(wanted.height() - scene.size.height() * scale) / 2,
    )
    painter = QPainter(still)
    paint_scene(painter, scene, viewport)
    painter.end()
    return still
