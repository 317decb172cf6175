"""The objects of the rows found, each cut out of its image."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QWidget

from viewer.canvas.colours import ClassColours
from viewer.canvas.crops import Crops
from viewer.canvas.miniature import look_of
from viewer.canvas.miniatures import Miniature, Miniatures
from viewer.catalog.objects import ObjectColumns, ObjectOrder
from viewer.formats import ReadRow
from viewer.media.thumbnails import Thumbnails
from viewer.model.annotation import JsonPath
from viewer.model.row import DataRow
from viewer.state import steps
from viewer.state.object_listing import ObjectListing
from viewer.state.session import Session
from viewer.state.view_state import Page, ViewState
from viewer.ui.lightbox.grid_page import GridPage
from viewer.ui.models.wording import isolated, one_line
from viewer.ui.widgets.wrapped_label import quiet_label
from viewer.ui.words import counted

_ORDERS = {
    ObjectOrder.CLASS: "Class",
    ObjectOrder.SIZE: "Size, largest first",
    ObjectOrder.CONFIDENCE: "Confidence, surest first",
}
_LONGEST_NAME = 80


class ObjectsPage(GridPage):
    """A cell an object, by class, size or confidence; `opened_at` carries the path of one that was opened."""

    HABIT = "lightbox/crop side"
    opened_at = Signal(object)

    def __init__(
        self, session: Session, colours: Callable[[], ClassColours], parent: QWidget | None = None
    ) -> None:
        self.listing = ObjectListing(session)
        self._numbers: NDArray[np.int64] = np.zeros(0, np.int64)
        self._objects: ObjectColumns = self.listing.objects
        thumbnails = Thumbnails(session.media, session.tasks)
        crops = Crops(lambda: self._objects)
        super().__init__(
            session, thumbnails, Miniatures(session, thumbnails, colours, subjects=crops), parent
        )
        self.listing.setParent(self)
        self.grid.setAccessibleName("Objects cut out of their images")
        self.order = QComboBox()
        self.order.setAccessibleName("Order of the objects")
        for order, text in _ORDERS.items():
            self.order.addItem(text, order.value)
        self.head.row.insertWidget(2, quiet_label("Order"))
        self.head.row.insertWidget(3, self.order)
        self.order.activated.connect(
            lambda _: session.update(object_order=ObjectOrder(self.order.currentData()))
        )
        session.changed.connect(self._apply)
        session.opened.connect(self._begin)
        self.listing.changed.connect(self._list)
        self.grid.chosen.connect(self._choose)
        self.grid.opened.connect(self._open)

    # ----------------------------------------------------------------- following and leading

    def numbers(self) -> Sequence[int]:
        """Numbers of the objects in the list."""
        return self._numbers  # type: ignore[return-value]  # an array is a sequence in all but name

    def showEvent(self, event: QShowEvent) -> None:
        """List them when somebody wants to see them."""
        super().showEvent(event)
        self._begin()

    def _begin(self) -> None:
        if self.isVisible():
            self.listing.begin()
            self._list()

    def _list(self) -> None:
        if not self.isVisible():
            return
        state = self._session.state
        self._objects = objects = self.listing.objects
        found = state.found
        self._numbers = objects.ordered(objects.within(found), state.object_order)
        self.order.setCurrentIndex(self.order.findData(state.object_order.value))
        count, of = len(self._numbers), len(objects)
        told = counted(of, "object") if count == of else f"{count:,} of {counted(of, 'object')}"
        self._show(told if self.listing.is_whole else f"{told} so far", self._why_empty())

    def _why_empty(self) -> str:
        if self._session.export is None:
            return "Open an export to see its objects."
        if not self.listing.is_whole:
            return "Looking for objects…"
        return "The rows found have no objects." if len(self._objects) else "No row has an object."

    def _apply(self, old: ViewState, new: ViewState) -> None:
        if not self.isVisible():
            return
        if old.found is not new.found or old.object_order is not new.object_order:
            self._list()
        elif look_of(old, 0) != look_of(new, 0):
            self._want()

    def _choose(self, place: int) -> None:
        self.grid.set_current(place)

    def _open(self, place: int) -> None:
        """Go to its row, with it selected and as large as is useful."""
        number = int(self._numbers[place])
        objects, session = self._objects, self._session
        row, label, nth = (int(column[number]) for column in (objects.rows, objects.labels, objects.places))

        def show(read: ReadRow) -> None:
            path = _path_of(read, label, nth)
            state = steps.go_to_row(session.state, row)
            if path is not None:
                state = steps.select(state, path)
            session.apply(state)
            session.update(page=Page.PICTURE)
            if path is not None:
                self.opened_at.emit(path)

        session.read_record(row, show, key="object")

    # ----------------------------------------------------------------- cells

    def text_of(self, number: int, miniature: Miniature | None) -> tuple[str, str]:
        """Its class; its row, size and confidence."""
        objects = self._objects
        name = isolated(one_line(objects.names[int(objects.classes[number])], _LONGEST_NAME))
        parts = [f"row {int(objects.rows[number]) + 1:,}"]
        left, top, right, bottom = objects.boxes[number].tolist()
        if right - left > 0 or bottom - top > 0:
            parts.append(f"{right - left:,.0f} × {bottom - top:,.0f}")
        elif miniature is not None and (extent := miniature.extent) is not None:
            parts.append(f"≈ {extent.width():,.0f} × {extent.height():,.0f}")
        if not np.isnan(sure := float(objects.confidences[number])):
            parts.append(f"{sure * 100:.0f} %")
        return name, " · ".join(parts)


def _path_of(read: ReadRow, label: int, nth: int) -> JsonPath | None:
    labels = list(read.row.labels()) if isinstance(read.row, DataRow) else []
    things = labels[label].annotations.objects if label < len(labels) else ()
    return things[nth].path if nth < len(things) else None
