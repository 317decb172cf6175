"""A still that was moved, with what came into view painted beside it, where that is little."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, QSizeF, Qt
from PySide6.QtGui import QPainter

from viewer.canvas.cost import cost_secs
from viewer.canvas.painting import paint_annotations
from viewer.canvas.still import Still, View, new_still


def patched(still: Still, view: View, most_secs: float) -> Still | None:
    """A still of the whole view; None where it was zoomed or changed otherwise, or where it takes too long.

    Names are placed by the edges of the view, and so are not patched.
    """
    own, wanted = still.view.viewport, view.viewport
    place = still.place_in(wanted)
    moved = replace(own, left=wanted.left, top=wanted.top) == wanted and still.view.ratio == view.ratio
    if not moved or view.scene.all_names or not still.view.scene.looks_like(view.scene):
        return None
    corner = place.topLeft().toPoint()
    if (place.topLeft() - corner).manhattanLength() > 1e-6:
        return None
    size = wanted.view.toSize()
    bare = list(_beside(QRect(QPoint(0, 0), size), QRect(corner, size)))
    strips = [_strip(view, rect) for rect in bare]
    if sum(map(cost_secs, strips)) > most_secs:
        return None
    picture = new_still(size, view.ratio, Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.drawImage(corner, still.picture)
    for rect, strip in zip(bare, strips, strict=True):
        painter.save()
        painter.setClipRect(rect)
        painter.translate(rect.topLeft())
        paint_annotations(painter, strip.scene, strip.viewport)
        painter.restore()
    painter.end()
    return Still(view, picture, exact=False)


def _beside(whole: QRect, inner: QRect) -> Iterator[QRect]:
    """What a rectangle leaves of another of its size."""
    common = whole & inner
    if common.isEmpty():
        yield whole
        return
    above, below = common.top() - whole.top(), whole.bottom() - common.bottom()
    before, after = common.left() - whole.left(), whole.right() - common.right()
    if above or below:
        yield QRect(whole.left(), whole.top() if above else common.bottom() + 1, whole.width(), above + below)
    if before or after:
        x = whole.left() if before else common.right() + 1
        yield QRect(x, common.top(), before + after, common.height())


def _strip(view: View, rect: QRect) -> View:
    """A part of a view as a view of its own."""
    whole = view.viewport
    viewport = replace(
        whole, view=QSizeF(rect.size()), left=whole.left - rect.left(), top=whole.top - rect.top()
    )
    return replace(view, viewport=viewport)
