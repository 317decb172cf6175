"""The one object that knows which export is open and what is looked at; every view listens to it.

session.update(opacity=0.6)  ->  changed(old, new)  ->  every view compares the fields it shows
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from viewer.catalog.catalog import Catalog, first_rows
from viewer.catalog.found import EVERYTHING, Found, Request
from viewer.formats import Export, ExportError, ReadRow
from viewer.formats.records import read_job
from viewer.media.store import MediaStore
from viewer.model.issue import Issue
from viewer.model.row import DataRow
from viewer.state import steps
from viewer.state.cataloguing import Cataloguing
from viewer.state.finding import Finding
from viewer.state.habits import Habits
from viewer.state.history import History
from viewer.state.listing import Listing
from viewer.state.long_work import NOTHING, LongWork
from viewer.state.opening import Opened, Place, stage
from viewer.state.orientation import UPRIGHT
from viewer.state.view_state import ViewState
from viewer.state.watching import Watching
from viewer.tasks import Tasks, Ticket, fault

INLINE_READ_BYTES = 128 << 10
"""Records up to this size are parsed at once (some ten milliseconds); larger ones on a worker."""
AHEAD_READ_BYTES = 32 << 20
"""Rows loaded ahead are parsed unasked up to this size, all of them together."""
ROWS_AHEAD = (1, 2, 3, -1)
"""Which rows are loaded ahead: places in the direction of the last move."""


class Session(QObject):
    """What is open and what is looked at. Lives on the main thread."""

    changed = Signal(object, object)
    """The ViewState before and after."""
    opened = Signal()
    """Another export is open."""
    rows_listed = Signal()
    """More rows of the open export are known to be there."""
    row_read = Signal()
    """The row looked at has been read."""
    catalog_changed = Signal()
    """More rows have been read, or more is known of them."""
    issues_changed = Signal()
    """More is known to be wrong."""
    progressed = Signal(str, int, int)
    """What takes long, how much of it is done and of how much in all (0 unknown); no text when it ended."""
    file_changed = Signal()
    """The file of the open export is no longer what was opened."""
    file_grown = Signal()
    """The open export goes on with what was added to its file."""
    stopped = Signal()
    """Listing or reading all rows was given up, or goes on."""
    open_failed = Signal(object)
    """The ExportError of a file that could not be opened; what was open still is."""

    def __init__(
        self, tasks: Tasks, media: MediaStore, habits: Habits | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.tasks = tasks
        self.media = media
        self.habits = habits or Habits()
        self.export: Export | None = None
        self.catalog: Catalog | None = None
        self.classes: tuple[str, ...] = ()
        self.read: ReadRow | None = None
        self._state = ViewState()
        self._history = History(self._state)
        self._way = 1
        self._media_issues: dict[int, tuple[Issue, ...]] = {}
        self.long_work = LongWork(tasks, self.progressed.emit)
        self.finding = Finding(tasks, self)
        self.finding.found.connect(self._take_found)
        self._watching = Watching()
        self._listing = Listing(self.long_work, self.rows_listed.emit, self._end_listing)
        self._cataloguing = Cataloguing(tasks, self.long_work, self._take_catalog)
        self.is_stopped = False
        media.issues_found.connect(self._take_media_issues)

    # ----------------------------------------------------------------- what is looked at

    @property
    def state(self) -> ViewState:
        """What is looked at now."""
        return self._state

    def apply(self, state: ViewState) -> None:
        """Take the next ViewState."""
        if state == self._state:
            return
        self._history.record(state)
        self._show(state)

    def update(self, **fields: Any) -> None:
        """Change some fields of the ViewState."""
        self.apply(replace(self._state, **fields))

    @property
    def can_go_back(self) -> bool:
        """Whether an earlier place was looked at."""
        return self._history.can_go_back

    @property
    def can_go_forward(self) -> bool:
        """Whether one went back from a later place."""
        return self._history.can_go_forward

    def travel(self, distance: int) -> None:
        """Back (negative) or forward through what was looked at."""
        self._show(self._history.go(distance))

    def _show(self, state: ViewState) -> None:
        old, self._state = self._state, state
        if state.row != old.row:
            self._way = 1 if state.row > old.row else -1
            self._read_row()
        self.changed.emit(old, state)
        if state.request != old.request:
            self.finding.answer(state.request, self.catalog)

    # ----------------------------------------------------------------- the row looked at

    @property
    def row(self) -> DataRow | None:
        """The data row looked at, None while it is read or when its record is unreadable."""
        return self.read.row if self.read is not None and isinstance(self.read.row, DataRow) else None

    @property
    def row_count(self) -> int:
        """Records of the open export."""
        return len(self.export) if self.export is not None else 0

    def _read_row(self) -> None:
        self.read = None
        self.tasks.cancel("ahead")

        def show(read: ReadRow) -> None:
            self.read = read
            self.row_read.emit()
            self._read_ahead()

        self.read_record(self._state.row, show, key="row")

    def read_record(self, index: int, show: Callable[[ReadRow], None], *, key: str) -> None:
        """Parse a record and hand it on: at once when it is small or at hand, else from a worker."""
        export = self.export
        if export is None:
            return
        read = export.at_hand(index)
        if read is None and export.record(index).size <= INLINE_READ_BYTES:
            read = export.read(index)
        if read is not None:
            self.long_work.give_up(key)
            show(read)
        else:
            text = f"Reading row {index + 1}"
            self.long_work.start(key, text, lambda ticket: self._read(export, index, ticket), done=show)

    def _read(self, export: Export, index: int, ticket: Ticket) -> ReadRow:
        """By a worker, which hands a large record on to another process: read here it would slow all else."""
        return export.read(index, lambda job: self.tasks.elsewhere(read_job, job, ticket.check))

    def _read_ahead(self) -> None:
        """Have the rows that are likely to be looked at next ready, with their pictures."""
        export, here = self.export, self._state.row
        if export is None:
            return
        near = [steps.go_by(self._state, self._way * places, len(export)).row for places in ROWS_AHEAD]
        ahead: list[int] = []
        left_bytes = AHEAD_READ_BYTES
        for index in dict.fromkeys(near):
            size = export.record(index).size
            if index != here and size <= left_bytes:
                ahead.append(index)
                left_bytes -= size

        def read(ticket: Ticket) -> list[DataRow]:
            rows = []
            for index in ahead:
                ticket.check()
                row = self._read(export, index, ticket).row
                if isinstance(row, DataRow):
                    rows.append(row)
            return rows

        self.tasks.start(read, done=self.media.prefetch, key="ahead")

    # ----------------------------------------------------------------- opening

    def open(self, path: Path, *, row: Place = None) -> None:
        """Open an export on a worker, at a row; what is open stays open until the new one is ready."""
        self.long_work.start(
            "open",
            f"Opening {path.name}",
            lambda ticket: stage(path, row, ticket),
            done=self._swap,
            failed=self._open_failed,
        )

    def look_at_file(self) -> None:
        """See whether the file is still what was opened; called now and then."""
        if self._watching.has_changed():
            self.file_changed.emit()

    def reload(self) -> None:
        """Read the file again, at the same row, or at the last when it has become shorter.

        Of one that was only added to, the new part alone; what was listed and is looked at stays.
        """
        export, row = self.export, self._state.row
        if export is None:
            return

        def work(ticket: Ticket) -> Export | Opened:
            return export.grown(ticket.check) or stage(export.path, row, ticket)

        def done(again: Export | Opened) -> None:
            if isinstance(again, Opened):
                self._swap(again)
            else:
                self._go_on_with(again)

        text = f"Opening {export.path.name}"
        self.long_work.start("open", text, work, done=done, failed=self._open_failed)

    def _open_failed(self, error: Exception) -> None:
        if not isinstance(error, ExportError):
            fault(error)
        self.open_failed.emit(error)

    def _swap(self, new: Opened) -> None:
        old, self.export = self.export, new.export
        self.catalog, self.classes, self.read = None, new.classes, None
        self._media_issues.clear()
        self._cataloguing.stop()
        self._listing.stop()
        self._be_stopped(stopped=False)
        self.media.open(new.export.path)
        # Names, opacity and the like are habits of the viewer, not of the file, and stay.
        before = self._state
        self._state = replace(
            before,
            row=new.row,
            labels=None,
            selection=(),
            hover=None,
            hidden_classes=frozenset(),
            hidden_objects=frozenset(),
            solo=None,
            compared=None,
            blink=False,
            request=EVERYTHING,
            found=None,
            turns=0,
            orientation=UPRIGHT,
            window=None,
        )
        self._history = History(self._state)
        self._way = 1
        if old is not None:
            old.close()
        self.opened.emit()
        self._read_row()
        self.changed.emit(before, self._state)
        self._watching.watch(new.export.path)
        self._listing.start(new.export)
        self._cataloguing.start(new.export)

    def _go_on_with(self, export: Export) -> None:
        """Take the file with what was added to it; of its last row before that nothing is taken for known."""
        old, self.export, row = self.export, export, self._state.row
        if old is None:
            return
        self._listing.stop()
        self._cataloguing.stop()
        self._be_stopped(stopped=False)
        self._watching.watch(export.path)
        known = first_rows(self.catalog, export.taken_over) if self.catalog is not None else None
        if known is not None:
            self.catalog = replace(known, is_complete=False, is_checked=False)
        if self.row is None or old.record(row) != export.record(row):
            self._read_row()
        self.file_grown.emit()
        self.rows_listed.emit()
        self._listing.start(export)
        self._cataloguing.start(export, known)

    def _end_listing(self) -> None:
        self.rows_listed.emit()
        self.issues_changed.emit()

    def _take_catalog(self, catalog: Catalog) -> None:
        """Take a better catalogue; what was asked for is answered anew."""
        self.catalog = catalog
        self.catalog_changed.emit()
        self.issues_changed.emit()
        self.finding.answer(self._state.request, catalog)

    def cancel(self) -> None:
        """Give up opening, reading all rows, and what else is told of; what is shown stays."""
        gathering = self._listing.is_under_way or self._cataloguing.is_under_way
        self.long_work.give_up("open")
        self._listing.stop()
        self._cataloguing.stop()
        self.long_work.stop_noted()
        self.progressed.emit(*NOTHING)  # a row that is being read arrives all the same, untold
        if gathering:
            self._be_stopped(stopped=True)

    def go_on(self) -> None:
        """Go on with listing and reading all rows, where that was given up."""
        export = self.export
        if export is not None and self.is_stopped:
            self._be_stopped(stopped=False)
            self._listing.start(export)
            self._cataloguing.start(export, self.catalog)

    def _be_stopped(self, *, stopped: bool) -> None:
        if stopped is not self.is_stopped:
            self.is_stopped = stopped
            self.stopped.emit()

    def ask(self, request: Request) -> None:
        """Narrow and order the rows as a request says; the answer comes a moment later."""
        self.apply(steps.ask_for(self._state, request))

    def search(self, query: str) -> None:
        """Narrow the rows to those that a query means, in the order and the sample that are in force."""
        self.ask(replace(self._state.request, query=query))

    def _take_found(self, found: Found) -> None:
        self.apply(steps.show_found(self._state, found))

    # ----------------------------------------------------------------- what is wrong

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Everything found wrong so far: in the file, in its rows, in their media."""
        if self.catalog is not None:
            of_rows = self.catalog.issues
        else:
            of_rows = self.export.issues if self.export is not None else ()
        of_media = (issue for issues in self._media_issues.values() for issue in issues)
        return (*of_rows, *of_media)

    def _take_media_issues(self, row: int, issues: tuple[Issue, ...]) -> None:
        """What the pictures of a row have revealed, in place of what they had before."""
        if self.export is not None and row < len(self.export):
            record = self.export.record(row)
            self._media_issues[row] = tuple(
                replace(i, line=record.line, offset=record.offset) for i in issues
            )
            self.issues_changed.emit()
