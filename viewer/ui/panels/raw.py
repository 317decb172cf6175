"""The record looked at as the JSON it is, with what is selected marked in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from viewer.canvas.colours import ClassColours
from viewer.formats import Export, RecordError
from viewer.model.annotation import JsonPath
from viewer.state import steps
from viewer.state.session import INLINE_READ_BYTES, Session
from viewer.state.view_state import ViewState
from viewer.ui.details.selected import nearest_annotation
from viewer.ui.models.json_search import find_text
from viewer.ui.widgets.find_bar import FindBar
from viewer.ui.widgets.json_view import JsonView
from viewer.ui.widgets.lazy_panel import LazyPanel
from viewer.ui.widgets.source_text import SHOWN_BYTES, SourceText
from viewer.ui.widgets.wrapped_label import statement


class RawPanel(LazyPanel):
    """A tree of the record's JSON, or the record as text. Out of sight it parses nothing."""

    TITLE = "Raw JSON"
    OBJECT_NAME = "raw"
    AREA = Qt.DockWidgetArea.RightDockWidgetArea

    def __init__(
        self, session: Session, _colours: Callable[[], ClassColours], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: tuple[Export, int] | None = None
        self._value: Any = None
        self.finder = FindBar("Find in this record…")
        self.as_text = QToolButton()
        self.tree = JsonView()
        self.source = SourceText()
        self.message = statement()
        self._pages = QStackedWidget()
        self._lay_out()
        self.finder.asked.connect(self._find)
        self.finder.left.connect(self.tree.setFocus)
        self.as_text.toggled.connect(self._show_page)
        self.tree.chosen.connect(self._select)
        session.changed.connect(self._apply)
        session.opened.connect(self._load)
        self._load()

    def _lay_out(self) -> None:
        self.as_text.setText("As text")
        self.as_text.setCheckable(True)
        self.as_text.setAutoRaise(True)
        self.as_text.setToolTip("The record as it stands in the file")
        head = QHBoxLayout()
        head.setContentsMargins(6, 6, 6, 6)
        head.addWidget(self.finder, 1)
        head.addWidget(self.as_text)
        for page in (self.message, self.tree, self.source):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)

    def catch_up(self) -> None:
        """Catch up with what was looked at meanwhile."""
        self._load()

    def _apply(self, old: ViewState, new: ViewState) -> None:
        if old.row != new.row:
            self._load()
        elif old.current != new.current and self._shown is not None:
            self.tree.mark(new.current)

    # ----------------------------------------------------------------- loading

    def _load(self) -> None:
        """Parse the record looked at: here when it is small, else on a worker."""
        export, index = self._session.export, self._session.state.row
        if export is None:
            self._say("No export is open.")
            return
        if not self.is_seen or self._shown == (export, index):
            return
        self._shown = None
        if export.record(index).size <= INLINE_READ_BYTES:
            self._session.tasks.cancel("raw")
            try:
                value = export.raw(index)
            except RecordError as error:
                self._show_unreadable(export, index, error)
            else:
                self._show_value(export, index, value)
            return
        self._say(f"Reading row {index + 1:,} …")
        self._session.tasks.start(
            lambda _: export.raw(index),
            done=lambda value: self._show_value(export, index, value),
            failed=lambda error: self._show_unreadable(export, index, error),
            key="raw",
        )

    def _show_value(self, export: Export, index: int, value: Any) -> None:
        self._shown, self._value = (export, index), value if isinstance(value, dict | list) else [value]
        self.tree.show_value(self._value)
        self.tree.mark(self._session.state.current)
        self._show_page()

    def _show_unreadable(self, export: Export, index: int, error: Exception) -> None:
        """What is no JSON is still shown as text."""
        self._shown, self._value = (export, index), None
        self.tree.show_value({})
        self.message.setText(f"This record is no JSON: {error}")
        self._show_page()

    def _say(self, text: str) -> None:
        self._shown = None
        self.message.setText(text)
        self._show_page()

    def _show_page(self) -> None:
        can_search = self._shown is not None and self._value is not None and not self.as_text.isChecked()
        self.finder.setEnabled(can_search)
        self.as_text.setEnabled(self._shown is not None)
        if self._shown is not None and self.as_text.isChecked():
            self._show_source(*self._shown)
        else:
            self._pages.setCurrentWidget(
                self.message if self._value is None or self._shown is None else self.tree
            )

    def _show_source(self, export: Export, index: int) -> None:
        try:
            data = export.raw_bytes(index, most=SHOWN_BYTES + 1)
        except (RecordError, OSError) as error:
            self.message.setText(str(error))
            self._pages.setCurrentWidget(self.message)
            return
        size = export.record(index).size
        self.source.show_record(data, size, f"row-{index + 1}.json", lambda: export.raw_bytes(index))
        self._pages.setCurrentWidget(self.source)

    # ----------------------------------------------------------------- selecting and finding

    def _select(self, path: JsonPath) -> None:
        row = self._session.row
        nearest = nearest_annotation(row, path) if row is not None else None
        if nearest is not None:
            self._session.apply(steps.select(self._session.state, nearest))

    def _find(self, text: str, backwards: bool) -> None:
        value, start = self._value, self.tree.current_path()

        def done(path: JsonPath | None) -> None:
            self.finder.say("" if path is not None else "not found")
            if path is not None and value is self._value:
                self.tree.go_to(self.tree.json.index_of(path))

        self._session.tasks.start(
            lambda ticket: find_text(value, text, start, backwards=backwards, check=ticket.check),
            done=done,
            key="raw-find",
        )
