"""Keeps the stills: what there is moves with the view at once, and is renewed behind.

A frame only shows pictures. When what is to be seen has changed, a little is painted at once, in the frame
itself; what takes longer is painted in slices between the frames:

    coarse      of what was never seen before, so that there is something to see
    exact       the view as a plain painting of it would be; until then the last still is shown in its place
    overview    the whole image, small, for what comes into view while nothing better is there

Slices on the main thread, as painting holds Python's lock: a thread would stall the frames for longer than a
slice does, and a process would need the geometry a second time.
"""

from __future__ import annotations

import math
from time import monotonic

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QTimer, Signal
from PySide6.QtGui import QPainter, QRegion

from viewer.canvas.coarse import coarse_steps
from viewer.canvas.cost import cost_secs
from viewer.canvas.overview import Overview
from viewer.canvas.painting import annotation_steps
from viewer.canvas.patch import patched
from viewer.canvas.renewal import Renewal
from viewer.canvas.still import Still, View

AT_ONCE_SECS = 0.006
"""What takes no longer is painted in the frame that shows it."""
SLICE_SECS = 0.005
"""What is painted between two frames."""
MOVING_SLICE_SECS = 0.002
"""The same while the view is moved, as each slice keeps the next move waiting."""
MOVING_SECS = 0.06
"""A view that has not moved for so long is at rest."""
USEFUL_SHARE = 0.5
"""A still in the making is given up when it would cover less of the view."""


class StillKeeper(QObject):
    """Shows what there is of a view and gets what is missing; `renewed` tells that there is more."""

    renewed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted: View | None = None
        self._still: Still | None = None
        self._renewal: Renewal | None = None
        self._overview = Overview()
        self._moved_at = -math.inf
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._go_on)

    def paint(self, painter: QPainter, view: View) -> None:
        """Paint the annotations of a view, as far as they are there."""
        if self._wanted is None or not self._wanted.looks_like(view):
            self._want(view)
        whole = QRect(QPoint(0, 0), view.viewport.view.toSize())
        place = self._still.place_in(view.viewport) if self._still is not None else QRectF()
        if self._overview.still is not None and not place.contains(QRectF(whole)):
            painter.save()
            painter.setClipRegion(QRegion(whole) - QRegion(place.toAlignedRect()))
            self._overview.still.paint(painter, view.viewport)
            painter.restore()
        if self._still is not None:
            self._still.paint(painter, view.viewport)

    @property
    def at_rest(self) -> bool:
        """Whether what was painted last is what a plain painting would be."""
        return self._wanted is None or (self._still is not None and self._still.shows(self._wanted))

    @property
    def settled(self) -> bool:
        """Whether nothing is painted behind any more."""
        return not self._slices.isActive()

    def finish(self, view: View) -> None:
        """Paint all that is missing of a view now."""
        self._want(view)
        while not self.at_rest:
            self._advance(math.inf)

    def clear(self) -> None:
        """Forget everything: another row is looked at."""
        self.pause()
        self._overview.clear()
        self._still = None

    def pause(self) -> None:
        """Paint nothing behind until there is something to be seen again."""
        self._slices.stop()
        self._give_up()
        self._overview.want(None)
        self._wanted = None

    def _want(self, view: View) -> None:
        """Something else is to be seen."""
        if self._wanted is None or not self._wanted.scene.looks_like(view.scene):
            self._overview.want(view, dearer_than_secs=AT_ONCE_SECS)
        self._wanted, self._moved_at = view, monotonic()
        if self._renewal is not None and not _is_useful(self._renewal.view, view):
            self._give_up()
        if not self.at_rest:
            if cost_secs(view) <= AT_ONCE_SECS:
                self._paint_at_once(view)
            elif self._still is not None:
                self._still = patched(self._still, view, AT_ONCE_SECS) or self._still
        self._slices.start()

    def _paint_at_once(self, view: View) -> None:
        if self._renewal is not None and not self._renewal.view.looks_like(view):
            self._give_up()
        self._advance(2 * AT_ONCE_SECS)

    def _give_up(self) -> None:
        if self._renewal is not None:
            self._renewal.cancel()
        self._renewal = None

    def _go_on(self) -> None:
        """A slice."""
        moves = monotonic() - self._moved_at < MOVING_SECS
        secs = MOVING_SLICE_SECS if moves else SLICE_SECS
        if not self.at_rest:
            if self._advance(secs):
                self.renewed.emit()
        elif not self._overview.advance(secs):
            self._slices.stop()

    def _advance(self, secs: float) -> bool:
        """Whether there is another still."""
        assert self._wanted is not None
        if self._renewal is None:
            first = self._never_seen
            paint = coarse_steps if first else annotation_steps
            self._renewal = Renewal(self._wanted, paint, exact=not first)
        made = self._renewal.advance(secs)
        if made is None:
            return False
        self._renewal = None
        was_patched = self._still is not None and self._still.view is self._wanted
        if made.shows(self._wanted) or not was_patched:  # a patched one has more than one from before
            self._still = made
        return True

    @property
    def _never_seen(self) -> bool:
        """Whether there is nothing to show of these objects until they are painted."""
        assert self._wanted is not None
        seen = self._still is not None and len(self._still.view.scene.objects)
        return not seen and self._overview.still is None and cost_secs(self._wanted) > AT_ONCE_SECS


def _is_useful(made: View, wanted: View) -> bool:
    """Whether a still that is being made has enough of what is to be seen to go on with it."""
    same_objects = made.scene.objects.table is wanted.scene.objects.table
    if not same_objects or _screen_of(made) != _screen_of(wanted):
        return False
    seen = wanted.viewport.seen
    return _area(made.viewport.seen & seen) >= USEFUL_SHARE * _area(seen)


def _screen_of(view: View) -> tuple[object, ...]:
    return view.ratio, view.viewport.scale, view.viewport.orientation


def _area(part: QRectF) -> float:
    return part.width() * part.height()
