"""What is painted, back to front: a function a layer, of a painter, what it paints and the viewport.

`BACKDROP` lies under the annotations and is painted with every frame, so that it must be quick. `LAYERS` are
the annotations, kept as a still that is painted in steps. `OVERLAYS` are painted over both with every frame.
"""

from collections.abc import Callable

from PySide6.QtGui import QPainter

from viewer.canvas.layers.arrows import paint_arrows
from viewer.canvas.layers.hover import paint_hover
from viewer.canvas.layers.image import paint_image
from viewer.canvas.layers.masks import paint_masks
from viewer.canvas.layers.names import paint_names, paint_overlay_names
from viewer.canvas.layers.objects import paint_objects
from viewer.canvas.layers.pixel_grid import paint_pixel_grid
from viewer.canvas.layers.selection import paint_selection
from viewer.canvas.layers.spotlight import paint_spotlight
from viewer.canvas.layers.twins import paint_twins
from viewer.canvas.overlay import Overlay
from viewer.canvas.scene import Scene
from viewer.canvas.steps import Layer
from viewer.canvas.upright import turning
from viewer.canvas.viewport import Viewport

BACKDROP: tuple[Callable[[QPainter, Scene, Viewport], None], ...] = (paint_image, paint_pixel_grid)

LAYERS: tuple[Layer, ...] = (
    turning(paint_masks),
    paint_objects,
    paint_arrows,
    paint_twins,
    paint_names,
)

OVERLAYS: tuple[Callable[[QPainter, Overlay, Viewport], None], ...] = (
    paint_spotlight,
    paint_hover,
    paint_selection,
    paint_overlay_names,
)
