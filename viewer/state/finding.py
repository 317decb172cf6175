"""Rows are asked for by a request; the answer is worked out in the background, typing never waits."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from viewer.catalog.catalog import Catalog
from viewer.catalog.finding import find
from viewer.catalog.found import Request
from viewer.catalog.query import QueryError, parse
from viewer.tasks import Tasks, fault

_KEY = "find"


class Finding(QObject):
    """Keeps `state.found` the answer to `state.request`, as well as the catalogue knows it.

    `told` when `error` is another than before: why the query cannot be read, or None.
    """

    found = Signal(object)
    """The rows that answer the request in force."""
    told = Signal()

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.error: QueryError | None = None

    def answer(self, request: Request, catalog: Catalog | None) -> None:
        """Work out the answer, in the place of any other; without a catalogue nothing can be told yet."""
        self._tasks.cancel(_KEY)
        if not self._can_be_read(request) or request.is_everything or catalog is None:
            return
        self._tasks.start(
            lambda ticket: find(catalog, request, check=ticket.check),
            done=self.found.emit,
            failed=fault,
            key=_KEY,
        )

    def _can_be_read(self, request: Request) -> bool:
        before, self.error = self.error, None
        try:
            parse(request.query)
        except QueryError as error:
            self.error = error
        if (before is None) is not (self.error is None) or str(before) != str(self.error):
            self.told.emit()
        return self.error is None
