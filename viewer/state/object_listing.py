"""All objects of the open export, listed when somebody wants to see them, told of as they are found."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QObject, Signal

from viewer.catalog.objects import ObjectColumns, joined, objects_of_chunk
from viewer.catalog.walk import chunks_of
from viewer.state.session import Session
from viewer.tasks import Ticket

_KEY = "objects"
_TOLD_SECS = 0.5
_GROWTH = 1.5
"""From one list to the next, so that joining them does not take longer than finding what is in them."""


class ObjectListing(QObject):
    """`changed` tells that there are more; `is_whole` once all are there."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._is_begun = False
        self.objects = joined(())
        self.is_whole = False
        session.opened.connect(self.forget)

    def begin(self) -> None:
        """List them, unless that was begun."""
        export, session = self._session.export, self._session
        if self._is_begun or export is None:
            return
        self._is_begun = True

        def work(ticket: Ticket) -> ObjectColumns:
            parts: list[ObjectColumns] = []
            told, told_at = 0, monotonic()
            chunks = chunks_of(export, ticket.check)
            for part in session.tasks.spread(objects_of_chunk, chunks, ticket.check):
                parts.append(part)
                count = sum(map(len, parts))
                rows = int(part.rows[-1]) + 1 if len(part) else 0
                ticket.progress(rows, len(export))
                if count > told * _GROWTH and monotonic() - told_at > _TOLD_SECS:
                    parts = [joined(parts)]
                    told, told_at = count, monotonic()
                    ticket.tell(parts[0])
            return joined(parts)

        session.long_work.start(
            _KEY, "Listing objects", work, done=self._take_all, failed=self._fail, told=self._take
        )

    def forget(self) -> None:
        """Another export is open."""
        self._session.long_work.give_up(_KEY)
        self._is_begun = self.is_whole = False
        self.objects = joined(())
        self.changed.emit()

    def _take(self, objects: ObjectColumns) -> None:
        self.objects = objects
        self.changed.emit()

    def _take_all(self, objects: ObjectColumns) -> None:
        self.is_whole = True
        self._take(objects)

    def _fail(self, error: Exception) -> None:
        self._is_begun = False
        raise error
