"""The button beside the search field: queries that were saved, those asked lately, and the language."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QInputDialog, QMenu, QToolButton, QWidget

from viewer.state.saved_queries import SavedQueries
from viewer.ui.icons import icon

_LONGEST = 48


class QueryMenu(QToolButton):
    """`chosen` carries the text of a query, `help_asked` nothing."""

    chosen = Signal(str)
    help_asked = Signal()

    def __init__(
        self, saved: SavedQueries, current: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._saved = saved
        self._current = current
        self.setIcon(icon("star"))
        self.setAutoRaise(True)
        self.setToolTip("Saved queries")
        self.setAccessibleName("Saved queries")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.aboutToShow.connect(self.fill)
        self.setMenu(menu)

    def fill(self) -> None:
        """Make the menu of what there is now."""
        menu, text = self.menu(), self._current().strip()
        menu.clear()
        for query in self._saved.all:
            self._add(menu, query.name, query.text)
        menu.addSeparator()
        save = menu.addAction(icon("star"), "Save this query…", self._ask_name)
        save.setEnabled(bool(text))
        if self._saved.all:
            self._add_changes(menu)
        recent = menu.addMenu(icon("recent"), "Asked lately")
        recent.setEnabled(bool(self._saved.recent))
        for each in self._saved.recent:
            self._add(recent, each, each)
        menu.addSeparator()
        menu.addAction(icon("help"), "How to ask…", self.help_asked)

    def _add(self, menu: QMenu, name: str, text: str) -> None:
        shown = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
        action = menu.addAction(shown.replace("&", "&&"), lambda: self.chosen.emit(text))
        action.setToolTip(text)

    def _add_changes(self, menu: QMenu) -> None:
        rename, forget = menu.addMenu("Rename"), menu.addMenu("Forget")
        for query in self._saved.all:
            name = query.name
            rename.addAction(name.replace("&", "&&"), partial(self._ask_rename, name))
            forget.addAction(name.replace("&", "&&"), partial(self._saved.forget, name))

    def _ask_name(self) -> None:
        text = self._current().strip()
        name, is_given = QInputDialog.getText(self, "Save query", "Name of this query:", text=text[:_LONGEST])
        if is_given and name.strip():
            self._saved.save(name.strip(), text)

    def _ask_rename(self, name: str) -> None:
        new, is_given = QInputDialog.getText(self, "Rename query", "Its new name:", text=name)
        if is_given and new.strip():
            self._saved.rename(name, new.strip())
