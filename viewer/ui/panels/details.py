"""Everything the export says about what is selected and about the row it stands in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QWidget

from viewer.canvas.colours import ClassColours
from viewer.formats import RecordError
from viewer.model.annotation import JsonPath, ObjectAnnotation
from viewer.model.row import DataRow, UnreadableRow
from viewer.state import steps
from viewer.state.resolve import label_at
from viewer.state.session import Session
from viewer.state.view_state import ViewState
from viewer.tasks import fault
from viewer.ui.details.compose import sections
from viewer.ui.details.context import Context, MaskFacts
from viewer.ui.details.data_row import SHOWN_BYTES, unreadable_row_sections
from viewer.ui.details.embedding import embedding_numbers
from viewer.ui.details.fields import CopyText, OpenUrl, Section, SelectPath, ShowNumbers, Target
from viewer.ui.details.masks import mask_facts
from viewer.ui.widgets.clipboard import copy_text, open_web_address
from viewer.ui.widgets.lazy_panel import LazyPanel
from viewer.ui.widgets.sections_view import SectionsView
from viewer.ui.widgets.wrapped_label import statement

_FOLDED_AT_FIRST = frozenset({"embeddings"})


class DetailsPanel(LazyPanel):
    """Sections about the selection, its label and container, and the data row."""

    TITLE = "Details"
    OBJECT_NAME = "details"
    AREA = Qt.DockWidgetArea.RightDockWidgetArea

    def __init__(
        self, session: Session, colours: Callable[[], ClassColours], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._colours = colours
        self._numbers: dict[JsonPath, tuple[float, ...] | str] = {}
        self.message = statement()
        self.view = SectionsView(folded=_FOLDED_AT_FIRST)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.message)
        self._stack.addWidget(self.view)
        self.view.activated.connect(self._activate)
        session.changed.connect(self._apply)
        session.opened.connect(self._show_other_row)
        session.row_read.connect(self._show_other_row)
        session.media.arrived.connect(self._show)

    def _apply(self, old: ViewState, new: ViewState) -> None:
        if old.row != new.row:
            self._show_other_row()
        elif old.current != new.current:
            self._show()

    def _show_other_row(self) -> None:
        self._numbers.clear()
        self._show()

    def catch_up(self) -> None:
        """Catch up with what was looked at while the panel was out of sight."""
        self._show()

    def _show(self) -> None:
        session = self._session
        if not self.is_seen:
            return
        if session.export is None:
            self._say("No export is open.")
        elif session.read is None:
            self._say(f"Reading row {session.state.row + 1:,} …")
        else:
            match session.read.row:
                case UnreadableRow() as row:
                    self._show_sections(unreadable_row_sections(row, self._bytes_of(row.index)))
                case DataRow() as row:
                    self._show_sections(sections(self._context(row), session.state.current))

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self._stack.setCurrentWidget(self.message)

    def _show_sections(self, found: tuple[Section, ...]) -> None:
        self.view.show_sections(found)
        self._stack.setCurrentWidget(self.view)

    def _context(self, row: DataRow) -> Context:
        colours = self._colours()

        def mask(thing: ObjectAnnotation) -> MaskFacts | str | None:
            label = label_at(row, thing.path)
            return None if label is None else mask_facts(self._session.media.masks(row, label), thing.path)

        return Context(row, lambda name: colours.of_class(name).name(), mask, self._numbers)

    def _bytes_of(self, index: int) -> bytes:
        """How a record begins; nothing when the file is no longer what was opened."""
        export = self._session.export
        if export is None:
            return b""
        try:
            return export.raw_bytes(index, most=SHOWN_BYTES + 1)
        except (RecordError, OSError):
            return b""

    # ----------------------------------------------------------------- links

    def _activate(self, target: Target) -> None:
        match target:
            case OpenUrl(url):
                if not open_web_address(url):
                    copy_text(url, self)
            case CopyText(text):
                copy_text(text, self)
            case SelectPath(path):
                self._session.apply(steps.select(self._session.state, path))
            case ShowNumbers(path):
                self._read_numbers(path)

    def _read_numbers(self, path: JsonPath) -> None:
        export, index = self._session.export, self._session.state.row
        if export is None:
            return

        def show(numbers: tuple[float, ...] | str) -> None:
            if (export, index) == (self._session.export, self._session.state.row):
                self._numbers[path] = numbers
                self._show()

        def failed(error: Exception) -> None:
            if not isinstance(error, RecordError):
                fault(error)
            show(f"The values cannot be read: {error}")

        self._session.tasks.start(
            lambda _: embedding_numbers(export.raw(index), path), done=show, failed=failed, key="embedding"
        )
