"""The list of classes of the row looked at, with a box that shows and hides each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from viewer.canvas.colours import ClassColours
from viewer.canvas.looks import ontology_colour
from viewer.state.session import Session
from viewer.state.view_state import ColourBy, SoloClasses
from viewer.ui.models.classes import ClassInRow, Visible, toggled, visible
from viewer.ui.models.line import LINE_ROLE, Line
from viewer.ui.models.wording import KIND_NAMES, named

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_CHECKS = {
    Visible.NONE: Qt.CheckState.Unchecked,
    Visible.SOME: Qt.CheckState.PartiallyChecked,
    Visible.ALL: Qt.CheckState.Checked,
}


class ClassesModel(QAbstractListModel):
    """A line a class."""

    def __init__(
        self, session: Session, colours: Callable[[], ClassColours], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._colours = colours
        self.classes: tuple[ClassInRow, ...] = ()

    def show(self, classes: tuple[ClassInRow, ...]) -> None:
        """List these; when they are named as those before nobody loses their place."""
        if [found.name for found in classes] == [found.name for found in self.classes]:
            self.classes = classes
            self.refresh()
            return
        self.beginResetModel()
        self.classes = classes
        self.endResetModel()

    def refresh(self) -> None:
        """Something is shown or hidden: look at all of them again."""
        if self.classes:
            self.dataChanged.emit(self.index(0), self.index(len(self.classes) - 1))

    def visible_classes(self) -> list[ClassInRow]:
        """Those that can be seen now."""
        state = self._session.state
        return [
            found
            for found in self.classes
            if visible(found, state) is not Visible.NONE and not state.hidden_kinds.issuperset(found.kinds)
        ]

    def colour(self, found: ClassInRow) -> QColor | None:
        """The colour of all of a class, None where colours stand for something else."""
        match self._session.state.colour_by:
            case ColourBy.CLASS:
                return self._colours().of_class(found.name)
            case ColourBy.ONTOLOGY:
                return ontology_colour(found.name, found.own_colour, self._colours())
            case _:
                return None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Number of classes."""
        return 0 if parent.isValid() else len(self.classes)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every class can be switched."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name, check state, tool tip and the Line with everything else."""
        if not index.isValid():
            return None
        found = self.classes[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return named(found.name)
            case Qt.ItemDataRole.CheckStateRole:
                return _CHECKS[visible(found, self._session.state)]
            case Qt.ItemDataRole.ToolTipRole:
                kinds = ", ".join(KIND_NAMES[kind].lower() for kind in found.kinds)
                return f"{named(found.name)}\n{found.count:,} ({kinds})\nDouble-click: only this class"
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._line(found).in_words
            case _:
                return self._line(found) if role == LINE_ROLE else None

    def _line(self, found: ClassInRow) -> Line:
        state = self._session.state
        is_soloed = isinstance(state.solo, SoloClasses) and found.name in state.solo.names
        return Line(
            text=named(found.name),
            note="only this" if is_soloed else "",
            count=f"{found.count:,}",
            marks=tuple(found.kinds),
            swatch=self.colour(found),
            dimmed=visible(found, state) is Visible.NONE or state.hidden_kinds.issuperset(found.kinds),
        )

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ARG002 - toggled
        """Show or hide a class."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self._session.apply(toggled(self.classes[index.row()], self._session.state))
        return True
