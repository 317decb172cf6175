"""The search field of rows: completes the query at the cursor while it is typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QPalette, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QFrame, QHeaderView, QTreeView, QWidget

from viewer.catalog.catalog import Catalog
from viewer.catalog.completing import Completion, complete
from viewer.ui.widgets.search_field import SearchField

_SHOWN = 12
_WIDEST, _NARROWEST = 460, 260
_COMPLETION_ROLE = Qt.ItemDataRole.UserRole
_OF_THE_LIST = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


class QueryField(SearchField):
    """Offers fields and values below the cursor; Tab or Enter takes the one chosen with Down, Esc none."""

    def __init__(
        self, placeholder: str, catalog: Callable[[], Catalog | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(placeholder, parent)
        self._catalog = catalog
        self._offers = QStandardItemModel(0, 2, self)
        self.popup = _popup()
        self._completer = QCompleter(self._offers, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setPopup(self.popup)
        self.popup.header().setStretchLastSection(False)
        self.popup.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.popup.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._completer.setWidget(self)
        self._completer.setMaxVisibleItems(_SHOWN)
        self.textEdited.connect(lambda _: self._offer())

    @property
    def offered(self) -> tuple[str, ...]:
        """What is offered now."""
        if not self.popup.isVisible():
            return ()
        return tuple(self._offers.item(row, 0).text() for row in range(self._offers.rowCount()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Space offers at once; keys that a list in sight has no use for are the field's."""
        if event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._offer()
        elif self.popup.isVisible() and event.key() in _OF_THE_LIST:
            self._choose(event)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tab takes what is chosen in the list, or its first line, before it goes to the next widget."""
        is_tab = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab
        if is_tab and event.type() == QEvent.Type.KeyPress and self.popup.isVisible():
            assert isinstance(event, QKeyEvent)
            self._choose(event)
            return True
        return super().event(event)

    def _choose(self, event: QKeyEvent) -> None:
        """Take a line of the list; Enter without one is about what was typed, Esc closes the list alone."""
        index = self.popup.currentIndex()
        if event.key() == Qt.Key.Key_Tab and not index.isValid():
            index = self._offers.index(0, 0)
        self.popup.hide()
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
        elif index.isValid():
            self._take(index)
            event.accept()
        else:
            super().keyPressEvent(event)

    def _offer(self) -> None:
        text, cursor = self.text(), self.cursorPosition()
        offers = complete(text, cursor, self._catalog())
        if not offers or [offer.text for offer in offers] == [text[offers[0].start : cursor]]:
            self.popup.hide()
            return
        self._offers.removeRows(0, self._offers.rowCount())
        for offer in offers:
            self._offers.appendRow(_items(offer))
        area = self.rect()
        area.setWidth(max(_NARROWEST, min(_WIDEST, self.width())))
        self._completer.complete(area)
        self.popup.setCurrentIndex(QModelIndex())  # so that Enter is about what was typed
        self.popup.scrollToTop()

    def _take(self, index: QModelIndex) -> None:
        """Put the chosen one in the place of what was begun."""
        offer = index.siblingAtColumn(0).data(_COMPLETION_ROLE)
        if not isinstance(offer, Completion):
            return
        text, cursor = self.text(), self.cursorPosition()
        is_field = offer.text.endswith((":", ">"))
        before = f"{text[: offer.start]}{offer.text}{'' if is_field else ' '}"
        self.setText(before + text[cursor:].lstrip())
        self.setCursorPosition(len(before))
        self.textEdited.emit(self.text())


def _items(offer: Completion) -> list[QStandardItem]:
    name, note = QStandardItem(offer.text), QStandardItem(offer.note)
    name.setData(offer, _COMPLETION_ROLE)
    note.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return [name, note]


def _popup() -> QTreeView:
    view = QTreeView()
    view.setRootIsDecorated(False)
    view.setHeaderHidden(True)
    view.setUniformRowHeights(True)
    view.setAllColumnsShowFocus(True)
    view.setFrameShape(QFrame.Shape.StyledPanel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
    view.setBackgroundRole(QPalette.ColorRole.Base)
    view.setAccessibleName("Completions")
    return view
