"""Single objects cut out of their images, with a little of what is around them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QRectF, QSizeF

from viewer.canvas.miniature import draw_part, small_scene
from viewer.canvas.miniatures import Miniature, Size, Ways
from viewer.catalog.objects import ObjectColumns
from viewer.media.thumbnails import Small
from viewer.model.geometry import Mask
from viewer.model.row import DataRow, Label
from viewer.state.view_state import SoloObjects, ViewState

AROUND = 0.3
"""Of an object's larger side, that is seen around it on each side."""
LEAST = 16.0
"""Image pixels across that are seen at least: of a point there is nothing else."""
_SIDES = (256, 512, 1024, 2048, 4096)
_LIKELY_SIDE = 4000


class Crops:
    """The objects of a list, numbered as they stand in it."""

    def __init__(self, objects: Callable[[], ObjectColumns]) -> None:
        self._objects = objects

    def row_of(self, number: int) -> int:
        """The row it stands in."""
        return int(self._objects().rows[number])

    def side(self, row: DataRow, number: int, size: Size) -> int:
        """So large that a pixel of the crop is one of the picture, if it has so many."""
        width, height = row.media.size or (_LIKELY_SIDE, _LIKELY_SIDE)
        box = self._objects().boxes[number]
        if not np.isfinite(box).all():
            return max(size.decoded_side, _SIDES[2])  # it may have any part of the image
        left, top, right, bottom = box.tolist()
        seen = part_seen(QRectF(left, top, right - left, bottom - top), 1.0).width()
        wanted = max(size.width, size.height) / seen * max(width, height)
        return next((side for side in _SIDES if side >= wanted), _SIDES[-1])

    def labels(self, row: DataRow, number: int, look: ViewState) -> Sequence[Label]:  # noqa: ARG002
        """The one it is of."""
        return (list(row.labels())[int(self._objects().labels[number])],)

    def drawn(
        self, row: DataRow, number: int, small: Small, ways: Ways, check: Callable[[], None]
    ) -> Miniature:
        """It alone, in the middle."""
        objects = self._objects()
        label = list(row.labels())[int(objects.labels[number])]
        place = int(objects.places[number])
        thing = label.annotations.objects[place]
        look = replace(
            ways.look,
            labels=(label.path,),
            solo=SoloObjects(frozenset({thing.path})),
            hidden_classes=frozenset(),
            hidden_kinds=frozenset(),
            hidden_objects=frozenset(),
        )
        scene = small_scene(row, small, look, ways.colours, check, places=(place,))
        found = scene.find(thing.path)
        told = {
            "problems": small.problems,
            "masks_left_out": small.masks_left_out,
            "has_picture": small.picture is not None,
            "medium": row.media.media_type,
        }
        if not found:
            return Miniature(None, thing.name, reason="nothing of it lies on the image", **told)  # type: ignore[arg-type]
        size = ways.size
        part = part_seen(found[0].bounds, size.width / max(size.height, 1))
        image = draw_part(scene, part, QSizeF(size.width, size.height), size.ratio, check)
        extent = found[0].bounds.size() if isinstance(thing.geometry, Mask) else None
        return Miniature(image, thing.name, 1, extent=extent, **told)  # type: ignore[arg-type]


def part_seen(bounds: QRectF, aspect: float) -> QRectF:
    """What is seen of an image around the bounds of an object, `aspect` times as wide as high."""
    around = AROUND * max(bounds.width(), bounds.height())
    wide, high = (max(side + 2 * around, LEAST) for side in (bounds.width(), bounds.height()))
    wide, high = max(wide, high * aspect), max(high, wide / aspect)
    middle = bounds.center()
    return QRectF(middle.x() - wide / 2, middle.y() - high / 2, wide, high)
