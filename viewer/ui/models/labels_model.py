"""The list of labels and predictions of the row looked at, with a box that shows and hides each."""

from __future__ import annotations

from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from viewer.model.row import DataRow, Label
from viewer.state import steps
from viewer.state.resolve import shown_labels
from viewer.state.session import Session
from viewer.ui.models.line import LINE_ROLE, Line
from viewer.ui.models.wording import joined, label_note, named, titles

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class LabelsModel(QAbstractListModel):
    """A line a label or prediction, in file order."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.labels: tuple[Label, ...] = ()
        self.shown: tuple[Label, ...] = ()
        self._titles: list[str] = []
        self._containers: list[str] = []

    def refresh(self) -> None:
        """List the labels of the row looked at."""
        row = self._session.row
        labels = tuple(row.labels()) if row is not None else ()
        self.shown = shown_labels(row, self._session.state) if row is not None else ()
        if [label.path for label in labels] == [label.path for label in self.labels] and labels:
            self.labels = labels
            self.dataChanged.emit(self.index(0), self.index(len(labels) - 1))
            return
        self.beginResetModel()
        self.labels = labels
        groups = _groups(row) if row is not None else []
        self._titles = [title for _, group in groups for title in titles(group)]
        self._containers = [name if len(groups) > 1 else "" for name, group in groups for _ in group]
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Number of labels and predictions."""
        return 0 if parent.isValid() else len(self.labels)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every label can be switched."""
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Title, check state, tool tip and the Line with everything else."""
        if not index.isValid():
            return None
        line = self._line(index.row())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.text
            case Qt.ItemDataRole.CheckStateRole:
                label = self.labels[index.row()]
                is_shown = any(label is shown for shown in self.shown)
                return Qt.CheckState.Checked if is_shown else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.ToolTipRole:
                return joined(line.text, line.note) + "\nDouble-click: only this one"
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.in_words
            case _:
                return line if role == LINE_ROLE else None

    def _line(self, place: int) -> Line:
        label = self.labels[place]
        return Line(
            text=self._titles[place],
            icon="star" if label.is_selected else label.role,
            note=joined(self._containers[place], label_note(label)),
            sample=self._sample(label),
        )

    def _sample(self, label: Label) -> Qt.PenStyle:
        paths = [shown.path for shown in self.shown]
        if label.path not in paths:
            return Qt.PenStyle.NoPen
        return Qt.PenStyle.SolidLine if label.path == paths[0] else Qt.PenStyle.DashLine

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:  # noqa: ARG002 - toggled
        """Show or hide a label."""
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        shown = tuple(label.path for label in self.shown)
        self._session.apply(steps.toggle_label(self._session.state, shown, self.labels[index.row()].path))
        return True

    def show_only(self, index: Index) -> None:
        """Show one label and no other."""
        self._session.apply(steps.show_labels(self._session.state, (self.labels[index.row()].path,)))


def _groups(row: DataRow) -> list[tuple[str, tuple[Label, ...]]]:
    """(name, labels) of every project and run, in file order."""
    projects = [(named(p.name or p.id or "Project"), p.labels) for p in row.projects]
    runs = [
        (named(run.name or run.id), (*run.labels, *run.predictions))
        for experiment in row.experiments
        for run in experiment.runs
    ]
    return [*projects, *runs]
